import type { CaseView } from '../causes/api.ts';
import { authKind, certificateCame, noCertificateSent } from './auth-kind.ts';
import type { CandidateRow } from './candidate-row.ts';

const floated = (view: CaseView): boolean => view.rows.some((row) => row.dstPort === 4500 || row.srcPort === 4500);

const large = (view: CaseView): boolean =>
  view.rows.some(
    (row) =>
      row.exchange === 'IKE_AUTH' &&
      row.kind === 'request' &&
      row.answered !== 'yes' &&
      (row.ipFragments > 1 || (row.bytes ?? 0) > 1252),
  );

/** Authentication of the computers and of the user. */
export const authCandidates: readonly CandidateRow[] = [
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
    when: (view) =>
      (floated(view) || view.rows.some((row) => row.step === 'Main Mode message 6')) &&
      authKind(view) !== 'certificate',
    causes: [
      'path.nat-t-blocked',
      'ike.lost-final-message',
      'auth.psk-mismatch',
      'ike.peer-failed',
      'auth.identity-mismatch',
      'ike.protocol-violation',
    ],
    because: 'Main mode 6 was sent or may have been: it got lost, or who asked did not like it.',
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
    manner: ['aborted-locally'],
    when: (view) =>
      view.rows.length === 0 && view.facts('auth.refused-generally').length > 0 && authKind(view) === null,
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
];
