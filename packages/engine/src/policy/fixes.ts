/** Differences of two configurations as changes of either file: line by line, and only where the change is proven to do it. */
import type { ConnectionConfig, ConnectionPlaces, SecretConfig, SettingPlace } from '../observations/configuration.ts';
import { comparePair } from './compare.ts';
import type { Difference, DifferenceKind, Findings, HostConfiguration, Pair } from './differences.ts';
import { movesFor } from './fix-moves.ts';
import type { Move, SettingChange } from './fix-types.ts';

/** A line of a file before and after. `before` null: a new line behind `line`. `masked`: a secret in it is not shown. */
export interface LineEdit {
  readonly artifact: string;
  readonly line: number;
  readonly before: string | null;
  readonly after: string;
  /** The line that opens the section it stands in, for the reader. */
  readonly section: string;
  readonly masked: boolean;
}

/** One way to put a difference right: at this host, by these lines. */
export interface FixDraft {
  readonly host: string;
  readonly connection: string;
  readonly edits: readonly LineEdit[];
  readonly weakens: boolean;
}

const maxLines = 2;

/** Kinds that are a fault even where the comparison does not call them fatal. */
const always: ReadonlySet<DifferenceKind> = new Set(['pfs', 'mode']);

function counts(difference: Difference): boolean {
  return difference.fatal || always.has(difference.kind);
}

function sameFault(a: Difference, b: Difference): boolean {
  return a.kind === b.kind && a.host === b.host && a.details['child'] === b.details['child'];
}

/**
 * Changes of either end that remove the differences of these kinds between two connections, as their files have them. A change is
 * given only when the comparison, with the change made, finds that difference gone and no new one that is fatal. `allowsV1` tells
 * of each end whether IKEv1 is known to be switched on for the whole daemon.
 */
export function proposeFixes(
  pair: Pair,
  kinds: readonly DifferenceKind[],
  allowsV1: { readonly a: boolean; readonly b: boolean },
): readonly FixDraft[] {
  const before = comparePair(pair);
  const found: FixDraft[] = [];
  for (const difference of before.differences) {
    if (!kinds.includes(difference.kind) || !counts(difference)) continue;
    for (const side of ['a', 'b'] as const) {
      const [own, peer, host, peerHost] =
        side === 'a' ? [pair.a, pair.b, pair.hostA, pair.hostB] : [pair.b, pair.a, pair.hostB, pair.hostA];
      if (own.places === undefined) continue;
      const moves = movesFor(difference, { own, peer, host, peerHost, allowsV1: allowsV1[side] });
      const move = moves.find((item) => removes(difference, before, comparePair(moved(pair, side, item))));
      const edits = move === undefined ? null : editsOf(own, own.places, move);
      if (move === undefined || edits === null) continue;
      const fix = { host: host.label, connection: own.name, edits, weakens: move.weakens };
      if (!found.some((other) => JSON.stringify(other) === JSON.stringify(fix))) found.push(fix);
    }
  }
  // What weakens nothing comes first.
  return [...found.filter((fix) => !fix.weakens), ...found.filter((fix) => fix.weakens)].slice(0, 8);
}

function moved(pair: Pair, side: 'a' | 'b', { own, secrets }: Move): Pair {
  const old = pair[side];
  const rename = (host: HostConfiguration): HostConfiguration => ({
    ...host,
    connections: host.connections.map((config) => (config.name === old.name ? own : config)),
    secrets: host.secrets.map((secret) => {
      const change = secrets.find((item) => item.secret === secret);
      return change === undefined ? secret : renamed(secret, change.index, change.value);
    }),
  });
  return side === 'a' ? { ...pair, a: own, hostA: rename(pair.hostA) } : { ...pair, b: own, hostB: rename(pair.hostB) };
}

function renamed(secret: SecretConfig, index: number, value: string): SecretConfig {
  return { ...secret, ids: secret.ids.map((id, i) => (i === index ? value : id)) };
}

function removes(fault: Difference, before: Findings, after: Findings): boolean {
  if (after.differences.some((item) => counts(item) && sameFault(item, fault))) return false;
  if (
    after.differences.some((item) => item.fatal && !before.differences.some((old) => old.fatal && sameFault(old, item)))
  )
    return false;
  // A change that only makes it unknown has shown nothing.
  return !after.undecided.some(
    (item) =>
      item.kind === fault.kind && !before.undecided.some((old) => old.kind === item.kind && old.host === item.host),
  );
}

/** The lines of a move; null when one of them cannot be shown, or they are more than two. */
function editsOf(own: ConnectionConfig, places: ConnectionPlaces, move: Move): readonly LineEdit[] | null {
  const edits: (LineEdit | null)[] = [
    ...move.settings.map((change) => settingEdit(own, places, change)),
    ...move.secrets.map(({ secret, index, value }) => {
      const place = secret.idPlaces?.[index];
      const written =
        place == null ? null : quoted(value, place, secret.src.quote.includes(' : ') ? 'ipsec.conf' : 'swanctl.conf');
      if (place == null || written === null) return null;
      return edit(
        secret.src.artifact,
        place,
        written,
        place.text.includes('***') ? '' : secret.src.quote,
        place.text.includes('***'),
      );
    }),
  ];
  const whole = edits.filter((item): item is LineEdit => item !== null);
  if (whole.length !== edits.length || whole.length === 0 || whole.length > maxLines) return null;
  const lines = new Set(whole.map((item) => `${item.artifact}:${item.line}:${item.before === null ? item.after : ''}`));
  return lines.size === whole.length && whole.every((item) => item.before !== item.after) ? whole : null;
}

function settingEdit(
  own: ConnectionConfig,
  places: ConnectionPlaces,
  { section, key, value }: SettingChange,
): LineEdit | null {
  const place = places.settings.get(section === '' ? key : `${section}.${key}`);
  if (place === null) return null;
  const head = places.sections.get(section) ?? places.sections.get('');
  const heading = places.sections.get('')?.text.trim() ?? own.src.quote;
  const written = quoted(value, place ?? null, places.grammar);
  if (written === null) return null;
  if (place !== undefined) return edit(own.src.artifact, place, written, heading, false);
  if (head === undefined || !places.sections.has(section)) return null;
  const equals = places.grammar === 'swanctl.conf' ? ' = ' : '=';
  return {
    artifact: own.src.artifact,
    line: head.line,
    before: null,
    after: `${head.indent}${key}${equals}${written}`,
    section: heading,
    masked: false,
  };
}

function edit(artifact: string, place: SettingPlace, written: string, section: string, masked: boolean): LineEdit {
  const after = place.text.slice(0, place.from) + written + place.text.slice(place.to);
  return { artifact, line: place.line, before: place.text, after, section, masked };
}

/** A value as the grammar wants it, in quotes where the old one was or where it must; null when it cannot be written. */
function quoted(value: string, place: SettingPlace | null, grammar: ConnectionPlaces['grammar']): string | null {
  if (value === '' || /[\u0000-\u001f\u007f"\\]/.test(value)) return null;
  const was = place?.text.charAt(place.from) === '"';
  const plain = grammar === 'swanctl.conf' ? /^[A-Za-z0-9_.,:@%/[\]*+|-]+$/ : /^[^\s#"']+$/;
  return was || !plain.test(value) ? `"${value}"` : value;
}
