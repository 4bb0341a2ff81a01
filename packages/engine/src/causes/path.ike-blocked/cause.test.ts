import { describe, expect, it } from 'vitest';
import type { Finding } from '../../document/types.ts';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import { from, healthy, initRequest, lacking, unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';

const files = unanswered({ before: (p) => p.ping('a') });

describeCause('path.ike-blocked', {
  proves: { files, confidence: 'certain', details: { direction: 'a->b', where: 'path' } },
  unlike: {
    'the peer answers that nobody listens on the port': {
      files: unanswered({ message: { lost: 'in' }, daemons: ['a'], reply: (p) => p.unreachable(p.b, 'a', 3) }),
      is: 'service.not-listening',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', unanswered()) },
});

/** The requests come to b's interface, its daemon's log tells of none, and this is its packet filter. */
async function behind(rules: string): Promise<Finding | undefined> {
  const table = `*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${rules}COMMIT\n`;
  const files = unanswered({ message: { lost: 'in' }, before: (p) => p.file('b', 'iptables-save.txt', table) });
  return causesOf(await diagnoseFiles(files))[0];
}

it('is no surer beside a capture of the sender in which there is no IKE at all: it may be taken with a filter', async () => {
  const whole = from('a', unanswered());
  const filtered = whole.map((file) =>
    'packets' in file ? { ...file, packets: file.packets.filter(({ frame }) => frame[37] === 123) } : file,
  );
  const [more, less] = [await diagnoseFiles(whole), await diagnoseFiles(filtered)];
  expect(causesOf(more)).toMatchObject([{ id: 'path.ike-blocked', confidence: 'possible' }]);
  expect(causesOf(less)).toMatchObject([{ id: 'path.ike-blocked', confidence: 'possible' }]);
  expect(candidates(less)).toEqual(expect.arrayContaining([...candidates(more)]));
});

it('a rule of its own that keeps its requests in is likely the reason, where one end alone is known', async () => {
  const log = async (rules: string): Promise<string> => {
    const table = `*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${rules}COMMIT\n`;
    const files = unanswered({ message: { lost: 'out' }, before: (p) => p.file('a', 'iptables-save.txt', table) });
    const [cause] = causesOf(await diagnoseFiles(lacking(from('a', files), '.pcap')));
    return `${cause?.id} ${cause?.confidence}`;
  };
  expect(await log('-A OUTPUT -p udp -m multiport --dports 500,4500 -j DROP\n')).toBe('path.ike-blocked likely');
  expect(await log('-A OUTPUT -p tcp -j DROP\n')).not.toBe('path.ike-blocked likely');
});

it('is no more than possible where nothing tells that either end can be reached: the host may be away as well', async () => {
  const [first] = causesOf(await diagnoseFiles(unanswered()));
  expect(`${first?.id} ${first?.confidence}`).toBe('path.ike-blocked possible');
  const [alive] = causesOf(await diagnoseFiles(files));
  expect(`${alive?.id} ${alive?.confidence}`).toBe('path.ike-blocked certain');
});

it('is proven by the attempt that both captures cover, also where another one goes on after the end of a capture', async () => {
  const again = unanswered({
    before: (p) => p.ping('a'),
    after: (p) => {
      p.attempt();
      p.say('a', `[IKE] initiating IKE_SA net[2] to ${p.b}`);
      p.message('a', initRequest, { lost: 'path' });
      for (let i = 1; i <= 3; i++) {
        p.wait(2 * i);
        p.life('a');
        p.retransmit('a', i, { lost: 'path' });
      }
    },
  });
  expect(causesOf(await diagnoseFiles(again))).toMatchObject([
    { id: 'path.ike-blocked', confidence: 'certain', details: { where: 'path' } },
  ]);
});

describe('a rule of the responder', () => {
  it('that drops IKE is the proof, whichever way it names the port', async () => {
    for (const rule of [
      '-A INPUT -p udp -m multiport --dports 500,4500 -j DROP',
      '-A INPUT -p udp -m udp --dport 1:1023 -j REJECT --reject-with icmp-port-unreachable',
      '-A INPUT -s 192.0.2.0/24 -j vpn\n-A vpn -p udp -j DROP',
    ])
      expect(await behind(`${rule}\n`)).toMatchObject({
        id: 'path.ike-blocked',
        confidence: 'certain',
        details: { where: 'host' },
      });
  });

  it('behind one for answers is likely: whether this was one the host alone knows', async () => {
    const stateful = '-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A INPUT -j REJECT\n';
    expect(await behind(stateful)).toMatchObject({
      id: 'path.ike-blocked',
      confidence: 'likely',
      details: { where: 'host' },
    });
  });

  it.each([
    ['for the other direction', '-A OUTPUT -p udp -m udp --dport 500 -j DROP\n'],
    ['for another peer', '-A INPUT -s 203.0.113.0/24 -p udp -m udp --dport 500 -j DROP\n'],
    ['that the request never comes to', '-A INPUT -p udp -m udp --dport 500 -j ACCEPT\n-A INPUT -j DROP\n'],
    ['that never took a packet', '[0:0] -A INPUT -p udp -m udp --dport 500 -j DROP\n'],
    [
      'after one for connections of a kind',
      '-A INPUT -m conntrack --ctstate INVALID,UNTRACKED -j ACCEPT\n-A INPUT -p udp -j DROP\n',
    ],
    ['with a limit', '-A INPUT -p udp -m udp --dport 500 -m limit --limit 5/sec -j DROP\n'],
    [
      'for all that an exception of its own lets pass',
      '-A INPUT -i wan0 -p udp -m udp --dport 500 -j ACCEPT\n-A INPUT -j DROP\n',
    ],
  ])('%s proves nothing', async (_, rules) => {
    expect((await behind(rules))?.confidence).not.toBe('certain');
  });
});
