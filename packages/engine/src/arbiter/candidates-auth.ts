import type { CaseView } from '../causes/api.ts';
import { on4500 } from '../correlation/ledger.ts';
import { authKind, certificateCame, noCertificateSent } from './auth-kind.ts';
import type { CandidateRow } from './candidate-row.ts';
import { recorded, unread } from './recorded.ts';

const floated = (view: CaseView): boolean => view.rows.some(on4500);

const large = (view: CaseView): boolean =>
  view.rows.some(
    (row) =>
      row.exchange === 'IKE_AUTH' &&
      row.kind === 'request' &&
      row.answered !== 'yes' &&
      (row.ipFragments > 1 || (row.bytes ?? 0) > 1252),
  );

/** A record of Windows says that authentication failed, or that the peer said so, and no more. */
const generally = (view: CaseView): boolean =>
  view.rows.length === 0 &&
  (view.facts('auth.refused-generally').length > 0 ||
    (recorded(view) && view.breakPoint.notify === 'AUTHENTICATION_FAILED'));

/** What may be refused of a proof by certificate. */
const certificateRefused: readonly string[] = [
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
];

/** What may be refused of a proof of which nothing is known. */
const anyProof: readonly string[] = [
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
];

/** Authentication of the computers and of the user. */
export const authCandidates: readonly CandidateRow[] = [
  {
    phase: 'auth',
    manner: ['silent'],
    version: 1,
    auth: 'kerberos',
    when: recorded,
    causes: [
      'auth.kerberos-unavailable',
      'ike.peer-failed',
      'auth.logon-right-denied',
      'auth.membership-stale',
      'auth.kerberos-clock-skew',
      'auth.computer-account',
      'path.fragments-dropped',
      'path.nat-t-blocked',
      'auth.method-mismatch',
    ],
    because:
      'Inventory EVT-K-16, EVT-K-31: a time-out behind the key exchange is as a rule a failure of the other end, which knows why; tickets make large messages.',
  },
  {
    phase: 'auth',
    manner: ['silent'],
    version: 1,
    auth: 'certificate',
    when: recorded,
    causes: [
      'path.fragments-dropped',
      'ike.peer-failed',
      'path.nat-t-blocked',
      'ike.lost-final-message',
      'auth.certificate-untrusted',
      'auth.certificate-missing',
      'auth.certificate-unsuitable',
      'auth.certificate-expired',
      'auth.revocation-unreachable',
      'auth.identity-mismatch',
      'auth.method-mismatch',
    ],
    because: 'Inventory EVT-K-16: the same with certificates, which make large messages as well.',
  },
  {
    phase: 'auth',
    manner: ['silent'],
    version: 1,
    when: (view) => recorded(view) && authKind(view) === null,
    causes: [
      'ike.peer-failed',
      'auth.psk-mismatch',
      'auth.kerberos-unavailable',
      'auth.logon-right-denied',
      'auth.identity-mismatch',
      'auth.certificate-untrusted',
      'auth.method-mismatch',
      'path.fragments-dropped',
      'path.nat-t-blocked',
      'ike.lost-final-message',
      'ike.protocol-violation',
    ],
    because: 'Inventory EVT-K-16: the same where the record does not tell the method.',
  },
  {
    phase: 'auth',
    manner: ['aborted-locally'],
    when: unread,
    causes: [
      'ike.timeout',
      'ike.peer-failed',
      'path.nat-t-blocked',
      'path.fragments-dropped',
      'auth.identity-mismatch',
      'auth.psk-mismatch',
      'auth.method-mismatch',
      'auth.kerberos-unavailable',
      'auth.logon-right-denied',
      'auth.membership-stale',
      'auth.certificate-untrusted',
      'auth.certificate-missing',
      'auth.certificate-expired',
      'auth.certificate-unsuitable',
      'auth.user-rejected',
      'ike.protocol-violation',
    ],
    because:
      'A record that it failed in authentication, with a reason nobody here can read: a time-out, what the peer refuses, or what this end does.',
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
    when: (view) => view.rows.some((row) => row.exchange === 'Aggressive Mode') && authKind(view) !== 'certificate',
    causes: [
      'path.nat-t-blocked',
      'auth.psk-mismatch',
      'ike.peer-failed',
      'auth.identity-mismatch',
      'auth.secret-missing',
      'auth.method-mismatch',
      'ike.exchange-mismatch',
      'ike.protocol-violation',
    ],
    because:
      'The third message of aggressive mode needs no answer, and what either end refuses is told in an Informational, which may be lost (RFC 2409 5).',
  },
  {
    phase: 'auth',
    manner: ['silent', 'icmp'],
    version: 1,
    when: (view) =>
      (floated(view) || view.rows.some((row) => row.step === 'Main Mode message 6')) &&
      authKind(view) !== 'certificate',
    causes: [
      'path.nat-t-blocked',
      'ike.lost-final-message',
      'auth.psk-mismatch',
      'ike.peer-failed',
      'auth.identity-mismatch',
      'auth.secret-missing',
      'auth.method-mismatch',
      'ike.exchange-mismatch',
      'ike.protocol-violation',
    ],
    because:
      'Main mode 6 was sent or may have been: it got lost, or who asked did not like it and said so once, in an Informational.',
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
      'auth.secret-missing',
      'auth.method-mismatch',
      'ike.exchange-mismatch',
      'ike.protocol-violation',
      'ike.lost-final-message',
    ],
    because:
      'Main mode 5 goes unanswered when it does not decrypt, or when port 4500 is closed; what it is refused with, in an Informational, may be lost.',
  },
  {
    phase: 'auth',
    manner: ['silent', 'icmp'],
    version: 1,
    auth: 'certificate',
    causes: [
      'path.fragments-dropped',
      'path.nat-t-blocked',
      'ike.peer-failed',
      'ike.lost-final-message',
      ...certificateRefused,
    ],
    because: 'The same with certificates, which make large messages as well.',
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
    auth: 'kerberos',
    causes: [
      'auth.kerberos-unavailable',
      'auth.logon-right-denied',
      'auth.membership-stale',
      'auth.computer-account',
      'auth.kerberos-clock-skew',
      'auth.method-mismatch',
    ],
    because:
      'Inventory EVT-K-26 to EVT-K-31: no ticket, a logon right that is missing and a ticket older than the membership are told in the same words.',
  },
  {
    phase: 'auth',
    version: 2,
    manner: ['aborted-locally', 'refused'],
    when: (view) => generally(view) && authKind(view) === null,
    causes: [
      'auth.certificate-untrusted',
      'auth.identity-mismatch',
      'auth.certificate-unsuitable',
      'auth.certificate-expired',
      'auth.certificate-missing',
      'auth.certificate-chain-incomplete',
      'auth.certificate-not-yet-valid',
      'auth.certificate-revoked',
      'auth.revocation-unreachable',
      'auth.signature-rejected',
      'auth.method-mismatch',
      'auth.psk-mismatch',
      'auth.secret-missing',
      'auth.user-rejected',
      'host.clock',
    ],
    because:
      'Windows’ 13801 of IKEv2: the certificate of the server (root, name, usage, validity) as a rule, and whatever else either end refuses of the proof.',
  },
  {
    phase: 'auth',
    version: 1,
    manner: ['aborted-locally', 'refused'],
    when: (view) => generally(view) && authKind(view) === null,
    causes: [
      'auth.identity-mismatch',
      'auth.psk-mismatch',
      'auth.method-mismatch',
      'auth.kerberos-unavailable',
      'auth.logon-right-denied',
      'auth.membership-stale',
      'auth.computer-account',
      'auth.kerberos-clock-skew',
      'auth.secret-missing',
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
    because:
      'Inventory EVT-K-29: Windows’ 13801 where the record does not tell the method: Kerberos, a shared key or certificates.',
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
      'ike.address-assignment-failed',
    ],
    because:
      'The initiator leaves at once after the proof of the responder: it refuses it, or what was agreed for the child; the INFORMATIONAL is encrypted, and may also tell of addresses (RFC 4555 3.6) where the child was refused.',
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
    version: 2,
    auth: 'certificate',
    when: (view) => view.breakPoint.decidedBy === 'initiator' && certificateCame(view),
    causes: [
      'auth.certificate-untrusted',
      'auth.identity-mismatch',
      'auth.certificate-expired',
      'auth.certificate-revoked',
      'auth.certificate-unsuitable',
      'auth.certificate-not-yet-valid',
      'auth.signature-rejected',
      'auth.method-mismatch',
      'auth.certificate-chain-incomplete',
      'auth.revocation-unreachable',
      'host.clock',
      'sa.install-failed',
    ],
    because:
      'The responder proved itself with a certificate; the initiator refuses it, or what was agreed for the child: the INFORMATIONAL is encrypted.',
  },
  {
    phase: 'auth',
    auth: 'certificate',
    causes: [...certificateRefused],
    because: 'One notify for every reason; certificates are in use.',
  },
  {
    phase: 'auth',
    auth: 'user',
    version: 2,
    when: (view) =>
      view.breakPoint.decidedBy !== 'responder' &&
      view.facts('auth.refused-generally').some(({ role }) => role === 'initiator'),
    causes: [
      'auth.certificate-untrusted',
      'auth.identity-mismatch',
      'auth.certificate-unsuitable',
      'auth.certificate-expired',
      'auth.certificate-not-yet-valid',
      'auth.certificate-chain-incomplete',
      'auth.certificate-revoked',
      'auth.revocation-unreachable',
      'auth.signature-rejected',
      'auth.method-mismatch',
      'auth.user-rejected',
      'host.clock',
    ],
    because:
      'RFC 7296 2.16: with EAP the server proves itself first, by a certificate; Windows says 13801 where it does not take it, and 691 of the user.',
  },
  {
    phase: 'auth',
    auth: 'user',
    causes: ['auth.user-rejected', 'auth.identity-mismatch', 'auth.method-mismatch', 'auth.certificate-untrusted'],
    because: 'EAP or XAUTH is in use.',
  },
  {
    phase: 'auth',
    manner: ['aborted-locally'],
    version: 2,
    when: (view) => authKind(view) === null && view.breakPoint.decidedBy === 'initiator',
    causes: [...anyProof, 'host.clock', 'sa.install-failed', 'policy.mode-mismatch', 'ike.address-assignment-failed'],
    because:
      'The initiator leaves at once after a proof of the responder that nobody saw: it refuses it, or the child.',
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
    version: 1,
    notify: ['AUTHENTICATION_FAILED'],
    causes: [
      'auth.identity-mismatch',
      'auth.psk-mismatch',
      'auth.method-mismatch',
      'auth.secret-missing',
      'ike.exchange-mismatch',
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
      'host.clock',
    ],
    because:
      'IKEv1: another shared key makes garbage of the message (RFC 2409 5.4) and is told otherwise; who could read it and refuses found no connection for identity, method and mode.',
  },
  {
    phase: 'auth',
    causes: [...anyProof, 'ike.exchange-mismatch', 'host.clock'],
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
];
