import type {
  Source,
  FactCode,
  ConnectionConfig,
  ConfigObservation,
  HostFact,
  Listing,
} from '../observations/index.ts';
import type {
  BreakPoint,
  Fact,
  Host,
  IcmpView,
  LedgerRow,
  NatView,
  Negotiation,
  Role,
  SaView,
  Tri,
} from '../correlation/types.ts';
import type { FanOut } from '../correlation/fan-out.ts';
import type { InnerView } from '../correlation/inner.ts';
import type { ServiceView } from '../correlation/services.ts';
import type { OpenedMessage } from '../correlation/opened.ts';
import type { PacketKind } from '../correlation/captures-show.ts';
import type { DifferenceKind } from '../policy/differences.ts';
import type { Task } from '../knowledge/windows-commands.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Classes of evidence, strongest first (architecture: statement of the component that decided, both configurations, packet fact under coverage, …). */
export type EvidenceClass =
  | 'statement'
  | 'configuration'
  | 'packet'
  | 'authenticated-notify'
  | 'clear-testimony'
  | 'absence'
  | 'shape';

export interface Evidence {
  readonly source: Source;
  readonly class: EvidenceClass;
  /** Place on the artifact's own clock, when known. */
  readonly ns?: bigint | null;
}

/**
 * What a cause thinks of a case.
 * `proves`: a decider's statement, both configurations, or covered packets map to this cause and to no other.
 * `indicates`: something speaks for it in particular, but rivals stay possible.
 * `allows`: nothing for or against; it is in the closed set of the break point.
 * `excluded`: something speaks against it so that it cannot be.
 */
export type Stand = 'proves' | 'indicates' | 'allows' | 'excluded';

/** Something that would settle the question. `what` and `why` are message ids of the cause's own catalogue or of the common one. */
export interface Need {
  /** Role or host label whose evidence is missing. */
  readonly host: string | null;
  readonly what:
    | 'log'
    | 'capture'
    | 'configuration'
    | 'sa-listing'
    | 'kernel-state'
    | 'firewall'
    | 'secrets'
    | 'clock'
    | 'longer-capture'
    | 'auditing'
    | 'raised-log-level'
    | 'user-database'
    | 'certificate'
    | 'placement';
}

export interface Opinion {
  readonly stand: Stand;
  readonly for: readonly Evidence[];
  readonly against: readonly Evidence[];
  /** Orders rivals with the same class of evidence; 0–100, default 50. */
  readonly weight?: number;
  /** Host label where the fault sits (where the change is to be made), if known; next steps with `host: 'fault'` go there. */
  readonly at?: string | null;
  readonly direction?: { readonly from: string; readonly to: string } | null;
  /** Machine readable particulars, documented on the cause's page. */
  readonly details?: { readonly [key: string]: Json };
  /** Arguments of the cause's messages. Strings and numbers only. */
  readonly args?: Readonly<Record<string, string | number>>;
  readonly needs?: readonly Need[];
  /**
   * What the words of the component that decided leave open beside this cause: they are ambiguous between these and no others, so
   * that they exclude the rest of the closed set.
   */
  readonly leaves?: readonly string[];
  /** Names a fault of the host `at` that several of its pairs show: opinions with the same name are one finding. */
  readonly shared?: string;
  /** Proven to have happened, but the connection works now or the event is not a fault by itself. */
  readonly note?: boolean;
}

/** One end of the case. */
export interface End {
  readonly role: Role;
  readonly label: string;
  readonly host: Host;
  /** Evidence at hand from this end, for the time of the incident. */
  readonly hasLog: boolean;
  readonly hasCapture: boolean;
  readonly hasConfiguration: boolean;
  /** Connection configurations of this host that are meant for the other end. */
  readonly connections: readonly ConnectionConfig[];
}

/** One difference between the two ends' configurations, from policy/compare. */
export interface ConfigDifference {
  readonly kind: DifferenceKind;
  /** True only when the two cannot work together; false for a difference that is negotiable. */
  readonly fatal: boolean;
  /** Another connection of one of the hosts fits the other end: which one was used is not told by the two of this difference. */
  readonly contested: boolean;
  /** Which host's expectation is not met (identity: who rejects), if it matters. */
  readonly host: string | null;
  readonly details: { readonly [key: string]: Json };
  readonly sources: readonly Source[];
}

