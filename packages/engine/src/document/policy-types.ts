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

/** A file of a host that was not read, or not whole. */
export interface UnreadFile {
  readonly path: string;
  readonly status: string;
  /** Why, with lines. */
  readonly faults: readonly string[];
}

export interface PolicyHost {
  /** Folder or name given for it; null: the files do not say. */
  readonly label: string | null;
  /** Files of it that were not read, or not whole: what is questionable in them may be missing here. */
  readonly unread: readonly UnreadFile[];
  readonly policies: readonly ShownPolicy[];
  readonly faults: readonly ShownStoreFault[];
  /** What is questionable about what the policies say. */
  readonly issues: readonly ShownPolicyIssue[];
  /** Connections of a daemon's configuration, in the order of their files; connection security rules are among the policies. */
  readonly connections: readonly ShownConnection[];
  /** Policies the kernel of Linux has, in match order; null: no listing tells. */
  readonly kernel: readonly ShownKernelPolicy[] | null;
  /** Rules of iptables or nft that ask for IPsec policies. */
  readonly filters: readonly { readonly text: string; readonly source: string }[];
  readonly connectionIssues: readonly ShownConnectionIssue[];
  /** There are more issues than are listed. */
  readonly moreIssues: boolean;
}

export interface ShownConnection {
  readonly name: string;
  /** The running daemon lists it. */
  readonly loaded: boolean;
  /** The daemon does not load it by itself: `auto=` of ipsec.conf is `ignore`, the default, and no listing shows it loaded. */
  readonly ignored: boolean;
  readonly dialect: string | null;
  readonly versions: readonly number[];
  readonly local: string;
  readonly remote: string;
  /** Ways of authentication with identities, one for each round. */
  readonly localAuth: readonly string[];
  readonly remoteAuth: readonly string[];
  readonly proposals: readonly string[];
  /** Seconds; null: the default of the release. */
  readonly lifetimeSeconds: number | null;
  readonly children: readonly {
    readonly name: string;
    readonly mode: string | null;
    readonly local: readonly string[];
    readonly remote: readonly string[];
    /** How many selectors the file gives for a side of which only the first are kept; absent: both lists are whole. */
    readonly cut?: { readonly local?: number; readonly remote?: number };
    readonly proposals: readonly string[];
    readonly pfs: 'yes' | 'no' | null;
    readonly lifetimeSeconds: number | null;
  }[];
  readonly source: string;
}

export interface ShownKernelPolicy {
  readonly direction: string;
  readonly text: string;
  readonly action: string;
  readonly priority: number;
  readonly source: string;
}

export interface ShownConnectionIssue {
  readonly code: string;
  readonly severity: 'high' | 'medium' | 'low';
  readonly connection: string | null;
  readonly child: string | null;
  readonly policy: string | null;
  readonly other: string | null;
  readonly about: string;
  readonly sources: readonly string[];
}

/** The specific filters of one host, in match order (`policy expand`). Of Linux: policies of the kernel. */
export interface ExpansionDocument {
  readonly schema: 'ipsec-doctor/policy-expansion@1';
  readonly tool: { readonly name: 'ipsec-doctor'; readonly version: string };
  readonly host: string | null;
  readonly addresses: readonly string[];
  readonly filters: readonly {
    readonly direction: 'inbound' | 'outbound' | 'forwarded';
    readonly text: string;
    readonly action: string;
    /** Policy and filter list; of Linux connection and child. */
    readonly policy: string;
    readonly filterList: string | null;
    readonly mirror: boolean;
    /** Of Linux the priority: the smallest is tried first. */
    readonly weight: number;
  }[];
  /** Files that were not read, or not whole: what they hold may be missing here. */
  readonly unread: readonly UnreadFile[];
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
    /** Family of the addresses by which it goes. */
    readonly family: 4 | 6;
    readonly protocol: number;
    readonly destinationPort: number;
    /** The port stands for every one that no filter names. */
    readonly unnamed?: true;
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
  /** Where a host has connections: how each class of traffic goes, with either host as the initiator. */
  readonly connections: readonly ShownAgreement[];
  /** A host has more connections or children than are compared. */
  readonly more: boolean;
  /** Files of either host that were not read, or not whole: what they hold may be missing here. */
  readonly unread: readonly UnreadFile[];
}

/** How one class of traffic goes when `initiator` opens it. */
export interface ShownAgreement {
  readonly initiator: string;
  readonly responder: string;
  readonly initiatorConnection: string | null;
  readonly responderConnection: string | null;
  readonly initiatorChild: string | null;
  readonly responderChild: string | null;
  readonly result: 'would-establish' | 'would-fail' | 'would-fail-later' | 'cannot-be-verified';
  readonly aspects: readonly ShownAspect[];
  /** Nothing but that neither host has another connection left tells that the two are meant for each other. */
  readonly assumed: boolean;
  /** A connection that fits the peer's better than the one that is meant for it. */
  readonly fitsBetter: { readonly host: string; readonly connection: string } | null;
}

/** One thing the two ends have to agree about: what each has, and what becomes of it. */
export interface ShownAspect {
  readonly kind: string;
  readonly verdict: 'agrees' | 'differs' | 'later' | 'mismatch' | 'cannot-be-verified';
  readonly initiator: string | null;
  readonly responder: string | null;
  readonly accepted: string | null;
  /** Why it cannot be verified, or what is wrong with it, by stable name. */
  readonly why: string | null;
  /** What would settle it, by stable name: a file, a setting, an address. */
  readonly needs: string | null;
  /** It counts only where the connection is loaded at all, which is in question. */
  readonly onlyIf: 'loading' | null;
  /** The host whose expectation is not met. */
  readonly host: string | null;
  readonly sources: readonly string[];
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
  /** What would have to be known of an end before it can be told: about what, why, and what would settle it, by stable names. */
  readonly missing: readonly {
    readonly kind: string;
    readonly host: string | null;
    readonly why: string | null;
    readonly needs: string | null;
  }[];
  /** Files of either host that were not read, or not whole: what they hold may be missing here. */
  readonly unread: readonly UnreadFile[];
  /** What the policies do not tell; it is no mismatch. */
  readonly unverified: readonly string[];
  /** The host that begins IKE; null: nobody does. */
  readonly ikeFrom: string | null;
  /**
   * What the drivers do with the first packet: that of the sender when it leaves, that of the receiver if it comes in clear. Null: an end is
   * not one of which policies of Windows tell.
   */
  readonly firstPacket: { readonly leaving: string; readonly arriving: string } | null;
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
  /** Profiles of networks in which it is in force; absent: all. */
  readonly profiles?: readonly string[];
  readonly authentication: readonly string[];
  readonly offers: readonly string[];
  readonly pfs: boolean;
  readonly filters: readonly string[];
  /** What the rule leaves to sets that were not read; absent: nothing. */
  readonly untold?: readonly ('main-mode' | 'authentication' | 'offers')[];
  /** What the system does of that by itself, in the releases that a public page says it of; a policy elsewhere may have replaced it. */
  readonly defaults?: readonly {
    readonly of: 'main-mode' | 'authentication' | 'offers';
    readonly text: string;
    readonly releases: readonly string[];
    readonly source: string;
  }[];
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
