import { describe, expect, it } from 'vitest';
import { detectPolicy, type DetectOptions } from './detect-policy.ts';
import type { DetectCode, DetectedHost } from './document/detect-types.ts';
import { filter, registryText } from './formats/registry/export.fixture.ts';
import {
  writeFilters,
  writeIsakmp,
  writeNegotiation,
  writeNfa,
  writePolicy,
} from './protocol/ipsec-data/write.fixture.ts';
import { bytesInput } from './ingest/ingest.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function host(files: Readonly<Record<string, string>>, options: DetectOptions = {}): Promise<DetectedHost> {
  const document = await detectPolicy(
    Object.entries(files).map(([name, text]) => bytesInput(`east/${name}`, bytes(text), 'folder')),
    options,
  );
  const [one] = document.hosts;
  if (one === undefined || document.hosts.length !== 1) throw new Error(`${document.hosts.length} hosts`);
  return one;
}

const codes = ({ findings }: DetectedHost): DetectCode[] => findings.map(({ code }) => code);

const conf = `connections {
  site {
    version = 2
    local_addrs = 192.0.2.1
    remote_addrs = 198.51.100.9
    local { auth = psk
      id = moon.example }
    remote { auth = psk
      id = sun.example }
    children {
      net {
        local_ts = 10.1.0.0/16
        remote_ts = 10.2.0.0/16
      }
    }
  }
}
`;
const listed = `site: IKEv2, no reauthentication, rekeying every 14400s
  local:  192.0.2.1
  remote: 198.51.100.9
  local pre-shared key authentication:
    id: moon.example
  remote pre-shared key authentication:
    id: sun.example
  net: TUNNEL, rekeying every 3600s
    local:  10.1.0.0/16
    remote: 10.2.0.0/16
`;

describe('a daemon against its files', () => {
  it('strongSwan: the same is up to date, and what is not listed is said', async () => {
    const one = await host({ 'swanctl.conf': conf, 'list-conns.txt': listed });
    expect(one).toMatchObject({ system: 'strongswan', result: 'up-to-date' });
    expect(codes(one)).toEqual(['same', 'not-compared']);
  });

  it.each([
    ['198.51.100.9', '198.51.100.10', 'remote_addrs'],
    ['sun.example', 'mars.example', 'remote.id'],
    ['10.2.0.0/16', '10.9.0.0/16', 'net.remote_ts'],
    ['IKEv2', 'IKEv1', 'version'],
    ['TUNNEL', 'TRANSPORT', 'net.mode'],
    ['pre-shared key', 'public key', 'local.auth'],
    ['  net:', '  lan:', 'children.net'],
  ])('strongSwan: %s became %s', async (before, after, key) => {
    const one = await host({ 'swanctl.conf': conf, 'list-conns.txt': listed.replace(before, after) });
    expect(one.result).toBe('not-up-to-date');
    expect(one.findings[0]).toMatchObject({ code: 'differs', args: { connection: 'site', key } });
  });

  it('a connection that only one of them has', async () => {
    const more = await host({
      'swanctl.conf': conf.replace('  site {', '  new { remote_addrs = 192.0.2.77 }\n  site {'),
      'list-conns.txt': listed,
    });
    expect(more.findings[0]).toEqual({ code: 'not-loaded', args: { connection: 'new' } });
    const less = await host({
      'swanctl.conf': conf,
      'list-conns.txt': `${listed}old: IKEv2, no reauthentication\n  local:  %any\n  remote: %any\n`,
    });
    expect(less.findings[0]).toEqual({ code: 'not-in-file', args: { connection: 'old' } });
  });

  it('one side alone tells nothing', async () => {
    expect(await host({ 'swanctl.conf': conf })).toMatchObject({
      result: 'unknown',
      findings: [{ code: 'loaded-missing' }],
    });
    expect(await host({ 'list-conns.txt': listed })).toMatchObject({
      result: 'unknown',
      findings: [{ code: 'file-missing' }],
    });
    // Asked and answered with nothing: nothing is loaded.
    expect(codes(await host({ 'swanctl.conf': conf }, { answered: true }))[0]).toBe('not-loaded');
  });

  it('Libreswan: what auto=ignore keeps out is not missed', async () => {
    const ipsec = `conn site
  left=192.0.2.1
  right=198.51.100.9
  leftsubnet=10.1.0.0/16
  rightsubnet=10.2.0.0/16
  authby=secret
  auto=add
conn kept
  left=192.0.2.1
  right=198.51.100.10
  auto=ignore
`;
    const status = `000 using kernel interface: xfrm
000 Total IPsec connections: loaded 1, active 0
000 "site": 10.1.0.0/16===192.0.2.1...198.51.100.9===10.2.0.0/16; unrouted; eroute owner: #0
000 "site":   policy: IKEv2+PSK+ENCRYPT+TUNNEL+PFS; prio: 16,16; interface: eth0;
`;
    const one = await host({ 'ipsec.conf': ipsec, 'ipsec-status.txt': status });
    expect(one.findings.map(({ code, args }) => [code, args])).toEqual([
      ['same', {}],
      ['not-compared', { what: 'secrets' }],
    ]);
    expect(one).toMatchObject({ system: 'libreswan', result: 'up-to-date' });
    // Nothing is in force, and nothing is asked to be: that is not up to date.
    const none = await host({
      'ipsec.conf': ipsec.replace('auto=add', ''),
      'ipsec-status.txt': '000 using kernel interface: xfrm\n000 Total IPsec connections: loaded 0, active 0\n',
    });
    expect(none).toMatchObject({ result: 'unknown', findings: [{ code: 'none-loaded', args: { count: '2' } }] });
    const moved = await host({
      'ipsec.conf': ipsec,
      'ipsec-status.txt': status.replaceAll('198.51.100.9', '198.51.100.11'),
    });
    expect(moved.findings[0]).toMatchObject({
      code: 'differs',
      args: { key: 'remote_addrs', file: '198.51.100.9', loaded: '198.51.100.11' },
    });
  });
});

