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
  const { manner, notify, notifyEncrypted, failedSender } = view.breakPoint;
  const refusal =
    notify === null ? undefined : view.rows.findLast((row) => row.notifies.some(({ name }) => name === notify));
  const told = view.negotiations
    .flatMap(({ facts }) => facts)
    .filter(({ code }) => factEntry(code).ends !== undefined || code === 'message.gave-up');
  const said = notifyEncrypted === true ? 'authenticated-notify' : 'clear-testimony';
  const failed = view.rows.findLast((row) => row.sender === failedSender) ?? view.rows.at(-1);
  // What refused may be inside the ciphertext of an answer.
  const answer = manner === 'refused' ? view.rows.findLast((row) => row.sender !== failedSender) : undefined;
  const rest = new Set([failed, answer].filter((row) => row !== undefined && row !== refusal));
  const found = [
    ...(refusal === undefined ? [] : seen(refusal).map((item): Evidence => ({ ...item, class: said }))),
    ...told.slice(-1).map((fact) => fromFact(fact)),
    ...[...rest].flatMap((row) => (row === undefined ? [] : seen(row))),
  ];
  if (found.length > 0) return found.slice(0, atMost);
  // Nothing but that somebody tried.
  const any = view.negotiations.flatMap(({ facts }) => facts).slice(-1);
  return any.map((fact) => fromFact(fact));
}

/** A message as one capture, or else one log, has it: there the line that tells what is in it. */
function seen(row: LedgerRow): readonly Evidence[] {
  const { sightings } = row;
  const best =
    sightings.find(({ from }) => from === 'wire') ?? sightings.find(({ act }) => act === 'parsed') ?? sightings[0];
  const source = best?.from === 'wire' ? best.sources[0] : best?.sources.at(-1);
  if (best === undefined || source === undefined) return [];
  return [fromSource(source, best.from === 'wire' ? 'packet' : 'statement', best.ns)];
}
