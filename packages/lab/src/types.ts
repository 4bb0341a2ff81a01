/**
 * What the parts of the lab tell one another: the draw of a scenario, the vendor-neutral configuration of a host,
 * the daemon that runs it, the recording, and what may honestly be expected of a diagnosis of it.
 *
 * Scenarios speak of roles (`initiator`, `responder`, `third`); folders and namespaces carry labels (`a`, `b`, `c`).
 * The draw decides which label plays which role.
 */

import type { Rng } from './rng.ts';

export type Label = 'a' | 'b' | 'c';
export type Role = 'initiator' | 'responder' | 'third';
export type DaemonKind = 'strongswan' | 'libreswan';
export type Need = 'esp' | 'ah' | 'netem';
export type IkeVersion = 1 | 2;
export type NatPlace = 'none' | 'initiator' | 'responder' | 'both';
export type AddressFamily = 4 | 6;

/** Where a daemon's log ends up, and in whose clothes. */
export type LogContainer = 'file' | 'syslog' | 'journal-text' | 'journal-json';

/**
 * Time prefix of a daemon's own log file. `none` has no time at all; `clock` is `%b %e %T`; `iso` is
 * `%Y-%m-%dT%H:%M:%S%z`; `dash` is `%Y-%m-%d %H:%M:%S`. `milliseconds` is added where the daemon can.
 */
export type LogTime = 'none' | 'clock' | 'iso' | 'dash';

export interface LogDraw {
  container: LogContainer;
  time: LogTime;
  milliseconds: boolean;
  /** Put the connection name and number in front of each line (strongSwan's `ike_name`). */
  ikeName: boolean;
  /** 1 is the default of both daemons; 2 is raised verbosity. */
  level: 1 | 2;
  /** Value of TZ for the daemon: the log's wall clock runs in this zone. */
  timeZone: string;
}

export interface CaptureDraw {
  format: 'pcap' | 'pcapng' | 'pcap-nano' | 'pcap-gzip';
  /** `any` records Linux cooked headers (SLL2). */
  interface: 'eth0' | 'any';
}

/** One host as drawn. Addresses are text, subnets in CIDR. */
export interface HostDraw {
  label: Label;
  role: Role;
  daemon: DaemonKind;
  /** Host name used in syslog lines. */
  name: string;
  /** Address of its outer interface eth0, with its prefix length and default gateway. */
  address: string;
  prefix: number;
  gateway: string;
  /** Address the other hosts reach it by: that of its NAT when there is one, otherwise `address`. */
  publicAddress: string;
  /** Address of the NAT box on the inside when there is one (equals `gateway`), otherwise null. */
  nat: boolean;
  /** Network behind it that is to be protected, and the address in it that the host itself holds. */
  subnet: string;
  inner: string;
  /** IKE identity, as a configuration states it (FQDN, e-mail address, IP address or distinguished name). */
  identity: string;
  log: LogDraw;
  capture: CaptureDraw;
}

/** Vendor-neutral algorithms, named as strongSwan names them: aes256, sha256, prfsha256, modp2048, ecp256, curve25519. */
export interface IkeProposal {
  encryption: string;
  /** Absent with an AEAD cipher. */
  integrity?: string;
  prf?: string;
  group: string;
}

export interface ChildProposal {
  encryption?: string;
  integrity?: string;
  /** Group for PFS, absent for none. */
  group?: string;
}

export interface AlgorithmDraw {
  ike: IkeProposal;
  child: ChildProposal;
}

/** Everything that the seed decides for one scenario. Same seed and same scenario id: same draw. */
export interface Draw {
  seed: number;
  scenario: string;
  ike: IkeVersion;
  family: AddressFamily;
  nat: NatPlace;
  hosts: Partial<Record<Label, HostDraw>>;
  initiator: Label;
  responder: Label;
  third: Label | null;
  algorithms: AlgorithmDraw;
  connection: string;
  child: string;
  /** Default pre-shared key of the scenario. */
  secret: string;
  /**
   * strongSwan's kernel interface: `userland` (kernel-libipsec: ESP in UDP always) or `kernel` (kernel-netlink).
   * Where the kernel has no ESP, `kernel` is only drawn for scenarios that end before a CHILD_SA.
   */
  dataPlane: 'userland' | 'kernel';
  /** strongSwan and Libreswan retransmission: short settings or the daemon's defaults. */
  retransmit: 'short' | 'default';
  /**
   * How the recording ends: `snapshot` copies the logs and stops the captures while the daemons still run, as someone
   * who asks for help does; `stopped` stops the daemons cleanly under the running captures.
   */
  ending: 'snapshot' | 'stopped';
  /** Parameters of the fault (which algorithm, which direction, drop or reject …). */
  fault: Record<string, string | number | boolean>;
}

