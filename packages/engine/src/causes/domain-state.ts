/**
 * What listings of a host say of its domain: controllers that are not found, the secure channel to them, tickets, the clock. They do
 * not tell when they were made, and stand beside a negotiation that failed for want of Kerberos. Inventory DC-02..12, EVT-K-26..30.
 */
import {
  type CaseView,
  type End,
  type Evidence,
  type Fact,
  fromFacts,
  fromSource,
  type HostFact,
  type Opinion,
} from './api.ts';
import { serversOf } from './exempt-servers.ts';

function facts(view: CaseView, host: string, name: string): readonly HostFact[] {
  return view.dump(host, 'host-fact').filter((fact) => fact.name === name);
}

/**
 * Kerberos failed, and the words leave open why. Unacceptable credentials (13801) are such words where the same record says that this end
 * proves itself with Kerberos (EVT-K-29).
 */
function failures(view: CaseView): readonly Fact[] {
  const named = view
    .facts('auth.kerberos-failed')
    .filter((fact) => ['general', 'no-credentials', 'wrong-principal'].includes(String(fact.args['reason'])));
  if (named.length > 0) return named;
  const methods = view.facts('auth.own-method');
  return view
    .facts('auth.refused-generally')
    .filter(({ host }) =>
      methods.some((fact) => fact.host === host && /^kerberos$/i.test(String(fact.args['method'] ?? ''))),
    );
}

function judgeEnds(
  view: CaseView,
  weight: number,
  find: (
    end: End,
  ) => { readonly evidence: readonly Evidence[]; readonly details: Opinion['details']; readonly what: string } | null,
): Opinion | null {
  const { phase } = view.breakPoint;
  const failed = failures(view);
  if ((phase !== 'auth' && phase !== 'first' && phase !== 'keys') || failed.length === 0) return null;
  for (const end of [view.initiator, view.responder]) {
    const found = find(end);
    if (found === null) continue;
    return {
      stand: 'indicates',
      for: [...fromFacts(failed.slice(0, 2)), ...found.evidence],
      against: [],
      weight,
      at: end.label,
      args: { host: end.label, what: found.what },
      details: { host: end.label, what: found.what, ...found.details },
    };
  }
  return null;
}

/** No domain controller is found, or the computer has no ticket at all. A list of a user's tickets says nothing of the computer's. */
export function withoutTickets(view: CaseView): Opinion | null {
  return judgeEnds(view, 85, (end) => {
    const lookups = facts(view, end.label, 'dc-lookup-failed');
    const none = facts(view, end.label, 'kerberos-tickets').filter((fact) => fact.value === '0');
    const logons = facts(view, end.label, 'kerberos-logon');
    const system = none.filter(({ src }) => {
      const own = logons.filter((logon) => logon.src.artifact === src.artifact);
      return own.length === 0 || own.some(({ value }) => value === '0x3e7');
    });
    const told = [...lookups, ...system];
    const [first] = told;
    const silent = first === undefined ? silentControllers(view, end.label) : [];
    if (first === undefined && silent.length === 0) return null;
    return {
      evidence: [...told.slice(0, 3).map((fact) => fromSource(fact.src, 'statement')), ...silent],
      details: {},
      what: first?.name === 'dc-lookup-failed' ? first.value : '',
    };
  });
}

/** Domain controllers of the host of which none answered what it tried: ping, and the ports of Kerberos and LDAP (DC-03, DC-05). */
export function silentControllers(view: CaseView, host: string): readonly Evidence[] {
  const controllers = new Set(
    serversOf(view, host).flatMap(({ kind, address }) => (kind === 'domain-controller' ? [address] : [])),
  );
  const tried = view
    .dump(host, 'probe')
    .filter((probe) => probe.tool === 'ping' || /^(?:tcp|udp)\/(?:88|389)$/.test(probe.service ?? ''))
    .filter((probe) => probe.addresses.some((address) => controllers.has(address)));
  const answered = tried.some((probe) => probe.outcome === 'answered' || probe.outcome === 'partly');
  return answered ? [] : tried.slice(0, 3).map((probe) => fromSource(probe.src, 'statement'));
}

/** Kerberos allows five minutes (RFC 4120 5.2.3 and the default of Windows domains). */
const allowedSkew = 300;

/** How far a host's clock is off by its own measurement, in seconds; null where nothing was measured. */
export function measuredOffset(
  view: CaseView,
  host: string,
): { readonly seconds: number; readonly evidence: Evidence } | null {
  const last = facts(view, host, 'clock-offset').at(-1);
  const seconds = Number.parseFloat(last?.value ?? '');
  return last === undefined || Number.isNaN(seconds) ? null : { seconds, evidence: fromSource(last.src, 'statement') };
}

/** The clock of an end is off by more than Kerberos allows. */
export function skewed(view: CaseView): Opinion | null {
  return judgeEnds(view, 90, (end) => {
    const found = measuredOffset(view, end.label);
    if (found === null || Math.abs(found.seconds) <= allowedSkew) return null;
    return { evidence: [found.evidence], details: { offsetSeconds: Math.round(found.seconds) }, what: '' };
  });
}

/** The secure channel of an end to its domain does not stand. */
export function brokenChannel(view: CaseView): Opinion | null {
  return judgeEnds(view, 85, (end) => {
    const last = facts(view, end.label, 'secure-channel').at(-1);
    if (last === undefined || last.value.startsWith('0')) return null;
    return { evidence: [fromSource(last.src, 'statement')], details: {}, what: last.value };
  });
}
