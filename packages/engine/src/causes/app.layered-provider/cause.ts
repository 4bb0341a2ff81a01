import { type CaseView, defineCause, type Evidence, fromFacts, fromSource, type Opinion } from '../api.ts';
import { answered, failedService, stoppedService } from '../host-state.ts';

/** A layered service provider of other software stands between IKE and its sockets, and IKE does not get its ports. */
export default defineCause({
  id: 'app.layered-provider',
  severity: 'high',
  references: ['APP-11', 'EVT-S-01', 'EVT-S-16', 'POL-20'],
  mistakenFor: ['service.start-failed', 'service.port-conflict'],
  explains: ['service.start-failed', 'service.not-listening', 'service.port-conflict', 'ike.timeout'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'netsh winsock show catalog', args: [], task: 'winsock-catalog' },
    },
    { tier: 3, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase } = view.breakPoint;
    if (phase !== 'config' && phase !== 'first') return null;
    for (const end of [view.responder, view.initiator]) {
      const providers = view.dump(end.label, 'host-fact').filter((fact) => fact.name === 'layered-provider');
      const [first] = providers;
      if (first === undefined || answered(view, end)) continue;
      const failed = trouble(view, end.label);
      // Providers of well-behaved software are on many computers: alone they are no fault.
      if (failed.length === 0) continue;
      return {
        stand: 'indicates',
        for: [...failed.slice(0, 2), ...providers.slice(0, 3).map((fact) => fromSource(fact.src, 'statement'))],
        against: [],
        weight: 65,
        // Whether the provider is the reason only its removal tells.
        leaves: ['service.start-failed', 'service.port-conflict', 'service.not-listening'],
        at: end.label,
        args: { host: end.label, name: first.value },
        details: { host: end.label, provider: first.value },
        needs: [{ host: end.label, what: 'log' }],
      };
    }
    return null;
  },
});

/** What shows that IKE did not come up there. */
function trouble(view: CaseView, host: string): readonly Evidence[] {
  const sockets = view.dump(host, 'host-fact').filter((fact) => fact.name.startsWith('listening-udp-'));
  const closed = sockets.some((fact) => /-(?:500|4500)$/.test(fact.name))
    ? []
    : sockets.filter((fact) => fact.name === 'listening-udp-listed').map((fact) => fromSource(fact.src, 'statement'));
  const service = failedService(view, host) ?? stoppedService(view, host);
  return [
    ...fromFacts(view.hostFacts(host, 'daemon.start-failed', 'daemon.bind-failed')),
    ...(service?.evidence ?? []),
    ...closed,
  ];
}
