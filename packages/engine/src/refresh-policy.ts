/** What a refresh of the policy runs, and what was changed by it. Running it is the business of the command. */
import type { DetectDocument, DetectedHost } from './document/detect-types.ts';
import type { RefreshChange, RefreshDocument } from './document/refresh-types.ts';
import { type RefreshRow, refreshSteps, type RefreshSystem } from './knowledge/refresh-steps.ts';

/** A step as it is run: program and arguments, never a line for a shell. */
export interface PlannedStep {
  readonly argv: readonly string[];
  readonly row: RefreshRow;
}

const order = ['none', 'some-sas', 'all-sas'] as const;

/** Names that a command line may carry; others are left out, and told as skipped. */
const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.%/-]{0,127}$/;

/**
 * The steps for this system. `found` is what `detect-policy` told before: new and changed connections get steps of their own. `replace`
 * false: no step that deletes SAs.
 */
export function planRefresh(
  system: RefreshSystem,
  found: DetectDocument | null,
  replace: boolean,
): {
  readonly steps: readonly PlannedStep[];
  readonly left: readonly PlannedStep[];
  readonly cost: RefreshDocument['cost'];
} {
  const findings = found?.hosts.flatMap((host) => host.findings) ?? [];
  const named = (code: 'not-loaded' | 'differs'): readonly string[] => [
    ...new Set(findings.filter((one) => one.code === code).map(({ args }) => args['connection'] ?? '')),
  ];
  const steps: PlannedStep[] = [];
  const left: PlannedStep[] = [];
  for (const row of refreshSteps[system]) {
    const names = row.when === 'always' ? [''] : named(row.when === 'added' ? 'not-loaded' : 'differs');
    for (const name of names) {
      const step = { argv: row.command.map((word) => (word === '<name>' ? name : word)), row };
      const kept = (row.when === 'always' || plainName.test(name)) && (replace || row.when !== 'changed');
      (kept ? steps : left).push(step);
    }
  }
  const cost = steps.reduce<RefreshDocument['cost']>(
    (worst, { row }) => (order.indexOf(row.cost) > order.indexOf(worst) ? row.cost : worst),
    'none',
  );
  return { steps, left, cost };
}

/** What detection tells differently after a refresh. `sas`: numbers of SAs before and after, where they could be counted. */
export function refreshChanges(
  before: DetectDocument,
  after: DetectDocument,
  sas: { readonly before: number; readonly after: number } | null,
): readonly RefreshChange[] {
  const changes: RefreshChange[] = [];
  const names = (hosts: readonly DetectedHost[]): ReadonlyMap<string, string> =>
    new Map(
      hosts.flatMap((host) =>
        host.active.map(({ name, version, changed }) => [name, `${version ?? ''} ${changed ?? ''}`.trim()] as const),
      ),
    );
  const [had, has] = [names(before.hosts), names(after.hosts)];
  for (const [name, state] of has) {
    const old = had.get(name);
    if (old === undefined) changes.push({ what: 'loaded', name, before: '', after: state });
    else if (old !== state) changes.push({ what: 'changed', name, before: old, after: state });
  }
  for (const [name, state] of had)
    if (!has.has(name)) changes.push({ what: 'unloaded', name, before: state, after: '' });
  const differing = (document: DetectDocument): ReadonlySet<string> =>
    new Set(
      document.hosts.flatMap(({ findings }) =>
        findings.flatMap(({ code, args }) => (code === 'differs' ? [args['connection'] ?? ''] : [])),
      ),
    );
  const still = differing(after);
  for (const name of differing(before))
    if (!still.has(name) && has.has(name)) changes.push({ what: 'changed', name, before: '', after: '' });
  if (before.result !== after.result)
    changes.push({ what: 'result', name: '', before: before.result, after: after.result });
  if (sas !== null && sas.before !== sas.after)
    changes.push({ what: 'sas', name: '', before: `${sas.before}`, after: `${sas.after}` });
  return changes;
}
