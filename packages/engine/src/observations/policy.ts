import type { SecretDigest } from './secret.ts';
import type { Source } from './source.ts';

/** One end of a policy's filter, as the policy says it: what stands for addresses of the host is not put in yet. */
export type FilterEnd =
  | { readonly kind: 'any' }
  | { readonly kind: 'me' | 'dns' | 'wins' | 'dhcp' | 'gateway' | 'local-subnet' }
  | { readonly kind: 'name'; readonly name: string }
  /** Inclusive, canonical text of both families. */
  | { readonly kind: 'range'; readonly from: string; readonly to: string };

/** Inclusive; 0 to 65535 is any. */
export interface FilterPorts {
  readonly from: number;
  readonly to: number;
}

/** A filter of a filter list. */
export interface PolicyFilter {
  readonly description: string;
  readonly mirrored: boolean;
  readonly source: FilterEnd;
  readonly destination: FilterEnd;
  /** IP protocol number; 0: any. */
  readonly protocol: number;
  readonly sourcePorts: FilterPorts;
  readonly destinationPorts: FilterPorts;
  /** Tunnel endpoint of the filter itself; null: none. */
  readonly tunnel: string | null;
  /** Its mask has holes: the range is the smallest that holds all of it. */
  readonly unevenMask: boolean;
}

/** A main mode offer. Numbers that name nothing known stand as `unknown (n)`. */
export interface MainModeOffer {
  readonly encryption: string;
  readonly hash: string;
  /** As IANA names it: `modp1024`, `modp2048`, `ecp256`. */
  readonly group: string;
  /** Quick modes before the main mode is renewed; 0: no limit. */
  readonly quickModeLimit: number;
  readonly lifetimeKilobytes: number;
  readonly lifetimeSeconds: number;
}

/** One algorithm of a quick mode offer. */
export interface OfferedTransform {
  readonly protocol: 'AH' | 'ESP' | 'unknown';
  /** Encryption of ESP (`none` without), integrity of AH. */
  readonly algorithm: string;
  /** Integrity of ESP; null for AH. */
  readonly integrity: string | null;
  /** The number as it stands, where there is one: sources disagree about some. */
  readonly id: number | null;
}

export interface QuickModeOffer {
  /** 0: the system's default. */
  readonly lifetimeSeconds: number;
  readonly lifetimeKilobytes: number;
  readonly pfs: boolean;
  /** Empty: fall back to unsecured communication (a soft SA). */
  readonly transforms: readonly OfferedTransform[];
}

/** How the ends prove themselves. Of a pre-shared key only the digest is known; null: the key itself is not told, or was taken out. */
export type PolicyAuthentication =
  | { readonly method: 'psk'; readonly key: SecretDigest | null }
  | {
      readonly method: 'certificate';
      readonly authority: string;
      readonly mapsToAccount: boolean;
      readonly excludesAuthorityName: boolean;
    }
  | { readonly method: 'kerberos' | 'ntlm' | 'anonymous' }
  | { readonly method: 'unknown'; readonly type: number };

/** Where a policy is kept. Persistent applies first; local is added or overridden by domain; dynamic is gone with the service (POL-52). */
export type PolicyStoreName = 'boot' | 'persistent' | 'local' | 'domain' | 'cache' | 'dynamic';

/**
 * An object of a legacy Windows IPsec policy store (MS-GPIPSEC 2.2.1; ADP-04 to ADP-08). Objects lie flat and name each other; links are
 * the names of objects in small letters (`ipsecnfa{guid}`), whatever path they were written with.
 */
export type PolicyObject = {
  readonly kind: 'policy-object';
  readonly store: PolicyStoreName;
  /** Its own name, `ipsecpolicy{guid}` in small letters; and the name people gave it. */
  readonly object: string;
  readonly title: string | null;
  readonly description: string | null;
  /** Seconds since the Unix epoch; null: not told. */
  readonly changed: number | null;
  /** Objects that say they are used by, and objects this one uses. */
  readonly owners: readonly string[];
  readonly uses: readonly string[];
  /** Who may do what with it, as SDDL in one form; null: the store does not tell. All objects should have the same (ADP-10). */
  readonly permissions: string | null;
  /** What of its binary part could not be read; empty: all of it was. */
  readonly faults: readonly string[];
  /** Its offers or authentication are left to the system, or were not told: that it has none says nothing. */
  readonly untold?: true;
  readonly src: Source;
} & (
  | { readonly class: 'policy'; readonly pollingSeconds: number | null }
  | {
      readonly class: 'isakmp';
      readonly masterPfs: boolean;
      readonly offers: readonly MainModeOffer[];
      readonly lifetimeSeconds: number;
      readonly quickModeLimit: number;
    }
  | {
      readonly class: 'rule';
      readonly authentication: readonly PolicyAuthentication[];
      readonly interfaces: 'all' | 'lan' | 'dial-up' | 'unknown';
      readonly tunnelEndpoint: string | null;
      readonly active: boolean;
    }
  | {
      readonly class: 'action';
      readonly action: 'permit' | 'block' | 'negotiate' | 'unknown';
      readonly inboundPassThrough: boolean;
      readonly defaultResponse: boolean;
      readonly offers: readonly QuickModeOffer[];
    }
  | { readonly class: 'filters'; readonly filters: readonly PolicyFilter[] }
);

/** Which policy of a store is assigned, by the store's own word. */
export interface PolicyAssignment {
  readonly kind: 'policy-assignment';
  readonly store: PolicyStoreName;
  /** Name of the assigned object in small letters. */
  readonly object: string;
  /** The name the assignment carries, for a policy of the domain. */
  readonly title: string | null;
  readonly src: Source;
}

/** What a connection security rule asks of its traffic (MS-FASP 2.2.52, flag SecureInClearOut of 2.2.51). */
export type SecurityAction =
  /** In and out only protected. */
  | 'secure'
  /** In only protected; out it is asked for. */
  | 'secure-server'
  /** Asked for both ways. */
  | 'boundary'
  /** In only protected, out in clear; tunnels alone. */
  | 'secure-in-clear-out'
  /** Exempt. */
  | 'do-not-secure'
  | 'unknown';

/**
 * A connection security rule of Windows Vista and later (MS-FASP 2.2.55), whichever store or tool told it, with the sets it names put in.
 * Null: the sets are not among what was read, or the tool does not tell.
 */
export interface SecurityRule {
  readonly kind: 'security-rule';
  readonly store: PolicyStoreName;
  /** Its id, or its name where no id is told. */
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly active: boolean;
  readonly action: SecurityAction;
  readonly mode: 'transport' | 'tunnel' | null;
  /** Endpoint 1 as source, endpoint 2 as destination; each stands for both directions. */
  readonly filters: readonly PolicyFilter[];
  /** The other end of a tunnel; null: none, or told when it comes up. */
  readonly tunnelEndpoint: string | null;
  /** The near end of a tunnel; absent: none, or not told. */
  readonly localTunnelEndpoint?: string;
  /** Domain, Private, Public; empty: all. */
  readonly profiles: readonly string[];
  readonly interfaces: 'all' | 'lan' | 'dial-up' | 'unknown';
  readonly authentication: readonly PolicyAuthentication[] | null;
  readonly mainMode: readonly MainModeOffer[] | null;
  readonly offers: readonly QuickModeOffer[] | null;
  /** Names of sets that it refers to and that are not there; and what of it could not be read. */
  readonly missing: readonly string[];
  readonly faults: readonly string[];
  readonly src: Source;
}