// ---------------------------------------------------------------------------------------------- configuration

/** File names below are relative to the host's key folder (`HostConfig.keys`). */
export interface CertificateRef {
  /** PEM certificate and private key of the end itself. */
  certificate: string;
  key: string;
  /** PEM of intermediate authorities that the end holds and sends. */
  intermediates: string[];
}

export type AuthMethod =
  | 'psk'
  | 'pubkey'
  | 'eap-mschapv2'
  | 'eap-md5'
  | 'eap-tls'
  | 'xauth'
  | 'xauth-psk'
  | 'xauth-pubkey';

export interface EndSpec {
  /** Addresses, `%any` for any. */
  addresses: string[];
  /** Identity, `%any` for any; absent for the daemon's default. */
  id?: string;
  /** How this end proves itself. */
  auth: AuthMethod;
  /** Own certificate (for the local end of pubkey). */
  certificate?: CertificateRef;
  /** EAP or XAUTH user name. */
  user?: string;
  /** Group of XAUTH's or EAP's second identity, if any. */
  eapIdentity?: string;
  /** For the remote end: demand revocation information. */
  revocation?: 'strict' | 'ifuri' | 'relaxed';
  /** For the remote end: restrict signatures, e.g. `rsa-sha512` or `ecdsa-sha384`. */
  signatures?: string[];
  /** For the remote end: smallest key it may use, e.g. `rsa-3072`. */
  keyStrength?: string;
}

export interface ChildSpec {
  name: string;
  mode: 'tunnel' | 'transport';
  protocol: 'esp' | 'ah';
  proposals: ChildProposal[];
  localSubnets: string[];
  remoteSubnets: string[];
  /** Seconds; absent means the daemon's default. */
  rekeyAfter?: number;
  lifetime?: number;
  /** Rekey by volume: packets (strongSwan only). */
  rekeyPackets?: number;
  start?: 'none' | 'trap' | 'start';
  dpdAction?: 'clear' | 'trap' | 'restart';
  closeAction?: 'none' | 'trap' | 'start';
}

export interface ConnectionSpec {
  name: string;
  /** 0: the configuration accepts both versions. */
  ike: 0 | IkeVersion;
  exchange?: 'main' | 'aggressive';
  local: EndSpec;
  remote: EndSpec;
  /** Second authentication round (XAUTH after PSK or certificate, EAP after certificate). */
  proposals: IkeProposal[];
  children: ChildSpec[];
  rekeyAfter?: number;
  reauthAfter?: number;
  /** Seconds between liveness checks; absent for none. */
  dpdDelay?: number;
  dpdTimeout?: number;
  fragmentation?: 'yes' | 'no' | 'force';
  mobike?: boolean;
  /** Always encapsulate in UDP. */
  encapsulate?: boolean;
  /** Initiator: virtual addresses asked for (`0.0.0.0`, `::`). */
  requestAddresses?: string[];
  /** Responder: pools to give from. */
  pools?: string[];
  sendCertificate?: 'always' | 'never' | 'ifasked';
  sendCertificateRequest?: boolean;
  keyingTries?: number;
  unique?: 'no' | 'never' | 'keep' | 'replace';
  /** Verbatim settings for one vendor, for faults no neutral word exists for. Put inside the connection. */
  extra?: Partial<Record<DaemonKind, string[]>>;
}

export interface SecretSpec {
  kind: 'ike' | 'eap' | 'xauth';
  ids: string[];
  secret: string;
}

export interface PoolSpec {
  name: string;
  addresses: string;
}

