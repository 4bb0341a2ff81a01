/** What Windows Firewall takes where no policy sets key exchange, data protection or authentication of connection security rules. */

/** A setting that a rule leaves to the system, in the words of strongSwan's proposals. */
export interface WindowsIpsecDefaults {
  /** Releases that the source is about, by their first. */
  readonly releases: readonly string[];
  /** False: the same is assumed of these releases, and no public page says it. */
  readonly confirmed: boolean;
  readonly mainMode: readonly string[];
  /** Of main mode, in seconds. */
  readonly mainModeSeconds: number;
  /** Data integrity first, then data integrity and encryption. */
  readonly esp: readonly string[];
  readonly ah: readonly string[];
  /** Of quick mode, in seconds and kilobytes. */
  readonly quickModeSeconds: number;
  readonly quickModeKilobytes: number;
  readonly authentication: 'kerberos';
  readonly source: string;
}

const values = {
  mainMode: ['aes128-sha1-modp1024', '3des-sha1-modp1024'],
  mainModeSeconds: 480 * 60,
  esp: ['null-sha1', 'aes128-sha1', '3des-sha1'],
  ah: ['sha1'],
  quickModeSeconds: 60 * 60,
  quickModeKilobytes: 100_000,
  authentication: 'kerberos',
} as const;

/**
 * Key exchange, data protection and first authentication by release. The help of the snap-in has the tables ("IPsec defaults"); what later releases
 * do no public page says. In which order integrity and encryption are proposed it does not say either.
 */
export const windowsIpsecDefaults: readonly WindowsIpsecDefaults[] = [
  {
    releases: ['Windows 7', 'Windows Server 2008 R2'],
    confirmed: true,
    ...values,
    source:
      'Help of Windows Firewall with Advanced Security (authfw 41646515-247f-4ce4-a9fd-600bd90ae773): service defaults, 480 minutes/0 sessions, DH Group 2, SHA1, AES-128 (primary)/3-DES (secondary); 60 minutes/100,000 KB; computer Kerberos V5',
  },
  {
    releases: ['Windows Vista', 'Windows Server 2008', 'Windows 8', 'Windows Server 2012', 'Windows 10', 'Windows 11'],
    confirmed: false,
    ...values,
    source: 'As Windows 7; no public page gives the values of this release',
  },
];

/** Keying modules of a rule that names none: IKEv1 and AuthIP (New-NetIPsecRule, -KeyModule Default). */
export const defaultKeyModule = { version: 1, source: 'New-NetIPsecRule, parameter KeyModule' } as const;
