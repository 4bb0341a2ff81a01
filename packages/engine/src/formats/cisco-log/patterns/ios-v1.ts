import type { DeviceRow, Here } from '../../device-log/index.ts';
import {
  beginProposal,
  childUp,
  confirmHeld,
  dropHeld,
  flushProposal,
  hasSpi,
  input,
  noOffer,
  quickOut,
  received,
  refusedChild,
  saPayload,
  saWay,
  sending,
  stageName,
  states,
} from '../ike-v1.ts';
import { notifyArgs } from '../../device-log/notify.ts';

function reason(here: Here, what: string): void {
  here.desk.list(here.attempt, 'reasons', what);
}

/** `deleting SA reason "…" state (I) MM_NO_STATE (peer A)`. The reasons are IOS's own words, misspelt as it writes them. */
function deletion(here: Here): void {
  const { args, captures, attempt } = here;
  const why = captures['_why'] ?? '';
  const role = /\(([IRN])\)/.exec(captures['_state'] ?? '')?.[1] ?? '';
  const state = /\([IRN]\) ([A-Z_0-9]{2,20})/.exec(captures['_state'] ?? '')?.[1] ?? '';
  if (role === 'I') attempt.role ??= 'initiator';
  if (role === 'R') attempt.role ??= 'responder';
  attempt.over = true;
  if (/retransmission/i.test(why)) {
    here.code = 'message.gave-up';
    args['state'] = stageName(state, role);
    return;
  }
  if (/not responding|keepalive|DPD/i.test(why)) {
    here.code = 'ike.peer-dead';
    return;
  }
  if (/xauth/i.test(why)) {
    here.code = 'auth.user-rejected';
    args['what'] = why;
    return;
  }
  here.code = 'ike.deleted';
  args['what'] = why;
  args['by'] = /user command|clear/i.test(why)
    ? 'operator'
    : /\(in\)|peer/i.test(why)
      ? 'peer'
      : /lifetime|expir/i.test(why)
        ? 'lifetime'
        : 'self';
}

