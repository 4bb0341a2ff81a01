import type { PolicyAssignment, PolicyObject, SecurityRule } from './policy.ts';
import type { SecretDigest } from './secret.ts';
import type { Source } from './source.ts';

/** Traffic selector in vendor-neutral form: inclusive address range as canonical text, protocol 0 = any, ports 0–65535 = any. `dynamic` = the IKE address of that end. */
export interface Selector {
  readonly from: string;
  readonly to: string;
  readonly protocol: number;
  readonly portFrom: number;
  readonly portTo: number;
  readonly dynamic?: boolean;
  /** Only packets without readable ports (strongSwan's `opaque`, RFC 4301 section 4.4.1.1). */
  readonly opaque?: boolean;
  /** As the source wrote it. */
  readonly text: string;
}

/** One proposal: algorithm names by transform type, in the vocabulary of the IKEv2 registries (for example ENCR_AES_CBC_256, AUTH_HMAC_SHA2_256_128, PRF_HMAC_SHA2_256, modp2048). */
export interface Proposal {
  readonly protocol: 'IKE' | 'ESP' | 'AH';
  readonly encryption: readonly string[];
  readonly integrity: readonly string[];
  readonly prf: readonly string[];
  readonly groups: readonly string[];
  readonly esn: readonly string[];
  /** Additional key exchanges (RFC 9370) by transform type ADDKE1 … ADDKE7. */
  readonly additional?: Readonly<Record<string, readonly string[]>>;
  /** Stands for the daemon's built-in list; which algorithms that is, is not known. */
  readonly builtIn?: true;
  /** Transform types the source leaves to the daemon's defaults although others are given. */
  readonly open?: readonly ('encryption' | 'integrity' | 'prf' | 'groups' | 'esn')[];
  /** Words of the source that name no algorithm known here. */
  readonly unknown?: readonly string[];
  readonly text: string;
}

/** `any`: open between several, or not told. `kerberos`: GSS-API with Kerberos V5 and NTLM, as Windows has it in IKEv1 and AuthIP. */
export type AuthMethod = 'psk' | 'pubkey' | 'eap' | 'xauth' | 'kerberos' | 'null' | 'any';

/** How one end of a connection proves itself. */
export interface AuthRound {
  readonly method: AuthMethod;
  /** EAP method or signature constraint as written, else null. */
  readonly detail: string | null;
  readonly id: string | null;
  /** User of EAP or XAUTH where the source tells it apart from the identity. */
  readonly user?: string;
  /** It proves itself by raw public keys or by what lies on a token. */
  readonly keysElsewhere?: true;
  /** Certificates or CAs named (file names or subjects). */
  readonly certificates: readonly string[];
  readonly authorities: readonly string[];
}

export interface ChildConfig {
  readonly name: string;
  readonly local: readonly Selector[];
  readonly remote: readonly Selector[];
  /** How many selectors the source gives for a side of which only the first are kept; absent: both lists are whole. */
  readonly cut?: { readonly local?: number; readonly remote?: number };
  readonly mode: 'tunnel' | 'transport' | 'pass' | 'drop' | null;
  /** Proposals in order; empty = the daemon's default, which is unknown to us. */
  readonly proposals: readonly Proposal[];
  readonly pfs: 'yes' | 'no' | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly src: Source;
}

