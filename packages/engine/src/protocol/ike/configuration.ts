/** Configuration payloads (RFC 7296 section 3.15; draft-dukes-ike-mode-cfg; XAUTH) and EAP (RFC 3748). */
import { modeConfigAttributes } from '../../knowledge/registries/configuration-v1.ts';
import { eapCodes, eapMethods } from '../../knowledge/registries/eap.ts';
import { configurationAttributes, configurationTypes } from '../../knowledge/registries/ikev2.ts';
import { registryName } from '../../knowledge/registries/registry.ts';
import { addressText, maskLength } from '../address.ts';
import { hex, u16, u32 } from '../bytes.ts';
import { isPrintable, latin1, utf8 } from '../text.ts';
import { type DecodeContext, fault, has, limits, named } from './context.ts';
import type { ConfigurationAttribute, Named } from './message.ts';

/** Longest attribute value kept as text, in bytes. */
const MAX_VALUE = 512;

/** Body of an IKEv2 CP payload. */
export function decodeCp(
  ctx: DecodeContext,
  start: number,
  end: number,
): { configuration: Named; attributes: ConfigurationAttribute[] } {
  if (!has(ctx, 'CP payload', start, 4, end)) return { configuration: named(configurationTypes, 0), attributes: [] };
  const attributes: ConfigurationAttribute[] = [];
  for (let at = start + 4; at < end && attributes.length < limits.items; ) {
    if (!has(ctx, 'configuration attribute', at, 4, end)) break;
    const id = (u16(ctx.bytes, at) ?? 0) & 0x7fff;
    const length = u16(ctx.bytes, at + 2) ?? 0;
    if (!has(ctx, 'configuration attribute', at + 4, length, end, 'attribute length')) break;
    const data = ctx.bytes.subarray(at + 4, at + 4 + Math.min(length, MAX_VALUE));
    attributes.push({ id, name: registryName(configurationAttributes, id), length, text: valueV2(id, data) });
    at += 4 + length;
  }
  return { configuration: named(configurationTypes, ctx.bytes[start] ?? 0), attributes };
}

/** Body of an IKEv1 attributes payload (mode config, XAUTH). */
export function decodeModeConfig(
  ctx: DecodeContext,
  start: number,
  end: number,
): { configuration: Named; identifier: number; attributes: ConfigurationAttribute[] } {
  const { bytes } = ctx;
  if (!has(ctx, 'attributes payload', start, 4, end))
    return { configuration: named(configurationTypes, 0), identifier: 0, attributes: [] };
  const attributes: ConfigurationAttribute[] = [];
  for (let at = start + 4; at < end && attributes.length < limits.items; ) {
    if (!has(ctx, 'configuration attribute', at, 4, end)) break;
    const head = u16(bytes, at) ?? 0;
    const second = u16(bytes, at + 2) ?? 0;
    const id = head & 0x7fff;
    const name = registryName(modeConfigAttributes, id);
    if (head & 0x8000) {
      attributes.push({ id, name, length: 2, text: shortValueV1(id, second) });
      at += 4;
      continue;
    }
    if (!has(ctx, 'configuration attribute', at + 4, second, end, 'attribute length')) break;
    const data = bytes.subarray(at + 4, at + 4 + Math.min(second, MAX_VALUE));
    attributes.push({ id, name, length: second, text: valueV1(id, data) });
    at += 4 + second;
  }
  return {
    configuration: named(configurationTypes, bytes[start] ?? 0),
    identifier: u16(bytes, start + 2) ?? 0,
    attributes,
  };
}

function fallback(data: Uint8Array): string {
  return data.length > 0 && isPrintable(data) ? latin1(data) : hex(data);
}

function addressOr(data: Uint8Array): string {
  return (data.length === 4 || data.length === 16 ? addressText(data, 0, data.length) : undefined) ?? fallback(data);
}

