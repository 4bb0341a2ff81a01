import type { CaseView } from '../causes/api.ts';
import { stories, trafficTrouble } from '../causes/traffic.ts';
import { stageOf } from '../correlation/early-failure.ts';
import { notifyName } from '../correlation/log-attempts.ts';
import { childNotifies } from '../correlation/refusals.ts';
import type { Manner, Phase } from '../correlation/types.ts';

/**
 * The closed set of causes per break point: reviewed by hand, the one-ended honest answer. The first row that fits is taken;
 * ids stand in the order in which they are met in practice. `auth` narrows by how the ends prove themselves, when that is known.
 */
export interface CandidateRow {
  readonly phase: Phase;
  readonly manner?: readonly Manner[];
  readonly notify?: readonly string[];
  readonly version?: 1 | 2;
  readonly auth?: 'psk' | 'certificate' | 'user';
  readonly when?: (view: CaseView) => boolean;
  readonly causes: readonly string[];
  /** Why this set: RFC section, or what the daemons do. */
  readonly because: string;
}

const floated = (view: CaseView): boolean => view.rows.some((row) => row.dstPort === 4500 || row.srcPort === 4500);
const large = (view: CaseView): boolean =>
  view.rows.some(
    (row) =>
      row.exchange === 'IKE_AUTH' &&
      row.kind === 'request' &&
      row.answered !== 'yes' &&
      (row.ipFragments > 1 || (row.bytes ?? 0) > 1252),
  );

/** A computed view is asked once per row; the answer does not change. */
/** The packets seen are AH; an SA that only a log names may be of either protocol. */
const onlyAh = (view: CaseView): boolean => {
  const seen = view.sas.filter((sa) => sa.leaving !== null || sa.arriving !== null || sa.elsewhere.length > 0);
  return seen.length > 0 && seen.every((sa) => sa.protocol === 'AH');
};
/** Packets reached the receiver's interface, it delivered none that anybody knows of, and nothing leaves it. */
const goneInside = (view: CaseView): boolean =>
  stories(view).some(
    (story) =>
      (story.arrived ?? 0) > 0 &&
      (story.delivered ?? 0) === 0 &&
      story.sa.receiverHas !== 'no' &&
      !stories(view).some((other) => other.from === story.to && (other.sent ?? 0) > 0),
  );
/** Packets left, the receiver has the SA and has delivered none; whether they arrived nobody saw. */
const neverCounted = (view: CaseView): boolean =>
  stories(view).some(
    (story) =>
      (story.sent ?? 0) > 0 && story.arrived === null && story.delivered === 0 && story.sa.receiverHas === 'yes',
  );
/** The last IKE_AUTH request came more than once, and was answered each time. */
const answeredAgain = (view: CaseView): boolean =>
  view.rows.some((row) => row.exchange === 'IKE_AUTH' && row.kind === 'request' && row.copies > 1) &&
  view.rows.some(
    (row) =>
      row.exchange === 'IKE_AUTH' &&
      row.kind === 'response' &&
      row.copies > 1 &&
      row.seenArriving !== 'yes' &&
      row.processed !== 'yes',
  );
/** The initiator's first proof has no room for a certificate, or its payloads are known and there is none (RFC 7296 1.2, 3.6). */
const noCertificateSent = (view: CaseView): boolean => {
  const proof = view.rows.find((row) => row.exchange === 'IKE_AUTH' && row.kind === 'request');
  if (proof === undefined) return false;
  if (proof.payloads.includes('AUTH'))
    return !proof.payloads.some((payload) => payload.startsWith('CERT') && payload !== 'CERTREQ');
  // Sizes in logs may be those of one fragment.
  const seen = proof.sightings.filter((sighting) => sighting.from === 'wire');
  return (
    seen.length > 0 &&
    seen.every((sighting) => sighting.ikeFragments === null && sighting.bytes !== null && sighting.bytes < 480)
  );
};
/** It gave up, and no message of the exchange and no state tells at which one. */
const anywhere = (view: CaseView): boolean =>
  view.rows.length === 0 &&
  view.facts('host.icmp-received', 'host.send-failed', 'host.no-route').length === 0 &&
  view.facts('message.gave-up').every((fact) => stageOf(fact) === null);
