import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChildConfig, ConnectionConfig, FilterRule, Source } from '../../observations/index.ts';
import { formatRange, prefixRange } from '../addresses.ts';
import { holdsPacket, icmpKey, type PacketPoint } from '../packet-box.ts';
import { parseProposals } from '../proposals.ts';
import { parseSelectors } from '../selectors.ts';
import { filtered, linuxPolicyText, prepareLinux } from './decide.ts';
import { expandConnections } from './expand.ts';
import { type LinuxPolicy, matchOrder } from './kernel-policy.ts';
import { type LinuxIssueCode, lintLinux } from './lint.ts';

const src: Source = { artifact: 'a', at: [{ line: 1 }], quote: '', time: null };
const all = { from: 0, to: 65_535 };

function policy(more: Partial<LinuxPolicy> = {}): LinuxPolicy {
  return {
    direction: 'out',
    source: prefixRange(4, 0x0a010000n, 24),
    destination: prefixRange(4, 0x0a020000n, 24),
    protocol: 0,
    sourcePorts: all,
    destinationPorts: all,
    action: 'protect',
    priority: 100,
    mode: 'tunnel',
    tunnel: { from: '192.0.2.1', to: '192.0.2.2' },
    protocols: ['esp'],
    optional: false,
    condition: null,
    connection: 'net',
    child: 'lan',
    since: 'up',
    src,
    ...more,
  };
}

function child(local: string, remote: string, more: Partial<ChildConfig> = {}): ChildConfig {
  return {
    name: 'lan',
    local: parseSelectors(local).selectors,
    remote: parseSelectors(remote).selectors,
    mode: 'tunnel',
    proposals: parseProposals('aes256-sha256-modp2048', 'strongswan', 'ESP'),
    pfs: 'yes',
    settings: {},
    src,
    ...more,
  };
}

function connection(more: Partial<ConnectionConfig> = {}): ConnectionConfig {
  const round = { method: 'psk', detail: null, id: 'a', certificates: [], authorities: [] } as const;
  return {
    kind: 'connection',
    name: 'net',
    loaded: false,
    versions: [2],
    aggressive: false,
    localAddresses: ['192.0.2.1'],
    remoteAddresses: ['192.0.2.2'],
    local: [round],
    remote: [round],
    proposals: parseProposals('aes256-sha256-modp2048', 'strongswan', 'IKE'),
    children: [child('10.1.0.0/24', '10.2.0.0/24')],
    settings: { dialect: 'strongswan' },
    src,
    ...more,
  };
}

const lines = (policies: readonly LinuxPolicy[]): string[] =>
  policies.map(
    (one) =>
      `${one.direction} ${formatRange(one.source)} ${formatRange(one.destination)} ${one.protocol} ${one.sourcePorts.from}-${one.sourcePorts.to} ${one.priority}`,
  );

