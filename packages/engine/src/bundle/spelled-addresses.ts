/**
 * Addresses in spellings that no daemon reads and people, mail filters and scripts write: with signs that keep them from being links, as one
 * number, as labels of a name, and hardware addresses without signs between.
 */
import { addressBytes, addressText, maskLength } from '../protocol/address.ts';
import { hex } from '../protocol/bytes.ts';
import { hexBytes } from '../formats/shared/secret-value.ts';
import type { Redaction } from './redaction.ts';

interface Spelling {
  /** One of these is in every line that has such an address, lower case. */
  readonly signs: readonly string[];
  /** The first group is what stands before the address, the second is the address. */
  readonly pattern: RegExp;
  /** How the address is to be written; null: it is none, or written as any other. */
  readonly write: (written: string, redaction: Redaction) => string | null;
  readonly source: string;
}

/** The highest address as a number. */
const highest = 0xffffffff;
const asWord = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

/** Eight hexadecimal digits as a number in the way another was written: behind `0x`, in its case, or decimal. */
function spelledAs(written: string, digits: string): string {
  if (!/^0x/i.test(written)) return String(Number.parseInt(digits, 16));
  return written.slice(0, 2) + (/[A-F]/.test(written) ? digits.toUpperCase() : digits);
}

const part = '[0-9]{1,3}';
const separator = String.raw`(?:\.| ?(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)) ?)`;
const group = '[0-9a-f]{0,4}';
const colons = String.raw`(?::|\[:\])`;

const spellings: readonly Spelling[] = [
  {
    signs: ['[.]', '(.)', '{.}', '[dot]', '(dot)'],
    pattern: new RegExp(String.raw`((?<![0-9.])(?<![0-9][.][\])}]))(${part}(?:${separator}${part}){3})(?![0-9])`, 'gi'),
    write: (written, redaction) => {
      const plain = written.replaceAll(/[^0-9]+/g, '.');
      const made = plain === written ? undefined : replaced(plain, redaction)?.split('.');
      let at = 0;
      return made === undefined ? null : written.replaceAll(/[0-9]+/g, () => made[at++] ?? '0');
    },
    source: 'RFC 9424 section 3.1, addresses that were defanged',
  },
  {
    signs: ['[:]'],
    pattern: new RegExp(`()((?<![0-9a-f:])${group}(?:${colons}${group}){2,7})(?![0-9a-f:])`, 'gi'),
    write: (written, redaction) =>
      written.includes('[')
        ? (replaced(written.replaceAll('[:]', ':'), redaction)?.replaceAll(':', '[:]') ?? null)
        : null,
    source: 'RFC 9424 section 3.1',
  },
  {
    signs: [
      'mac ',
      'mac:',
      'mac=',
      'mac"',
      'mac-addr',
      'mac_addr',
      'macaddr',
      'hwaddr',
      'hw ',
      'hw_addr',
      'lladdr',
      'ether ',
      'chaddr',
      'cal address',
    ],
    pattern:
      /((?<![a-z0-9])(?:[a-z]{1,12}[_-])?(?:mac|hw|lladdr|ether|chaddr|physical)(?:[ _-]?addr(?:ess)?)?["']?(?:[ \t]{0,40}[:=>][ \t]{0,4}|[ \t]{1,40}|[ \t]{1,8}is[ \t]{1,8})["']?)([0-9a-f]{12})(?![0-9a-z])/gi,
    write: (written, redaction) => {
      const octets = hexBytes(written);
      if (octets === undefined) return null;
      redaction.addresses.replaceMac(octets, 0);
      const made = hex(octets);
      return /[A-F]/.test(written) && !/[a-f]/.test(written) ? made.toUpperCase() : made;
    },
    source: 'IEEE 802, as Windows, RADIUS and inventories write it',
  },
  {
    signs: ['v4address>', 'addrv4>'],
    pattern: /((?:v4address|addrv4)>\s{0,8})(0x[0-9a-f]{8}|[0-9]{1,10})(?![0-9a-z])/gi,
    write: (written, redaction) => {
      const value = Number(written);
      if (value > highest) return null;
      const own = asWord(value);
      redaction.addresses.replace(own, 0, 4);
      return spelledAs(written, hex(own));
    },
    source: 'netsh wfp show state and show netevents',
  },
];

/** What lines with such addresses have one of, lower case. */
export const spellingSigns: readonly string[] = spellings.flatMap(({ signs }) => signs);

function replaced(text: string, redaction: Redaction): string | null {
  const own = addressBytes(withoutZeros(text));
  if (own === undefined || isMask(own)) return null;
  redaction.addresses.replace(own, 0, own.length === 16 ? 16 : 4);
  return addressText(own, 0, own.length === 16 ? 16 : 4) ?? null;
}

/** A line with pseudonyms in the place of addresses in such spellings, and how many there were. Linear in the length of the line. */
export function respelled(line: string, redaction: Redaction): { readonly line: string; readonly count: number } {
  const lower = line.toLowerCase();
  let made = line;
  let count = 0;
  for (const { signs, pattern, write } of spellings) {
    if (!signs.some((sign) => lower.includes(sign))) continue;
    made = made.replaceAll(pattern, (all: string, front: string, written: string) => {
      const own = write(written, redaction);
      if (own === null || own === written) return all;
      count++;
      return front + own;
    });
  }
  return { line: made, count };
}

/** Masks and wildcards are not addresses. */
export function isMask(address: Uint8Array): boolean {
  return address[0] === 255 && maskLength(address) !== undefined;
}

const zeros = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9])/;
const allThree = /^[0-9]{3}(?:\.[0-9]{3}){3}$/;

