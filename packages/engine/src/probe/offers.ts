/** Proposals in words as substructures of an SA payload (RFC 7296 section 3.3; RFC 2409 appendix A). */
import { oakleyEncryption, oakleyHash } from '../knowledge/registries/ikev1.ts';
import { encryptionTransforms, integrityTransforms, prfTransforms } from '../knowledge/registries/ikev2.ts';
import { keyExchangeGroups } from '../knowledge/registries/groups.ts';
import type { Registry } from '../knowledge/registries/registry.ts';
import type { Proposal } from '../observations/configuration.ts';
import { isAead } from '../policy/algorithms.ts';
import { parseProposals } from '../policy/proposals.ts';
import type { BuildAttribute, BuildProposal, BuildTransform } from '../protocol/ike/build.ts';

/** Most proposals, and most transforms of IKEv1, that are sent: more would need fragments. */
export const offerLimits = { proposals: 16, transformsV1: 32 } as const;

/**
 * What a peer that follows RFC 8247 and RFC 9395 takes, and what most of them still take: AES with SHA-1 as integrity, no group below
 * 2048 bits. The first group is the one whose public value is sent at once.
 */
export const sensibleV2 =
  'aes256-aes128-sha256-sha384-sha512-sha1-modp2048-curve25519-ecp256-ecp384-modp3072-modp4096,' +
  'aes256gcm16-aes128gcm16-chacha20poly1305-prfsha256-prfsha384-prfsha512-modp2048-curve25519-ecp256-ecp384-modp3072-modp4096';

/** What the old version is used for: also what Windows 2000 to Server 2003 can (inventory GD-04). */
export const sensibleV1 = 'aes256-aes128-sha256-sha1-modp2048-modp1024,3des-sha1-modp1024';

/** What stops an offer from being sent, as it was written. */
export class OfferError extends Error {}

/** Number of a group by its name; undefined when it is none. */
export function groupNumber(name: string): number | undefined {
  return keyExchangeGroups.entries.find((entry) => entry.name === name)?.id;
}

/** Name of a group by its number. */
export function groupName(id: number): string {
  return keyExchangeGroups.byId.get(id)?.name ?? `group ${id}`;
}

/**
 * Proposals of a list in strongSwan's spelling (`aes256-sha256-modp2048`, several with commas). Throws OfferError for a word that names no
 * algorithm, for what lacks an encryption algorithm or a group, and for more than 16.
 */
export function readOffers(text: string): readonly Proposal[] {
  const proposals = parseProposals(text, 'strongswan', 'IKE');
  if (proposals.length === 0) throw new OfferError(text);
  if (proposals.length > offerLimits.proposals) throw new OfferError(`${proposals.length} > ${offerLimits.proposals}`);
  for (const one of proposals) {
    const unknown = one.unknown?.[0];
    if (unknown !== undefined) throw new OfferError(unknown);
    if (one.encryption.length === 0 || one.groups.length === 0) throw new OfferError(one.text);
  }
  return proposals;
}

/** Name and key length of an algorithm: `ENCR_AES_CBC_256` is transform `ENCR_AES_CBC` with 256 bits. */
function transform(registry: Registry, type: number, name: string): BuildTransform {
  const exact = registry.entries.find((entry) => entry.name === name);
  if (exact !== undefined) return { first: type, id: exact.id };
  const cut = /^(.{1,60})_([0-9]{2,3})$/.exec(name);
  const base = registry.entries.find((entry) => entry.name === cut?.[1]);
  if (cut === null || base === undefined) throw new OfferError(name);
  return { first: type, id: base.id, attributes: [[14, Number(cut[2])]] };
}