describe('the policies of a connection', () => {
  // The priorities are those real kernels were seen with.
  it('are those of charon', () => {
    expect(lines(expandConnections([connection()], []).policies)).toEqual([
      'out 10.1.0.0/24 10.2.0.0/24 0 0-65535 375423',
      'in 10.2.0.0/24 10.1.0.0/24 0 0-65535 375423',
      'fwd 10.2.0.0/24 10.1.0.0/24 0 0-65535 375423',
    ]);
    const transport = connection({ children: [child('dynamic', 'dynamic', { mode: 'transport' })] });
    expect(lines(expandConnections([transport], []).policies)).toEqual([
      'out 192.0.2.1/32 192.0.2.2/32 0 0-65535 367231',
      'in 192.0.2.2/32 192.0.2.1/32 0 0-65535 367231',
    ]);
  });

  it('are those of pluto', () => {
    const libreswan = connection({ settings: { dialect: 'libreswan', orientation: 'left' } });
    expect(expandConnections([libreswan], []).policies.map(({ priority }) => priority)).toEqual([
      1_757_393, 1_757_393, 1_757_393,
    ]);
  });

  it('have a port and a mask: ranges of ports and addresses become wider', () => {
    const ranged = connection({ children: [child('10.1.0.1-10.1.0.6[tcp/1000-1003]', '10.2.0.0/24[tcp]')] });
    expect(lines(expandConnections([ranged], []).policies)[0]).toMatch(/^out 10\.1\.0\.0\/29 .* 6 1000-1003 /);
    const odd = connection({ children: [child('10.1.0.0/24[tcp/1000-1004]', '10.2.0.0/24[tcp]')] });
    expect(lines(expandConnections([odd], []).policies)[0]).toContain(' 6 1000-1007 ');
  });

  it('have the type and code of ICMP once, and say it in words', () => {
    const icmp = child('10.1.0.0/24[icmp/8(0)]', '10.2.0.0/24[icmp/8(0)]');
    const { policies } = expandConnections([connection({ children: [icmp] })], ['192.0.2.1']);
    const [out] = policies.filter(({ direction }) => direction === 'out');
    expect(out === undefined ? '' : linuxPolicyText(out)).toMatch(
      /^out 1 type 8 code 0 10\.1\.0\.0\/24 -> 10\.2\.0\.0\/24 protect/,
    );
    const decide = (type: number): string =>
      prepareLinux(policies, [], []).decide('out', {
        family: 4,
        source: 0x0a010005n,
        destination: 0x0a020005n,
        protocol: 1,
        sourcePort: icmpKey(type, 0),
        destinationPort: 0,
      }).action;
    expect([decide(8), decide(0)]).toEqual(['protect', 'none']);
    const text = (from: number, to: number): string =>
      linuxPolicyText(policy({ protocol: 58, sourcePorts: { from, to } })).split(' 10.')[0] ?? '';
    expect([text(0, 65_535), text(128 * 256, 128 * 256 + 255), text(128 * 256, 129 * 256 + 255)]).toEqual([
      'out 58',
      'out 58 type 128',
      'out 58 types 128-129',
    ]);
  });

  it('pass and drop what shunts say, passing first', () => {
    const shunts = connection({
      children: [
        child('10.1.0.0/24', '10.1.0.0/24', { name: 'pass', mode: 'pass' }),
        child('10.1.0.0/24', '0.0.0.0/0', { name: 'all' }),
        child('10.1.0.0/24', '0.0.0.0/0', { name: 'drop', mode: 'drop' }),
      ],
    });
    const out = expandConnections([shunts], []).policies.filter(({ direction }) => direction === 'out');
    expect(out.map((one) => [one.child, one.action])).toEqual([
      ['pass', 'allow'],
      ['all', 'protect'],
      ['drop', 'block'],
    ]);
  });

  it('are named as missing where an address is not known', () => {
    const roadwarrior = connection({ remoteAddresses: ['%any'], children: [child('10.1.0.0/24', 'dynamic')] });
    const pool = connection({
      settings: { dialect: 'strongswan', pools: 'p' },
      children: [child('10.1.0.0/24', 'dynamic')],
    });
    expect(expandConnections([roadwarrior, pool], []).unexpanded.map(({ why }) => why)).toEqual([
      'address-not-known',
      'virtual-address',
    ]);
  });
});

const prefix = fc
  .record({ low: fc.nat(255), bits: fc.constantFrom(0, 24, 28, 30, 31, 32) })
  .map(({ low, bits }) => prefixRange(4, 0x0a000000n + BigInt(low), bits));
const span = fc.oneof(
  fc.constant(all),
  fc.nat(4).map((one) => ({ from: one, to: one })),
);
const anyPolicy = fc
  .record({
    direction: fc.constantFrom('in' as const, 'out' as const, 'fwd' as const),
    source: prefix,
    destination: prefix,
    protocol: fc.constantFrom(0, 6, 17),
    sourcePorts: span,
    destinationPorts: span,
    action: fc.constantFrom('allow' as const, 'block' as const, 'protect' as const),
    priority: fc.nat(5),
  })
  .map((more) => policy(more));
const packet: fc.Arbitrary<PacketPoint> = fc.record({
  family: fc.constant(4 as const),
  source: fc.nat(255).map((low) => 0x0a000000n + BigInt(low)),
  destination: fc.nat(255).map((low) => 0x0a000000n + BigInt(low)),
  protocol: fc.constantFrom(1, 6, 17),
  sourcePort: fc.nat(5),
  destinationPort: fc.nat(5),
});

