/**
 * The result document `ipsec-doctor/diagnosis@1`. Every key is always present; lists are empty rather than absent; what is
 * unknown is `null` or the word `unknown`. Times of the common time line (`at`, `from`, `to`, `started` …) are RFC 3339 in
 * UTC with nine digits of a second; 64-bit numbers are decimal strings. Drawn by every face; nothing outside it is needed.
 */

/** Name of this version of the document. */
export const documentSchema = 'ipsec-doctor/diagnosis@1';

export type Lang = 'en' | 'ko';
export type Verdict = 'healthy' | 'failing' | 'degraded' | 'inconclusive' | 'no-ipsec';
export type Assurance = 'both-ends' | 'one-end' | 'partial';
export type FindingRole = 'cause' | 'contributing' | 'symptom' | 'note' | 'history';
export type Confidence = 'certain' | 'likely' | 'possible';
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export type YesNoUnknown = 'yes' | 'no' | 'unknown';
export type EvidenceClass =
  | 'statement'
  | 'configuration'
  | 'packet'
  | 'authenticated-notify'
  | 'clear-testimony'
  | 'absence'
  | 'shape';
export type BreakManner = 'refused' | 'silent' | 'icmp' | 'undecryptable' | 'aborted-locally' | 'none';
export type ArtifactStatus = 'read' | 'partial' | 'unsupported' | 'corrupt';

/** Anything JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value put into a message. */
export type MessageArg = string | number | boolean | null | readonly string[];
export type MessageArgs = Readonly<Record<string, MessageArg>>;

/** A sentence before it is put into a language: a catalogue id and its arguments. */
export interface MessageRef {
  readonly id: string;
  readonly args: MessageArgs;
}

/** A command for someone to run. `text` is `template` with `args` put in, quoted for `shell`. */
export interface Command {
  readonly shell: 'sh' | 'powershell' | 'cmd';
  readonly template: string;
  readonly args: readonly string[];
  readonly text: string;
}

/** What the result is about: host labels, ids of pairs, incidents and negotiations. */
export interface Scope {
  readonly hosts: readonly string[];
  readonly pair: string | null;
  readonly incident: string | null;
  readonly negotiations: readonly string[];
  /** `a->b` with host labels. */
  readonly direction: string | null;
}

/** One proof: a cited place, what kind of proof it is, and its words. */
export interface Evidence {
  /** Id of an entry of `sources`. */
  readonly source: string;
  readonly class: EvidenceClass;
  /** The time exactly as the source wrote it. */
  readonly time: string | null;
  /** The same on the common time line; null where no source tells the year. */
  readonly at: string | null;
  /** The same without what no source tells (`Nov 23 18:02:15.000`); null where `at` is told. */
  readonly partial: string | null;
  readonly quote: string;
}

export interface NextStep {
  readonly tier: number;
  /** Host label; null when it does not matter where. */
  readonly host: string | null;
  readonly text: string;
  readonly message: MessageRef;
  readonly command: Command | null;
  /** The same on other systems that may be meant: where nothing tells what runs there, or at either end. */
  readonly alternatives: readonly Command[];
  readonly privilege: 'user' | 'admin';
  readonly risk: 'none' | 'reads' | 'disrupts';
}

export interface Finding {
  readonly ref: string;
  readonly id: string;
  readonly role: FindingRole;
  readonly confidence: Confidence;
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly message: MessageRef;
  readonly scope: Scope;
  /** Refs of the findings this one accounts for. */
  readonly explains: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly against: readonly Evidence[];
  readonly details: { readonly [key: string]: Json };
  readonly nextSteps: readonly NextStep[];
  readonly references: readonly string[];
}

export interface Rival {
  readonly of: string;
  readonly id: string;
  readonly separatedBy: string;
  readonly message: MessageRef;
}

export interface Considered {
  readonly id: string;
  readonly incident: string | null;
  readonly result: 'excluded' | 'cannot-tell';
  /** Ids of sources. */
  readonly by: readonly string[];
  readonly missing: string | null;
}

export interface MissingEvidence {
  readonly host: string | null;
  readonly for: readonly string[];
  readonly what: string;
  readonly why: string;
  /** Catalogue ids of `what` and `why`, so that another language can be drawn. */
  readonly message: { readonly what: MessageRef; readonly why: MessageRef };
  readonly command: Command | null;
  /** The same on other systems that may be meant. */
  readonly alternatives: readonly Command[];
}

export interface Coverage {
  readonly artifact: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly live: boolean;
  readonly note: string | null;
}

export interface Host {
  readonly label: string;
  readonly observed: boolean;
  readonly role: 'end' | 'middlebox' | 'unknown';
  readonly addresses: readonly string[];
  /** Those of `addresses` that nothing shows to be its own: the other host speaks with them, and nobody else is left. */
  readonly assumedAddresses: readonly string[];
  readonly product: string | null;
  /** `linux`, `windows` (Vista and later), `windows-2003`, `windows-xp`, `windows-2000`, `windows-before-vista` (which is not known); null: nothing tells. */
  readonly platform: string | null;
  readonly coverage: readonly Coverage[];
}

