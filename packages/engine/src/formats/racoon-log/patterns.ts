import type { DeviceRow, Here } from '../device-log/index.ts';
import { isError, notifyWord } from '../device-log/notify.ts';
import { noParts, proposalOf } from '../device-log/proposals.ts';

/** `198.51.100.1[500]<=>203.0.113.9[500]` or `A[500]-B[500]`: ours first. */
function endpoints(here: Here, text: string): void {
  const found =
    /([0-9A-Fa-f.:]{3,45})\[([0-9]{1,5})\] ?(?:<=>|<->|-|->)(?:) ?([0-9A-Fa-f.:]{3,45})\[([0-9]{1,5})\]/.exec(text);
  if (found === null) return;
  const [, local = '', localPort = '', peer = '', peerPort = ''] = found;
  const refs = { ...here.refs, local, localPort: Number(localPort), peer, peerPort: Number(peerPort) };
  const spis = /spi ?[:=] ?([0-9a-f]{16}):([0-9a-f]{16})/i.exec(text);
  const full =
    spis === null
      ? refs
      : { ...refs, initiatorSpi: (spis[1] ?? '').toLowerCase(), responderSpi: (spis[2] ?? '').toLowerCase() };
  here.attempt = here.desk.attempts.find(full, here.seq);
}

function begin(role: 'initiator' | 'responder', version: 1 | 2) {
  return (here: Here): void => {
    const { desk, seq, line } = here;
    const text = here.said.text;
    const found = /([0-9A-Fa-f.:]{3,45})\[([0-9]{1,5})\] ?(?:<=>|<->|-) ?([0-9A-Fa-f.:]{3,45})\[([0-9]{1,5})\]/.exec(
      text,
    );
    const spis = /spi ?[:=] ?([0-9a-f]{16}):([0-9a-f]{16})/i.exec(text);
    // RouterOS writes the peer first in its IKEv2 lines.
    const swap = version === 2;
    const refs =
      found === null
        ? here.refs
        : {
            ...here.refs,
            local: swap ? (found[3] ?? null) : (found[1] ?? null),
            localPort: Number(swap ? found[4] : found[2]),
            peer: swap ? (found[1] ?? null) : (found[3] ?? null),
            peerPort: Number(swap ? found[2] : found[4]),
          };
    here.attempt = desk.attempts.begin(
      spis === null
        ? refs
        : { ...refs, initiatorSpi: (spis[1] ?? '').toLowerCase(), responderSpi: (spis[2] ?? '').toLowerCase() },
      seq,
    );
    here.attempt.version ??= version;
    here.attempt.role ??= role;
    if (/aggressive/i.test(text)) here.attempt.exchange ??= 'Aggressive Mode';
    if (/identity protection|main/i.test(text)) here.attempt.exchange ??= 'Main Mode';
    desk.say(
      here.attempt,
      role === 'initiator' ? 'ike.initiating' : 'ike.responding',
      { version, exchange: here.attempt.exchange, remote: here.attempt.peer?.address ?? null },
      line,
      seq,
    );
  };
}

/** `rejected enctype: DB(prop#1:trns#1):Peer(prop#0:trns#0) = AES-CBC:3DES-CBC`: ours first. */
function rejected(here: Here): void {
  const { attempt, desk, captures } = here;
  const kind = captures['_kind'] ?? '';
  const values = captures['_values'] ?? '';
  const colon = values.indexOf(':');
  const [ours, theirs] = colon < 0 ? ['', ''] : [values.slice(0, colon), values.slice(colon + 1)];
  desk.list(attempt, 'reasons', kind);
  for (const [list, value] of [
    ['configured', ours],
    ['received', theirs],
  ] as const) {
    const parts = noParts();
    if (kind.startsWith('enc')) parts.cipher = value;
    else if (kind.startsWith('hash')) parts.hash = value;
    else if (kind.startsWith('dh')) parts.group = value;
    else continue;
    const proposal = value === '' ? null : proposalOf('IKE', parts);
    if (proposal !== null) desk.list(attempt, list, proposal);
  }
}

