import type { StoreFaultCode } from './assemble.ts';
import type { EffectiveStep } from './effective.ts';
import type { PolicyIssueCode } from './lint.ts';

/** A record that Windows writes when it interprets or applies a policy (EVT-I). */
export interface InterpretationEvent {
  /** Entry of the guide. */
  readonly entry: string;
  /** Source and number on Windows 2000; null: XP and 2003 write it, as 615 or 616 of the security log. */
  readonly legacy: { readonly source: string; readonly id: number } | null;
  /** Number since Vista; null: none. */
  readonly modern: number | null;
  /** What of a policy, its store or its application leads to it; all empty: it hangs on the machine and cannot be foreseen. */
  readonly issues: readonly PolicyIssueCode[];
  readonly faults: readonly StoreFaultCode[];
  readonly steps: readonly EffectiveStep['code'][];
}

type Cause = Partial<Pick<InterpretationEvent, 'issues' | 'faults' | 'steps'>>;

const row = (
  entry: string,
  legacy: readonly [source: string, id: number] | null,
  modern: number | null,
  { issues = [], faults = [], steps = [] }: Cause,
): InterpretationEvent => ({
  entry,
  legacy: legacy === null ? null : { source: legacy[0], id: legacy[1] },
  modern,
  issues,
  faults,
  steps,
});

const storage = 'IPSECPolicyStorage';
const agent = 'PolicyAgent';

/** Every entry of the guide's list (EVT-I-01 to EVT-I-21). */
export const interpretationEvents: readonly InterpretationEvent[] = [
  row('EVT-I-01', [storage, 4], null, { faults: ['unreadable'] }),
  row('EVT-I-02', [storage, 9], null, { faults: ['unreadable'] }),
  row('EVT-I-03', [agent, 2], null, {}),
  row('EVT-I-04', [agent, 24], null, {}),
  row('EVT-I-05', [agent, 25], null, {}),
  row('EVT-I-06', [agent, 26], null, {}),
  row('EVT-I-07', [agent, 160], null, { issues: ['duplicate-filter'] }),
  row('EVT-I-08', [agent, 5], null, { issues: ['no-filters'], faults: ['no-rules', 'empty-filter-list'] }),
  row('EVT-I-09', [agent, 168], null, { issues: ['no-main-mode-offers'], faults: ['no-main-mode', 'no-offers'] }),
  row('EVT-I-10', [agent, 169], null, { issues: ['no-quick-mode-offers'], faults: ['no-offers'] }),
  row('EVT-I-11', [agent, 6], null, {
    issues: ['no-main-mode-offers', 'no-quick-mode-offers'],
    faults: ['no-main-mode', 'no-offers'],
  }),
  row('EVT-I-12', [agent, 8], null, { issues: ['duplicate-filter', 'conflicting-filters'] }),
  row('EVT-I-13', [agent, 296], null, {}),
  row('EVT-I-14', [agent, 297], null, {}),
  row('EVT-I-15', [agent, 13], 5458, { steps: ['cache-used'] }),
  row('EVT-I-16', null, null, { steps: ['persistent-failed'] }),
  row('EVT-I-17', null, 5461, { steps: ['local-failed'] }),
  row('EVT-I-18', null, 5457, { steps: ['directory-unreadable', 'directory-unreachable', 'not-replicated'] }),
  row('EVT-I-19', null, 5459, { steps: ['cache-failed'] }),
  row('EVT-I-20', null, 5462, { issues: ['no-quick-mode-offers'], faults: ['no-offers'] }),
  row('EVT-I-21', null, 5480, {}),
];

/** Entries of the guide's list that a finding of lint, a fault of a store or a step of its application leads to. */
export function eventsFor(code: PolicyIssueCode | StoreFaultCode | EffectiveStep['code']): readonly string[] {
  return interpretationEvents
    .filter(({ issues, faults, steps }) => [...issues, ...faults, ...steps].some((one) => one === code))
    .map(({ entry }) => entry);
}
