/** Documents of `policy` commands about a whole organisation. Codes are stable names; faces say them in words. */

interface Headed<S extends string> {
  readonly schema: S;
  readonly tool: { readonly name: 'ipsec-doctor'; readonly version: string };
}

export interface ShownDeploymentFault {
  readonly file: string;
  readonly line: number | null;
  readonly code: string;
  readonly about: string;
}

/** How one kind of traffic goes. */
export interface ShownOutcome {
  /** Null: the policies do not tell. */
  readonly result: 'clear' | 'hard-sa' | 'soft-sa' | 'blocked' | null;
  readonly encrypted: boolean;
  readonly reason: string;
  readonly problems: readonly string[];
  /** What the policies do not tell; it is no mismatch. */
  readonly unverified: readonly string[];
  readonly decidedBy: string;
  readonly delaySeconds: number;
}

export interface ShownTraffic {
  /** Family of the addresses; null: the first that both hosts have. */
  readonly family: 4 | 6 | null;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** Paths between isolation groups, and how all hosts fare with each other (`policy matrix`). */
export interface MatrixDocument extends Headed<'ipsec-doctor/policy-matrix@1'> {
  readonly organisation: string;
  readonly traffic: ShownTraffic;
  readonly groups: readonly {
    readonly name: string;
    readonly kind: string;
    readonly hosts: number;
    readonly policies: readonly string[];
  }[];
  /** As tables 4.5 and 4.6 of the guide print them. */
  readonly paths: readonly {
    readonly from: string;
    readonly to: string;
    readonly bidirectional: boolean;
    readonly ikeTried: boolean;
    readonly fallBack: boolean;
    readonly encrypt: boolean;
    readonly uneven: boolean;
  }[];
  /** Pairs of groups between which nothing passes. */
  readonly closed: readonly { readonly from: string; readonly to: string }[];
  /** Hosts that fare alike. */
  readonly classes: readonly {
    readonly id: string;
    readonly group: string;
    readonly hosts: number;
    readonly examples: readonly string[];
    readonly policy: string | null;
  }[];
  readonly cells: readonly (ShownOutcome & {
    readonly from: string;
    readonly to: string;
    readonly pairs: number;
  })[];
  /** Host by host, for those that were asked for or all of a small organisation. */
  readonly hosts: readonly (ShownOutcome & { readonly from: string; readonly to: string })[];
  readonly faults: readonly ShownDeploymentFault[];
  /** There are more classes of hosts than can be gone through: cells and paths are empty. */
  readonly tooMany: boolean;
}

/** Which policy is in force on a host, and how that came about (`policy effective`). */
export interface EffectiveDocument extends Headed<'ipsec-doctor/policy-effective@1'> {
  readonly hosts: readonly {
    readonly label: string;
    readonly edition: string | null;
    readonly driver: string;
    readonly from: string;
    readonly active: readonly { readonly store: string; readonly title: string }[];
    readonly steps: readonly {
      readonly code: string;
      readonly store: string | null;
      readonly policy: string | null;
      readonly source: string;
    }[];
    /** `agrees` null: it cannot be told. */
    readonly reported: { readonly name: string | null; readonly agrees: boolean | null; readonly why: string };
    /** Group policy objects in the order in which they are applied; then those that are not. */
    readonly gpos: readonly {
      readonly gpo: string;
      readonly policy: string | null;
      readonly container: string | null;
      readonly outcome: string;
    }[];
    /** Hosts it stands for. */
    readonly hosts: number;
  }[];
  readonly faults: readonly ShownDeploymentFault[];
}

/** What a change set would do (`policy what-if`). */
export interface WhatIfDocument extends Headed<'ipsec-doctor/policy-what-if@1'> {
  readonly organisation: string;
  readonly changes: readonly string[];
  /** It must not be done as it is. */
  readonly refused: boolean;
  readonly warnings: readonly {
    readonly code: string;
    readonly refuses: boolean;
    readonly hosts: number;
    readonly about: string;
    readonly source: string;
  }[];
  readonly flows: readonly {
    readonly from: ShownSide;
    readonly to: ShownSide;
    readonly traffic: ShownTraffic;
    readonly pairs: number;
    readonly before: ShownOutcome;
    readonly after: ShownOutcome;
  }[];
  /** Beyond the bounds: changed flows that are not listed, and kinds of traffic that were not looked at. */
  readonly leftOut: { readonly flows: number; readonly traffic: number };
  readonly deleted: readonly {
    readonly kind: string;
    readonly policy: string;
    readonly filterList: string | null;
    readonly mainMode: string;
    readonly ipsec: string;
    readonly breaks: boolean;
    readonly source: string;
    readonly pairs: number;
  }[];
  readonly faults: readonly ShownDeploymentFault[];
}

/** Hosts that were alike and stay alike. */
export interface ShownSide {
  readonly group: string;
  readonly hosts: number;
  readonly examples: readonly string[];
}
