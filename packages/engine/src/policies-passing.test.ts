import { expect, it } from 'vitest';
import { storesEffective } from './effective.ts';
import { bytesInput } from './index.ts';
import { expandHost, icmpKey, type PolicyEnd, readHostPolicies, simulate } from './policies.ts';

const utf8 = new TextEncoder();

/** East with these files at 192.0.2.5, and west at an address, which speaks no IPsec. */
async function between(
  files: Readonly<Record<string, string>>,
  west: string,
  westFiles: Readonly<Record<string, string>> = {},
): Promise<readonly [PolicyEnd, PolicyEnd]> {
  const inputs = (host: string, all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([name, text]) => ({ ...bytesInput(name, utf8.encode(text)), host }));
  const hosts = await readHostPolicies([...inputs('east', files), ...inputs('west', westFiles)]);
  const end = (label: string, address: string): PolicyEnd => ({
    label,
    host: hosts.find((one) => one.label === label) ?? null,
    words: { addresses: [address] },
  });
  return [end('east', '192.0.2.5'), end('west', west)];
}

it('what goes to a group or to everybody is dropped where a filter negotiates it: no SA can carry it, and IKE is not begun (PATH-21)', async () => {
  const script = `pushd ipsec static
add policy name=P assign=yes
add filteraction name=N action=negotiate soft=yes qmsecmethods="ESP[3DES,SHA1]"
add filter filterlist=L srcaddr=me dstaddr=any
add rule name=R policy=P filterlist=L filteraction=N kerberos=yes
`;
  const what = { protocol: 17, sourcePort: 1030, destinationPort: 520 };
  for (const many of ['224.0.0.9', '255.255.255.255']) {
    const said = simulate(...(await between({ 'p.nsh': script }, many)), what);
    expect([said.result, said.reason, said.ikeFrom, said.events]).toEqual(['blocked', 'goes-to-many', null, []]);
  }
  expect(simulate(...(await between({ 'p.nsh': script }, '192.0.2.9')), what).result).toBe('soft-sa');
});

it('messages of a daemon are not put into its own tunnel', async () => {
  const conf = (own: string, peer: string): string =>
    `connections {\n  all {\n    local_addrs = ${own}\n    remote_addrs = ${peer}\n    local {\n      auth = psk\n      id = ${own}\n    }\n    remote {\n      auth = psk\n      id = ${peer}\n    }\n    children {\n      c {\n        local_ts = 0.0.0.0/0\n        remote_ts = 0.0.0.0/0\n      }\n    }\n  }\n}\n`;
  const ends = await between({ 'swanctl.conf': conf('192.0.2.5', '192.0.2.9') }, '192.0.2.9', {
    'swanctl.conf': conf('192.0.2.9', '192.0.2.5'),
  });
  const udp = (sourcePort: number, destinationPort: number): unknown =>
    simulate(...ends, { protocol: 17, sourcePort, destinationPort }).result;
  expect(udp(500, 500)).toBe('clear');
  expect(udp(4500, 4500)).toBe('clear');
  expect(udp(1030, 53)).not.toBe('clear');
});

it('the policy of a chain drops what no rule took, although it has counted nothing so far', async () => {
  const rules = `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
COMMIT
`;
  const [east, west] = await between({ 'rules.v4': rules }, '192.0.2.9');
  const tcp = (destinationPort: number): unknown => {
    const { result, reason } = simulate(west, east, { protocol: 6, sourcePort: 1030, destinationPort });
    return [result, reason];
  };
  expect(tcp(80)).toEqual(['blocked', 'filtered']);
  expect(tcp(22)).toEqual(['clear', 'no-filter']);
});

