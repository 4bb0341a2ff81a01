import { assignedPolicy, deniedGpo, ipsecGpos } from '../assigned-policy.ts';
import { type CaseView, defineCause, type End, fromFacts, fromSource, type Opinion } from '../api.ts';

function opinion(
  end: End,
  more: Pick<Opinion, 'stand' | 'for' | 'weight'> & { readonly details: Opinion['details'] },
): Opinion {
  return {
    against: [],
    at: end.label,
    args: { host: end.label },
    needs: [{ host: end.label, what: 'configuration' }],
    ...more,
    details: { host: end.label, ...more.details },
  };
}

/** The GPO that gives the other end its IPsec policy is among those that this host was refused (POL-11: Read ACLs). */
function refusedGpo(view: CaseView, end: End, other: End): Opinion | null {
  const own = new Set(ipsecGpos(view, end.label).map(({ value }) => value.toLowerCase()));
  for (const gpo of ipsecGpos(view, other.label)) {
    if (own.has(gpo.value.toLowerCase())) return null;
    const denied = deniedGpo(view, end.label, gpo.value);
    if (denied === undefined) continue;
    return opinion(end, {
      stand: 'indicates',
      for: [fromSource(denied.src, 'statement'), fromSource(gpo.src, 'statement')],
      weight: 75,
      details: { policy: gpo.value, reason: denied.value.slice(gpo.value.length + 2) },
    });
  }
  return null;
}

/** This host works by a local policy, and the other one by one of the domain. */
function localInstead(view: CaseView, end: End, other: End): Opinion | null {
  const theirs = assignedPolicy(view, other.label);
  const mine = assignedPolicy(view, end.label);
  const told = (host: string, store: string): ReturnType<typeof fromFacts> => {
    const last = view.hostFacts(host, 'policy.applied').at(-1);
    return last?.args['store'] === store ? fromFacts([last]) : [];
  };
  const local = mine === null ? told(end.label, 'local') : mine.store === 'local' ? [mine.evidence] : [];
  const domain = theirs === null ? told(other.label, 'directory') : theirs.store === 'domain' ? [theirs.evidence] : [];
  if (local.length === 0 || domain.length === 0) return null;
  return opinion(end, {
    stand: 'indicates',
    for: [...local, ...domain],
    weight: 65,
    details: { ...(mine === null ? {} : { policy: mine.name }), ...(theirs === null ? {} : { expected: theirs.name }) },
  });
}

/** Both have a policy of the domain, and not the same one. That may well be meant: groups of hosts have policies of their own (GD-11). */
function twoPolicies(view: CaseView, end: End, other: End): Opinion | null {
  const [mine, theirs] = [assignedPolicy(view, end.label), assignedPolicy(view, other.label)];
  if (mine === null || theirs === null || mine.name.toLowerCase() === theirs.name.toLowerCase()) return null;
  return opinion(end, {
    stand: 'allows',
    for: [mine.evidence, theirs.evidence],
    weight: 40,
    details: { policy: mine.name, expected: theirs.name },
  });
}

/** Another policy than the one meant for the host won: by precedence, by permissions on a GPO, by the place of the account. */
export default defineCause({
  id: 'policy.wrong-assignment',
  severity: 'medium',
  references: ['POL-06', 'POL-11', 'POL-13', 'POL-52', 'GD-11', 'EVT-K-15', 'EVT-R-07'],
  mistakenFor: ['policy.stale', 'policy.not-assigned', 'proposal.ike-mismatch', 'policy.wrong-connection'],
  explains: [
    'proposal.ike-mismatch',
    'proposal.esp-mismatch',
    'policy.no-ike-config',
    'policy.selector-mismatch',
    'policy.exemption-missing',
    'auth.method-mismatch',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'gpresult /scope computer /v', args: [] },
    },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: null, text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    const { phase } = view.breakPoint;
    if (phase === 'established' || phase === 'rekey') return null;
    const ways = [
      [view.initiator, view.responder],
      [view.responder, view.initiator],
    ] as const;
    for (const look of [refusedGpo, localInstead, twoPolicies])
      for (const [end, other] of ways) {
        const found = look(view, end, other);
        if (found !== null) return found;
      }
    return null;
  },
});
