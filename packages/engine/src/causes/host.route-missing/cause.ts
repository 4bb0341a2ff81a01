import { addressBytes } from '../../protocol/address.ts';
import { hasRoute } from '../../policy/routes.ts';
import { defineCause, fromFacts, fromSource, type End, type Evidence, type Opinion } from '../api.ts';

/** The host itself has no route to the peer or to the protected network. */
export default defineCause({
  id: 'host.route-missing',
  severity: 'high',
  references: ['T1-07', 'PATH-03', 'PATH-06'],
  mistakenFor: ['path.peer-unreachable', 'path.ike-blocked'],
  explains: ['path.peer-unreachable', 'path.ike-blocked', 'ike.timeout', 'symptom.timeout', 'service.not-listening'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ip route show table all; ip rule', args: [], task: 'routes' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase === 'established' || view.breakPoint.phase === 'rekey') return null;
    const shown: Evidence[] = [];
    for (const end of [view.initiator, view.responder]) {
      const facts = view
        .hostFacts(end.label, 'host.no-route', 'host.send-failed')
        .filter(
          (fact) =>
            fact.code === 'host.no-route' ||
            /network is unreachable|ENETUNREACH/i.test(String(fact.args['errno'] ?? '')),
        );
      const other = end === view.initiator ? view.responder : view.initiator;
      const routes = view.dump(end.label, 'route');
      // The address that is dialled, as this end knows it.
      const dialled = other.role === 'responder' ? view.main?.responderEndpoint : view.main?.initiatorEndpoint;
      const targets =
        dialled == null ? other.host.addresses.filter((address) => meant(end, address)) : [dialled.address];
      const lacking = routes.length > 0 && targets.length > 0 && targets.every((address) => !hasRoute(routes, address));
      // A network that cannot be reached for want of a route is one that the listing has no route to.
      if (facts.length === 0 && !lacking && end.role === 'initiator' && routes.length > 0 && targets.length > 0)
        shown.push(...routes.slice(0, 2).map((route) => fromSource(route.src, 'configuration')));
      if (facts.length === 0 && !lacking) continue;
      // With its interface down a host has no routes over it either: that is not what has to be mended.
      if (facts.length === 0 && view.dump(end.label, 'host-fact').some((fact) => fact.name === 'interface-down'))
        continue;
      // The listing shows a route: what the socket could not reach it from is the local address.
      if (routes.length > 0 && targets.length > 0 && !lacking) continue;
      const listing: Evidence[] = lacking
        ? routes.slice(0, 2).map((route) => fromSource(route.src, 'configuration'))
        : [];
      return {
        // The same words come from a local address that is gone; the routing table, or the daemon's own word for it, tells.
        stand:
          facts.some((fact) => fact.code === 'host.no-route') || (facts.length > 0 && lacking) ? 'proves' : 'indicates',
        for: [...fromFacts(facts.slice(0, 4)), ...listing],
        against: [],
        at: end.label,
        weight: 70,
        args: { host: end.label, peer: other.label },
        details: {
          host: end.label,
          peer: other.label,
          routesListed: routes.length,
          routeFound: routes.length > 0 ? !lacking : null,
        },
      };
    }
    return shown.length > 0 ? { stand: 'excluded', for: [], against: shown } : null;
  },
});

/** Without any attempt: an address that the host's connections call, where there are any, is one that it has to reach. */
function meant({ host }: End, address: string): boolean {
  if (address.startsWith('fe80:')) return false;
  const called = host.connections.flatMap(({ remoteAddresses }) => remoteAddresses);
  const addresses = called.filter((one) => addressBytes(one) !== undefined);
  // A name, a network or anybody may be this one.
  return addresses.length < called.length || called.length === 0 || addresses.includes(address);
}
