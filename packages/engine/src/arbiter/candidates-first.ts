import type { CaseView } from '../causes/api.ts';
import { stageOf } from '../correlation/early-failure.ts';
import type { FactCode } from '../observations/index.ts';
import type { CandidateRow } from './candidate-row.ts';
import { neverAnswered, recorded, unread } from './recorded.ts';

/** It gave up, and no message of the exchange and no state tells at which one. */
const anywhere = (view: CaseView): boolean =>
  view.rows.length === 0 &&
  view.facts('host.icmp-received', 'host.send-failed', 'host.no-route').length === 0 &&
  view.facts('message.gave-up').every((fact) => stageOf(fact) === null);

/** Told of a refusal only, by an Informational that may have been of phase 1 or under its keys. */
const nowhere = (view: CaseView): boolean =>
  view.rows.every((row) => row.exchange === 'Informational' && row.encrypted === null) &&
  view.facts(...elsewhere).length === 0 &&
  view.facts('notify.received', 'notify.sent').every((fact) => fact.args['exchange'] === undefined);

/** What tells which of the two phases it was. */
const elsewhere: readonly FactCode[] = [
  'ike.initiating',
  'ike.responding',
  'proposal.none-chosen',
  'proposal.received',
  'proposal.configured',
  'policy.no-ike-config',
  'auth.psk-missing',
  'auth.method-refused',
  'ike.established',
];