/** Everything a cause may look at: one incident of one pair, both ends joined. Vendor formats never appear here. */
export interface CaseView {
  readonly incident: string;
  readonly initiator: End;
  readonly responder: End;
  readonly version: 1 | 2 | null;
  /** The negotiations of the incident in order of time; the last one is judged first. Empty when there never was one. */
  readonly negotiations: readonly Negotiation[];
  readonly main: Negotiation | null;
  readonly breakPoint: BreakPoint;
  /** Ledger of `main`. */
  readonly rows: readonly LedgerRow[];
  /** Facts of the incident's negotiations with one of these codes, both ends, in order. */
  facts(...codes: FactCode[]): readonly Fact[];
  /** Facts of one host about no negotiation (start, load, sockets), and of the incident as well. */
  hostFacts(host: string, ...codes: FactCode[]): readonly Fact[];
  /** Facts with one of these codes of earlier negotiations of these two that came to stand. */
  stood(...codes: FactCode[]): readonly Fact[];
  /** Configuration differences; null when not both ends' configurations are at hand. */
  readonly differences: readonly ConfigDifference[] | null;
  /** Protected messages that keys among the evidence opened, in the order of the captures. */
  readonly opened: readonly OpenedMessage[];
  /** What opened ESP packets between the two carry that bears on a fault. */
  readonly inner: readonly InnerView[];
  /** What the two hosts asked of DNS, RADIUS and Kerberos servers, by the captures. */
  readonly services: readonly ServiceView[];
  /** SAs between the two hosts. */
  readonly sas: readonly SaView[];
  readonly icmp: readonly IcmpView[];
  readonly nat: NatView;
  /** Incomplete IP datagrams between the hosts (missing fragments). */
  readonly incomplete: readonly {
    readonly from: string;
    readonly to: string;
    readonly artifact: string;
    readonly source: Source;
    readonly count: number;
    readonly ike: boolean;
  }[];
  /** Address resolution for the other end (or the next hop) that nobody answered. */
  readonly unresolved: readonly { readonly target: string; readonly asked: number; readonly source: Source }[];
  /** Any datagram (IKE, ICMP echo reply, ESP, clear TCP) from this host seen at the other end's vantage or told by its log, in the window. */
  readonly alive: { readonly initiator: Tri; readonly responder: Tri };
  /** Signs of life, to be cited. */
  readonly lifeSigns: { readonly initiator: readonly Evidence[]; readonly responder: readonly Evidence[] };
  /** Clear TCP, UDP or ICMP echo between the two hosts' protected addresses and the hosts themselves. */
  readonly clear: readonly ClearView[];
  /**
   * Clear traffic between addresses that no IKE is spoken at, as the captures of this host show it: what it decrypted, is about to protect
   * or lets past. Empty where the host has other peers as well, since nobody knows for which of them it is.
   */
  behind(host: string): readonly ClearView[];
  /** How crowded the responder was: negotiations of all peers that never got past the first exchange, and those that did. Null without such a view. */
  readonly crowd: {
    readonly halfOpen: number;
    readonly answered: number;
    readonly addresses: number;
    readonly sources: readonly Source[];
  } | null;
  /** How many peers this host started IKE with in vain in the busiest minute, and the first negotiation of it; null where there was none. */
  fanOut(host: string): FanOut | null;
  /** What has to be added to the clock of this host to reach the clock of the other one (ns), measured by packets both captured; null when not measured or within two minutes. */
  clockSkew(host: string): bigint | null;
  /** Both hosts' captures were compared, and their clocks agree to within two minutes. */
  readonly clocksAgree: boolean;
  /** The captures of this host show nothing but what it sends itself: they may be of one direction only (`tcpdump -Q out`, a mirror port). */
  hearsOnlyItself(host: string): boolean;
  /** So do they, and that is more than IKE: where others are on the line some of them had to be heard. */
  isOneSided(host: string): boolean;
  /** There are captures of this host, and none of them shows a single packet of the kind, of whomever: whether they would is not known (a filter, another interface). */
  showsNone(host: string, kind: PacketKind): boolean;
  /** Whether what is known of an artifact shows that records are missing from it. */
  hasHoles(artifact: string): boolean;
  /** Whether the reader of an artifact's format was held against real output. What rests on others alone is not certain. */
  confirmed(artifact: string): boolean;
  /** When a fact happened: by the full date its own log writes, on the common time line (and how far off that may be), and by a dated clock of another host. */
  timesOf(fact: Fact): {
    readonly own: bigint | null;
    readonly common: bigint | null;
    readonly error: bigint;
    readonly theirs: bigint | null;
  };
  /** Dumps and counters of a host. */
  dump<K extends ConfigObservation['kind']>(host: string, kind: K): readonly Extract<ConfigObservation, { kind: K }>[];
  end(host: string): End;
  /** Hosts of the evidence that are neither end of the case. */
  readonly others: readonly Host[];
}

