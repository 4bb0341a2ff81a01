import { type CaseView, defineCause, type End, type Evidence, fromFacts, fromSource, type Opinion } from '../api.ts';
import { serversOf } from '../exempt-servers.ts';
import { probesOf, protectedBetween, softBetween } from '../probes-of-peer.ts';

interface Found {
  readonly what: string;
  readonly evidence: readonly Evidence[];
  readonly weight: number;
}

/** A service of the peer did not answer a tool of this end at first, and did later: it did not wait for IKE or for the fallback (APP-03). */
function firstTryLost(view: CaseView, end: End, other: End): Found | null {
  const tried = probesOf(view, end, other).filter(({ tool }) => tool === 'share' || tool === 'port');
  for (const lost of tried) {
    if (lost.outcome !== 'silent') continue;
    const later = tried.find(
      ({ tool, service, outcome }) => tool === lost.tool && service === lost.service && outcome === 'answered',
    );
    if (later === undefined) continue;
    // A ping that was held back shows the delay itself (TOOL-29).
    const held = probesOf(view, end, other).filter(
      ({ negotiating, answered }) => negotiating > 0 && (answered ?? 0) > 0,
    );
    return {
      what: lost.service ?? lost.tool,
      evidence: [lost, later, ...held.slice(0, 1)].map((probe) => fromSource(probe.src, 'statement')),
      weight: held.length > 0 ? 75 : 65,
    };
  }
  return null;
}

/** The locator of domain controllers or the time service of this end gave up, and the peer is the server it asks (APP-08). */
function impatientService(view: CaseView, end: End, other: End): Found | null {
  const asked = other.role === 'responder' ? view.main?.responderEndpoint : view.main?.initiatorEndpoint;
  const own = new Set([...other.host.addresses, ...(asked === null || asked === undefined ? [] : [asked.address])]);
  const server = serversOf(view, end.label).find(
    ({ kind, address }) => kind === 'domain-controller' && own.has(address),
  );
  if (server === undefined) return null;
  const told = fromFacts(
    view.hostFacts(end.label, 'host.no-domain-controller', 'host.clock-unsynchronised').slice(0, 2),
  );
  const listed = view
    .dump(end.label, 'host-fact')
    .filter(({ name }) => name === 'dc-lookup-failed' || name === 'clock-unsynchronised')
    .slice(0, 2)
    .map((fact) => fromSource(fact.src, 'statement'));
  if (told.length + listed.length === 0) return null;
  return { what: 'domain services', evidence: [...told, ...listed, server.told], weight: 60 };
}

/** The application gives up before IKE is done (one to two seconds with Kerberos) or before the fallback to clear (three seconds). */
export default defineCause({
  id: 'app.first-packet-delay',
  severity: 'low',
  references: ['APP-03', 'APP-04', 'APP-07', 'APP-08', 'TOOL-29', 'T2-12'],
  mistakenFor: ['app.not-ipsec', 'path.ike-blocked', 'name.resolution-failed', 'auth.kerberos-unavailable'],
  explains: ['symptom.intermittent', 'symptom.slow'],
  degrades: true,
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'check', privilege: 'user', risk: 'reads' },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase } = view.breakPoint;
    const soft = softBetween(view);
    if (soft.length === 0 && phase !== 'established' && phase !== 'rekey' && phase !== 'config') return null;
    for (const [end, other] of [
      [view.initiator, view.responder],
      [view.responder, view.initiator],
    ] as const) {
      const stands = soft.length > 0 ? soft : protectedBetween(view, end, other);
      if (stands.length === 0) continue;
      const found = firstTryLost(view, end, other) ?? impatientService(view, end, other);
      if (found === null) continue;
      return {
        stand: 'indicates',
        for: [...found.evidence, ...stands],
        against: [],
        weight: found.weight,
        at: end.label,
        args: { host: end.label, peer: other.label, what: found.what },
        details: {
          host: end.label,
          peer: other.label,
          application: found.what,
          waitedFor: soft.length > 0 ? 'fallback' : 'negotiation',
        },
        needs: [{ host: end.label, what: 'capture' }],
      };
    }
    return null;
  },
});