/** The whole configuration of one host, which a daemon module turns into its own files. */
export interface HostConfig {
  connections: ConnectionSpec[];
  secrets: SecretSpec[];
  pools: PoolSpec[];
  /** Folder with PEM files named by CertificateRef, `authorities` and `revocationLists`. Absolute. */
  keys: string | null;
  /** Trusted authorities and revocation lists, file names inside `keys`. */
  authorities: string[];
  revocationLists: string[];
  /** Settings of the daemon itself, as vendor text (strongswan.conf inside the daemon's section, or `config setup`). */
  daemon: Partial<Record<DaemonKind, string[]>>;
  /** Last word on the written file, for syntax faults. */
  rewrite?: (text: string, daemon: DaemonKind) => string;
}

// ---------------------------------------------------------------------------------------------- running

export interface ExecResult {
  code: number;
  stdout: string;
  stderr: string;
}

export interface ExecOptions {
  timeoutMs?: number;
  input?: string;
  env?: Record<string, string>;
}

/** A long-running process that the lab started, with its whole process group. */
export interface Running {
  pid: number;
  exited: Promise<number>;
  /** Send a signal to the process itself (default SIGTERM) and wait for it to end; SIGKILL to its group after `graceMs`. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<void>;
  alive(): boolean;
}

/** A network namespace. */
export interface Node {
  readonly name: string;
  /** Run a command inside it; never throws on a non-zero exit. */
  exec(command: string[], options?: ExecOptions): Promise<ExecResult>;
  /** Run and throw when it fails. */
  must(command: string[], options?: ExecOptions): Promise<string>;
  spawn(command: string[], output: string, env?: Record<string, string>): Promise<Running>;
  /** Load nft rules (text as for `nft -f -`). */
  nft(rules: string): Promise<void>;
}

/** What a daemon module is given to run on. */
export interface DaemonContext {
  host: HostDraw;
  draw: Draw;
  node: Node;
  /** Private folder of this daemon: sockets, generated configuration, databases, the growing logs. Not evidence. */
  work: string;
  /** Evidence folder of the host: the configuration is written here, and the log by `finishLog`. */
  evidence: string;
  /** Path of the proof log: always ISO time with milliseconds where possible, level ≥ 1, outside the evidence. */
  proofLog: string;
  capabilities: Capabilities;
}

/** One IKE daemon on one host. Every wait is bounded; a refused command is a result, not an exception. */
export interface Daemon {
  readonly kind: DaemonKind;
  /** Write configuration files from the neutral description (also into the evidence folder). Can be called again. */
  configure(config: HostConfig): Promise<void>;
  /** Start the process and wait until it takes commands; false when it did not come up. */
  start(): Promise<boolean>;
  /** Load or reload the configuration; the output of the loading tool. */
  load(): Promise<ExecResult>;
  /** Bring up a child (by default the draw's child of the draw's connection), wait at most `waitMs`. */
  initiate(options?: {
    connection?: string;
    child?: string;
    waitMs?: number;
    background?: boolean;
  }): Promise<ExecResult>;
  terminate(options?: { connection?: string; child?: string; force?: boolean }): Promise<ExecResult>;
  rekey(
    what: 'ike' | 'child',
    options?: { connection?: string; child?: string; reauth?: boolean },
  ): Promise<ExecResult>;
  /** Clean stop. */
  stop(): Promise<void>;
  /** SIGKILL: nothing is said to the peer. */
  kill(): Promise<void>;
  /** SIGSTOP and SIGCONT. */
  freeze(on: boolean): Promise<void>;
  running(): boolean;
  /** Write list-conns.txt/list-sas.txt or status.txt into `folder`; nothing when the daemon is down. */
  dump(folder: string): Promise<void>;
  /**
   * Write into `folder` what the daemon was given (files, secrets, certificates, of private keys their kinds alone) and, when it runs, what
   * it says of its build and of the certificates it has.
   */
  keepConfiguration(folder: string): Promise<void>;
  /** Text of the security association listing now (for acting on it). */
  sas(): Promise<string>;
  /**
   * Publish the log as it is now (the daemon may still run): into the evidence folder, in its drawn format and
   * container, and in the proof format to `proofLog`.
   */
  finishLog(): Promise<void>;
  /** Options and environment by which `ipsec-doctor collect` finds this daemon, which does not run where it usually does. */
  places(): { options: string[]; env: Record<string, string> };
}

export type DaemonFactory = (context: DaemonContext) => Daemon;

/** A host of a running scenario. */
export interface Host {
  readonly label: Label;
  readonly role: Role;
  readonly draw: HostDraw;
  readonly node: Node;
  readonly daemon: Daemon;
  readonly evidence: string;
  config: HostConfig;
  /** Send `count` pings from the host's inner address to `to`; number of answers. */
  ping(to: string, count?: number, options?: { size?: number; from?: string; intervalMs?: number }): Promise<number>;
}

/** A running scenario. */
export interface World {
  readonly draw: Draw;
  readonly initiator: Host;
  readonly responder: Host;
  readonly third: Host | null;
  readonly hosts: Host[];
  readonly router: Node;
  /** NAT box in front of a role, if drawn. */
  natOf(role: Role): Node | null;
  /** The machine at `.100` in the protected network behind a role. */
  lanOf(role: Role): Node;
  readonly capabilities: Capabilities;
  readonly keys: Authority;
  sleep(ms: number): Promise<void>;
  /** Poll until true or until the time is up; says which. */
  until(test: () => Promise<boolean>, timeoutMs: number): Promise<boolean>;
  /** Fact that `prove` may need and that no daemon writes down (ping answers, what was killed when). */
  note(key: string, value: string | number | boolean): void;
  /** Name of the interface of `router` towards a role. */
  routerInterface(role: Role): string;
}

/** Makes certificates for a scenario; all files land in one folder that hosts link to as `HostConfig.keys`. */
export interface Authority {
  readonly folder: string;
  authority(name: string, options?: AuthorityOptions): Promise<string>;
  issue(name: string, options: IssueOptions): Promise<CertificateRef>;
  /** Revocation list of an authority naming these certificates; file name. */
  revoke(authority: string, certificates: string[]): Promise<string>;
}

export interface AuthorityOptions {
  issuer?: string;
  pathLength?: number;
  /** Days relative to now. */
  from?: number;
  to?: number;
}

export interface IssueOptions {
  authority: string;
  subject?: string;
  names: string[];
  type?: 'rsa' | 'ecdsa';
  bits?: number;
  from?: number;
  to?: number;
  flags?: string[];
  digest?: string;
  crl?: string;
  intermediates?: string[];
}

/** What this kernel can do. */
export interface Capabilities {
  esp: boolean;
  ah: boolean;
  netem: boolean;
  tun: boolean;
}

// ---------------------------------------------------------------------------------------------- recording

/** One captured datagram as the lab's own small reader sees it. */
export interface Sighting {
  /** Nanoseconds since the epoch. */
  time: bigint;
  from: string;
  to: string;
  protocol: number;
  sourcePort: number | null;
  destinationPort: number | null;
  /** First bytes of the payload above UDP (or above IP when not UDP). */
  payload: Uint8Array;
  /** Length of the UDP payload as its header claims it, otherwise of the IP payload. */
  length: number;
  fragment: boolean;
}

/** The recorded evidence and facts of one host. */
export interface HostRecording {
  label: Label;
  role: Role;
  draw: HostDraw;
  daemon: DaemonKind;
  evidence: string;
  /** The daemon's own log, in the proof format. */
  log: string;
  packets: Sighting[];
  /** A file of the evidence folder as text; empty when it is not there. */
  file(name: string): string;
}

export interface Recording {
  scenario: string;
  folder: string;
  draw: Draw;
  hosts: HostRecording[];
  initiator: HostRecording;
  responder: HostRecording;
  third: HostRecording | null;
  facts: Record<string, string | number | boolean>;
}

/** One proof of a label, from the daemons' own state. */
export interface Check {
  what: string;
  ok: boolean;
  /** Line or number it rests on. */
  by: string;
}

// ---------------------------------------------------------------------------------------------- expectations

export type Verdict = 'healthy' | 'failing' | 'degraded' | 'inconclusive' | 'no-ipsec';

/** A cut of the evidence for which something is expected. */
export type Subset =
  | 'all'
  | 'initiator'
  | 'responder'
  | 'captures'
  | 'logs'
  | 'capture-initiator'
  | 'capture-responder'
  | 'log-initiator'
  | 'log-responder';

/** The best honest answer for one cut of the evidence. */
export interface Honest {
  /** Best id, or null when the best answer names no cause. */
  best: string | null;
  /** Ids that may stand first instead. */
  acceptable: string[];
  /** True when the true cause must be somewhere in the candidate set (finding or rival). */
  truthInSet: boolean;
  /** Ids that must not be `certain`; `*` for every id. */
  notCertain: string[];
  /** Evidence that must be named missing: `log`, `capture`, `config`, `sas` of a role. One of each inner list suffices. */
  missing: string[][];
  verdicts: Verdict[];
}

/** How far the negotiation gets: chooses the row of default expectations. */
export type BreakFamily =
  | 'none'
  | 'silent-init'
  | 'refused-init'
  | 'silent-auth'
  | 'refused-auth'
  | 'refused-auth-by-initiator'
  | 'undecryptable'
  | 'refused-child'
  | 'child-local'
  | 'established-no-traffic'
  | 'rekey'
  | 'start'
  | 'load';

/** One fault of a scenario: what is wrong and where. */
export interface Truth {
  cause: string;
  /** Role at which the thing to repair lies, `path` when between. */
  at: Role | 'path' | 'both';
  /** Other ids that an expert would accept as the name of this fault with all evidence at hand. */
  alsoRight?: string[];
}

/** One scenario: one file in src/scenarios/<family>/<id>.ts with this as its default export. */
export interface Scenario {
  id: string;
  title: string;
  truth: Truth[];
  verdict: Verdict;
  /** Causes that healed inside the recording. */
  history?: string[];
  /** Notes worth finding (never demanded with less than all evidence). */
  notes?: string[];
  breaks: BreakFamily;
  needs?: Need[];
  /** IKE versions it may be drawn with. */
  ike: IkeVersion[];
  hosts?: 2 | 3;
  /** The third host sits behind the NAT of the initiator, on a network of its own. */
  sharedNat?: true;
  /** Limits on the draw. Absent: everything. */
  allow?: {
    daemons?: [initiator: DaemonKind, responder: DaemonKind][];
    nat?: NatPlace[];
    family?: AddressFamily[];
    dataPlane?: Draw['dataPlane'][];
    retransmit?: Draw['retransmit'][];
    /** Log must carry time; for scenarios in which absence counts. */
    logTime?: LogTime[];
    level?: (1 | 2)[];
  };
  /** Fault parameters, decided by the seed after the common draw; may also alter the draw. */
  tune?: (draw: Draw, rng: Rng) => void;
  /** Alter the working default configuration of the hosts; make certificates. */
  configure?: (world: World) => Promise<void> | void;
  /** Before daemons start: filters, routes, occupied ports. */
  prepare?: (world: World) => Promise<void> | void;
  /** Which roles get a running daemon (default: all). */
  start?: Role[];
  act: (world: World) => Promise<void>;
  prove: (recording: Recording) => Check[];
  /** Roles whose evidence nobody would have (an attacker's host): it is not kept. */
  hidden?: Role[];
  /** The log says more than the capture can hold (host firewall drops on output, for example), by role. */
  unseen?: Role[];
  honest?: Partial<Record<Subset, Partial<Honest>>>;
}

/** scenario.json: written beside, never inside, the evidence. */
export interface ScenarioFile {
  schema: 'ipsec-doctor/lab-scenario@1';
  id: string;
  title: string;
  truth: Truth[];
  verdict: Verdict;
  history: string[];
  notes: string[];
  breaks: BreakFamily;
  draw: Draw;
  facts: Record<string, string | number | boolean>;
  checks: Check[];
  complete: Check[];
  /** Every check and every completeness check holds. */
  proven: boolean;
  ranOn: 'kernel' | 'user-mode-linux';
  capabilities: Capabilities;
  honest: Record<Subset, Honest>;
}
