/** Chains of certificates by name and key identifier, and lists of revoked ones (RFC 5280 section 6). No signature is verified. */
import type { CertificateState, RevocationListState } from '../observations/configuration.ts';
import { sameName } from './certificate-names.ts';

/** Whether `issuer` may have issued `one`: its name, and its key where both tell which (RFC 5280 sections 4.1.2.4 and 4.2.1.1). */
export function isIssuerOf(issuer: CertificateState, one: CertificateState): boolean {
  if (!sameName(issuer.subject, one.issuer)) return false;
  return one.authorityKeyId === null || issuer.subjectKeyId === null || one.authorityKeyId === issuer.subjectKeyId;
}

/** A certificate that names itself as its issuer. */
export function isRoot(one: CertificateState): boolean {
  return sameName(one.subject, one.issuer) && isIssuerOf(one, one);
}

/** The same certificate: one of several places it was read at. */
export function sameCertificate(a: CertificateState, b: CertificateState): boolean {
  return a.serial === b.serial && a.serial !== '' && sameName(a.issuer, b.issuer) && sameName(a.subject, b.subject);
}

export interface Chain {
  /** From the end certificate upwards, the root last where it is found. */
  readonly certificates: readonly CertificateState[];
  /** It ends in a root that the checker has. */
  readonly anchored: boolean;
}

const maxLength = 12;

/**
 * The chain from a certificate to a root among those of the checker, by way of what the checker has and what is `sent`. Both daemons want a
 * root: charon goes on from an intermediate authority that it was given (credential_manager.c, "accept only self-signed CAs as trust
 * anchor"), and NSS has its trust at the roots.
 */
export function chainOf(
  one: CertificateState,
  trusted: readonly CertificateState[],
  sent: readonly CertificateState[],
): Chain {
  const certificates = [one];
  let top = one;
  while (certificates.length < maxLength) {
    if (isRoot(top)) return { certificates, anchored: trusted.some((other) => sameCertificate(other, top)) };
    const below = top;
    const issuer = [...trusted, ...sent]
      .filter((other) => isIssuerOf(other, below) && !certificates.includes(other))
      // Of an authority that was renewed the daemons take the certificate that is valid.
      .reduce<CertificateState | undefined>(
        (best, other) => (best === undefined || isLater(other, best) ? other : best),
        undefined,
      );
    if (issuer === undefined) break;
    certificates.push(issuer);
    top = issuer;
  }
  return { certificates, anchored: false };
}

function isLater(one: CertificateState, other: CertificateState): boolean {
  return (one.notAfter ?? 0n) > (other.notAfter ?? 0n);
}

/** A whole list of what the issuer of a certificate has revoked; null: none is at hand. */
export function listFor(one: CertificateState, lists: readonly RevocationListState[]): RevocationListState | null {
  const fitting = lists.filter(
    (list) =>
      sameName(list.issuer, one.issuer) &&
      (list.authorityKeyId === null || one.authorityKeyId === null || list.authorityKeyId === one.authorityKeyId),
  );
  return fitting.find(({ partial }) => !partial) ?? null;
}

/** Whether a list names a certificate as revoked. */
export function isRevoked(one: CertificateState, lists: readonly RevocationListState[]): boolean {
  return lists.some(
    (list) =>
      sameName(list.issuer, one.issuer) &&
      (list.authorityKeyId === null || one.authorityKeyId === null || list.authorityKeyId === one.authorityKeyId) &&
      list.revoked.some(({ serial, reason }) => serial === one.serial && reason !== 'removeFromCRL'),
  );
}
