import type { ArgValue, FactCode } from '../../../observations/index.ts';

/** What a line does to the account of IKE SAs, besides being a fact. */
export type Act =
  | 'start'
  | 'plugins'
  | 'stop'
  | 'terminate'
  | 'received'
  | 'sent'
  | 'parsed'
  | 'generated'
  | 'initiate'
  | 'respond'
  | 'named'
  | 'checkout'
  | 'checked-out'
  | 'checkin'
  | 'duplicate'
  | 'retransmit'
  | 'gave-up'
  | 'peer-again'
  | 'retry'
  | 'retry-asked'
  | 'processing-failed'
  | 'fault'
  | 'established'
  | 'rekeyed'
  | 'deleting'
  | 'delete-received'
  | 'ends'
  | 'half-open'
  | 'job'
  | 'child'
  | 'child-unknown'
  | 'looking'
  | 'candidate'
  | 'selected'
  | 'no-config'
  | 'unacceptable'
  | 'certificate'
  | 'issuer-wanted'
  | 'issuer'
  | 'validity'
  | 'revocation-url'
  | 'revocation'
  | 'errno'
  | 'kernel'
  | 'selectors-us'
  | 'selectors-other'
  | 'selectors-line'
  | 'proposals'
  | 'none-chosen'
  | 'eap-method'
  | 'eap-end'
  | 'send-error'
  | 'constraint'
  | 'moved'
  | 'additional-address'
  | 'unresolved'
  | 'secret'
  | 'processing'
  | 'bind-failed'
  | 'family-disabled'
  | 'peer-ok'
  | 'hash-mismatch'
  | 'own-id';

/** A message of charon that matters for a diagnosis. */
export interface CharonPattern {
  readonly id: string;
  /** Wordings over the releases, as templates (see `compileTemplate`). Captures named `_x` stay out of the arguments. */
  readonly lines: readonly string[];
  /** The fact the line states, or null when it only tells the reader where it is. */
  readonly code: FactCode | null;
  /** Arguments the wording implies. */
  readonly args?: Readonly<Record<string, ArgValue>>;
  readonly act?: Act;
  /** Subsystems that write it; any when left out. Needed where the line starts with a capture. */
  readonly groups?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly split?: 'last';
  /** About the host as a whole, never about one IKE SA. */
  readonly global?: boolean;
  /** Causes that show with the same words. */
  readonly ambiguousWith?: readonly string[];
  readonly en: string;
  readonly ko: string;
}