/** Clear traffic between two addresses, folded. */
export interface ClearView {
  readonly protocol: 'tcp' | 'udp' | 'icmp-echo' | 'other';
  readonly src: string;
  readonly dst: string;
  readonly dstPort: number | null;
  readonly requests: number;
  readonly answers: number;
  readonly artifact: string;
  /** Of the first and of the last packet, on the common time line. */
  readonly first: bigint;
  readonly last: bigint;
  readonly source: Source;
}

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** What to do, for one tier. `text` is a message id of the cause's catalogue. Commands are templates with `{0}`… for arguments taken from the opinion's args. */
export interface StepTemplate {
  readonly tier: 1 | 2 | 3;
  /** 'fault' = the opinion's `at`; or a role. */
  readonly host: 'fault' | 'other' | Role | null;
  readonly text: string;
  readonly command?: {
    readonly shell: 'sh' | 'powershell' | 'cmd';
    readonly template: string;
    readonly args: readonly string[];
    /** What is done by it, for hosts where it takes another command: Windows, by its age. */
    readonly task?: Task;
  };
  readonly privilege: 'user' | 'admin';
  readonly risk: 'none' | 'reads' | 'disrupts';
}

/** A cause: one folder `causes/<id>/` with this as the default export of cause.ts. */
export interface Cause {
  readonly id: string;
  readonly severity: Severity;
  /** RFC sections, and the documents of vendors. */
  readonly references: readonly string[];
  /** Other causes that show as this one at the surface; for pages and `explain`. */
  readonly mistakenFor: readonly string[];
  /** Causes and symptoms this fault accounts for when both are proven in one incident. */
  readonly explains: readonly string[];
  readonly steps: readonly StepTemplate[];
  /** Traffic goes on with some loss: the pair is degraded, not failing. */
  readonly degrades?: boolean;
  readonly judge: (view: CaseView) => Opinion | null;
}

/** Declares a cause; only gives the type. */
export function defineCause(cause: Cause): Cause {
  return cause;
}

/**
 * Messages of a cause in one language. `title`: a failing noun phrase; `explanation`: two to four sentences for somebody who
 * reads logs; both may use `{arg}` (ICU) from the opinion's args. `separatedBy`: what would tell this cause from the others.
 * `meaning`, `proof`: for `explain` and the documentation page. `steps`: texts of the step templates by id.
 */
export interface CauseMessages {
  readonly title: string;
  readonly explanation: string;
  readonly meaning: string;
  readonly proof: string;
  readonly separatedBy: string;
  readonly steps: Readonly<Record<string, string>>;
}

// --- small helpers for judges

/** Evidence out of a fact: a statement when the speaker decided, else testimony of the class given. */
export function fromFact(fact: Fact, cls: EvidenceClass = 'statement'): Evidence {
  return { source: fact.src, class: cls, ns: fact.ns };
}

/** Evidence out of several facts. */
export function fromFacts(facts: readonly Fact[], cls: EvidenceClass = 'statement'): readonly Evidence[] {
  return facts.map((fact) => fromFact(fact, cls));
}

/** Evidence that a ledger row was seen: its best sightings. */
export function fromRow(row: LedgerRow, cls: EvidenceClass = 'packet'): readonly Evidence[] {
  return row.sightings.flatMap((sighting) => {
    const source = sighting.sources[0];
    return source === undefined ? [] : [{ source, class: cls, ns: sighting.ns }];
  });
}

export function fromSource(source: Source, cls: EvidenceClass, ns: bigint | null = null): Evidence {
  return { source, class: cls, ns };
}

export type { BreakPoint, Fact, Host, HostFact, IcmpView, LedgerRow, Listing, Negotiation, Role, SaView };