function noProposal(here: Here): void {
  const { attempt, desk, line, seq, args } = here;
  // Of phase 2 alone (ipsec-tools, ipsecdoi_selectph2proposal).
  const child = attempt.established || here.said.text.startsWith('no suitable policy found');
  const note = child ? 'refusedChild' : 'refused';
  if (attempt.notes.get(note) === 'yes') {
    here.code = null;
    return;
  }
  attempt.notes.set(note, 'yes');
  args['protocol'] = child ? 'ESP' : 'IKE';
  if (child) return;
  attempt.notes.set('refusedAt', String(seq));
  const reasons = attempt.lists.get('reasons') ?? [];
  args['what'] = reasons.join(', ');
  for (const [list, code] of [
    ['received', 'proposal.received'],
    ['configured', 'proposal.configured'],
  ] as const) {
    const proposals = attempt.lists.get(list);
    if (proposals !== undefined) desk.say(attempt, code, { protocol: 'IKE', proposals: [...proposals] }, line, seq);
  }
  if (reasons.length > 0 && reasons.every((reason) => reason.startsWith('auth'))) here.code = 'auth.method-refused';
}

function gaveUp(here: Here): void {
  endpoints(here, here.said.text);
  const { attempt, args } = here;
  attempt.version ??= 1;
  attempt.role ??= 'initiator';
  args['state'] = null;
  if (/phase ?2/i.test(here.said.text) && !/waiting for phase1|phase1 expired/i.test(here.said.text))
    args['hint'] = 'quick-mode';
  attempt.over = !/phase ?2/i.test(here.said.text);
  // Phase 2 that waits for phase 1 tells nothing that phase 1 does not.
  if (/waiting for phase1/i.test(here.said.text) && attempt.notes.get('tired') === 'yes') here.code = null;
  attempt.notes.set('tired', 'yes');
}

/** `IKE Packet: transmit success. (Initiator, Main-Mode message 1)`: racoon of macOS and iOS. */
function applePacket(here: Here, way: 'out' | 'in'): void {
  const { attempt, desk, line, seq, captures } = here;
  const found = /^(Initiator|Responder), (Main|Aggressive|Quick)-Mode [Mm]essage ([1-6])/.exec(captures['_what'] ?? '');
  if (found === null) return;
  const [, side = '', mode = '', number = '1'] = found;
  attempt.version ??= 1;
  if (mode !== 'Quick') attempt.role ??= side === 'Initiator' ? 'initiator' : 'responder';
  const exchange = `${mode} Mode`;
  if (exchange === 'Main Mode' || exchange === 'Aggressive Mode') attempt.exchange ??= exchange;
  desk.tell(
    attempt,
    exchange === 'Quick Mode'
      ? { way, exchange, step: Number(number), messageId: null }
      : { way, exchange, step: Number(number) },
    line,
    seq,
  );
}

function spi(text: string | undefined): string | null {
  const hex = /\(0x([0-9a-f]{1,8})\)/i.exec(text ?? '')?.[1];
  return hex === undefined ? null : hex.toLowerCase().padStart(8, '0');
}

