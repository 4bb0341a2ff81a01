/** The common parts of plays: a daemon that starts, the exchanges that go well, and configurations. */
import {
  play,
  type EvidenceFile,
  type MessageOptions,
  type Play,
  type PlayOptions,
  type Side,
} from './play.fixture.ts';

export const initRequest = 'IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) ]';
export const initResponse = 'IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) ]';
export const authRequest = 'IKE_AUTH request 1 [ IDi N(INIT_CONTACT) IDr AUTH SA TSi TSr ]';
export const authResponse = 'IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]';

const chosen = 'IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048';

/** A charon comes up with one connection. */
export function boot(p: Play, ...sides: readonly Side[]): void {
  for (const side of sides) {
    p.life(side);
    p.say(
      side,
      '[DMN] Starting IKE charon daemon (strongSwan 5.9.14, Linux 6.1.0-18-amd64, x86_64)',
      '[JOB] spawning 16 worker threads',
      '[CFG] added vici connection: net',
    );
  }
}

/** Both ends get through IKE_SA_INIT. */
export function saInit(p: Play): void {
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest);
  p.say('b', `[IKE] ${p.a} is initiating an IKE_SA`, `[CFG] selected proposal: ${chosen}`);
  p.message('b', initResponse);
  p.say('a', `[CFG] selected proposal: ${chosen}`);
}

export interface AuthOptions extends MessageOptions {
  readonly method?: 'psk' | 'certificate';
  readonly payloads?: string;
}

/** The initiator proves itself. */
export function askAuth(p: Play, options: AuthOptions = {}): void {
  const { method = 'psk', payloads, ...how } = options;
  p.say(
    'a',
    method === 'psk'
      ? "[IKE] authentication of 'a.example' (myself) with pre-shared key"
      : "[IKE] authentication of 'CN=a.example' (myself) with RSA_EMSA_PKCS1_SHA2_256 successful",
    '[IKE] establishing CHILD_SA lan{1}',
  );
  p.float();
  p.message('a', payloads ?? authRequest, { bytes: 300, ...how });
}

/** The responder finds the connection by both identities. */
export function findPeer(p: Play): void {
  p.say(
    'b',
    `[CFG] looking for peer configs matching ${p.b}[b.example]...${p.a}[a.example]`,
    "[CFG] selected peer config 'net'",
  );
}

/** The responder refuses in the one word IKEv2 has for it, and the initiator reads it. */
export function refuseAuth(p: Play): void {
  p.message('b', 'IKE_AUTH response 1 [ N(AUTH_FAILED) ]', { bytes: 76 });
  p.say('a', '[IKE] received AUTHENTICATION_FAILED notify error');
}

export interface TunnelOptions {
  readonly spiA?: string;
  readonly spiB?: string;
  readonly localTs?: string;
  readonly remoteTs?: string;
  readonly method?: 'psk' | 'certificate';
  readonly mode?: string;
}

const proofs = { psk: 'pre-shared key', certificate: 'RSA_EMSA_PKCS1_SHA2_256' } as const;

/** IKE_AUTH goes well and the child stands: a receives on `spiA`, b on `spiB`. */
export function acceptAuth(p: Play, options: TunnelOptions = {}): void {
  const { spiA = 'c1a00001', spiB = 'cb500002', localTs = '10.1.0.0/24', remoteTs = '10.2.0.0/24' } = options;
  const how = proofs[options.method ?? 'psk'];
  p.say(
    'b',
    `[IKE] authentication of 'a.example' with ${how} successful`,
    `[IKE] authentication of 'b.example' (myself) with ${how}`,
    `[IKE] IKE_SA net[1] established between ${p.b}[b.example]...${p.a}[a.example]`,
    `[IKE] CHILD_SA lan{1} established with SPIs ${spiB}_i ${spiA}_o and TS ${remoteTs} === ${localTs}`,
  );
  p.message('b', authResponse, { bytes: 220 });
  p.say(
    'a',
    `[IKE] authentication of 'b.example' with ${how} successful`,
    `[IKE] IKE_SA net[1] established between ${p.a}[a.example]...${p.b}[b.example]`,
    `[IKE] CHILD_SA lan{1} established with SPIs ${spiA}_i ${spiB}_o and TS ${localTs} === ${remoteTs}`,
  );
}

/** A tunnel that comes up, with captures that go on after it. */
export function tunnel(p: Play, options: TunnelOptions = {}): void {
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p, options.method === undefined ? {} : { method: options.method });
  findPeer(p);
  acceptAuth(p, options);
}

