import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilterEnd, PolicyFilter, PolicyObject, Source } from '../../observations/index.ts';
import { assemblePolicies, type WindowsPolicy, type WindowsRule } from './assemble.ts';
import { expandPolicies, specificFilterText } from './expand.ts';

const src: Source = { artifact: 'a', at: [{ line: 1 }], quote: '', time: null };
const any = { from: 0, to: 65_535 };
const subnet = (from: string, to: string): FilterEnd => ({ kind: 'range', from, to });

function filter(source: FilterEnd, destination: FilterEnd, more: Partial<PolicyFilter> = {}): PolicyFilter {
  return {
    description: '',
    mirrored: true,
    source,
    destination,
    protocol: 0,
    sourcePorts: any,
    destinationPorts: any,
    tunnel: null,
    unevenMask: false,
    ...more,
  };
}

const common = {
  kind: 'policy-object',
  store: 'local',
  description: null,
  changed: null,
  owners: [],
  faults: [],
  permissions: null,
  src,
} as const;
const objects: readonly PolicyObject[] = [
  {
    ...common,
    class: 'policy',
    object: 'ipsecpolicy{1}',
    title: 'Isolation',
    uses: ['ipsecisakmppolicy{2}', 'ipsecnfa{3}', 'ipsecnfa{9}'],
    pollingSeconds: 600,
  },
  {
    ...common,
    class: 'isakmp',
    object: 'ipsecisakmppolicy{2}',
    title: null,
    uses: [],
    owners: ['ipsecpolicy{1}'],
    masterPfs: false,
    offers: [],
    lifetimeSeconds: 28_800,
    quickModeLimit: 0,
  },
  {
    ...common,
    class: 'rule',
    object: 'ipsecnfa{3}',
    title: null,
    uses: ['ipsecnegotiationpolicy{4}', 'ipsecfilter{5}'],
    owners: ['ipsecpolicy{1}'],
    authentication: [{ method: 'kerberos' }],
    interfaces: 'all',
    tunnelEndpoint: null,
    active: true,
  },
  {
    ...common,
    class: 'action',
    object: 'ipsecnegotiationpolicy{4}',
    title: 'Request',
    uses: [],
    action: 'negotiate',
    inboundPassThrough: true,
    defaultResponse: false,
    offers: [{ lifetimeSeconds: 0, lifetimeKilobytes: 0, pfs: false, transforms: [] }],
  },
  {
    ...common,
    class: 'filters',
    object: 'ipsecfilter{5}',
    title: 'Subnets',
    uses: [],
    filters: [filter({ kind: 'any' }, subnet('192.168.1.0', '192.168.1.255'))],
  },
  {
    ...common,
    class: 'filters',
    object: 'ipsecfilter{6}',
    title: 'subnets',
    description: 'bad\u0007',
    uses: [],
    filters: [],
  },
];

describe('objects of a store', () => {
  const { policies, faults } = assemblePolicies(objects, [
    { kind: 'policy-assignment', store: 'local', object: 'ipsecpolicy{1}', title: null, src },
    { kind: 'policy-assignment', store: 'persistent', object: 'ipsecpolicy{7}', title: null, src },
    { kind: 'policy-assignment', store: 'domain', object: 'ipsecpolicy{8}', title: 'D', src },
  ]);

  it('become policies', () => {
    expect(policies).toMatchObject([
      {
        title: 'Isolation',
        assigned: true,
        rules: [
          {
            filterList: 'Subnets',
            filterAction: 'Request',
            action: 'negotiate',
            inboundPassThrough: true,
            fallBack: true,
            offers: [],
            defaultResponse: false,
          },
        ],
      },
    ]);
  });

  it('are told of where they do not fit', () => {
    expect(faults.map(({ code, object, about }) => [code, object, about])).toEqual([
      ['assigned-policy-absent', 'ipsecpolicy{7}', 'ipsecpolicy{7}'],
      ['dangling-reference', 'ipsecpolicy{1}', 'ipsecnfa{9}'],
      ['no-offers', 'ipsecisakmppolicy{2}', ''],
      ['no-offers', 'ipsecnegotiationpolicy{4}', 'Request'],
      ['control-character', 'ipsecfilter{6}', 'subnetsbad\uFFFD'],
      ['empty-filter-list', 'ipsecfilter{6}', 'subnets'],
      ['duplicate-name', 'ipsecfilter{6}', 'ipsecfilter{5}'],
    ]);
  });
});

