import type { LedgerRow } from '../correlation/types.ts';
import { factEntry } from '../observations/index.ts';
import { type CaseView, type Evidence, fromFact, fromSource } from './api.ts';
import { trafficTrouble } from './traffic.ts';

const atMost = 3;

/**
 * What shows where and how a case broke: traffic that does not come through, the refusal, the words of the end that gave up, or the last
 * message there was. It is what a candidate rests on of which nothing more is known than that this break leaves it open.
 */
export function breakEvidence(view: CaseView): readonly Evidence[] {
  const trouble = trafficTrouble(view);
  if (trouble !== null && trouble.evidence.length > 0) return trouble.evidence.slice(0, atMost);
  const { notify, notifyEncrypted, failedSender } = view.breakPoint;
  const refusal =
    notify === null ? undefined : view.rows.findLast((row) => row.notifies.some(({ name }) => name === notify));
  const told = view.negotiations
    .flatMap(({ facts }) => facts)
    .filter(({ code }) => factEntry(code).ends !== undefined || code === 'message.gave-up');
  const last = view.rows.findLast((row) => row.sender === failedSender) ?? view.rows.at(-1);
  const found = [
    ...(refusal === undefined
      ? []
      : seen(refusal).map((item) => ({
          ...item,
          class: notifyEncrypted === true ? ('authenticated-notify' as const) : ('clear-testimony' as const),
        }))),
    ...told.slice(-1).map((fact) => fromFact(fact)),
    ...(last === undefined || last === refusal ? [] : seen(last)),
  ];
  if (found.length > 0) return found.slice(0, atMost);
  // Nothing but that somebody tried.
  const any = view.negotiations.flatMap(({ facts }) => facts).slice(-1);
  return any.map((fact) => fromFact(fact));
}

/** A message as one capture, or else one log, has it. */
function seen(row: LedgerRow): readonly Evidence[] {
  const best = row.sightings.find(({ from }) => from === 'wire') ?? row.sightings[0];
  const source = best?.sources[0];
  if (best === undefined || source === undefined) return [];
  return [fromSource(source, best.from === 'wire' ? 'packet' : 'statement', best.ns)];
}