/** IKEv1 of IOS and IOS-XE: `debug crypto isakmp`, `debug crypto ipsec`, `%CRYPTO-…`. */
export const iosV1: readonly DeviceRow[] = [
  { id: 'ios-request', texts: ['SA request profile is'], version: 1, starts: true, role: 'initiator' },
  {
    id: 'ios-peer-struct',
    texts: ['Created a peer struct for {{_peer:w}}, peer port {{_peerPort:n}}', 'New peer created peer = '],
    version: 1,
  },
  {
    id: 'ios-key',
    texts: ['found peer pre-shared key match', 'Looking for a matching key for {{_peer:w}} in'],
    version: 1,
  },
  {
    id: 'ios-no-key',
    texts: [
      'No pre-shared key with {{remoteId:w}}!',
      'No pre-shared key with {{remoteId:w}}',
      'No pre-shared key found for {{remoteId:w}}',
      'No pre-shared key for {{remoteId:w}}',
      'no pre-shared key based on {{remoteId}}',
      'No cert, and no keys (public or pre-shared) with remote peer {{remoteId:w}}',
    ],
    code: 'auth.psk-missing',
    version: 1,
    act: (here) => {
      const id = String(here.args['remoteId'] ?? '').replace(/[!.]+$/, '');
      here.args['remoteId'] = id;
      here.attempt.notes.set('noKey', 'yes');
      if (/based on/.test(here.said.text)) here.code = null;
    },
  },
  {
    id: 'ios-begin-main',
    texts: ['beginning Main Mode exchange'],
    code: 'ike.initiating',
    args: { version: 1, exchange: 'Main Mode' },
    version: 1,
    role: 'initiator',
    exchange: 'Main Mode',
    starts: (attempt) => attempt.over || attempt.established || attempt.notes.has('begun'),
    act: (here) => here.attempt.notes.set('begun', 'yes'),
  },
  {
    id: 'ios-begin-aggressive',
    texts: ['beginning Aggressive Mode exchange'],
    code: 'ike.initiating',
    args: { version: 1, exchange: 'Aggressive Mode' },
    version: 1,
    role: 'initiator',
    exchange: 'Aggressive Mode',
    starts: (attempt) => attempt.over || attempt.established || attempt.notes.has('begun'),
    act: (here) => here.attempt.notes.set('begun', 'yes'),
  },
  {
    id: 'ios-sending',
    texts: [
      'sending packet to {{_peer:w}} my_port {{_localPort:n}} peer_port {{_peerPort:n}} {{_rest}}',
      'sending packet to {{_peer:w}} {{_rest}}',
    ],
    version: 1,
    act: sending,
  },
  {
    id: 'ios-received',
    texts: [
      'received packet from {{_peer:w}} dport {{_localPort:n}} sport {{_peerPort:n}} {{_rest}}',
      'received packet from {{_peer:w}} {{_rest}}',
    ],
    version: 1,
    act: received,
  },
  { id: 'ios-input', texts: ['Input = {{_what}}'], version: 1, act: input },
  { id: 'ios-unknown-input', texts: ['Unknown Input {{_what}}'], version: 1, act: dropHeld },
  { id: 'ios-states', texts: ['Old State = {{_old:w}} New State = {{_new:w}}'], version: 1, act: states },
  { id: 'ios-sa-payload', texts: ['processing SA payload. message ID = {{_mid}}'], version: 1, act: saPayload },
  {
    id: 'ios-ke-payload',
    texts: [
      'processing KE payload. message ID = 0',
      'processing NONCE payload. message ID = 0',
      'processing ID payload. message ID = 0',
      'processing CERT payload. message ID = 0',
      'processing SIG payload. message ID = 0',
    ],
    version: 1,
    act: confirmHeld,
  },
  {
    id: 'ios-duplicate',
    texts: ['phase 1 packet is a duplicate of a previous packet', 'phase 2 packet is a duplicate of a previous packet'],
    code: 'message.peer-retransmitted',
    version: 1,
    act: dropHeld,
  },
  {
    id: 'ios-retransmitting',
    texts: [
      'retransmitting phase 1 {{_state:w}}',
      'retransmitting phase 2 {{_state:w}}',
      'retransmitting phase 1',
      'retransmitting phase 2',
    ],
    version: 1,
    act: (here) => {
      const { attempt, desk, line, seq } = here;
      const state = /^[A-Z_0-9]{2,20}/.exec(here.captures['_state'] ?? '')?.[0] ?? '';
      const two = here.said.text.toLowerCase().startsWith('retransmitting phase 2');
      const step = two ? undefined : ({ MM_NO_STATE: 1, MM_SA_SETUP: 3, MM_KEY_EXCH: 5 } as const)[state];
      if (
        step !== undefined &&
        attempt.role !== 'responder' &&
        ![...attempt.told.keys()].some((key) => key.startsWith('out|'))
      )
        desk.tell(attempt, { way: 'out', exchange: 'Main Mode', step }, line, seq);
      const seen = Number(attempt.notes.get('repeats') ?? '0') + 1;
      attempt.notes.set('repeats', String(seen));
      attempt.notes.set('again', 'yes');
      desk.say(attempt, 'message.retransmitted', { number: seen, messageId: null }, line, seq);
    },
  },
  {
    id: 'ios-transform',
    texts: ['Checking ISAKMP transform {{_n:n}} against priority {{_p:n}} policy'],
    version: 1,
    act: (here) => beginProposal(here, 'IKE'),
  },
  ...(
    [
      [
        'encryption algorithm',
        ['Encryption algorithm offered does not match policy', 'Proposed encryption algorithm does not match'],
      ],
      ['hash algorithm', ['Hash algorithm offered does not match policy']],
      [
        'Diffie-Hellman group',
        ['Diffie-Hellman group offered does not match policy', 'DH group offered does not match policy'],
      ],
      ['key length', ['Proposed key length does not match policy', 'Key length offered does not match policy']],
      ['lifetime', ['Lifetime duration offered does not match policy', 'Life duration offered does not match policy']],
      [
        'authentication method',
        [
          'Authentication method offered does not match policy',
          'Preshared authentication offered but does not match policy',
          'RSA signature authentication offered but does not match policy',
          'Xauth authentication by pre-shared key offered but does not match policy',
          'Xauth authentication by RSA offered but does not match policy',
        ],
      ],
    ] as const
  ).map(
    ([what, texts]): DeviceRow => ({
      id: `ios-not-${what.replaceAll(' ', '-').toLowerCase()}`,
      texts,
      version: 1,
      act: (here) => reason(here, what),
    }),
  ),
  {
    id: 'ios-keepalives',
    texts: ['peer does not do paranoid keepalives'],
    version: 1,
    en: 'Said whenever this device deletes an ISAKMP SA on its own account: the peer is not asked for signs of life. It is not the reason; that stands in the lines before.',
    ko: '이 장비가 스스로 ISAKMP SA를 삭제할 때마다 나오는 줄이며 원인이 아닙니다. 원인은 앞줄에 있습니다.',
  },
  {
    id: 'ios-acceptable',
    texts: ['atts are acceptable. Next payload is {{_n:n}}', 'attrs are acceptable. Next payload is {{_n:n}}'],
    version: 1,
    act: (here) => {
      flushProposal(here.desk, here.attempt);
      const chosen = here.attempt.lists.get('offered')?.at(-1);
      here.attempt.lists.delete('reasons');
      if (chosen !== undefined)
        here.desk.say(here.attempt, 'ike.selected-proposal', { proposal: chosen }, here.line, here.seq);
      here.attempt.lists.delete('offered');
    },
  },
  {
    id: 'ios-no-offers',
    texts: [
      'no offers accepted!',
      'no offers accepted',
      'phase 1 SA policy not acceptable! (local {{_local:w}} remote {{_who}}',
      'phase 1 SA policy not acceptable',
      'IKMP_SA_NOT_OFFERED: Remote peer {{_peer:w}} responded with attribute {{_what}} not offered or changed',
      'IKMP_POLICY_DEFAULT: Using ISAKMP Default policies',
    ],
    code: 'proposal.none-chosen',
    args: { protocol: 'IKE' },
    version: 1,
    ambiguousWith: ['auth.secret-missing', 'auth.method-mismatch'],
    act: (here) => {
      if (here.said.text.startsWith('IKMP_POLICY_DEFAULT')) here.code = null;
      else noOffer(here);
    },
  },
  { id: 'ios-quick', texts: ['beginning Quick Mode exchange, M-ID of {{_mid}}'], version: 1, act: quickOut },
  {
    id: 'ios-esp-transform',
    texts: ['transform {{_n:n}}, {{_cipher:w}}'],
    version: 1,
    act: (here) => beginProposal(here, 'ESP'),
  },
  {
    id: 'ios-proxy',
    texts: [
      'proxy identities not supported',
      'map_db_find_best did not find matching map',
      'no IPSEC cryptomap exists for local address {{_localAddress:w}}',
      'peer address {{_peerAddress:w}} not found',
      'invalid local address {{_localAddress:w}}',
      'invalid proxy identities',
      'invalid proxy IDs',
    ],
    version: 1,
    code: 'policy.selectors-unacceptable',
    act: (here) => {
      here.args['what'] = here.said.text;
      // Each crypto map that does not fit says so; the first word is enough.
      if (here.attempt.notes.get('p2') === 'said') here.code = null;
      here.attempt.notes.set('p2', 'said');
      const [local, remote] = [here.attempt.notes.get('proxyLocal'), here.attempt.notes.get('proxyRemote')];
      if (local !== undefined) here.args['proposedLocal'] = local;
      if (remote !== undefined) here.args['proposedRemote'] = remote;
    },
  },
  {
    id: 'ios-proxy-local',
    texts: ['local_proxy= {{_proxy:w}} {{_rest}}', 'local_proxy= {{_proxy:w}}'],
    version: 1,
    act: (here) => here.attempt.notes.set('proxyLocal', (here.captures['_proxy'] ?? '').replace(/,$/, '')),
  },
  {
    id: 'ios-proxy-remote',
    texts: ['remote_proxy= {{_proxy:w}} {{_rest}}', 'remote_proxy= {{_proxy:w}}'],
    version: 1,
    act: (here) => here.attempt.notes.set('proxyRemote', (here.captures['_proxy'] ?? '').replace(/,$/, '')),
  },
  {
    id: 'ios-transform-unsupported',
    texts: [
      'transform proposal not supported for identity',
      'transform proposal not supported',
      'transform proposal ({{_what}}) not supported',
    ],
    version: 1,
    act: (here) => {
      refusedChild(here);
      here.args['what'] = 'transform proposal not supported';
    },
  },
  {
    id: 'ios-proposal-flags',
    texts: ['invalid transform proposal flags -- {{_flags:w}}'],
    version: 1,
    act: (here) => {
      refusedChild(here);
      here.args['what'] = here.said.text;
    },
  },
  {
    id: 'ios-phase2-refused',
    texts: [
      'IPSec policy invalidated proposal with error {{_error:n}}',
      'IPSec policy invalidated proposal',
      'phase 2 SA policy not acceptable! (local {{_local:w}} remote {{_who}}',
      'phase 2 SA policy not acceptable',
    ],
    version: 1,
    code: 'proposal.none-chosen',
    args: { protocol: 'ESP' },
    ambiguousWith: ['proposal.pfs-mismatch', 'policy.selector-mismatch'],
    act: refusedChild,
  },
  {
    id: 'ios-notify-sent',
    texts: ['Sending NOTIFY {{notify:w}} protocol {{_p:n}}'],
    version: 1,
    code: 'notify.sent',
    act: (here) => notifyArgs(here),
  },
  {
    id: 'ios-notify-received',
    texts: ['processing NOTIFY {{notify:w}} protocol {{_p:n}}', 'processing NOTIFY {{notify:w}} '],
    version: 1,
    code: 'notify.received',
    act: (here) => notifyArgs(here),
  },
  {
    id: 'ios-notify-no-hash',
    texts: ['Notify has no hash. Rejected'],
    version: 1,
    code: 'message.ignored',
    args: { exchange: 'Informational', what: 'a notify without hash: an unprotected error of the peer' },
    act: dropHeld,
  },
  {
    id: 'ios-mode-failure',
    texts: ['IKMP_MODE_FAILURE: Processing of {{_mode}} mode failed with peer at {{_peer:w}}'],
    version: 1,
    code: 'ike.failed',
    act: (here) => {
      here.args['what'] = `processing of ${here.captures['_mode'] ?? ''} mode failed`;
      if (/main/i.test(here.captures['_mode'] ?? '')) here.attempt.exchange ??= 'Main Mode';
      if (/aggressive/i.test(here.captures['_mode'] ?? '')) here.attempt.exchange ??= 'Aggressive Mode';
    },
  },
  {
    id: 'ios-bad-message',
    texts: [
      'IKMP_BAD_MESSAGE: IKE message from {{_peer:w}} failed its sanity check or is malformed',
      'reserved not zero on {{payload:w}} payload!',
      'reserved not zero on payload',
      'reserved not zero',
    ],
    version: 1,
    code: 'message.undecryptable',
    ambiguousWith: ['auth.psk-mismatch', 'ike.protocol-violation'],
    act: (here) => {
      const { attempt } = here;
      here.args['what'] = 'failed its sanity check or is malformed';
      if (attempt.established) {
        here.code = 'message.malformed';
        return;
      }
      confirmHeld(here);
      if (attempt.notes.get('bad') === 'yes') here.code = null;
      attempt.notes.set('bad', 'yes');
      here.args['firstEncrypted'] = true;
      here.args['exchange'] = attempt.exchange ?? 'Main Mode';
    },
  },
  {
    id: 'ios-not-encrypted',
    texts: ["IKMP_NOT_ENCRYPTED: IKE packet from {{_peer:w}} was not encrypted and it should've been"],
    version: 1,
    code: 'message.ignored',
    args: { what: 'not encrypted although it should be' },
  },
  {
    id: 'ios-no-sa',
    texts: ['IKMP_NO_SA: IKE message from {{remote:w}} has no SA and is not an initialization offer'],
    global: true,
    code: 'message.unknown-sa',
  },
  {
    id: 'ios-aggressive-disabled',
    texts: [
      'IKMP_AG_MODE_DISABLED: Unable to initiate or respond to Aggressive Mode while disabled',
      'Aggressive mode is disabled',
      'Unable to initiate or respond to Aggressive Mode while disabled',
    ],
    version: 1,
    code: 'ike.exchange-refused',
    args: { exchange: 'Aggressive Mode' },
  },
  {
    id: 'ios-profile',
    texts: ['peer matches {{_profile:w}} profile'],
    version: 1,
    act: (here) => {
      const name = here.captures['_profile'] ?? '';
      if (name === '*none*') return;
      here.attempt.connection ??= name;
      here.desk.say(here.attempt, 'ike.connection-selected', { connection: name }, here.line, here.seq);
    },
  },
  {
    id: 'ios-own-method',
    texts: ['SA is doing {{method}} authentication using id type {{_type:w}}', 'SA is doing {{method}} authentication'],
    version: 1,
    code: 'auth.own-method',
  },
  {
    id: 'ios-authenticated',
    texts: ['SA has been authenticated with {{_peer:w}}', 'SA has been authenticated'],
    version: 1,
    code: 'auth.peer-ok',
    act: (here) => {
      here.args['method'] = /pre-?share/i.test(here.attempt.notes.get('method') ?? 'pre-share')
        ? 'pre-shared key'
        : 'signature';
      confirmHeld(here);
    },
  },
  {
    id: 'ios-delete-received',
    texts: ['processing DELETE payload', 'processing DELETE_WITH_REASON payload'],
    version: 1,
    code: 'delete.received',
    act: (here) => {
      here.args['protocol'] = /proto(?:col)? ?[:=]? ?(?:IPSEC_ESP|3)/i.test(here.said.text) ? 'ESP' : null;
    },
  },
  {
    id: 'ios-deleting',
    texts: [
      'deleting SA reason "{{_why}}" state {{_state}} (peer {{_peer:w}})',
      'deleting SA reason "{{_why}}" state {{_state}}',
    ],
    version: 1,
    act: deletion,
  },
  {
    id: 'ios-dead',
    texts: ['peer {{_peer:w}} not responding!', 'peer not responding!', 'DPD: peer not responding'],
    version: 1,
    code: 'ike.peer-dead',
  },
  {
    id: 'ios-nat-both',
    texts: ['NAT found, both nodes inside NAT'],
    version: 1,
    code: 'ike.nat-detected',
    args: { where: 'both' },
  },
  {
    id: 'ios-nat-own',
    texts: [
      'NAT found, the node inside NAT',
      'My hash no match - this node inside NAT',
      'NAT found, this node inside NAT',
    ],
    version: 1,
    code: 'ike.nat-detected',
    args: { where: 'local' },
  },
  {
    id: 'ios-nat-peer',
    texts: [
      'His hash no match - this node outside NAT',
      'NAT found, the node outside NAT',
      'NAT found, peer is behind NAT',
    ],
    version: 1,
    code: 'ike.nat-detected',
    args: { where: 'remote' },
  },
  {
    id: 'ios-nat-none',
    texts: ['No NAT Found for self or peer'],
    version: 1,
    code: 'ike.nat-detected',
    args: { where: 'none' },
  },
  { id: 'ios-in-sa', texts: ['inbound SA from {{_rest}}'], version: 1, act: (here) => saWay(here, 'in') },
  { id: 'ios-out-sa', texts: ['outbound SA from {{_rest}}'], version: 1, act: (here) => saWay(here, 'out') },
  { id: 'ios-spi', texts: ['has spi {{_spi:x}} and conn_id'], version: 1, act: hasSpi },
  {
    id: 'ios-installed',
    texts: ['Successfully installed IPSEC SA (SPI:{{_spi:x}})'],
    version: 1,
    act: (here) =>
      childUp(here, { spiIn: (here.captures['_spi'] ?? '').replace(/^0x/i, '').toLowerCase().padStart(8, '0') }),
  },
  {
    id: 'ios-session-up',
    texts: [
      'SESSION_STATUS: Crypto tunnel is UP. Peer {{_peer}}:{{_peerPort:n}}',
      'SESSION_STATUS: Crypto tunnel is UP',
    ],
    act: (here) => {
      const { attempt, desk, line, seq } = here;
      if (!attempt.established) desk.say(attempt, 'ike.established', { connection: attempt.connection }, line, seq);
      attempt.established = true;
      childUp(here);
    },
  },
  {
    id: 'ios-session-down',
    texts: [
      'SESSION_STATUS: Crypto tunnel is DOWN. Peer {{_peer}}:{{_peerPort:n}}',
      'SESSION_STATUS: Crypto tunnel is DOWN',
    ],
    code: 'ike.deleted',
    args: { by: 'self', what: 'session down' },
    over: true,
  },
  {
    id: 'ios-invalid-spi',
    texts: [
      "RECVD_PKT_INV_SPI: decaps: rec'd IPSEC packet has invalid spi for destaddr={{_local}}, prot={{_prot:n}}, spi={{spi:x}}({{_d:n}}), srcaddr={{_peer}}, ",
      "RECVD_PKT_INV_SPI: decaps: rec'd IPSEC packet has invalid spi for destaddr={{_local}}, prot={{_prot:n}}, spi={{spi:x}}({{_d:n}}), srcaddr={{_peer:w}}",
      "RECVD_PKT_INV_SPI: decaps rec'd IPSEC packet has invalid spi for destaddr={{_local}}, prot={{_prot:n}}, spi={{spi:x}}({{_d:n}}), srcaddr={{_peer:w}}",
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
    id: 'ios-pool-empty',
    texts: [
      'Failed to allocate address for client from pool',
      'No IP address available in pool',
      'Unable to get an address from pool',
    ],
    version: 1,
    code: 'ike.virtual-ip-none',
  },
  {
    id: 'ios-own-certificate',
    texts: [
      'Unable to get router cert or routerdoes not have a cert',
      'Unable to get router cert or router does not have a cert',
      'no valid cert found to return',
      'No valid certificate found to return',
    ],
    code: 'auth.certificate-missing',
    args: { whose: 'own' },
  },
  {
    id: 'ios-own-key',
    texts: ['IKMP_QUERY_KEY: Querying key pair failed'],
    code: 'auth.private-key-missing',
  },
  {
    id: 'ios-certificate-refused',
    texts: [
      'IKMP_INVAL_CERT: Certificate received from {{_peer:w}} is bad: {{what}}',
      'IKMP_INVALID_CERT: Certificate received from {{_peer:w}} is bad: {{what}}',
      'IKMP_NO_ID_CERT_ADDR_MATCH: {{what}}',
      'processing CERT payload failed',
    ],
    code: 'auth.certificate-refused',
    act: (here) => {
      if (/ID_CERT/.test(here.said.text)) here.code = 'auth.identity-not-in-certificate';
    },
  },
  {
    id: 'ios-signature',
    texts: ['signature invalid!', 'Signature verification failed', 'SIG payload verification failed'],
    code: 'auth.signature-invalid',
  },
  {
    id: 'pki-expired',
    texts: [
      'CERTIFICATE_INVALID_EXPIRED: Certificate chain validation has failed. The certificate {{subject}} has expired. {{notAfter}}',
      'CERTIFICATE_INVALID_EXPIRED: {{_rest}}',
    ],
    code: 'auth.certificate-expired',
  },
  {
    id: 'pki-not-yet',
    texts: ['CERTIFICATE_INVALID_NOT_YET_VALID: {{_rest}}'],
    code: 'auth.certificate-not-yet-valid',
  },
  { id: 'pki-revoked', texts: ['CERTIFICATE_REVOKED: {{_rest}}'], code: 'auth.certificate-revoked' },
  {
    id: 'pki-untrusted',
    texts: [
      'CERTIFICATE_INVALID_UNAUTHORIZED: {{_rest}}',
      'CERTIFICATE_INVALID: {{_rest}}',
      'PKI_NO_SUITABLE_TRUSTPOINT{{_rest}}',
    ],
    code: 'auth.certificate-refused',
    act: (here) => {
      here.args['what'] = here.captures['_rest'] ?? '';
    },
  },
  {
    id: 'pki-crl',
    texts: ['CRL_FETCH_FAIL: CRL fetch for trustpoint {{subject}} failed'],
    code: 'auth.revocation-unreachable',
  },
];
