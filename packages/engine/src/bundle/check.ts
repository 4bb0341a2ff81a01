/** Holds a bundle against what the next tier needs. */
import type { Artifact, Diagnosis, Host } from '../document/types.ts';
import { type Requirement, requirements } from './requirements.ts';

/** `stale`: older than the rest; `other-time`: of another time than the rest; `differs`: there, and not as it should be. */
export type ItemState = 'present' | 'missing' | 'stale' | 'other-time' | 'differs' | 'unknown';

export interface CheckedItem {
  readonly id: string;
  readonly inventory: readonly string[];
  readonly level: Requirement['level'];
  /** Null: of the bundle as a whole. */
  readonly host: string | null;
  readonly state: ItemState;
  /** Files that show it. */
  readonly files: readonly string[];
  /** Measured: seconds between clocks, or between a file's time and the others'. */
  readonly seconds: number | null;
  /** How to get what is missing. */
  readonly get: string | null;
}

export interface BundleCheck {
  readonly schema: 'ipsec-doctor/bundle-check@1';
  /** Nothing required is missing or of another time. */
  readonly complete: boolean;
  readonly hosts: readonly string[];
  readonly items: readonly CheckedItem[];
}

/** Seconds between two clocks that count as in step (T3-04). */
const inStep = 5;
/** Seconds by which files of one case may lie apart. */
const sameCase = 6 * 3600;

interface Span {
  readonly artifact: Artifact;
  readonly from: number;
  readonly to: number;
}

const address = /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$|:/;

/** The check of a diagnosed bundle for a tier. */
export function checkBundle(doc: Diagnosis, tier: 2 | 3 = 3): BundleCheck {
  const hosts = doc.hosts.filter(({ label }) => doc.artifacts.some(({ host }) => host === label));
  const items = requirements.filter((one) => one.tier <= tier).flatMap((one) => check(one, doc, hosts));
  return {
    schema: 'ipsec-doctor/bundle-check@1',
    complete: items.every(({ level, state }) => level === 'wanted' || state === 'present'),
    hosts: hosts.map(({ label }) => label),
    items,
  };
}

const isWindows = ({ platform }: Host): boolean => platform?.startsWith('windows') === true;

function check(one: Requirement, doc: Diagnosis, hosts: readonly Host[]): CheckedItem[] {
  const item = (
    state: ItemState,
    host: Host | null,
    files: readonly Artifact[] = [],
    seconds: number | null = null,
  ): CheckedItem => ({
    id: one.id,
    inventory: one.inventory,
    level: one.level,
    host: host?.label ?? null,
    state,
    files: files.map(({ path }) => path),
    seconds,
    get: state === 'present' ? null : host !== null && isWindows(host) ? one.get.windows : one.get.linux,
  });
  const asked = hosts.filter((host) => one.platform === undefined || (one.platform === 'windows') === isWindows(host));
  const { looks } = one;
  switch (looks.by) {
    case 'formats':
      return asked.map((host) => {
        const found = filesOf(doc, host).filter(
          ({ format, status }) => looks.formats.includes(format) && status !== 'corrupt',
        );
        if (found.length === 0) return item('missing', host);
        const apart = distance(found, doc);
        if (apart === null || Math.abs(apart) <= sameCase) return item('present', host, found);
        return item(apart < 0 ? 'stale' : 'other-time', host, found, Math.abs(Math.round(apart)));
      });
    case 'name': {
      const found = doc.artifacts.filter(({ path }) =>
        (path.split('/').at(-1) ?? '').toLowerCase().startsWith(looks.stem),
      );
      return [item(found.length > 0 ? 'present' : 'missing', null, found)];
    }
    case 'files':
      return hosts.length === 0
        ? [item('missing', null)]
        : hosts.map((host) => item(filesOf(doc, host).length > 0 ? 'present' : 'missing', host, filesOf(doc, host)));
    case 'caller': {
      const named = hosts.filter(({ label }) => !address.test(label));
      return [item(named.length > 0 ? 'present' : 'missing', null)];
    }
    case 'destination':
      return [item(doc.pairs.some((pair) => pair.hosts.length > 1) || hosts.length > 1 ? 'present' : 'missing', null)];
    case 'both-ends':
      return [item(hosts.length > 1 ? 'present' : 'missing', null)];
    case 'same-time':
      return [sameTime(item, doc, hosts)];
    case 'clocks':
      return [clocks(item, doc, hosts)];
    case 'names': {
      const loose = doc.artifacts.filter(
        ({ host, parent, path }) =>
          host === null && parent === null && /\.(?:pcap|pcapng|log|conf|reg|evtx)$/i.test(path),
      );
      return [item(loose.length === 0 ? 'present' : 'differs', null, loose)];
    }
  }
}

