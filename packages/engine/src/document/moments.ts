import type { Account } from '../correlation/account.ts';
import type { EvidenceArtifact } from '../correlation/hosts.ts';
import { isoTime } from '../correlation/wire-attempts.ts';

/** A moment on the common time line. Where no source tells the year, or the date, `at` is null and `partial` is what is told. */
export interface Moment {
  readonly at: string | null;
  /** `Nov 23 18:02:15.000`, `18:02:15.000`, or seconds since the host started: `153.250 s`. */
  readonly partial: string | null;
}

type Told = 'all' | 'no-year' | 'time-only' | 'monotonic';

const nothing: Moment = { at: null, partial: null };
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Two artifacts whose times are further apart than this do not count from the same beginning: one of them lacks the year. */
const otherEpoch = 300n * 86_400n * 1_000_000_000n;

/** Writes moments with what the sources tell and no more: a year that a reader had to assume never gets into the document. */
export class Moments {
  readonly #account: Account;
  readonly #told = new Map<string, Told>();

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

function timeOf(iso: string): string {
  return iso.slice(11, 23);
}

function toldBy({ text }: EvidenceArtifact): Told {
  const kind = text?.timeKind;
  return kind === 'no-year' || kind === 'time-only' || kind === 'monotonic' ? kind : 'all';
}