/** A clock of the evidence: `offsetNs` is added to its readings to reach the common time line, known to within `errorNs`; null when unknown. */
export interface Clock {
  readonly id: string;
  readonly host: string | null;
  readonly artifacts: readonly string[];
  readonly offsetNs: string | null;
  readonly errorNs: string | null;
  readonly basis: string;
  /** What its artifacts write: `utc`, `local` (no zone), `no-year`, `time-only`, `monotonic`; null: not said. */
  readonly tells: string | null;
}

export interface Pair {
  readonly id: string;
  readonly hosts: readonly string[];
  readonly verdict: Verdict;
}

export interface BreakPoint {
  readonly lastCommonStep: string | null;
  readonly nextExpected: string | null;
  readonly direction: string | null;
  readonly manner: BreakManner;
  /** Host label, `path` or `unknown`. */
  readonly decidedBy: string;
}

export interface Incident {
  readonly id: string;
  readonly pair: string;
  readonly breakPoint: BreakPoint;
  readonly count: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Both without what no source tells, where that is the year. */
  readonly partial: { readonly first: string | null; readonly last: string | null };
  /** `first` and `last` are by a local clock whose zone nothing tells, although they are written like UTC. */
  readonly local: boolean;
  readonly healed: boolean;
  /** Ids of negotiations kept in full. */
  readonly examples: readonly string[];
}

export interface ChildOutcome {
  readonly outcome: 'established' | 'failed' | 'timed-out' | 'incomplete' | 'unknown';
  readonly spis: readonly string[];
  readonly selectors: { readonly [key: string]: Json };
  readonly why: string | null;
}

export interface View {
  readonly state: string;
  readonly lastSent: string | null;
  readonly lastReceived: string | null;
  readonly reason: string | null;
  readonly coverage: 'full' | 'partial' | 'none';
}

export interface LadderMessage {
  readonly step: string;
  readonly from: string;
  readonly to: string;
  readonly copies: number;
  readonly sentByLog: YesNoUnknown;
  readonly seenLeaving: YesNoUnknown;
  readonly seenArriving: YesNoUnknown;
  readonly receivedByLog: YesNoUnknown;
  readonly processed: YesNoUnknown;
  readonly answered: YesNoUnknown;
  /** Largest copy, bytes of the UDP payload without the non-ESP marker; null when no source tells. */
  readonly bytes: number | null;
  readonly ipFragments: number;
  readonly ports: { readonly from: number | null; readonly to: number | null };
  /** Payloads as far as they are visible, abbreviated as RFC 7296 section 1.2 does; notifies as N(NAME). */
  readonly payloads: readonly string[];
  /** Proposals of its SA payload; empty when it has none or nobody could read it. */
  readonly offers: readonly string[];
  readonly sources: readonly string[];
  readonly at: string | null;
  /** Without what no source tells, where that is the year. */
  readonly partial: string | null;
}

/** An end of a negotiation as its messages show it to anybody on the way. */
export interface NegotiationEnd {
  /** Outer addresses, as packets and logs tell them; several where a NAT stands between. */
  readonly addresses: readonly string[];
  /** Names of the known vendor IDs it sent, by packets and by what the log of the other end says it recognised. */
  readonly vendors: readonly string[];
}

export interface Negotiation {
  readonly id: string;
  /** Hash of protocol and SPIs: the same negotiation has the same key in every result. */
  readonly key: string;
  readonly pair: string;
  readonly protocol: 'IKEv1' | 'IKEv2' | 'AuthIP';
  /** Whether the evidence tells the protocol; false: `protocol` is an assumption. */
  readonly protocolTold: boolean;
  readonly initiator: string | null;
  readonly responder: string | null;
  readonly initiatorSpi: string | null;
  readonly responderSpi: string | null;
  readonly ends: { readonly initiator: NegotiationEnd; readonly responder: NegotiationEnd };
  readonly ike: {
    readonly outcome: 'established' | 'failed' | 'timed-out' | 'incomplete';
    readonly started: string | null;
    readonly ended: string | null;
  };
  readonly children: readonly ChildOutcome[];
  /** By host label. */
  readonly views: { readonly [host: string]: View };
  readonly messages: readonly LadderMessage[];
}

export interface SecurityAssociation {
  readonly spi: string;
  readonly protocol: 'ESP' | 'AH';
  readonly from: string | null;
  readonly to: string | null;
  readonly encapsulation: 'none' | 'udp' | 'tcp';
  readonly mode: 'transport' | 'tunnel' | null;
  readonly kind: 'hard' | 'soft';
  readonly selectors: Json;
  readonly counters: { readonly [name: string]: string };
  readonly events: readonly Json[];
}

export interface TimelineEntry {
  readonly at: string | null;
  readonly host: string | null;
  readonly text: string;
  readonly message: MessageRef;
  readonly count: number;
  readonly sources: readonly string[];
}