function valueV2(id: number, data: Uint8Array): string {
  if (data.length === 0) return '';
  switch (id) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 6:
    case 10:
    case 12:
    case 20:
    case 21:
      return addressOr(data);
    case 8:
    case 15:
      return data.length === 17 ? `${addressText(data, 0, 16)}/${data[16]}` : addressOr(data);
    case 13:
      return data.length === 8 ? prefixText(data, 0) : fallback(data);
    case 14:
      return supported(data, configurationAttributes);
    case 24:
      return data.length === 4 ? `${u32(data, 0)} s` : fallback(data);
    case 7:
    case 25:
      return utf8(data);
    default:
      return fallback(data);
  }
}

function prefixText(data: Uint8Array, at: number): string {
  const prefix = maskLength(data.subarray(at + 4, at + 8));
  return `${addressText(data, at, 4)}/${prefix ?? addressText(data, at + 4, 4)}`;
}

function supported(data: Uint8Array, registry: typeof configurationAttributes): string {
  const names: string[] = [];
  for (let at = 0; at + 1 < data.length; at += 2) names.push(registryName(registry, (u16(data, at) ?? 0) & 0x7fff));
  return names.join(', ');
}

const XAUTH_STATUS = 16527;

function shortValueV1(id: number, value: number): string {
  if (id === XAUTH_STATUS) return value === 0 ? 'FAIL' : value === 1 ? 'OK' : String(value);
  if (id === 16520) return ['generic', 'RADIUS-CHAP', 'OTP', 'S/KEY'][value] ?? String(value);
  return String(value);
}

function valueV1(id: number, data: Uint8Array): string {
  // Passwords, passcodes, PINs and answers: decrypted evidence must not carry them on.
  if (id === 16522 || id === 16523 || id === 16528 || id === 16529) return '';
  if (data.length === 0) return '';
  if (id === 8 && data.length === 17) return `${addressText(data, 0, 16)}/${data[16]}`;
  if (id <= 6 || (id >= 8 && id <= 12)) return addressOr(data);
  if (id === 13 && data.length === 8) return prefixText(data, 0);
  if (id === 14) return supported(data, modeConfigAttributes);
  if (id === 28676 || id === 28678) {
    const nets: string[] = [];
    for (let at = 0; at + 14 <= data.length; at += 14) nets.push(prefixText(data, at));
    return nets.join(', ');
  }
  return isPrintable(data) ? latin1(data) : utf8(data);
}

/** Body of an EAP payload. */
export function decodeEap(
  ctx: DecodeContext,
  start: number,
  end: number,
): {
  code: Named;
  identifier: number;
  method: Named | null;
  identity: string | null;
  wanted: Named[];
  refusal: string | null;
} {
  const { bytes } = ctx;
  const code = named(eapCodes, bytes[start] ?? 0);
  const empty = { code, identifier: bytes[start + 1] ?? 0, method: null, identity: null, wanted: [], refusal: null };
  if (!has(ctx, 'EAP packet', start, 4, end)) return empty;
  const length = u16(bytes, start + 2) ?? 0;
  if (length !== end - start) fault(ctx, 'bad-length', start + 2, `EAP length ${length}, payload holds ${end - start}`);
  const stop = Math.min(end, start + Math.max(length, 4));
  const type = bytes[start + 4];
  if ((code.id !== 1 && code.id !== 2) || type === undefined || start + 5 > stop) return empty;
  const data = bytes.subarray(start + 5, Math.min(stop, start + 5 + MAX_VALUE));
  return {
    ...empty,
    method: named(eapMethods, type),
    identity: type === 1 && code.id === 2 ? utf8(data) : null,
    wanted: type === 3 ? Array.from(data.subarray(0, 16), (method) => named(eapMethods, method)) : [],
    refusal: type === 26 && code.id === 1 ? mschapRefusal(data) : null,
  };
}

/** `E=691` of a Failure-Request of EAP-MSCHAPv2: opcode 4, identifier, length, message (RFC 2759 section 6); null for others. */
function mschapRefusal(data: Uint8Array): string | null {
  if (data[0] !== 4) return null;
  return /^E=[0-9]{1,10}/.exec(utf8(data.subarray(4, 20)) ?? '')?.[0] ?? 'E=';
}
