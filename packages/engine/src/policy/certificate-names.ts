/** The names a certificate holds, and whether an identity is among them. */
import type { CertificateState, ConnectionConfig } from '../observations/configuration.ts';
import type { HostConfiguration } from './differences.ts';
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

/**
 * Whether the certificate that a connection names holds an identity, as far as the host's files hold the certificate; null: they do not
 * tell. A key id is in no certificate by name, and a certificate of which not all names were read says nothing.
 */
export function namedCertificateCarries(config: ConnectionConfig, host: HostConfiguration, id: string): boolean | null {
  const files = (config.local[0]?.certificates ?? []).map((path) => path.slice(path.lastIndexOf('/') + 1));
  const named = (host.certificates ?? []).filter(
    ({ ca, file }) => ca !== true && file !== null && files.includes(file.slice(file.lastIndexOf('/') + 1)),
  );
  const { type } = parseIdentity(id);
  if (named.length === 0 || type === 'any' || type === 'key-id' || type === 'other') return null;
  if (named.some(({ altNames }) => altNames === null)) return null;
  return named.some((one) => carries(one, id));
}
