/**
 * Certificates (RFC 5280), names and other DER with pseudonyms in place: every element keeps its length. Names, alternative names, serial
 * numbers, key identifiers and the public key itself are replaced, for any of them tells whose it is; validity, usage, constraints and
 * algorithms stay. The signature no longer fits.
 */
import { derChildren, derOid, derTag, type DerNode, readDer } from '../protocol/der.ts';
import { digest } from '../protocol/digest.ts';
import { hexBytes } from '../formats/shared/secret-value.ts';
import { utf16, utf8 } from '../protocol/text.ts';
import { readCertificate } from '../protocol/x509.ts';
import type { Redaction } from './redaction.ts';

const deepest = 24;
/** countryName says no more than a country (X.520). */
const keptAttributes: ReadonlySet<string> = new Set(['2.5.4.6']);
const shortestSerial = 8;

function isText(tag: number): boolean {
  return [0x0c, 0x12, 0x13, 0x14, 0x16, 0x1a, 0x1b, 0x1e].includes(tag);
}

/** Replaces the text of a string element of any of the usual types. */
export function replaceText(bytes: Uint8Array, node: DerNode, redaction: Redaction): void {
  const length = node.end - node.content;
  if (node.tag !== 0x1e) {
    redaction.names.replace(bytes, node.content, length);
    return;
  }
  // BMPString: two octets a sign.
  let text = '';
  for (let i = node.content; i + 1 < node.end; i += 2)
    text += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  const made = redaction.names.phrase(text);
  for (let i = 0; i < text.length; i++) {
    const code = made.length === text.length ? made.charCodeAt(i) : 0x78;
    bytes[node.content + 2 * i] = code >> 8;
    bytes[node.content + 2 * i + 1] = code & 255;
  }
}

/** Replaces a Name (RFC 5280 section 4.1.2.4) at `node`. */
export function replaceName(bytes: Uint8Array, node: DerNode, redaction: Redaction): void {
  for (const set of derChildren(bytes, node))
    for (const pair of derChildren(bytes, set)) {
      const [type, value] = derChildren(bytes, pair, 2);
      if (value === undefined || keptAttributes.has(derOid(bytes, type) ?? '')) continue;
      if (isText(value.tag)) replaceText(bytes, value, redaction);
      else bytes.fill(0, value.content, value.end);
    }
}

/** Replaces a GeneralName (RFC 5280 section 4.2.1.6). */
export function replaceGeneralName(bytes: Uint8Array, node: DerNode, redaction: Redaction): void {
  const length = node.end - node.content;
  switch (node.tag) {
    case 0x81:
    case 0x82:
    case 0x86:
      redaction.names.replace(bytes, node.content, length);
      return;
    case 0x87:
      if (length === 4 || length === 16) redaction.addresses.replace(bytes, node.content, length);
      else if (length === 8 || length === 32) redaction.addresses.replace(bytes, node.content, length === 8 ? 4 : 16);
      else bytes.fill(0, node.content, node.end);
      return;
    case 0xa4: {
      const name = readDer(bytes, node.content, node.end);
      if (name !== undefined) replaceName(bytes, name, redaction);
      return;
    }
    case 0x88:
      return;
    default:
      strings(bytes, node, redaction, 0);
  }
}

/** Replaces every text and every other primitive value below an element that is not known further. */
function strings(bytes: Uint8Array, node: DerNode, redaction: Redaction, depth: number): void {
  if (depth > deepest) {
    bytes.fill(0, node.content, node.end);
    return;
  }
  if ((node.tag & 0x20) !== 0)
    for (const child of derChildren(bytes, node)) strings(bytes, child, redaction, depth + 1);
  else if (isText(node.tag)) replaceText(bytes, node, redaction);
  else if (node.tag !== derTag.oid && node.tag !== derTag.boolean) bytes.fill(0, node.content, node.end);
}

/** Replaces a serial number or identifier in its place, leading zero octets apart. */
function replaceIdentifier(bytes: Uint8Array, from: number, end: number, redaction: Redaction): void {
  let at = from;
  while (at + 1 < end && bytes[at] === 0) at++;
  bytes.set(redaction.identifier(bytes.subarray(at, end)), at);
}