/** `ESP/Tunnel A[500]->B[500] spi=83479562(0x4f9cc0a)`: two lines, one for each way. */
function childUp(here: Here): void {
  const { attempt, desk, line, seq, captures } = here;
  const rest = captures['_rest'] ?? '';
  const ends = /([0-9A-Fa-f.:]{3,45})(?:\[[0-9]{1,5}\])? ?->? ?([0-9A-Fa-f.:]{3,45})/.exec(rest);
  const value = spi(rest);
  if (value === null) return;
  const peer = attempt.peer?.address;
  const local = attempt.local?.address;
  const inbound =
    ends === null
      ? !attempt.notes.has('spiIn')
      : ends[1] === peer || ends[2] === local
        ? true
        : ends[2] === peer || ends[1] === local
          ? false
          : !attempt.notes.has('spiIn');
  attempt.notes.set(inbound ? 'spiIn' : 'spiOut', value);
  const [spiIn, spiOut] = [attempt.notes.get('spiIn'), attempt.notes.get('spiOut')];
  if (spiIn === undefined || spiOut === undefined) return;
  attempt.notes.delete('spiIn');
  attempt.notes.delete('spiOut');
  attempt.established = true;
  desk.say(
    attempt,
    'child.established',
    { connection: attempt.connection, spiIn, spiOut, protocol: rest.startsWith('AH') ? 'AH' : 'ESP' },
    line,
    seq,
  );
}

function undecryptable(here: Here): void {
  const { attempt, args } = here;
  if (attempt.established) {
    here.code = 'message.malformed';
    return;
  }
  attempt.version ??= 1;
  if (attempt.notes.get('bad') === 'yes') here.code = null;
  attempt.notes.set('bad', 'yes');
  args['what'] = here.said.text;
  args['firstEncrypted'] = true;
  args['exchange'] = attempt.exchange ?? 'Main Mode';
}

