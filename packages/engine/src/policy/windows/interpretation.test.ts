import { describe, expect, it } from 'vitest';
import { registryText } from '../../formats/registry/export.fixture.ts';
import { registryExport } from '../../formats/registry/reader.ts';
import { readText } from '../../formats/shared/testing.ts';
import type { PolicyObject } from '../../observations/index.ts';
import { formatRange } from '../addresses.ts';
import { assemblePolicies, type WindowsPolicy, type WindowsRule } from './assemble.ts';
import { effectivePolicy, type StoreSituation } from './effective.ts';
import { expandPolicies } from './expand.ts';
import { hostAddress, prepareHost } from './host-state.ts';
import { eventsFor, interpretationEvents } from './interpretation.ts';
import { lintEmptiness } from './lint-emptiness.ts';
import { lintPolicy } from './lint.ts';
import { packetFate } from './packet.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const policy = groupPolicies.isolation;
const edited = (change: (rule: WindowsRule) => Partial<WindowsRule>): WindowsPolicy => ({
  ...policy,
  rules: policy.rules.map((rule) => (rule.filterList === 'Secure Subnets' ? { ...rule, ...change(rule) } : rule)),
});
const linted = (of: WindowsPolicy): string[] =>
  [...lintEmptiness(of), ...lintPolicy(of)].flatMap(({ code }) => eventsFor(code));
const kept = (store: WindowsPolicy['store']): WindowsPolicy => ({ ...policy, store, object: 'ipsecpolicy{d}' });
const applied = (more: Partial<StoreSituation>): string[] =>
  effectivePolicy({
    edition: 'windows-2003',
    policies: [kept('cache'), kept('local'), kept('persistent')],
    assignment: { object: 'ipsecpolicy{d}', title: 'd' },
    service: 'running',
    safeMode: false,
    bootMode: null,
    directory: 'unreachable',
    failed: [],
    assignmentDenied: false,
    gpoFrom: null,
    policyFrom: null,
    ...more,
  }).steps.flatMap(({ code }) => eventsFor(code));

/** What is recorded of the objects of an export. */
const read = (text: string): string[] => {
  const objects = readText(registryExport, text).observations.filter(
    (item): item is PolicyObject => item.kind === 'policy-object',
  );
  return assemblePolicies(objects, []).faults.flatMap(({ code }) => eventsFor(code));
};
/** The data of a filter list is cut off. */
const bentText = registryText.replace(/("ipsecName"="Secure subnets"\n"ipsecData"=hex:)[^[]*/, '$1b5,20\n\n');

const doubled = edited((rule) => ({ filters: [...rule.filters, ...rule.filters] }));
const contrary: WindowsPolicy = {
  ...policy,
  rules: policy.rules.flatMap((rule) =>
    rule.filterList === 'ICMP' ? [rule, { ...rule, object: 'x', filterList: 'x', action: 'block' as const }] : [rule],
  ),
};
const { mainMode } = policy;

/** For each entry, something that leads to it; null: it hangs on the machine, and nothing of a policy does. */
const cells: Readonly<Record<string, (() => readonly string[]) | null>> = {
  'EVT-I-01': () => read(bentText),
  'EVT-I-02': () => read(bentText),
  'EVT-I-03': null,
  'EVT-I-04': null,
  'EVT-I-05': null,
  'EVT-I-06': null,
  'EVT-I-07': () => linted(doubled),
  'EVT-I-08': () => linted({ ...policy, rules: policy.rules.map((rule) => ({ ...rule, filters: [] })) }),
  'EVT-I-09': () => linted({ ...policy, mainMode: mainMode === null ? null : { ...mainMode, offers: [] } }),
  'EVT-I-10': () => linted(edited(() => ({ offers: [] }))),
  'EVT-I-11': () => linted(edited(() => ({ offers: [] }))),
  'EVT-I-12': () => linted(contrary),
  'EVT-I-13': null,
  'EVT-I-14': null,
  'EVT-I-15': () => applied({}),
  'EVT-I-16': () => applied({ failed: ['persistent'] }),
  'EVT-I-17': () => applied({ failed: ['cache', 'local'] }),
  'EVT-I-18': () => applied({ directory: 'unreadable' }),
  'EVT-I-19': () => applied({ failed: ['cache'] }),
  'EVT-I-20': () => linted(edited(() => ({ offers: [] }))),
  'EVT-I-21': null,
};

describe('records of interpretation that a policy foretells', () => {
  for (const [entry, leads] of Object.entries(cells))
    it(`${entry}: ${leads === null ? 'cannot be foreseen' : 'is foreseen'}`, () => {
      const known = interpretationEvents.find((one) => one.entry === entry);
      expect(known).toBeDefined();
      const causes = [...(known?.issues ?? []), ...(known?.faults ?? []), ...(known?.steps ?? [])];
      if (leads === null) expect(causes).toEqual([]);
      else expect(leads()).toContain(entry);
    });

  it('are not foreseen of a policy that is well', () => {
    expect(linted(policy)).toEqual([]);
    expect(read(registryText)).not.toContain('EVT-I-02');
    expect(interpretationEvents).toHaveLength(21);
  });
});

describe('what a record of the machine says of its filters is what they do there', () => {
  const own = ['192.168.1.101', '10.9.9.9'];
  const outward = (addresses: readonly string[]): string[] =>
    expandPolicies([policy], { addresses })
      .filters.filter(({ rule, direction }) => rule.filterList === 'ICMP' && direction === 'outbound')
      .map(({ source }) => formatRange(source).replace('/32', ''));
  const fate = (rules: WindowsPolicy['rules']): string =>
    packetFate(
      prepareHost({
        label: 'h',
        addresses: own.slice(0, 1),
        policies: [{ ...policy, rules }],
        groups: [],
        access: null,
      }),
      'outbound',
      {
        source: hostAddress(own[0] ?? '') ?? Number.NaN,
        destination: hostAddress('192.168.1.50') ?? Number.NaN,
        protocol: 6,
        sourcePort: 1030,
        destinationPort: 445,
      },
    ).fate;

  for (const entry of ['EVT-I-03', 'EVT-I-04', 'EVT-I-05'])
    it(`${entry}: without interfaces or addresses no filter is made`, () => {
      const { filters, unexpanded } = expandPolicies([policy], { addresses: [] });
      expect(filters).toEqual([]);
      expect(unexpanded).toHaveLength(policy.rules.flatMap((rule) => rule.filters).length);
    });

  for (const entry of ['EVT-I-06', 'EVT-I-21'])
    it(`${entry}: an address that is in no list has no filter of its own`, () => {
      expect(new Set(outward(own))).toEqual(new Set(own));
      expect(new Set(outward(own.slice(0, 1)))).toEqual(new Set(own.slice(0, 1)));
    });

  for (const entry of ['EVT-I-13', 'EVT-I-14'])
    it(`${entry}: traffic of a filter that the driver does not take is not secured`, () => {
      expect(fate(policy.rules)).toBe('negotiate');
      expect(fate(policy.rules.filter(({ filterList }) => filterList !== 'Secure Subnets'))).toBe('permit');
    });
});