/** Where a setting stands in its file: the whole line, and the columns (from 0, end exclusive) of its value in it. */
export interface SettingPlace {
  readonly line: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The line that opens a section, and the indentation of what stands in it. */
export interface SectionPlace {
  readonly line: number;
  readonly text: string;
  readonly indent: string;
}

/**
 * Where the settings of a connection stand in a file, as far as they are its own and stand on one line without a secret. Keys are
 * those of the file: `proposals`, `local#0.id`, `children.NAME.esp_proposals`; `ike`, `leftid`. Sections are `` (the connection
 * itself), `local#0`, `remote#0`, `children.NAME`.
 */
export interface ConnectionPlaces {
  readonly grammar: 'swanctl.conf' | 'ipsec.conf';
  /** Null: it is set, and not so that the line could be shown. */
  readonly settings: ReadonlyMap<string, SettingPlace | null>;
  readonly sections: ReadonlyMap<string, SectionPlace>;
}

/** A connection a host has configured, whatever store it came from. `loaded`: told by the running daemon (list-conns, status) rather than by a file. */
export interface ConnectionConfig {
  readonly kind: 'connection';
  readonly name: string;
  readonly loaded: boolean;
  readonly versions: readonly (1 | 2)[];
  readonly aggressive: boolean | null;
  /** Addresses, ranges, names, or '%any'; empty = any. */
  readonly localAddresses: readonly string[];
  readonly remoteAddresses: readonly string[];
  readonly local: readonly AuthRound[];
  readonly remote: readonly AuthRound[];
  readonly proposals: readonly Proposal[];
  readonly children: readonly ChildConfig[];
  /** How many children the source gives, where only the first are kept; absent: all are here. */
  readonly childrenGiven?: number;
  /** For example fragmentation, mobike, encap, dpd, pools, vips, lifetimes: vendor-neutral key where one exists, else the vendor's. */
  readonly settings: Readonly<Record<string, string>>;
  /** Of connections that a file holds. */
  readonly places?: ConnectionPlaces;
  readonly src: Source;
}

/**
 * A secret seen in a configuration. Holds a digest usable for equality only; the value never leaves the reader.
 * Compare two with `sameSecret`.
 */
export interface SecretConfig {
  readonly kind: 'secret';
  readonly type: 'psk' | 'eap' | 'xauth' | 'private-key' | 'other';
  /** Identities the secret is for; empty = any. */
  readonly ids: readonly string[];
  readonly digest: SecretDigest;
  /** The text holds a stand-in for the secret (stars, `<removed>`): nothing can be said of its value. */
  readonly redacted?: true;
  /** Where each of `ids` stands, in their order; null: on no line that could be shown. */
  readonly idPlaces?: readonly (SettingPlace | null)[];
  readonly src: Source;
}

/** An SA as a running daemon or kernel tells it. Counters are decimal strings, ages in seconds; null = not told. */
export interface IkeSaState {
  readonly kind: 'ike-sa';
  readonly connection: string | null;
  readonly state: 'established' | 'connecting' | 'deleting' | 'other';
  readonly stateText: string;
  readonly version: 1 | 2 | null;
  readonly role: 'initiator' | 'responder' | null;
  readonly local: string | null;
  readonly localPort: number | null;
  readonly localId: string | null;
  readonly remote: string | null;
  readonly remotePort: number | null;
  readonly remoteId: string | null;
  readonly initiatorSpi: string | null;
  readonly responderSpi: string | null;
  readonly ageSeconds: number | null;
  readonly proposal: string | null;
  readonly src: Source;
}

export interface ChildSaState {
  readonly kind: 'child-sa';
  /**
   * daemon: list-sas, status; kernel: ip xfrm state, one entry per direction. As read, a kernel entry is told from the sender's
   * side (local = source, SPI and counters in the `Out` members); `orientSa` of the policy room turns those this host receives on.
   */
  readonly from: 'daemon' | 'kernel';
  readonly connection: string | null;
  readonly stateText: string;
  readonly installed: boolean;
  readonly protocol: 'ESP' | 'AH';
  readonly mode: 'tunnel' | 'transport' | null;
  readonly encapsulation: 'none' | 'udp' | 'tcp' | null;
  readonly local: string | null;
  readonly remote: string | null;
  readonly spiIn: string | null;
  readonly spiOut: string | null;
  readonly bytesIn: string | null;
  readonly packetsIn: string | null;
  readonly bytesOut: string | null;
  readonly packetsOut: string | null;
  readonly ageSeconds: number | null;
  readonly transform: string | null;
  /** Digest of the keys of a kernel SA, for comparing two ends; never shown. */
  readonly keyDigest?: SecretDigest;
  readonly localTs: readonly Selector[];
  readonly remoteTs: readonly Selector[];
  /** Keys as the kernel lists them, by use (auth, enc, aead); only for comparing two ends or the same end twice. */
  readonly keys?: Readonly<Record<string, SecretDigest>>;
  /** Kernel statistics and attributes: replay, replay-window, failed (integrity), mark, if_id, offload, reqid, errors … as decimal or text. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly src: Source;
}

export interface AddressState {
  readonly kind: 'address';
  readonly interface: string;
  readonly address: string;
  readonly prefix: number;
  readonly up: boolean;
  readonly mtu: number | null;
  readonly src: Source;
}

export interface RouteState {
  readonly kind: 'route';
  readonly destination: string;
  readonly prefix: number;
  readonly via: string | null;
  readonly device: string | null;
  readonly type: 'unicast' | 'blackhole' | 'unreachable' | 'prohibit' | 'local' | 'other';
  readonly table: string | null;
  readonly source: string | null;
  readonly src: Source;
}

export interface KernelPolicyState {
  readonly kind: 'kernel-policy';
  readonly source: Selector;
  readonly destination: Selector;
  readonly direction: 'in' | 'out' | 'fwd' | 'other';
  readonly action: 'protect' | 'allow' | 'block';
  readonly templates: readonly {
    readonly from: string;
    readonly to: string;
    readonly protocol: string;
    readonly mode: string;
    readonly reqid: string | null;
    readonly spi: string | null;
  }[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly src: Source;
}

/**
 * A counter, flag, or listing entry of a host that is none of the above: xfrm_stat counters, sysctls, listening sockets, daemon
 * statistics. `name` is the kernel's or daemon's own name (for example XfrmInNoStates, net.ipv4.ip_forward, listening-udp-500).
 */
export interface HostFact {
  readonly kind: 'host-fact';
  readonly name: string;
  readonly value: string;
  readonly src: Source;
}

/**
 * A rule of a packet filter, or the policy of one of its chains, in the order the filter walks them. A member is null where the rule
 * asks for nothing of the kind.
 */
export interface FilterRule {
  readonly kind: 'filter-rule';
  readonly family: 'ip' | 'ip6' | 'inet' | 'other';
  readonly table: string;
  readonly chain: string;
  /** Where the kernel enters this chain by itself; null: other rules lead there. */
  readonly hook: FilterHook | null;
  /** `translate`: changes the source address. `other`: ends the walk in a way that is not told here (a queue, a map of verdicts). */
  readonly effect: 'accept' | 'drop' | 'translate' | 'jump' | 'return' | 'other';
  /** Chain that a jump leads to; `goto` does not come back. */
  readonly target: string | null;
  readonly goto: boolean;
  /** What becomes of a packet that no rule of the chain decided. */
  readonly policy: boolean;
  /** IP protocol numbers. */
  readonly protocols: readonly number[] | null;
  readonly sourcePorts: readonly PortRange[] | null;
  readonly destinationPorts: readonly PortRange[] | null;
  /** Addresses, prefixes or ranges; `not` turns the list around. */
  readonly source: FilterAddresses | null;
  readonly destination: FilterAddresses | null;
  /** Interface names as written; a last `*` or `+` stands for any ending. */
  readonly inInterface: string | null;
  readonly outInterface: string | null;
  /** Packets that came out of an SA, or that a policy is to protect (`only`), or those that did not (`never`). */
  readonly ipsec: 'only' | 'never' | null;
  /** States of connection tracking, lower case. */
  readonly states: readonly string[] | null;
  /** It asks for more than the members above tell. */
  readonly more: boolean;
  /** Packets it was used for, decimal; null: not counted. */
  readonly packets: string | null;
  readonly text: string;
  readonly src: Source;
}

export type FilterHook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** Both ends belong to it. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export interface FilterAddresses {
  readonly not: boolean;
  readonly list: readonly string[];
}

/** A certificate as a file, or as the running daemon lists it. Times in nanoseconds since the epoch; null = not told. */
export interface CertificateState {
  readonly kind: 'certificate';
  /** `daemon`: loaded in a running daemon, which lists all it has. */
  readonly from: 'file' | 'daemon';
  /** Name of the file, for configurations that name it. */
  readonly file: string | null;
  readonly subject: string;
  readonly issuer: string;
  /** Lower-case hex without leading zero octets; empty when not told. */
  readonly serial: string;
  readonly notBefore: bigint | null;
  readonly notAfter: bigint | null;
  /** The times were written in the zone of the host, which is not known: they are read as UTC. */
  readonly localTime?: true;
  /** Null: not told. */
  readonly altNames: readonly { readonly type: string; readonly value: string }[] | null;
  readonly ca: boolean | null;
  readonly keyUsage: readonly string[] | null;
  readonly extendedKeyUsage: readonly string[] | null;
  /** For example `RSA 2048`. */
  readonly key: string | null;
  readonly signature: string | null;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  /** How many authorities may stand below it; absent: as many as you like, or not told. */
  readonly pathLength?: number;
  /** SHA-1 of the public key, lower-case hex: what tells which private key belongs to it; absent: not told. */
  readonly publicKeyId?: string;
  /** It says where one can ask whether it was revoked; absent: not told. */
  readonly revocationPlaces?: boolean;
  /** The daemon has the private key to it. */
  readonly ownKey: boolean | null;
  readonly src: Source;
}

/** A list of revoked certificates (RFC 5280 section 5). */
export interface RevocationListState {
  readonly kind: 'revocation-list';
  readonly from: 'file' | 'daemon';
  readonly issuer: string;
  readonly authorityKeyId: string | null;
  readonly thisUpdate: bigint | null;
  readonly nextUpdate: bigint | null;
  /** A delta, or a list that speaks for other issuers too: what it lacks says nothing. */
  readonly partial: boolean;
  readonly revoked: readonly RevokedCertificate[];
  readonly src: Source;
}

export interface RevokedCertificate {
  readonly serial: string;
  readonly at: bigint | null;
  /** RFC 5280 5.3.1, null when none is given. */
  readonly reason: string | null;
}

/** What a tool that was run on the host tells of another one: ping, tracert, nslookup, portqry, net view. When it was run it does not say. */
export interface ProbeState {
  readonly kind: 'probe';
  readonly tool: 'ping' | 'trace' | 'path' | 'lookup' | 'port' | 'share' | 'names';
  /** As it was asked for, a name or an address; null where the output does not tell. */
  readonly target: string | null;
  /** The address it went to, or all that were found for a name. */
  readonly addresses: readonly string[];
  readonly outcome: 'answered' | 'partly' | 'silent' | 'unreachable' | 'unresolved' | 'refused';
  readonly sent: number | null;
  readonly answered: number | null;
  /** Requests held back by the IPsec driver, which had IKE negotiate for them first (`Negotiating IP Security.`). */
  readonly negotiating: number;
  /** `udp/500` of a query of ports. */
  readonly service: string | null;
  /** Error number of the operating system. */
  readonly code: number | null;
  readonly src: Source;
}

/** A listing that was read and says something by what it lacks: an empty `list-sas`, a connection list without connections, no addresses. */
export interface Listing {
  readonly kind: 'listing';
  readonly of:
    | 'connections'
    | 'sas'
    | 'addresses'
    | 'routes'
    | 'kernel-policies'
    | 'kernel-states'
    | 'secrets'
    | 'certificates';
  readonly entries: number;
  /** Connections: whether the running daemon told them (then what is not listed is not loaded). */
  readonly loaded?: true;
  /** Printed by a command that asks the daemon; when empty, the daemon may also not have answered. */
  readonly asked?: true;
  readonly src: Source;
}

export type ConfigObservation =
  | ConnectionConfig
  | SecretConfig
  | IkeSaState
  | ChildSaState
  | AddressState
  | RouteState
  | KernelPolicyState
  | HostFact
  | ProbeState
  | FilterRule
  | CertificateState
  | RevocationListState
  | PolicyObject
  | PolicyAssignment
  | SecurityRule
  | Listing;