it('connection security rules are in force, and let DHCP by by default, as legacy filters do not', async () => {
  const rule = `
Rule Name:                            Dom
----------------------------------------------------------------------
Enabled:                              Yes
Profiles:                             Domain,Private,Public
Type:                                 Static
Mode:                                 Transport
Endpoint1:                            Any
Endpoint2:                            Any
Protocol:                             Any
Action:                               RequireInRequireOut
Auth1:                                ComputerKerb
Auth1:                                ComputerKerb
MainModeSecMethods:                   DHGroup2-AES128-SHA1,DHGroup2-3DES-SHA1
QuickModeSecMethods:                  ESP:SHA1-None+60min+100000kb,ESP:SHA1-AES128+60min+100000kb
ExemptIPsecProtectedConnections:      No
ApplyAuthorization:                   No
Ok.
`;
  const legacy = `pushd ipsec static
add policy name=P assign=yes
add filteraction name=N action=negotiate soft=no qmsecmethods="ESP[3DES,SHA1]"
add filter filterlist=L srcaddr=me dstaddr=any
add rule name=R policy=P filterlist=L filteraction=N kerberos=yes
`;
  const dhcp = { protocol: 17, sourcePort: 68, destinationPort: 67 };
  const web = { protocol: 6, sourcePort: 1030, destinationPort: 80 };
  const modern = await between({ 'consec.txt': rule }, '192.0.2.9');
  expect([simulate(...modern, dhcp).result, simulate(...modern, web).result]).toEqual(['clear', 'blocked']);
  expect(simulate(...(await between({ 'p.nsh': legacy }, '192.0.2.9')), dhcp).result).toBe('blocked');
  const [host] = modern[0].host === null ? [] : storesEffective([modern[0].host], {}).hosts;
  expect([host?.driver, host?.active.length, host?.steps]).toEqual(['filters', 1, []]);
});

it('what answers a TCP connection has to pass as well: filters and kernel policies keep no state', async () => {
  const script = `pushd ipsec static
add policy name=P assign=yes
add filteraction name=permit action=permit
add filteraction name=block action=block
add filter filterlist=any srcaddr=me dstaddr=any protocol=any mirrored=yes
add filter filterlist=net srcaddr=me dstaddr=192.0.2.0 dstmask=255.255.255.0 protocol=TCP dstport=445 mirrored=no
add rule name=1 policy=P filterlist=any filteraction=block
add rule name=2 policy=P filterlist=net filteraction=permit
`;
  const smb = { protocol: 6, sourcePort: 1030, destinationPort: 445 };
  const ask = (...[from, to]: readonly [PolicyEnd, PolicyEnd]): unknown => {
    const { result, reason, decidedBy } = simulate(from, to, smb);
    return [result, reason, decidedBy];
  };
  expect(ask(...(await between({ 'p.nsh': script }, '192.0.2.10')))).toEqual(['blocked', 'answer-blocked', 'east']);
  const mirrored = script.replace('mirrored=no', 'mirrored=yes');
  expect(ask(...(await between({ 'p.nsh': mirrored }, '192.0.2.10')))).toEqual(['clear', 'permitted', 'west']);

  const out = (more: string): string => `src 192.0.2.5/32 dst 192.0.2.10/32 proto tcp sport 445 \n\tdir out ${more}\n`;
  const kernel = async (text: string): Promise<unknown> => {
    const [east, west] = await between({ 'ip-xfrm-policy.txt': text }, '192.0.2.10');
    return ask(west, east);
  };
  expect(await kernel(out('action block priority 10 ptype main '))).toEqual(['blocked', 'answer-blocked', 'east']);
  const template = '\ttmpl src 0.0.0.0 dst 0.0.0.0\n\t\tproto esp reqid 1 mode transport\n';
  expect(await kernel(`${out('priority 10 ptype main ')}${template}`)).toEqual(['blocked', 'answer-needs-sa', 'east']);
});

it('a listing of the kernel is expanded as it stands, where no connection tells of its policies', async () => {
  const listing = 'src 10.1.0.0/24 dst 10.2.0.0/24 proto icmp type 8 code 0 \n\tdir out priority 10 ptype main \n';
  const template = '\ttmpl src 192.0.2.1 dst 192.0.2.2\n\t\tproto esp reqid 1 mode tunnel\n';
  const [east] = await between({ 'ip-xfrm-policy.txt': `${listing}${template}` }, '192.0.2.10');
  if (east.host === null) throw new Error('nothing was read');
  expect(expandHost(east.host, { addresses: ['192.0.2.1'] }).filters).toMatchObject([
    {
      direction: 'outbound',
      text: '1 type 8 code 0 10.1.0.0/24 -> 10.2.0.0/24 protect esp tunnel 192.0.2.1-192.0.2.2',
    },
  ]);
  const ping = (type: number): string | null =>
    simulate(
      { ...east, words: { addresses: ['10.1.0.5'] } },
      { label: 'west', host: null, words: { addresses: ['10.2.0.5'] } },
      { protocol: 1, sourcePort: icmpKey(type, 0), destinationPort: 0 },
    ).reason;
  expect([ping(8), ping(13)]).toEqual(['sa-not-told', 'no-filter']);
});
