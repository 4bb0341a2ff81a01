/** The document of `policy` commands: what hosts' policies say, put together, and what is wrong with their stores. */
export interface PolicyDocument {
  readonly schema: 'ipsec-doctor/policy@1';
  readonly tool: { readonly name: 'ipsec-doctor'; readonly version: string };
  readonly hosts: readonly PolicyHost[];
  readonly artifacts: readonly {
    readonly id: string;
    readonly path: string;
    readonly format: string;
    readonly status: string;
    /** Reasons why parts could not be read. */
    readonly faults: readonly string[];
  }[];
}

export interface PolicyHost {
  /** Folder or name given for it; null: the files do not say. */
  readonly label: string | null;
  readonly policies: readonly ShownPolicy[];
  readonly faults: readonly ShownStoreFault[];
  /** What is questionable about what the policies say. */
  readonly issues: readonly ShownPolicyIssue[];
}

/** The specific filters of one host, in match order (`policy expand`). */
export interface ExpansionDocument {
  readonly schema: 'ipsec-doctor/policy-expansion@1';
  readonly tool: { readonly name: 'ipsec-doctor'; readonly version: string };
  readonly host: string | null;
  readonly addresses: readonly string[];
  readonly filters: readonly {
    readonly direction: 'inbound' | 'outbound';
    readonly text: string;
    readonly action: string;
    readonly policy: string;
    readonly filterList: string | null;
    readonly mirror: boolean;
    readonly weight: number;
  }[];
  readonly unexpanded: readonly { readonly filterList: string | null; readonly filter: string; readonly why: string }[];
  /** Held against a list that IP Security Monitor exported; null: none was given. */
  readonly against: {
    readonly file: string;
    readonly same: number;
    readonly missing: readonly string[];
    /** Lines of the list, from 1. */
    readonly extra: readonly number[];
    readonly otherAction: readonly { readonly line: number; readonly text: string }[];
    readonly otherOrder: readonly (readonly [number, number])[];
    readonly faults: readonly { readonly line: number; readonly reason: string }[];
  } | null;
}

/** How each class of traffic between two hosts goes, in both directions (`policy compare`). */
export interface ComparisonDocument {
  readonly schema: 'ipsec-doctor/policy-comparison@1';
  readonly tool: { readonly name: 'ipsec-doctor'; readonly version: string };
  readonly hosts: readonly [string, string];
  readonly classes: readonly {
    readonly from: string;
    readonly to: string;
    readonly protocol: number;
    readonly destinationPort: number;
    readonly result: SimulationDocument['result'];
    readonly encrypted: boolean;
    readonly reason: string;
    readonly decidedBy: string;
    readonly problems: readonly string[];
    /** What the policies do not tell; it is no mismatch. */
    readonly unverified: readonly string[];
    readonly delaySeconds: number;
    readonly filters: readonly { readonly filterList: string | null; readonly text: string }[];
  }[];
}

/** What two hosts do to each other when the first opens a conversation (`policy simulate`). */
export interface SimulationDocument {
  readonly schema: 'ipsec-doctor/policy-simulation@1';
  readonly tool: { readonly name: 'ipsec-doctor'; readonly version: string };
  readonly from: string;
  readonly to: string;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Null: the policies do not tell. */
  readonly result: 'clear' | 'hard-sa' | 'soft-sa' | 'blocked' | null;
  readonly encrypted: boolean;
  readonly reason: string;
  readonly decidedBy: string;
  /** All that stands between the two, not only what is met first. */
  readonly problems: readonly string[];
  /** What the policies do not tell; it is no mismatch. */
  readonly unverified: readonly string[];
  /** The host that begins IKE; null: nobody does. */
  readonly ikeFrom: string | null;
  /** What the drivers do with the first packet: that of the sender when it leaves, that of the receiver if it comes in clear. */
  readonly firstPacket: { readonly leaving: string; readonly arriving: string };
  /** What each side writes into its event log. */
  readonly events: readonly {
    readonly host: string;
    readonly log: 'Security' | 'System';
    readonly legacy: number;
    readonly modern: readonly number[];
    readonly success: boolean;
    readonly mode: 'main' | 'quick' | null;
    readonly code: number | null;
    /** False: which reason stands there no source tells. */
    readonly sure: boolean;
    readonly source: string;
  }[];
  readonly offer: string | null;
  /** Seconds that are felt at least. */
  readonly delaySeconds: number;
  /** The filters that matched, of either host. */
  readonly filters: readonly { readonly filterList: string | null; readonly text: string }[];
}

export interface ShownPolicyIssue {
  readonly code: string;
  readonly severity: 'high' | 'medium' | 'low';
  readonly policy: string;
  /** Filter list and filter of the rule it is about; null where it is about none. */
  readonly filterList: string | null;
  readonly filter: string | null;
  readonly otherFilterList: string | null;
  readonly otherFilter: string | null;
  readonly about: string;
  /** Records that Windows writes because of it, as `explain` knows them (`EVT-I-12`). */
  readonly events: readonly string[];
}

export interface ShownPolicy {
  readonly store: string;
  readonly object: string;
  readonly title: string;
  readonly description: string | null;
  readonly assigned: boolean;
  /** ISO 8601, UTC; null: not told. */
  readonly changed: string | null;
  readonly pollingSeconds: number | null;
  readonly mainMode: {
    readonly offers: readonly string[];
    readonly masterPfs: boolean;
    readonly lifetimeSeconds: number;
  } | null;
  readonly rules: readonly ShownRule[];
  readonly source: string;
}

export interface ShownRule {
  readonly filterList: string | null;
  readonly filterAction: string | null;
  readonly action: 'permit' | 'block' | 'negotiate' | 'unknown';
  readonly inboundPassThrough: boolean;
  readonly fallBack: boolean;
  readonly active: boolean;
  readonly defaultResponse: boolean;
  readonly tunnelEndpoint: string | null;
  readonly interfaces: string;
  readonly authentication: readonly string[];
  readonly offers: readonly string[];
  readonly pfs: boolean;
  readonly filters: readonly string[];
  /** What the rule leaves to sets that were not read; absent: nothing. */
  readonly untold?: readonly ('main-mode' | 'authentication' | 'offers')[];
}

export interface ShownStoreFault {
  readonly code: string;
  readonly store: string;
  readonly object: string;
  readonly about: string;
  readonly events: readonly string[];
  /** Artifact and line. */
  readonly source: string;
}
