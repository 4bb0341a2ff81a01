/** Packet filters held against what IPsec needs (inventory PATH-08 to PATH-15, capability C22). */

export const ruleNeeds = ['ike', 'nat-t', 'esp', 'ah', 'fragments', 'too-big'] as const;
export type RuleNeed = (typeof ruleNeeds)[number];

/** `unknown`: the list does not tell, or what stands there cannot be read; it is never taken for missing. */
export type RuleState = 'open' | 'closed' | 'unknown';

export type RuleWhy =
  | 'explicit'
  | 'policy'
  | 'no-chain'
  | 'more'
  | 'stateful'
  | 'own-handling'
  | 'below'
  | 'reassembled'
  | null;

export interface RuleVerdict {
  readonly need: RuleNeed;
  readonly state: RuleState;
  readonly why: RuleWhy;
  /** The rule that decided it, as it stands; null: none. */
  readonly rule: string | null;
}

/** One list in one direction. */
export interface RuleList {
  readonly path: string;
  readonly kind: 'nft' | 'iptables' | 'windows-firewall' | 'cisco-acl';
  readonly name: string;
  readonly direction: 'in' | 'out' | 'through';
  readonly verdicts: readonly RuleVerdict[];
  /** It lets in by state what it would not let in otherwise (PATH-12). */
  readonly stateful: boolean;
  /** Lines that could not be read; what they would decide is unknown. */
  readonly unread: number;
}

export interface RulesDocument {
  readonly schema: 'ipsec-doctor/probe-rules@1';
  readonly lists: readonly RuleList[];
  /** Files in which no list was found. */
  readonly unreadFiles: readonly string[];
  /** Closed in at least one list, in the order of the needs. */
  readonly missing: readonly RuleNeed[];
  readonly result: 'open' | 'missing' | 'unknown';
}
