/** SA payloads: proposals, transforms and their attributes (RFC 2408 section 3.4-3.6, RFC 7296 section 3.3). */
import { keyExchangeGroups } from '../../knowledge/registries/groups.ts';
import {
  lifeTypes,
  oakleyAttributes,
  oakleyAuthentication,
  oakleyEncryption,
  oakleyGroupTypes,
  oakleyHash,
} from '../../knowledge/registries/ikev1.ts';
import {
  encryptionTransforms,
  integrityTransforms,
  prfTransforms,
  sequenceNumberTransforms,
  transformTypes,
} from '../../knowledge/registries/ikev2.ts';
import {
  ahTransforms,
  authenticationAlgorithms,
  doiAttributes,
  encapsulationModes,
  espTransforms,
  ipcompTransforms,
} from '../../knowledge/registries/ipsec-doi.ts';
import { protocolsV1, protocolsV2 } from '../../knowledge/registries/isakmp.ts';
import { domainsOfInterpretation } from '../../knowledge/registries/misc.ts';
import { defineRegistry, type Registry, registryName } from '../../knowledge/registries/registry.ts';
import { hex, u16, u32 } from '../bytes.ts';
import { utf16 } from '../text.ts';
import { type DecodeContext, fault, has, limits, named } from './context.ts';
import type { Named, Proposal, SuiteV1, Transform, TransformAttribute } from './message.ts';

/** Phase 1 knows one transform, KEY_IKE (RFC 2407 section 4.4.2). */
const isakmpTransforms: Registry = defineRegistry('isakmp-transform', 'ISAKMP transforms', 'RFC 2407 section 4.4.2', [
  [1, 'KEY_IKE'],
]);
const noTransforms: Registry = defineRegistry('transform', 'Transforms', 'RFC 7296 section 3.3.2', []);
const attributesV2: Registry = defineRegistry(
  'transform-attribute',
  'IKEv2 transform attributes',
  'RFC 7296 section 3.3.5',
  [[14, 'Key Length']],
);

/** Body of an IKEv1 or AuthIP SA payload: DOI, situation, proposals. */
export function decodeSaV1(
  ctx: DecodeContext,
  start: number,
  end: number,
): { doi: Named | null; situation: number | null; proposals: Proposal[] } {
  if (!has(ctx, 'SA payload', start, 8, end)) return { doi: null, situation: null, proposals: [] };
  const doi = named(domainsOfInterpretation, u32(ctx.bytes, start) ?? 0);
  const situation = u32(ctx.bytes, start + 4) ?? 0;
  if (doi.id === 1 && situation !== 1) {
    // Secrecy and integrity labels would follow (RFC 2407 section 4.6.1); no implementation sends them.
    fault(ctx, 'bad-value', start + 4, `situation ${situation} is not SIT_IDENTITY_ONLY`);
    if ((situation & ~1) !== 0) return { doi, situation, proposals: [] };
  }
  return { doi, situation, proposals: decodeProposals(ctx, start + 8, end) };
}

/** A chain of proposal substructures from `start` to `end`. */
export function decodeProposals(ctx: DecodeContext, start: number, end: number): Proposal[] {
  const { bytes } = ctx;
  const proposals: Proposal[] = [];
  for (let at = start; at < end; ) {
    if (++ctx.proposals > limits.proposals) {
      fault(ctx, 'limit', at, `more than ${limits.proposals} proposals`);
      break;
    }
    if (!has(ctx, 'proposal', at, 8, end)) break;
    const more = bytes[at] ?? 0;
    const length = u16(bytes, at + 2) ?? 0;
    const stop = Math.min(at + length, end);
    if (length < 8) {
      fault(ctx, 'bad-length', at + 2, `proposal length ${length} is less than its header`);
      break;
    }
    if (at + length > end) has(ctx, 'proposal', at, length, end, 'proposal length');
    const protocolId = bytes[at + 5] ?? 0;
    const spiSize = bytes[at + 6] ?? 0;
    const body = at + 8 + spiSize;
    if (body > stop) {
      has(ctx, 'proposal', at + 8, spiSize, stop, 'SPI size');
      at = stop;
      continue;
    }
    const claimed = bytes[at + 7] ?? 0;
    const transforms = decodeTransforms(ctx, body, stop, protocolId);
    if (transforms.length !== claimed)
      fault(ctx, 'bad-value', at + 7, `proposal claims ${claimed} transforms and holds ${transforms.length}`);
    proposals.push({
      offset: at,
      length: stop - at,
      number: bytes[at + 4] ?? 0,
      protocol: named(ctx.protocol === 'IKEv2' ? protocolsV2 : protocolsV1, protocolId),
      spi: hex(bytes, at + 8, spiSize),
      claimedTransforms: claimed,
      transforms,
    });
    at = stop;
    if (more === 0 && at < end) {
      fault(ctx, 'trailing-bytes', at, `${end - at} bytes after the last proposal`);
      break;
    }
  }
  return proposals;
}

