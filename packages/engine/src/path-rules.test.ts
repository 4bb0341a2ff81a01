import { describe, expect, it } from 'vitest';
import type { RuleNeed, RuleState, RulesDocument } from './document/rules-types.ts';
import { holdRules } from './path-rules.ts';

const held = (text: string): Promise<RulesDocument> => holdRules([{ path: 'rules.txt', text }]);

function states(doc: RulesDocument, direction: string): Partial<Record<RuleNeed, RuleState>> {
  const list = doc.lists.find((one) => one.direction === direction);
  return Object.fromEntries((list?.verdicts ?? []).map(({ need, state }) => [need, state]));
}

const allOpen = { ike: 'open', 'nat-t': 'open', esp: 'open', ah: 'open', fragments: 'open', 'too-big': 'open' };

const nft = (chain: string): string => `table inet filter {
\tchain input {
\t\ttype filter hook input priority filter; policy drop;
\t\tct state established,related accept
\t\tct state invalid drop
\t\tiifname "lo" accept
\t\ticmp type echo-request accept
\t\ttcp dport 22 accept
${chain
  .split('\n')
  .map((line) => `\t\t${line}`)
  .join('\n')}
\t}
\tchain forward {
\t\ttype filter hook forward priority filter; policy accept;
\t}
}
`;
const nftGood = ['udp dport { 500, 4500 } accept', 'ip protocol esp accept', 'ip protocol ah accept'];

describe('nft', () => {
  it('a list that lets everything in is open, ICMP by its state', async () => {
    const doc = await held(nft(nftGood.join('\n')));
    expect(states(doc, 'in')).toEqual(allOpen);
    expect(states(doc, 'through')).toEqual(allOpen);
    expect(doc).toMatchObject({ result: 'open', missing: [] });
    expect(doc.lists[0]?.stateful).toBe(true);
  });

  it('a table of both families says for which of them it was held', async () => {
    const names = async (text: string): Promise<readonly string[]> =>
      (await held(text)).lists.filter(({ direction }) => direction === 'in').map(({ name }) => name);
    const alike = ['udp dport { 500, 4500 } accept', 'meta l4proto { esp, ah } accept'];
    expect(await names(nft(alike.join('\n')))).toEqual(['inet: IPv4, IPv6']);
    const six =
      'table ip6 more {\n\tchain input {\n\t\ttype filter hook input priority 0; policy drop;\n\t\tudp dport 500 accept\n\t}\n}\n';
    expect(await names(nft(alike.join('\n')) + six)).toEqual(['inet: IPv4', 'inet: IPv6']);
    expect(await names(six)).toEqual(['IPv6']);
  });

  it('each thing that lacks is named, and nothing else', async () => {
    const [ports = '', esp = '', ah = ''] = nftGood;
    expect((await held(nft([esp, ah].join('\n')))).missing).toEqual(['ike', 'nat-t', 'fragments']);
    expect((await held(nft(['udp dport 500 accept', esp, ah].join('\n')))).missing).toEqual(['nat-t']);
    expect((await held(nft(['udp dport 4500 accept', esp, ah].join('\n')))).missing).toEqual(['ike', 'fragments']);
    expect((await held(nft([ports, ah].join('\n')))).missing).toEqual(['esp']);
    expect((await held(nft([ports, esp].join('\n')))).missing).toEqual(['ah']);
  });

  it('ICMP that a packet is too big is missing without state and without a rule', async () => {
    const bare = `table ip filter {
\tchain input {
\t\ttype filter hook input priority 0; policy drop;
\t\tudp dport { 500, 4500 } accept
\t\tip protocol { esp, ah } accept
\t\ticmp type echo-request accept
\t}
}
`;
    expect((await held(bare)).missing).toEqual(['too-big']);
    const told = bare.replace('echo-request', '{ echo-request, destination-unreachable }');
    expect(await held(told)).toMatchObject({ missing: [], result: 'open' });
  });

  it('a router that lets ports through loses the other fragments, unless it keeps track', async () => {
    const router = (first: string): string => `table ip filter {
\tchain forward {
\t\ttype filter hook forward priority 0; policy drop;
${first}\t\tudp dport { 500, 4500 } accept
\t\tip protocol { esp, ah } accept
\t\ticmp type destination-unreachable accept
\t}
}
`;
    expect((await held(router(''))).missing).toEqual(['fragments']);
    expect((await held(router('\t\tct state established,related accept\n'))).missing).toEqual([]);
    expect((await held(router('\t\tip frag-off & 0x1fff != 0 accept\n'))).missing).toEqual([]);
    const nat =
      'table ip nat {\n\tchain post {\n\t\ttype nat hook postrouting priority 100;\n\t\toifname "out" masquerade\n\t}\n}\n';
    expect((await held(router('') + nat)).missing).toEqual([]);
  });

  it('what a rule asks beyond what is read is unknown, not missing', async () => {
    const doc = await held(
      nft(['ip saddr 198.51.100.9 udp dport { 500, 4500 } accept', 'ip protocol { esp, ah } accept'].join('\n')),
    );
    expect(states(doc, 'in')).toMatchObject({ ike: 'unknown', 'nat-t': 'unknown', esp: 'open' });
    expect(doc).toMatchObject({ missing: [], result: 'unknown' });
  });

  it('a counter at zero does not excuse a rule', async () => {
    const doc = await held(nft(['udp dport 500 counter packets 0 bytes 0 drop', ...nftGood].join('\n')));
    expect(doc.missing).toContain('ike');
  });
});

