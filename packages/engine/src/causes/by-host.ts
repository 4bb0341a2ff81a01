import type { FactCode } from '../observations/index.ts';
import { fromFacts, type CaseView, type Fact, type Opinion } from './api.ts';

/** Judge of causes that sit on one host and stop everything there: the daemon's own statement proves them unless the host works. */
export function judgeHost(
  codes: readonly FactCode[],
  where: (fact: Fact, view: CaseView) => boolean,
  /** Words that leave the reason open only indicate the cause. */
  sure: (fact: Fact) => boolean = () => true,
): (view: CaseView) => Opinion | null {
  return (view) => {
    if (view.breakPoint.phase !== 'config' && view.breakPoint.phase !== 'first' && view.breakPoint.phase !== 'auth')
      return null;
    for (const end of [view.responder, view.initiator]) {
      const facts = view.hostFacts(end.label, ...codes).filter((fact) => where(fact, view));
      const first = facts[0];
      if (first === undefined || healthyAfter(first, view, end.label)) continue;
      const details: Record<string, string | null> = { host: end.label };
      for (const [name, value] of Object.entries(first.args)) if (typeof value === 'string') details[name] = value;
      return {
        stand: facts.some(sure) ? 'proves' : 'indicates',
        for: fromFacts(facts.slice(0, 6)),
        against: [],
        at: end.label,
        details,
        args: {
          host: end.label,
          name: String(first.args['name'] ?? ''),
          port: String(first.args['port'] ?? ''),
          what: String(first.args['what'] ?? first.args['errno'] ?? ''),
        },
      };
    }
    return null;
  };
}

/** The host took part in an IKE exchange after the statement: whatever failed then did not stop it. */
function healthyAfter(fact: Fact, view: CaseView, host: string): boolean {
  return view.negotiations.some((negotiation) =>
    negotiation.facts.some(
      (other) =>
        other.host === host &&
        other.src.artifact === fact.src.artifact &&
        other.seq > fact.seq &&
        (other.code === 'message.parsed' || other.code === 'ike.established'),
    ),
  );
}
