/** Algorithms an IKE SA ended up with, from the SA payload of the responder's answer. */
import { firstPayload, type IkeMessage, type IkePayload } from '../ike/message.ts';

/** Names of the IKEv2 registries; null where the answer does not tell. */
export interface Negotiated {
  readonly encryption: string | null;
  readonly integrity: string | null;
  readonly prf: string | null;
}

/** IKEv2: the one proposal of the IKE_SA_INIT response (RFC 7296 section 2.7). */
export function negotiatedV2(answer: IkeMessage): Negotiated {
  const transforms = firstPayload(answer.payloads, 'sa')?.proposals[0]?.transforms ?? [];
  const pick = (type: number): (typeof transforms)[number] | undefined =>
    transforms.find((one) => one.type?.id === type);
  const cipher = pick(1);
  const integrity = pick(3)?.transform.name ?? null;
  return {
    encryption:
      cipher === undefined
        ? null
        : `${cipher.transform.name}${cipher.keyLength === null ? '' : `_${cipher.keyLength}`}`,
    integrity: integrity === 'NONE' ? null : integrity,
    prf: pick(2)?.transform.name ?? null,
  };
}

const ciphersV1: Readonly<Record<string, string>> = {
  'DES-CBC': 'ENCR_DES',
  '3DES-CBC': 'ENCR_3DES',
  'AES-CBC': 'ENCR_AES_CBC',
  'CAMELLIA-CBC': 'ENCR_CAMELLIA_CBC',
};

/** IKEv1: cipher and hash of the transform the responder chose (RFC 2409 appendix A). */
export function negotiatedV1(
  payloads: readonly IkePayload[],
): { readonly encryption: string; readonly hash: string } | null {
  const suite = firstPayload(payloads, 'sa')?.proposals[0]?.transforms[0]?.suite;
  const cipher = ciphersV1[suite?.encryption?.name ?? ''];
  if (suite?.hash == null || cipher === undefined) return null;
  const keyed = cipher.endsWith('_CBC');
  return { encryption: keyed ? `${cipher}_${suite.keyLength ?? 128}` : cipher, hash: suite.hash.name };
}
