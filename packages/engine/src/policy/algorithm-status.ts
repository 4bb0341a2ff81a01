/** What the standards still think of algorithms: RFC 8221 (ESP and AH), RFC 8247 and RFC 9395 (IKE). */
import type { Proposal } from '../observations/configuration.ts';

/** `broken`: must not be used. `deprecated`: should not. `fading`: still required, expected to be removed. */
export type AlgorithmStatus = 'broken' | 'deprecated' | 'fading';

/** Names that are not here are not objected to. */
const statuses: Readonly<Record<string, { readonly status: AlgorithmStatus; readonly source: string }>> = {
  ENCR_DES: { status: 'broken', source: 'RFC 8221 section 5' },
  ENCR_IDEA: { status: 'broken', source: 'RFC 9395 section 3' },
  ENCR_CAST: { status: 'broken', source: 'RFC 9395 section 3' },
  ENCR_BLOWFISH: { status: 'broken', source: 'RFC 8221 section 5' },
  ENCR_3DES: { status: 'deprecated', source: 'RFC 8221 section 5' },
  AUTH_HMAC_MD5_96: { status: 'broken', source: 'RFC 8221 section 6' },
  AUTH_HMAC_MD5_128: { status: 'broken', source: 'RFC 8221 section 6' },
  AUTH_HMAC_SHA1_96: { status: 'fading', source: 'RFC 8221 section 6' },
  AUTH_HMAC_SHA1_160: { status: 'fading', source: 'RFC 8221 section 6' },
  // Truncated as a draft had it, and as no standard does.
  AUTH_HMAC_SHA2_256_96: { status: 'deprecated', source: 'RFC 4868 section 2.3' },
  PRF_HMAC_MD5: { status: 'broken', source: 'RFC 8247 section 2.2' },
  PRF_HMAC_SHA1: { status: 'fading', source: 'RFC 8247 section 2.2' },
  modp768: { status: 'broken', source: 'RFC 8247 section 2.4' },
  modp1024s160: { status: 'broken', source: 'RFC 8247 section 2.4' },
  modp1024: { status: 'deprecated', source: 'RFC 8247 section 2.4' },
  modp1536: { status: 'deprecated', source: 'RFC 8247 section 2.4' },
  modp2048s224: { status: 'deprecated', source: 'RFC 8247 section 2.4' },
  modp2048s256: { status: 'deprecated', source: 'RFC 8247 section 2.4' },
};

/** Algorithms of a proposal that are objected to, each with how much and by which document. The key length of a cipher plays no part. */
export function objections(
  proposal: Proposal,
): readonly { readonly name: string; readonly status: AlgorithmStatus; readonly source: string }[] {
  const names = [...proposal.encryption, ...proposal.integrity, ...proposal.prf, ...proposal.groups];
  return names.flatMap((name) => {
    const found = statuses[name] ?? statuses[name.replace(/_(?:40|56|64|128|160|192|224|256|448)$/, '')];
    return found === undefined ? [] : [{ name, ...found }];
  });
}
