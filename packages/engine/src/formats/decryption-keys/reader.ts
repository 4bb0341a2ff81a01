/**
 * Key tables that packets are decrypted with: Wireshark's `ikev1_decryption_table`, `ikev2_decryption_table` and `esp_sa` (which
 * strongSwan's save-keys plugin writes too), the secrets file of `tcpdump -E`, and `ikev1-psk-dh COOKIE PSK DH`, all three in hex,
 * for an IKEv1 SA of which only the pre-shared key and the Diffie-Hellman secret are known.
 */
import { type EspKeys, type IkeKeys, SecretKey } from '../../observations/index.ts';
import { canonicalAddress, parseAddress } from '../../policy/addresses.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { hexBytes } from '../shared/secret-value.ts';
import { tcpdumpCipher, tcpdumpMac, wiresharkCipher, wiresharkMac } from './names.ts';

const longestKey = 1024;

/** Fields of a line with commas, quotes around some; null when quotes do not close. */
function fields(line: string): string[] | null {
  const found: string[] = [];
  let at = 0;
  while (at <= line.length) {
    while (line[at] === ' ' || line[at] === '\t') at++;
    let end: number;
    if (line[at] === '"') {
      end = line.indexOf('"', at + 1);
      if (end < 0) return null;
      found.push(line.slice(at + 1, end));
      end = line.indexOf(',', end);
    } else {
      end = line.indexOf(',', at);
      found.push((end < 0 ? line.slice(at) : line.slice(at, end)).trim());
    }
    if (end < 0 || found.length > 16) return found;
    at = end + 1;
  }
  return found;
}

function key(text: string | undefined): SecretKey | null {
  const digits = (text ?? '').replace(/^0x/i, '');
  if (digits.length > longestKey * 2 || digits.length % 2 !== 0) return null;
  const octets = hexBytes(digits);
  return octets === undefined ? null : new SecretKey(octets);
}

function spi64(text: string | undefined): string | null {
  const digits = (text ?? '').replace(/^0x/i, '').toLowerCase();
  return /^[0-9a-f]{1,16}$/.test(digits) ? digits.padStart(16, '0') : null;
}

const hexField = /^"?(?:0x)?[0-9a-fA-F]*"?$/;

/** What kind of line it is, by its fields. */
function kindOf(parts: readonly string[]): 'ikev1' | 'ikev2' | 'esp' | null {
  const [first = '', second = ''] = parts;
  if (parts.length >= 8 && /^IPv[46]$/i.test(first)) return 'esp';
  if (parts.length === 8 && hexField.test(first) && hexField.test(second) && spi64(first) !== null) return 'ikev2';
  if (parts.length === 2 && spi64(first) !== null && first.length >= 16 && second.length >= 16 && hexField.test(second))
    return 'ikev1';
  return null;
}

function ikev2(parts: readonly string[], draft: Draft, line: number): IkeKeys | string {
  const [initiatorSpi, responderSpi] = [spi64(parts[0]), spi64(parts[1])];
  const [ei, er, ai, ar] = [key(parts[2]), key(parts[3]), key(parts[5]), key(parts[6])];
  if (initiatorSpi === null || responderSpi === null) return 'an SPI of no known form';
  if (ei === null || er === null || ai === null || ar === null) return 'a key that is no hexadecimal text';
  const encryption = wiresharkCipher(parts[4] ?? '', ei.length);
  const integrity = wiresharkMac(parts[7] ?? '');
  if (encryption === undefined || integrity === undefined) return 'an algorithm that is not known';
  return {
    kind: 'ike-keys',
    version: 2,
    initiatorSpi,
    responderSpi,
    encryption,
    integrity,
    encryptionKeys: { initiator: ei, responder: er },
    integrityKeys: integrity === null ? null : { initiator: ai, responder: ar },
    proofKeys: null,
    src: quoted(draft, line, `keys of IKE SA ${initiatorSpi} ${responderSpi}, ${encryption}`),
  };
}