/** racoon of ipsec-tools (BSD licence; messages of isakmp*.c, oakley.c, ipsec_doi.c, proposal.c, pfkey.c) and RouterOS 6 and 7. */
export const racoonRows: readonly DeviceRow[] = [
  {
    id: 'initiate',
    texts: ['initiate new phase 1 negotiation: ', 'initiate new phase 1 ('],
    act: begin('initiator', 1),
  },
  { id: 'respond', texts: ['respond new phase 1 negotiation: ', 'respond new phase 1 ('], act: begin('responder', 1) },
  { id: 'ike2-initiate', texts: ['new ike2 SA (I): '], act: begin('initiator', 2) },
  { id: 'ike2-respond', texts: ['new ike2 SA (R): '], act: begin('responder', 2) },
  { id: 'main', texts: ['begin Identity Protection mode'], version: 1, exchange: 'Main Mode' },
  { id: 'aggressive', texts: ['begin Aggressive mode'], version: 1, exchange: 'Aggressive Mode' },
  {
    id: 'quick-out',
    texts: ['initiate new phase 2 negotiation: '],
    version: 1,
    act: (here) => {
      endpoints(here, here.said.text);
      here.desk.tell(
        here.attempt,
        { way: 'out', exchange: 'Quick Mode', step: 1, messageId: null },
        here.line,
        here.seq,
      );
    },
  },
  {
    id: 'quick-in',
    texts: ['respond new phase 2 negotiation: '],
    version: 1,
    act: (here) => {
      endpoints(here, here.said.text);
      here.desk.tell(
        here.attempt,
        { way: 'in', exchange: 'Quick Mode', step: 1, messageId: null },
        here.line,
        here.seq,
      );
    },
  },
  {
    id: 'apple-begin',
    texts: ['IPSec Phase 1 started (Initiated by me)', 'IPSec connecting to server {{_peer:w}}'],
    version: 1,
    role: 'initiator',
  },
  { id: 'apple-asked', texts: ['IPSec Phase 1 started (Initiated by peer)'], version: 1, role: 'responder' },
  {
    id: 'apple-failed',
    texts: [
      'IKEv1 Phase 1 Initiator: dropped. ({{what}})',
      'IKEv1 Phase 1 Responder: dropped. ({{what}})',
      'IKEv1 Phase1 Initiator: dropped. ({{what}})',
    ],
    version: 1,
    code: 'ike.failed',
    args: { what: 'phase 1 dropped' },
  },
  { id: 'apple-out', texts: ['IKE Packet: transmit success. ({{_what}})'], act: (here) => applePacket(here, 'out') },
  { id: 'apple-in', texts: ['IKE Packet: receive success. ({{_what}})'], act: (here) => applePacket(here, 'in') },
  {
    id: 'queued',
    texts: [
      'request for establishing IPsec-SA was queued due to no phase1 found',
      'IPsec-SA request for {{_peer:w}} queued due to no phase1 found',
    ],
    version: 1,
    role: 'initiator',
  },
  {
    id: 'rejected',
    texts: ['rejected {{_kind:w}}: DB({{_a}}):Peer({{_b}}) = {{_values}}'],
    version: 1,
    act: rejected,
  },
  {
    id: 'no-proposal',
    texts: [
      'no suitable proposal found',
      'failed to get valid proposal',
      'no proposal chosen',
      'no suitable policy found',
      'proposal mismathed',
      'no Proposal found',
      'no compatible transform found',
      'no identity suits proposal',
      'no matching proposal',
      'failed to find suitable proposal',
      'no proposal matched',
    ],
    code: 'proposal.none-chosen',
    ambiguousWith: ['auth.method-mismatch'],
    act: noProposal,
  },
  {
    id: 'transform',
    texts: [
      'trns_id mismatched: {{_rest}}',
      'authtype mismatched: {{_rest}}',
      'key length mismatched, {{_rest}}',
      'encmode mismatched: {{_rest}}',
    ],
    version: 1,
    act: (here) => {
      const { attempt, desk, line, seq } = here;
      if (here.said.text.startsWith('encmode')) {
        const values = /my:([A-Za-z0-9_-]{2,30}) peer:([A-Za-z0-9_-]{2,30})/.exec(here.captures['_rest'] ?? '');
        desk.say(
          attempt,
          'policy.mode-refused',
          { wanted: values?.[1] ?? null, offered: values?.[2] ?? null },
          line,
          seq,
        );
        return;
      }
      const values = /my:([A-Za-z0-9_-]{2,30}) peer:([A-Za-z0-9_-]{2,30})/.exec(here.captures['_rest'] ?? '');
      if (values === null) return;
      desk.list(attempt, 'espConfigured', values[1] ?? '');
      desk.list(attempt, 'espReceived', values[2] ?? '');
    },
  },
  {
    id: 'pfs',
    texts: [
      'pfs group mismatched: my:{{wanted:n}} peer:{{offered:n}}',
      'pfs_group mismatch. mine:{{wanted:n}} peer:{{offered:n}}',
      "PFS is specified, but peer doesn't sends KE",
      'no PFS is specified, but peer sends KE',
      'pfs_group mismatched in a proposal',
      'message lacks KE payload',
    ],
    version: 1,
    code: 'proposal.pfs-refused',
  },
  {
    id: 'no-config',
    texts: [
      'no configuration found for {{remote:w}}',
      "couldn't find configuration",
      'no remote configuration found',
      'no peer configuration found',
      'no suitable peer found',
      'peer not found',
    ],
    code: 'policy.no-ike-config',
    act: (here) => {
      const remote = here.args['remote'];
      if (typeof remote === 'string')
        here.args['remote'] = remote.replace(/[.[].{0,8}$/, (end) => (/^\.$|^\[/.test(end) ? '' : end));
    },
  },
  {
    id: 'exchange',
    texts: [
      'exchange {{exchange}} not allowed in any applicable rmconf',
      'not acceptable {{exchange}} mode',
      'exchange type is mismatched: {{what}}',
      'unexpected exchange type',
    ],
    version: 1,
    code: 'ike.exchange-refused',
  },
  {
    id: 'version',
    texts: [
      'invalid major version {{version:n}}',
      'invalid exchange type {{_n:n}} from {{remote:w}}',
      'unsupported version',
    ],
    code: 'ike.version-refused',
  },
  {
    id: 'no-key',
    texts: [
      "couldn't find the pskey for {{remoteId:w}}",
      "couldn't find the pskey",
      'pre-shared key not found',
      'no pre-shared key',
    ],
    code: 'auth.psk-missing',
    act: (here) => {
      const id = here.args['remoteId'];
      here.args['remoteId'] = typeof id === 'string' ? id.replace(/\.$/, '') : (here.attempt.peer?.address ?? null);
    },
  },
  {
    id: 'hash',
    texts: ['HASH mismatched', 'HASH mismatch', 'hash mismatched'],
    version: 1,
    code: 'auth.hash-mismatch',
  },
  {
    id: 'auth-mismatch',
    texts: ['AUTH mismatch', 'auth mismatch', 'peer AUTH is not valid', 'authentication mismatch'],
    version: 2,
    code: 'auth.psk-mac-mismatch',
    // The words are the same for a signature.
    args: { what: 'authentication data' },
  },
  {
    id: 'undecryptable',
    texts: [
      'parsing packet failed, possible cause: wrong password',
      'the length in the isakmp header is too big',
      'ignore the packet, received unexpecting payload type {{_n:n}}',
      'packet decryption failed',
      'invalid length of payload',
      'decryption {{_n:n}} failed',
      'few isakmp message received',
    ],
    code: 'message.undecryptable',
    ambiguousWith: ['auth.psk-mismatch', 'ike.protocol-violation'],
    act: undecryptable,
  },
  {
    id: 'id-type',
    texts: [
      'Expecting IP address type in main mode, but {{sent}}',
      'expecting IP address type in main mode, but {{sent}}',
    ],
    version: 1,
    code: 'auth.identity-not-matched',
    args: { what: 'main mode with a pre-shared key takes addresses as identities' },
  },
  {
    id: 'id',
    texts: [
      'invalid ID payload',
      'ID mismatched',
      'No ID match',
      'ID type mismatched',
      'identity not matched',
      'peer ID does not match',
    ],
    code: 'auth.identity-not-matched',
    act: (here) => {
      if (here.attempt.established) {
        here.code = 'policy.selectors-unacceptable';
        here.args['what'] = here.said.text;
      }
    },
  },
  {
    id: 'no-identity',
    texts: [
      'identity not found for peer: {{remoteId}}',
      'identity not found for responder: {{localId}} peer: {{remoteId}}',
      'identity not found for initiator: {{localId}} peer: {{remoteId}}',
      'identity not found for {{remoteId}}',
      "initiator can't find identity for peer: {{_conn}}",
      "can't find identity for peer: {{_conn}}",
    ],
    code: 'policy.no-peer-config',
  },
  {
    id: 'selector',
    texts: [
      'searching for policy for selector: {{local:w}} <=> {{remote:w}}',
      'canditate selectors: {{local:w}} <=> {{remote:w}}',
      'candidate selectors: {{local:w}} <=> {{remote:w}}',
    ],
    version: 2,
    code: 'policy.selectors-received',
    act: (here) => {
      here.attempt.notes.set('localTs', String(here.args['local'] ?? ''));
      here.attempt.notes.set('remoteTs', String(here.args['remote'] ?? ''));
    },
  },
  {
    id: 'no-selectors',
    texts: [
      'failed to get sainfo',
      'no policy found: {{what}}',
      'no policy found for {{what}}',
      'no policy found/generated',
      "can't create policy",
      'selectors not matched',
      'mismatched IDci was returned',
      'mismatched IDcr was returned',
      'failed to get proposal for responder',
      'no template matches',
      'policy not found',
      'traffic selector mismatch',
      'unacceptable traffic selectors',
      'no matching policy found',
      'no in-bound policy found: {{what}}',
    ],
    code: 'policy.selectors-unacceptable',
    act: (here) => {
      const { attempt } = here;
      if (/policy found\/|can't create/.test(here.said.text)) attempt.version ??= 2;
      attempt.version ??= 1;
      // The phases of one refusal each have their word.
      if (attempt.notes.get('selectors') === 'yes') here.code = null;
      attempt.notes.set('selectors', 'yes');
      const [local, remote] = [attempt.notes.get('localTs'), attempt.notes.get('remoteTs')];
      if (local !== undefined) here.args['proposedLocal'] = local;
      if (remote !== undefined) here.args['proposedRemote'] = remote;
      here.args['what'] ??= here.said.text;
    },
  },
  {
    id: 'notify',
    texts: [
      'notification {{notify:w}} received in {{_where}}',
      'fatal {{notify:w}} notify messsage, {{_rest}}',
      'fatal {{notify:w}} notify message, {{_rest}}',
      'got fatal error: {{notify:w}}',
      'got error: {{notify:w}}',
      'notify: {{notify:w}}',
      'received notify {{notify:w}}',
      'error notify: {{notify:w}}',
    ],
    code: 'notify.received',
    act: (here) => {
      const name = notifyWord(String(here.args['notify'] ?? '').replace(/[.,]$/, ''));
      here.args['notify'] = name;
      here.args['error'] = isError(name);
      here.args['encrypted'] = here.attempt.established ? true : null;
      if (!isError(name) || here.attempt.notes.get(`got ${name}`) === 'yes') here.code = null;
      here.attempt.notes.set(`got ${name}`, 'yes');
    },
  },
  {
    id: 'notify-sent',
    texts: [
      'reply notify: {{notify:w}}',
      'sending notify: {{notify:w}}',
      'adding notify: {{notify:w}}',
      'send notify {{notify:w}}',
    ],
    code: 'notify.sent',
    act: (here) => {
      const name = notifyWord(String(here.args['notify'] ?? ''));
      here.args['notify'] = name;
      here.args['error'] = isError(name);
      if (!isError(name)) here.code = null;
    },
  },
  {
    id: 'gave-up',
    texts: [
      'phase1 negotiation failed due to time up',
      'phase2 negotiation failed due to time up waiting for phase1',
      'phase2 negotiation failed due to time up',
      'phase2 negotiation failed due to phase1 expired',
      '{{_peer:w}} give up to get IPsec-SA due to time up to wait',
      'give up to get IPsec-SA due to time up to wait',
      'negotiation timed out',
      'retransmission count exceeded the limit',
      'ike2 init timeout request',
      'ike2 init timeout',
      'child negotiation timeout in state {{_n}}',
    ],
    code: 'message.gave-up',
    act: gaveUp,
  },
  {
    id: 'send-error',
    texts: [
      'phase1 negotiation failed due to send error',
      'phase2 negotiation failed due to send error',
      'sendfromto failed',
      'sendto ({{errno}})',
    ],
    code: 'host.send-failed',
    act: (here) => endpoints(here, here.said.text),
  },
  {
    id: 'repeated',
    texts: ['the packet is retransmitted by {{_peer}}[', 'the packet is retransmitted by {{_peer:w}}'],
    code: 'message.peer-retransmitted',
  },
  {
    id: 'resend',
    texts: [
      'resent phase1 packet',
      'resend phase1 packet',
      '{{_n:n}} bytes message will be resent',
      'resend phase2 packet',
    ],
    code: 'message.retransmitted',
  },
  {
    id: 'failed',
    texts: [
      'phase1 negotiation failed',
      'failed to pre-process ph1 packet',
      'failed to process ph1 packet',
      'phase2 negotiation failed',
      'failed to pre-process ph2 packet',
      'failed to process ph2 packet',
    ],
    version: 1,
    act: (here) => {
      const { attempt, desk, line, seq } = here;
      const two = /ph(?:ase)?2/.test(here.said.text);
      const side = /\(side: ([01])/.exec(here.said.text)?.[1];
      if (!two && side !== undefined) attempt.role ??= side === '1' ? 'responder' : 'initiator';
      // Without more of the log, only this line tells which phase was refused.
      if (two) {
        const refusal = desk.entries.findLast((entry) => entry.code === 'proposal.none-chosen');
        if (
          refusal?.attempt?.notes.get('refusedAt') === String(refusal?.seq) &&
          refusal.seq >= seq - 3 &&
          (refusal.attempt === attempt || refusal.attempt.peer === null)
        ) {
          refusal.args['protocol'] = 'ESP';
          refusal.attempt.established = true;
          attempt.notes.set('refusedChild', 'yes');
        }
      }
      if (two) attempt.established = true;
      desk.say(attempt, two ? 'child.failed' : 'ike.failed', { what: here.said.text }, line, seq);
      if (two && attempt.lists.has('espReceived') && attempt.notes.get('refusedChild') !== 'yes') {
        attempt.notes.set('refusedChild', 'yes');
        desk.say(attempt, 'proposal.none-chosen', { protocol: 'ESP', what: '' }, line, seq);
      }
      attempt.over = !two;
    },
  },
  {
    id: 'established',
    texts: [
      'ISAKMP-SA established {{_rest}}',
      'ISAKMP-SA established',
      'IKE SA established{{_rest}}',
      'peer authorized: {{_rest}}',
    ],
    code: 'ike.established',
    act: (here) => {
      endpoints(here, here.captures['_rest'] ?? '');
      if (!here.said.text.startsWith('peer authorized')) here.attempt.version ??= /ike2/i.test(here.said.text) ? 2 : 1;
      if (here.attempt.established) here.code = null;
      here.attempt.established = true;
      here.args['connection'] = here.attempt.connection;
    },
  },
  {
    id: 'apple-established',
    texts: [
      'IKEv1 Phase 1 Initiator: success. ({{_rest}})',
      'IKEv1 Phase 1 Responder: success. ({{_rest}})',
      'Phase1 Initiator: success',
      'Phase1 established',
    ],
    version: 1,
    code: 'ike.established',
    stands: true,
  },
  { id: 'child', texts: ['IPsec-SA established: {{_rest}}'], act: childUp },
  {
    id: 'deleted',
    texts: ['ISAKMP-SA deleted {{_rest}}', 'killing ike2 SA: {{_rest}}', 'ISAKMP-SA expired {{_rest}}'],
    code: 'ike.deleted',
    over: true,
    act: (here) => {
      endpoints(here, here.captures['_rest'] ?? '');
      here.args['by'] = /expired/.test(here.said.text) ? 'lifetime' : 'self';
    },
  },
  {
    id: 'dead',
    texts: [
      'DPD: remote (ISAKMP-SA spi={{_spi}}) seems to be dead',
      'dead peer detected',
      'peer is dead',
      'DPD: peer is dead',
      'DPD timeout',
    ],
    code: 'ike.peer-dead',
  },
  {
    id: 'delete-received',
    texts: ['received delete payload', 'got delete payload', 'delete payload received', 'received delete'],
    code: 'delete.received',
    args: { protocol: null },
  },
  {
    id: 'nat-both',
    texts: ['NAT detected: ME PEER', 'NAT detected: ME and PEER'],
    code: 'ike.nat-detected',
    args: { where: 'both' },
  },
  { id: 'nat-own', texts: ['NAT detected: ME'], code: 'ike.nat-detected', args: { where: 'local' } },
  { id: 'nat-peer', texts: ['NAT detected: PEER'], code: 'ike.nat-detected', args: { where: 'remote' } },
  { id: 'nat-none', texts: ['NAT not detected'], code: 'ike.nat-detected', args: { where: 'none' } },
  {
    id: 'unknown-spi',
    texts: ['Unknown IPsec-SA spi={{spi:n}}, hmmmm?', 'unknown notify message, no phase2 handle found'],
    act: () => undefined,
  },
  {
    id: 'not-yet',
    texts: [
      'ignore information because ISAKMP-SA has not been established yet',
      'ignore information because the message has no hash payload',
    ],
    version: 1,
    code: 'message.ignored',
    args: { exchange: 'Informational', what: 'an unprotected error of the peer' },
  },
  {
    id: 'no-phase1',
    texts: [
      "can't start the quick mode, there is no ISAKMP-SA",
      "can't start the quick mode, there is no valid ISAKMP-SA",
      'none message must be encrypted',
    ],
    version: 1,
    code: 'message.unknown-sa',
  },
  {
    id: 'fragment',
    texts: [
      'Packet reassembly failed',
      'Repeated last fragment index mismatch',
      'Missing fragment #{{_n}}',
      'Fragment too short',
      'No fragment to reassemble',
    ],
    version: 1,
    code: 'message.fragment-dropped',
    act: (here) => {
      here.args['what'] = here.said.text;
      if (/Repeated last/i.test(here.said.text))
        here.desk.say(here.attempt, 'ike.protocol-error', { what: here.said.text }, here.line, here.seq);
    },
  },
  {
    id: 'certificate',
    texts: [
      "the peer's certificate is not verified",
      "can't verify peer's certificate from store",
      'unable to get local issuer certificate({{_rest}}',
      'unable to get issuer certificate({{_rest}}',
      'self signed certificate({{_rest}}',
    ],
    code: 'auth.certificate-untrusted',
    act: (here) => {
      if (here.said.text.startsWith('the peer')) here.code = 'auth.certificate-refused';
    },
  },
  {
    id: 'certificate-expired',
    texts: ['certificate has expired({{_rest}}', 'certificate expired'],
    code: 'auth.certificate-expired',
  },
  {
    id: 'certificate-early',
    texts: ['certificate is not yet valid({{_rest}}'],
    code: 'auth.certificate-not-yet-valid',
  },
  {
    id: 'no-certificate',
    texts: ["no peer's CERT payload found", "no peer's CERT file found", 'no ID nor CERT found'],
    code: 'auth.certificate-missing',
    args: { whose: 'peer' },
  },
  {
    id: 'own-certificate',
    texts: ['failed to get own CERT', 'no cert defined'],
    code: 'auth.certificate-missing',
    args: { whose: 'own' },
  },
  { id: 'own-key', texts: ['failed to get private key', "can't get private key"], code: 'auth.private-key-missing' },
  {
    id: 'san',
    texts: ['no proper subjectAltName', 'failed to get subjectAltName', 'identity not found in certificate'],
    code: 'auth.identity-not-in-certificate',
  },
  {
    id: 'signature',
    texts: ['Invalid SIG', 'SIG mismatch', 'signature verification failed'],
    code: 'auth.signature-invalid',
  },
  {
    id: 'method',
    texts: [
      'not supported authentication method {{offered}}',
      'auth method mismatch',
      'authentication method mismatch',
      'unsupported auth method {{offered}}',
    ],
    code: 'auth.method-refused',
  },
  {
    id: 'user',
    texts: [
      'login failed for user "{{id:q}}"',
      'Xauth authentication failed',
      'Attempt to start phase config whereas Xauth failed',
      'XAuth login failed',
      'EAP failed: {{what}}',
      'EAP authentication failed',
    ],
    code: 'auth.user-rejected',
  },
  { id: 'user-ok', texts: ['login succeeded for user "{{id:q}}"'], code: 'auth.user-ok' },
  {
    id: 'address',
    texts: ['No more addresses available', 'no addresses available in pool'],
    code: 'ike.virtual-ip-none',
  },
  {
    id: 'kernel',
    texts: [
      'pfkey ADD failed: {{errno}}',
      'pfkey UPDATE failed: {{errno}}',
      'pfkey add failed',
      'pfkey update failed',
      'libipsec failed send add ({{errno}})',
      'libipsec failed send update ({{errno}})',
    ],
    code: 'kernel.sa-refused',
  },
  {
    id: 'bind',
    texts: [
      'failed to bind to address {{address}}[{{port:n}}] ({{errno}})',
      'failed to bind to address {{address:w}} ({{errno}})',
    ],
    code: 'daemon.bind-failed',
    global: true,
  },
];
