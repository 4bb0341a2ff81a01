import type { Entry } from '../device-log/desk.ts';
import type { Attempt, Desk, Here } from '../device-log/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import { isError, notifyWord } from '../device-log/notify.ts';
import { proposalOf } from '../device-log/proposals.ts';

/** What was read of a packet whose description stands on several lines. */
interface Packet {
  way: 'out' | 'in';
  peer: string;
  peerPort: number;
  local: string;
  localPort: number;
  initiatorSpi: string | null;
  responderSpi: string | null;
  messageId: number | null;
  exchange: string | null;
  role: 'request' | 'response';
  payloads: string[];
  listing: boolean;
  line: LogLine;
  seq: number;
}

const packets = new WeakMap<Desk, Packet>();

function address(text: string): { host: string; port: number } {
  const at = text.lastIndexOf(':');
  return { host: text.slice(0, at), port: Number(text.slice(at + 1)) };
}

const exchanges: Readonly<Record<string, string>> = {
  IKE_SA_INIT: 'IKE_SA_INIT',
  IKE_AUTH: 'IKE_AUTH',
  CREATE_CHILD_SA: 'CREATE_CHILD_SA',
  INFORMATIONAL: 'INFORMATIONAL',
  IKE_INTERMEDIATE: 'IKE_INTERMEDIATE',
};

/**
 * Lines of a packet of IKEv2: `Received Packet [From A:500/To B:500/VRF i0:f0]`, `Initiator SPI : X - Responder SPI : Y Message id: 0`,
 * `IKEv2 IKE_SA_INIT Exchange REQUEST`, `Payload contents:` and the payloads. True when the line was one of them.
 */
