/**
 * Remarks on what the listings and records of a Windows host show of the host itself: how its driver starts, names it knows by itself, servers
 * that do not answer it, tickets. Inventory NET-02 to NET-09, NAM-01 to NAM-07, DC-03, DC-05, DC-10 to DC-12, TOOL-27, TOOL-28, APP-05.
 */
import type { HostFact, ProbeState } from '../observations/index.ts';
import { type CaseView, type End, type Evidence, fromFact, fromSource } from './api.ts';
import { silentControllers } from './domain-state.ts';
import { exempted, exemptedByStore, serversOf } from './exempt-servers.ts';
import { withoutLease } from './host-state.ts';

const ends = (view: CaseView): readonly End[] => [view.initiator, view.responder];
const listed = (view: CaseView, host: string, name: string): readonly HostFact[] =>
  view.dump(host, 'host-fact').filter((fact) => fact.name === name);
const statement = ({ src }: HostFact | ProbeState): Evidence => fromSource(src, 'statement');

/**
 * The driver lets in little or nothing until the service has loaded its policy (Server 2003: boot mode; after a failure: block mode), on a
 * host that got no address or lost it: DHCP needs an exemption at boot, and so does Remote Desktop (NET-02 to NET-06, NET-09).
 */
export function bootMode(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap(({ label }) => {
    const told = view
      .hostFacts(label, 'driver.mode')
      .filter(({ args }) => args['starting'] === true && args['mode'] !== 'bypass')
      .map((fact) => fromFact(fact));
    const set = listed(view, label, 'ipsec-bootmode')
      .filter(({ value }) => /stateful|block/i.test(value))
      .map((fact) => fromSource(fact.src, 'configuration'));
    const lost = [
      ...(withoutLease(view, label)?.evidence ?? []),
      ...view.hostFacts(label, 'host.address-lost').map((fact) => fromFact(fact)),
    ];
    return told.length + set.length === 0 || lost.length === 0
      ? []
      : [...[...told, ...set].slice(0, 2), ...lost.slice(0, 2)];
  });
}

/** Domain controllers of an end of which none answered what it tried; where Kerberos failed, that is its cause (DC-03, DC-05). */
export function controllersSilent(view: CaseView): readonly Evidence[] {
  if (view.facts('auth.kerberos-failed').length > 0) return [];
  return ends(view).flatMap(({ label }) => silentControllers(view, label));
}

/**
 * Records alone tell of IKE with a server that the end's own listings name as a domain controller or a DNS, DHCP or WINS server, and that no rule
 * leaves alone: its policy is wrong or old (DC-02, DC-04, NET-07, NAM-08). With packets the cause policy.exemption-missing tells it.
 */
export function asksInfrastructure(view: CaseView): readonly Evidence[] {
  const { phase } = view.breakPoint;
  const asked = view.main?.responderEndpoint?.address;
  if ((phase !== 'first' && phase !== 'auth') || view.rows.length > 0 || asked === undefined) return [];
  const end = view.initiator;
  const server = serversOf(view, end.label).find(({ address }) => address === asked);
  if (server === undefined || exempted(view, end.label, server) || exemptedByStore(end, server)) return [];
  return [
    server.told,
    ...view
      .facts('message.gave-up', 'policy.no-ike-config')
      .slice(0, 2)
      .map((fact) => fromFact(fact)),
  ];
}

/** Name servers of an end that nslookup could not reach; a ping to them that went unanswered says it only beside that (NAM-01 to NAM-03). */
export function nameServersSilent(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap(({ label }) => {
    const probes = view.dump(label, 'probe');
    const asked = probes.filter(
      ({ tool, outcome, target }) => tool === 'lookup' && outcome === 'unresolved' && target === null,
    );
    if (asked.length === 0 || probes.some(({ tool, outcome }) => tool === 'lookup' && outcome === 'answered'))
      return [];
    const servers = new Set(listed(view, label, 'dns-server').map(({ value }) => value));
    const pinged = probes.filter(
      ({ tool, outcome, addresses }) =>
        tool === 'ping' && outcome === 'silent' && addresses.some((address) => servers.has(address)),
    );
    return [...asked.slice(0, 1), ...pinged.slice(0, 1)].map(statement);
  });
}

const firstLabel = (name: string): string => name.toLowerCase().split('.')[0] ?? '';

/** A short name that is not found, of a host whose full name is (NAM-04, NAM-05, NAM-07). */
export function shortNames(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap(({ label }) => {
    const probes = view.dump(label, 'probe').filter(({ target }) => target !== null && /[a-z]/i.test(target));
    const short = probes.find(({ target, outcome }) => outcome === 'unresolved' && target?.includes('.') === false);
    const full = probes.find(
      ({ target, addresses }) =>
        short !== undefined &&
        addresses.length > 0 &&
        target?.includes('.') === true &&
        firstLabel(target) === short.target?.toLowerCase(),
    );
    return short === undefined || full === undefined ? [] : [statement(short), statement(full)];
  });
}

/** HOSTS or LMHOSTS of an end has an address for the name of the other one that is none of its addresses (NAM-06, NAM-07). */
export function namesFile(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap((end) => {
    const other = end === view.initiator ? view.responder : view.initiator;
    const addresses = new Set(other.host.addresses);
    if (addresses.size === 0 || !other.host.observed) return [];
    return listed(view, end.label, 'hosts-entry')
      .filter(({ value }) => {
        const [name = '', address = ''] = value.split(' ');
        return firstLabel(name) === firstLabel(other.label) && !addresses.has(address);
      })
      .slice(0, 2)
      .map((fact) => fromSource(fact.src, 'configuration'));
  });
}

/** Hops that a tool listed, or missed, towards an address for which the driver has IKE negotiate ICMP: in a tunnel of their own none are seen (TOOL-27, TOOL-28). */
export function hiddenHops(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap(({ label }) => {
    const probes = view.dump(label, 'probe');
    const held = probes.filter(({ tool, negotiating }) => tool === 'ping' && negotiating > 0);
    const traced = probes.find(
      (probe) =>
        (probe.tool === 'trace' || probe.tool === 'path') &&
        (probe.negotiating > 0 ||
          held.some(({ addresses }) => addresses.some((address) => probe.addresses.includes(address)))),
    );
    return traced === undefined ? [] : [traced, ...held.slice(0, 1)].map(statement);
  });
}

/** Tickets that were thrown away: what failed for an old membership may work now (DC-10 to DC-12). */
export function purgedTickets(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap(({ label }) => listed(view, label, 'kerberos-purged').slice(0, 1).map(statement));
}
