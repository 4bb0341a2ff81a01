import type { Clock, Diagnosis, Finding, Host, Incident, Negotiation } from '../document/types.ts';
import { type WindowsPlatform, windowsPlatform } from '../document/platform.ts';
import { productNames, type Product } from './letter-lines.ts';

/** What a letter is about: one incident of one pair, seen from the writer's end. */
export interface LetterCase {
  /** Labels of the hosts: who is written to, and who writes. */
  readonly to: string;
  readonly from: string;
  readonly incident: Incident | null;
  /** Causes of the incident. */
  readonly causes: readonly Finding[];
  /** Negotiations of the incident that the document keeps, the last one last. */
  readonly negotiations: readonly Negotiation[];
  /** Addresses as the messages of the attempt show them. */
  readonly theirs: readonly string[];
  readonly ours: readonly string[];
  /** The other end cannot know the writer's addresses: they are private ones, behind a NAT. */
  readonly hidden: boolean;
  /** Products the other end may be, and the name of one that is known and has no lines here. */
  readonly products: readonly Product[];
  readonly unknownProduct: string | null;
  /** The age of Windows there, as far as it is known: its commands differ. */
  readonly windows: WindowsPlatform;
}

/** Causes that are a difference of the two ends: whichever of them says so, either can be changed. */
export const differences: ReadonlySet<string> = new Set([
  'auth.identity-mismatch',
  'auth.method-mismatch',
  'auth.psk-mismatch',
  'ike.exchange-mismatch',
  'ike.version-mismatch',
  'policy.mode-mismatch',
  'policy.selector-mismatch',
  'proposal.esp-mismatch',
  'proposal.ike-mismatch',
  'proposal.pfs-mismatch',
]);

/** The end a letter goes to when nobody says: of the first cause the one without evidence, else the one that decided; null: there is nobody. */
export function addressee(doc: Diagnosis): string | null {
  const cause = doc.findings.find((finding) => finding.role === 'cause');
  const open = doc.incidents.filter((incident) => !incident.healed);
  const incident =
    open.find((item) => item.id === cause?.scope.incident) ?? (cause === undefined ? open[0] : undefined);
  const hosts =
    doc.pairs.find((pair) => pair.id === (cause?.scope.pair ?? incident?.pair))?.hosts ?? doc.pairs[0]?.hosts ?? [];
  const known = hosts.filter((label) => doc.hosts.some((host) => host.label === label));
  const unobserved = known.find((label) => doc.hosts.some((host) => host.label === label && !host.observed));
  if (unobserved !== undefined) return unobserved;
  const asked = known.find((label) => doc.missingEvidence.some((item) => item.host === label));
  const decided = known.find((label) => label === incident?.breakPoint.decidedBy);
  const changed = known.find((label) => cause?.nextSteps.some((step) => step.host === label));
  return changed ?? asked ?? decided ?? known.at(-1) ?? null;
}

/** The host of that label or address; null when the document has none. */
export function hostNamed(doc: Diagnosis, name: string): Host | null {
  return (
    doc.hosts.find((host) => host.label === name) ?? doc.hosts.find((host) => host.addresses.includes(name)) ?? null
  );
}

/** What the document holds about that end and its peer; null when it belongs to no pair. */
export function letterCase(doc: Diagnosis, to: string): LetterCase | null {
  const causes = doc.findings.filter((finding) => finding.role === 'cause');
  const pairs = doc.pairs.filter((pair) => pair.hosts.includes(to));
  const first = causes.find((finding) => pairs.some((pair) => pair.id === finding.scope.pair));
  const open = doc.incidents.filter((item) => !item.healed && pairs.some((pair) => pair.id === item.pair));
  const pair = pairs.find((item) => item.id === (first?.scope.pair ?? open[0]?.pair)) ?? pairs[0];
  const from = pair?.hosts.find((label) => label !== to);
  if (pair === undefined || from === undefined) return null;
  const incident = open.find((item) => item.id === first?.scope.incident) ?? open.find((item) => item.pair === pair.id);
  const negotiations = doc.negotiations.filter(
    (item) => item.pair === pair.id && (incident === undefined || incident.examples.includes(item.id)),
  );
  const end = (label: string): readonly string[] => [
    ...new Set(
      negotiations.flatMap((item) => [
        ...(item.initiator === label ? item.ends.initiator.addresses : []),
        ...(item.responder === label ? item.ends.responder.addresses : []),
      ]),
    ),
  ];
  const vendors = negotiations.flatMap((item) => [
    ...(item.initiator === to ? item.ends.initiator.vendors : []),
    ...(item.responder === to ? item.ends.responder.vendors : []),
  ]);
  const platform = (label: string): WindowsPlatform | null =>
    windowsPlatform(doc.hosts.find((host) => host.label === label)?.platform ?? null);
  const windows = platform(to);
  const theirs = end(to);
  const ours = outside(end(from));
  return {
    to,
    from,
    incident: incident ?? null,
    causes: causes.filter((finding) => finding.scope.pair === pair.id),
    negotiations,
    theirs,
    ours,
    hidden: ours.length > 0 && ours.every(isPrivate) && theirs.some((address) => !isPrivate(address)),
    ...(windows === null
      ? productOf([doc.hosts.find((host) => host.label === to)?.product ?? '', ...vendors])
      : { products: ['Windows'], unknownProduct: null }),
    // Of an end nothing is known of, the age is taken for that of the writer's, if it is Windows too.
    windows: windows ?? platform(from) ?? 'windows',
  };
}