function decodeTransforms(ctx: DecodeContext, start: number, end: number, protocolId: number): Transform[] {
  const { bytes } = ctx;
  const transforms: Transform[] = [];
  for (let at = start; at < end; ) {
    if (++ctx.transforms > limits.transforms) {
      fault(ctx, 'limit', at, `more than ${limits.transforms} transforms`);
      break;
    }
    if (!has(ctx, 'transform', at, 8, end)) break;
    const length = u16(bytes, at + 2) ?? 0;
    if (length < 8) {
      fault(ctx, 'bad-length', at + 2, `transform length ${length} is less than its header`);
      break;
    }
    const stop = Math.min(at + length, end);
    if (at + length > end) has(ctx, 'transform', at, length, end, 'transform length');
    transforms.push(ctx.protocol === 'IKEv2' ? transformV2(ctx, at, stop) : transformV1(ctx, at, stop, protocolId));
    const more = bytes[at] ?? 0;
    at = stop;
    if (more === 0 && at < end) {
      fault(ctx, 'trailing-bytes', at, `${end - at} bytes after the last transform`);
      break;
    }
  }
  return transforms;
}

const ADDITIONAL_KE_FIRST = 6;
const ADDITIONAL_KE_LAST = 12;

/** Registry of the transform ids of one IKEv2 transform type; ADDKE1-7 share the groups (RFC 9370 section 2.2.2). */
export function transformIdsV2(type: number): Registry {
  if (type === 1) return encryptionTransforms;
  if (type === 2) return prfTransforms;
  if (type === 3) return integrityTransforms;
  if (type === 5) return sequenceNumberTransforms;
  if (type === 4 || (type >= ADDITIONAL_KE_FIRST && type <= ADDITIONAL_KE_LAST)) return keyExchangeGroups;
  return noTransforms;
}

function transformV2(ctx: DecodeContext, at: number, end: number): Transform {
  const type = ctx.bytes[at + 4] ?? 0;
  const attributes = decodeAttributes(ctx, at + 8, end, () => [attributesV2, null]);
  return {
    offset: at,
    length: end - at,
    number: null,
    type: named(transformTypes, type),
    transform: named(transformIdsV2(type), u16(ctx.bytes, at + 6) ?? 0),
    keyLength: attributes.find((attribute) => attribute.id === 14)?.value ?? null,
    attributes,
    suite: null,
  };
}

function transformV1(ctx: DecodeContext, at: number, end: number, protocolId: number): Transform {
  const phase1 = protocolId === 1;
  const attributes = decodeAttributes(ctx, at + 8, end, phase1 ? phase1Attribute : phase2Attribute);
  const transform = named(transformIdsV1(protocolId), ctx.bytes[at + 5] ?? 0);
  const suite = phase1 ? phase1Suite(attributes) : phase2Suite(attributes, transform, protocolId);
  return {
    offset: at,
    length: end - at,
    number: ctx.bytes[at + 4] ?? 0,
    type: null,
    transform,
    keyLength: suite.keyLength,
    attributes,
    suite,
  };
}

function transformIdsV1(protocolId: number): Registry {
  if (protocolId === 1) return isakmpTransforms;
  if (protocolId === 2) return ahTransforms;
  if (protocolId === 3) return espTransforms;
  if (protocolId === 4) return ipcompTransforms;
  return noTransforms;
}

/** How an attribute reads: its own registry, and the registry of its values (null for plain numbers, 'utf16' for text). */
type AttributeReading = readonly [names: Registry, values: Registry | null | 'utf16'];

const PHASE1_VALUES: Readonly<Record<number, Registry | 'utf16'>> = {
  1: oakleyEncryption,
  2: oakleyHash,
  3: oakleyAuthentication,
  4: keyExchangeGroups,
  5: oakleyGroupTypes,
  11: lifeTypes,
  16384: 'utf16',
};
const PHASE2_VALUES: Readonly<Record<number, Registry>> = {
  1: lifeTypes,
  3: keyExchangeGroups,
  4: encapsulationModes,
  5: authenticationAlgorithms,
};

function phase1Attribute(id: number): AttributeReading {
  return [oakleyAttributes, PHASE1_VALUES[id] ?? null];
}

function phase2Attribute(id: number): AttributeReading {
  return [doiAttributes, PHASE2_VALUES[id] ?? null];
}

/** Longest attribute value kept as text, in bytes. */
const MAX_VALUE = 512;