/** The fixture's policy as the copy in the cache of one that the domain assigned, or as the directory has it. */
const assigned = (title: string): string => `
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\GPTIPSECPolicy]
"DSIPSECPolicyFlags"=dword:00000000
"DSIPSECPolicyName"="${title}"
"DSIPSECPolicyPath"="LDAP://CN=ipsecPolicy{00000000-0000-0000-0000-000000000001},CN=IP Security,CN=System,DC=example,DC=com"
`;
const localOnly = registryText.slice(0, registryText.lastIndexOf('[', registryText.indexOf('GPTIPSECPolicy]')));
const cached = (title: string): string =>
  localOnly.replaceAll('\\Local', '\\Cache').replace('Isolation \\"A\\"', title);

interface Stored {
  readonly title: string;
  readonly changed: string;
  /** Last address of its filter. */
  readonly to: string;
}

/** The fixture's policy as an export of the directory. */
function directory({ title, changed = '20260427150357.0Z', to = '192.168.1.255' }: Partial<Stored>): string {
  const container = 'CN=IP Security,CN=System,DC=example,DC=com';
  const base64 = (data: Uint8Array): string => Buffer.from(data).toString('base64');
  const at = (kind: string, n: number): string => `${kind}{00000000-0000-0000-0000-00000000000${n}}`;
  const object = (kind: string, n: number, data: Uint8Array, more: readonly string[]): string =>
    [
      `dn: CN=${at(kind, n)},${container}`,
      `objectClass: ${kind}`,
      `cn: ${at(kind, n)}`,
      ...more,
      `ipsecData:: ${base64(data)}`,
      '',
    ].join('\n');
  const soft = { lifetimeSeconds: 3600, lifetimeKilobytes: 0, pfs: false, transforms: [] };
  const offer = {
    encryption: '3DES',
    hash: 'SHA1',
    group: 'modp2048',
    quickModeLimit: 0,
    lifetimeKilobytes: 0,
    lifetimeSeconds: 28_800,
  };
  return [
    'version: 1\n',
    object('ipsecPolicy', 1, writePolicy(600), [
      `ipsecName: ${title}`,
      `whenChanged: ${changed}`,
      `ipsecISAKMPReference: CN=${at('ipsecISAKMPPolicy', 2)},${container}`,
      `ipsecNFAReference: CN=${at('ipsecNFA', 3)},${container}`,
    ]),
    object('ipsecISAKMPPolicy', 2, writeIsakmp({ offers: [offer] }), []),
    object(
      'ipsecNFA',
      3,
      writeNfa({ authentication: [{ method: 'psk', key: 'Planted-K3y' }, { method: 'kerberos' }] }),
      [
        `ipsecOwnersReference: CN=${at('ipsecPolicy', 1)},${container}`,
        `ipsecNegotiationPolicyReference: CN=${at('ipsecNegotiationPolicy', 4)},${container}`,
        `ipsecFilterReference: CN=${at('ipsecFilter', 5)},${container}`,
      ],
    ),
    object('ipsecNegotiationPolicy', 4, writeNegotiation([soft]), [
      'ipsecNegotiationPolicyAction: {8a171dd3-77e3-11d1-8659-a04f00000000}',
      'ipsecNegotiationPolicyType: {62f49e10-6c37-11d1-864c-14a300000000}',
    ]),
    object('ipsecFilter', 5, writeFilters([filter({ kind: 'range', from: '192.168.1.0', to })]), [
      'ipsecName: Secure subnets',
    ]),
  ].join('\n');
}

