/**
 * `ping`, `tracert` and `pathping`, read with IPsec in mind: whether the IPsec driver held echo requests back and had IKE negotiate
 * (inventory TOOL-27..32, PATH-01). Answers are known by `TTL=`, summaries by their numbers, so the language plays no part; the
 * sentence about the negotiation is the published one in English and in Korean (chapter 7 of the isolation guide).
 */
import type { ProbeState } from '../../observations/index.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { negotiating, pingLine, windowsSums } from '../shared/ping-line.ts';
import { addressIn, count, documented, windowsFormat } from './text.ts';

const hop = /^\s*([0-9]{1,2})\s+(?:(?:<?[0-9]{1,6} ms|\*)\s+){3}(.*)$/;
const loss = /^\s*([0-9]{1,2})\s+(?:[0-9]{1,6}ms|---)\s+.{0,60}=\s*[0-9]{1,3}%\s+(.*)$/;

interface Run {
  readonly tool: ProbeState['tool'];
  readonly line: number;
  last: number;
  readonly target: string | null;
  readonly address: string | null;
  sent: number | null;
  seen: number;
  silent: number;
  unreachable: number;
  held: number;
  heldAt: number | null;
  /** Of the hops: those that answered, and the address of the last. */
  end: string | null;
}

/** `name [address]` or an address alone, of a heading. */
function headed(text: string): { readonly target: string | null; readonly address: string | null } {
  const bracket = /(\S{1,255})\s+\[([0-9A-Fa-f:.%]{2,60})\]/.exec(text);
  const inside = addressIn(bracket?.[2] ?? '');
  if (bracket !== null && inside !== null) return { target: bracket[1] ?? null, address: inside };
  for (const word of text.split(/\s+/).slice(0, 40)) {
    const address = addressIn(word);
    if (address !== null) return { target: address, address };
  }
  return { target: null, address: null };
}

function begin(tool: Run['tool'], { text, number }: Line): Run {
  const rest = { last: number, sent: null, seen: 0, silent: 0, unreachable: 0, held: 0, heldAt: null, end: null };
  return { tool, line: number, ...headed(text.slice(0, 400)), ...rest };
}

const headings: readonly (readonly [tool: Run['tool'], test: RegExp])[] = [
  ['ping', /^Ping(?:ing)?\s+\S.*\b[0-9]{1,5}\s?(?:bytes|바이트)/i],
  [
    'trace',
    /^(?:Tracing route to|Tracing the route)\s+\S|\[[0-9A-Fa-f:.]{2,45}\].*경로 추적|경로 추적.*\[[0-9A-Fa-f:.]{2,45}\]/,
  ],
];

function parse(lines: readonly Line[], draft: Draft): void {
  let run: Run | null = null;
  const runs: Run[] = [];
  const open = (next: Run): Run => {
    runs.push(next);
    return next;
  };
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    const heading = headings.find(([, test]) => test.test(text));
    if (heading !== undefined) run = open(begin(heading[0], line));
    const said = pingLine(text);
    if (heading === undefined && said?.is === 'unresolved') unresolved(said.target, line.number, draft);
    if (run === null) {
      // Cut above: what a few answers tell is still told.
      if (said?.is === 'held' || said?.is === 'answer') run = open(begin('ping', { text: '', number: line.number }));
      else continue;
    }
    take(run, text, line.number);
  }
  for (const one of runs) draft.add(finish(one, draft));
}

function unresolved(name: string | null, line: number, draft: Draft): void {
  draft.add({
    kind: 'probe',
    tool: 'ping',
    target: name,
    addresses: [],
    outcome: 'unresolved',
    sent: null,
    answered: null,
    negotiating: 0,
    service: null,
    code: null,
    src: draft.source(line),
  });
}

function take(run: Run, text: string, line: number): void {
  const said = pingLine(text);
  if (said?.is === 'held') {
    run.held++;
    run.heldAt ??= line;
    run.last = line;
    return;
  }
  const hops = run.tool === 'ping' ? null : (hop.exec(text) ?? loss.exec(text));
  if (hops !== null) {
    const address = headed(hops[2] ?? '').address;
    run.sent = Math.max(run.sent ?? 0, Number(hops[1]));
    if (address !== null) {
      run.seen++;
      run.end = address;
    }
    run.last = line;
    return;
  }
  if (said?.is === 'sums') {
    run.sent = said.sent;
    run.last = line;
  } else if (said?.is === 'answer') {
    run.seen++;
    run.last = line;
  } else if (/Request timed out|요청 시간이 만료/.test(text)) {
    run.silent++;
    run.last = line;
  } else if (said?.is === 'refusal' && said.refusal !== 'too-big' && said.refusal !== 'not-permitted') {
    run.unreachable++;
    run.last = line;
  }
}

function finish(run: Run, draft: Draft): ProbeState {
  const sent = run.sent ?? (run.tool === 'ping' ? run.seen + run.silent + run.unreachable + run.held : null);
  const reached = run.tool === 'ping' ? run.seen > 0 : run.end !== null && run.end === run.address;
  const all = run.tool === 'ping' ? sent !== null && run.seen >= sent : reached;
  return {
    kind: 'probe',
    tool: run.tool,
    target: run.target,
    addresses: run.address === null ? [] : [run.address],
    outcome: reached ? (all ? 'answered' : 'partly') : run.unreachable > 0 ? 'unreachable' : 'silent',
    sent,
    answered: run.seen,
    negotiating: run.held,
    service: null,
    code: null,
    src: run.heldAt === null ? draft.source(run.line, run.last) : heldSource(run, draft),
  };
}

/** Where the driver held requests back, that is what is worth showing. */
function heldSource(run: Run, draft: Draft): ProbeState['src'] {
  const source = draft.source(run.heldAt ?? run.line);
  return run.heldAt === run.line ? source : { ...source, at: [{ line: run.line }, { line: run.heldAt ?? run.line }] };
}

/** Reader of `ping` and `tracert`. */
export const ping = windowsFormat(
  'windows-ping',
  documented('chapter 7 of the isolation guide (Negotiating IP Security); the shape of answers and summaries'),
  (head) => {
    if (count(head, negotiating) > 0 && count(head, /\bICMP\b|,/) < head.length) return 90;
    if (count(head, headings[0]?.[1] ?? /$^/) > 0) return 90;
    if (count(head, headings[1]?.[1] ?? /$^/) > 0 || count(head, hop) >= 2) return 88;
    if (count(head, /^(?:Ping request could not find host|Unknown host)\s/i) > 0) return 80;
    return count(head, windowsSums) > 0 && count(head, /\bTTL=[0-9]/) > 0 ? 85 : 0;
  },
  parse,
);

function parsePathping(lines: readonly Line[], draft: Draft): void {
  let run: Run | null = null;
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    if (run === null) {
      if (/\[[0-9A-Fa-f:.]{2,45}\]|^Tracing route to/.test(text)) run = begin('path', line);
      continue;
    }
    take(run, text, line.number);
  }
  if (run !== null) draft.add(finish(run, draft));
}

/** Reader of `pathping`. */
export const pathping = windowsFormat(
  'windows-pathping',
  documented('Microsoft command reference, pathping; the shape of its rows'),
  (head) => (count(head, loss) >= 2 && count(head, /[0-9]\/ *100 =/) > 0 ? 95 : 0),
  parsePathping,
);
