import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionConfig } from '../observations/configuration.ts';
import { agreements } from './agree.ts';
import { configuredRanges, effectiveId, knownAddresses, rangesFit, reachableAt } from './compare-ike.ts';
import { dialectOf, type HostConfiguration } from './differences.ts';
import { compareIdentities } from './identities.ts';
import { pairConnections } from './pairing.ts';
import { parseProposals } from './proposals.ts';
import { parseSelectors } from './selectors.ts';

const src = { artifact: 'a1', at: [{ line: 1 }], quote: '', time: null };
const address = fc.constantFrom('192.0.2.1', '192.0.2.2', '198.51.100.7', '2001:db8::1', '2001:db8:0::1');
const expected = fc.oneof(
  address,
  fc.constantFrom('%any', '192.0.2.0/30', '192.0.2.1-192.0.2.9', 'gw.example.org', '0.0.0.0/0', '2001:db8::/64'),
);
const id = fc.oneof(
  fc.constant(null),
  fc.constantFrom(
    'east',
    'EAST',
    '@east',
    'west.example.org',
    '*.example.org',
    'carol@example.org',
    'C=CH, O=x, CN=east',
    'O=x, C=CH, CN=east',
    'C=CH, O=*',
    '%any',
    '192.0.2.1',
    '192.0.2.0/24',
    '@#0a0b',
    'keyid:0x0A0B',
    '2001:db8:0:0::1',
  ),
);
const connection = fc
  .record({
    name: fc.constantFrom('one', 'two', 'three', 'four'),
    local: fc.array(address, { maxLength: 2 }),
    remote: fc.array(expected, { maxLength: 2 }),
    localId: id,
    remoteId: id,
    method: fc.constantFrom('psk' as const, 'pubkey' as const, 'eap' as const),
    dialect: fc.constantFrom('strongswan', 'libreswan'),
    file: fc.boolean(),
    group: fc.constantFrom('modp2048', 'ecp256'),
  })
  .map(
    ({ name, local, remote, localId, remoteId, method, dialect, file, group }): ConnectionConfig => ({
      kind: 'connection',
      name,
      loaded: false,
      versions: [2],
      aggressive: false,
      localAddresses: local,
      remoteAddresses: remote,
      local: [{ method, detail: null, id: localId, certificates: [], authorities: [] }],
      remote: [{ method, detail: null, id: remoteId, certificates: [], authorities: [] }],
      proposals: parseProposals(`aes256-sha256-${group}`, 'strongswan', 'IKE'),
      children: [
        {
          name: 'net',
          local: parseSelectors('10.1.0.0/16').selectors,
          remote: parseSelectors('10.2.0.0/16').selectors,
          mode: 'tunnel',
          proposals: parseProposals('aes256-sha256', 'strongswan', 'ESP'),
          pfs: 'no',
          settings: {},
          src,
        },
      ],
      settings: { dialect, ...(file ? { orientation: 'left' } : {}) },
      src,
    }),
  );
const list = fc.array(connection, { maxLength: 9 });
const host = (label: string, connections: readonly ConnectionConfig[], own: readonly string[]): HostConfiguration => ({
  label,
  connections,
  secrets: [],
  secretsComplete: false,
  ownAddresses: own,
});

/** As it is meant: every connection of one host against every one of the other, the best pairs first. */
function naive(a: HostConfiguration, b: HostConfiguration): (readonly [number, number])[] {
  const fit = { yes: 4, any: 1, unknown: 0, no: -4 };
  const score = (x: ConnectionConfig, y: ConnectionConfig): number => {
    const of = (own: ConnectionConfig, other: ConnectionConfig, at: HostConfiguration): number =>
      fit[rangesFit(configuredRanges(own.remoteAddresses), knownAddresses(reachableAt(other, at)))];
    let sum = of(x, y, b) + of(y, x, a);
    if (sum + 4.5 <= 0) return sum;
    for (const [sender, expecting] of [
      [x, y],
      [y, x],
    ] as const) {
      const sent = effectiveId(sender.local[0], sender, 'local', null);
      const wanted = effectiveId(expecting.remote[0], expecting, 'remote', null);
      if (sent === null || wanted === null) continue;
      const dialects = { expected: dialectOf(expecting), sent: dialectOf(sender) };
      const { result } = compareIdentities(wanted, sent, dialects);
      sum += result === 'same' ? 2 : result === 'different' ? -1 : 0;
    }
    return sum + (x.name === y.name ? 0.5 : 0);
  };
  const all = a.connections
    .flatMap((x, i) => b.connections.map((y, j) => ({ i, j, score: score(x, y) })))
    .filter((one) => one.score > 0)
    .sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j);
  const [usedA, usedB] = [new Set<number>(), new Set<number>()];
  return all.flatMap(({ i, j }): (readonly [number, number])[] => {
    if (usedA.has(i) || usedB.has(j)) return [];
    usedA.add(i);
    usedB.add(j);
    return [[i, j]];
  });
}

describe('pairs of connections', () => {
  it('are those of every connection against every other, from either side', () => {
    fc.assert(
      fc.property(
        list,
        list,
        fc.array(address, { maxLength: 2 }),
        fc.array(address, { maxLength: 2 }),
        (x, y, own, its) => {
          const [a, b] = [host('a', x, own), host('b', y, its)];
          for (const [from, to] of [
            [a, b],
            [b, a],
          ] as const) {
            const made = pairConnections(from.connections, to.connections, from, to).map(
              (pair) => [from.connections.indexOf(pair.a), to.connections.indexOf(pair.b)] as const,
            );
            expect(made).toEqual(naive(from, to));
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('give the same agreements whatever was asked before of the same hosts', () => {
    fc.assert(
      fc.property(list, list, (x, y) => {
        const [a, b] = [host('a', x, ['192.0.2.1']), host('b', y, ['192.0.2.2'])];
        const once = JSON.stringify(agreements(a, b));
        agreements(b, a);
        expect(JSON.stringify(agreements(a, b))).toBe(once);
        expect(JSON.stringify(agreements({ ...a }, { ...b }))).toBe(once);
      }),
      { numRuns: 100 },
    );
  });

  it('of 500 connections at either end are found, each with its own', () => {
    const made = (side: 0 | 1): ConnectionConfig[] =>
      Array.from({ length: 500 }, (_, i): ConnectionConfig => {
        const ends = [
          ['192.0.2.1', 'hub'],
          [`198.51.${100 + (i >> 8)}.${i & 255}`, `spoke${i}`],
        ] as const;
        const [own, other] = side === 0 ? ends : [ends[1], ends[0]];
        const round = { method: 'psk', detail: null, certificates: [], authorities: [] } as const;
        return {
          kind: 'connection',
          name: `c${i}`,
          loaded: false,
          versions: [2],
          aggressive: false,
          localAddresses: [own[0]],
          remoteAddresses: [other[0]],
          local: [{ ...round, id: own[1] }],
          remote: [{ ...round, id: other[1] }],
          proposals: parseProposals('aes256-sha256-modp2048', 'strongswan', 'IKE'),
          children: [],
          settings: { dialect: 'strongswan' },
          src,
        };
      });
    const found = agreements(host('a', made(0), []), host('b', made(1).reverse(), []));
    expect(found).toHaveLength(1000);
    expect(found.every(({ connections }) => connections.initiator === connections.responder)).toBe(true);
  });
});
