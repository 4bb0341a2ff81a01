/** What follows from the answers of a peer and the silence of the path. Silence alone never names a cause. */
import type {
  ProbeDocument,
  ProbeDoor,
  ProbeExchange,
  ProbeFinding,
  ProbeFindingCode,
  ProbePing,
  ProbeUntested,
} from '../document/probe-types.ts';
import { objections } from '../policy/algorithm-status.ts';
import { groupName } from './offers.ts';
import { noProposalNames } from './read-reply.ts';

/** MTU of a plain Ethernet, and the smallest every IPv6 link has (RFC 8200 section 5). */
const ethernet = 1500;

type Weight = ProbeFinding['weight'];
type Add = (code: ProbeFindingCode, weight: Weight, args?: ProbeFinding['args']) => void;

const doors: Readonly<Record<ProbeDoor, string>> = {
  'udp-500': 'UDP 500',
  'udp-4500': 'UDP 4500',
  'tcp-4500': 'TCP 4500',
};
const versions = { ikev2: 'IKEv2', main: 'IKEv1', aggressive: 'IKEv1', large: 'IKEv2' } as const;
const modes = { ikev2: 'IKE_SA_INIT', main: 'main mode', aggressive: 'aggressive mode', large: 'IKE_SA_INIT' } as const;

/** Whether IKE was heard at all in answer to a test. */
export function heard(exchange: ProbeExchange): boolean {
  return exchange.outcome === 'accepted' || exchange.outcome === 'refused' || exchange.outcome === 'answered';
}

function doorOf(one: ProbeExchange): string {
  const usual = one.door === 'udp-500' ? 500 : 4500;
  return one.port === usual ? doors[one.door] : `${one.door.startsWith('tcp') ? 'TCP' : 'UDP'} ${one.port}`;
}

/** What a door's answers say of the daemon behind it. */
function judgeAnswers(one: ProbeExchange, taken: boolean, add: Add): void {
  const what = { door: doorOf(one), version: versions[one.test], mode: modes[one.test] };
  for (const kind of ['cookie', 'invalid-ke'] as const) {
    const reply = one.replies.find((each) => each.kind === kind);
    if (reply === undefined) continue;
    if (kind === 'cookie') add('cookie', 'notice', what);
    else
      add('invalid-ke', 'notice', { ...what, group: reply.wantedGroup === null ? '?' : groupName(reply.wantedGroup) });
  }
  const decided = one.replies.find(({ kind }) => kind === 'accepted' || kind === 'refused');
  if (decided?.kind === 'accepted') {
    add('accepted', 'good', { ...what, proposal: decided.accepted ?? '' });
    const words = decided.accepted ?? '';
    for (const weak of objectionsTo(words.slice(0, words.includes(' (') ? words.indexOf(' (') : undefined)))
      add('weak', 'notice', { ...what, ...weak });
  } else if (decided !== undefined) {
    const notify = decided.notifies[0] ?? '';
    // A peer that takes one version or mode and refuses the other is as most are meant to be.
    add(noProposalNames.has(notify) ? 'no-proposal' : 'refused', taken ? 'notice' : 'problem', { ...what, notify });
  } else if (one.outcome === 'unintelligible') add('unintelligible', 'problem', what);
  if (one.retransmissions.length > 0)
    add('retransmits', 'notice', {
      ...what,
      copies: one.retransmissions.length,
      seconds: one.retransmissions.map((ms) => (ms / 1000).toFixed(1)).join(', '),
    });
}

/** Objections to an accepted proposal, out of its words (`ENCR_3DES/AUTH_…/modp1024`). */
function objectionsTo(words: string): readonly { readonly name: string; readonly source: string }[] {
  const names = words.split(/[/,] ?/).filter((name) => name !== '');
  const starting = (start: RegExp): string[] => names.filter((name) => start.test(name));
  return objections({
    protocol: 'IKE',
    encryption: starting(/^ENCR_/),
    integrity: starting(/^AUTH_/),
    prf: starting(/^PRF_/),
    groups: starting(/^(?:modp|ecp|curve)/),
    esn: [],
    text: words,
  }).map(({ name, source }) => ({ name, source }));
}