export interface ConfOptions {
  readonly version?: number;
  readonly id?: string;
  readonly peerId?: string;
  readonly auth?: string;
  readonly peerAuth?: string;
  readonly proposals?: string;
  readonly esp?: string;
  readonly localTs?: string;
  readonly remoteTs?: string;
  readonly mode?: string;
  /** Null: no secrets section. */
  readonly secret?: string | null;
  readonly secretIds?: readonly string[];
  readonly remote?: string;
  readonly extra?: string;
  readonly aggressive?: boolean;
  /** File of the own certificate. */
  readonly certs?: string;
}

/** A swanctl.conf of one end with one connection `net` and one child `lan`. */
export function conf(p: Play, side: Side, options: ConfOptions = {}): void {
  const own = side === 'a' ? 'a.example' : 'b.example';
  const peer = side === 'a' ? 'b.example' : 'a.example';
  const nets = side === 'a' ? ['10.1.0.0/24', '10.2.0.0/24'] : ['10.2.0.0/24', '10.1.0.0/24'];
  const {
    version = 2,
    id = own,
    peerId = peer,
    auth = 'psk',
    peerAuth = auth,
    proposals = 'aes256-sha256-modp2048',
    esp = 'aes256-sha256',
    localTs = nets[0],
    remoteTs = nets[1],
    mode = 'tunnel',
    secret = 'kJ8-shared-word',
    secretIds = [id, peerId],
    remote = side === 'a' ? p.b : p.a,
    extra = '',
    aggressive = false,
    certs,
  } = options;
  const secrets =
    secret === null
      ? ''
      : `secrets {
  ike-net {
${secretIds.map((name, i) => `    id-${i} = ${name}`).join('\n')}
    secret = "${secret}"
  }
}
`;
  p.file(
    side,
    'swanctl.conf',
    `connections {
  net {
    version = ${version}
${aggressive ? '    aggressive = yes\n' : ''}    local_addrs = ${side === 'a' ? p.a : p.b}
    remote_addrs = ${remote}
    proposals = ${proposals}
    local {
      auth = ${auth}
${certs === undefined ? '' : `      certs = ${certs}\n`}      id = ${id}
    }
    remote {
      auth = ${peerAuth}
      id = ${peerId}
    }
    children {
      lan {
        local_ts = ${localTs}
        remote_ts = ${remoteTs}
        esp_proposals = ${esp}
        mode = ${mode}
      }
    }
  }
${extra}}
${secrets}`,
  );
}

export interface RefusalOptions {
  readonly method?: 'psk' | 'certificate';
  /** What the responder says between the request and its refusal. */
  readonly says: readonly string[];
  /** What the initiator says after IKE_SA_INIT. */
  readonly asks?: readonly string[];
  /** Said before the first exchange. */
  readonly loads?: Partial<Record<Side, readonly string[]>>;
  readonly payloads?: string;
  readonly play?: PlayOptions;
  readonly found?: boolean;
  /** Configurations and other files. */
  readonly files?: (p: Play) => void;
}

const authority = '"C=KR, O=Example Works, CN=Root"';

/** What a says of the certificate it sends and of the authority that is asked for. */
export const certificateTalk: readonly string[] = [
  `[IKE] received cert request for ${authority}`,
  `[IKE] sending cert request for ${authority}`,
  "[IKE] authentication of 'a.example' (myself) with RSA_EMSA_PKCS1_SHA2_256 successful",
  '[IKE] sending end entity cert "C=KR, O=Example Works, CN=a.example"',
];

export const certificateRequest = 'IKE_AUTH request 1 [ IDi CERT N(INIT_CONTACT) CERTREQ IDr AUTH SA TSi TSr ]';

/** What b says of the certificate that came, before it judges it. */
export const certificateCame: readonly string[] = [
  '[IKE] received end entity cert "C=KR, O=Example Works, CN=a.example"',
  `[CFG] looking for peer configs matching 198.51.100.20[b.example]...192.0.2.10[a.example]`,
  "[CFG] selected peer config 'net'",
  '[CFG]   using certificate "C=KR, O=Example Works, CN=a.example"',
];