/** Proposals of an IKEv2 SA payload. A proposal with and without combined ciphers becomes two (RFC 7296 section 3.3). */
export function wireV2(proposals: readonly Proposal[]): readonly BuildProposal[] {
  const made: BuildProposal[] = [];
  for (const one of proposals) {
    const parts = [one.encryption.filter((name) => !isAead(name)), one.encryption.filter((name) => isAead(name))];
    parts.forEach((encryption, aead) => {
      if (encryption.length === 0) return;
      if (aead === 0 && one.integrity.length === 0) throw new OfferError(one.text);
      if (one.prf.length === 0) throw new OfferError(one.text);
      made.push({
        protocol: 1,
        transforms: [
          ...encryption.map((name) => transform(encryptionTransforms, 1, name)),
          ...(aead === 1 ? [] : one.integrity.map((name) => transform(integrityTransforms, 3, name))),
          ...one.prf.map((name) => transform(prfTransforms, 2, name)),
          ...one.groups.map((name) => ({ first: 4, id: groupNumber(name) ?? fail(name) })),
        ],
      });
    });
  }
  return made;
}

function fail(name: string): never {
  throw new OfferError(name);
}

const ciphersV1: readonly (readonly [word: RegExp, name: string])[] = [
  [/^ENCR_AES_CBC_([0-9]{3})$/, 'AES-CBC'],
  [/^ENCR_CAMELLIA_CBC_([0-9]{3})$/, 'CAMELLIA-CBC'],
  [/^ENCR_BLOWFISH_([0-9]{2,3})$/, 'Blowfish-CBC'],
  [/^ENCR_3DES$/, '3DES-CBC'],
  [/^ENCR_DES$/, 'DES-CBC'],
];

const hashesV1: Readonly<Record<string, string>> = {
  AUTH_HMAC_MD5_96: 'MD5',
  AUTH_HMAC_SHA1_96: 'SHA1',
  AUTH_HMAC_SHA2_256_128: 'SHA2-256',
  AUTH_HMAC_SHA2_384_192: 'SHA2-384',
  AUTH_HMAC_SHA2_512_256: 'SHA2-512',
};

const idIn = (registry: Registry, name: string): number =>
  registry.entries.find((entry) => entry.name === name)?.id ?? fail(name);

/** Authentication methods of IKEv1 that can be offered, by number (RFC 2409 appendix A). */
export const methodsV1 = { psk: 1, rsa: 3 } as const;

/**
 * The transforms of an IKEv1 phase 1 proposal: each combination is an offer of its own. `groups` keeps only those groups, as aggressive mode
 * needs, whose public value is fixed by the first message. Lifetime in seconds. Throws OfferError for what IKEv1 does not have.
 */
export function wireV1(
  proposals: readonly Proposal[],
  methods: readonly (keyof typeof methodsV1)[],
  options: { readonly lifeSeconds: number; readonly group?: number },
): BuildProposal {
  const transforms: BuildTransform[] = [];
  for (const one of proposals)
    for (const cipher of one.encryption)
      for (const hash of one.integrity)
        for (const group of one.groups.map((name) => groupNumber(name) ?? fail(name)))
          for (const method of methods) {
            if (options.group !== undefined && group !== options.group) continue;
            const row = ciphersV1.find(([word]) => word.test(cipher)) ?? fail(cipher);
            const bits = row[0].exec(cipher)?.[1];
            const attributes: BuildAttribute[] = [
              [1, idIn(oakleyEncryption, row[1])],
              ...(bits === undefined ? [] : [[14, Number(bits)] as const]),
              [2, idIn(oakleyHash, hashesV1[hash] ?? fail(hash))],
              [3, methodsV1[method]],
              [4, group],
              [11, 1],
              // Four octets, as every implementation writes it.
              [12, Uint8Array.of(...[24, 16, 8, 0].map((shift) => (options.lifeSeconds >>> shift) & 255))],
            ];
            transforms.push({ first: transforms.length + 1, id: 1, attributes });
          }
  if (transforms.length === 0) throw new OfferError(proposals.map(({ text }) => text).join(','));
  if (transforms.length > offerLimits.transformsV1)
    throw new OfferError(`${transforms.length} > ${offerLimits.transformsV1}`);
  return { protocol: 1, transforms };
}