const troubled = (view: CaseView): boolean => trafficTrouble(view) !== null;

export const candidateTable: readonly CandidateRow[] = [
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['INVALID_MAJOR_VERSION'],
    causes: ['ike.version-mismatch'],
    because: 'RFC 7296 2.5: the notify has this one meaning.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['INVALID_KE_PAYLOAD'],
    causes: ['proposal.ike-mismatch'],
    because: 'RFC 7296 1.2: a group is refused and no common one follows.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['NO_PROPOSAL_CHOSEN'],
    version: 1,
    causes: [
      'proposal.ike-mismatch',
      'policy.no-ike-config',
      'ike.version-mismatch',
      'policy.config-rejected',
      'policy.not-assigned',
      'auth.secret-missing',
      'auth.method-mismatch',
    ],
    because:
      'As below; the way of authentication is part of an IKEv1 proposal (RFC 2409 appendix A), and pluto refuses it so where it has no secret.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['NO_PROPOSAL_CHOSEN'],
    causes: [
      'proposal.ike-mismatch',
      'policy.no-ike-config',
      'ike.version-mismatch',
      'policy.config-rejected',
      'policy.not-assigned',
    ],
    because:
      'strongSwan answers so for a missing configuration, for the wrong IKE version and for proposals without anything in common.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['INVALID_EXCHANGE_TYPE', 'AUTHENTICATION_FAILED'],
    causes: ['ike.exchange-mismatch', 'policy.no-ike-config', 'ike.version-mismatch'],
    because: 'Aggressive mode refused by policy is answered with AUTHENTICATION_FAILED by strongSwan.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    causes: [
      'proposal.ike-mismatch',
      'policy.no-ike-config',
      'ike.version-mismatch',
      'ike.exchange-mismatch',
      'policy.not-assigned',
    ],
    because: 'A refusal of the first message in other words.',
  },
  {
    phase: 'first',
    manner: ['icmp'],
    causes: [
      'service.not-listening',
      'path.ike-blocked',
      'path.peer-unreachable',
      'service.start-failed',
      'service.port-conflict',
      'policy.config-rejected',
    ],
    because: 'Port unreachable, prohibited and unreachable are told apart by type, code and sender of the ICMP error.',
  },
  {
    phase: 'first',
    manner: ['silent'],
    when: anywhere,
    causes: [
      'ike.timeout',
      'path.ike-blocked',
      'path.peer-unreachable',
      'service.not-listening',
      'path.nat-t-blocked',
      'path.fragments-dropped',
      'ike.peer-failed',
      'auth.psk-mismatch',
      'policy.no-ike-config',
      'proposal.ike-mismatch',
      'ike.version-mismatch',
      'ike.lost-final-message',
      'sa.out-of-sync',
    ],
    because: 'Nothing but the words that it gave up: which message was not answered is not known.',
  },
  {
    phase: 'first',
    manner: ['silent'],
    version: 1,
    causes: [
      'path.ike-blocked',
      'path.peer-unreachable',
      'service.not-listening',
      'policy.no-ike-config',
      'proposal.ike-mismatch',
      'ike.version-mismatch',
      'service.start-failed',
      'service.port-conflict',
      'load.overload',
      'load.flood',
      'ike.peer-failed',
      'policy.config-rejected',
      'ike.exchange-mismatch',
      'policy.not-assigned',
    ],
    because: 'As below; IKEv1 daemons also drop an exchange type they are not configured for.',
  },
  {
    phase: 'first',
    manner: ['silent'],
    causes: [
      'path.ike-blocked',
      'path.peer-unreachable',
      'service.not-listening',
      'policy.no-ike-config',
      'ike.version-mismatch',
      'service.start-failed',
      'service.port-conflict',
      'load.overload',
      'load.flood',
      'ike.peer-failed',
      'policy.config-rejected',
      'policy.not-assigned',
    ],
    because:
      'Nothing comes back: the way, the host, its service, or a daemon that drops what it does not want. A proposal alone is refused aloud (RFC 7296 2.7, 3.3.6).',
  },
  {
    phase: 'keys',
    manner: ['refused'],
    causes: ['auth.secret-missing', 'auth.method-mismatch', 'auth.identity-mismatch', 'ike.protocol-violation'],
    because:
      'IKEv1 main mode needs the key for SKEYID at message 3 and 4 (RFC 2409 5); a refusal there is about the secret or the method.',
  },
  {
    phase: 'keys',
    causes: ['path.fragments-dropped', 'ike.peer-failed', 'path.ike-blocked', 'auth.secret-missing'],
    because:
      'Between the first answer and the first protected message only large messages, a failing peer, or a missing key stop IKEv1.',
  },
  {
    phase: 'auth',
    manner: ['refused'],
    version: 2,
    notify: ['INVALID_SYNTAX', 'UNSUPPORTED_CRITICAL_PAYLOAD'],
    causes: ['ike.protocol-violation'],
    because:
      'RFC 7296 2.21.2 and 3.10.1: sent under protection only where the integrity of the message was right, so it is about its content.',
  },
  {
    phase: 'auth',
    manner: ['undecryptable'],
    version: 1,
    causes: ['auth.psk-mismatch', 'ike.protocol-violation'],
    because:
      'RFC 2409 5.4: SKEYID depends on the pre-shared key, so the first encrypted message decrypts to garbage when keys differ.',
  },
  {
    phase: 'auth',
    manner: ['undecryptable'],
    when: (view) => view.version === null,
    causes: ['auth.psk-mismatch', 'path.packet-altered', 'ike.protocol-violation'],
    because: 'As above and below: the words are the same in both versions.',
  },
  {
    phase: 'auth',
    manner: ['undecryptable'],
    causes: ['path.packet-altered', 'ike.protocol-violation'],
    because:
      'IKEv2 keys do not depend on the pre-shared key (RFC 7296 2.14): a failed integrity check is damage or a defect.',
  },
  {
    phase: 'auth',
    manner: ['silent', 'icmp'],
    version: 1,
    when: (view) => authKind(view) !== 'certificate',
    causes: [
      'auth.psk-mismatch',
      'path.nat-t-blocked',
      'ike.peer-failed',
      'auth.identity-mismatch',
      'ike.protocol-violation',
    ],
    because: 'Main mode 5 goes unanswered when it does not decrypt, or when port 4500 is closed.',
  },
  {
    phase: 'auth',
    manner: ['silent', 'icmp'],
    when: large,
    causes: ['path.fragments-dropped', 'path.nat-t-blocked', 'ike.peer-failed'],
    because: 'A request of more than one datagram that nobody answers.',
  },
  {
    phase: 'auth',
    manner: ['silent', 'icmp'],
    when: floated,
    causes: ['path.nat-t-blocked', 'path.fragments-dropped', 'ike.peer-failed', 'ike.lost-final-message'],
    because: 'Starts on 500 and dies after the float to 4500.',
  },
  {
    phase: 'auth',
    manner: ['silent', 'icmp'],
    causes: ['path.fragments-dropped', 'ike.peer-failed', 'path.nat-t-blocked', 'ike.lost-final-message'],
    because: 'The first exchange worked, the second is not answered.',
  },
  {
    phase: 'auth',
    manner: ['aborted-locally'],
    when: (view) =>
      view.rows.length > 0 && view.rows.every((row) => row.exchange !== 'IKE_AUTH' && row.encrypted !== true),
    causes: ['auth.secret-missing', 'auth.certificate-missing', 'auth.method-mismatch', 'auth.identity-mismatch'],
    because: 'The initiator stops before it proves itself: it has nothing to prove itself with.',
  },
  {
    phase: 'auth',
    auth: 'psk',
    version: 1,
    causes: [
      'auth.identity-mismatch',
      'auth.psk-mismatch',
      'auth.secret-missing',
      'auth.method-mismatch',
      'ike.exchange-mismatch',
    ],
    because: 'IKEv1 chooses its connection by identity, method and mode together and says the same for each.',
  },
  {
    phase: 'auth',
    manner: ['aborted-locally'],
    version: 2,
    auth: 'psk',
    when: (view) => view.breakPoint.decidedBy === 'initiator',
    causes: [
      'auth.identity-mismatch',
      'auth.psk-mismatch',
      'sa.install-failed',
      'policy.mode-mismatch',
      'auth.method-mismatch',
      'auth.secret-missing',
    ],
    because:
      'The initiator leaves at once after the proof of the responder: it refuses it, or what was agreed for the child; the INFORMATIONAL is encrypted.',
  },
  {
    phase: 'auth',
    auth: 'psk',
    causes: ['auth.psk-mismatch', 'auth.identity-mismatch', 'auth.secret-missing', 'auth.method-mismatch'],
    because: 'RFC 7296 2.21.2: one notify for every reason; both ends use a pre-shared key as far as is known.',
  },
  {
    phase: 'auth',
    version: 2,
    auth: 'certificate',
    when: (view) => view.breakPoint.decidedBy !== 'initiator' && noCertificateSent(view),
    causes: [
      'auth.certificate-missing',
      'auth.identity-mismatch',
      'auth.certificate-untrusted',
      'auth.method-mismatch',
      'auth.signature-rejected',
    ],
    because:
      'Signatures are in use and the initiator sends no certificate: none of what is checked in one can have failed.',
  },
  {
    phase: 'auth',
    auth: 'certificate',
    causes: [
      'auth.certificate-untrusted',
      'auth.identity-mismatch',
      'auth.certificate-expired',
      'auth.certificate-missing',
      'auth.certificate-revoked',
      'auth.certificate-unsuitable',
      'auth.certificate-not-yet-valid',
      'auth.signature-rejected',
      'auth.method-mismatch',
      'auth.certificate-chain-incomplete',
      'auth.revocation-unreachable',
      'host.clock',
    ],
    because: 'One notify for every reason; certificates are in use.',
  },
  {
    phase: 'auth',
    auth: 'user',
    causes: ['auth.user-rejected', 'auth.identity-mismatch', 'auth.method-mismatch', 'auth.certificate-untrusted'],
    because: 'EAP or XAUTH is in use.',
  },
  {
    phase: 'auth',
    version: 2,
    when: (view) => view.breakPoint.decidedBy !== 'initiator' && noCertificateSent(view),
    causes: [
      'auth.psk-mismatch',
      'auth.identity-mismatch',
      'auth.method-mismatch',
      'auth.secret-missing',
      'auth.certificate-missing',
      'auth.certificate-untrusted',
      'auth.signature-rejected',
    ],
    because: 'Nothing is known of the method but that the initiator sends no certificate.',
  },
  {
    phase: 'auth',
    causes: [
      'auth.psk-mismatch',
      'auth.identity-mismatch',
      'auth.secret-missing',
      'auth.method-mismatch',
      'auth.certificate-untrusted',
      'auth.certificate-expired',
      'auth.certificate-missing',
      'auth.certificate-revoked',
      'auth.certificate-unsuitable',
      'auth.certificate-not-yet-valid',
      'auth.certificate-chain-incomplete',
      'auth.signature-rejected',
      'auth.revocation-unreachable',
      'auth.user-rejected',
      'ike.exchange-mismatch',
      'host.clock',
    ],
    because: 'One notify for every reason and nothing is known of the method.',
  },
  {
    phase: 'user',
    notify: ['INTERNAL_ADDRESS_FAILURE', 'FAILED_CP_REQUIRED'],
    causes: ['ike.address-assignment-failed'],
    because: 'RFC 7296 3.15.4.',
  },
  {
    phase: 'user',
    causes: ['auth.user-rejected', 'auth.method-mismatch', 'auth.identity-mismatch', 'ike.address-assignment-failed'],
    because: 'The computers proved themselves or EAP was running; the user part fails.',
  },
  {
    phase: 'child',
    notify: ['NO_PROPOSAL_CHOSEN', 'INVALID_KE_PAYLOAD'],
    causes: ['proposal.esp-mismatch', 'proposal.pfs-mismatch', 'policy.mode-mismatch', 'sa.install-failed'],
    because: 'RFC 7296 1.3; some peers answer a mode they do not want in these words.',
  },
  {
    phase: 'child',
    notify: ['TS_UNACCEPTABLE', 'SINGLE_PAIR_REQUIRED', 'INVALID_ID_INFORMATION', 'INVALID_SELECTORS'],
    causes: ['policy.selector-mismatch', 'sa.install-failed', 'policy.wrong-connection'],
    because: 'RFC 7296 2.9; strongSwan sends TS_UNACCEPTABLE for a kernel failure as well.',
  },
  {
    phase: 'child',
    manner: ['silent', 'icmp'],
    version: 1,
    causes: [
      'ike.lost-final-message',
      'proposal.esp-mismatch',
      'policy.selector-mismatch',
      'proposal.pfs-mismatch',
      'ike.peer-failed',
      'sa.install-failed',
      'policy.mode-mismatch',
    ],
    because: 'Quick mode that is not answered: peers that drop silently what they do not accept.',
  },
  {
    phase: 'child',
    causes: [
      'policy.selector-mismatch',
      'proposal.esp-mismatch',
      'sa.install-failed',
      'proposal.pfs-mismatch',
      'policy.mode-mismatch',
      'policy.wrong-connection',
    ],
    because: 'The IKE SA stands and the child does not.',
  },
  {
    phase: 'rekey',
    notify: ['NO_PROPOSAL_CHOSEN', 'INVALID_KE_PAYLOAD'],
    causes: ['proposal.pfs-mismatch', 'proposal.esp-mismatch', 'sa.rekey-failed'],
    because:
      'The first child of IKE_AUTH carries no key exchange group, so a difference shows at the rekey (RFC 7296 1.2).',
  },
  {
    phase: 'rekey',
    manner: ['silent', 'icmp'],
    causes: ['ike.peer-failed', 'sa.rekey-failed', 'path.nat-t-blocked', 'sa.out-of-sync', 'ike.lost-final-message'],
    because: 'The peer or the way went silent while the SA was to be replaced.',
  },
  {
    phase: 'rekey',
    manner: ['refused'],
    causes: [
      'proposal.pfs-mismatch',
      'proposal.esp-mismatch',
      'policy.selector-mismatch',
      'sa.rekey-failed',
      'sa.install-failed',
      'policy.wrong-connection',
      'policy.mode-mismatch',
    ],
    because: 'A CREATE_CHILD_SA that is refused in words nobody at hand can read: a new child or a replacement.',
  },
  {
    phase: 'rekey',
    causes: ['sa.rekey-failed', 'proposal.pfs-mismatch', 'sa.out-of-sync'],
    because: 'Established, and replacing the SA fails.',
  },
  {
    phase: 'established',
    when: (view) => troubled(view) && goneInside(view),
    causes: [
      'sa.transform-disagreement',
      'sa.lookup-failed',
      'path.packet-altered',
      'host.offload',
      'sa.out-of-sync',
      'host.forwarding-or-filter',
    ],
    because: 'The packets reached the receiver and went no further: its kernel has the reason (RFC 4303 3.4).',
  },
  {
    phase: 'established',
    when: (view) => troubled(view) && !onlyAh(view) && neverCounted(view),
    causes: [
      'path.esp-blocked',
      'sa.transform-disagreement',
      'sa.lookup-failed',
      'host.offload',
      'path.packet-altered',
    ],
    because:
      'The receiver has the SA and counts nothing on it; without its capture nobody knows whether packets arrive.',
  },
  {
    phase: 'established',
    when: (view) => troubled(view) && answeredAgain(view),
    causes: ['ike.lost-final-message', 'path.esp-blocked', 'sa.out-of-sync', 'host.forwarding-or-filter'],
    because: 'The last request was repeated although it had been answered: the answer may never have arrived.',
  },
  {
    phase: 'established',
    when: (view) => troubled(view) && onlyAh(view),
    causes: [
      'path.ah-blocked',
      'sa.out-of-sync',
      'host.forwarding-or-filter',
      'path.stateful-timeout',
      'sa.lookup-failed',
    ],
    because: 'The same where AH protects the traffic.',
  },
  {
    phase: 'established',
    when: troubled,
    causes: [
      'path.esp-blocked',
      'sa.out-of-sync',
      'host.forwarding-or-filter',
      'path.stateful-timeout',
      'sa.lookup-failed',
    ],
    because:
      'IKE stands and packets go one way only; SA tables of a blocked path and of a peer without its SAs are identical on one end.',
  },
];

