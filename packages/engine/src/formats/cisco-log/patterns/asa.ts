import type { DeviceRow, Here } from '../../device-log/index.ts';
import { isError, notifyArgs, notifyWord } from '../../device-log/notify.ts';
import { noParts, proposalOf } from '../../device-log/proposals.ts';
import { mismatches } from '../finish.ts';
import { childUp } from '../ike-v1.ts';

/** `… payloads : HDR + SA (1) + VENDOR (13) + NONE (0) total length : 168`. */
function decoded(here: Here, way: 'out' | 'in'): void {
  const { attempt, desk, line, seq, captures } = here;
  const list = captures['_payloads'] ?? '';
  const has = (name: string): boolean => list.includes(`+ ${name} (`);
  const id = captures['_mid'] ?? '';
  const quick = !/^0*$/.test(id);
  if (quick) {
    if (!has('SA') && !has('HASH')) return;
    if (has('NOTIFY') || has('DELETE')) return;
    const messageId = Number.parseInt(id, 16) >>> 0;
    if (has('SA')) {
      const asked =
        attempt.told.has(`in|Quick Mode|1||${messageId}`) || attempt.told.has(`out|Quick Mode|1||${messageId}`);
      desk.tell(attempt, { way, exchange: 'Quick Mode', step: asked ? 2 : 1, messageId }, line, seq);
    } else if (attempt.told.size > 0)
      desk.tell(attempt, { way, exchange: 'Quick Mode', step: 3, messageId }, line, seq);
    return;
  }
  if (has('NOTIFY') && !has('ID') && !has('SA')) return;
  const aggressive = has('SA') && has('KE');
  if (aggressive) {
    attempt.exchange ??= 'Aggressive Mode';
    const answer = has('HASH') || has('SIG');
    if (!answer) attempt.role ??= way === 'out' ? 'initiator' : 'responder';
    desk.tell(attempt, { way, exchange: 'Aggressive Mode', step: answer ? 2 : 1 }, line, seq);
    return;
  }
  if (attempt.exchange === 'Aggressive Mode') {
    desk.tell(attempt, { way, exchange: 'Aggressive Mode', step: 3 }, line, seq);
    return;
  }
  const first = has('SA') ? 1 : has('KE') ? 3 : has('ID') ? 5 : 0;
  if (first === 0) return;
  if (first === 1 && attempt.role === null) attempt.role = way === 'out' ? 'initiator' : 'responder';
  const mine = attempt.role === 'responder' ? 'in' : 'out';
  attempt.exchange ??= 'Main Mode';
  desk.tell(attempt, { way, exchange: 'Main Mode', step: way === mine ? first : first + 1 }, line, seq);
}

/** `Mismatched attribute types for class Group Description: Rcv'd: Group 2 Cfg'd: Group 5`. */
function mismatch(here: Here): void {
  const { attempt, desk, captures, line, seq } = here;
  const kind = captures['_class'] ?? '';
  const parts = (value: string): string | null => {
    const one = noParts();
    if (/group/i.test(kind)) one.group = value;
    else if (/hash|auth.*alg|hmac/i.test(kind)) one.hash = value;
    else if (/encr|cipher|transform/i.test(kind)) one.cipher = value;
    else return null;
    return proposalOf(captures['_phase'] === '2' ? 'ESP' : 'IKE', one);
  };
  desk.list(attempt, 'reasons', kind.toLowerCase());
  const theirs = parts(captures['_received'] ?? '');
  const ours = parts(captures['_configured'] ?? '');
  if (theirs !== null) desk.list(attempt, 'asa-received', theirs);
  if (ours !== null) desk.list(attempt, 'asa-configured', ours);
  attempt.notes.set('mismatchPhase', captures['_phase'] ?? '1');
  // Each policy that does not fit says so; only where none did is it a refusal (see `finishAsa`).
  mismatches.set(attempt, { line, seq });
}