function ikev1(parts: readonly string[], draft: Draft, line: number): IkeKeys | string {
  const initiatorSpi = spi64(parts[0]);
  const octets = key(parts[1]);
  if (initiatorSpi === null) return 'a cookie of no known form';
  if (octets === null) return 'a key that is no hexadecimal text';
  return {
    kind: 'ike-keys',
    version: 1,
    initiatorSpi,
    responderSpi: null,
    encryption: null,
    integrity: null,
    encryptionKeys: { initiator: octets, responder: octets },
    integrityKeys: null,
    proofKeys: null,
    src: quoted(draft, line, `key of IKEv1 SA ${initiatorSpi}`),
  };
}

function esp(parts: readonly string[], draft: Draft, line: number): EspKeys | string {
  const [, source = '', destination = '', spi = '', cipher = '', cipherKey, mac = '', macKey] = parts;
  const digits = /^0x([0-9a-f]{1,8})$/i.exec(spi);
  if (digits === null) return 'an SPI of no known form (any, or a pattern)';
  const [encryptionKey, integrityKey] = [key(cipherKey), key(macKey)];
  if (encryptionKey === null || integrityKey === null) return 'a key that is no hexadecimal text';
  const encryption = wiresharkCipher(cipher, encryptionKey.length);
  const integrity = wiresharkMac(mac);
  if (encryption === undefined || integrity === undefined) return 'an algorithm that is not known';
  const id = (digits[1] ?? '').toLowerCase().padStart(8, '0');
  return {
    kind: 'esp-keys',
    spi: id,
    source: address(source),
    destination: address(destination),
    encryption,
    encryptionKey,
    integrity,
    integrityKey: integrity === null ? null : integrityKey,
    src: quoted(draft, line, `keys of ESP SA ${id}, ${encryption}`),
  };
}

function address(text: string): string | null {
  return parseAddress(text) === undefined ? null : canonicalAddress(text);
}

/** A quote of our own: the line holds the key. */
function quoted(draft: Draft, line: number, words: string): ReturnType<Draft['source']> {
  draft.quotable.set(line, words);
  return draft.source(line);
}

interface Half {
  readonly line: number;
  readonly encryption: string;
  readonly integrity: string;
  readonly encryptionKey: SecretKey;
  readonly integrityKey: SecretKey;
}

const tcpdumpIke =
  /^ikev2 ([IR]) 0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16}) ([a-z0-9-]{1,20}):(?:0x)?([0-9a-f]{2,256}) ([a-z0-9-]{1,20}):(?:0x)?([0-9a-f]{2,256})$/i;
const tcpdumpEsp = /^0x([0-9a-f]{1,8})@(\S{2,64})\s+([a-z0-9]{1,20}(?:-cbc)?)-(?:hmac96|none):0x([0-9a-f]{2,256})$/i;
const psk = /^ikev1-psk-dh (?:0x)?([0-9a-f]{16}) (?:0x)?([0-9a-f]{2,1024}) (?:0x)?([0-9a-f]{2,2048})$/i;

function tcpdumpEspKeys(found: RegExpExecArray, draft: Draft, line: number): EspKeys | string {
  const [, spi = '', destination = '', cipher = '', digits] = found;
  const encryptionKey = key(digits);
  const encryption = encryptionKey === null ? undefined : tcpdumpCipher(cipher, encryptionKey.length);
  if (encryptionKey === null || encryption === undefined) return 'an algorithm that is not known';
  const id = spi.toLowerCase().padStart(8, '0');
  return {
    kind: 'esp-keys',
    spi: id,
    source: null,
    destination: address(destination),
    encryption,
    encryptionKey,
    // tcpdump knows of 96 bits behind the ciphertext and does not check them.
    integrity: 'AUTH_HMAC_SHA1_96',
    integrityKey: null,
    src: quoted(draft, line, `key of ESP SA ${id}, ${encryption}`),
  };
}

