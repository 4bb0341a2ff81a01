import { deviceFormat, type Dialect, type DeviceRow, type Here, type Refs } from '../device-log/index.ts';
import { isError, notifyWord } from '../device-log/notify.ts';

/*
 * OpenIKED of OpenBSD 5 to 7 and its portable edition: `spi=0x1122334455667788: recv IKE_SA_INIT req 0 peer A:500 local B:500, 518 bytes,
 * policy 'name'`; releases before 6.5 wrote `ikev2_recv: IKE_SA_INIT request from initiator A:500 to B:500 policy 'name' id 0, 518 bytes`.
 */

function first(here: Here): void {
  const { captures } = here;
  const exchange = captures['_exchange'] ?? '';
  const way = here.said.text.startsWith('recv') || here.said.text.startsWith('ikev2_recv') ? 'in' : 'out';
  const word = captures['_role'] ?? '';
  const role = word.startsWith('req') ? 'request' : 'response';
  const id = Number(captures['_mid'] ?? '0');
  const { desk, line, seq } = here;
  if (
    exchange === 'IKE_SA_INIT' &&
    role === 'request' &&
    here.attempt.told.size > 0 &&
    here.refs.initiatorSpi === undefined
  )
    here.attempt = desk.attempts.begin(here.refs, seq);
  const { attempt } = here;
  attempt.version ??= 2;
  if (exchange === 'IKE_SA_INIT' || exchange === 'IKE_AUTH')
    attempt.role ??= (way === 'out') === (role === 'request') ? 'initiator' : 'responder';
  const ends = {
    local: attempt.local?.address ?? null,
    localPort: attempt.local?.port ?? null,
    remote: attempt.peer?.address ?? null,
    remotePort: attempt.peer?.port ?? null,
    bytes: Number(captures['_bytes'] ?? '0') || null,
  };
  if (way === 'in') desk.say(attempt, 'packet.received', ends, line, seq);
  desk.tell(attempt, { way, exchange, role, messageId: id }, line, seq);
  if (way === 'out') desk.say(attempt, 'packet.sent', ends, line, seq);
}

/** The reason an SA was closed for, in iked's own words. */
function closed(here: Here, reason: string): void {
  const { attempt, desk, line, seq } = here;
  attempt.over = true;
  const say = (code: Parameters<typeof desk.say>[1], args: Parameters<typeof desk.say>[2] = {}): void => {
    desk.say(attempt, code, args, line, seq);
  };
  if (/^SA_INIT timeout|^timeout|^rekey timeout|^SA_INIT response failed/.test(reason)) {
    const auth = attempt.told.has('out|IKE_AUTH||request|1') || attempt.told.has('in|IKE_AUTH||request|1');
    const letter = attempt.role === 'responder' ? 'R' : 'I';
    say('message.gave-up', { state: attempt.established ? null : auth ? `PARENT_${letter}2` : `PARENT_${letter}1` });
  } else if (reason.startsWith('no proposal chosen (CHILD SA)')) refused(here, 'ESP');
  else if (reason.startsWith('no proposal chosen')) refused(here, 'IKE');
  else if (reason.startsWith('received delete')) say('delete.received', { protocol: 'IKE' });
  else if (/^(?:authentication failed|EAP failed|IKE_AUTH failed)/.test(reason)) say('auth.failed', { what: reason });
  else if (/^(?:reload|reset|Policy no longer)/.test(reason)) say('ike.deleted', { by: 'operator', what: reason });
  else say('ike.deleted', { by: 'self', what: reason });
}

function refused(here: Here, protocol: 'IKE' | 'ESP'): void {
  const { attempt, desk, line, seq } = here;
  if (attempt.notes.get('refused') === 'yes') return;
  attempt.notes.set('refused', 'yes');
  // Who opened the exchange was told so by its peer.
  if (attempt.role === 'initiator')
    desk.say(
      attempt,
      'notify.received',
      {
        notify: 'NO_PROPOSAL_CHOSEN',
        error: true,
        encrypted: protocol === 'ESP',
        exchange: protocol === 'ESP' ? 'IKE_AUTH' : 'IKE_SA_INIT',
      },
      line,
      seq,
    );
  else desk.say(attempt, 'proposal.none-chosen', { protocol, what: '' }, line, seq);
}

