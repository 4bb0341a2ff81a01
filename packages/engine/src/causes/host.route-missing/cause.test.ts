import { expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { boot, from, healthy, initRequest, lacking, unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

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

it('is not told by the routes of a host whose addresses the log does not know', async () => {
  const logs = unanswered().filter(({ path }) => path === 'a/charon.log');
  const state = (address: string): readonly EvidenceFile[] => [
    {
      path: 'a/ip-addr.txt',
      lines: [
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000',
        `    inet ${address}/24 scope global eth0`,
      ],
    },
    { path: 'a/ip-route.txt', lines: ['192.0.2.0/24 dev eth0 proto kernel scope link'] },
  ];
  const told = async (address: string): Promise<readonly string[]> =>
    causesOf(await diagnoseFiles([...logs, ...state(address)])).flatMap(({ id, confidence }) =>
      confidence === 'possible' ? [] : [id],
    );
  expect(await told('192.0.2.10')).toEqual(['host.route-missing']);
  expect(await told('192.0.2.77')).toEqual([]);
});
