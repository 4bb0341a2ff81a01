/** A call being worked on: charts, answers and outputs in, the position and the file of the call out. Pure. */
import { answerLabel, type Evidence, type Parties, type Proof, readAnswer, type Reading } from './answer.ts';
import { type Call, type CallAnswer, maxAnswers } from './call.ts';
import { utf8Bytes } from '../formats/shared/secret-value.ts';
import { digest } from '../protocol/digest.ts';
import { escalationItems } from './escalation.ts';
import type { CallClass } from './taxonomy.ts';
import type { AskState, Chart } from './types.ts';
import { type Position, walk, WalkFault } from './walk.ts';

export interface Session {
  readonly charts: ReadonlyMap<string, Chart>;
  readonly start: string;
  readonly call: Call;
  readonly evidence: readonly Evidence[];
  /** Outputs that answered a state already, by `chart/state`. */
  readonly used: ReadonlyMap<string, ReadonlySet<Evidence>>;
}

/**
 * Begins a call, or goes on with one. Throws `WalkFault` `other-version` where the call was begun with another version of a chart, or the
 * same version with other content.
 */
export function beginSession(charts: ReadonlyMap<string, Chart>, start: string, call: Call): Session {
  for (const { id, version, sha256 } of call.charts) {
    const chart = charts.get(id);
    if (chart === undefined) throw new WalkFault('unknown-chart', id);
    if (chart.version !== version || chartDigest(chart) !== sha256)
      throw new WalkFault('other-version', `${id} ${version}`);
  }
  const first = call.charts[0];
  if (first !== undefined && first.id !== start) throw new WalkFault('other-chart', first.id);
  const session: Session = {
    charts,
    start,
    call: { ...call, exit: null, escalation: null },
    evidence: [],
    used: new Map(),
  };
  return withState(session);
}

/** Where the session stands. */
export function positionOf({ charts, start, call }: Session): Position {
  return walk(charts, start, call.answers);
}

/** Answers the question the session stands at. Throws `WalkFault` where it is no answer to it, or there is no question. */
export function answerBy(session: Session, answer: string, proof: readonly Proof[] = []): Session {
  const { at } = positionOf(session);
  if (at.kind !== 'ask') throw new WalkFault('after-exit', at.id);
  if (session.call.answers.length >= maxAnswers) throw new WalkFault('endless', at.chart.id);
  const given: CallAnswer = {
    chart: at.chart.id,
    state: at.id,
    answer,
    by: proof.length === 0 ? 'person' : 'evidence',
    proof: proof.map((one) => ({ ...one, path: one.path.slice(0, 300), format: one.format.slice(0, 300) })),
  };
  return withState({ ...session, call: { ...session.call, answers: [...session.call.answers, given] } });
}

/** Adds outputs; they are kept in the call by name and format. Two of one name are told apart by a number. */
export function withEvidence(session: Session, evidence: readonly Evidence[]): Session {
  const known = new Set(session.call.evidence.map(({ path }) => path));
  const more = evidence.map((one) => {
    const name = one.path.slice(0, 290);
    let path = name;
    for (let i = 2; known.has(path); i++) path = `${name} (${i})`;
    known.add(path);
    return { ...one, path };
  });
  const kept = more.map(({ path, format }) => ({ path, format }));
  const call = { ...session.call, evidence: [...session.call.evidence, ...kept].slice(0, 1000) };
  return withState({ ...session, call, evidence: [...session.evidence, ...more] });
}

/** Takes the last answer back; null: there is none. */
export function withoutLast(session: Session): Session | null {
  const { answers } = session.call;
  return answers.length === 0
    ? null
    : withState({ ...session, call: { ...session.call, answers: answers.slice(0, -1) } });
}

/** What the outputs say to the question the session stands at; null at an exit. */
export function readingOf(session: Session): Reading | null {
  const { at } = positionOf(session);
  if (at.kind !== 'ask') return null;
  const used = session.used.get(`${at.chart.id}/${at.id}`) ?? new Set();
  return readAnswer(at.id, at.state, session.evidence, partiesOf(session.call), used);
}