const spiField = 'spi {{_spi}}';

export const ikedRows: readonly DeviceRow[] = [
  {
    id: 'packet',
    texts: [
      "recv {{_exchange:w}} {{_role:w}} {{_mid:n}} peer {{_peer}}:{{_peerPort:n}} local {{_local}}:{{_localPort:n}}, {{_bytes:n}} bytes, policy '{{_conn:q}}'",
      'send {{_exchange:w}} {{_role:w}} {{_mid:n}} peer {{_peer}}:{{_peerPort:n}} local {{_local}}:{{_localPort:n}}, {{_bytes:n}} bytes',
      "ikev2_recv: {{_exchange:w}} {{_role:w}} from {{_side:w}} {{_peer}}:{{_peerPort:n}} to {{_local}}:{{_localPort:n}} policy '{{_conn:q}}' id {{_mid:n}}, {{_bytes:n}} bytes",
      'ikev2_msg_send: {{_exchange:w}} {{_role:w}} from {{_local}}:{{_localPort:n}} to {{_peer}}:{{_peerPort:n}} msgid {{_mid:n}}, {{_bytes:n}} bytes',
    ],
    act: first,
  },
  {
    id: 'retransmit',
    texts: [
      'retransmit {{number:n}} {{_exchange:w}} req {{messageId:n}} peer {{_peer}}:{{_peerPort:n}} local {{_local}}:{{_localPort:n}}',
      'ikev2_msg_retransmit_timeout: retransmit {{number:n}} {{_exchange:w}}',
    ],
    version: 2,
    code: 'message.retransmitted',
  },
  {
    id: 'answer-again',
    texts: [
      'retransmit {{_exchange:w}} res {{messageId:n}} local {{_local}}:{{_localPort:n}} peer {{_peer}}:{{_peerPort:n}}',
    ],
    version: 2,
    code: 'message.peer-retransmitted',
  },
  {
    id: 'initiating',
    texts: ['ikev2_init_ike_sa: initiating "{{_conn:q}}"'],
    version: 2,
    role: 'initiator',
    code: 'ike.initiating',
    args: { version: 2 },
    starts: true,
  },
  {
    id: 'established',
    texts: [
      'established peer {{_peer}}:{{_peerPort:n}}[{{remoteId:q}}] local {{_local}}:{{_localPort:n}}[{{localId}}]',
      'sa_state: VALID -> ESTABLISHED',
      'sa_state: AUTH_SUCCESS -> ESTABLISHED',
    ],
    version: 2,
    code: 'ike.established',
    act: (here) => {
      if (here.attempt.established) here.code = null;
      here.attempt.established = true;
    },
  },
  {
    id: 'spis',
    texts: [
      'ikev2_childsa_enable: loaded SPIs: {{_spis}} (enc',
      'ikev2_childsa_enable: loaded CHILD SA spi {{_spi:x}}',
    ],
    version: 2,
    act: (here) => {
      const list = [...(here.captures['_spis'] ?? '').matchAll(/0x([0-9a-f]{8})/g)].map((found) => found[1] ?? '');
      if (list.length === 0) return;
      here.desk.say(
        here.attempt,
        'child.established',
        { connection: here.attempt.connection, spiIn: list[0] ?? null, spiOut: list[1] ?? null, protocol: 'ESP' },
        here.line,
        here.seq,
      );
    },
  },
  {
    id: 'no-proposal',
    texts: [
      'ikev2_resp_recv: failed to negotiate IKE SA',
      'ikev2_sa_negotiate: no proposal chosen',
      'ikev2_sa_responder: no proposal chosen',
      'proposals_negotiate: no proposal chosen',
      'no proposal chosen',
    ],
    version: 2,
    role: 'responder',
    code: 'proposal.none-chosen',
    act: (here) => {
      const child = here.attempt.told.has('in|IKE_AUTH||request|1') || here.attempt.established;
      here.args['protocol'] = child ? 'ESP' : 'IKE';
      if (here.attempt.notes.get('refused') === 'yes') here.code = null;
      here.attempt.notes.set('refused', 'yes');
    },
  },
  {
    id: 'init-refused',
    texts: ['ikev2_init_recv: failed to negotiate IKE SA', 'ikev2_ike_sa_init_error: {{notify:w}}'],
    version: 2,
    act: (here) => {
      here.attempt.role ??= 'initiator';
      refused(here, 'IKE');
    },
  },
  {
    id: 'child-refused',
    texts: [
      'ikev2_init_recv: CREATE_CHILD_SA failed',
      'ikev2_resp_create_child_sa: no proposal chosen',
      'ikev2_init_create_child_sa: no proposal chosen',
      'ikev2_handle_notifies: CREATE_CHILD_SA failed',
    ],
    version: 2,
    act: (here) => refused(here, 'ESP'),
  },
  {
    id: 'verify',
    texts: [
      'ikev2_ike_auth_recv: ikev2_msg_authverify failed',
      'ikev2_ike_auth_recv: failed to verify auth',
      'ikev2_msg_authverify: failed',
    ],
    version: 2,
    code: 'auth.signature-invalid',
    act: (here) => {
      if (/psk|SHARED_KEY_MIC/i.test(here.attempt.notes.get('method') ?? '')) here.code = 'auth.psk-mac-mismatch';
      else if (here.attempt.notes.get('method') === undefined) here.code = 'auth.failed';
      here.args['what'] = 'the proof of the peer does not verify';
    },
  },
  {
    id: 'method-seen',
    texts: [
      'ikev2_msg_authverify: method {{_method:w}}',
      'ikev2_pld_auth: method {{_method:w}}',
      'ca_setauth: auth length',
    ],
    version: 2,
    act: (here) => {
      const method = here.captures['_method'];
      if (method !== undefined) here.attempt.notes.set('method', method);
    },
  },
  {
    id: 'method',
    texts: [
      'ikev2_ike_auth_recv: unexpected auth method {{offered:w}}, was expecting {{wanted:w}}',
      'unexpected auth method {{offered:w}}, was expecting {{wanted:w}}',
    ],
    version: 2,
    code: 'auth.method-refused',
    act: (here) => {
      here.args['offered'] = String(here.args['offered'] ?? '').replace(/,$/, '');
    },
  },
  {
    id: 'no-policy',
    texts: [
      'ikev2_ike_auth_recv: no compatible policy found',
      'ikev2_ike_auth_recv: policy mismatch',
      'policy_lookup: localid mismatch',
      'policy_test: localid mismatch',
    ],
    version: 2,
    code: 'policy.no-peer-config',
    act: (here) => {
      here.args['what'] = here.said.text;
      here.args['remoteId'] = here.attempt.notes.get('peerId') ?? '';
    },
  },
  {
    id: 'no-policy-at-all',
    texts: ['ikev2_recv: no policy found', 'policy_lookup: no policy found', 'no matching policy found'],
    version: 2,
    code: 'policy.no-ike-config',
  },
  {
    id: 'peer-id',
    texts: ['ikev2_pld_id: id {{id}} length'],
    version: 2,
    code: 'ike.peer-identity',
    act: (here) => here.attempt.notes.set('peerId', String(here.args['id'] ?? '')),
  },
  {
    id: 'auth-failed',
    texts: [
      'ikev2_log_auth_failed: authentication failed for {{id}}',
      'ikev2_send_auth_failed: authentication failed for {{id}}',
      'authentication failed for {{id}}',
    ],
    version: 2,
    code: 'auth.failed',
  },
  {
    id: 'auth-failed-received',
    texts: ['ikev2_handle_notifies: AUTHENTICATION_FAILED, closing SA', 'AUTHENTICATION_FAILED, closing SA'],
    version: 2,
    code: 'notify.received',
    args: { notify: 'AUTHENTICATION_FAILED', error: true, encrypted: true, exchange: 'IKE_AUTH' },
  },
  {
    id: 'notify',
    texts: [
      'ikev2_pld_notify: protoid {{_p:w}} spisize {{_s:n}} type {{notify:w}}',
      'ikev2_add_error: {{notify:w}}',
      'ikev2_msg_send_error: {{notify:w}}',
    ],
    version: 2,
    act: (here) => {
      const name = notifyWord(String(here.args['notify'] ?? ''));
      if (!isError(name)) return;
      const sent = /add_error|send_error/.test(here.said.text);
      const auth = here.attempt.told.has('in|IKE_AUTH||request|1') || here.attempt.told.has('out|IKE_AUTH||request|1');
      here.desk.say(
        here.attempt,
        sent ? 'notify.sent' : 'notify.received',
        { notify: name, error: true, encrypted: auth, exchange: auth ? 'IKE_AUTH' : 'IKE_SA_INIT' },
        here.line,
        here.seq,
      );
    },
  },
  {
    id: 'certificate',
    texts: ['ikev2_dispatch_cert: peer certificate is invalid', 'peer certificate is invalid'],
    version: 2,
    code: 'auth.certificate-refused',
  },
  {
    id: 'ca-untrusted',
    texts: [
      'ca_validate_cert: unable to get local issuer certificate',
      'ca_validate_cert: unable to get issuer certificate',
      'ca_validate_cert: rejecting self-signed certificate',
      'ca_validate_cert: {{_path}} unable to get local issuer certificate',
    ],
    version: 2,
    code: 'auth.certificate-untrusted',
  },
  {
    id: 'ca-expired',
    texts: ['ca_validate_cert: certificate has expired', 'ca_validate_cert: {{_path}} certificate has expired'],
    version: 2,
    code: 'auth.certificate-expired',
  },
  {
    id: 'ca-early',
    texts: ['ca_validate_cert: certificate is not yet valid'],
    version: 2,
    code: 'auth.certificate-not-yet-valid',
  },
  { id: 'ca-revoked', texts: ['ca_validate_cert: certificate revoked'], version: 2, code: 'auth.certificate-revoked' },
  {
    id: 'own-certificate',
    texts: ['ca_getreq: no valid local certificate found for {{id}}', 'ca_getreq: no valid local certificate found'],
    version: 2,
    code: 'auth.certificate-missing',
    args: { whose: 'own' },
  },
  {
    id: 'own-key',
    texts: [
      'ca_privkey_serialize: failed',
      'ikev2_ike_auth: failed to get cert',
      'ca_sslinit: failed',
      'ikev2_ike_auth: failed to get auth data',
    ],
    version: 2,
    code: 'auth.own-failed',
  },
  {
    id: 'user',
    texts: [
      "ikev2_resp_ike_eap_mschap: '{{id:q}}' authentication failed",
      "eap_parse: '{{id:q}}' authentication failed",
      "ikev2_resp_ike_eap_mschap: unknown user '{{id:q}}'",
      "eap_parse: unknown user '{{id:q}}'",
    ],
    version: 2,
    code: 'auth.user-rejected',
  },
  {
    id: 'user-ok',
    texts: ["ikev2_resp_ike_eap_mschap: '{{id:q}}' authenticated", "eap_parse: '{{id:q}}' authenticated"],
    version: 2,
    code: 'auth.user-ok',
  },
  {
    id: 'address',
    texts: ['ikev2_cp_setaddr: addrpool error', 'ikev2_ike_auth_recv: addrpool error', 'addrpool error'],
    version: 2,
    code: 'ike.virtual-ip-none',
  },
  {
    id: 'nat',
    texts: [
      'ikev2_nat_detection: detected NAT, enabling UDP encapsulation',
      'ikev2_init_recv: NAT detected',
      'ikev2_pld_notify: detected NAT',
      'detected NAT, enabling UDP encapsulation',
    ],
    version: 2,
    code: 'ike.nat-detected',
    args: { where: 'both' },
    act: (here) => {
      if (here.attempt.notes.get('nat') === 'yes') here.code = null;
      here.attempt.notes.set('nat', 'yes');
    },
  },
  {
    id: 'group',
    texts: [
      'ikev2_handle_notifies: responder selected DH group {{wanted:n}}',
      'responder selected DH group {{wanted:n}}',
    ],
    version: 2,
    code: 'proposal.ke-retry',
    args: { protocol: 'IKE' },
  },
  {
    id: 'group-denied',
    texts: [
      'ikev2_handle_notifies: DH group {{wanted:n}} denied by policy',
      'DH group {{wanted:n}} denied by policy',
      'ikev2_init_ike_sa_peer: invalid peer DH group {{wanted:n}}',
    ],
    version: 2,
    code: 'proposal.ke-unacceptable',
    args: { protocol: 'IKE' },
  },
  {
    id: 'integrity',
    texts: [
      'ikev2_msg_decrypt: integrity checksum failed',
      'ikev2_msg_decrypt: integrity check failed',
      'integrity checksum failed',
    ],
    version: 2,
    code: 'message.integrity-failed',
  },
  {
    id: 'kernel',
    texts: ['pfkey_sa_add: {{what}}', 'ikev2_childsa_enable: failed to load CHILD SA spi {{spi:x}}'],
    version: 2,
    code: 'kernel.sa-refused',
  },
  {
    id: 'deleted',
    texts: ['deleted {{_n:n}} SPI', `ikev2_pld_delete: deleted CHILD SA ${spiField}`],
    version: 2,
    code: 'delete.received',
    args: { protocol: 'ESP' },
  },
  {
    id: 'dead',
    texts: ['ikev2_ike_sa_alive: peer not responding', 'ikev2_ike_sa_keepalive: peer not responding'],
    version: 2,
    code: 'ike.peer-dead',
  },
  {
    id: 'closed',
    texts: ['sa_free: {{_reason}}', 'ikev2_sa_free: {{_reason}}'],
    version: 2,
    act: (here) => closed(here, here.captures['_reason'] ?? ''),
  },
  {
    id: 'ts',
    texts: [
      'ikev2_resp_recv: TS unacceptable',
      'ikev2_ike_auth_recv: no matching flow',
      'ikev2_handle_notifies: TS_UNACCEPTABLE',
    ],
    version: 2,
    code: 'policy.selectors-unacceptable',
  },
  { id: 'started', texts: ['iked: startup', 'startup'], global: true },
];

/** OpenIKED. */
export const ikedDialect: Dialect = {
  format: 'iked-log',
  product: 'OpenIKED',
  daemon: 'OpenIKED iked',
  rows: ikedRows,
  prefix(line) {
    if (line.program !== null && !/iked/.test(line.program)) return null;
    let text = line.message.trimStart();
    let own = line.program !== null;
    const named = /^iked(?:\[[0-9]{1,8}\])?: ?/.exec(text);
    if (named !== null) {
      own = true;
      text = text.slice(named[0].length);
    }
    const refs: { -readonly [K in keyof Refs]: Refs[K] } = {};
    const spi = /^spi=0x([0-9a-f]{16}): /i.exec(text);
    if (spi !== null) {
      own = true;
      refs.initiatorSpi = (spi[1] ?? '').toLowerCase();
      text = text.slice(spi[0].length);
    }
    if (!own && /^ikev2_[a-z_]{3,40}: /.test(text)) own = true;
    // Older releases write one cookie pair at the end of a line; the name of the function stands in front of it.
    return { text, refs, own };
  },
};

export const ikedLog = deviceFormat(ikedDialect);