describe('decide', () => {
  it('agrees with a naive scan by priority', () => {
    fc.assert(
      fc.property(fc.array(anyPolicy, { maxLength: 80 }), fc.array(packet, { minLength: 1 }), (policies, packets) => {
        const host = prepareLinux(policies, [], []);
        for (const direction of ['in', 'out', 'fwd'] as const)
          for (const one of packets) {
            const own = policies.filter((item) => item.direction === direction && holdsPacket(item, one));
            const best = own.reduce<LinuxPolicy | null>(
              (found, item) => (found === null || item.priority < found.priority ? item : found),
              null,
            );
            expect(host.decide(direction, one).policy).toBe(best);
          }
      }),
      { numRuns: 200 },
    );
  });

  it('answers a million questions a second of 500 policies', () => {
    let seed = 7;
    const random = (n: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % n;
    };
    const policies = Array.from({ length: 500 }, (_, i) =>
      policy({
        source: prefixRange(4, 0x0a000000n + BigInt(random(1 << 20)), 20 + random(12)),
        destination: prefixRange(4, 0x0a000000n + BigInt(random(1 << 20)), random(9) === 0 ? 0 : 20 + random(12)),
        priority: i,
      }),
    );
    const host = prepareLinux(policies, [], []);
    const packets = Array.from(
      { length: 10_000 },
      (): PacketPoint => ({
        family: 4,
        source: 0x0a000000n + BigInt(random(1 << 20)),
        destination: 0x0a000000n + BigInt(random(1 << 20)),
        protocol: 6,
        sourcePort: random(65_536),
        destinationPort: random(65_536),
      }),
    );
    const rounds = 30;
    const rates = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      let met = 0;
      for (let i = 0; i < rounds; i++) for (const one of packets) if (host.decide('out', one).policy !== null) met++;
      const { user, system } = process.cpuUsage(before);
      expect(met).toBeGreaterThan(0);
      return (rounds * packets.length) / ((user + system) / 1e6);
    });
    expect(Math.max(...rates)).toBeGreaterThan(1_000_000);
  });

  it('leaves policies with a mark to packets that carry it', () => {
    const host = prepareLinux([policy({ condition: 'mark 0x1', action: 'block' })], [], []);
    const one = {
      family: 4,
      source: 0x0a010001n,
      destination: 0x0a020001n,
      protocol: 6,
      sourcePort: 1,
      destinationPort: 2,
    };
    expect(host.decide('out', one as PacketPoint).action).toBe('none');
  });
});

const codesOf = (connections: readonly ConnectionConfig[], policies: readonly LinuxPolicy[] = []): LinuxIssueCode[] => [
  ...new Set(lintLinux(connections, matchOrder(policies), []).issues.map(({ code }) => code)),
];