function parse(lines: readonly Line[], draft: Draft): void {
  const halves = new Map<string, Partial<Record<'I' | 'R', Half>>>();
  for (const { number } of lines) draft.quotable.set(number, 'a line of a key table');
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 8000).trim();
    if (text === '' || text.startsWith('#')) continue;
    const add = (made: IkeKeys | EspKeys | string): void => {
      if (typeof made === 'string') draft.fault(number, made);
      else draft.add(made);
    };
    const half = tcpdumpIke.exec(text);
    const espLine = half === null ? tcpdumpEsp.exec(text) : null;
    const secrets = psk.exec(text);
    if (half !== null) takeHalf(half, number, halves, draft);
    else if (espLine !== null) add(tcpdumpEspKeys(espLine, draft, number));
    else if (secrets !== null) {
      const [preSharedKey, sharedSecret] = [key(secrets[2]), key(secrets[3])];
      if (preSharedKey === null || sharedSecret === null) draft.fault(number, 'a key that is no hexadecimal text');
      else
        draft.add({
          kind: 'ikev1-secrets',
          initiatorSpi: (secrets[1] ?? '').toLowerCase(),
          preSharedKey,
          sharedSecret,
          src: quoted(draft, number, `secrets of IKEv1 SA ${(secrets[1] ?? '').toLowerCase()}`),
        });
    } else {
      const parts = fields(text);
      const kind = parts === null ? null : kindOf(parts);
      if (parts === null || kind === null) draft.fault(number, 'a line of no key table known');
      else
        add(
          kind === 'ikev2'
            ? ikev2(parts, draft, number)
            : kind === 'ikev1'
              ? ikev1(parts, draft, number)
              : esp(parts, draft, number),
        );
    }
  }
  for (const [spis, pair] of halves) {
    const { I: one, R: other } = pair;
    if (one === undefined || other === undefined) {
      draft.fault((one ?? other)?.line ?? null, 'keys of one direction alone');
      continue;
    }
    const [initiatorSpi = '', responderSpi = ''] = spis.split('|');
    draft.add({
      kind: 'ike-keys',
      version: 2,
      initiatorSpi,
      responderSpi,
      encryption: one.encryption,
      integrity: one.integrity,
      encryptionKeys: { initiator: one.encryptionKey, responder: other.encryptionKey },
      integrityKeys: { initiator: one.integrityKey, responder: other.integrityKey },
      proofKeys: null,
      src: quoted(draft, one.line, `keys of IKE SA ${initiatorSpi} ${responderSpi}, ${one.encryption}`),
    });
  }
}

function takeHalf(
  found: RegExpExecArray,
  line: number,
  halves: Map<string, Partial<Record<'I' | 'R', Half>>>,
  draft: Draft,
): void {
  const [, side, first, second, mac = '', macKey, cipher = '', cipherKey] = found;
  const [encryptionKey, integrityKey] = [key(cipherKey), key(macKey)];
  const integrity = tcpdumpMac(mac);
  const encryption = encryptionKey === null ? undefined : tcpdumpCipher(cipher, encryptionKey.length);
  if (encryptionKey === null || integrityKey === null || integrity === undefined || encryption === undefined) {
    draft.fault(line, 'an algorithm or a key of no known form');
    return;
  }
  const spis = `${spi64(first)}|${spi64(second)}`;
  const pair = halves.get(spis) ?? {};
  halves.set(spis, pair);
  pair[side === 'R' ? 'R' : 'I'] ??= { line, encryption, integrity, encryptionKey, integrityKey };
}

/** Reader of key tables. */
export const decryptionKeys: TextFormat = {
  format: 'decryption-keys',
  sniff(head) {
    const lines = head.map((line) => line.slice(0, 2000).trim()).filter((line) => line !== '' && !line.startsWith('#'));
    const mine = lines.filter((line) => {
      if (tcpdumpIke.test(line) || tcpdumpEsp.test(line) || psk.test(line)) return true;
      const parts = line.includes(',') ? fields(line) : null;
      return parts !== null && kindOf(parts) !== null;
    });
    return lines.length > 0 && mine.length * 2 > lines.length ? 96 : 0;
  },
  open: collectingReader('decryption-keys', parse),
};
