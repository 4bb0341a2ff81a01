/** The names a certificate holds, and whether an identity is among them. */
import type { CertificateState, ConnectionConfig } from '../observations/configuration.ts';
import { dialectOf, type HostConfiguration } from './differences.ts';
import { compareIdentities, parseIdentity } from './identities.ts';

/** Whether two names are the same, however they are ordered and escaped. */
export function sameName(a: string, b: string): boolean {
  const normal = (text: string): string =>
    text
      .replaceAll(/["\\]/g, '')
      .toLowerCase()
      .split(/\s*[,/]\s*/)
      .filter((part) => part !== '')
      .sort()
      .join(',');
  return a !== '' && normal(a) === normal(b);
}

/** Whether a certificate carries an identity, as its subject or one of its alternative names (RFC 4945 3.1). */
export function carries(certificate: CertificateState, id: string): boolean {
  if (sameName(certificate.subject, id)) return true;
  const wanted = parseIdentity(id).value;
  return (certificate.altNames ?? []).some(
    ({ value }) =>
      value.toLowerCase() === id.replace(/^@/, '').toLowerCase() ||
      parseIdentity(value).value === wanted ||
      compareIdentities(value, id).result === 'same',
  );
}

/** Whether a connection names the certificate of a file: by the file's name, or by the nickname that NSS keeps it under. */
function isNamed(name: string, file: string): boolean {
  const bare = (text: string): string => text.slice(text.lastIndexOf('/') + 1);
  const plain = (text: string): string => bare(text).replace(/\.(?:pem|der|crt|cer)$/i, '');
  return bare(name) === bare(file) || name === plain(file);
}

/**
 * The certificates of a host by one of which it proves itself with a connection: those that the connection names, else charon's choice: those
 * that carry the identity, with a private key where that is known. Each once.
 */
export function ownCertificates(config: ConnectionConfig, host: HostConfiguration): readonly CertificateState[] {
  const round = config.local[0];
  if (round === undefined) return [];
  const ends = (host.certificates ?? []).filter(
    ({ ca, from, ownKey }) => ca !== true && (from === 'file' || ownKey === true),
  );
  const found =
    round.certificates.length > 0
      ? ends.filter(({ file }) => file !== null && round.certificates.some((name) => isNamed(name, file)))
      : dialectOf(config) === 'libreswan'
        ? []
        : ends.filter((one) => round.id === null || carries(one, round.id));
  const usable = found.filter(
    ({ ownKey, publicKeyId }) =>
      ownKey === true ||
      host.privateKeys === undefined ||
      publicKeyId === undefined ||
      host.privateKeys.includes(publicKeyId),
  );
  const list = round.certificates.length === 0 && usable.length > 0 ? usable : found;
  // A file tells more than a listing of a daemon.
  return list
    .filter((one) => one.from === 'file' || !list.some((other) => other.from === 'file' && sameOne(one, other)))
    .filter((one, at, all) => all.findIndex((other) => sameOne(one, other)) === at);
}

function sameOne(a: CertificateState, b: CertificateState): boolean {
  return a.serial === b.serial && sameName(a.issuer, b.issuer);
}

/**
 * Whether the certificate by which an end proves itself holds an identity, as far as the host's files hold it; null: they do not
 * tell. A key id is in no certificate by name, and a certificate of which not all names were read says nothing.
 */
export function namedCertificateCarries(config: ConnectionConfig, host: HostConfiguration, id: string): boolean | null {
  const named = ownCertificates(config, host);
  const { type } = parseIdentity(id);
  if (named.length === 0 || type === 'any' || type === 'key-id' || type === 'other') return null;
  if (named.some(({ altNames }) => altNames === null)) return null;
  return named.some((one) => carries(one, id));
}