export function packetLine(desk: Desk, text: string, line: LogLine, seq: number): boolean {
  const head =
    /^(Received|Sending) Packet \[(?:From|To) ([0-9A-Fa-f.:]{3,60})\/(?:From|To) ([0-9A-Fa-f.:]{3,60})\/VRF/.exec(text);
  if (head !== null) {
    flushPacket(desk);
    const [, word = '', first = '', second = ''] = head;
    const peer = address(first);
    const own = address(second);
    packets.set(desk, {
      way: word === 'Received' ? 'in' : 'out',
      peer: peer.host,
      peerPort: peer.port,
      local: own.host,
      localPort: own.port,
      initiatorSpi: null,
      responderSpi: null,
      messageId: null,
      exchange: null,
      role: 'request',
      payloads: [],
      listing: false,
      line,
      seq,
    });
    return true;
  }
  const open = packets.get(desk);
  if (open === undefined) return false;
  const spis =
    /^Initiator SPI ?: ([0-9A-Fa-f]{16}) - Responder SPI ?: ([0-9A-Fa-f]{16}) Message id: ([0-9]{1,10})/.exec(text);
  if (spis !== null) {
    open.initiatorSpi = (spis[1] ?? '').toLowerCase();
    open.responderSpi = (spis[2] ?? '').toLowerCase();
    open.messageId = Number(spis[3]);
    return true;
  }
  const exchange = /^IKEv2 ([A-Z_]{4,24}) Exchange (REQUEST|RESPONSE)/.exec(text);
  if (exchange !== null) {
    open.exchange = exchanges[exchange[1] ?? ''] ?? null;
    open.role = exchange[2] === 'REQUEST' ? 'request' : 'response';
    return true;
  }
  if (text.startsWith('Payload contents')) {
    open.listing = true;
    const rest = text.slice('Payload contents'.length).replace(/^[: ]+/, '');
    if (rest !== '') addPayloads(open, rest);
    return true;
  }
  if (
    open.listing &&
    /^(?:[A-Z][A-Za-z]{0,9}(?:\([A-Z0-9_]{2,48}\))?)(?: [A-Z][A-Za-z]{0,9}(?:\([A-Z0-9_]{2,48}\))?){0,40}$/.test(text)
  ) {
    addPayloads(open, text);
    return true;
  }
  flushPacket(desk);
  return false;
}

function addPayloads(packet: Packet, text: string): void {
  for (const word of text.split(' ').slice(0, 48)) {
    const notify = /^NOTIFY\(([A-Z0-9_]{2,48})\)$/.exec(word);
    if (notify !== null) packet.payloads.push(`N(${notifyWord(notify[1] ?? '')})`);
    else if (word === 'VID') packet.payloads.push('V');
    else if (word !== 'ENCR') packet.payloads.push(word);
  }
}

/** Tells of the packet whose lines were read, now that another line came. */
export function flushPacket(desk: Desk): void {
  const open = packets.get(desk);
  if (open === undefined) return;
  packets.delete(desk);
  if (open.exchange === null) return;
  const refs = {
    peer: open.peer,
    peerPort: open.peerPort,
    local: open.local,
    localPort: open.localPort,
    initiatorSpi: open.initiatorSpi,
    responderSpi: open.responderSpi,
  };
  const known = desk.attempts.known({ initiatorSpi: open.initiatorSpi });
  const first = open.exchange === 'IKE_SA_INIT' && open.role === 'request';
  const attempt = known === null && first ? desk.attempts.begin(refs, open.seq) : desk.attempts.find(refs, open.seq);
  attempt.version ??= 2;
  if (open.exchange === 'IKE_SA_INIT' || open.exchange === 'IKE_AUTH')
    attempt.role ??= (open.way === 'out') === (open.role === 'request') ? 'initiator' : 'responder';
  // The SA numbers of the lines around stand for it from now on.
  if (open.way === 'in')
    desk.say(
      attempt,
      'packet.received',
      { local: open.local, localPort: open.localPort, remote: open.peer, remotePort: open.peerPort },
      open.line,
      open.seq,
    );
  const errors = open.payloads.filter((item) => item.startsWith('N(') && isError(item.slice(2, -1)));
  desk.tell(
    attempt,
    {
      way: open.way,
      exchange: open.exchange,
      role: open.role,
      messageId: open.messageId,
      payloads: errors.length > 0 ? open.payloads : open.payloads.slice(0, 24),
    },
    open.line,
    open.seq,
  );
  if (open.way === 'out')
    desk.say(
      attempt,
      'packet.sent',
      { local: open.local, localPort: open.localPort, remote: open.peer, remotePort: open.peerPort },
      open.line,
      open.seq,
    );
}

/**
 * `Proposal 1: AES-CBC-256 SHA1 SHA96 DH_GROUP_1536_MODP/Group 5`, `Proposal 1: ENCRYPTION: AES-CBC-128 PRF: SHA512 INTEGRITY: SHA512 DH
 * GROUP: DH_GROUP_384_ECP/Group 20`, `Proposal 1: AES-CBC-256 SHA96 Don't use ESN`.
 */
export function policyOf(text: string): { protocol: 'IKE' | 'ESP'; proposal: string } | null {
  const at = text.indexOf(':');
  const body = text.slice(at + 1).trim();
  const esn = /ESN/.test(body);
  const group = /Group ([0-9]{1,2})/.exec(body)?.[1] ?? null;
  const words = body.replaceAll(/(?:ENCRYPTION|PRF|INTEGRITY|DH GROUP):/g, ' ').split(' ');
  const cipher = words.find((word) => /^(?:AES|3DES|DES|NULL|CHACHA)/i.test(word)) ?? null;
  const hashes = words.filter((word) => /^(?:SHA|MD5)/i.test(word));
  if (cipher === null && hashes.length === 0) return null;
  const last = hashes.at(-1) ?? null;
  // `SHA96` is the first 96 bits of SHA-1; the name of the pseudo-random function stands in front of it.
  const hash =
    last === null ? null : last.toUpperCase() === 'SHA96' ? 'SHA1' : last.toUpperCase() === 'MD596' ? 'MD5' : last;
  const protocol = esn && !/\/Group/.test(body) ? 'ESP' : 'IKE';
  const proposal = proposalOf(protocol, { cipher, bits: 0, hash, group });
  return proposal === null ? null : { protocol, proposal };
}

/** A list of policies that goes on: whose it is. */
export function policyList(here: Here, whose: 'received' | 'expected'): void {
  here.attempt.notes.set('policies', whose);
  here.attempt.lists.delete(`v2-${whose}`);
}

export function policyItem(desk: Desk, attempt: Attempt, text: string): void {
  const whose = attempt.notes.get('policies');
  const found = policyOf(text);
  if (whose === undefined || found === null) return;
  attempt.notes.set('policyProtocol', found.protocol);
  desk.list(attempt, `v2-${whose}`, found.proposal);
}

/** Both lists are complete: they are said once, with the refusal. */
export function noPolicy(here: Here): void {
  const { attempt } = here;
  if (attempt.notes.get('refused') === 'yes') {
    here.code = null;
    return;
  }
  attempt.notes.set('refused', 'yes');
  const child = attempt.notes.get('policyProtocol') === 'ESP' || attempt.told.has('in|IKE_AUTH||request|1');
  here.args['protocol'] = child ? 'ESP' : 'IKE';
}

/** What the lists held goes before the refusal; the lists follow it in the log. */
export function finishPolicies(desk: Desk): void {
  flushPacket(desk);
  const refusals = new Map<Attempt, Entry>();
  for (const entry of desk.entries)
    if (entry.code === 'proposal.none-chosen' && entry.attempt !== null && !refusals.has(entry.attempt))
      refusals.set(entry.attempt, entry);
  for (const [attempt, entry] of refusals) {
    const protocol = attempt.notes.get('policyProtocol') === 'ESP' ? 'ESP' : 'IKE';
    if (attempt.lists.has('v2-received') || attempt.lists.has('v2-expected')) entry.args['protocol'] = protocol;
    for (const [list, code] of [
      ['v2-received', 'proposal.received'],
      ['v2-expected', 'proposal.configured'],
    ] as const) {
      const proposals = attempt.lists.get(list);
      if (proposals === undefined || proposals.length === 0) continue;
      const line: LogLine = {
        message: '',
        timeText: entry.time,
        ns: entry.ns,
        timeKind: 'none',
        host: null,
        program: null,
        pid: null,
        fields: null,
        quote: attempt.notes.get(`${list}-quote`) ?? entry.quote,
      };
      desk.say(attempt, code, { protocol, proposals: [...proposals] }, line, entry.seq);
    }
  }
}
