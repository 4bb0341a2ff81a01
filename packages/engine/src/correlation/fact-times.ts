import type { CaseView } from '../causes/api.ts';
import type { Account } from './account.ts';
import { dateNs } from './dates.ts';
import type { Fact } from './types.ts';

/**
 * When a fact happened: by the log's own clock (when its lines carry a full date), and on the common time line. `moment` is when its
 * negotiation began: near enough for the check of a certificate that a log without times tells of.
 */
export function timesOf(account: Account, fact: Fact, moment: bigint | null): ReturnType<CaseView['timesOf']> {
  const clock = account.clocks.get(fact.src.artifact);
  const source = account.artifacts.find((artifact) => artifact.id === fact.src.artifact);
  const own = source !== undefined && dated(source) && !isYearless(source, fact.ns) ? fact.ns : null;
  const host = account.hostOf.get(fact.src.artifact) ?? fact.host;
  if (fact.ns === null || clock === undefined || clock.basis === 'none') {
    const theirs =
      moment === null || !fact.code.startsWith('auth.certificate-')
        ? null
        : byClockOf(account, moment, (owner) => owner !== host);
    return { own, common: null, error: 0n, theirs };
  }
  // The offset of a log of two styles is that of one of them.
  if (source !== undefined && isYearless(source, fact.ns)) return { own, common: null, error: 0n, theirs: null };
  const common = fact.ns + clock.offset;
  // A log that writes whole seconds places its lines within a second.
  const error = clock.error + (fact.ns % 1_000_000_000n === 0n ? 1_000_000_000n : 0n);
  if (clock.basis === 'assumed') return { own, common, error, theirs: null };
  // The same moment by a clock of another host: whatever a host writes itself hangs on its one clock.
  return { own, common, error, theirs: byClockOf(account, common, (owner) => owner !== host) };
}

function dated(artifact: Account['artifacts'][number]): boolean {
  return (
    artifact.wire !== undefined ||
    artifact.text?.timeKind === 'utc' ||
    artifact.text?.timeKind === 'zoned' ||
    artifact.text?.timeKind === 'local'
  );
}

const twoYears = 2n * 366n * 86_400n * 1_000_000_000n;

/**
 * A line without a year in a log whose other lines have one, as after a change of the syslog format: readers put it into 2000, and no
 * clock jumps by years within one log.
 */
function isYearless(artifact: Account['artifacts'][number], ns: bigint | null): boolean {
  if (ns === null || new Date(Number(ns / 1_000_000n)).getUTCFullYear() !== 2000) return false;
  return (artifact.text?.observations ?? []).some(
    (item) => item.kind === 'log' && item.ns !== null && item.ns - ns > twoYears,
  );
}

/** A moment of the common time line by a dated clock of one of these hosts; captures first, they are in UTC. */
function byClockOf(account: Account, common: bigint, of: (owner: string) => boolean): bigint | null {
  const others = account.artifacts.filter((artifact) => {
    const owner = account.hostOf.get(artifact.id) ?? null;
    const { basis } = account.clocks.get(artifact.id) ?? {};
    return owner !== null && of(owner) && dated(artifact) && (basis === 'shared' || basis === 'reference');
  });
  const witness = others.find((artifact) => artifact.wire !== undefined) ?? others[0];
  const offset = witness === undefined ? null : (account.clocks.get(witness.id)?.offset ?? null);
  return offset === null ? null : common - offset;
}

/** Gives a certificate's validity failure its side where the log's own line could not (no date in its times), by the common time line. */
export function settleTime(account: Account, fact: Fact, moment: bigint | null): Fact {
  if (!fact.code.startsWith('auth.certificate-') || fact.args['notAfter'] === undefined) return fact;
  const times = timesOf(account, fact, moment);
  const captured = moment === null ? null : byClockOf(account, moment, (owner) => owner === fact.host);
  const at = times.own ?? times.theirs ?? captured;
  const settled: Fact = { ...fact, at };
  if (fact.code !== 'auth.certificate-invalid-time' || at === null) return settled;
  const notBefore = dateNs(String(fact.args['notBefore'] ?? ''));
  const notAfter = dateNs(String(fact.args['notAfter'] ?? ''));
  if (notBefore !== null && at < notBefore) return { ...settled, code: 'auth.certificate-not-yet-valid' };
  if (notAfter !== null && at > notAfter) return { ...settled, code: 'auth.certificate-expired' };
  return settled;
}

/** The offset of the clock of a capture taken at a host, to the common time line (nanoseconds); null where none is known. */
export function captureClock(account: Account, host: string): bigint | null {
  for (const artifact of account.artifacts) {
    if (artifact.wire === undefined || account.hostOf.get(artifact.id) !== host) continue;
    const clock = account.clocks.get(artifact.id);
    if (clock !== undefined && (clock.basis === 'shared' || clock.basis === 'reference')) return clock.offset;
  }
  return null;
}

/** Difference of two hosts' clocks by their captures; null when not measured or too small to matter. */
export function skewOf(account: Account, host: string, other: string): bigint | null {
  const own = captureClock(account, host);
  const theirs = captureClock(account, other);
  if (own === null || theirs === null) return null;
  const skew = own - theirs;
  return skew > 120_000_000_000n || skew < -120_000_000_000n ? skew : null;
}