function refusal(here: Here): void {
  const { attempt, desk, line, seq, args } = here;
  const protocol = args['protocol'] === 'ESP' ? 'ESP' : 'IKE';
  args['what'] = (attempt.lists.get('reasons') ?? []).join(', ');
  attempt.notes.set('refused', 'yes');
  const received = attempt.lists.get('asa-received');
  const configured = attempt.lists.get('asa-configured');
  if (received !== undefined) desk.say(attempt, 'proposal.received', { protocol, proposals: [...received] }, line, seq);
  if (configured !== undefined)
    desk.say(attempt, 'proposal.configured', { protocol, proposals: [...configured] }, line, seq);
}

/** `IKE MM Initiator FSM error history (struct &0x…) <state>, <event>: MM_DONE, EV_ERROR-->MM_WAIT_MSG2, EV_RETRY-->…`. */
function history(here: Here): void {
  const { attempt, captures, args } = here;
  const mode = captures['_mode'] ?? '';
  const side = captures['_side'] ?? '';
  const rest = captures['_rest'] ?? '';
  if (mode !== 'QM') attempt.role ??= side === 'Initiator' ? 'initiator' : 'responder';
  if (mode === 'MM') attempt.exchange ??= 'Main Mode';
  if (mode === 'AM') attempt.exchange ??= 'Aggressive Mode';
  const wait = /_WAIT_MSG([2-6])/.exec(rest)?.[1];
  const timed = /EV_(?:TIMEOUT|RETRY|RESEND)/.test(rest.slice(0, 240));
  if (wait === undefined || !timed) {
    here.code = mode === 'QM' ? 'child.failed' : 'ike.failed';
    args['what'] = `${mode} ${side} FSM error`;
    if (mode !== 'QM') attempt.over = true;
    return;
  }
  here.code = 'message.gave-up';
  const letter = side === 'Initiator' ? 'I' : 'R';
  const stage = Math.ceil(Number(wait) / 2);
  args['state'] =
    mode === 'MM'
      ? `MAIN_${letter}${letter === 'I' ? stage : stage - 1}`
      : mode === 'AM'
        ? `AGGR_${letter}1`
        : `QUICK_${letter}1`;
  if (mode !== 'QM') attempt.over = true;
}

function torn(here: Here): void {
  const why = String(here.args['what'] ?? '');
  here.args['by'] = /peer|remote/i.test(why)
    ? 'peer'
    : /idle|inactiv/i.test(why)
      ? 'inactivity'
      : /lost service|dpd/i.test(why)
        ? 'dpd'
        : /admin|user requested/i.test(why)
          ? 'operator'
          : 'self';
  here.attempt.over = true;
  if (/crypto map policy not found|phase 2 mismatch/i.test(why)) {
    here.code = /crypto map/i.test(why) ? 'policy.selectors-unacceptable' : 'child.failed';
    return;
  }
  if (/lost service/i.test(why)) here.desk.say(here.attempt, 'ike.peer-dead', {}, here.line, here.seq);
}

function once(here: Here, note: string): void {
  if (here.attempt.notes.get(note) === 'yes') here.code = null;
  here.attempt.notes.set(note, 'yes');
}

