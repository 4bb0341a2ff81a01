import type { Attempt, Desk } from '../device-log/index.ts';
import type { LogLine } from '../log-lines/index.ts';

/** Last line of a list of attributes that do not fit. */
export const mismatches = new WeakMap<Attempt, { readonly line: LogLine; readonly seq: number }>();

/** A list of mismatched attributes that nothing followed is a refusal: what came of the offers is not in this excerpt. */
export function finishAsa(desk: Desk): void {
  for (const attempt of desk.attempts.all()) {
    const reasons = attempt.lists.get('reasons');
    if (attempt.notes.get('mismatchPhase') === undefined || reasons === undefined) continue;
    const phase2 = attempt.notes.get('mismatchPhase') === '2';
    if (attempt.notes.get('refused') === 'yes' || (phase2 ? attempt.notes.get('child') === 'yes' : attempt.established))
      continue;
    const last = mismatches.get(attempt);
    if (last === undefined) continue;
    const protocol = phase2 ? 'ESP' : 'IKE';
    for (const [list, code] of [
      ['asa-received', 'proposal.received'],
      ['asa-configured', 'proposal.configured'],
    ] as const) {
      const proposals = attempt.lists.get(list);
      if (proposals !== undefined)
        desk.say(attempt, code, { protocol, proposals: [...proposals] }, last.line, last.seq);
    }
    desk.say(attempt, 'proposal.none-chosen', { protocol, what: reasons.join(', ') }, last.line, last.seq);
  }
}