/** Puts another key in the place of a public key: of the same algorithm and size, and nobody's. */
function replaceKey(bytes: Uint8Array, info: DerNode, redaction: Redaction): void {
  const before = bytes.slice(info.offset, info.end);
  const [, bits] = derChildren(bytes, info, 2);
  if (bits === undefined || bits.tag !== derTag.bitString || bits.end - bits.content < 2) return;
  const keyBefore = bytes.slice(bits.content + 1, bits.end);
  const rsa = readDer(bytes, bits.content + 1, bits.end);
  const modulus = rsa?.tag === derTag.sequence ? readDer(bytes, rsa.content, rsa.end) : undefined;
  if (modulus !== undefined && modulus.tag === derTag.integer) {
    const from = bytes[modulus.content] === 0 ? modulus.content + 1 : modulus.content;
    const first = bytes[from] ?? 0;
    bytes.set(redaction.keyed.octets(bytes.slice(from, modulus.end)), from);
    // As many bits as before.
    bytes[from] =
      first === 0 ? 0 : ((bytes[from] ?? 0) & (0xff >> Math.clz32(first << 24))) | (0x80 >> Math.clz32(first << 24));
  } else {
    const from = bits.content + (bytes[bits.content + 1] === 4 ? 2 : 1);
    bytes.set(redaction.keyed.octets(bytes.slice(from, bits.end)), from);
  }
  // What is computed from a key is computed from the new one: CERTREQ (RFC 7296 section 3.7) and the usual key identifiers (RFC 5280 section 4.2.1.2).
  redaction.pair(digest('sha1', before), digest('sha1', bytes.subarray(info.offset, info.end)));
  redaction.pair(digest('sha1', keyBefore), digest('sha1', bytes.subarray(bits.content + 1, bits.end)));
}

function replaceExtension(bytes: Uint8Array, extension: DerNode, redaction: Redaction): void {
  const parts = derChildren(bytes, extension, 3);
  const oid = derOid(bytes, parts[0]);
  const octets = parts.at(-1);
  const value = octets === undefined ? undefined : readDer(bytes, octets.content, octets.end);
  if (octets === undefined || value === undefined) {
    bytes.fill(0, octets?.content ?? extension.content, extension.end);
    return;
  }
  switch (oid) {
    case '2.5.29.14':
      bytes.set(redaction.identifier(bytes.slice(value.content, value.end)), value.content);
      return;
    case '2.5.29.35':
      for (const part of derChildren(bytes, value, 3)) {
        if (part.tag === 0x80) bytes.set(redaction.identifier(bytes.slice(part.content, part.end)), part.content);
        else if (part.tag === 0x82) replaceIdentifier(bytes, part.content, part.end, redaction);
        else for (const name of derChildren(bytes, part)) replaceGeneralName(bytes, name, redaction);
      }
      return;
    case '2.5.29.17':
    case '2.5.29.18':
      for (const name of derChildren(bytes, value, 256)) replaceGeneralName(bytes, name, redaction);
      return;
    // Usage, constraints and purposes say what the certificate may be used for.
    case '2.5.29.15':
    case '2.5.29.19':
    case '2.5.29.37':
    case '2.5.29.36':
      return;
    default:
      places(bytes, value, redaction, 0);
  }
}

/** Places of revocation lists and services, policies: their addresses and texts. */
function places(bytes: Uint8Array, node: DerNode, redaction: Redaction, depth: number): void {
  if (depth > deepest) return;
  if (node.tag === 0x86 || node.tag === 0x82 || node.tag === 0x81) {
    redaction.names.replace(bytes, node.content, node.end - node.content);
    return;
  }
  if ((node.tag & 0x20) !== 0) for (const child of derChildren(bytes, node)) places(bytes, child, redaction, depth + 1);
  else if (isText(node.tag)) replaceText(bytes, node, redaction);
  else if (node.tag === derTag.octetString || node.tag === derTag.bitString || node.tag === 0x80)
    bytes.fill(0, node.content + (node.tag === derTag.bitString ? 1 : 0), node.end);
}

/**
 * Replaces what a certificate says of whose it is, in place. False when it is none, or not whole: then nothing was touched. Calling it a
 * second time on the result would make pseudonyms of pseudonyms.
 */
