/** Remarks on what listings of Windows hosts show: names, counters, and ping read with IPsec in mind (inventory POL-13, LOSS-04, LOSS-05, TOOL-27 to TOOL-32). */
import { type CaseView, type End, type Evidence, fromSource } from './api.ts';

const ends = (view: CaseView): readonly End[] => [view.initiator, view.responder];

const plain = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');

/**
 * The name under which the policy of the domain is assigned, and another one that the very policy has now: the service does not renew
 * the stored name when the policy is renamed (POL-13). Snap-in and tools show the stored one.
 */
export function staleName(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap(({ label }) => {
    const objects = view.dump(label, 'policy-object');
    return view.dump(label, 'policy-assignment').flatMap((assignment) => {
      if (assignment.store !== 'domain' || assignment.title === null) return [];
      const policy = objects.find(
        ({ object, title, store }) => object === assignment.object && title !== null && store !== 'local',
      );
      return policy?.title == null || plain(policy.title) === plain(assignment.title)
        ? []
        : [fromSource(assignment.src, 'configuration'), fromSource(policy.src, 'configuration')];
    });
  });
}

/** Counters of the IPsec driver that are not zero: what it dropped since it was loaded (LOSS-04). */
const dropCounters: ReadonlySet<string> = new Set([
  'ipsec-packets-not-authenticated',
  'ipsec-packets-not-decrypted',
  'ipsec-packets-replayed',
  'ipsec-bad-spi-packets',
]);

/** Drops that the driver of either end counted. */
export function driverCounters(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap(({ label }) =>
    view
      .dump(label, 'host-fact')
      .filter(({ name, value }) => dropCounters.has(name) && /^[0-9]{1,20}$/.test(value) && !/^0+$/.test(value))
      .map((fact) => fromSource(fact.src, 'statement')),
  );
}

/** Windows 2000, whose ping does not wait for the negotiation (TOOL-30). */
function is2000(view: CaseView, host: string): boolean {
  return view
    .dump(host, 'host-fact')
    .some(
      ({ name, value }) =>
        (name === 'os-version' && value.startsWith('5.0')) || (name === 'os' && /\bWindows 2000\b/.test(value)),
    );
}

/** A ping of Windows 2000 that ended while IKE negotiated: that no answer came says nothing of the way (TOOL-30). */
export function earlyPings(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap(({ label }) =>
    is2000(view, label)
      ? view
          .dump(label, 'probe')
          .filter((probe) => probe.tool === 'ping' && probe.negotiating > 0 && (probe.answered ?? 0) === 0)
          .map((probe) => fromSource(probe.src, 'statement'))
      : [],
  );
}

/** A ping to the other end that nobody answered, and for which no negotiation was begun (TOOL-31). */
export function plainPings(view: CaseView): readonly Evidence[] {
  return ends(view).flatMap((end) => {
    const other = end === view.initiator ? view.responder : view.initiator;
    const theirs = new Set([other.label, ...other.host.addresses]);
    return view
      .dump(end.label, 'probe')
      .filter(
        (probe) =>
          probe.tool === 'ping' &&
          probe.outcome === 'silent' &&
          probe.negotiating === 0 &&
          probe.addresses.some((address) => theirs.has(address)),
      )
      .map((probe) => fromSource(probe.src, 'statement'));
  });
}
