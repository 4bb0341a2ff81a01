/** One word of the vocabulary of log statements. */
export interface FactEntry {
  readonly meaning: string;
  /** Names of the arguments a reader fills where the line carries them. */
  readonly args: readonly string[];
  /** The speaker is the component that made the decision (its own check failed), and does not report what the other end told it. */
  readonly decides?: boolean;
  /** By this decision its speaker gives the exchange up: the part of the negotiation that breaks there. */
  readonly ends?: 'auth' | 'user' | 'child';
  /** It is also said while the daemon looks on for something that fits (another connection, another certificate). */
  readonly weak?: true;
}