/** Attributes (RFC 2408 section 3.3): TV when the top bit of the type is set, TLV otherwise. */
export function decodeAttributes(
  ctx: DecodeContext,
  start: number,
  end: number,
  reading: (id: number) => AttributeReading,
): TransformAttribute[] {
  const { bytes } = ctx;
  const attributes: TransformAttribute[] = [];
  for (let at = start; at < end; ) {
    if (++ctx.attributes > limits.attributes) {
      fault(ctx, 'limit', at, `more than ${limits.attributes} attributes`);
      break;
    }
    if (!has(ctx, 'attribute', at, 4, end)) break;
    const head = u16(bytes, at) ?? 0;
    const second = u16(bytes, at + 2) ?? 0;
    const id = head & 0x7fff;
    const [names, values] = reading(id);
    if (head & 0x8000) {
      const text = values === null || values === 'utf16' ? String(second) : registryName(values, second);
      attributes.push({ id, name: registryName(names, id), value: second, text });
      at += 4;
      continue;
    }
    if (!has(ctx, 'attribute', at + 4, second, end, 'attribute length')) break;
    attributes.push(longAttribute(bytes, at + 4, second, id, names, values));
    at += 4 + second;
  }
  return attributes;
}

function longAttribute(
  bytes: Uint8Array,
  at: number,
  length: number,
  id: number,
  names: Registry,
  values: Registry | null | 'utf16',
): TransformAttribute {
  const name = registryName(names, id);
  if (values === 'utf16')
    return { id, name, value: null, text: utf16(bytes.subarray(at, at + Math.min(length, MAX_VALUE)), true) };
  if (length > 6 || length === 0) return { id, name, value: null, text: hex(bytes, at, Math.min(length, MAX_VALUE)) };
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return { id, name, value, text: values === null ? String(value) : registryName(values, value) };
}

function phase1Suite(attributes: readonly TransformAttribute[]): SuiteV1 {
  const identity = attributes.find((attribute) => attribute.id === 16384)?.text ?? null;
  const method = nameOf(attributes, 3);
  return {
    encryption: nameOf(attributes, 1),
    keyLength: numberOf(attributes, 14),
    hash: nameOf(attributes, 2),
    // 65001 is XAUTH's number and Windows' number; only Windows sends the principal with it (MS-IKEE 2.2.4).
    authentication: method?.id === 65001 && identity !== null ? { id: 65001, name: 'GSS-API Kerberos' } : method,
    group: nameOf(attributes, 4),
    encapsulation: null,
    ...lifetimes(attributes, 11, 12),
    extendedSequence: null,
    gssIdentity: identity,
  };
}

function phase2Suite(attributes: readonly TransformAttribute[], transform: Named, protocolId: number): SuiteV1 {
  const extended = numberOf(attributes, 11);
  return {
    encryption: protocolId === 3 ? transform : null,
    keyLength: numberOf(attributes, 6),
    hash: nameOf(attributes, 5),
    authentication: null,
    group: nameOf(attributes, 3),
    encapsulation: nameOf(attributes, 4),
    ...lifetimes(attributes, 1, 2),
    extendedSequence: extended === null ? null : extended === 1,
    gssIdentity: null,
  };
}

function nameOf(attributes: readonly TransformAttribute[], id: number): Named | null {
  const found = attributes.find((attribute) => attribute.id === id);
  return found === undefined || found.value === null ? null : { id: found.value, name: found.text };
}

function numberOf(attributes: readonly TransformAttribute[], id: number): number | null {
  return attributes.find((attribute) => attribute.id === id)?.value ?? null;
}

/** A life type says what the duration after it counts (RFC 2407 section 4.5). */
function lifetimes(
  attributes: readonly TransformAttribute[],
  typeId: number,
  durationId: number,
): Pick<SuiteV1, 'lifeSeconds' | 'lifeKilobytes'> {
  let unit = 0;
  let lifeSeconds: number | null = null;
  let lifeKilobytes: number | null = null;
  for (const attribute of attributes) {
    if (attribute.id === typeId) unit = attribute.value ?? 0;
    else if (attribute.id === durationId && unit === 1) lifeSeconds = attribute.value;
    else if (attribute.id === durationId && unit === 2) lifeKilobytes = attribute.value;
  }
  return { lifeSeconds, lifeKilobytes };
}

/** Attributes of an IKEv1 RESPONDER-LIFETIME notify; `phase1` tells which numbers they use. */
export function decodeLifetime(ctx: DecodeContext, start: number, end: number, phase1: boolean): TransformAttribute[] {
  return decodeAttributes(ctx, start, end, phase1 ? phase1Attribute : phase2Attribute);
}
