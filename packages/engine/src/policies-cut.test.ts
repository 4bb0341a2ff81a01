import { describe, expect, it } from 'vitest';
import { bytesInput } from './index.ts';
import { compare, expandHost, type PolicyEnd, readHostPolicies, readPolicies, simulate } from './policies.ts';
import { drawComparison, drawPolicyIssues, drawSimulation } from './report/policy-sheet.ts';

const utf8 = new TextEncoder();
const input = (host: string, name: string, text: string): Parameters<typeof readPolicies>[0][number] => ({
  ...bytesInput(name, utf8.encode(text)),
  host,
});
const drawn = { lang: 'en', width: 200, color: false, full: true } as const;

/** The beginning of a script that has more filters than are kept of a list. */
const script = `pushd ipsec static
add policy name=P assign=yes
add filteraction name=N action=negotiate qmsecmethods="ESP[3DES,SHA1]"
${'add filter filterlist=L srcaddr=me dstaddr=10.0.0.7 protocol=TCP dstport=1\n'.repeat(100_001)}`;
const ends = async (...files: Parameters<typeof readPolicies>[0]): Promise<readonly [PolicyEnd, PolicyEnd]> => {
  const hosts = await readHostPolicies(files);
  const end = (label: string, address: string): PolicyEnd => ({
    label,
    host: hosts.find((one) => one.label === label) ?? null,
    words: { addresses: [address] },
  });
  return [end('east', '192.0.2.1'), end('west', '192.0.2.2')];
};

describe('files that are not read whole', () => {
  it('settle nothing: what was left out may decide, and every command says so', async () => {
    const [east, west] = await ends(input('east', 'p.nsh', script));
    const compared = compare(east, west);
    expect(new Set(compared.classes.map(({ result, reason }) => `${result} ${reason}`))).toEqual(
      new Set(['null not-all-read']),
    );
    expect(compared.unread.map(({ path, status }) => [path, status])).toEqual([['p.nsh', 'partial']]);
    expect(drawComparison(compared, drawn)).toContain('more filters than are kept');
    const simulated = simulate(east, west, { protocol: 6, sourcePort: 1030, destinationPort: 445 });
    expect([simulated.result, simulated.reason, simulated.decidedBy]).toEqual([null, 'not-all-read', 'east']);
    expect(drawSimulation(simulated, drawn)).toContain('more filters than are kept');
    expect(east.host === null ? null : expandHost(east.host, east.words).unread).toHaveLength(1);
  });

  it('stand behind what is questionable', async () => {
    const networks = Array.from({ length: 4000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`);
    const conf = `connections {\n  net {\n    local_addrs = 192.0.2.1\n    remote_addrs = 192.0.2.2\n    local {\n      auth = psk\n    }\n    remote {\n      auth = psk\n    }\n    children {\n      c {\n        local_ts = ${networks.join(',')}\n        remote_ts = 192.168.0.0/24\n      }\n    }\n  }\n}\n`;
    const text = drawPolicyIssues(await readPolicies([input('east', 'swanctl.conf', conf)]), drawn);
    expect(text).toContain('swanctl.conf: read in part');
  });

  it('do not tell that the peer has no connection', async () => {
    const connection = (name: string, own: string, peer: string): string =>
      `  ${name} {\n    version = 2\n    local_addrs = ${own}\n    remote_addrs = ${peer}\n    local {\n      auth = psk\n      id = ${own}\n    }\n    remote {\n      auth = psk\n      id = ${peer}\n    }\n  }\n`;
    const east = `connections {\n${connection('a', '192.0.2.1', '192.0.2.2')}}\n`;
    const others = `connections {\n${connection('b', '192.0.2.2', '203.0.113.1')}${connection('c', '192.0.2.2', '203.0.113.2')}`;
    const told = async (west: string): Promise<string | undefined> =>
      compare(
        ...(await ends(input('east', 'swanctl.conf', east), input('west', 'swanctl.conf', west))),
      ).connections.find(({ initiator }) => initiator === 'east')?.result;
    expect(await told(`${others}}\n`)).toBe('would-fail');
    expect(await told(`${others}  d {\n    remote_addrs = ${'203.0.113.9,'.repeat(2000)}\n  }\n}\n`)).toBe(
      'cannot-be-verified',
    );
  });

  it('are told of lists of netsh and of ipsec.conf that are longer than what is kept', async () => {
    const filter =
      'Source IP Address        : <My IP Address>\nDestination IP Address   : 10.0.0.7\nProtocol                 : TCP\n';
    const listing = `Policy Name              : P\nAssigned                 : YES\nRule ID                  : 1\nFilter List Name         : L\nFilter Action Name       : N\nAction                   : NEGOTIATE SECURITY\n${filter.repeat(2001)}`;
    const networks = Array.from({ length: 65 }, (_, i) => `10.0.${i}.0/24`).join(' ');
    const conf = `conn net\n\tleft=192.0.2.1\n\tright=192.0.2.2\n\tauthby=secret\n\tleftsubnets={${networks}}\n`;
    const { artifacts } = await readPolicies([input('a', 'show.txt', listing), input('b', 'ipsec.conf', conf)]);
    expect(artifacts.map(({ format, faults }) => [format, faults])).toEqual([
      ['ipsec-conf', ['line 5: leftsubnets has more subnets than are kept']],
      ['windows-netsh-ipsec', ['line 6007: more filters than are kept']],
    ]);
  });
});

describe('what is shown of policies', () => {
  it('has the defaults of connection security rules for these alone, and events of legacy policies for those alone', async () => {
    const legacy =
      'netsh ipsec static add policy name=P assign=yes\nnetsh ipsec static add filter filterlist=L srcaddr=me dstaddr=any\nnetsh ipsec static add filteraction name=N action=negotiate qmsecmethods="ESP[3DES,SHA1]"\nnetsh ipsec static add rule name=r policy=P filterlist=L filteraction=N kerberos=yes\n';
    const [old] = (await readPolicies([input('a', 'p.cmd', legacy)])).hosts;
    expect(old?.policies[0]?.rules[0]).toMatchObject({ untold: ['main-mode'] });
    expect(old?.policies[0]?.rules[0]?.defaults).toBeUndefined();
    const json = JSON.stringify([
      { InstanceID: '{A}', DisplayName: 'X', Enabled: 1, InboundSecurity: 2, OutboundSecurity: 2, Mode: 1 },
    ]);
    const [modern] = (await readPolicies([input('a', 'rules.json', json)])).hosts;
    expect(modern?.policies[0]?.rules[0]?.defaults?.map(({ of }) => of)).toContain('offers');
    expect(modern?.faults.map(({ code, events }) => [code, events])).toEqual([['unreadable', []]]);
  });
});
