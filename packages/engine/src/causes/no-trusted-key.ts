/** charon's "no trusted … public key found": what these words leave, and what the lines before them tell. */
import type { FactCode } from '../observations/index.ts';
import type { CaseView, Fact } from './api.ts';
import { argText } from './by-statement.ts';

/**
 * charon finds no trusted key before it verifies a signature with one, and checks revocation and method only with a key in hand:
 * its words leave the certificate, its chain, its time and its name.
 */
export const keyWords = [
  'auth.identity-mismatch',
  'auth.certificate-untrusted',
  'auth.certificate-expired',
  'auth.certificate-missing',
  'auth.certificate-revoked',
  'auth.certificate-unsuitable',
  'auth.certificate-not-yet-valid',
  'auth.certificate-chain-incomplete',
  'host.clock',
] as const;

/** The words of charon, which name the type of the key. */
export function byCharon(fact: Fact): boolean {
  return argText(fact, 'type') !== '';
}

/**
 * charon names each certificate that carries the identity before it checks anything of it, in the same group of the log as the
 * connection it chose: that one stands there and the other does not tells that none carries it, in a log from which nothing is missing.
 */
export function noneFound(fact: Fact, view: CaseView): boolean {
  const own = (code: FactCode): boolean => view.facts(code).some((item) => item.host === fact.host);
  return (
    byCharon(fact) &&
    !view.hasHoles(fact.src.artifact) &&
    own('ike.connection-selected') &&
    !own('auth.certificate-found')
  );
}