/** The first exchange and what follows it before anybody proves himself. */
export const firstCandidates: readonly CandidateRow[] = [
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
    when: (view) => view.version !== 2,
    causes: ['auth.secret-missing', 'proposal.ike-mismatch', 'auth.method-mismatch', 'auth.identity-mismatch'],
    because:
      'In IKEv1 the number is INVALID-KEY-INFORMATION (RFC 2408 3.14.1); strongSwan says it where it has no shared key for the peer.',
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
    when: (view) =>
      view.rows.length === 0 && view.facts('notify.received').some((fact) => fact.args['exchange'] === 'any'),
    causes: [
      'proposal.ike-mismatch',
      'proposal.esp-mismatch',
      'policy.no-ike-config',
      'ike.version-mismatch',
      'policy.selector-mismatch',
      'auth.method-mismatch',
      'policy.config-rejected',
      'policy.not-assigned',
    ],
    because:
      'A code of Windows (13868, 13802) that stands for a refusal of either exchange; which one it was is not told.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    version: 1,
    when: (view) =>
      view.rows.length === 0 && view.facts('proposal.none-chosen').some((fact) => fact.args['final'] === true),
    causes: [
      'proposal.ike-mismatch',
      'auth.method-mismatch',
      'ike.exchange-mismatch',
      'auth.identity-mismatch',
      'policy.wrong-connection',
      'policy.wrong-assignment',
      'policy.stale',
      'policy.no-ike-config',
    ],
    because:
      'Inventory EVT-K-15: the offers do not fit; the way of authentication is part of them (RFC 2409 5), and another policy than the one meant, or an older version of it, offers something else.',
  },
  {
    phase: 'first',
    manner: ['aborted-locally'],
    when: neverAnswered,
    causes: [
      'ike.timeout',
      'path.ike-blocked',
      'path.peer-unreachable',
      'service.not-listening',
      'policy.no-ike-config',
      'proposal.ike-mismatch',
      'ike.version-mismatch',
      'auth.kerberos-unavailable',
      'auth.certificate-missing',
      'auth.method-mismatch',
      'service.start-failed',
      'service.port-conflict',
      'load.overload',
      'load.flood',
      'ike.peer-failed',
      'policy.config-rejected',
      'policy.not-assigned',
      'ike.exchange-mismatch',
      'ike.protocol-violation',
    ],
    because:
      'RFC 2408 3.1: the cookie of the responder is zero, so no answer came in. Whether this end waited in vain or broke off by itself, the words do not tell.',
  },
  {
    phase: 'first',
    manner: ['aborted-locally'],
    when: unread,
    causes: [
      'ike.timeout',
      'path.ike-blocked',
      'path.peer-unreachable',
      'service.not-listening',
      'policy.no-ike-config',
      'proposal.ike-mismatch',
      'auth.psk-mismatch',
      'auth.identity-mismatch',
      'auth.method-mismatch',
      'auth.kerberos-unavailable',
      'auth.logon-right-denied',
      'auth.certificate-untrusted',
      'auth.certificate-missing',
      'path.nat-t-blocked',
      'path.nat-without-nat-t',
      'path.fragments-dropped',
      'ike.version-mismatch',
      'ike.peer-failed',
      'ike.protocol-violation',
      'load.overload',
      'policy.not-assigned',
    ],
    because:
      'A record that it failed, with a reason nobody here can read: a time-out, a refusal or a fault of this end, before the child.',
  },
  {
    phase: 'first',
    manner: ['aborted-locally'],
    causes: [
      'auth.psk-mismatch',
      'path.nat-without-nat-t',
      'path.nat-t-blocked',
      'proposal.ike-mismatch',
      'policy.no-ike-config',
      'auth.method-mismatch',
      'auth.identity-mismatch',
      'auth.certificate-untrusted',
      'auth.certificate-missing',
      'auth.kerberos-unavailable',
      'load.overload',
      'ike.protocol-violation',
      'ike.peer-failed',
    ],
    because:
      'A record of a general failure (13804, 789): what it is met with in practice. Neither the step nor the end that failed is told, and other faults end in the same words.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['NO_PROPOSAL_CHOSEN'],
    version: 1,
    when: (view) =>
      view.breakPoint.decidedBy === 'initiator' && view.rows.some((row) => row.step === 'Main Mode message 2'),
    causes: ['auth.secret-missing', 'proposal.ike-mismatch', 'auth.method-mismatch', 'auth.identity-mismatch'],
    because:
      'The responder chose, so it has a connection for this peer and version; the initiator does not accept the choice, or has no secret for it.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['NO_PROPOSAL_CHOSEN'],
    when: (view) => view.version !== 2 && nowhere(view),
    causes: [
      'proposal.ike-mismatch',
      'proposal.esp-mismatch',
      'policy.no-ike-config',
      'proposal.pfs-mismatch',
      'policy.selector-mismatch',
      'ike.version-mismatch',
      'policy.config-rejected',
      'policy.not-assigned',
      'policy.mode-mismatch',
      'sa.install-failed',
      'auth.secret-missing',
      'auth.method-mismatch',
      'auth.identity-mismatch',
    ],
    because:
      'IKEv1 refuses proposals of phase 1 and of quick mode in the same words, and nothing tells which it was (RFC 2409 5.5, 5.7).',
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
      'auth.identity-mismatch',
    ],
    because:
      'As below; the way of authentication is part of an IKEv1 proposal (RFC 2409 appendix A), and pluto refuses it so where it has no secret under these identities.',
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
    notify: ['AUTHENTICATION_FAILED'],
    version: 1,
    causes: [
      'ike.exchange-mismatch',
      'auth.identity-mismatch',
      'auth.method-mismatch',
      'auth.psk-mismatch',
      'auth.secret-missing',
    ],
    because:
      'Aggressive mode refused by policy is answered with AUTHENTICATION_FAILED by strongSwan, and so is an identity or method that fits no connection.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['INVALID_EXCHANGE_TYPE', 'AUTHENTICATION_FAILED'],
    causes: ['ike.exchange-mismatch', 'policy.no-ike-config', 'ike.version-mismatch'],
    because: 'The exchange is refused by what it is.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    notify: ['INVALID_SYNTAX'],
    causes: ['ike.protocol-violation', 'auth.method-mismatch'],
    because:
      'RFC 7296 2.21 and 3.10.1: about the content of a message; daemons say so of a request without AUTH as well, which asks for EAP.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    version: 1,
    causes: [
      'proposal.ike-mismatch',
      'policy.no-ike-config',
      'ike.version-mismatch',
      'ike.exchange-mismatch',
      'policy.config-rejected',
      'policy.not-assigned',
      'auth.secret-missing',
      'auth.method-mismatch',
      'auth.identity-mismatch',
      'ike.protocol-violation',
    ],
    because:
      'As below; the way of authentication is part of an IKEv1 proposal (RFC 2409 appendix A), and is refused with it where there is no secret.',
  },
  {
    phase: 'first',
    manner: ['refused'],
    causes: [
      'proposal.ike-mismatch',
      'policy.no-ike-config',
      'ike.version-mismatch',
      'ike.exchange-mismatch',
      'policy.config-rejected',
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
      'path.nat-without-nat-t',
      'path.fragments-dropped',
      'ike.peer-failed',
      'auth.psk-mismatch',
      'policy.no-ike-config',
      'proposal.ike-mismatch',
      'ike.version-mismatch',
      'ike.lost-final-message',
      'sa.out-of-sync',
      'service.start-failed',
      'service.port-conflict',
      'load.overload',
      'load.flood',
      'policy.config-rejected',
      'policy.not-assigned',
      'ike.exchange-mismatch',
      'host.route-missing',
      'host.ip-configuration',
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
      'policy.not-assigned',
      'ike.exchange-mismatch',
      'auth.secret-missing',
      'auth.method-mismatch',
      'auth.identity-mismatch',
      'host.route-missing',
      'host.ip-configuration',
    ],
    because:
      'As below; IKEv1 daemons also drop an exchange type they are not configured for, and refuse in an Informational that nobody repeats.',
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
      'proposal.ike-mismatch',
      'host.route-missing',
      'host.ip-configuration',
    ],
    because:
      'Nothing comes back: the way, the host, its service, or a daemon that drops what it does not want. A proposal is refused aloud (RFC 7296 2.7, 3.3.6), but once, and the refusal may be lost.',
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
    manner: ['silent', 'aborted-locally'],
    when: recorded,
    causes: [
      'ike.timeout',
      'ike.peer-failed',
      'path.nat-t-blocked',
      'path.nat-without-nat-t',
      'path.fragments-dropped',
      'path.ike-blocked',
      'path.peer-unreachable',
      'auth.psk-mismatch',
      'auth.secret-missing',
      'auth.kerberos-unavailable',
      'auth.logon-right-denied',
      'auth.method-mismatch',
      'policy.no-ike-config',
    ],
    because:
      'Inventory EVT-K-16: a time-out in a record, in the middle of main mode: the peer failed and said nothing, or what it said got lost.',
  },
  {
    phase: 'keys',
    manner: ['undecryptable'],
    version: 1,
    causes: ['auth.psk-mismatch', 'policy.wrong-connection', 'auth.secret-missing', 'ike.protocol-violation'],
    because:
      'RFC 2409 5.4: the responder has to choose the secret by the address before it knows who asks, and may have several connections for it.',
  },
  {
    phase: 'keys',
    version: 1,
    when: (view) => view.rows.some((row) => row.step === 'Main Mode message 4'),
    causes: [
      'path.fragments-dropped',
      'ike.peer-failed',
      'path.ike-blocked',
      'path.nat-t-blocked',
      'auth.secret-missing',
      'auth.method-mismatch',
      'auth.psk-mismatch',
      'auth.identity-mismatch',
      'ike.lost-final-message',
      'ike.protocol-violation',
    ],
    because:
      'The keys were exchanged and nothing is seen of the proof: a message 5 that is not at hand, or moved to a port where nobody captured, is as good as one that was never sent.',
  },
  {
    phase: 'keys',
    causes: [
      'path.fragments-dropped',
      'ike.peer-failed',
      'path.ike-blocked',
      'auth.secret-missing',
      'auth.method-mismatch',
      'auth.identity-mismatch',
      'ike.protocol-violation',
    ],
    because:
      'Between the first answer and the first protected message only large messages, a failing peer, or a missing key stop IKEv1; the refusal of a secret or method may be lost.',
  },
  {
    phase: 'config',
    when: (view) => view.facts('message.malformed').length > 0,
    causes: ['auth.psk-mismatch', 'ike.protocol-violation', 'path.packet-altered'],
    because:
      'The words that a message could not be parsed, and none of the exchange around them: with a wrong key main mode decrypts to what cannot be parsed.',
  },
];
