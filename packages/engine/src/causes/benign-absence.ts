import type { CaseView, Fact } from './api.ts';

/** How long before a time-out an end may have left: IKE gives up after about a minute, and an SA that is idle is asked for every five. */
const window = 600_000_000_000n;

/**
 * Records of an end that left the network (sleep, an unplugged cable, a lost radio link) shortly before somebody gave up waiting: what its
 * peer sees of it is a time-out that is no fault (inventory IKE-18, IKE-19). Empty where the time-outs have no such record each.
 */
export function benignAbsence(view: CaseView): readonly Fact[] {
  if (view.breakPoint.manner !== 'silent') return [];
  const timeouts = view.facts('message.gave-up', 'ike.peer-dead');
  if (timeouts.length === 0) return [];
  const absences = [view.initiator, view.responder].flatMap((end) => view.hostFacts(end.label, 'host.away'));
  const used = new Set<Fact>();
  for (const timeout of timeouts) {
    const found = absences.find((away) => {
      const at = view.timesOf(timeout).common ?? timeout.ns;
      const left = view.timesOf(away).common ?? away.ns;
      return at !== null && left !== null && left <= at && at - left <= window;
    });
    if (found === undefined) return [];
    used.add(found);
  }
  return [...used];
}
