import { type AddressRange, parseRange } from '../addresses.ts';
import type { Expansion, SpecificFilter } from './expand.ts';

/** A row of a list that IP Security Monitor exported (Quick Mode, Specific Filters; Export List). */
export interface MonitorFilter {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly direction: 'inbound' | 'outbound' | null;
  readonly source: AddressRange | null;
  readonly destination: AddressRange | null;
  /** 0: any; null: the list does not tell. */
  readonly protocol: number | null;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly action: 'permit' | 'block' | 'negotiate' | null;
  readonly weight: number | null;
}

export interface MonitorList {
  readonly filters: readonly MonitorFilter[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

const maxRows = 100_000;
const maxFaults = 50;
const everything: AddressRange = { family: 4, from: 0n, to: 0xffff_ffffn };
const protocols: Readonly<Record<string, number>> = { any: 0, '*': 0, icmp: 1, tcp: 6, udp: 17, gre: 47 };

/** Titles as the snap-in prints them, reduced to letters. Columns can be hidden and moved: they go by their titles. */
const titles = {
  source: ['source', 'sourceaddress'],
  destination: ['destination', 'destinationaddress'],
  sourcePort: ['sourceport'],
  destinationPort: ['destinationport'],
  protocol: ['protocol'],
  direction: ['direction'],
  weight: ['weight'],
  inboundAction: ['inboundaction'],
  outboundAction: ['outboundaction'],
  action: ['action', 'negotiationpolicy', 'filteraction'],
} as const;

type Column = keyof typeof titles;

/** Reads an exported list: tabs between columns, the first line holds the titles. Rows that are none are faults; never throws. */
export function readMonitorList(text: string): MonitorList {
  const faults: { line: number; reason: string }[] = [];
  const say = (line: number, reason: string): void => {
    if (faults.length < maxFaults) faults.push({ line, reason });
  };
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, maxRows + 2);
  const columns = columnsOf(lines[0] ?? '');
  if (columns.source === undefined || columns.destination === undefined) {
    say(1, 'no titles Source and Destination');
    return { filters: [], faults };
  }
  const filters: MonitorFilter[] = [];
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === '') continue;
    if (filters.length >= maxRows) {
      say(i + 1, `more than ${maxRows} rows`);
      break;
    }
    const cells = line.slice(0, 4000).split('\t');
    const cell = (column: Column): string | null => {
      const value = cells[columns[column] ?? -1]?.trim();
      return value === undefined || value === '' ? null : value;
    };
    const [source, destination] = [addressOf(cell('source')), addressOf(cell('destination'))];
    if (source === undefined || destination === undefined) {
      say(i + 1, 'an address cannot be read');
      continue;
    }
    const direction = directionOf(cell('direction'));
    filters.push({
      line: i + 1,
      direction,
      source,
      destination,
      protocol: protocolOf(cell('protocol')),
      sourcePort: portOf(cell('sourcePort')),
      destinationPort: portOf(cell('destinationPort')),
      action: actionOf(cell(direction === 'inbound' ? 'inboundAction' : 'outboundAction') ?? cell('action')),
      weight: numberOf(cell('weight')),
    });
  }
  return { filters, faults };
}

function columnsOf(line: string): Partial<Record<Column, number>> {
  const found: Partial<Record<Column, number>> = {};
  line
    .slice(0, 4000)
    .split('\t')
    .map((title) => title.toLowerCase().replaceAll(/[^a-z]/g, ''))
    .forEach((title, i) => {
      for (const [column, names] of Object.entries(titles) as [Column, readonly string[]][])
        if (names.includes(title)) found[column] ??= i;
    });
  return found;
}

/** `Any IP Address`, `192.0.2.1`, `192.0.2.0/24`, `192.0.2.0 (255.255.255.0)`; null: `Me`; undefined: none of these. */
function addressOf(text: string | null): AddressRange | null | undefined {
  if (text === null) return undefined;
  if (/^any\b/i.test(text) || text === '*') return everything;
  if (/^(?:me|my)\b/i.test(text)) return null;
  const [base = '', mask] = text.replaceAll(/[(),]/g, ' ').trim().split(/\s+/, 2);
  return parseRange(mask === undefined ? base : `${base}/${mask}`) ?? undefined;
}

function directionOf(text: string | null): MonitorFilter['direction'] {
  return text === null ? null : /^in/i.test(text) ? 'inbound' : /^out/i.test(text) ? 'outbound' : null;
}