type Item = (state: ItemState, host: Host | null, files?: readonly Artifact[], seconds?: number | null) => CheckedItem;

function filesOf(doc: Diagnosis, host: Host): Artifact[] {
  return doc.artifacts.filter(
    (artifact) => artifact.host === host.label && artifact.format !== 'empty' && artifact.format !== 'unknown',
  );
}

function spanOf(artifact: Artifact): Span | null {
  if (artifact.window === null) return null;
  const [from, to] = [Date.parse(artifact.window.from) / 1000, Date.parse(artifact.window.to) / 1000];
  return Number.isFinite(from) && Number.isFinite(to) ? { artifact, from, to } : null;
}

const spansOf = (artifacts: readonly Artifact[]): Span[] => artifacts.flatMap((one) => spanOf(one) ?? []);

/** Seconds by which files lie before (negative) or behind the middle of all captures and logs; null: no time is told. */
function distance(files: readonly Artifact[], doc: Diagnosis): number | null {
  const own = spansOf(files);
  const others = spansOf(doc.artifacts).filter(({ artifact }) => !files.includes(artifact));
  if (own.length === 0 || others.length === 0) return null;
  const sorted = others.map(({ to }) => to).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const near = own.map(({ from, to }) => (middle < from ? from - middle : middle > to ? to - middle : 0));
  return near.reduce((best, one) => (Math.abs(one) < Math.abs(best) ? one : best));
}

/** Whether captures and logs of two hosts share a time. */
function sameTime(item: Item, doc: Diagnosis, hosts: readonly Host[]): CheckedItem {
  const spans = hosts.map((host) => spansOf(filesOf(doc, host)));
  const timed = spans.filter((own) => own.length > 0);
  if (timed.length < 2) return item(timed.length === 0 ? 'unknown' : 'missing', null);
  const shared = timed.some((own, i) =>
    timed.slice(i + 1).some((other) => own.some((a) => other.some((b) => a.from <= b.to && b.from <= a.to))),
  );
  if (shared)
    return item(
      'present',
      null,
      timed.flat().map(({ artifact }) => artifact),
    );
  const gaps = timed.flatMap((own, i) =>
    timed.slice(i + 1).flatMap((other) => own.flatMap((a) => other.map((b) => Math.max(a.from - b.to, b.from - a.to)))),
  );
  return item(
    'other-time',
    null,
    timed.flat().map(({ artifact }) => artifact),
    Math.round(Math.min(...gaps)),
  );
}

/** Clocks of hosts, as messages that both ends show measure them. */
function clocks(item: Item, doc: Diagnosis, hosts: readonly Host[]): CheckedItem {
  const known = doc.clocks.filter(
    // What is laid on by its year or zone says nothing of how well its clock goes.
    ({ host, offsetNs, tells }) => offsetNs !== null && tells === 'utc' && hosts.some(({ label }) => label === host),
  );
  const byHost = new Map(known.map(({ host, offsetNs }) => [host, Number(offsetNs ?? 0) / 1e9]));
  const artifacts = doc.artifacts.filter(({ id }) => known.some((clock) => clock.artifacts.includes(id)));
  if (byHost.size < 2) return item('unknown', null, artifacts);
  const offsets = [...byHost.values()];
  const apart = Math.max(...offsets) - Math.min(...offsets);
  // An offset that messages of both ends measure is as good as none; one that was assumed is not.
  const measured = known.every(({ basis }) => basis !== 'assumed');
  return item(apart <= inStep || measured ? 'present' : 'differs', null, artifacts, Math.round(apart));
}
