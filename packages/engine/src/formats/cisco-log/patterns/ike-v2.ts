import type { DeviceRow, Here } from '../../device-log/index.ts';
import { noPolicy, policyItem, policyList } from '../ike-v2.ts';
import { childUp } from '../ike-v1.ts';

function stands(here: Here): void {
  const { attempt } = here;
  if (attempt.established) here.code = null;
  attempt.established = true;
}

/** What was checked is in the lines before: a shared key or a certificate. */
function proofFailed(here: Here): void {
  const method = here.attempt.notes.get('peerMethod') ?? here.attempt.notes.get('method') ?? '';
  if (here.attempt.notes.get('certificate') === 'refused') here.code = null;
  else if (/cert|rsa|ecdsa|dss|sig/i.test(method)) here.code = 'auth.signature-invalid';
  else {
    // Alone, the line does not tell what was checked.
    if (method === '') here.args['what'] = 'authentication data';
    here.args['remoteId'] = here.attempt.notes.get('peerId') ?? null;
  }
  if (here.attempt.notes.get('proof') === 'failed') here.code = null;
  here.attempt.notes.set('proof', 'failed');
}

/** IKEv2 of IOS, IOS-XE and ASA: `debug crypto ikev2`, `IKEv2-PROTO-n`, `%IKEV2-…`, `%ASA-…-750003`. */
export const ciscoV2: readonly DeviceRow[] = [
  {
    id: 'v2-request',
    texts: [
      'Received request to establish an IPsec tunnel',
      'Initiating an IKE_INIT_SA',
      'Generating IKE_SA_INIT message',
      'Sending initial message',
    ],
    version: 2,
    starts: (attempt) => attempt.over,
    act: (here) => {
      if (!/received request/i.test(here.said.text)) return;
      here.attempt.role ??= 'initiator';
      here.desk.say(here.attempt, 'ike.initiating', { version: 2 }, here.line, here.seq);
    },
  },
  {
    id: 'v2-initiate',
    texts: ['Beginning negotiation', 'Initiate new SA', 'Starting negotiation'],
    version: 2,
  },
  {
    id: 'v2-responding',
    texts: ['Received a IKE_INIT_SA request', 'Received an IKE_INIT_SA request'],
    version: 2,
    role: 'responder',
    code: 'ike.responding',
    args: { version: 2 },
    starts: true,
  },
  {
    id: 'v2-received-policies',
    texts: ['Received Policies:', 'Received Policies'],
    version: 2,
    act: (here) => policies(here, 'received'),
  },
  {
    id: 'v2-expected-policies',
    texts: ['Expected Policies:', 'Expected Policies'],
    version: 2,
    act: (here) => policies(here, 'expected'),
  },
  {
    id: 'v2-policy',
    texts: ['Proposal {{_n:n}}: {{_rest}}'],
    version: 2,
    act: (here) => policyItem(here.desk, here.attempt, here.said.text),
  },
  {
    id: 'v2-no-policy',
    texts: ['Failed to find a matching policy', 'Failed to find a matching proposal', 'No proposal chosen'],
    version: 2,
    code: 'proposal.none-chosen',
    act: noPolicy,
  },
  {
    id: 'v2-no-proposal-received',
    texts: ['Received no proposal chosen notify', 'Received NO_PROPOSAL_CHOSEN'],
    version: 2,
    code: 'notify.received',
    args: { notify: 'NO_PROPOSAL_CHOSEN', error: true },
    act: (here) => {
      here.args['exchange'] = here.attempt.told.has('out|IKE_AUTH||request|1') ? 'IKE_AUTH' : 'IKE_SA_INIT';
    },
  },
  {
    id: 'v2-ts-received',
    texts: ['Received TS unacceptable notify', 'Received TS_UNACCEPTABLE'],
    version: 2,
    code: 'notify.received',
    args: { notify: 'TS_UNACCEPTABLE', error: true, encrypted: true },
  },
  {
    id: 'v2-auth-failed-received',
    texts: [
      'Received authentication failed notify',
      'Received AUTHENTICATION_FAILED',
      'Received authentication failure notify',
    ],
    version: 2,
    code: 'notify.received',
    args: { notify: 'AUTHENTICATION_FAILED', error: true, encrypted: true },
  },
  {
    id: 'v2-group',
    texts: ["The peer's KE payload contained the wrong DH group", 'Received invalid KE notify', 'Peer sent invalid KE'],
    version: 2,
    act: (here) => {
      if (/contained the wrong/.test(here.said.text))
        here.desk.say(here.attempt, 'proposal.ke-unacceptable', { protocol: 'IKE' }, here.line, here.seq);
      else here.desk.say(here.attempt, 'proposal.ke-retry', { protocol: 'IKE' }, here.line, here.seq);
    },
  },
  {
    id: 'v2-peer-id',
    texts: ["Searching policy based on peer's identity '{{id:q}}' of type '{{type}}'"],
    version: 2,
    code: 'ike.peer-identity',
    act: (here) => here.attempt.notes.set('peerId', String(here.args['id'] ?? '')),
  },
  {
    id: 'v2-profile',
    texts: ["found matching IKEv2 profile '{{_conn:q}}'", "Found matching IKEv2 profile '{{_conn:q}}'"],
    version: 2,
    act: (here) => {
      here.desk.say(
        here.attempt,
        'ike.connection-selected',
        { connection: here.attempt.connection },
        here.line,
        here.seq,
      );
    },
  },
  {
    id: 'v2-no-profile',
    texts: [
      'IKEv2 profile not found',
      'Profile not found',
      'No IKEv2 profile found',
      'Failed to find a matching IKEv2 profile',
      'There was no IKEv2 profile found',
      'Unable to find IKEv2 profile',
    ],
    version: 2,
    code: 'policy.no-peer-config',
    act: (here) => {
      here.args['remoteId'] = here.attempt.notes.get('peerId') ?? '';
    },
  },
  {
    id: 'v2-key',
    texts: [
      "Get peer's preshared key for {{_who}}",
      'Get my preshared key for {{_who}}',
      "Get peer's preshared key",
      'Use preshared key for id {{_who}}',
      'Getting preshared key {{_rest}}',
      "Verify peer's authentication data",
      "Get peer's authentication method",
      "Peer's authentication method is '{{_method}}'",
      "My authentication method is '{{_method}}'",
    ],
    version: 2,
    act: (here) => {
      const method = here.captures['_method'];
      if (method !== undefined) here.attempt.notes.set('method', method);
      else if (/preshared/i.test(here.said.text)) here.attempt.notes.set('method', 'PSK');
      if (/^peer's authentication/i.test(here.said.text) && method !== undefined)
        here.attempt.notes.set('peerMethod', method);
      here.attempt.notes.set('asked', here.said.text.slice(0, 80));
    },
  },
  {
    id: 'v2-no-key',
    texts: [
      'Failed to locate an item in the database',
      'No pre-shared key found',
      'Preshared key not found',
      'Failed to find PSK',
      'Key not found in keyring',
    ],
    version: 2,
    act: (here) => {
      const asked = here.attempt.notes.get('asked') ?? '';
      const { desk, attempt, line, seq } = here;
      const id = attempt.notes.get('peerId') ?? null;
      if (/preshared/i.test(asked) || !/^Failed to locate/i.test(here.said.text))
        desk.say(attempt, 'auth.psk-missing', { remoteId: id }, line, seq);
      else desk.say(attempt, 'policy.no-peer-config', { remoteId: id ?? '', what: here.said.text }, line, seq);
    },
  },
  {
    id: 'v2-verify-failed',
    texts: ["Verification of peer's authentication data FAILED", "Verification of peer's authenctication data FAILED"],
    version: 2,
    code: 'auth.psk-mac-mismatch',
    act: proofFailed,
  },
  {
    id: 'v2-verified',
    texts: ["Verification of peer's authentication data PASSED", "Verification of peer's authenctication data PASSED"],
    version: 2,
    code: 'auth.peer-ok',
    act: (here) => {
      here.args['method'] = here.attempt.notes.get('method') === 'PSK' ? 'pre-shared key' : 'signature';
      here.args['id'] = here.attempt.notes.get('peerId') ?? null;
    },
  },
  {
    id: 'v2-pki-untrusted',
    texts: [
      'No suitable trustpoints found',
      'No trust point for cert issuer',
      'Unable to locate cert record by issuername',
      'Unable to locate cert record by issuer name',
    ],
    code: 'auth.certificate-untrusted',
    act: (here) => {
      if (here.attempt.notes.get('certificate') === 'refused') here.code = null;
      here.attempt.notes.set('certificate', 'refused');
    },
  },
  {
    id: 'v2-cert-failed',
    texts: ['Verify cert failed'],
    version: 2,
    code: 'auth.certificate-refused',
    act: (here) => {
      if (here.attempt.notes.get('certificate') === 'refused') here.code = null;
      here.attempt.notes.set('certificate', 'refused');
    },
  },
  {
    id: 'v2-auth-failed',
    texts: [
      'Auth exchange failed',
      'Failed to authenticate the IKE SA',
      'Auth exchange failed: {{what}}',
      'Authentication failed',
    ],
    version: 2,
    code: 'auth.failed',
  },
  {
    id: 'v2-auth-timer',
    texts: [
      'Failed to receive the AUTH msg before the timer expired',
      'Auth exchange: Failed to receive the AUTH msg before the timer expired',
    ],
    version: 2,
    role: 'responder',
    code: 'message.gave-up',
    args: { state: 'PARENT_R1', hint: 'authentication' },
  },
  {
    id: 'v2-retransmit',
    texts: ['Retransmitting packet'],
    version: 2,
    code: 'message.retransmitted',
    args: { messageId: null },
  },
  {
    id: 'v2-gave-up',
    texts: ['Maximum number of retransmissions reached', 'Exceeded the maximum number of retransmissions'],
    version: 2,
    code: 'message.gave-up',
    act: (here) => {
      const auth = here.attempt.told.has('out|IKE_AUTH||request|1');
      here.args['state'] = here.attempt.established ? null : auth ? 'PARENT_I2' : 'PARENT_I1';
      here.attempt.over = true;
    },
  },
  {
    id: 'v2-no-ts',
    texts: [
      'There was no IPSEC policy found for received TS',
      'Failed to find IPSEC policy for received TS',
      'No IPSEC policy found for received TS',
      'Could not find a matching crypto map',
      'Failed to verify the proposed policies{{_rest}}',
      'Tunnel rejected: Crypto Map Policy not found for remote traffic selector {{proposedRemote:w}} local traffic selector {{proposedLocal:w}}!',
      'Tunnel rejected: Crypto Map Policy not found for remote traffic selector {{proposedRemote}} local traffic selector {{proposedLocal}}',
    ],
    version: 2,
    code: 'policy.selectors-unacceptable',
    act: (here) => {
      if (/^Failed to verify the proposed/i.test(here.said.text)) here.code = null;
      else here.args['what'] = 'no IPsec policy for the traffic selectors';
    },
  },
  {
    id: 'v2-up',
    texts: [
      'Session with IKE ID PAIR ({{remoteId}}, {{localId}}) is UP',
      'IKEV2 SA created; inserting SA into database',
      'SA UP. Reason: {{_why}}',
      'SA UP: SA UP',
    ],
    version: 2,
    code: 'ike.established',
    act: stands,
  },
  {
    id: 'v2-child-up',
    texts: [
      'Creation of IPsec SA into IPsec database PASSED',
      'IPSec SA successfully created',
      'CHILD_SA established',
      'Load IPSEC key material',
    ],
    version: 2,
    act: (here) => {
      if (/^Load IPSEC/i.test(here.said.text)) here.attempt.notes.delete('child');
      else childUp(here);
    },
  },
  {
    id: 'v2-child-failed',
    texts: [
      'Creation of IPsec SA into IPsec database FAILED',
      'Error in settng received config mode data',
      'IPSEC SA creation failed',
    ],
    version: 2,
    code: 'kernel.sa-refused',
  },
  {
    id: 'v2-create-child-failed',
    texts: ['Create child exchange failed', 'Failed to create child SA', 'Child SA creation failed'],
    version: 2,
    code: 'child.failed',
  },
  { id: 'v2-nat-none', texts: ['NAT not found'], version: 2, code: 'ike.nat-detected', args: { where: 'none' } },
  { id: 'v2-nat-in', texts: ['NAT INSIDE found'], version: 2, code: 'ike.nat-detected', args: { where: 'local' } },
  { id: 'v2-nat-out', texts: ['NAT OUTSIDE found'], version: 2, code: 'ike.nat-detected', args: { where: 'remote' } },
  {
    id: 'v2-unknown-spi',
    texts: ["Couldn't find matching SA", 'Detected an invalid IKE SPI'],
    global: true,
    code: 'message.unknown-sa',
  },
  {
    id: 'v2-version',
    texts: [
      'Received an IKE msg with unsupported version',
      'Unsupported IKE version',
      'The major version is not supported',
    ],
    code: 'ike.version-refused',
  },
  {
    id: 'v2-delete',
    texts: ['Process delete request from peer', 'Received delete request from peer', 'DELETE payload received'],
    version: 2,
    code: 'delete.received',
    args: { protocol: null },
  },
  {
    id: 'v2-dpd',
    texts: ['Peer not responding', 'DPD failed', 'Peer is dead', 'lost contact with remote peer'],
    version: 2,
    code: 'ike.peer-dead',
  },
  {
    id: 'v2-down',
    texts: ['SA DOWN. Reason: {{what}}', 'SA DOWN: {{what}}'],
    version: 2,
    code: 'ike.deleted',
    over: true,
    act: (here) => {
      const why = String(here.args['what'] ?? '');
      here.args['by'] = /peer/i.test(why)
        ? 'peer'
        : /local failure|lost|dpd/i.test(why)
          ? 'dpd'
          : /admin|clear|reset/i.test(why)
            ? 'operator'
            : 'self';
    },
  },
  {
    id: 'v2-pki-failed',
    texts: [
      '[PKI -> IKEv2] Validation of certificate chain FAILED',
      '[PKI -> IKEv2] Public key hashes of trustpoints FAILED',
      'Certificate authentication failed. Error: {{what}}',
      'Validation of certificate chain FAILED',
      "Peer's certificate could not be verified",
    ],
    version: 2,
    code: 'auth.certificate-refused',
  },
  {
    id: 'v2-own-proof',
    texts: [
      'Failed to generate auth data',
      'Generation of AUTH data failed',
      'No private key found',
      'Failed to sign data',
    ],
    version: 2,
    code: 'auth.own-failed',
  },
  {
    id: 'v2-http-url',
    texts: ['Unsupported cert encoding found or Peer requested HTTP URL'],
    version: 2,
    code: 'ike.protocol-error',
    act: (here) => {
      here.args['what'] = here.said.text;
    },
  },
  {
    id: 'v2-method',
    texts: [
      'The peer used an authentication method that is not allowed',
      "Peer's auth method is not configured",
      'Auth method mismatch',
      'Received invalid auth method',
    ],
    version: 2,
    code: 'auth.method-refused',
  },
  {
    id: 'v2-address',
    texts: ['Failed to allocate IP addr', 'Received INTERNAL_ADDRESS_FAILURE', 'Could not allocate address'],
    version: 2,
    code: 'ike.virtual-ip-none',
  },
  {
    id: 'v2-failed',
    texts: ['NEG_ABORT: {{what}}', 'Exchange failed', 'Negotiation failed'],
    version: 2,
    code: 'ike.failed',
  },
];

function policies(here: Here, whose: 'received' | 'expected'): void {
  policyList(here, whose);
  const at = here.said.text.indexOf('Proposal ');
  if (at > 0) policyItem(here.desk, here.attempt, here.said.text.slice(at));
  if (!/Failed to find a matching/i.test(here.said.text)) return;
  here.code = 'proposal.none-chosen';
  noPolicy(here);
}