/** What a refusal on the way means. */
function judgeRefusal(one: ProbeExchange, add: Add): void {
  const what = { door: doorOf(one) };
  if (one.door === 'tcp-4500') {
    add(
      one.refusal === 'reset' ? 'tcp-closed' : one.refusal === 'timed-out' ? 'tcp-silent' : 'unreachable',
      'notice',
      what,
    );
    return;
  }
  if (one.refusal === 'port-unreachable') add('port-closed', 'problem', what);
  else if (one.refusal === 'not-permitted') add('not-permitted', 'problem', what);
  else if (one.refusal === 'no-route') add('no-route', 'problem', what);
  else add(one.refusal === 'host-unreachable' ? 'prohibited' : 'unreachable', 'problem', what);
}

function judgeDoors(exchanges: readonly ProbeExchange[], pinged: boolean, add: Add): void {
  const taken = exchanges.some(({ outcome }) => outcome === 'accepted');
  const udp = exchanges.filter(({ door, test }) => door !== 'tcp-4500' && test !== 'large');
  const answering = udp.filter(heard);
  for (const one of exchanges)
    if (one.test !== 'large' && one.outcome !== 'silent' && one.outcome !== 'unreachable')
      judgeAnswers(one, taken, add);
  const refused = new Set<string>();
  for (const one of exchanges)
    if (one.refusal !== null && one.test !== 'large' && !refused.has(`${one.door} ${one.refusal}`)) {
      refused.add(`${one.door} ${one.refusal}`);
      judgeRefusal(one, add);
    }
  if (answering.length === 0) {
    if (udp.length > 0 && udp.every(({ outcome }) => outcome === 'silent'))
      add(pinged ? 'all-silent-ping' : 'all-silent', 'notice');
    return;
  }
  for (const door of new Set(answering.map(doorOf))) add('ike-answers', 'good', { door });
  // One door that answers proves the daemon; the other one, asked the same, is then closed on the way or in the daemon.
  for (const one of udp)
    if (one.test === 'ikev2' && one.outcome === 'silent') {
      const other = answering.find(({ test, door }) => test === 'ikev2' && door !== one.door);
      if (other !== undefined) add('one-door-silent', 'problem', { door: doorOf(one), other: doorOf(other) });
    }
  const spoken = new Set(answering.filter(({ outcome }) => outcome === 'accepted').map(({ test }) => versions[test]));
  const asked = new Set(udp.map(({ test }) => versions[test]));
  if (spoken.size === 1 && asked.size === 2) add('version-only', 'notice', { version: [...spoken][0] ?? '' });
}

function judgeNat(exchanges: readonly ProbeExchange[], add: Add): void {
  const told = exchanges
    .flatMap(({ replies }) => replies)
    .filter(({ natHere, natPeer }) => natHere !== null || natPeer !== null);
  if (told.length === 0) return;
  const here = told.some(({ natHere }) => natHere === true);
  const peer = told.some(({ natPeer }) => natPeer === true);
  if (here) add('nat-here', 'notice');
  if (peer) add('nat-peer', 'notice');
  if (!here && !peer) add('nat-none', 'good');
}

function judgeTcp(exchanges: readonly ProbeExchange[], add: Add): void {
  for (const one of exchanges) {
    if (one.door !== 'tcp-4500') continue;
    if (heard(one)) add('tcp-ike', 'good', { door: doorOf(one) });
    else if (one.outcome === 'connected') add('tcp-open', 'notice', { door: doorOf(one) });
  }
}

function judgeLarge(exchanges: readonly ProbeExchange[], add: Add): void {
  const large = exchanges.find(({ test }) => test === 'large');
  if (large === undefined) return;
  const small = exchanges.find(({ test, door }) => test === 'ikev2' && door === large.door);
  const args = { bytes: large.bytes, door: doorOf(large) };
  if (heard(large)) add('fragments-pass', 'good', args);
  else if (small !== undefined && heard(small)) add('fragments-lost', 'problem', args);
}

/** Bytes of IP and ICMP before the payload of an echo request. */
export function pingHeaders(address: string): number {
  return address.includes(':') ? 48 : 28;
}

const stages = ['own', 'gateway', 'dns', 'exempt'] as const;

