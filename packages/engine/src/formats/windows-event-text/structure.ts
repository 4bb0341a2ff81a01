/**
 * Messages of events in a language that nobody here knows the words of: which event it is, and its values, by nothing but the number of the
 * lines, their order, and the shapes of what stands in them (addresses, ports, cookies, numbers). The order is the same in every language, for
 * messages are made from one list of values (message tables of released systems, libyal/winevt-kb).
 */
import { legacyFilter } from '../windows-event/fields.ts';
import { failureOf2000, messageOrders, securityLayouts } from '../windows-event/layouts.ts';
import type { WindowsEventData } from '../windows-event/index.ts';
import { addressBytes } from '../../protocol/address.ts';
import { labelled } from './labelled.ts';

const none = (value: string): boolean => value === '-' || value === '';
const number = (value: string): boolean => /^[0-9]{1,20}$/.test(value);
const address = (value: string): boolean => addressBytes(value.replace(/%[0-9]{1,10}$/, '')) !== undefined;

/** What a value looks like, by the end of its name; names that are not here may hold anything. */
const shapes: readonly (readonly [name: RegExp, fits: (value: string) => boolean])[] = [
  [/^(?:Local|Remote)Address$/, address],
  [/(?:AddressMask|Endpoint|PrivateAddress)$/, (value) => none(value) || number(value) || address(value)],
  [/Port$/, (value) => none(value) || (number(value) && Number(value) < 65_536)],
  [/Cookie$/, (value) => /^(?:0x)?[0-9a-f]{16}$/i.test(value)],
  [
    /(?:FilterID|FilterId|SAID|SaId|MessageID|MMLifetime|QMLimit|LifetimeSeconds|Spi)$/,
    (value) => none(value) || number(value),
  ],
  [/CertHash$/, (value) => none(value) || /^[0-9a-f ]{40,80}$/i.test(value)],
];

const orders: readonly (readonly [id: number, names: readonly string[]])[] = [
  ...Object.entries(messageOrders).map(([id, names]) => [Number(id), names] as const),
  [5451, (securityLayouts[5451] ?? []).filter((name) => name !== 'TunnelId' && name !== 'TrafficSelectorId')],
  [5451, securityLayouts[5451] ?? []],
];

/** Paragraphs of a legacy message: a label that ends with a colon, and the lines below it. */
function groups(message: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  for (const raw of message.slice(0, 32_768).split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '') continue;
    if (/[:：]$/u.test(line) && line.length <= 60) found.push([]);
    else found.at(-1)?.push(line);
  }
  return found;
}

const isFilter = (group: readonly string[] | undefined): boolean => {
  const filter = (group?.length ?? 0) >= 7 ? legacyFilter(group?.join('\n') ?? '') : null;
  return filter !== null && filter.source !== null && filter.destination !== null;
};

/** Names of the values of a legacy message with these paragraphs: 547 has the filter second, 541 third (EVT-K-07 to EVT-K-09). */
function legacyNames(
  found: readonly (readonly string[])[],
): { readonly id: number; readonly names: readonly string[] } | null {
  if (isFilter(found[1]) && found.length === 6) return { id: 547, names: securityLayouts[547] ?? [] };
  if (isFilter(found[1]) && found.length === 4) return { id: 547, names: failureOf2000 };
  return isFilter(found[2]) && found.length === 4 ? { id: 541, names: securityLayouts[541] ?? [] } : null;
}

/** Values of a legacy message in another language; empty where it has not the structure of this event. */
export function legacyByStructure(id: number, message: string): WindowsEventData[] {
  const found = groups(message);
  const layout = legacyNames(found);
  if (layout === null || layout.id !== id) return [];
  return layout.names.map((name, at) => ({ name, value: (found[at] ?? []).join('\n') }));
}

/** The event that a message in another language is of; null where none fits, or more than one. */
export function eventByStructure(message: string): { readonly id: number; readonly provider: string } | null {
  const lines = labelled(message);
  const fitting = new Set(
    orders.flatMap(([id, names]) =>
      names.length === lines.length &&
      names.every((name, at) => {
        const shape = shapes.find(([of]) => of.test(name));
        return shape === undefined || shape[1](lines[at]?.value ?? '');
      })
        ? [id]
        : [],
    ),
  );
  const [modern] = fitting;
  if (modern !== undefined)
    return fitting.size === 1 ? { id: modern, provider: 'Microsoft-Windows-Security-Auditing' } : null;
  const legacy = legacyNames(groups(message));
  return legacy === null ? null : { id: legacy.id, provider: 'Security' };
}

/** Whether a line is the sentence that a message may begin with: no label, not indented, in letters other than those of English. */
function mayBegin(line: string): boolean {
  return /^\S/.test(line) && /[.。]\s*$/u.test(line) && !/[:：]/u.test(line) && /[^\u0000-\u007f]/.test(line);
}

/** A message of an event without anything around it, in lines from `from` up to `to`. */
export interface Placed {
  readonly id: number;
  readonly provider: string;
  readonly from: number;
  readonly to: number;
}

/** Lines that a message has at most, and beginnings that are tried. */
const longest = 80;
const mostBeginnings = 100;

/** Messages in another language that stand in a text without headers, each from its first sentence. */
export function messagesByStructure(lines: readonly string[]): readonly Placed[] {
  const begins: number[] = [];
  for (let at = 0; at < lines.length && begins.length < mostBeginnings; at++)
    if (mayBegin(lines[at]?.slice(0, 400) ?? '')) begins.push(at);
  const found: Placed[] = [];
  let free = 0;
  for (const from of begins) {
    if (from < free) continue;
    for (const to of [...begins.filter((at) => at > from), lines.length]) {
      const end = Math.min(to, from + longest);
      const event = eventByStructure(lines.slice(from, end).join('\n'));
      if (event !== null) {
        found.push({ ...event, from, to: end });
        free = end;
        break;
      }
      if (to > from + longest) break;
    }
  }
  return found;
}