function protocolOf(text: string | null): number | null {
  if (text === null) return null;
  const word = text.split(/\s/, 1)[0]?.toLowerCase() ?? '';
  return protocols[word] ?? numberOf(word);
}

function portOf(text: string | null): number | null {
  return text === null ? null : /^any|^\*|^0$/i.test(text) ? 0 : numberOf(text);
}

function numberOf(text: string | null): number | null {
  return text !== null && /^[0-9]{1,10}$/.test(text) ? Number(text) : null;
}

function actionOf(text: string | null): MonitorFilter['action'] {
  if (text === null) return null;
  return /permit/i.test(text) ? 'permit' : /block/i.test(text) ? 'block' : /negotiat/i.test(text) ? 'negotiate' : null;
}

/** How what the driver shows lies to what its policy makes. */
export interface MonitorComparison {
  /** Filters the policy makes that the list does not hold. */
  readonly missing: readonly SpecificFilter[];
  /** Rows of the list that the policy does not make. */
  readonly extra: readonly MonitorFilter[];
  /** Rows for whose traffic the action is another. */
  readonly otherAction: readonly { readonly row: MonitorFilter; readonly filter: SpecificFilter }[];
  /** Neighbours by the list's own weights that the expansion tries the other way round. */
  readonly otherOrder: readonly (readonly [MonitorFilter, MonitorFilter])[];
  readonly same: number;
}

const maxTold = 200;

/** Holds an exported list against an expansion (C30). What a column of the list does not tell is taken as agreeing. */
export function compareMonitorList(list: MonitorList, expansion: Expansion): MonitorComparison {
  const places = new Map<string, { readonly filter: SpecificFilter; readonly rank: number }[]>();
  expansion.filters.forEach((filter, rank) => {
    const key = pairKey(filter.source, filter.destination);
    const held = places.get(key);
    if (held === undefined) places.set(key, [{ filter, rank }]);
    else held.push({ filter, rank });
  });
  const met = new Set<SpecificFilter>();
  const ranks = new Map<MonitorFilter, number>();
  const extra: MonitorFilter[] = [];
  const otherAction: MonitorComparison['otherAction'][number][] = [];
  for (const row of list.filters) {
    const fits = (places.get(pairKey(row.source, row.destination)) ?? []).filter(({ filter }) => fitting(row, filter));
    const found = fits.find(({ filter }) => !met.has(filter)) ?? fits[0];
    if (found === undefined) {
      extra.push(row);
      continue;
    }
    met.add(found.filter);
    ranks.set(row, found.rank);
    if (row.action !== null && row.action !== found.filter.action) otherAction.push({ row, filter: found.filter });
  }
  const missing = expansion.filters.filter((filter) => !met.has(filter));
  return {
    missing: missing.slice(0, maxTold),
    extra: extra.slice(0, maxTold),
    otherAction: otherAction.slice(0, maxTold),
    otherOrder: turned(ranks).slice(0, maxTold),
    same: ranks.size - otherAction.length,
  };
}

function pairKey(source: AddressRange | null, destination: AddressRange | null): string {
  const text = (range: AddressRange | null): string => (range === null ? 'me' : `${range.from}-${range.to}`);
  return `${text(source)} ${text(destination)}`;
}

function fitting(row: MonitorFilter, filter: SpecificFilter): boolean {
  const port = (told: number | null, { from, to }: SpecificFilter['sourcePorts']): boolean =>
    told === null || (told === 0 ? from === 0 : told === from && told === to);
  return (
    (row.direction === null || row.direction === filter.direction) &&
    (row.protocol === null || row.protocol === filter.protocol) &&
    port(row.sourcePort, filter.sourcePorts) &&
    port(row.destinationPort, filter.destinationPorts)
  );
}

function turned(ranks: ReadonlyMap<MonitorFilter, number>): (readonly [MonitorFilter, MonitorFilter])[] {
  const found: (readonly [MonitorFilter, MonitorFilter])[] = [];
  for (const direction of ['inbound', 'outbound', null] as const) {
    const rows = [...ranks.keys()]
      .filter((row) => row.direction === direction && row.weight !== null)
      .sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
    for (const [i, row] of rows.entries()) {
      const next = rows[i + 1];
      if (next === undefined || next.weight === row.weight) continue;
      if ((ranks.get(row) ?? 0) > (ranks.get(next) ?? 0)) found.push([row, next]);
    }
  }
  return found;
}
