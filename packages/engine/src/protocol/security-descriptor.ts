/**
 * Security descriptors (MS-DTYP 2.4.6) and their text (SDDL, 2.5.1): who may do what with an object. Only the list of permissions is read.
 */
import { u16le, u32le } from './bytes.ts';

/** An entry of a list of permissions; parts as SDDL has them. */
interface Ace {
  readonly type: string;
  readonly flags: number;
  readonly mask: number;
  /** GUIDs in small letters; empty: none. */
  readonly object: string;
  readonly inherited: string;
  /** As an alias where there is one. */
  readonly sid: string;
}

const types: ReadonlyMap<number, string> = new Map([
  [0, 'A'],
  [1, 'D'],
  [2, 'AU'],
  [5, 'OA'],
  [6, 'OD'],
  [7, 'OU'],
]);

const flagWords: readonly (readonly [word: string, bit: number])[] = [
  ['OI', 1],
  ['CI', 2],
  ['NP', 4],
  ['IO', 8],
  ['ID', 0x10],
  ['SA', 0x40],
  ['FA', 0x80],
];
/** An entry that came from the container is the same permission as one that was set. */
const inheritedFlag = 0x10;

/** MS-DTYP 2.5.1.1. */
const rights: ReadonlyMap<string, number> = new Map([
  ['GA', 0x10000000],
  ['GX', 0x20000000],
  ['GW', 0x40000000],
  ['GR', 0x80000000],
  ['RC', 0x20000],
  ['SD', 0x10000],
  ['WD', 0x40000],
  ['WO', 0x80000],
  ['CC', 0x1],
  ['DC', 0x2],
  ['LC', 0x4],
  ['SW', 0x8],
  ['RP', 0x10],
  ['WP', 0x20],
  ['DT', 0x40],
  ['LO', 0x80],
  ['CR', 0x100],
  ['FA', 0x1f01ff],
  ['FR', 0x120089],
  ['FW', 0x120116],
  ['FX', 0x1200a0],
  ['KA', 0xf003f],
  ['KR', 0x20019],
  ['KW', 0x20006],
  ['KX', 0x20019],
]);

const wellKnown: ReadonlyMap<string, string> = new Map([
  ['S-1-1-0', 'WD'],
  ['S-1-3-0', 'CO'],
  ['S-1-3-1', 'CG'],
  ['S-1-5-7', 'AN'],
  ['S-1-5-9', 'ED'],
  ['S-1-5-10', 'PS'],
  ['S-1-5-11', 'AU'],
  ['S-1-5-18', 'SY'],
  ['S-1-5-19', 'LS'],
  ['S-1-5-20', 'NS'],
  ['S-1-5-32-544', 'BA'],
  ['S-1-5-32-545', 'BU'],
  ['S-1-5-32-546', 'BG'],
  ['S-1-5-32-554', 'RU'],
]);

/** Groups of a domain by the last part of their SID. */
const ofDomain: ReadonlyMap<string, string> = new Map([
  ['500', 'LA'],
  ['501', 'LG'],
  ['512', 'DA'],
  ['513', 'DU'],
  ['514', 'DG'],
  ['515', 'DC'],
  ['516', 'DD'],
  ['517', 'CA'],
  ['518', 'SA'],
  ['519', 'EA'],
  ['520', 'PA'],
]);

const maxAces = 1000;

function aliasOf(sid: string): string {
  const domain = /^S-1-5-21-\d{1,10}-\d{1,10}-\d{1,10}-(\d{3})$/.exec(sid.slice(0, 60))?.[1];
  return wellKnown.get(sid) ?? (domain === undefined ? sid : (ofDomain.get(domain) ?? sid));
}

/** A SID (MS-DTYP 2.4.2) as text; null: none stands there. */
export function sidText(bytes: Uint8Array, at: number, end: number): string | null {
  const count = bytes[at + 1] ?? 255;
  if (bytes[at] !== 1 || count > 15 || at + 8 + 4 * count > end || end > bytes.length) return null;
  let authority = 0;
  for (let i = 2; i < 8; i++) authority = authority * 256 + (bytes[at + i] ?? 0);
  let text = `S-1-${authority}`;
  for (let i = 0; i < count; i++) text += `-${little32(bytes, at + 8 + 4 * i)}`;
  return text;
}

function little32(bytes: Uint8Array, at: number): number {
  return u32le(bytes, at) ?? 0;
}

function little16(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) ?? 0;
}