describe('iptables', () => {
  const save = (rules: string): string => `# Generated by iptables-save v1.8.9
*filter
:INPUT DROP [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
${rules}
COMMIT
`;
  it('good and lacking', async () => {
    const good =
      '-A INPUT -p udp -m multiport --dports 500,4500 -j ACCEPT\n-A INPUT -p esp -j ACCEPT\n-A INPUT -p ah -j ACCEPT';
    expect(await held(save(good))).toMatchObject({ missing: [], result: 'open' });
    expect((await held(save('-A INPUT -p udp -m udp --dport 500 -j ACCEPT'))).missing).toEqual(['nat-t', 'esp', 'ah']);
    expect((await held(save(`-A INPUT -p udp --dport 4500 -j DROP\n${good}`))).missing).toEqual(['nat-t']);
  });
});

describe('Cisco access lists', () => {
  const good = `ip access-list extended OUTSIDE-IN
 permit udp any any eq isakmp
 permit udp any any eq non500-isakmp
 permit esp any any
 permit ahp any any
 permit icmp any any packet-too-big
interface GigabitEthernet0/0
 ip access-group OUTSIDE-IN in
`;
  it('a list that lets everything in', async () => {
    const doc = await held(good);
    expect(states(doc, 'in')).toEqual(allOpen);
    expect(doc.result).toBe('open');
  });

  it.each([
    ['isakmp', ['ike']],
    ['non500', ['nat-t']],
    ['esp', ['esp', 'fragments']],
    ['ahp', ['ah']],
    ['icmp', ['too-big']],
  ] as const)('without the line of %s it names what lacks', async (word, missing) => {
    const less = good
      .split('\n')
      .filter((line) => !new RegExp(`permit.* ${word}`).test(line))
      .join('\n');
    expect((await held(less)).missing).toEqual(missing);
  });

  it('deny … fragments takes what is not the first fragment', async () => {
    const doc = await held(
      good.replace(' permit udp any any eq isakmp', ' deny udp any any fragments\n permit udp any any eq isakmp'),
    );
    expect(doc.missing).toEqual(['fragments']);
  });

  it('only what an interface uses is a filter; lists of a crypto map or of sources alone are none', async () => {
    const more = `${good}access-list 10 permit 192.0.2.0 0.0.0.255
ip access-list extended VPN-TRAFFIC
 permit ip 10.1.0.0 0.0.255.255 10.2.0.0 0.0.255.255
`;
    const doc = await held(more);
    expect(doc.lists.map(({ name }) => name)).toEqual(['OUTSIDE-IN']);
    expect(doc).toMatchObject({ result: 'open', missing: [] });
    expect(await held('access-list 10 permit any\n')).toMatchObject({ lists: [], result: 'unknown' });
  });

  it('show access-lists, and numbered lists of a configuration', async () => {
    const shown = `Extended IP access list 101
    10 permit udp any eq isakmp any eq isakmp (12 matches)
    20 deny udp any any eq non500-isakmp log
    30 permit ip any any (4 matches)
`;
    expect((await held(shown)).missing).toEqual(['nat-t']);
    const numbered = 'access-list 101 permit udp any any range 500 4500\naccess-list 101 deny ip any any log\n';
    expect((await held(numbered)).missing).toEqual(['esp', 'ah', 'fragments', 'too-big']);
  });

  it('entries for some addresses or with groups leave it open what holds', async () => {
    const some = good.replace('udp any any eq isakmp', 'udp host 198.51.100.9 any eq isakmp');
    expect(states(await held(some), 'in')).toMatchObject({ ike: 'unknown', 'nat-t': 'open' });
    const group =
      'access-list outside extended permit object-group VPN any any\naccess-list outside extended deny ip any any\n';
    expect(await held(group)).toMatchObject({ missing: [], result: 'unknown' });
  });
});

