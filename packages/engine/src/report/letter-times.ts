/** Times of a letter: the attempts as the clock of the other end shows them, as far as anything is known of it. */
import type { Clock, Diagnosis, MessageArgs } from '../document/types.ts';
import { clockOf, type LetterCase, type Zone, zoneOf } from './letter-case.ts';
import type { LetterTextId } from './letter.en.ts';

/** Says a text of the letter in its language. */
type SayLetter = (id: LetterTextId, args?: MessageArgs) => string;

/** The moments of one case by the other end's clock. */
export class LetterTimes {
  readonly #case: LetterCase;
  readonly #say: SayLetter;
  readonly #clock: Clock | null;
  /** The zone that clock is read in; null: whatever its log is written in. */
  readonly #zone: Zone | null;

  constructor(doc: Diagnosis, about: LetterCase, say: SayLetter) {
    this.#case = about;
    this.#say = say;
    this.#clock = clockOf(doc, about.to);
    // Where nothing is known of their clock, times are those of the common time line, in UTC.
    this.#zone = this.#clock === null ? { ms: 0, name: 'UTC' } : zoneOf(doc, this.#clock);
  }

  /** Something is known of their clock. */
  get known(): boolean {
    return this.#clock !== null;
  }

  /** First and last moment of the attempts on the common time line; null where no source tells. */
  span(): { readonly first: string | null; readonly last: string | null } {
    const { incident, negotiations } = this.#case;
    const starts = negotiations.map((item) => item.ike.started).filter((at) => at !== null);
    return { first: incident?.first ?? starts[0] ?? null, last: incident?.last ?? starts.at(-1) ?? null };
  }

  /** First and last moment by the clock of the other end, or on the common time line; null when no time is known. */
  when(): string | null {
    const { partial } = this.#case.incident ?? {};
    const span = this.span();
    const first = this.moment(span.first) ?? partial?.first ?? null;
    const last = this.moment(span.last) ?? partial?.last ?? null;
    if (first === null) return null;
    const when = last === null || last === first ? first : this.#say('when.span', { first, last });
    if (span.first !== null && this.local()) return this.#say('when.local', { when });
    const zone = span.first === null ? '' : (this.#zone?.name ?? '');
    return zone === '' ? when : `${when} ${zone}`;
  }

  /** Our own times are by a clock whose zone nothing tells, and nothing was measured of theirs. */
  local(): boolean {
    return this.#clock === null && this.#case.incident?.local === true;
  }

  /** A time of the common time line as the other end's clock shows it, to the second; without its zone: in UTC. */
  moment(at: string | null, more = 0, zone = this.#zone?.ms ?? 0): string | null {
    const ms = at === null ? Number.NaN : Date.parse(at);
    if (Number.isNaN(ms)) return null;
    const offset = Number(BigInt(this.#clock?.offsetNs ?? '0') / 1_000_000n);
    const shifted = new Date(complete(ms - offset + zone, ms, this.#clock?.tells ?? null) + more);
    return Number.isNaN(shifted.getTime()) ? null : shifted.toISOString().slice(0, 19).replace('T', ' ');
  }

  /** What is to be said of a time that is not by their clock: it is in UTC, local, or lacks the year or the whole date. */
  textId(): LetterTextId {
    if (this.span().first !== null) return this.local() ? 'time.local' : 'time.utc';
    return /^[A-Z][a-z]{2} /.test(this.#case.incident?.partial.first ?? '') ? 'time.undated' : 'time.no-date';
  }

  /** Five minutes before the first attempt and after the last one in UTC; null where a time is unknown, or its zone. */
  around(): readonly [from: string | null, to: string | null] {
    if (this.#zone === null || this.#case.incident?.local === true) return [null, null];
    const { first, last } = this.span();
    const reading = (at: string | null, more: number): string | null => {
      const text = this.moment(at, more, 0);
      return text === null ? null : `${text.replace(' ', 'T')}Z`;
    };
    return [reading(first, -300_000), reading(last, 300_000)];
  }

  /** A reading of a clock without a zone is local time there. */
  since(from: string, to: string): string {
    const zone = this.#zone === null || this.local() ? '' : ' UTC';
    return ` --since '${from}${zone}' --until '${to}${zone}'`;
  }
}

const dayMs = 86_400_000;

/** A reading of a clock whose log lacks the year, or the whole date, with those of the common time line: the nearest. */
function complete(reading: number, common: number, tells: string | null): number {
  if (tells === 'time-only') return reading + Math.round((common - reading) / dayMs) * dayMs;
  if (tells !== 'no-year' || Number.isNaN(new Date(reading).getTime())) return reading;
  const year = new Date(common).getUTCFullYear();
  const readings = [year - 1, year, year + 1].map((one) => new Date(reading).setUTCFullYear(one));
  return readings.reduce((best, one) => (Math.abs(one - common) < Math.abs(best - common) ? one : best));
}
