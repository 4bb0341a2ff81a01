import type { CaseView } from '../causes/api.ts';
import type { Negotiation } from './types.ts';

const second = 1_000_000_000n;
/** From a refusal to the record of the one who waited: IKE gives up after about a minute (inventory IKE-23), and asks anew meanwhile. */
const minute = 90n * second;
/** Whole seconds of two clocks. */
const slack = 5n * second;

/** Records of an outcome at one end, which say no more than that it waited in vain. */
function waitedOnly({ rows, attempts, breakPoint, facts }: Negotiation): boolean {
  return (
    rows.length === 0 &&
    attempts.every((attempt) => attempt.atEnd === true) &&
    breakPoint.manner === 'silent' &&
    facts.some((fact) => fact.code === 'message.gave-up')
  );
}

/**
 * Whether what one case only knows as a time-out was refused beside it (inventory IKE-23): the other end recorded in the minute before that
 * it refused this very peer, in an attempt with other cookies. The one who waits asks anew under new cookies, and a record may be of
 * either.
 */
export function refusedBeside(view: CaseView, other: CaseView): boolean {
  const labels = [view.initiator.label, view.responder.label];
  if (other.initiator.label !== labels[0] || other.responder.label !== labels[1]) return false;
  const [waiting, ...more] = new Set(view.negotiations.flatMap(({ facts }) => facts.map(({ host }) => host)));
  const refusing = labels.find((label) => label !== waiting);
  if (waiting === undefined || more.length > 0 || refusing === undefined) return false;
  const refusals = other.negotiations.filter(
    ({ breakPoint, facts }) =>
      (breakPoint.manner === 'refused' || breakPoint.manner === 'aborted-locally') &&
      facts.some(({ host, code }) => host === refusing && code !== 'ike.ended-unexplained'),
  );
  return view.negotiations.every(
    (negotiation) =>
      waitedOnly(negotiation) &&
      refusals.some(
        ({ end }) =>
          end !== null && negotiation.end !== null && end <= negotiation.end + slack && end >= negotiation.end - minute,
      ),
  );
}
