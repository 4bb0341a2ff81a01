/** What comparing two hosts' configurations gives. */
import type {
  CertificateState,
  ConnectionConfig,
  FilterRule,
  RevocationListState,
  RouteState,
  SecretConfig,
} from '../observations/configuration.ts';
import type { Source } from '../observations/source.ts';
import type { NetworkProfile } from './windows/profiles.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type DifferenceKind =
  | 'version'
  | 'exchange'
  | 'ike-proposal'
  | 'child-proposal'
  | 'pfs'
  | 'selectors'
  | 'mode'
  | 'identity'
  | 'auth-method'
  | 'secret'
  | 'secret-missing'
  | 'address';

/** One difference. The keys `a` and `b` of `details` stand for the two hosts in the order they were given. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** True only when the two cannot work together. */
  readonly fatal: boolean;
  /** The host whose expectation is not met, or that lacks something; null when both are alike. */
  readonly host: string | null;
  readonly details: { readonly [key: string]: Json };
  readonly sources: readonly Source[];
}

/** Something that could not be compared, because a default of a daemon or a missing file decides. */
export interface Undecided {
  readonly kind: DifferenceKind;
  readonly host: string | null;
  /** By stable name. */
  readonly why: string;
}

/** What is known of one host. `secretsComplete`: all files with secrets were read (no unread include). */
export interface HostConfiguration {
  readonly label: string;
  readonly connections: readonly ConnectionConfig[];
  readonly secrets: readonly SecretConfig[];
  readonly secretsComplete: boolean;
  readonly ownAddresses: readonly string[];
  /** Addresses by which its peers know it, where somebody says so: those behind a NAT are not among its own. */
  readonly reachedAt?: readonly string[];
  /** A file of it holds more than was kept: what is not here may be there. */
  readonly cut?: boolean;
  /** Files of connections that are not whole beyond a list of which it is told: any part of them may go on. */
  readonly cutFiles?: ReadonlySet<string>;
  /**
   * Its connections are loaded by command (`ipsec auto --add`), as somebody says who has to know: what ipsec.conf says of loading them by
   * themselves (`auto=`) does not matter.
   */
  readonly loadedByCommand?: boolean;
  /** The running daemon told which connections it has: what only a file holds is not loaded. */
  readonly loadedKnown?: boolean;
  /** Certificates among its files. */
  readonly certificates?: readonly CertificateState[];
  readonly revocationLists?: readonly RevocationListState[];
  /**
   * Its private keys as far as files tell of them: identifiers of their public keys (SHA-1, as subject key identifiers are made by RFC 5280
   * section 4.2.1.2), or `nickname NAME` of NSS. Undefined: no file tells of any.
   */
  readonly privateKeys?: readonly string[];
  /** Facts of the host by name: settings of the whole daemon, pools, algorithms of the build. */
  readonly facts?: ReadonlyMap<string, string>;
  /** Addresses of its interfaces and its routes, where a listing of them is among its files. */
  readonly interfaceAddresses?: readonly string[];
  readonly routes?: readonly RouteState[];
  /** Rules of its packet filter, in their order. */
  readonly filters?: readonly FilterRule[];
  /** Somebody says that everything its daemon was given is among the files: what is not there the daemon does not have. */
  readonly whole?: boolean;
  /** What its clock shows when the connection is tried, in nanoseconds since the epoch. */
  readonly now?: bigint;
  /** Profile of the network it is in; absent: not known. */
  readonly profile?: NetworkProfile;
  /** Errors in files of connections that keep the daemon from loading any of the file. */
  readonly syntaxFaults?: readonly { readonly artifact: string; readonly line: number; readonly reason: string }[];
}

/** Two connections meant for each other, each told from its own host. */
export interface Pair {
  readonly a: ConnectionConfig;
  readonly b: ConnectionConfig;
  readonly hostA: HostConfiguration;
  readonly hostB: HostConfiguration;
  /** Which host starts, when that is known. */
  readonly initiator: 'a' | 'b' | null;
}

/** Collects what the comparing functions find. */
export interface Findings {
  readonly differences: Difference[];
  readonly undecided: Undecided[];
}

/** Dialect of a connection for reading its identities and defaults. */
export function dialectOf(config: ConnectionConfig): 'strongswan' | 'libreswan' {
  return config.settings['dialect'] === 'libreswan' ? 'libreswan' : 'strongswan';
}

/** A setting of ipsec.conf that each side has its own of (`leftcert`), of the side that is local or remote; null: not set. */
export function sideSetting(config: ConnectionConfig, side: 'local' | 'remote', key: string): string | null {
  const right = (config.settings['orientation'] === 'right') === (side === 'local');
  return config.settings[`${right ? 'right' : 'left'}${key}`] ?? null;
}

/** A setting of strongswan.conf: charon-systemd has its own before those of charon. Null: it is not set, or the file is not here. */
export function daemonSetting({ facts }: HostConfiguration, key: string): string | null {
  return facts?.get(`charon-systemd.${key}`) ?? facts?.get(`charon.${key}`) ?? null;
}

/** The IKE version the pair will use: the initiator's highest that both have; null when that is open. */
export function usedVersion(pair: Pair): 1 | 2 | null {
  const both = pair.a.versions.filter((version) => pair.b.versions.includes(version));
  return both.length === 1 ? (both[0] ?? null) : both.length === 2 ? 2 : null;
}
