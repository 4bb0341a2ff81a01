/** Which IPsec policy is in force on a host, which should be, and whether they are the same (inventory SCR-08 to SCR-10, C10, POL-13). */

/** Stable codes of what was found. */
export const detectCodes = [
  'same',
  'cache-older',
  'cache-newer',
  'cache-differs',
  'cache-missing',
  'directory-missing',
  'version-differs',
  'version-same',
  'told-by-script',
  'name-out-of-step',
  'nothing-active',
  'local-only',
  'not-assigned',
  'modern-only',
  'not-loaded',
  'not-in-file',
  'differs',
  'file-missing',
  'loaded-missing',
  'none-loaded',
  'file-unread',
  'not-compared',
  'nothing',
] as const;

export type DetectCode = (typeof detectCodes)[number];

export interface DetectFinding {
  readonly code: DetectCode;
  readonly args: Readonly<Record<string, string>>;
}

/** A policy or a connection, by where it is kept. */
export interface DetectedPolicy {
  readonly store: string;
  readonly name: string;
  /** Version that people wrote into its name, description or dummy rule (POL-14, GD-19); null: none. */
  readonly version: string | null;
  /** ISO time of its last change; null: not told. */
  readonly changed: string | null;
}

export interface DetectedHost {
  readonly label: string | null;
  readonly system: 'windows' | 'strongswan' | 'libreswan' | 'unknown';
  readonly result: 'up-to-date' | 'not-up-to-date' | 'unknown';
  readonly active: readonly DetectedPolicy[];
  readonly intended: readonly DetectedPolicy[];
  readonly findings: readonly DetectFinding[];
}

export interface DetectDocument {
  readonly schema: 'ipsec-doctor/detect-policy@1';
  readonly hosts: readonly DetectedHost[];
  /** Of all hosts: `up-to-date` only where every one is. */
  readonly result: DetectedHost['result'];
}