function policyWith(filters: readonly PolicyFilter[]): WindowsPolicy {
  const rule: WindowsRule = {
    object: 'ipsecnfa{1}',
    filterList: 'l',
    filterAction: 'a',
    filters,
    action: 'negotiate',
    inboundPassThrough: false,
    fallBack: false,
    offers: [],
    authentication: [],
    interfaces: 'all',
    tunnelEndpoint: null,
    active: true,
    defaultResponse: false,
    src: [],
  };
  return {
    store: 'local',
    object: 'ipsecpolicy{1}',
    title: 'p',
    description: null,
    changed: null,
    pollingSeconds: null,
    assigned: true,
    mainMode: null,
    rules: [rule],
    src,
  };
}

const host = { addresses: ['192.168.1.5'], dns: ['192.168.1.21', '192.168.1.22'] };
const texts = (...filters: PolicyFilter[]): string[] =>
  expandPolicies([policyWith(filters)], host).filters.map(specificFilterText);

describe('generic filters', () => {
  it('are expanded with the addresses of the host, both ways when mirrored', () => {
    expect(
      texts(filter({ kind: 'me' }, { kind: 'dns' }, { protocol: 17, destinationPorts: { from: 53, to: 53 } })),
    ).toEqual([
      'outbound 17 192.168.1.5/32 -> 192.168.1.21/32:53 negotiate',
      'outbound 17 192.168.1.5/32 -> 192.168.1.22/32:53 negotiate',
      'inbound 17 192.168.1.21/32:53 -> 192.168.1.5/32 negotiate',
      'inbound 17 192.168.1.22/32:53 -> 192.168.1.5/32 negotiate',
    ]);
  });

  it('stay as they are written where they name any address or a subnet', () => {
    expect(texts(filter({ kind: 'any' }, subnet('192.168.1.0', '192.168.1.255')))).toEqual([
      'outbound any 0.0.0.0/0 -> 192.168.1.0/24 negotiate',
      'inbound any 0.0.0.0/0 -> 192.168.1.0/24 negotiate',
      'outbound any 192.168.1.0/24 -> 0.0.0.0/0 negotiate',
      'inbound any 192.168.1.0/24 -> 0.0.0.0/0 negotiate',
    ]);
  });

  it('that cannot be expanded here are told of', () => {
    const { filters, unexpanded } = expandPolicies(
      [
        policyWith([
          filter({ kind: 'me' }, { kind: 'name', name: 'gone.example' }),
          filter({ kind: 'me' }, { kind: 'wins' }),
          filter(subnet('10.0.0.0', '10.0.0.255'), subnet('10.9.0.0', '10.9.0.255')),
        ]),
      ],
      host,
    );
    expect(filters).toEqual([]);
    expect(unexpanded.map(({ index, why }) => [index, why])).toEqual([
      [0, 'name-not-resolved'],
      [1, 'no-server-known'],
      [2, 'neither-end-is-this-host'],
    ]);
  });

  it('mirror each other exactly, and the most specific comes first', () => {
    const end = fc.constantFrom<FilterEnd>(
      { kind: 'any' },
      { kind: 'me' },
      { kind: 'dns' },
      subnet('192.168.1.0', '192.168.1.255'),
      subnet('192.168.1.9', '192.168.1.9'),
    );
    const port = fc.constantFrom(any, { from: 80, to: 80 }, { from: 1, to: 1023 });
    fc.assert(
      fc.property(fc.array(fc.tuple(end, end, port, port, fc.constantFrom(0, 6, 17)), { maxLength: 8 }), (list) => {
        const { filters } = expandPolicies(
          [
            policyWith(
              list.map(([a, b, p, q, protocol]) => filter(a, b, { sourcePorts: p, destinationPorts: q, protocol })),
            ),
          ],
          host,
        );
        const way = (one: (typeof filters)[number], back: boolean): string => {
          const ends = [
            [one.source, one.sourcePorts],
            [one.destination, one.destinationPorts],
          ];
          const turned = back ? ends.reverse() : ends;
          return `${one.index} ${one.protocol} ${back === (one.direction === 'inbound') ? 'out' : 'in'} ${JSON.stringify(turned, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))}`;
        };
        const seen = new Set(filters.map((one) => way(one, false)));
        for (const one of filters) expect(seen.has(way(one, true))).toBe(true);
        for (const [i, one] of filters.entries())
          expect(one.weight).toBeLessThanOrEqual(filters[i - 1]?.weight ?? Number.POSITIVE_INFINITY);
      }),
    );
  });
});