/** ASA and PIX: `%ASA-n-713…`, `-717…`, `-750…`, `-751…`, `-402…`, and `debug crypto ikev1`. Source: Cisco ASA Series Syslog Messages. */
export const asa: readonly DeviceRow[] = [
  {
    id: 'asa-initiate',
    texts: [
      'IKE Initiator: New Phase 1, Intf {{_intf}}, IKE Peer {{_peer:w}} local Proxy Address {{_l}}, remote Proxy Address {{_r}}, Crypto map ({{_conn}})',
      'IKE Initiator: New Phase 1, {{_rest}}',
    ],
    version: 1,
    role: 'initiator',
    code: 'ike.initiating',
    args: { version: 1 },
    starts: true,
  },
  {
    id: 'asa-no-policy',
    texts: [
      'IKE Initiator unable to find policy: {{what}}',
      '713042 IKE Initiator unable to find policy: {{what}}',
      '713903 IKE Initiator unable to find policy: {{what}}',
    ],
    version: 1,
    role: 'initiator',
    code: 'policy.selectors-unacceptable',
  },
  {
    id: 'asa-no-map',
    texts: ['No crypto map bound to interface... dropping pkt', 'No crypto map bound to interface'],
    code: 'policy.no-ike-config',
    args: { what: 'no crypto map on the interface', sure: true },
  },
  { id: 'asa-phase1', texts: ['PHASE 1 COMPLETED'], version: 1, code: 'ike.established', stands: true },
  {
    id: 'asa-phase2',
    texts: ['PHASE 2 COMPLETED'],
    version: 1,
    act: (here) => {
      // Said with its SPIs already.
      if (here.attempt.notes.get('childBy') === '713049') {
        here.attempt.notes.delete('childBy');
        return;
      }
      here.attempt.notes.delete('child');
      childUp(here);
    },
  },
  {
    id: 'asa-child',
    texts: [
      'Security negotiation complete for LAN-to-LAN Group ({{_g}}) {{_side:w}}, Inbound SPI = {{_in:x}}, Outbound SPI = {{_out:x}}',
      'Security negotiation complete for User ({{_g}}) {{_side:w}}, Inbound SPI = {{_in:x}}, Outbound SPI = {{_out:x}}',
    ],
    version: 1,
    act: (here) => {
      const spi = (name: string): string =>
        (here.captures[name] ?? '').replace(/^0x/i, '').toLowerCase().padStart(8, '0');
      here.attempt.notes.delete('child');
      here.attempt.notes.set('childBy', '713049');
      childUp(here, { spiIn: spi('_in'), spiOut: spi('_out') });
    },
  },
  {
    id: 'asa-sa-installed',
    texts: [
      'IPSEC: An {{_way:w}} LAN-to-LAN SA (SPI= {{_spi:x}}) between {{_a:w}} and {{_b:w}} (user= {{_u}}) has been created',
    ],
    act: (here) => {
      const spi = (here.captures['_spi'] ?? '').replace(/^0x/i, '').toLowerCase().padStart(8, '0');
      here.attempt.notes.set(here.captures['_way'] === 'inbound' ? 'spiIn' : 'spiOut', spi);
    },
  },
  {
    id: 'asa-decode-in',
    texts: ['IKE_DECODE RECEIVED Message (msgid={{_mid:x}}) with payloads : {{_payloads}}'],
    version: 1,
    act: (here) => decoded(here, 'in'),
  },
  {
    id: 'asa-decode-out',
    texts: [
      'IKE_DECODE SENDING Message (msgid={{_mid:x}}) with payloads : {{_payloads}}',
      'IKE_DECODE RESENDING Message (msgid={{_mid:x}}) with payloads : {{_payloads}}',
    ],
    version: 1,
    act: (here) => decoded(here, 'out'),
  },
  {
    id: 'asa-mismatch',
    texts: [
      "Phase {{_phase:n}} failure: Mismatched attribute types for class {{_class}}: Rcv'd: {{_received}} Cfg'd: {{_configured}}",
    ],
    version: 1,
    act: mismatch,
  },
  {
    id: 'asa-no-proposal',
    texts: ['All SA proposals found unacceptable', 'All IKE SA proposals found unacceptable'],
    version: 1,
    code: 'proposal.none-chosen',
    args: { protocol: 'IKE' },
    act: refusal,
  },
  {
    id: 'asa-no-esp-proposal',
    texts: ['All IPSec SA proposals found unacceptable', 'IPSec SA proposals found unacceptable'],
    version: 1,
    code: 'proposal.none-chosen',
    args: { protocol: 'ESP' },
    act: refusal,
    ambiguousWith: ['proposal.pfs-mismatch'],
  },
  {
    id: 'asa-no-crypto-map',
    texts: [
      'Rejecting IPSec tunnel: no matching crypto map entry for remote proxy {{proposedRemote:w}} local proxy {{proposedLocal:w}} on interface',
      'Rejecting IPSec tunnel: no matching crypto map entry for remote proxy {{proposedRemote:w}} local proxy {{proposedLocal:w}}',
      'Tunnel rejected: Crypto Map Policy not found for Src:{{proposedRemote}}, Dst: {{proposedLocal}}!',
      'Tunnel Rejected: Crypto Map Policy not found for Src:{{proposedRemote}}, Dst: {{proposedLocal}}',
    ],
    version: 1,
    code: 'policy.selectors-unacceptable',
  },
  {
    id: 'asa-fsm-quick',
    texts: ['QM FSM error (P2 struct'],
    version: 1,
    code: 'child.failed',
    args: { what: 'QM FSM error' },
  },
  {
    id: 'asa-fsm',
    texts: ['IKE {{_mode:w}} {{_side:w}} FSM error history ({{_rest}}'],
    version: 1,
    act: history,
  },
  {
    id: 'asa-torn',
    texts: [
      'Session is being torn down. Reason: {{what}}',
      'Connection terminated for peer {{_who}}. Reason: {{what}}',
      'Session disconnected. {{_rest}}Reason: {{what}}',
    ],
    code: 'ike.deleted',
    act: torn,
  },
  {
    id: 'asa-dead',
    texts: ['IKE lost contact with remote peer', 'lost contact with remote peer'],
    code: 'ike.peer-dead',
  },
  {
    id: 'asa-peer-complains',
    texts: ['Error, peer has indicated that something is wrong with our message'],
    version: 1,
    role: 'initiator',
    code: 'message.undecryptable',
    args: { what: 'the peer could not read our message', firstEncrypted: true, exchange: 'Main Mode' },
    ambiguousWith: ['auth.psk-mismatch'],
    act: (here) => once(here, 'bad'),
  },
  {
    id: 'asa-undecryptable',
    texts: [
      'ERROR, had problems decrypting packet, probably due to mismatched pre-shared key',
      'ERROR, had problems decrypting packet',
      'Received encrypted Oakley Main Mode packet with invalid payloads',
      'Received encrypted Oakley Aggressive Mode packet with invalid payloads',
    ],
    version: 1,
    role: 'responder',
    code: 'message.undecryptable',
    args: { firstEncrypted: true },
    ambiguousWith: ['auth.psk-mismatch'],
    act: (here) => {
      here.args['exchange'] = here.attempt.exchange ?? 'Main Mode';
      once(here, 'bad');
    },
  },
  {
    id: 'asa-hash',
    texts: ['Computed hash does not match', 'Hash verification failed', 'Invalid hash info', 'phase 1 hash mismatch'],
    version: 1,
    code: 'auth.hash-mismatch',
  },
  {
    id: 'asa-clear-notify',
    texts: [
      'Received an un-encrypted {{notify:w}} notify message, dropping',
      'Received unencrypted {{notify:w}} notify message',
    ],
    version: 1,
    code: 'notify.received',
    act: (here) => notifyArgs(here, false),
  },
  {
    id: 'asa-notify',
    texts: ['Received non-routine Notify message: {{notify}}'],
    version: 1,
    code: 'notify.received',
    act: (here) => {
      const name = notifyWord(String(here.args['notify'] ?? ''));
      here.args['notify'] = name;
      here.args['error'] = isError(name);
      here.args['encrypted'] = here.attempt.established;
      if (!isError(name)) here.code = null;
    },
  },
  {
    id: 'asa-no-group',
    texts: [
      "Can't find a valid tunnel group, aborting...!",
      "Can't find a valid tunnel group",
      'No Group found matching {{remoteId}} for Pre-shared key peer {{_who}}',
      'No Group found matching {{remoteId}}',
      'No Group found by matching OU(s) from ID payload: {{remoteId}}',
      'Unable to find tunnel group',
      'No tunnel group found',
      'Tunnel group not found',
    ],
    code: 'policy.no-ike-config',
    ambiguousWith: ['auth.identity-mismatch'],
    act: (here) => {
      here.args['what'] = 'no tunnel group for the peer';
      here.args['remote'] = here.attempt.peer?.address ?? null;
      // Phase 1 has gone on past its first messages: what does not fit is the identity.
      if (here.attempt.told.has('in|Main Mode|5||') || here.attempt.told.has('in|IKE_AUTH||request|1')) {
        here.code = 'policy.no-peer-config';
        here.args['remoteId'] = here.attempt.notes.get('peerId') ?? '';
      } else here.args['sure'] = true;
    },
  },
  {
    id: 'asa-no-key',
    texts: [
      'Group {{remoteId}} not found and BASE GROUP default preshared key not configured',
      'No preshared key configured for group',
      'No pre-shared key configured for group',
      'No preshared key or trustpoint configured for self in tunnel group {{_conn}}',
      'No pre-shared key or trustpoint configured for self in tunnel group {{_conn}}',
      'No valid authentication type found for the tunnel group',
      "Can't find pre-shared key for peer",
      'No remote authentication method configured for peer in tunnel group {{_conn}}',
    ],
    code: 'auth.psk-missing',
    act: (here) => {
      here.args['remoteId'] ??= here.attempt.peer?.address ?? null;
    },
  },
  {
    id: 'asa-method',
    texts: [
      "Client IKE Auth mode differs from the group's configured Auth mode",
      'Received unexpected Certificate payload Possible invalid Auth Method',
      'Xauth required but selected Proposal does not support xauth',
    ],
    version: 1,
    code: 'auth.method-refused',
    act: (here) => {
      here.args['what'] = here.said.text.slice(0, 120);
    },
  },
  {
    id: 'asa-timed-out',
    texts: [
      'IKE session establishment timed out [{{_state}}], aborting!',
      'IKE session establishment timed out [{{_state}} ], aborting!',
      'Timed out on initial contact to server [{{_server}}] Tunnel could not be established',
    ],
    version: 1,
    code: 'message.gave-up',
    args: { state: null },
    over: true,
  },
  {
    id: 'asa-wrong-peer',
    texts: [
      'Tunnel Rejected: IKE peer does not match remote peer as defined in L2L policy IKE peer address: {{_a}}, Remote peer address: {{_b}}',
    ],
    version: 1,
    code: 'policy.selectors-unacceptable',
    act: (here) => {
      here.args['what'] = 'these networks belong to another peer';
    },
  },
  {
    id: 'asa-peer-unknown',
    texts: ['713063 IKE Peer address not configured for destination {{remote:w}}'],
    global: true,
    code: 'policy.no-ike-config',
    args: { what: 'no peer for the destination' },
  },
  {
    id: 'asa-protocols',
    texts: ['Tunnel Rejected: Conflicting protocols specified by tunnel-group and group-policy'],
    code: 'policy.no-ike-config',
    args: { what: 'the group policy does not allow this protocol' },
  },
  {
    id: 'asa-limit',
    texts: [
      'Maximum concurrent IKE negotiations exceeded!',
      'Tunnel Rejected: The maximum tunnel count allowed has been reached',
    ],
    code: 'ike.half-open-limit',
  },
  {
    id: 'asa-received-invalid-spi',
    texts: ['Received Invalid SPI notify (SPI {{_spi:w}} )!', 'Received Invalid SPI notify (SPI {{_spi:w}}!'],
    version: 1,
    code: 'notify.received',
    args: { notify: 'INVALID_SPI', error: true, encrypted: true },
  },
  {
    id: 'asa-duplicate',
    texts: [
      'Duplicate Phase 1 packet detected',
      'Duplicate Phase 2 packet detected',
      'Duplicate first packet detected',
    ],
    version: 1,
    code: 'message.peer-retransmitted',
  },
  {
    id: 'asa-retransmit',
    texts: ['P1 Retransmit msg dispatched to', 'P2 Retransmit msg dispatched to'],
    version: 1,
    code: 'message.retransmitted',
    args: { messageId: null },
  },
  {
    id: 'asa-nat',
    texts: ['Automatic NAT Detection Status: Remote end {{_remote}} a NAT device This end {{_own}} a NAT device'],
    version: 1,
    code: 'ike.nat-detected',
    act: (here) => {
      const own = !/NOT/i.test(here.captures['_own'] ?? '');
      const remote = !/NOT/i.test(here.captures['_remote'] ?? '');
      here.args['where'] = own && remote ? 'both' : own ? 'local' : remote ? 'remote' : 'none';
    },
  },
  {
    id: 'asa-proxy-local',
    texts: [
      'Received local IP Proxy Subnet data in ID Payload: Address {{_address:w}}, Mask {{_mask:w}}, {{_rest}}',
      'Received local Proxy Host data in ID Payload: Address {{_address:w}}, {{_rest}}',
    ],
    version: 1,
    act: (here) =>
      here.attempt.notes.set('localTs', `${here.captures['_address']}/${here.captures['_mask'] ?? '255.255.255.255'}`),
  },
  {
    id: 'asa-proxy-remote',
    texts: [
      'Received remote IP Proxy Subnet data in ID Payload: Address {{_address:w}}, Mask {{_mask:w}}, {{_rest}}',
      'Received remote Proxy Host data in ID Payload: Address {{_address:w}}, {{_rest}}',
    ],
    version: 1,
    code: 'policy.selectors-received',
    act: (here) => {
      const remote = `${here.captures['_address']}/${here.captures['_mask'] ?? '255.255.255.255'}`;
      here.attempt.notes.set('remoteTs', remote);
      here.args['remote'] = remote;
      here.args['local'] = here.attempt.notes.get('localTs') ?? '';
    },
  },
  {
    id: 'asa-user',
    texts: [
      'User Authorization failed: {{_who}}',
      'Remote peer has failed user authentication - check configured username and password',
      'Headend security gateway has failed our user authentication attempt',
      'Failed user authentication. Error: {{what}}',
      '{{_n:n}} AAA user authentication Rejected : reason = {{what}} : server',
      'Tunnel Rejected: User ({{id:q}}) not member of group ({{_g:q}}), group-lock check failed',
      'User ({{id:q}}) not authenticated',
    ],
    code: 'auth.user-rejected',
  },
  {
    id: 'asa-user-ok',
    texts: ['User ({{id:q}}) authenticated', 'User {{id}} authenticated'],
    code: 'auth.user-ok',
  },
  {
    id: 'asa-address',
    texts: ['Cannot obtain an IP address for remote peer', 'Could not obtain an IP address for remote peer'],
    code: 'ike.virtual-ip-none',
  },
  {
    id: 'asa-assigned',
    texts: ['Assigned private IP address {{address:w}} to remote user', 'Assigned private IP address {{address:w}}'],
    code: 'ike.virtual-ip-assigned',
  },
  {
    id: 'asa-unknown-sa',
    texts: ['Received encrypted packet with no matching SA, dropping'],
    global: true,
    code: 'message.unknown-sa',
  },
  {
    id: 'asa-payload',
    texts: ['Error processing payload: Payload ID: {{_payload:n}}'],
    version: 1,
    code: 'ike.failed',
    act: (here) => {
      here.args['what'] = `error in payload ${here.captures['_payload'] ?? ''}`;
    },
  },
  {
    id: 'asa-cleanup',
    texts: [
      'Removing peer from correlator table failed, no match!',
      'Removing peer from peer table failed, no match!',
      'Error: Unable to remove PeerTblEntry',
    ],
    en: 'The device clears up after a negotiation that failed before; this line is not the reason. It stands in the lines before, or in the log of the peer.',
    ko: '이미 실패한 협상을 정리하는 줄이며 원인이 아닙니다. 원인은 앞줄이나 상대의 로그에 있습니다.',
  },
  {
    id: 'asa-invalid-spi',
    texts: [
      '402114 IPSEC: Received an {{_proto:w}} packet (SPI= {{spi:x}}, sequence number= {{_n:x}}) from {{_peer:w}} (user= {{_u}}) to {{_local:w}} with an invalid SPI',
      '402114 IPSEC: Received an {{_proto:w}} packet (SPI={{spi:x}}, sequence number={{_n:x}}) from {{_peer:w}} to {{_local:w}} with an invalid SPI',
    ],
    code: 'child.unknown-spi',
    args: { what: 'packet' },
    act: (here) => {
      here.args['spi'] = String(here.args['spi'] ?? '')
        .replace(/^0x/i, '')
        .toLowerCase()
        .padStart(8, '0');
    },
  },
  {
    id: 'asa-esp-auth',
    texts: ['402120 IPSEC: Received an {{_proto:w}} packet (SPI= {{spi:x}}, {{_rest}}) that failed authentication'],
    code: 'esp.integrity-failed',
  },
  {
    id: 'asa-inner',
    texts: [
      "402116 IPSEC: Received an {{_rest}}The decapsulated inner packet doesn't match the negotiated policy in the SA. {{what}}",
    ],
    code: 'policy.selectors-unacceptable',
  },
  {
    id: 'asa-trust',
    texts: [
      '717009 Certificate validation failed. No suitable trustpoints found to validate certificate serial number: {{_serial:w}}, subject name: {{subject}}, issuer name: {{issuer}}',
      '717009 Certificate validation failed. No suitable trustpoints found{{_rest}}',
      'Certificate validation failed. No suitable trustpoints found{{_rest}}',
      '717027 Certificate chain failed validation. No suitable trustpoint was found to validate chain.',
    ],
    code: 'auth.certificate-untrusted',
  },
  {
    id: 'asa-expired',
    texts: [
      '717009 Certificate validation failed. Certificate date is out-of-range, serial number: {{_serial:w}}, subject name: {{subject}}',
      '717009 Certificate validation failed. Certificate has expired{{_rest}}',
      '717009 Certificate validation failed. Certificate date is out-of-range',
    ],
    code: 'auth.certificate-invalid-time',
  },
  {
    id: 'asa-usage',
    texts: [
      '717009 Certificate validation failed. Peer certificate key usage is invalid, {{what}}',
      '717009 Certificate validation failed. Peer certificate extended key usage is invalid{{what}}',
    ],
    code: 'auth.certificate-unsuitable',
  },
  {
    id: 'asa-revoked',
    texts: ['717009 Certificate validation failed. Certificate is revoked{{_rest}}', 'Certificate is revoked{{_rest}}'],
    code: 'auth.certificate-revoked',
  },
  {
    id: 'asa-certificate',
    texts: [
      '717009 Certificate validation failed. {{what}}',
      '717027 Certificate chain failed validation. {{what}}',
      'Certificate validation failed. {{what}}',
      'Peer Certificate authentication failed: {{what}}',
    ],
    code: 'auth.certificate-refused',
  },
  {
    id: 'asa-own-certificate',
    texts: [
      'IKE_GetAuthKey... failed',
      'Aborting: identity cert specified in IPsec policy{{_rest}}',
      'Aborting: No identity cert specified in IPsec SA {{_rest}}',
      'Failed to retrieve identity certificate',
      'Unable to find the identity certificate',
      'Unable to find the requested certificate',
      'Connection failed with peer {{_who:w}} no trust-point defined in tunnel-group {{_conn}}',
      '713226 Connection failed with peer {{_who:w}} no trust-point defined in tunnel-group {{_conn}}',
    ],
    code: 'auth.certificate-missing',
    args: { whose: 'own' },
  },
  {
    id: 'asa-exchange',
    texts: [
      'Received an aggressive mode packet, but aggressive mode is disabled',
      'Aggressive Mode connections disabled. Dropping request',
      'Aggressive Mode connections disabled',
      'Initiate Aggressive mode is disabled',
    ],
    version: 1,
    code: 'ike.exchange-refused',
    args: { exchange: 'Aggressive Mode' },
  },
  {
    id: 'asa-identity',
    texts: [
      'Peer ID check failed',
      'IKE peer identity check failed',
      'Peer ID does not match',
      'ID mismatch: {{what}}',
    ],
    code: 'auth.identity-not-matched',
  },
  {
    id: 'asa-peer-id',
    texts: ['ID_IPV4_ADDR ID received {{id:w}}'],
    version: 1,
    code: 'ike.peer-identity',
    act: (here) => here.attempt.notes.set('peerId', String(here.args['id'] ?? '')),
  },
];