/** Lets the outputs answer as far as they can, up to a state that somebody answers (`said`). */
export function answerByEvidence(session: Session, said: readonly string[] = []): Session {
  let current = session;
  for (let steps = 0; steps < 1000; steps++) {
    const reading = readingOf(current);
    const { at } = positionOf(current);
    if (reading === null || reading.answer === null || at.kind !== 'ask' || said.includes(at.id)) return current;
    const key = `${at.chart.id}/${at.id}`;
    const used = new Map(current.used).set(key, new Set([...(current.used.get(key) ?? []), ...reading.taken]));
    current = answerBy({ ...current, used }, reading.answer, reading.proof);
  }
  return current;
}

function partiesOf({ caller, target }: Call): Parties {
  const names = ({ computer, addresses }: Pick<Call['target'], 'computer' | 'addresses'>): readonly string[] =>
    computer === null ? addresses : [computer, ...addresses];
  return { caller: names(caller), target: names(target) };
}

/** The call with what follows from its answers: charts used, class, exit, and what goes to the next tier. */
function withState(session: Session): Session {
  const position = positionOf(session);
  const { at, trail } = position;
  const used = [...new Set([...trail.map(({ chart }) => chart), at.chart])];
  let classed: CallClass | null = session.call.class;
  for (const { state } of trail) if (state.kind === 'link' && state.class !== null) classed = state.class;
  const charts = used.map((chart) => ({ id: chart.id, version: chart.version, sha256: chartDigest(chart) }));
  const findings = trail
    .flatMap(({ chart, id, state }) =>
      state.kind === 'finding' ? [{ chart: chart.id, state: id, say: state.say }] : [],
    )
    .slice(0, 100);
  if (at.kind === 'ask')
    return { ...session, call: { ...session.call, charts, class: classed, findings, exit: null, escalation: null } };
  const { status, ipsec, escalate, class: of, family } = at.state;
  const call: Call = {
    ...session.call,
    charts,
    class: of ?? classed,
    family: family ?? session.call.family,
    findings,
    exit: { chart: at.chart.id, state: at.id, status, ipsec },
    escalation:
      escalate === null
        ? null
        : {
            to: session.call.target.serverIsolation === true ? (escalate.serverIsolation ?? escalate.to) : escalate.to,
            items: escalate.items.map((item) => ({ item, values: valuesOf(item, session.call) })),
          },
  };
  return { ...session, call };
}

/** Outputs of single attempts: no log files. */
const attempts: ReadonlySet<string> = new Set([
  'linux-ping',
  'smbclient-list',
  'windows-empty-list',
  'windows-net-view',
  'windows-nslookup',
  'windows-ping',
  'windows-ping-unresolved',
  'windows-rasdial',
]);

function valuesOf(item: keyof typeof escalationItems, { caller, target, evidence }: Call): readonly string[] {
  const { from } = escalationItems[item];
  if (from === 'evidence')
    return evidence.flatMap(({ path, format }) => (format === null || attempts.has(format) ? [] : [path]));
  const party = from === 'caller' ? caller : from === 'target' ? target : null;
  return party === null ? [] : [...(party.computer === null ? [] : [party.computer]), ...party.addresses];
}

const digests = new WeakMap<Chart, string>();

/** SHA-256 of what a chart holds, in hexadecimal: tells an edited chart that kept its version. */
export function chartDigest(chart: Chart): string {
  const known = digests.get(chart);
  if (known !== undefined) return known;
  const bytes = digest('sha256', utf8Bytes(canonical(chart)));
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  digests.set(chart, text);
  return text;
}

/** JSON with keys in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${members.join(',')}}`;
}

/** Answers a state takes, each with its words. */
export function choicesOf(
  state: AskState,
): readonly { readonly answer: string; readonly label: ReturnType<typeof answerLabel> }[] {
  return Object.keys(state.on).map((answer) => ({ answer, label: answerLabel(state, answer) }));
}
