import { looksLikeDer } from '../formats/certificate/observe.ts';
import type { RegistryFormat } from '../formats/registry/binary.ts';
import { looksLikePreg } from '../formats/registry/preg.ts';
import { u32 } from '../protocol/bytes.ts';
import { looksLikeEtl } from '../protocol/etl/read.ts';
import { looksLikeHive } from '../protocol/hive/read.ts';

/** What the first bytes of a file say it is. */
export type Kind =
  | { readonly kind: 'capture'; readonly format: string }
  | { readonly kind: 'archive'; readonly format: 'zip' | 'tar' | 'cab' }
  | { readonly kind: 'gzip' | 'xz' }
  | { readonly kind: 'text'; readonly encoding: TextEncoding; readonly skip: number }
  | { readonly kind: 'der' }
  | { readonly kind: 'event-log'; readonly format: 'evtx' | 'evt' }
  | { readonly kind: 'trace'; readonly format: 'etl' }
  | { readonly kind: 'registry'; readonly format: RegistryFormat }
  | { readonly kind: 'binary'; readonly format: string }
  | { readonly kind: 'empty' };

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Bytes of a file looked at to tell what it is. */
export const sniffBytes = 65536;

// libpcap savefile magics: microseconds, nanoseconds, and the Kuznetzov and Navtel variants, in both byte orders.
const pcapMagics = new Set([
  0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1, 0xa1e2cb12, 0x12cbe2a1,
]);

const signatures: readonly { readonly format: string; readonly at: number; readonly bytes: readonly number[] }[] = [
  { format: 'snoop', at: 0, bytes: [0x73, 0x6e, 0x6f, 0x6f, 0x70, 0, 0, 0] },
  { format: 'bzip2', at: 0, bytes: [0x42, 0x5a, 0x68] },
  { format: 'zstd', at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { format: '7z', at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { format: 'rar', at: 0, bytes: [0x52, 0x61, 0x72, 0x21] },
  { format: 'journal', at: 0, bytes: [0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48] },
  { format: 'sqlite', at: 0, bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20] },
  { format: 'elf', at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { format: 'pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46] },
  { format: 'png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
];

function has(head: Uint8Array, at: number, bytes: readonly number[]): boolean {
  return head.length >= at + bytes.length && bytes.every((byte, i) => head[at + i] === byte);
}

/** Tells what a file is by its first bytes (up to `sniffBytes`); names play no part. */
export function sniff(head: Uint8Array): Kind {
  if (head.length === 0) return { kind: 'empty' };
  const magic = u32(head, 0);
  if (magic !== undefined && pcapMagics.has(magic)) return { kind: 'capture', format: 'pcap' };
  if (magic === 0x0a0d0d0a) return { kind: 'capture', format: 'pcapng' };
  if (has(head, 0, [0x1f, 0x8b])) return { kind: 'gzip' };
  if (has(head, 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])) return { kind: 'xz' };
  if (has(head, 0, [0x50, 0x4b, 3, 4]) || has(head, 0, [0x50, 0x4b, 5, 6])) return { kind: 'archive', format: 'zip' };
  // "MSCF" and four octets of zero (MS-CAB 2.1).
  if (has(head, 0, [0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0])) return { kind: 'archive', format: 'cab' };
  if (isEvtx(head)) return { kind: 'event-log', format: 'evtx' };
  // "LfLe" behind the size of the header.
  if (has(head, 0, [0x30, 0, 0, 0, 0x4c, 0x66, 0x4c, 0x65])) return { kind: 'event-log', format: 'evt' };
  if (looksLikeEtl(head)) return { kind: 'trace', format: 'etl' };
  if (looksLikeHive(head)) return { kind: 'registry', format: 'registry-hive' };
  if (looksLikePreg(head)) return { kind: 'registry', format: 'registry-policy' };
  if (looksLikeDer(head)) return { kind: 'der' };
  if (isTar(head)) return { kind: 'archive', format: 'tar' };
  for (const { format, at, bytes } of signatures) if (has(head, at, bytes)) return { kind: 'binary', format };
  if (has(head, 0, [0xef, 0xbb, 0xbf])) return { kind: 'text', encoding: 'utf-8', skip: 3 };
  if (has(head, 0, [0xff, 0xfe])) return { kind: 'text', encoding: 'utf-16le', skip: 2 };
  if (has(head, 0, [0xfe, 0xff])) return { kind: 'text', encoding: 'utf-16be', skip: 2 };
  return guessText(head);
}

/** "ElfFile\0", or the first chunk of such a log whose file header is damaged or lost: "ElfChnk\0". */
function isEvtx(head: Uint8Array): boolean {
  const chunk = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0];
  return has(head, 0, [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0]) || has(head, 0, chunk) || has(head, 4096, chunk);
}

/** A ustar or old tar header: its checksum holds (POSIX.1-2017 pax, ustar interchange format). */
function isTar(head: Uint8Array): boolean {
  if (head.length < 512) return false;
  // Two blocks of zeros are the end of an archive, here of an empty one.
  if (head.length >= 1024 && head.subarray(0, 1024).every((byte) => byte === 0)) return true;
  let sum = 0;
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 32 : (head[i] ?? 0);
  let told = 0;
  let digits = 0;
  for (let i = 148; i < 156; i++) {
    const digit = (head[i] ?? 0) - 0x30;
    if (digit >= 0 && digit <= 7) {
      told = told * 8 + digit;
      digits += 1;
    } else if (digits > 0) break;
  }
  return digits > 0 && told === sum && head[0] !== 0;
}

function guessText(head: Uint8Array): Kind {
  let zeroEven = 0;
  let zeroOdd = 0;
  let control = 0;
  const length = Math.min(head.length, 8192);
  for (let i = 0; i < length; i++) {
    const byte = head[i] ?? 0;
    if (byte === 0) {
      if (i % 2 === 0) zeroEven += 1;
      else zeroOdd += 1;
    } else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control += 1;
  }
  const half = length / 2;
  if (length >= 8 && zeroOdd > half * 0.7 && zeroEven < half * 0.05)
    return { kind: 'text', encoding: 'utf-16le', skip: 0 };
  if (length >= 8 && zeroEven > half * 0.7 && zeroOdd < half * 0.05)
    return { kind: 'text', encoding: 'utf-16be', skip: 0 };
  // A log cut by a crash often ends in a run of zeros; a few stray control bytes do not make it binary.
  if (control > length * 0.04 || zeroEven + zeroOdd > length * 0.3) return { kind: 'binary', format: 'unknown' };
  return { kind: 'text', encoding: 'utf-8', skip: 0 };
}