/** Dotted text without the zeros that numbers begin with. */
export function withoutZeros(text: string): string {
  return text.includes(':') ? text : text.replaceAll(/(?<![0-9])0+(?=[0-9])/g, '');
}

/**
 * The IPv4 address with zeros in front of its numbers that a run begins with, read as decimal: all of them of three digits, or one that is
 * known without the zeros; else it may be a version. Null: there is none.
 */
export function zeroPadded(run: string, redaction: Redaction): string | null {
  const found = zeros.exec(run)?.[0] ?? null;
  return found !== null && (allThree.test(found) || redaction.knows(withoutZeros(found))) ? found : null;
}

/** An IPv4 address with as many zeros in its numbers as another was written with. */
export function paddedLike(written: string, made: string): string {
  const widths = written.split('.').map((own) => (own.length > 1 && own.startsWith('0') ? own.length : 1));
  const all = allThree.test(written) && widths.some((width) => width > 1);
  return made
    .split('.')
    .map((own, i) => own.padStart(all ? 3 : (widths[i] ?? 1), '0'))
    .join('.');
}

const reverse4 = /^((?:[0-9]{1,3}\.){1,4})in-addr\.arpa(?![a-z0-9-])/i;
const reverse6 = /^((?:[0-9a-f]\.){1,32})ip6\.(?:arpa|int)(?![a-z0-9-])/i;

/**
 * The labels that take the place of those of an address or network in a name of the reverse zones (RFC 1035 section 3.5, RFC 3596 section
 * 2.5), with how many signs they take the place of; null: a run does not begin so.
 */
export function reverseLabels(
  run: string,
  redaction: Redaction,
): { readonly text: string; readonly length: number } | null {
  const four = reverse4.exec(run);
  const labels = (four ?? reverse6.exec(run))?.[1]?.slice(0, -1) ?? '';
  const parts = labels.split('.').reverse();
  if (labels === '' || (four !== null && parts.some((own) => Number(own) > 255))) return null;
  const own =
    four === null
      ? (hexBytes(parts.join('').padEnd(32, '0')) ?? new Uint8Array(16))
      : Uint8Array.from({ length: 4 }, (_, i) => Number(parts[i] ?? 0));
  const made = redaction.addresses.network(own, parts.length * (four === null ? 4 : 8));
  const spelled = four === null ? [...hex(made)] : [...made].map(String);
  redaction.count('addresses', 1);
  return { text: spelled.slice(0, parts.length).reverse().join('.'), length: labels.length };
}