/** Products by what the other end calls itself; all of them when it says nothing. */
function productOf(words: readonly string[]): Pick<LetterCase, 'products' | 'unknownProduct'> {
  // Many products claim to speak the Unity extensions of one.
  const telling = words.filter((word) => !/unity/i.test(word));
  const found = telling.flatMap((word) => {
    const known = productNames.find(([name]) => word.toLowerCase().includes(name));
    return known === undefined ? [] : [{ word, product: known[1] }];
  });
  const product = found.find((item) => item.product !== null)?.product;
  if (product != null) return { products: [product], unknownProduct: null };
  const [other] = found;
  return other === undefined
    ? { products: ['strongSwan', 'Libreswan', 'Windows'], unknownProduct: null }
    : { products: [], unknownProduct: other.word };
}

/** An address nobody outside can see (RFC 1918, RFC 4193, RFC 6598, RFC 3927, RFC 4291 section 2.5.6). */
export function isPrivate(address: string): boolean {
  return /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i.test(
    address,
  );
}

/** Where an end is known by a public address, its private ones are nobody's business. */
function outside(addresses: readonly string[]): readonly string[] {
  const open = addresses.filter((address) => !isPrivate(address));
  return open.length > 0 ? open : addresses;
}

/** The clock of that host which its logs go by; null when nothing measured it. */
export function clockOf(doc: Diagnosis, label: string): Clock | null {
  const measured = doc.clocks.filter(
    (clock) => clock.host === label && clock.offsetNs !== null && clock.basis !== 'assumed',
  );
  const ofLog = measured.find((clock) =>
    clock.artifacts.some((id) => doc.artifacts.some((item) => item.id === id && !item.format.startsWith('pcap'))),
  );
  return ofLog ?? measured[0] ?? null;
}

/** How far the clock of one host is ahead of that of another one, in nanoseconds; by captures where there are some, they are in UTC. */
export function aheadOf(doc: Diagnosis, label: string, other: string): bigint {
  const offset = (host: string): bigint => {
    const measured = doc.clocks.filter(
      (clock) => clock.host === host && clock.offsetNs !== null && clock.basis !== 'assumed',
    );
    const ofCapture = measured.find((clock) =>
      doc.artifacts.some((item) => clock.artifacts.includes(item.id) && item.format.startsWith('pcap')),
    );
    return BigInt((ofCapture ?? clockOf(doc, host))?.offsetNs ?? '0');
  };
  return offset(other) - offset(label);
}

/** How far a written time is from UTC, and what that is called. */
export interface Zone {
  readonly ms: number;
  readonly name: string;
}

/** The zone a clock's artifacts write: UTC for captures, what their cited times carry, else null. */
export function zoneOf(doc: Diagnosis, clock: Clock): Zone | null {
  const artifacts = doc.artifacts.filter((item) => clock.artifacts.includes(item.id));
  if (artifacts.length > 0 && artifacts.every((item) => item.format.startsWith('pcap'))) return { ms: 0, name: 'UTC' };
  const sources = new Set(
    doc.sources.filter((source) => clock.artifacts.includes(source.artifact)).map((source) => source.id),
  );
  for (const { source, time } of doc.findings.flatMap((finding) => [...finding.evidence, ...finding.against])) {
    if (time === null || !sources.has(source)) continue;
    if (/\dZ$/.test(time)) return { ms: 0, name: 'UTC' };
    const zone = /([+-])(\d\d):?(\d\d)$/.exec(time);
    if (zone === null || !/T\d\d:\d\d/.test(time)) continue;
    const minutes = Number(zone[2]) * 60 + Number(zone[3]);
    return { ms: (zone[1] === '-' ? -minutes : minutes) * 60_000, name: `${zone[1]}${zone[2]}${zone[3]}` };
  }
  return null;
}