describe('Windows stores', () => {
  const title = 'Isolation ver 1.0.041001.1600';

  it('without the directory it cannot be told, but the version that should be can be given', async () => {
    const files = { 'ipsec.reg': cached(title) + assigned(title) };
    const one = await host(files);
    expect(one).toMatchObject({ system: 'windows', result: 'unknown' });
    expect(codes(one)).toEqual(['directory-missing']);
    expect(one.intended).toMatchObject([{ store: 'cache', name: title, version: '1.0.041001.1600' }]);
    expect(await host(files, { version: '1.0.041001.1600' })).toMatchObject({ result: 'up-to-date' });
    const old = await host(files, { version: '1.1.050101.0900' });
    expect(old).toMatchObject({
      result: 'not-up-to-date',
      findings: [{ code: 'version-differs', args: { cache: '1.0.041001.1600' } }],
    });
  });

  it('the copy in the cache against the directory: the same, older, newer, other at the same time', async () => {
    const files = (more: Partial<Stored> = {}): Record<string, string> => ({
      'ipsec.reg': cached(title) + assigned(title),
      'directory.ldf': directory({ title, ...more }),
    });
    expect(codes(await host(files()))).toEqual(['same']);
    expect((await host(files())).result).toBe('up-to-date');
    const newer = await host(files({ title: 'Isolation ver 1.1.050101.0900', changed: '20260501000000.0Z' }));
    expect(newer.result).toBe('not-up-to-date');
    expect(newer.findings.map(({ code }) => code)).toEqual(['name-out-of-step', 'cache-older']);
    expect(newer.findings[1]?.args).toMatchObject({ cache: '1.0.041001.1600', directory: '1.1.050101.0900' });
    expect(codes(await host(files({ to: '192.168.1.127' })))).toEqual(['cache-differs']);
    expect(codes(await host(files({ to: '192.168.1.127', changed: '20010501000000.0Z' })))).toEqual(['cache-newer']);
  });

  it('POL-13: the name that tools report is out of step with the policy', async () => {
    const one = await host(
      { 'ipsec.reg': cached(title) + assigned('Isolation ver 0.9') },
      { version: '1.0.041001.1600' },
    );
    expect(one.result).toBe('up-to-date');
    expect(one.findings[0]).toEqual({
      code: 'name-out-of-step',
      args: { reported: 'Isolation ver 0.9', policy: title },
    });
  });

  it('an assignment without a copy in the cache is not up to date', async () => {
    const one = await host({ 'ipsec.reg': `Windows Registry Editor Version 5.00\n${assigned(title)}` });
    expect(one.result).toBe('not-up-to-date');
    expect(codes(one)).toContain('cache-missing');
  });

  it('a local policy alone has nothing to be held against', async () => {
    expect(codes(await host({ 'ipsec.reg': localOnly }))).toEqual(['local-only']);
  });

  it('what the old script said is taken over', async () => {
    expect(await host({ 'EAST_ipsec_policy_version.txt': 'IPsec policy is up-to-date\n' })).toMatchObject({
      result: 'up-to-date',
    });
    expect(await host({ 'EAST_ipsec_policy_version.txt': 'IPsec policy is not up-to-date\n' })).toMatchObject({
      result: 'not-up-to-date',
    });
  });
});

it('nothing is nothing', async () => {
  const document = await detectPolicy([bytesInput('x.txt', bytes('hello\n'))]);
  expect(document).toMatchObject({ result: 'unknown', hosts: [{ findings: [{ code: 'nothing' }] }] });
});
