import { describeCause } from '../describe-cause.fixture.ts';
import { boot, from, healthy, initRequest, lacking, unanswered } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** a has no route to b. */
function unrouted(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest, { lost: 'out' });
  p.say('a', '[NET] error writing to socket: Network is unreachable');
  for (let i = 1; i <= 2; i += 1) {
    p.wait(3);
    p.life('b');
    p.retransmit('a', i, { lost: 'out' });
    p.say('a', '[NET] error writing to socket: Network is unreachable');
  }
  p.wait(9);
  p.say('a', '[IKE] giving up after 2 retransmits', '[IKE] establishing IKE_SA failed, peer not responding');
  p.life('b');
  p.file('a', 'ip-route.txt', '192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.10\n');
  return p.evidence();
}

const files = unrouted();

describeCause('host.route-missing', {
  proves: { files, confidence: 'certain', details: { host: 'a', peer: 'b', routesListed: 1, routeFound: false } },
  unlike: {
    'packets leave and get lost on the way': {
      files: unanswered({ before: (p) => p.ping('a') }),
      is: 'path.ike-blocked',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: {
    files: lacking(from('a', files), '.log', '.pcap')
      .concat(from('b', files))
      .concat(
        from('a', files).flatMap((file) =>
          'lines' in file && file.path.endsWith('.log')
            ? [{ path: file.path, lines: file.lines.filter((line) => !line.includes('unreachable')) }]
            : [],
        ),
      ),
  },
});
