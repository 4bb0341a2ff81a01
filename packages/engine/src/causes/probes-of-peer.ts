/**
 * What tools that were run on one end tell of the other one, next to the SAs between the two: whether an application's trouble can be
 * that of IPsec at all. Inventory APP-02..08, T2-22, T2-24.
 */
import type { ProbeState } from '../observations/index.ts';
import { type CaseView, type End, type Evidence, fromFact, fromSource } from './api.ts';

/** Addresses of the other end, as far as anything tells. */
function addressesOf(view: CaseView, end: End, other: End): ReadonlySet<string> {
  const asked = other.role === 'responder' ? view.main?.responderEndpoint : view.main?.initiatorEndpoint;
  const listed = [...view.dump(end.label, 'child-sa'), ...view.dump(end.label, 'ike-sa')].map(({ remote }) => remote);
  const all = [...other.host.addresses, asked?.address, ...(other.host.observed ? [] : listed)];
  return new Set(all.filter((address) => address !== undefined && address !== null));
}

/** Tools that were run on this end with the other one as their target. */
export function probesOf(view: CaseView, end: End, other: End): readonly ProbeState[] {
  const addresses = addressesOf(view, end, other);
  return view.dump(end.label, 'probe').filter((probe) => probe.addresses.some((address) => addresses.has(address)));
}

/** A listing that has None in the place of every algorithm: a soft SA (EVT-K-12). */
function namesNone(transform: string | null): boolean {
  const words = (transform ?? '').split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.length > 0 && words.every((word) => /^none$/i.test(word));
}

/** What shows that a quick mode that protects stands between the two: a record, a listing of either end, packets both ways. */
export function protectedBetween(view: CaseView, end: End, other: End): readonly Evidence[] {
  const told = view
    .facts('child.established', 'child.rekeyed')
    .slice(-2)
    .map((fact) => fromFact(fact));
  const addresses = addressesOf(view, end, other);
  const listed = view
    .dump(end.label, 'child-sa')
    .filter((sa) => sa.installed && sa.remote !== null && addresses.has(sa.remote) && !namesNone(sa.transform))
    .slice(0, 2)
    .map((sa) => fromSource(sa.src, 'statement'));
  return told.length > 0 ? told : listed;
}

/** Records of either end that a quick mode that protects nothing was made for the other one: it fell back to clear (EVT-K-12). */
export function softBetween(view: CaseView): readonly Evidence[] {
  return view
    .facts('child.soft')
    .slice(0, 2)
    .map((fact) => fromFact(fact));
}