/** Where the way to a peer that answers no ping ends, by the guide's checks in their order (PATH-02 to PATH-06). */
function judgeStages(pings: readonly ProbePing[], add: Add): void {
  const tried = stages.flatMap((stage) =>
    pings
      .filter(({ test }) => test === stage)
      .slice(0, 1)
      .map(() => stage),
  );
  if (tried.length === 0) return;
  // A stage with several servers is passed where one of them answers.
  const failing = tried.find((stage) => pings.every(({ test, received }) => test !== stage || received === 0));
  if (failing === undefined) add('stages-pass', 'notice', { stages: tried.length });
  else {
    const target = pings.find(({ test }) => test === failing)?.target ?? '';
    add(`stage-${failing}`, failing === 'own' ? 'problem' : 'notice', { target });
  }
}

function judgePings({ exchanges, pings, pathMtu, address }: ProbeResults, add: Add): void {
  const echo = pings.find(({ test }) => test === 'echo');
  if (echo !== undefined && echo.received > 0) {
    if (echo.averageMs !== null) add('round-trip', 'good', { ms: echo.averageMs });
    // Requests that were held back until IKE had negotiated are no loss of the path (TOOL-28).
    const negotiated = pings.some(({ negotiating }) => negotiating > 0);
    if (echo.received < echo.sent)
      add('loss', negotiated ? 'notice' : 'problem', { lost: echo.sent - echo.received, sent: echo.sent });
  }
  if (pings.some(({ negotiating }) => negotiating > 0)) add('ping-negotiates', 'notice');
  judgeStages(pings, add);
  const fragments = pings.find(({ test }) => test === 'fragments');
  // Where a large message of IKE passes it may be the large ping alone that is unwelcome.
  const doubt = exchanges.some((one) => one.test === 'large' && heard(one));
  if (fragments !== undefined && echo !== undefined && echo.received > 0) {
    const bytes = { bytes: fragments.payload };
    if (fragments.received > 0) add('ping-fragments-pass', 'good', bytes);
    else add('ping-fragments-lost', doubt ? 'notice' : 'problem', bytes);
  }
  if (pathMtu === null) return;
  add(pathMtu < ethernet ? 'path-mtu-small' : 'path-mtu', pathMtu < ethernet ? 'notice' : 'good', { mtu: pathMtu });
  // Too big for the path, and nobody said so: PMTU discovery cannot work here (RFC 2923 section 2.1).
  const swallowed = pings.filter(
    ({ test, received, refusal, payload }) =>
      test === 'dont-fragment' && received === 0 && refusal === null && payload + pingHeaders(address) > pathMtu,
  );
  const told = pings.some(({ test, refusal }) => test === 'dont-fragment' && refusal === 'too-big');
  if (swallowed.length > 0 && !told) add('black-hole', 'problem', { mtu: pathMtu });
}

export interface ProbeResults {
  readonly peer: string;
  readonly address: string;
  readonly planned: ProbeDocument['planned'];
  readonly exchanges: readonly ProbeExchange[];
  readonly pings: readonly ProbePing[];
  readonly pathMtu: number | null;
  readonly untested: readonly ProbeUntested[];
}

/** Puts results into a document with the conclusions, problems first. */
export function judgeProbe(results: ProbeResults): ProbeDocument {
  const findings: ProbeFinding[] = [];
  const add: Add = (code, weight, args = {}) => findings.push({ code, weight, args });
  const { exchanges, pings } = results;
  const pinged = pings.some(({ test, received }) => test === 'echo' && received > 0);
  judgeDoors(exchanges, pinged, add);
  judgeTcp(exchanges, add);
  judgeNat(exchanges, add);
  judgeLarge(exchanges, add);
  judgePings(results, add);
  const order: readonly Weight[] = ['problem', 'notice', 'good'];
  const problem = findings.some(({ weight }) => weight === 'problem');
  return {
    schema: 'ipsec-doctor/probe@1',
    peer: results.peer,
    address: results.address,
    planned: results.planned,
    sent: exchanges.reduce((sum, { sent }) => sum + sent, 0),
    received: exchanges.reduce((sum, { replies }) => sum + replies.length, 0),
    result: problem ? 'problem' : exchanges.some(heard) ? 'answers' : 'unknown',
    exchanges,
    pings,
    pathMtu: results.pathMtu,
    findings: order.flatMap((weight) => findings.filter((finding) => finding.weight === weight)),
    untested: results.untested,
  };
}