/** IKE_SA_INIT goes well and the responder refuses IKE_AUTH, for the reason it says. */
export function authRefused(options: RefusalOptions): readonly EvidenceFile[] {
  const { method = 'psk', says, loads = {} } = options;
  const p = play(options.play);
  boot(p, 'a', 'b');
  for (const side of ['a', 'b'] as const) p.say(side, ...(loads[side] ?? []));
  saInit(p);
  if (method === 'psk') askAuth(p, options.payloads === undefined ? {} : { payloads: options.payloads });
  else {
    p.say('a', ...(options.asks ?? certificateTalk), '[IKE] establishing CHILD_SA lan{1}');
    p.float();
    p.message('a', options.payloads ?? certificateRequest, { bytes: 1180 });
  }
  if (method === 'psk' && options.found !== false) findPeer(p);
  p.say('b', ...says);
  refuseAuth(p);
  p.life('a', 'b');
  options.files?.(p);
  return p.evidence();
}

/** A connection that comes up and stays. */
export function healthy(options: TunnelOptions = {}): readonly EvidenceFile[] {
  const p = play();
  tunnel(p, options);
  p.life('a', 'b');
  return p.evidence();
}

/** What one end alone has. */
export function from(side: Side, files: readonly EvidenceFile[]): readonly EvidenceFile[] {
  return files.filter((file) => file.path.startsWith(`${side}/`));
}

/** The captures alone. */
export function captures(files: readonly EvidenceFile[]): readonly EvidenceFile[] {
  return files.filter((file) => 'packets' in file);
}

/** The same without files of this name. */
export function lacking(files: readonly EvidenceFile[], ...names: readonly string[]): readonly EvidenceFile[] {
  return files.filter((file) => !names.some((name) => file.path.endsWith(name)));
}

/** The evidence with only those packets of one capture. */
export function packetsOf(
  files: readonly EvidenceFile[],
  path: string,
  keep: (index: number, count: number) => boolean,
): readonly EvidenceFile[] {
  return files.map((file) =>
    file.path === path && 'packets' in file
      ? { path, packets: file.packets.filter((_, index) => keep(index, file.packets.length)) }
      : file,
  );
}

export interface FirstRefusal {
  readonly says: readonly string[];
  /** Short name of the notify; null: the responder stays silent and the initiator gives up. */
  readonly notify?: string | null;
  readonly hears?: readonly string[];
  readonly loads?: Partial<Record<Side, readonly string[]>>;
  readonly files?: (p: Play) => void;
  readonly play?: PlayOptions;
}

/** The responder refuses the first message of IKEv2. */
export function firstRefused(options: FirstRefusal): readonly EvidenceFile[] {
  const { notify = 'NO_PROP' } = options;
  const p = play(options.play);
  boot(p, 'a', 'b');
  for (const side of ['a', 'b'] as const) p.say(side, ...(options.loads?.[side] ?? []));
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest);
  p.say('b', ...options.says);
  if (notify !== null) {
    p.message('b', `IKE_SA_INIT response 0 [ N(${notify}) ]`);
    p.say('a', ...(options.hears ?? ['[IKE] received NO_PROPOSAL_CHOSEN notify error']));
  }
  p.life('a', 'b');
  options.files?.(p);
  return p.evidence();
}

export interface ChildRefusal {
  readonly says: readonly string[];
  readonly notify: string;
  readonly hears: readonly string[];
  readonly files?: (p: Play) => void;
}

/** b finds the proof of a good, gives its own, and holds the IKE SA. */
export function bothProve(p: Play, asked: Parameters<typeof askAuth>[1] = {}): void {
  saInit(p);
  askAuth(p, asked);
  findPeer(p);
  p.say(
    'b',
    "[IKE] authentication of 'a.example' with pre-shared key successful",
    "[IKE] authentication of 'b.example' (myself) with pre-shared key",
    `[IKE] IKE_SA net[1] established between ${p.b}[b.example]...${p.a}[a.example]`,
  );
}

/** Both ends prove themselves, and the responder refuses the child in the same answer. */
export function childRefused(options: ChildRefusal): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  bothProve(p);
  p.say('b', ...options.says, '[IKE] failed to establish CHILD_SA, keeping IKE_SA');
  p.message('b', `IKE_AUTH response 1 [ IDr AUTH N(${options.notify}) ]`, { bytes: 124 });
  p.say(
    'a',
    "[IKE] authentication of 'b.example' with pre-shared key successful",
    `[IKE] IKE_SA net[1] established between ${p.a}[a.example]...${p.b}[b.example]`,
    ...options.hears,
    '[IKE] failed to establish CHILD_SA, keeping IKE_SA',
  );
  p.life('a', 'b');
  options.files?.(p);
  return p.evidence();
}

/** What both ends say when the proposals of the child have nothing in common. */
export function espTalk(received: string, configured: string): readonly string[] {
  return [
    `[CFG] received proposals: ESP:${received}`,
    `[CFG] configured proposals: ESP:${configured}`,
    '[IKE] no acceptable proposal found',
  ];
}

