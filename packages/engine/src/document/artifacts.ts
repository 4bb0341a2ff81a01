import { isoTime } from '../correlation/wire-attempts.ts';
import type { DocumentContext } from './context.ts';
import type { Artifact, Clock, Host } from './types.ts';

const maxFaults = 20;

const archives = new Set(['zip', 'cab', 'tar', 'tar.gz', 'tar.xz']);

/** Whether there was something in a file to look at, understood or not; an archive is what it holds. */
export function wasRead({ status, sha256, format }: Artifact): boolean {
  return status !== 'corrupt' && sha256 !== null && !archives.has(format);
}

/**
 * The hosts, with what of each is there and from when to when. `labels` are those that the document speaks of: a peer of which
 * nothing is known but that it must exist is listed too, and strangers that nothing speaks of are not.
 */
export function hostsOf(context: DocumentContext, labels: readonly string[]): Host[] {
  const wanted = new Set(labels);
  const drafts = context.account.hosts.filter((host) => host.observed || wanted.has(host.label));
  const known: Host[] = drafts.map((host) => ({
    label: host.label,
    observed: host.observed,
    role: host.role,
    addresses: [...host.addresses].sort(),
    assumedAddresses: [...host.assumedAddresses].sort(),
    product: host.product,
    platform: context.platformOf(host.label),
    coverage: host.artifacts.flatMap((id) => {
      const artifact = context.account.artifacts.find((item) => item.id === id);
      if (artifact === undefined) return [];
      const window = windowOf(context, id);
      return [
        {
          artifact: id,
          from: window?.from ?? null,
          to: window?.to ?? null,
          live: (artifact.wire?.packets ?? 0) > 0 || artifact.text !== undefined,
          note: null,
        },
      ];
    }),
  }));
  const met = new Set(known.map((host) => host.label));
  for (const label of wanted) {
    if (!met.has(label))
      known.push({
        label,
        observed: false,
        role: 'end',
        addresses: [],
        assumedAddresses: [],
        product: null,
        platform: null,
        coverage: [],
      });
  }
  return known;
}

function windowOf(context: DocumentContext, id: string): { from: string; to: string } | null {
  const artifact = context.account.artifacts.find((item) => item.id === id);
  if (artifact?.wire !== undefined) {
    const [first, last] = [
      artifact.wire.cut?.span.from ?? artifact.wire.first,
      artifact.wire.cut?.span.to ?? artifact.wire.last,
    ];
    if (first !== null && last !== null) return { from: isoTime(first), to: isoTime(last) };
  }
  let from: bigint | null = null;
  let to: bigint | null = null;
  for (const item of artifact?.text?.observations ?? []) {
    if (item.kind !== 'log' || item.ns === null) continue;
    if (from === null || item.ns < from) from = item.ns;
    if (to === null || item.ns > to) to = item.ns;
  }
  if (from === null || to === null) return null;
  // By the artifact's own clock, and never with a year that it does not tell.
  const kind = artifact?.text?.timeKind;
  if (kind === 'no-year' || kind === 'time-only' || kind === 'monotonic') return null;
  return { from: isoTime(from), to: isoTime(to) };
}

function clockIds(context: DocumentContext): Map<string, string> {
  const ids = new Map<string, string>();
  for (const clock of clocksOf(context)) for (const artifact of clock.artifacts) ids.set(artifact, clock.id);
  return ids;
}

/** The clocks: artifacts of a host that run together share one. */
export function clocksOf(context: DocumentContext): Clock[] {
  const clocks: { host: string | null; offset: bigint; error: bigint; basis: string; artifacts: string[] }[] = [];
  for (const [artifact, clock] of [...context.account.clocks].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const host = context.account.hostOf.get(artifact) ?? null;
    const known = clocks.find(
      (item) =>
        item.host === host &&
        item.basis === clock.basis &&
        item.offset - clock.offset < 50_000_000n &&
        clock.offset - item.offset < 50_000_000n,
    );
    if (known === undefined)
      clocks.push({ host, offset: clock.offset, error: clock.error, basis: clock.basis, artifacts: [artifact] });
    else known.artifacts.push(artifact);
  }
  return clocks.map((clock, i) => ({
    id: `c${i + 1}`,
    host: clock.host,
    artifacts: clock.artifacts,
    offsetNs: clock.basis === 'none' ? null : clock.offset.toString(),
    errorNs: clock.basis === 'none' || clock.basis === 'assumed' ? null : clock.error.toString(),
    basis: clock.basis,
    tells: tellsOf(context, clock.artifacts),
  }));
}

/** What the times of a clock's artifacts tell; null where they tell different things, or have none. */
function tellsOf(context: DocumentContext, ids: readonly string[]): string | null {
  const kinds = ids.map((id) => {
    const artifact = context.account.artifacts.find((item) => item.id === id);
    const kind = artifact?.text?.timeKind;
    if (artifact?.wire !== undefined || kind === 'zoned') return 'utc';
    return kind === undefined || kind === 'none' ? null : kind;
  });
  return new Set(kinds).size === 1 ? (kinds[0] ?? null) : null;
}

/** Every artifact that was given, read or not. */
export function artifactsOf(context: DocumentContext): Artifact[] {
  const clocks = clockIds(context);
  return context.ingested.artifacts.map((artifact) => ({
    id: artifact.id,
    path: artifact.path,
    parent: artifact.parent,
    format: artifact.format,
    host: context.account.hostOf.get(artifact.id) ?? artifact.hostHint,
    status: artifact.status,
    note: artifact.note === null ? null : context.text(artifact.note.id, artifact.note.args),
    message: artifact.note,
    faults: artifact.faults.slice(0, maxFaults),
    records: artifact.records,
    bytes: artifact.bytes,
    sha256: artifact.sha256,
    clock: clocks.get(artifact.id) ?? null,
    window: windowOf(context, artifact.id),
  }));
}
