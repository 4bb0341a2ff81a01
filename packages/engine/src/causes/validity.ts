import { dateNs } from '../correlation/dates.ts';
import type { CaseView, Fact } from './api.ts';

/**
 * Whether the certificate was outside its validity at that moment by the clock of the host that checked and by an independent
 * one as well. With the host's own word alone its clock may be wrong (host.clock).
 */
export function outsideByAllClocks(fact: Fact, view: CaseView): boolean {
  const { common, corroborated } = view.timesOf(fact);
  const notBefore = dateNs(String(fact.args['notBefore'] ?? ''));
  const notAfter = dateNs(String(fact.args['notAfter'] ?? ''));
  if (!corroborated || common === null) return false;
  return (notAfter !== null && common > notAfter) || (notBefore !== null && common < notBefore);
}