/** How the ends prove themselves, as far as configuration, logs or clear messages tell. */
export function authKind(view: CaseView): 'psk' | 'certificate' | 'user' | null {
  const methods = new Set<string>();
  for (const end of [view.initiator, view.responder]) {
    for (const connection of end.connections) {
      for (const round of [...connection.local, ...connection.remote]) methods.add(round.method);
    }
  }
  for (const fact of view.facts(
    'auth.own-method',
    'auth.peer-ok',
    'auth.own-failed',
    'auth.failed',
    'auth.method-refused',
  )) {
    const method = String(fact.args['method'] ?? fact.args['offered'] ?? '').toLowerCase();
    if (method.includes('pre-shared') || method.includes('psk') || method.includes('shared key')) methods.add('psk');
    else if (method.includes('eap') || method.includes('xauth')) methods.add('eap');
    else if (/rsa|ecdsa|signature|pubkey|eddsa|ed25519|bliss|pkcs/.test(method)) methods.add('pubkey');
  }
  if (view.facts('auth.psk-mac-mismatch', 'auth.psk-missing').length > 0) methods.add('psk');
  if (view.facts('auth.certificate-received', 'auth.certificate-untrusted', 'auth.no-trusted-key').length > 0)
    methods.add('pubkey');
  // A key of its own was loaded for the connection: it signs, unless a shared key turns up as well.
  if (methods.size === 0 && view.hostFacts(view.initiator.label, 'config.private-key-loaded').length > 0)
    methods.add('pubkey');
  if (view.facts('auth.eap-started', 'auth.eap-failed', 'auth.user-rejected').length > 0) methods.add('eap');
  // In clear on the wire: a request for certificates, and the size of the first protected message (RFC 7296 1.2).
  const answer = view.rows.find(
    (row) => row.exchange === 'IKE_SA_INIT' && row.kind === 'response' && row.notifies.every((notify) => !notify.error),
  );
  const requests = view.rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'request');
  const proof = requests[0];
  // Only EAP takes more than one round (RFC 7296 2.16).
  if (new Set(requests.map((row) => row.messageId)).size > 1) methods.add('eap');
  if (methods.size === 0 && answer !== undefined && answer.payloads.length > 2) {
    const asks = answer.payloads.some((payload) => payload === 'CERTREQ');
    // A first proof too small for a certificate, to somebody who asks for one: which of the two ways it is nobody can tell.
    const small = noCertificateSent(view);
    if ((asks && !small) || (proof?.bytes ?? 0) > 600) methods.add('pubkey');
    else if (!asks && small) methods.add('psk');
  }
  for (const row of view.rows) {
    const offered = row.payloads.find((payload) => payload.startsWith('AUTH:'));
    if (offered === 'AUTH:psk') methods.add('psk');
    if (offered === 'AUTH:signature') methods.add('pubkey');
    if (row.payloads.some((payload) => payload.startsWith('EAP'))) methods.add('eap');
  }
  methods.delete('any');
  methods.delete('null');
  if (methods.has('eap') || methods.has('xauth')) return 'user';
  if (methods.size === 1 && methods.has('psk')) return 'psk';
  if (methods.size === 1 && methods.has('pubkey')) return 'certificate';
  return null;
}

/**
 * The closed set for a case: the causes of the first row that fits. Where an end refused several children, each in its own words, the
 * sets of all of them.
 */
export function candidatesOf(view: CaseView): readonly string[] {
  const { phase, notify } = view.breakPoint;
  if (phase !== 'child') return rowFor(view, notify);
  const said = new Set<string | null>([notify]);
  for (const fact of view.facts('notify.received', 'notify.sent')) {
    const name = notifyName(String(fact.args['notify'] ?? ''));
    if (childNotifies.has(name)) said.add(name);
  }
  return [...new Set([...said].flatMap((name) => rowFor(view, name)))];
}

function rowFor(view: CaseView, notify: string | null): readonly string[] {
  const { phase, manner } = view.breakPoint;
  const auth = authKind(view);
  for (const row of candidateTable) {
    if (row.phase !== phase) continue;
    if (row.manner !== undefined && !row.manner.includes(manner)) continue;
    if (row.notify !== undefined && (notify === null || !row.notify.includes(notify))) continue;
    if (row.version !== undefined && row.version !== view.version) continue;
    if (row.auth !== undefined && row.auth !== auth) continue;
    if (row.when !== undefined && !row.when(view)) continue;
    return row.causes;
  }
  return [];
}
