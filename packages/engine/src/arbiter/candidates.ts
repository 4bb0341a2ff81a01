import type { CaseView } from '../causes/api.ts';
import { notifyName } from '../correlation/notify-names.ts';
import { childNotifies } from '../correlation/refusals.ts';
import { authKind } from './auth-kind.ts';
import type { CandidateRow } from './candidate-row.ts';
import { authCandidates } from './candidates-auth.ts';
import { childCandidates } from './candidates-child.ts';
import { firstCandidates } from './candidates-first.ts';

/** All rows; the first that fits a case is its closed set. */
export const candidateTable: readonly CandidateRow[] = [...firstCandidates, ...authCandidates, ...childCandidates];

/**
 * The closed set for a case: the causes of the first row that fits. Where an end refused several children, each in its own words, the
 * sets of all of them.
 */
export function candidatesOf(view: CaseView): readonly string[] {
  const { phase, notify } = view.breakPoint;
  if (phase !== 'child') return rowFor(view, notify);
  const said = new Set<string | null>([notify]);
  for (const fact of view.facts('notify.received', 'notify.sent')) {
    const name = notifyName(String(fact.args['notify'] ?? ''));
    if (childNotifies.has(name)) said.add(name);
  }
  return [...new Set([...said].flatMap((name) => rowFor(view, name)))];
}

function rowFor(view: CaseView, notify: string | null): readonly string[] {
  const { phase, manner } = view.breakPoint;
  const auth = authKind(view);
  for (const row of candidateTable) {
    if (row.phase !== phase) continue;
    if (row.manner !== undefined && !row.manner.includes(manner)) continue;
    if (row.notify !== undefined && (notify === null || !row.notify.includes(notify))) continue;
    if (row.version !== undefined && row.version !== view.version) continue;
    if (row.auth !== undefined && row.auth !== auth) continue;
    if (row.when !== undefined && !row.when(view)) continue;
    return row.causes;
  }
  return [];
}
