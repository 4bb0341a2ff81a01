import { describe, expect, it } from 'vitest';
import type { PolicyFilter } from '../../observations/index.ts';
import { secretDigest } from '../../observations/secret.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { changeImpactOf, changeImpacts, changesOf, type PolicyChangeKind } from './change-impact.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const before = groupPolicies.boundary;
const list = 'Secure Subnets';

function edited(change: (rule: WindowsRule) => Partial<WindowsRule>, name = list): WindowsPolicy {
  return {
    ...before,
    rules: before.rules.map((rule) => (rule.filterList === name ? { ...rule, ...change(rule) } : rule)),
  };
}
const kinds = (after: WindowsPolicy): PolicyChangeKind[] => changesOf(before, after).map(({ kind }) => kind);
const offers = before.rules.find(({ filterList }) => filterList === list)?.offers ?? [];
const host = (address: string): PolicyFilter['source'] => ({ kind: 'range', from: address, to: address });
const filtersOf = (rule: WindowsRule, more: readonly PolicyFilter[], drop = 0): readonly PolicyFilter[] => [
  ...rule.filters.slice(drop),
  ...more,
];
const [wide] = before.rules.find(({ filterList }) => filterList === list)?.filters ?? [];
if (wide === undefined) throw new Error('the fixture has no filter');
const narrow: PolicyFilter = { ...wide, destination: host('192.168.1.5') };
const elsewhere: PolicyFilter = { ...wide, destination: host('10.9.9.9') };

/** The change, what it is called, and what the table says: main mode SAs, IPsec SAs, whether clients break. */
const rows: readonly (readonly [string, WindowsPolicy, PolicyChangeKind, string, string, boolean])[] = [
  [
    'authentication methods',
    edited(() => ({ authentication: [{ method: 'psk', key: secretDigest(Uint8Array.of(1)) }] })),
    'authentication',
    'deleted',
    'kept-until-rekey',
    false,
  ],
  [
    'main mode methods',
    {
      ...before,
      mainMode: before.mainMode === null ? null : { ...before.mainMode, offers: before.mainMode.offers.slice(1) },
    },
    'main-mode-methods',
    'deleted',
    'kept-until-rekey',
    false,
  ],
  ['the filter action', edited(() => ({ offers: [...offers].reverse() })), 'filter-action', 'kept', 'deleted', false],
  [
    'a generic filter becomes specific',
    edited((rule) => ({ filters: filtersOf(rule, [narrow], 1) })),
    'filter-more-specific',
    'kept',
    'kept',
    true,
  ],
  [
    'methods that do not fit',
    edited(() => ({ offers: offers.map((one) => ({ ...one, pfs: true })) })),
    'methods-incompatible',
    'kept',
    'deleted',
    true,
  ],
  ['a rule is disabled', edited(() => ({ active: false })), 'rule-disabled', 'kept', 'kept', true],
  ['fall back is turned off', edited(() => ({ fallBack: false })), 'fall-back-off', 'kept', 'deleted', true],
  [
    'clear communication is turned off',
    edited(() => ({ inboundPassThrough: false })),
    'unsecured-off',
    'kept',
    'deleted',
    true,
  ],
  [
    'a filter that does not match is added',
    edited((rule) => ({ filters: filtersOf(rule, [elsewhere]) })),
    'filter-added',
    'kept',
    'kept',
    false,
  ],
  [
    'lifetimes',
    edited(() => ({ offers: offers.map((one) => ({ ...one, lifetimeSeconds: 7200 })) })),
    'lifetimes',
    'kept',
    'kept',
    false,
  ],
  [
    'permit becomes negotiate',
    edited(() => ({ action: 'negotiate', offers }), 'ICMP'),
    'permit-to-negotiate',
    'kept',
    'kept',
    false,
  ],
];

describe('what a change does (GD-18)', () => {
  for (const [name, after, kind, mainMode, ipsec, breaks] of rows)
    it(`${name}: main mode ${mainMode}, IPsec ${ipsec}${breaks ? ', clients break' : ''}`, () => {
      expect(kinds(after)).toEqual([kind]);
      expect(changeImpacts[kind]).toMatchObject({ mainMode, ipsec, breaks });
    });

  it('no change is no change; a lifetime of main mode is one', () => {
    expect(kinds({ ...before })).toEqual([]);
    const { mainMode } = before;
    expect(kinds({ ...before, mainMode: mainMode === null ? null : { ...mainMode, lifetimeSeconds: 3600 } })).toEqual([
      'lifetimes',
    ]);
  });

  it('a key is the same or another; nothing of it is told', () => {
    const withKey = (octet: number): WindowsPolicy =>
      edited(() => ({ authentication: [{ method: 'psk', key: secretDigest(Uint8Array.of(octet)) }] }));
    expect(changesOf(withKey(1), withKey(1))).toEqual([]);
    expect(changesOf(withKey(1), withKey(2)).map(({ kind }) => kind)).toEqual(['authentication']);
  });

  it('of connection security rules delete what no longer matches, whatever the guide says of legacy policies (MS-AIPS 3.1.7.3)', () => {
    for (const kind of ['filter-removed', 'filter-more-specific', 'rule-disabled'] as const) {
      expect(changeImpactOf(kind, false)).toMatchObject({ ipsec: 'kept', source: 'GD-18' });
      expect(changeImpactOf(kind, true)).toMatchObject({ ipsec: 'deleted', source: 'MS-AIPS 3.1.7.3' });
    }
    expect(changeImpactOf('authentication', true)).toMatchObject({ mainMode: 'deleted', ipsec: 'kept-until-rekey' });
    for (const kind of ['lifetimes', 'filter-added', 'permit-to-negotiate', 'fall-back-off'] as const) {
      const { source, ...legacy } = changeImpacts[kind];
      expect(changeImpactOf(kind, true)).toMatchObject(legacy);
      expect(changeImpactOf(kind, true).source).toBe(`${source}, unconfirmed for connection security rules`);
    }
  });
});
