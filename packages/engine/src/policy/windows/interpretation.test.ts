import { describe, expect, it } from 'vitest';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { effectivePolicy, type StoreSituation } from './effective.ts';
import { eventsFor, interpretationEvents } from './interpretation.ts';
import { lintEmptiness } from './lint-emptiness.ts';
import { lintPolicy } from './lint.ts';
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
  'EVT-I-01': () => eventsFor('unreadable'),
  'EVT-I-02': () => eventsFor('unreadable'),
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
    expect(interpretationEvents).toHaveLength(21);
  });
});