/** One step of the path to a cited place; `packet` and `line` count from 1. */
export type SourceStep =
  | { readonly member: string }
  | { readonly record: number }
  | { readonly line: number }
  | { readonly packet: number }
  | { readonly field: string }
  | { readonly layer: string }
  | { readonly bytes: readonly [offset: number, length: number] }
  | { readonly path: string };

export interface DocumentSource {
  readonly id: string;
  readonly artifact: string;
  readonly at: readonly SourceStep[];
}

export interface Artifact {
  readonly id: string;
  readonly path: string;
  readonly parent: string | null;
  /** Format name; `unknown` when no reader knows it. */
  readonly format: string;
  readonly host: string | null;
  readonly status: ArtifactStatus;
  readonly note: string | null;
  /** Catalogue id of `note`. */
  readonly message: MessageRef | null;
  /** Places that could not be read, the first ones. */
  readonly faults: readonly { readonly line: number | null; readonly packet: number | null; readonly reason: string }[];
  /** What the file holds (packets, records, lines, objects) as far as it could be read. */
  readonly records: number;
  readonly bytes: number;
  /** Lower-case hex; null when the bytes could not be read. */
  readonly sha256: string | null;
  readonly clock: string | null;
  readonly window: { readonly from: string; readonly to: string } | null;
}

export interface Limit {
  readonly what: string;
  readonly cap: number;
  readonly seen: number;
  readonly kept: number;
}

/** A line of a file before and after; `before` null: a new line behind `line`. Texts are the whole line. */
export interface FixEdit {
  /** Id of an entry of `artifacts`. */
  readonly artifact: string;
  readonly line: number;
  readonly before: string | null;
  readonly after: string;
  /** The line that opens the section it stands in. */
  readonly section: string;
  /** A secret in the line is shown as `***`. */
  readonly masked: boolean;
}

/** One way to put a cause right at one end. All fixes of a finding do the same: one of them is enough. */
export interface Fix {
  /** Ref of the finding. */
  readonly of: string;
  readonly host: string;
  readonly connection: string;
  readonly edits: readonly FixEdit[];
  /** It takes something weaker than this end has now. */
  readonly weakens: boolean;
  readonly text: string;
  readonly message: MessageRef;
}

/** The first point where a negotiation goes another way than one that worked. */
export interface Divergence {
  readonly kind:
    | 'offer'
    | 'payloads'
    | 'notify'
    | 'step'
    | 'missing'
    | 'not-arrived'
    | 'port'
    | 'fragments'
    | 'repeated';
  readonly step: string;
  /** What the working one shows there, and this one. */
  readonly good: string;
  readonly bad: string;
  readonly text: string;
  readonly message: MessageRef;
  readonly sources: readonly string[];
}

/** A comparison with a recording of the same connection while it worked. */
export interface Baseline {
  readonly verdict: Verdict;
  /** The negotiation of this document that was compared, and the key of the working one; null: there is none to compare. */
  readonly negotiation: string | null;
  readonly goodKey: string | null;
  /** Messages that are alike before the first difference. */
  readonly alike: number;
  readonly divergence: Divergence | null;
  readonly text: string;
  readonly message: MessageRef;
}

/** What became of a cause of an earlier result. */
export interface Verification {
  readonly cause: string;
  readonly hosts: readonly string[];
  readonly result: 'gone' | 'still-there' | 'not-shown';
  readonly text: string;
  readonly message: MessageRef;
}

/** The whole result. */
export interface Diagnosis {
  readonly schema: typeof documentSchema;
  readonly tool: { readonly name: 'ipsec-doctor'; readonly version: string };
  /** Language of the prose in this document; ids and args beside it have none. */
  readonly lang: Lang;
  /** Version of the message catalogue the prose was made from. */
  readonly catalogue: string;
  readonly verdict: Verdict;
  readonly assurance: Assurance;
  readonly summary: string;
  /** Catalogue id of `summary`, so that another language can be drawn. */
  readonly message: MessageRef;
  readonly findings: readonly Finding[];
  /** Changes of configuration files that would remove a cause; empty unless both ends' files are at hand. */
  readonly fixes: readonly Fix[];
  readonly rivals: readonly Rival[];
  readonly considered: readonly Considered[];
  readonly missingEvidence: readonly MissingEvidence[];
  readonly hosts: readonly Host[];
  readonly clocks: readonly Clock[];
  readonly pairs: readonly Pair[];
  readonly incidents: readonly Incident[];
  readonly negotiations: readonly Negotiation[];
  readonly securityAssociations: readonly SecurityAssociation[];
  /** Bounded: exemplars and counts. */
  readonly timeline: readonly TimelineEntry[];
  readonly sources: readonly DocumentSource[];
  readonly artifacts: readonly Artifact[];
  readonly limits: readonly Limit[];
  /** What sets it apart from a working recording; null when none was given. */
  readonly baseline: Baseline | null;
  /** What became of the causes of an earlier result; null when none was given. */
  readonly verification: readonly Verification[] | null;
  readonly totals: { readonly [name: string]: number };
}