function guid(bytes: Uint8Array, at: number): string {
  const hex = (order: readonly number[]): string =>
    order.map((i) => (bytes[at + i] ?? 0).toString(16).padStart(2, '0')).join('');
  return [hex([3, 2, 1, 0]), hex([5, 4]), hex([7, 6]), hex([8, 9]), hex([10, 11, 12, 13, 14, 15])].join('-');
}

/**
 * Permissions of a descriptor as SDDL in one form: `D:(A;CI;0xf01ff;;;DA)`; `D:NO_ACCESS_CONTROL` where there is no list and everybody may
 * do everything. Null: it cannot be read. What only says where an entry came from is left out, so that equal permissions are equal texts.
 */
export function permissionsOf(bytes: Uint8Array): string | null {
  if (bytes.length < 20 || bytes[0] !== 1) return null;
  const control = little16(bytes, 2);
  const at = little32(bytes, 16);
  if ((control & 4) === 0 || at === 0) return noControl;
  const size = little16(bytes, at + 2);
  const count = little16(bytes, at + 4);
  if (at + 8 > bytes.length || size < 8 || at + size > bytes.length || count > maxAces) return null;
  const aces: Ace[] = [];
  for (let i = 0, from = at + 8; i < count; i++) {
    const length = little16(bytes, from + 2);
    if (length < 8 || from + length > at + size) return null;
    const ace = aceAt(bytes, from, from + length);
    if (ace === null) return null;
    aces.push(ace);
    from += length;
  }
  return textOf(aces);
}

const noControl = 'D:NO_ACCESS_CONTROL';

function aceAt(bytes: Uint8Array, at: number, end: number): Ace | null {
  const number = bytes[at] ?? 0;
  const type = types.get(number);
  if (type === undefined) return null;
  const mask = little32(bytes, at + 4);
  let from = at + 8;
  let [object, inherited] = ['', ''];
  if (number >= 5) {
    const which = little32(bytes, from);
    from += 4;
    if ((which & 1) !== 0) {
      object = guid(bytes, from);
      from += 16;
    }
    if ((which & 2) !== 0) {
      inherited = guid(bytes, from);
      from += 16;
    }
  }
  const sid = sidText(bytes, from, end);
  return sid === null ? null : { type, flags: bytes[at + 1] ?? 0, mask, object, inherited, sid: aliasOf(sid) };
}

function textOf(aces: readonly Ace[]): string {
  return `D:${aces
    .map(({ type, flags, mask, object, inherited, sid }) => {
      const words = flagWords.filter(([, bit]) => bit !== inheritedFlag && (flags & bit) !== 0).map(([word]) => word);
      return `(${type};${words.join('')};0x${mask.toString(16)};${object};${inherited};${sid})`;
    })
    .join('')}`;
}

/** The same of a descriptor that is written as SDDL, `O:DAG:DAD:PAI(A;;GA;;;SY)S:…`. */
export function permissionsOfText(sddl: string): string | null {
  const text = sddl.slice(0, 100_000);
  const at = /(?:^|[A-Z0-9)])D:/.exec(text);
  if (at === null) return /^(?:[OGS]:)/.test(text) ? noControl : null;
  let from = at.index + at[0].length;
  while (/[A-Z_]/.test(text.charAt(from))) {
    if (text.startsWith('NO_ACCESS_CONTROL', from)) return noControl;
    // Flags of the list, until its first entry or the next part.
    if (text.charAt(from + 1) === ':') return 'D:';
    from++;
  }
  const aces: Ace[] = [];
  while (text.charAt(from) === '(' && aces.length < maxAces) {
    const end = text.indexOf(')', from);
    if (end < 0) return null;
    const ace = aceOf(text.slice(from + 1, end));
    if (ace === null) return null;
    aces.push(ace);
    from = end + 1;
  }
  return textOf(aces);
}

function aceOf(text: string): Ace | null {
  const [type = '', flags = '', mask = '', object = '', inherited = '', sid = ''] = text.split(';');
  const known = [...types.values()].includes(type);
  const number = maskOf(mask);
  if (!known || number === null || sid === '') return null;
  let bits = 0;
  for (let i = 0; i < flags.length; i += 2)
    bits |= flagWords.find(([word]) => word === flags.slice(i, i + 2))?.[1] ?? 0;
  return {
    type,
    flags: bits,
    mask: number,
    object: object.toLowerCase(),
    inherited: inherited.toLowerCase(),
    sid: aliasOf(sid),
  };
}

function maskOf(text: string): number | null {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return Number.parseInt(text, 16);
  let mask = 0;
  for (let i = 0; i < text.length; i += 2) {
    const right = rights.get(text.slice(i, i + 2));
    if (right === undefined) return null;
    mask = (mask | right) >>> 0;
  }
  return mask;
}
