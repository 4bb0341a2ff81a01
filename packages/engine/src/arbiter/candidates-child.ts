import type { CaseView } from '../causes/api.ts';
import { stories, trafficTrouble } from '../causes/traffic.ts';
import { factEntry } from '../observations/index.ts';
import { setUp } from '../correlation/ledger.ts';
import type { CandidateRow } from './candidate-row.ts';
import { recorded } from './recorded.ts';

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

/** Packets reached the receiver, which has the SA and counts none on it. */
const arrivedUncounted = (view: CaseView): boolean =>
  stories(view).some((story) => (story.arrived ?? 0) > 0 && story.delivered === 0 && story.sa.receiverHas === 'yes');

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

/** The account ends with a first message of quick mode that was repeated in vain. */
const firstQuickOnly = (view: CaseView): boolean => {
  const quick = view.rows.filter((row) => row.exchange === 'Quick Mode');
  return quick.length > 0 && quick.every((row) => row.step === 'Quick Mode message 1');
};

/** That it failed, and nothing that says why. */
const barely = (view: CaseView): boolean =>
  view.facts('child.failed').length > 0 &&
  view.negotiations.every(({ facts }) =>
    facts.every((fact) => fact.code === 'child.failed' || factEntry(fact.code).ends !== 'child'),
  );

const troubled = (view: CaseView): boolean => trafficTrouble(view) !== null;

/** One end gave no record but of traffic, and no capture shows how the SAs came about. */
const cameAboutUnseen = (view: CaseView): boolean =>
  [view.initiator, view.responder].some(({ hasLog, hasCapture }) => !hasLog && !hasCapture) &&
  !view.rows.some(({ exchange, sightings }) => made.has(exchange) && sightings.some(({ from }) => from === 'wire'));

const made: ReadonlySet<string> = new Set([...setUp, 'Quick Mode']);

/** What a child may be refused for. */
const childRefused: readonly string[] = [
  'policy.selector-mismatch',
  'proposal.esp-mismatch',
  'sa.install-failed',
  'proposal.pfs-mismatch',
  'policy.mode-mismatch',
  'policy.wrong-connection',
];

/** What leaves packets going one way only while IKE stands. */
const oneWay: readonly string[] = [
  'path.esp-blocked',
  'sa.out-of-sync',
  'host.forwarding-or-filter',
  'path.stateful-timeout',
  'sa.lookup-failed',
];