/** A tunnel of which the first child is replaced after a while: the request goes out, and what follows is the test's. */
export function askRekey(p: Play, options: TunnelOptions = {}): void {
  tunnel(p, options);
  p.life('a', 'b');
  p.wait(1800);
  p.life('a', 'b');
  p.say(
    'a',
    '[KNL] creating rekey job for CHILD_SA ESP/0xc1a00001/192.0.2.10',
    '[IKE] establishing CHILD_SA lan{2} reqid 1',
  );
  p.message('a', 'CREATE_CHILD_SA request 2 [ N(REKEY_SA) SA No KE TSi TSr ]', { bytes: 460 });
}

/** The initiator repeats what it sent last and gives up; what was read once is not read again. */
export function giveUp(p: Play, options: MessageOptions = {}, copies = 3): void {
  for (let i = 1; i <= copies; i += 1) {
    p.wait(2 * i + 2);
    p.life('a', 'b');
    p.retransmit('a', i, { ...options, unread: true });
  }
  p.wait(20);
  p.say('a', `[IKE] giving up after ${copies} retransmits`, '[IKE] establishing IKE_SA failed, peer not responding');
  p.life('a', 'b');
}

export interface UnansweredOptions {
  readonly message?: MessageOptions;
  /** Also before the first exchange. */
  readonly before?: (p: Play) => void;
  /** After each datagram of the initiator. */
  readonly reply?: (p: Play) => void;
  readonly after?: (p: Play) => void;
  readonly play?: PlayOptions;
  /** Sides whose daemon starts; b may have none. */
  readonly daemons?: readonly Side[];
}

/** The first message of IKEv2 goes unanswered. */
export function unanswered(options: UnansweredOptions = {}): readonly EvidenceFile[] {
  const how = options.message ?? { lost: 'path' };
  const p = play(options.play);
  boot(p, ...(options.daemons ?? ['a', 'b']));
  p.life('b');
  options.before?.(p);
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest, how);
  options.reply?.(p);
  for (let i = 1; i <= 3; i += 1) {
    p.wait(2 * i + 2);
    p.life('a', 'b');
    p.retransmit('a', i, how);
    options.reply?.(p);
  }
  p.wait(20);
  p.say('a', '[IKE] giving up after 3 retransmits', '[IKE] establishing IKE_SA failed, peer not responding');
  p.life('a', 'b');
  options.after?.(p);
  return p.evidence();
}

export interface SaCounters {
  /** Local and remote selectors. */
  readonly ts?: readonly [string, string];
  readonly spiIn: string;
  readonly spiOut: string;
  readonly packetsIn: number;
  readonly packetsOut: number;
  readonly udp?: boolean;
  /** Seconds since the SAs were installed when the listing was taken; 60 unless told. */
  readonly age?: number;
}

/** What `swanctl --list-sas` shows of the tunnel at one end. */
export function listSas(p: Play, side: Side, counters: SaCounters): void {
  const [own, peer] = side === 'a' ? ['a', 'b'] : ['b', 'a'];
  const { age = 60 } = counters;
  const nets = ['10.1.0.0/24', '10.2.0.0/24'] as const;
  const [local, remote] = counters.ts ?? (side === 'a' ? nets : [nets[1], nets[0]]);
  const bytes = (packets: number): string => String(packets * 84).padStart(6);
  p.file(
    side,
    'list-sas.txt',
    `net: #1, ESTABLISHED, IKEv2, 0a1b2c3d4e5f6071_i${side === 'a' ? '*' : ''} 8192a3b4c5d6e7f8_r${side === 'b' ? '*' : ''}
  local  '${own}.example' @ ${side === 'a' ? p.a : p.b}[4500]
  remote '${peer}.example' @ ${side === 'a' ? p.b : p.a}[4500]
  AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
  established ${age}s ago, rekeying in 14057s
  lan: #1, reqid 1, INSTALLED, TUNNEL${counters.udp === true ? '-in-UDP' : ''}, ESP:AES_CBC-256/HMAC_SHA2_256_128
    installed ${age}s ago, rekeying in 3399s, expires in 3900s
    in  ${counters.spiIn}, ${bytes(counters.packetsIn)} bytes, ${String(counters.packetsIn).padStart(5)} packets
    out ${counters.spiOut}, ${bytes(counters.packetsOut)} bytes, ${String(counters.packetsOut).padStart(5)} packets
    local  ${local}
    remote ${remote}
`,
  );
}