describe('lint', () => {
  it('finds nothing in a sound connection', () => {
    const sound = connection();
    expect(codesOf([sound], expandConnections([sound], []).policies)).toEqual([]);
  });

  it.each<[LinuxIssueCode, Partial<LinuxPolicy>]>([
    ['duplicate-policy', {}],
    ['conflicting-policies', { action: 'block' }],
    ['shadowed-policy', { action: 'block', priority: 200, source: prefixRange(4, 0x0a010000n, 28) }],
    ['redundant-policy', { priority: 200, source: prefixRange(4, 0x0a010000n, 28) }],
    ['generalised-policy', { action: 'block', priority: 50, source: prefixRange(4, 0x0a010000n, 28) }],
    [
      'correlated-policies',
      { action: 'allow', priority: 50, source: prefixRange(4, 0x0a010000n, 28), destination: prefixRange(4, 0n, 0) },
    ],
  ])('tells %s', (code, other) => {
    expect(codesOf([], [policy(), policy(other)])).toEqual([code]);
  });

  it('names words that are no algorithm, and proposals that charon refuses', () => {
    const found = (proposals: string, esp: string): [string, string][] => {
      const one = connection({
        proposals: parseProposals(proposals, 'strongswan', 'IKE', 'kept'),
        children: [
          child('10.1.0.0/24', '10.2.0.0/24', { proposals: parseProposals(esp, 'strongswan', 'ESP', 'kept') }),
        ],
      });
      return lintLinux([one], [], []).issues.map(({ code, about }) => [code, about]);
    };
    const sound = 'aes256-sha256-modp2048';
    expect(found(sound, 'aes256gcm16')).toEqual([]);
    expect(found('aes256-sha257-modp2048', 'aes256gcm16, aes256-sha256!')).toEqual([
      ['unknown-algorithm', 'sha257 (aes256-sha257-modp2048)'],
      ['unknown-algorithm', 'sha256! (aes256-sha256!)'],
    ]);
    expect(found('aes256-sha256', 'none')).toEqual([
      ['incomplete-proposal', 'aes256-sha256'],
      ['incomplete-proposal', 'none'],
    ]);
    // AES-GCM with the key exchange of none is a proposal.
    expect(found(sound, 'aes256gcm16-none')).toEqual([]);
  });

  it('names what is spelled like an address and is none, and what is odd about files', () => {
    const one = connection({ remoteAddresses: ['10.0.0.300'] });
    const odd = { kind: 'host-fact', name: 'unknown-key', value: 'conn net: letfid', src } as const;
    const codes = lintLinux([one], [], [], [odd]).issues.map(({ code, about }) => [code, about]);
    expect(codes).toEqual(
      expect.arrayContaining([
        ['unknown-key', 'conn net: letfid'],
        ['broken-address', '10.0.0.300'],
      ]),
    );
  });

  it('does not hold directions and families against each other', () => {
    const six = { source: prefixRange(6, 0n, 0), destination: prefixRange(6, 0n, 0) };
    expect(
      codesOf([], [policy(), policy({ direction: 'in', action: 'block' }), policy({ ...six, action: 'block' })]),
    ).toEqual([]);
  });

  it.each<[LinuxIssueCode, Partial<ConnectionConfig>]>([
    ['broken-algorithm', { proposals: parseProposals('des-md5-modp768', 'strongswan', 'IKE') }],
    ['deprecated-algorithm', { proposals: parseProposals('3des-sha256-modp2048', 'strongswan', 'IKE') }],
    ['fading-algorithm', { proposals: parseProposals('aes128-sha1-modp2048', 'strongswan', 'IKE') }],
    ['old-exchange', { versions: [1] }],
    ['aggressive-psk', { versions: [1], aggressive: true }],
    ['no-children', { children: [] }],
    ['no-selectors', { children: [child('', '10.2.0.0/24')] }],
    ['no-authentication', { local: [] }],
    ['no-proposal-known', { proposals: parseProposals('nonesuch', 'strongswan', 'IKE') }],
    ['any-network', { children: [child('10.1.0.0/24', '0.0.0.0/0')] }],
    ['short-child-lifetime', { children: [child('10.1.0.0/24', '10.2.0.0/24', { settings: { rekey_time: '1m' } })] }],
    ['short-ike-lifetime', { settings: { dialect: 'strongswan', rekey_time: '5m' } }],
    [
      'ends-before-rekey',
      { children: [child('10.1.0.0/24', '10.2.0.0/24', { settings: { rekey_time: '1h', life_time: '1h' } })] },
    ],
    [
      'ike-ends-before-child',
      {
        settings: { dialect: 'strongswan', rekey_time: '30m' },
        children: [child('10.1.0.0/24', '10.2.0.0/24', { settings: { rekey_time: '1h' } })],
      },
    ],
  ])('tells %s', (code, more) => {
    expect(codesOf([connection(more)])).toContain(code);
    expect(codesOf([connection()])).not.toContain(code);
  });

  it('reads 10,000 policies in two seconds', () => {
    const policies = Array.from({ length: 10_000 }, (_, i) =>
      policy({
        source: prefixRange(4, 0x0a000000n + BigInt(i % 200) * 256n, 24),
        destination: prefixRange(4, 0x0b000000n + BigInt(i) * 256n, 24),
        priority: i,
      }),
    );
    const before = process.cpuUsage();
    lintLinux([], policies, []);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});

describe('rules of the packet filter', () => {
  const rule = (more: Partial<FilterRule>): FilterRule => ({
    kind: 'filter-rule',
    family: 'ip',
    table: 'filter',
    chain: 'INPUT',
    hook: 'input',
    effect: 'drop',
    target: null,
    goto: false,
    policy: false,
    protocols: null,
    sourcePorts: null,
    destinationPorts: null,
    source: null,
    destination: null,
    inInterface: null,
    outInterface: null,
    ipsec: null,
    states: null,
    more: false,
    packets: null,
    text: 'a rule',
    src,
    ...more,
  });
  const one: PacketPoint = {
    family: 4,
    source: 0x0a010001n,
    destination: 0x0a020001n,
    protocol: 6,
    sourcePort: 1030,
    destinationPort: 445,
  };

  it('that ask for IPsec drop what comes without it, and nothing else', () => {
    const host = prepareLinux([], [rule({ ipsec: 'never' })], []);
    expect(filtered(host, 'input', one, false).applies).toBe('yes');
    expect(filtered(host, 'input', one, true).applies).toBe('no');
    expect(filtered(host, 'forward', one, false).applies).toBe('no');
  });

  it('that translate what a policy is for are told of, unless they leave IPsec alone', () => {
    const translate = { table: 'nat', chain: 'POSTROUTING', hook: 'postrouting', effect: 'translate' } as const;
    const told = (more: Partial<FilterRule>): string[] =>
      lintLinux([], [policy()], [rule({ ...translate, ...more })]).issues.map(({ code }) => code);
    expect(told({})).toEqual(['translated-before-policy']);
    expect(told({ ipsec: 'never' })).toEqual([]);
    expect(told({ source: { not: false, list: ['10.9.0.0/16'] } })).toEqual([]);
  });
});