describe('Windows Firewall', () => {
  const rule = (name: string, more: string): string => `
Rule Name:                            ${name}
----------------------------------------------------------------------
Enabled:                              Yes
Direction:                            In
Profiles:                             Domain,Private,Public
Grouping:
LocalIP:                              Any
RemoteIP:                             Any
${more}
Edge traversal:                       No
Action:                               Allow
`;
  const udp = (port: number): string =>
    `Protocol:                             UDP\nLocalPort:                            ${port}\nRemotePort:                           Any`;
  const icmp =
    'Protocol:                             ICMPv4\n                                      Type    Code\n                                      3       4';
  const blocks = '\nFirewall Policy                       BlockInbound,AllowOutbound\n';

  it('rules for both ports are open; protocols are below it', async () => {
    const doc = await held(rule('IKE', udp(500)) + rule('NAT-T', udp(4500)) + rule('Big', icmp) + blocks);
    expect(states(doc, 'in')).toEqual(allOpen);
    expect(doc.lists[0]?.verdicts.find(({ need }) => need === 'esp')?.why).toBe('below');
  });

  it('without a rule it is missing where the default is told, unknown where it is not', async () => {
    expect((await held(rule('IKE', udp(500)) + rule('Big', icmp) + blocks)).missing).toEqual(['nat-t']);
    expect(await held(rule('IKE', udp(500)) + rule('Big', icmp))).toMatchObject({ missing: [], result: 'unknown' });
  });

  it('a blocking rule wins, a disabled one does not count', async () => {
    const allow = rule('IKE', udp(500)) + rule('NAT-T', udp(4500)) + rule('Big', icmp);
    const block = rule('No IKE', udp(500)).replace('Allow', 'Block');
    expect((await held(allow + block + blocks)).missing).toEqual(['ike']);
    expect((await held(allow + block.replace('Yes', 'No') + blocks)).missing).toEqual([]);
  });

  it('Get-NetFirewallRule with its port filters, joined by their id', async () => {
    const text = `
Name                          : IKE-In
DisplayName                   : IKE
Enabled                       : True
Profile                       : Any
Direction                     : Inbound
Action                        : Allow

Protocol      : UDP
LocalPort     : {500, 4500}
RemotePort    : Any
IcmpType      : Any
InstanceID    : IKE-In
${blocks}`;
    expect(states(await held(text), 'in')).toMatchObject({ ike: 'open', 'nat-t': 'open', 'too-big': 'closed' });
    const alone = text.slice(0, text.indexOf('Protocol'));
    expect(states(await held(alone), 'in')).toMatchObject({ ike: 'unknown' });
  });
});

it('what is no list of rules is said to be none', async () => {
  expect(await held('hello\nworld\n')).toMatchObject({
    lists: [],
    unreadFiles: ['rules.txt'],
    result: 'unknown',
    missing: [],
  });
});
