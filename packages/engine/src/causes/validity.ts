import { dateNs } from '../correlation/dates.ts';
import type { CaseView, Fact } from './api.ts';

/**
 * Whether the certificate was outside its validity at that moment by the clock of the host that checked and by an independent
 * one as well. With the host's own word alone its clock may be wrong (host.clock).
 */
export function outsideByAllClocks(fact: Fact, view: CaseView): boolean {
  const { theirs } = view.timesOf(fact);
  const notBefore = dateNs(String(fact.args['notBefore'] ?? ''));
  const notAfter = dateNs(String(fact.args['notAfter'] ?? ''));
  if (theirs === null) return false;
  return (notAfter !== null && theirs > notAfter) || (notBefore !== null && theirs < notBefore);
}

/** Further off than time zones reach. */
export const beyondZones = 15n * 3_600_000_000_000n;

/**
 * Another host's clock contradicts the one the certificate was checked by, and by that other clock it is valid. Which of the two
 * clocks is wrong no pair of hosts can tell.
 */
export function validByOtherClock(fact: Fact, view: CaseView): boolean {
  const { own, theirs } = view.timesOf(fact);
  const notBefore = dateNs(String(fact.args['notBefore'] ?? ''));
  const notAfter = dateNs(String(fact.args['notAfter'] ?? ''));
  if (theirs === null || own === null || notBefore === null || notAfter === null) return false;
  const offset = theirs - own;
  return (offset > beyondZones || offset < -beyondZones) && theirs >= notBefore && theirs <= notAfter;
}

/** 2005-12-01: no host negotiated IKEv2 before RFC 4306 was published. */
const ikeV2 = 1_133_395_200n * 1_000_000_000n;
/** 1998-11-01: RFC 2409. */
const ikeV1 = 909_878_400n * 1_000_000_000n;

/** The host that checked lives, by its own clock, before its protocol existed: the clock was reset, as of one without a battery. */
export function clockWasReset(fact: Fact, view: CaseView): boolean {
  const { own } = view.timesOf(fact);
  return own !== null && own < (view.version === 2 ? ikeV2 : ikeV1);
}
