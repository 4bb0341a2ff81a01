/** A DER file: one certificate, one revocation list, or something that is only recognised. */
import type { ConfigObservation } from '../../observations/index.ts';
import type { ParseFault, TextReading } from '../reader.ts';
import {
  bundledCertificates,
  certificateState,
  type DerKind,
  derKind,
  maxRevoked,
  revocationState,
} from './observe.ts';

/** Largest DER file read, in bytes. */
export const maxDerFile = 32 * 2 ** 20;

/** What a DER file holds. `reading` is null for kinds that are recognised and not read. Never throws. */
export function readDerFile(
  bytes: Uint8Array,
  artifact: string,
  name: string,
): { readonly kind: DerKind; readonly reading: TextReading | null } {
  const kind = derKind(bytes);
  const place = { artifact, at: [{ bytes: [0, bytes.length] as [number, number] }] };
  const observations: ConfigObservation[] = [];
  const faults: ParseFault[] = [];
  const limits: { what: string; cap: number; seen: number }[] = [];
  if (kind === 'certificate') {
    const state = certificateState(bytes, name, place);
    if (state === undefined) faults.push({ line: null, reason: 'a certificate that does not parse' });
    else observations.push(state);
  } else if (kind === 'crl') {
    const found = revocationState(bytes, place);
    if (found === undefined) faults.push({ line: null, reason: 'a revocation list that does not parse' });
    else {
      observations.push(found.state);
      if (found.entries > maxRevoked)
        limits.push({ what: 'revoked-certificates', cap: maxRevoked, seen: found.entries });
    }
  } else if (kind === 'pkcs7')
    for (const one of bundledCertificates(bytes)) {
      const state = certificateState(one, name, {
        artifact,
        at: [{ bytes: [one.byteOffset - bytes.byteOffset, one.length] }],
      });
      if (state !== undefined) observations.push(state);
    }
  else return { kind, reading: null };
  const reading: TextReading = {
    format: kind === 'crl' ? 'crl' : 'certificate',
    observations,
    faults,
    records: observations.length,
    hostName: null,
    product: null,
    ownAddresses: [],
    timeKind: 'none',
    limits,
  };
  return { kind, reading };
}