/** Words in front of the four numbers of an address with dashes that say that it is one: names that providers and hypervisors make. */
const madeUp =
  /(?:^|[-_.])(?:ip|ec2|host|static|dyn|dynamic|dhcp|pool|ppp|dsl|adsl|vdsl|cable|cpe|client|customer|node|inst|instance|vm|srv|server|user)[-_]?$/i;
const dashed =
  /(?<![0-9])(?<!(?:^|[^0-9a-z])[0-9]{1,3}[-_])(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:[-_](?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}(?![0-9]|[-_][0-9])/i;

/** Where the four numbers of an IPv4 address stand in a run that has dashes between them, as `ip-203-0-113-5`; null: there are none, or they may be others. */
export function dashedAddress(
  run: string,
  redaction: Redaction,
): { readonly from: number; readonly to: number } | null {
  const found = dashed.exec(run);
  if (found === null) return null;
  const known = redaction.knows(found[0].replaceAll(/[-_]/g, '.'));
  if (!known && !madeUp.test(run.slice(0, found.index))) return null;
  return { from: found.index, to: found.index + found[0].length };
}

/** Words that an address follows, as the last part of the name of a field, lower case. */
const addressWords: ReadonlySet<string> = new Set(
  'ip ipv4 ip4 ipaddr ipaddress addr address inet src dst source destination srcip dstip saddr daddr host peer gateway gw remote local server client nexthop remip locip remoteip localip'.split(
    ' ',
  ),
);
const longestField = 40;

/** What stands in front of a place. */
function inFront(bytes: Uint8Array, at: number): string {
  let front = '';
  for (let i = Math.max(0, at - longestField); i < at; i++) front += String.fromCharCode(bytes[i] ?? 0);
  return front;
}

/** Whether the word at the end of a text is a field whose value is an address. */
function isAddressField(front: string): boolean {
  const word = /([a-z0-9]{1,16})["']?[ \t]{0,4}(?:[:=>(][ \t]{0,4})?["']?$/i.exec(front)?.[1] ?? '';
  return addressWords.has(word.toLowerCase()) || /(?:Addr|Address)$/.test(word);
}

/** Whether a text ends as what stands before the SPI of an SA: `SPI 0x…`, and pluto's `{ESP=>0x… <0x…`. */
function isBeforeSpi(front: string): boolean {
  return /(?:<|=>|spis?["']?[ \t]{0,2}[:=>]?[ \t]{0,2}["']?)$/i.test(front);
}

/** The spellings of an IPv4 address as one word, lower case: hexadecimal, decimal, and that of the kernel's routes. */
export function wordsOfAddress(text: string): string[] {
  const own = text.includes(':') ? undefined : addressBytes(text);
  if (own === undefined || isMask(own)) return [];
  const digits = hex(own);
  return [`0x${digits}`, String(Number.parseInt(digits, 16)), hex(own.slice().reverse())];
}

/**
 * The pseudonym of a word that is an address of the evidence, as one number: `0xcb007105` where no SPI stands, `3405803781` behind the name of a field,
 * and `057100CB` between tabs, as in /proc/net/route; null: it is none.
 */
export function addressWord(bytes: Uint8Array, from: number, to: number, redaction: Redaction): string | null {
  let word = '';
  for (let i = from; i < to; i++) word += String.fromCharCode(bytes[i] ?? 0);
  const isHex = /^0x[0-9a-f]{8}$/i.test(word);
  const turned = bytes[from - 1] === 0x09 && bytes[to] === 0x09 && /^[0-9A-F]{8}$/.test(word);
  if (!isHex && !turned && !/^[1-9][0-9]{7,9}$/.test(word)) return null;
  const value = turned ? Number.parseInt(word, 16) : Number(word);
  if (value > highest) return null;
  const own = asWord(value);
  if (turned) own.reverse();
  if (!redaction.knows(addressText(own, 0, 4) ?? '')) return null;
  if (!turned && (isHex ? isBeforeSpi(inFront(bytes, from)) : !isAddressField(inFront(bytes, from)))) return null;
  redaction.addresses.replace(own, 0, 4);
  redaction.count('addresses', 1);
  return turned ? hex(own.reverse()).toUpperCase() : spelledAs(word, hex(own));
}
