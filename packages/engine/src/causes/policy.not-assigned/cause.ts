import { type CaseView, defineCause, fromFacts, fromSource, type Opinion, type End, type Evidence } from '../api.ts';
import { nothingLoaded, refusable, unusedFile } from '../meant-connection.ts';

/** The daemon runs without any connection, although the host's own files hold one for this peer. */
export default defineCause({
  id: 'policy.not-assigned',
  severity: 'high',
  references: ['POL-01', 'POL-30', 'GD-11'],
  mistakenFor: ['policy.no-ike-config', 'policy.config-rejected', 'policy.peer-without-ipsec'],
  explains: ['policy.no-ike-config', 'policy.peer-without-ipsec', 'ike.timeout'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [], task: 'configuration' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: 'fault', text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'first' && view.breakPoint.phase !== 'config') return null;
    const inForce = noneInForce(view);
    if (inForce !== null) return inForce;
    // Where somebody asked, the one who had nothing for it; where nobody did, either end.
    const ends = view.negotiations.length > 0 ? [view.responder] : [view.responder, view.initiator];
    for (const end of ends) {
      const unused = unusedFile(view, end);
      const nothing = nothingLoaded(view, end);
      const found = nothing ?? (unused === null ? null : { connection: unused, evidence: [] });
      // What was refused when it was loaded, or cannot be read, is policy.config-rejected.
      if (found === null || refusable(view, end, found.connection) !== null) continue;
      if (view.hostFacts(end.label, 'config.rejected').length > 0) continue;
      const refusals = view.facts('policy.no-ike-config').filter((fact) => fact.host === end.label);
      return {
        stand: 'indicates',
        for: [...fromFacts(refusals.slice(0, 2)), ...found.evidence, fromSource(found.connection.src, 'configuration')],
        against: [],
        weight: 85,
        // A daemon without any connection did not look at what it would demand.
        leaves:
          nothing !== null
            ? ['policy.config-rejected']
            : [
                'policy.config-rejected',
                'policy.no-ike-config',
                'ike.version-mismatch',
                'ike.exchange-mismatch',
                'auth.method-mismatch',
              ],
        at: end.label,
        args: { host: end.label, connection: found.connection.name },
        details: { host: end.label, connection: found.connection.name },
        needs: [{ host: end.label, what: 'log' }],
      };
    }
    return null;
  },
});

/** A listing of the host says that no policy is assigned, and nothing shows one: none by name, and no ping that had IKE negotiate (TOOL-29). */
function listedNone(view: CaseView, end: End): readonly Evidence[] {
  const facts = view.dump(end.label, 'host-fact');
  const none = facts
    .filter((fact) => fact.name === 'ipsec-policy-none')
    .map((fact) => fromSource(fact.src, 'statement'));
  const held = view.dump(end.label, 'probe').some((probe) => probe.negotiating > 0);
  return held || facts.some((fact) => fact.name === 'ipsec-policy-active') ? [] : none.slice(0, 2);
}

/** An end says that it uses no policy at all, and the other one wanted to negotiate: nobody knows from that which was meant for it. */
function noneInForce(view: CaseView): Opinion | null {
  if (view.negotiations.length === 0) return null;
  for (const end of [view.responder, view.initiator]) {
    const last = view.hostFacts(end.label, 'policy.none-active', 'policy.applied').at(-1);
    const told = last?.code === 'policy.none-active' ? fromFacts([last]) : listedNone(view, end);
    if (told.length === 0) continue;
    return {
      stand: 'indicates',
      for: told,
      against: [],
      weight: 75,
      at: end.label,
      args: { host: end.label, connection: '' },
      details: { host: end.label },
      needs: [{ host: end.label, what: 'configuration' }],
    };
  }
  return null;
}
