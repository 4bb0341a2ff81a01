import { describeCause } from '../describe-cause.fixture.ts';
import { boot, conf, giveUp, healthy, initRequest, lacking } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

const stranger = '203.0.113.99';

interface Story {
  /** The identity of the host that is meant. */
  readonly id?: string;
  /** What a's configuration has for the peer. */
  readonly remote?: string;
  /** Addresses of the host that is meant, as it lists them. */
  readonly at?: string;
}

/** a knows its peer by a name, sends to a stranger, and nobody answers; the host that is meant is at hand as c. */
function elsewhere(story: Story): readonly EvidenceFile[] {
  const p = play({ b: stranger });
  boot(p, 'a');
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${stranger}`);
  p.message('a', initRequest, { lost: 'path' });
  giveUp(p, { lost: 'path' });
  conf(p, 'a', { remote: story.remote ?? 'gate.b.example' });
  conf(p, 'b', { id: story.id ?? 'b.example' });
  const address = story.at ?? '198.51.100.20';
  p.file(
    'b',
    'ip-addr.txt',
    `2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default\n    inet ${address}/24 brd ${address.replace(/\d+$/, '255')} scope global eth0\n`,
  );
  return p.evidence().flatMap((file): EvidenceFile[] => {
    if (!file.path.startsWith('b/')) return [file];
    if ('packets' in file) return [];
    const lines = file.lines.map((line) => line.replaceAll(stranger, address));
    return [{ path: file.path.replace('b/', 'c/'), lines }];
  });
}

const files = elsewhere({});

describeCause('name.wrong-address', {
  proves: {
    files,
    confidence: 'likely',
    details: { host: 'a', name: 'gate.b.example', address: stranger, peer: 'c' },
  },
  unlike: {
    'the configuration has an address': { files: elsewhere({ remote: stranger }), is: 'path.ike-blocked' },
    'the other host is somebody else': { files: elsewhere({ id: 'other.example' }), is: 'path.ike-blocked' },
    'the other host has a private address and may be behind a NAT': {
      files: elsewhere({ at: '10.9.0.20' }),
      is: 'path.ike-blocked',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: lacking(files, '.log') },
  instead: ['path.ike-blocked'],
});
