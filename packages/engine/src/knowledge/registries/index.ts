/** Every table of assigned numbers, and a look-up over all of them for `explain`. */
import { modeConfigAttributes } from './configuration-v1.ts';
import { eapCodes, eapMethods } from './eap.ts';
import { exchangeTypesV1, exchangeTypesV2 } from './exchanges.ts';
import { keyExchangeGroups } from './groups.ts';
import * as ikev1 from './ikev1.ts';
import * as ikev2 from './ikev2.ts';
import * as doi from './ipsec-doi.ts';
import * as isakmp from './isakmp.ts';
import * as misc from './misc.ts';
import { notifyV1 } from './notify-v1.ts';
import { notifyV2 } from './notify-v2.ts';
import type { Registry, RegistryEntry } from './registry.ts';
import { type VendorId, vendorIds } from './vendor-ids.ts';

export { exchangeTypesV1, exchangeTypesV2 } from './exchanges.ts';
export { keyExchangeGroups } from './groups.ts';
export { registryTitle } from './titles.ts';
export { notifyV1 } from './notify-v1.ts';
export { notifyV2 } from './notify-v2.ts';
export { type Bilingual, type Registry, type RegistryEntry, registryName } from './registry.ts';
export { type VendorId, vendorIds, vendorName } from './vendor-ids.ts';

/** All registries of numbers, those people ask for most first. */
export const registries: readonly Registry[] = [
  notifyV2,
  notifyV1,
  exchangeTypesV2,
  exchangeTypesV1,
  isakmp.payloadTypesV2,
  isakmp.payloadTypesV1,
  keyExchangeGroups,
  ikev2.transformTypes,
  ikev2.encryptionTransforms,
  ikev2.prfTransforms,
  ikev2.integrityTransforms,
  ikev2.sequenceNumberTransforms,
  ikev2.authMethods,
  ikev2.hashAlgorithms,
  ikev2.trafficSelectorTypes,
  ikev2.configurationTypes,
  ikev2.configurationAttributes,
  isakmp.protocolsV2,
  isakmp.protocolsV1,
  isakmp.identificationTypes,
  isakmp.certificateEncodings,
  ikev1.oakleyAttributes,
  ikev1.oakleyEncryption,
  ikev1.oakleyHash,
  ikev1.oakleyAuthentication,
  ikev1.oakleyGroupTypes,
  ikev1.lifeTypes,
  doi.doiAttributes,
  doi.encapsulationModes,
  doi.authenticationAlgorithms,
  doi.ahTransforms,
  doi.espTransforms,
  doi.ipcompTransforms,
  modeConfigAttributes,
  eapCodes,
  eapMethods,
  misc.authIpMethods,
  misc.authIpNotifyScopes,
  misc.domainsOfInterpretation,
  misc.redirectGatewayTypes,
  misc.ipcompTransformsV2,
  misc.securePasswordMethods,
  misc.ppkIdentityTypes,
  misc.ipProtocols,
];

/** What `explain` shows of an entry: the table it stands in and the entry. */
export type ExplainEntry =
  | { readonly kind: 'number'; readonly registry: Registry; readonly entry: RegistryEntry }
  | { readonly kind: 'vendor'; readonly vendor: VendorId };

/** Spelling for comparison: case, and the sort of separator, do not matter. */
function normal(word: string): string {
  return word.toLowerCase().replace(/[\s_]+/g, '-');
}

/**
 * Entries for a word: a number (decimal, or hex with `0x`) in every table that has it, or a name, an alias, or a vendor ID in
 * hex. Upper and lower case, `_`, `-` and blanks are one. A name without its prefix is found too (`aes-cbc`), after whole
 * matches. Empty when nothing fits.
 */
export function explainRegistry(word: string): ExplainEntry[] {
  const wanted = normal(word.trim().slice(0, 200));
  if (wanted === '') return [];
  const exact: ExplainEntry[] = [];
  const partial: ExplainEntry[] = [];
  const number = /^[0-9]{1,10}$/.test(wanted) || /^0x[0-9a-f]{1,8}$/.test(wanted) ? Number(wanted) : undefined;
  for (const registry of registries) {
    for (const entry of registry.entries) {
      if (number !== undefined ? entry.id === number : nameMatches(entry, wanted))
        exact.push({ kind: 'number', registry, entry });
      else if (number === undefined && normal(entry.name).endsWith(`-${wanted}`))
        partial.push({ kind: 'number', registry, entry });
    }
  }
  for (const vendor of vendorIds) {
    const hexWord = wanted.startsWith('0x') ? wanted.slice(2) : wanted;
    const byHex = vendor.match === 'prefix' ? hexWord.startsWith(vendor.hex) : hexWord === vendor.hex;
    if (byHex || normal(vendor.name) === wanted) exact.push({ kind: 'vendor', vendor });
    else if (number === undefined && wanted.length >= 4 && normal(vendor.name).includes(wanted))
      partial.push({ kind: 'vendor', vendor });
  }
  return exact.length > 0 ? exact : partial;
}

function nameMatches(entry: RegistryEntry, wanted: string): boolean {
  return normal(entry.name) === wanted || (entry.aliases ?? []).some((alias) => normal(alias) === wanted);
}