export function replaceCertificate(bytes: Uint8Array, redaction: Redaction): boolean {
  if (readCertificate(bytes) === undefined) return false;
  const outer = readDer(bytes, 0);
  if (outer === undefined) return false;
  const [tbs, , signature] = derChildren(bytes, outer, 3);
  if (tbs === undefined) return false;
  const fields = derChildren(bytes, tbs, 16);
  const first = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer, , subject, key] = fields.slice(first);
  if (serial === undefined || issuer === undefined || subject === undefined || key === undefined) return false;
  // Identifiers computed from the key are known before the extensions that hold them.
  replaceKey(bytes, key, redaction);
  if (serial.end - serial.content >= shortestSerial) replaceIdentifier(bytes, serial.content, serial.end, redaction);
  replaceName(bytes, issuer, redaction);
  replaceName(bytes, subject, redaction);
  const wrapper = fields.slice(first + 6).find((field) => field.tag === 0xa3);
  const list = wrapper === undefined ? undefined : readDer(bytes, wrapper.content, wrapper.end);
  for (const one of list === undefined ? [] : derChildren(bytes, list)) replaceExtension(bytes, one, redaction);
  for (const one of fields.slice(first + 6))
    if (one.tag === 0x81 || one.tag === 0x82) bytes.fill(0, one.content, one.end);
  // A signature tells which key made it.
  if (signature !== undefined && signature.end > signature.content + 1)
    bytes.set(redaction.keyed.octets(bytes.slice(signature.content + 1, signature.end)), signature.content + 1);
  bytes.fill(0, outer.end);
  redaction.count('certificates', 1);
  return true;
}

/** Replaces everything that is text or octets in some other DER (revocation lists, requests). */
export function replaceDer(bytes: Uint8Array, redaction: Redaction): boolean {
  const outer = readDer(bytes, 0);
  if (outer === undefined || outer.tag !== derTag.sequence) return false;
  general(bytes, outer, redaction, 0);
  bytes.fill(0, outer.end);
  return true;
}

function general(bytes: Uint8Array, node: DerNode, redaction: Redaction, depth: number): void {
  if (depth > deepest) bytes.fill(0, node.content, node.end);
  else if ((node.tag & 0x20) !== 0)
    for (const child of derChildren(bytes, node, 100_000)) general(bytes, child, redaction, depth + 1);
  else if (isText(node.tag)) replaceText(bytes, node, redaction);
  else if (node.tag === 0x82 || node.tag === 0x86 || node.tag === 0x81)
    redaction.names.replace(bytes, node.content, node.end - node.content);
  else if (node.tag === derTag.integer && node.end - node.content >= shortestSerial)
    replaceIdentifier(bytes, node.content, node.end, redaction);
  else if (node.tag === derTag.octetString || node.tag === 0x80)
    bytes.set(redaction.identifier(bytes.slice(node.content, node.end)), node.content);
  else if (node.tag === derTag.bitString && node.end > node.content + 8)
    bytes.set(redaction.keyed.octets(bytes.slice(node.content + 1, node.end)), node.content + 1);
}

/** Learns every text in the elements from a place on: names of kinds that are not read further. */
function learnTexts(bytes: Uint8Array, from: number, redaction: Redaction, depth: number): void {
  if (depth > deepest) return;
  for (let node = readDer(bytes, from); node !== undefined; node = readDer(bytes, node.end)) {
    const own = bytes.subarray(node.content, node.end);
    if (isText(node.tag)) redaction.names.learn(node.tag === 0x1e ? utf16(own, false) : utf8(own));
    else if ((node.tag & 0x20) !== 0) learnTexts(bytes.subarray(0, node.end), node.content, redaction, depth + 1);
  }
}

/** Learns the names in a certificate, and which identifiers will stand for those of its key. */
export function learnCertificate(bytes: Uint8Array, redaction: Redaction): boolean {
  const found = readCertificate(bytes);
  if (found === undefined) return false;
  for (const name of [found.subject, found.issuer])
    for (const part of name.split(/,\s?/)) {
      const equals = part.indexOf('=');
      if (equals > 0 && part.slice(0, equals) !== 'C') redaction.names.learn(part.slice(equals + 1));
    }
  for (const { type, value } of found.subjectAltNames)
    if (type === 'dns' || type === 'email' || type === 'upn') redaction.names.learn(value);
    else if (type === 'uri') redaction.names.learn(value.replace(/^(?:urn:[^:]{1,32}:|[a-z][a-z0-9+.-]{0,32}:)/i, ''));
    else if (type === 'other') learnTexts(hexBytes(value) ?? new Uint8Array(0), 0, redaction, 0);
  const outer = readDer(bytes, 0);
  const [offset, length] = found.publicKeyInfo;
  const copy = bytes.slice(offset, offset + length);
  const key = readDer(copy, 0);
  if (outer !== undefined && key !== undefined) replaceKey(copy, key, redaction);
  return true;
}