/** /proc/net/xfrm_stat with some counters above zero. */
export function xfrmStat(p: Play, side: Side, counters: Readonly<Record<string, number>>): void {
  const names = [
    'XfrmInError',
    'XfrmInNoStates',
    'XfrmInStateProtoError',
    'XfrmInStateSeqError',
    'XfrmInStateMismatch',
    'XfrmInTmplMismatch',
    'XfrmInNoPols',
    'XfrmOutNoStates',
    'XfrmOutStateSeqError',
  ];
  p.file(side, 'xfrm-stat.txt', names.map((name) => `${name.padEnd(24)}\t${counters[name] ?? 0}`).join('\n'));
}

export const spiA = 0xc1a00001;
export const spiB = 0xcb500002;

/** The tunnel stands and packets pass both ways. */
export function traffic(p: Play, options: { readonly udp?: boolean; readonly count?: number } = {}): void {
  const { udp = false, count = 5 } = options;
  p.esp('a', spiB, { udp, count });
  p.esp('b', spiA, { udp, count });
}

/** Both ends get through messages 1 to 4 of main mode; the play has to be of version 1. */
export function mainMode(p: Play): void {
  p.say('a', `[IKE] initiating Main Mode IKE_SA net[1] to ${p.b}`);
  p.message('a', 'ID_PROT request 0 [ SA V V V V V ]');
  p.say('b', `[IKE] ${p.a} is initiating a Main Mode IKE_SA`, `[CFG] selected proposal: ${chosen}`);
  p.message('b', 'ID_PROT response 0 [ SA V V V ]');
  p.say('a', `[CFG] selected proposal: ${chosen}`);
  p.message('a', 'ID_PROT request 0 [ KE No NAT-D NAT-D ]');
  p.message('b', 'ID_PROT response 0 [ KE No NAT-D NAT-D ]');
}

/** Messages 5 and 6: both prove themselves by the pre-shared key. */
export function proveMain(p: Play): void {
  p.message('a', 'ID_PROT request 0 [ ID HASH N(INITIAL_CONTACT) ]', { bytes: 108 });
  p.say(
    'b',
    `[CFG] looking for pre-shared key peer configs matching ${p.b}...${p.a}[a.example]`,
    '[CFG] selected peer config "net"',
    `[IKE] IKE_SA net[1] established between ${p.b}[b.example]...${p.a}[a.example]`,
  );
  p.message('b', 'ID_PROT response 0 [ ID HASH ]', { bytes: 92 });
  p.say('a', `[IKE] IKE_SA net[1] established between ${p.a}[a.example]...${p.b}[b.example]`);
}

export interface KernelSa {
  readonly spi: string;
  readonly from: Side;
  /** Bits of the integrity check value that are sent. */
  readonly truncation?: number;
  readonly key?: string;
  readonly extra?: string;
  /** Last sequence number sent, in hex. */
  readonly sent?: string;
}

/** What `ip xfrm state` shows at one end. */
export function kernelStates(p: Play, side: Side, states: readonly KernelSa[]): void {
  const key = (text: string, digits: number): string => `0x${text.repeat(digits).slice(0, digits)}`;
  p.file(
    side,
    'ip-xfrm-state.txt',
    states
      .map(
        (state) => `src ${state.from === 'a' ? p.a : p.b} dst ${state.from === 'a' ? p.b : p.a}
\tproto esp spi 0x${state.spi} reqid 1 mode tunnel
\treplay-window 32 flag af-unspec
${state.extra === undefined ? '' : `\t${state.extra}\n`}\tauth-trunc hmac(sha256) ${key(state.key ?? 'ab', 64)} ${state.truncation ?? 128}
\tenc cbc(aes) ${key(state.key ?? 'cd', 64)}
\tanti-replay context: seq 0x0, oseq 0x${state.sent ?? '0'}, bitmap 0x00000000
`,
      )
      .join(''),
  );
}

/** The tunnel stands, what a sends arrives at b, and b's daemon lists what it got. */
export function arriving(
  p: Play,
  options: { readonly count?: number; readonly delivered: number; readonly answers?: number },
): void {
  const { count = 12, delivered, answers = 0 } = options;
  tunnel(p);
  p.life('a', 'b');
  p.wait(1);
  p.esp('a', spiB, { count });
  if (answers > 0) p.esp('b', spiA, { count: answers });
  p.wait(1);
  p.life('a', 'b');
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: answers, packetsOut: count });
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: delivered, packetsOut: answers });
}