/** The child, its replacement, and an IKE SA that stands while traffic does not pass. */
export const childCandidates: readonly CandidateRow[] = [
  {
    phase: 'child',
    version: 1,
    notify: ['NO_PROPOSAL_CHOSEN'],
    causes: [
      'proposal.esp-mismatch',
      'proposal.pfs-mismatch',
      'policy.mode-mismatch',
      'policy.selector-mismatch',
      'sa.install-failed',
    ],
    because:
      'RFC 2409 5.5: quick mode has one word for what is refused; Cisco IOS says it of proxy identities that fit no crypto map as well.',
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
    manner: ['silent'],
    when: recorded,
    causes: [
      'ike.lost-final-message',
      'ike.peer-failed',
      'policy.selector-mismatch',
      'proposal.esp-mismatch',
      'proposal.pfs-mismatch',
      'sa.install-failed',
      'policy.mode-mismatch',
      'path.peer-unreachable',
      'path.ike-blocked',
      'sa.out-of-sync',
      'load.overload',
    ],
    because:
      'Inventory EVT-K-24: a record that quick mode timed out; the peer dropped it, was busy, or has left the address it had.',
  },
  {
    phase: 'child',
    manner: ['aborted-locally'],
    when: (view) => recorded(view) && view.facts('child.failed').some((fact) => fact.args['unbound'] === true),
    causes: [
      'policy.selector-mismatch',
      'policy.no-ike-config',
      'proposal.esp-mismatch',
      'proposal.ike-mismatch',
      'proposal.pfs-mismatch',
      'ike.version-mismatch',
      'auth.psk-mismatch',
      'auth.kerberos-unavailable',
      'auth.certificate-untrusted',
      'auth.method-mismatch',
      'sa.install-failed',
      'policy.mode-mismatch',
      'policy.wrong-connection',
      'policy.not-assigned',
      'ike.peer-failed',
      'load.overload',
    ],
    because:
      'A record of a quick mode without the number of a main mode: it may have failed with the main mode it waited for, in the same words.',
  },
  {
    phase: 'child',
    manner: ['aborted-locally'],
    when: (view) => recorded(view) && barely(view),
    causes: [
      'policy.selector-mismatch',
      'proposal.esp-mismatch',
      'ike.peer-failed',
      'ike.lost-final-message',
      'sa.install-failed',
      'proposal.pfs-mismatch',
      'policy.mode-mismatch',
      'policy.wrong-connection',
      'path.peer-unreachable',
      'load.overload',
    ],
    because:
      'Inventory EVT-K-20: a record that quick mode failed, in words that say no more (13804) or that nobody knows: a time-out among them.',
  },
  {
    phase: 'child',
    manner: ['silent', 'icmp'],
    version: 1,
    when: firstQuickOnly,
    causes: [
      'proposal.esp-mismatch',
      'policy.selector-mismatch',
      'proposal.pfs-mismatch',
      'ike.peer-failed',
      'ike.lost-final-message',
      'sa.install-failed',
      'policy.mode-mismatch',
      'policy.wrong-connection',
    ],
    because:
      'As below; only the first message of quick mode is known, and no answer to it, so that its last one was not reached.',
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
      'policy.wrong-connection',
    ],
    because: 'Quick mode that is not answered: peers that drop silently what they do not accept.',
  },
  {
    phase: 'child',
    version: 2,
    when: (view) => view.rows.some((row) => row.exchange === 'CREATE_CHILD_SA'),
    causes: [...childRefused, 'sa.rekey-failed', 'ike.peer-failed', 'sa.out-of-sync', 'ike.lost-final-message'],
    because: 'A CREATE_CHILD_SA of which nobody tells whether it was to make a child or to replace one (RFC 7296 1.3).',
  },
  {
    phase: 'child',
    causes: [...childRefused],
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
    causes: ['sa.rekey-failed', 'proposal.pfs-mismatch', 'sa.out-of-sync', 'ike.peer-failed', 'ike.lost-final-message'],
    because: 'Established, and replacing the SA fails; who ends it after waiting in vain may not say so.',
  },
  {
    phase: 'established',
    when: (view) => troubled(view) && !onlyAh(view) && arrivedUncounted(view),
    causes: ['sa.transform-disagreement', 'sa.lookup-failed', 'path.packet-altered', 'host.offload'],
    because:
      'The packets arrived and the SA that is there for them counts none: they did not pass its checks (RFC 4303 3.4).',
  },
  {
    phase: 'established',
    when: (view) => troubled(view) && goneInside(view) && answeredAgain(view),
    causes: [
      'ike.lost-final-message',
      'sa.out-of-sync',
      'sa.transform-disagreement',
      'sa.lookup-failed',
      'path.packet-altered',
      'host.offload',
      'host.forwarding-or-filter',
    ],
    because:
      'As below; the last answer was sent again and again, so the receiver may never have had it, and has no SA for what comes (RFC 7296 2.1).',
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
    when: (view) => troubled(view) && cameAboutUnseen(view),
    causes: [...oneWay, 'ike.lost-final-message'],
    because: 'The same where nobody saw how the SAs came about: the other end may never have got the last message.',
  },
  {
    phase: 'established',
    when: troubled,
    causes: oneWay,
    because:
      'IKE stands and packets go one way only; SA tables of a blocked path and of a peer without its SAs are identical on one end.',
  },
  {
    phase: 'established',
    manner: ['silent'],
    causes: [
      'path.peer-unreachable',
      'path.stateful-timeout',
      'sa.out-of-sync',
      'service.not-listening',
      'ike.peer-failed',
      'path.ike-blocked',
    ],
    because:
      'It worked, and then the peer gave no sign of life: by IKE alone nobody knows which of the two is gone, peer or path.',
  },
];
