import type { Account } from '../correlation/account.ts';
import type { EvidenceArtifact } from '../correlation/hosts.ts';
import { isoTime } from '../correlation/wire-attempts.ts';

/** A moment on the common time line. Where no source tells the year, or the date, `at` is null and `partial` is what is told. */
export interface Moment {
  readonly at: string | null;
  /** `Nov 23 18:02:15.000`, `18:02:15.000`, or seconds since the host started: `153.250 s`. */
  readonly partial: string | null;
}

/** What the times of a source tell; `all`: the date too. */
export type Told = 'all' | 'no-year' | 'time-only' | 'monotonic';

/** A reading of an artifact's own clock. */
export interface Reading {
  readonly artifact: string;
  readonly ns: bigint | null;
}

const most: readonly (Told | 'local')[] = ['all', 'local', 'no-year', 'time-only', 'monotonic'];

const nothing: Moment = { at: null, partial: null };
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Two artifacts whose times are further apart than this do not count from the same beginning: one of them lacks the year. */
const otherEpoch = 300n * 86_400n * 1_000_000_000n;

/** Writes moments with what the sources tell and no more: a year that a reader had to assume never gets into the document. */
export class Moments {
  readonly #account: Account;
  readonly #told = new Map<string, Told>();
  readonly #localOf = new Map<string, boolean>();

  constructor(account: Account) {
    this.#account = account;
    const written = new Map(account.artifacts.map((artifact) => [artifact.id, toldBy(artifact)]));
    const own = account.artifacts.filter(({ id }) => !this.#shifted(id)).map(({ id }) => written.get(id));
    // What was shifted far counts as what it was shifted to.
    const target: Told = own.includes('all') || !own.includes('no-year') ? 'all' : 'no-year';
    for (const [id, told] of written) this.#told.set(id, told !== 'all' && this.#shifted(id) ? target : told);
  }

  #offset(artifact: string): bigint {
    return this.#account.clocks.get(artifact)?.offset ?? 0n;
  }

  #shifted(artifact: string): boolean {
    const offset = this.#offset(artifact);
    return offset > otherEpoch || offset < -otherEpoch;
  }

  /** A time of an artifact's own clock. */
  of(artifact: string, ns: bigint | null): Moment {
    return ns === null ? nothing : this.common([artifact], ns + this.#offset(artifact));
  }

  /**
   * The first or the last of some readings. Where one source tells the date and another one does not, those that tell most are asked:
   * the date that a reader had to assume for the other says nothing of when it was.
   */
  end(which: 'first' | 'last', readings: readonly Reading[]): Moment {
    const timed = readings.filter((reading) => reading.ns !== null);
    const best = new Set(this.best(timed.map(({ artifact }) => artifact)));
    const found = timed
      .filter(({ artifact }) => best.has(artifact))
      .map(({ artifact, ns }) => ({ artifact, ns: (ns ?? 0n) + this.#offset(artifact) }))
      .sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
    const chosen = which === 'first' ? found[0] : found.at(-1);
    return chosen === undefined ? nothing : this.common([chosen.artifact], chosen.ns);
  }

  /** Those of the artifacts whose times tell most: a date in UTC, one by a local clock, no year, the time of day. */
  best(artifacts: readonly string[]): readonly string[] {
    const rank = most.find((told) => artifacts.some((id) => this.#rank(id) === told));
    return artifacts.filter((id) => this.#rank(id) === rank);
  }

  /** Whether these artifacts tell different things, so that a common time out of all of them may have a date that nobody wrote. */
  differ(artifacts: readonly string[]): boolean {
    return this.best(artifacts).length < artifacts.length;
  }

  #rank(artifact: string): Told | 'local' {
    const told = this.#told.get(artifact) ?? 'all';
    return told === 'all' && this.#local(artifact) ? 'local' : told;
  }

  /**
   * Whether the times of all these artifacts are those of a local clock, of which nothing tells how far it is from UTC: nothing that
   * writes UTC was laid beside them.
   */
  isLocal(artifacts: readonly string[]): boolean {
    return artifacts.length > 0 && artifacts.every((id) => this.#local(id));
  }

  #local(id: string): boolean {
    const known = this.#localOf.get(id);
    if (known !== undefined) return known;
    const { clocks, artifacts } = this.#account;
    const own = artifacts.find((artifact) => artifact.id === id)?.text?.timeKind;
    const basis = clocks.get(id)?.basis;
    const measured = (other: EvidenceArtifact): boolean =>
      inUtc(other) && clocks.has(other.id) && (basis === 'shared' || clocks.get(other.id)?.basis === 'shared');
    const local = own === 'local' && (basis === 'assumed' || !artifacts.some(measured));
    this.#localOf.set(id, local);
    return local;
  }

  /** A time that is on the common time line already, told by these artifacts. */
  common(artifacts: readonly string[], ns: bigint | null): Moment {
    if (ns === null) return nothing;
    const told = artifacts.map((id) => this.#told.get(id) ?? 'all');
    const iso = isoTime(ns);
    if (told.length === 0 || told.includes('all')) return { at: iso, partial: null };
    if (told.includes('no-year'))
      return { at: null, partial: `${months[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(8, 10)} ${timeOf(iso)}` };
    if (told.includes('time-only')) {
      const days = ns / 86_400_000_000_000n;
      return { at: null, partial: days > 0n ? `${timeOf(iso)} +${days} d` : timeOf(iso) };
    }
    const ms = ns / 1_000_000n;
    return { at: null, partial: `${ms / 1000n}.${(ms % 1000n).toString().padStart(3, '0')} s` };
  }
}

/** A capture, or a log that writes UTC or its zone. */
function inUtc({ wire, text }: EvidenceArtifact): boolean {
  return wire !== undefined || text?.timeKind === 'utc' || text?.timeKind === 'zoned';
}

function timeOf(iso: string): string {
  return iso.slice(11, 23);
}

function toldBy({ text }: EvidenceArtifact): Told {
  const kind = text?.timeKind;
  return kind === 'no-year' || kind === 'time-only' || kind === 'monotonic' ? kind : 'all';
}
