/** `swanctl --list-sas`: the SAs a running charon has. */
import type { ChildSaState, IkeSaState, Selector } from '../../observations/index.ts';
import { canonicalAddress } from '../../policy/addresses.ts';
import { parseSelectors } from '../../policy/selectors.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { keptSelectors } from '../shared/selector-list.ts';
import { emptyListing } from '../shared/sniffing.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Ike = Writable<Omit<IkeSaState, 'src'>> & { line: number; lastLine: number };
type Child = Writable<Omit<ChildSaState, 'src' | 'attributes'>> & {
  attributes: Record<string, string>;
  line: number;
  lastLine: number;
};

const ikeHeader = /^(\S.*): #([0-9]+), ([A-Z_]+), IKEv([12]), ([0-9a-f]{1,16})_i(\*?) ([0-9a-f]{1,16})_r(\*?)/;
const childHeader =
  /^ {2}(\S.*): #([0-9]+), reqid ([0-9]+), ([A-Z_]+), (TUNNEL|TRANSPORT|BEET)(-in-UDP|-in-TCP)?(?:, (ESP|AH)(?::(\S+))?)?/;
const endpoint = /^ {2}(local|remote) {1,2}'(.*)' @ (\S+?)\[([0-9]{1,5})\](.*)$/;
const traffic =
  /^ {4}(in|out) {1,3}([0-9a-f]{1,8})(?: \(([^)]*)\))?, *([0-9]+) bytes, *([0-9]+) packets(?:, *([0-9]+)s ago)?/;
const selectorLine = /^ {4}(local|remote) {1,2}(.+)$/;

function parse(lines: readonly Line[], draft: Draft): void {
  const sas: { ike: Ike; children: Child[] }[] = [];
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 4000);
    const head = ikeHeader.exec(text);
    if (head !== null) {
      sas.push({ ike: beginIke(head, number), children: [] });
      continue;
    }
    if (text.trim() === '') continue;
    const open = sas[sas.length - 1];
    if (open === undefined) {
      draft.fault(number, 'a line before the first SA');
      continue;
    }
    const child = childHeader.exec(text);
    if (child !== null) open.children.push(beginChild(child, open.ike, number));
    else if (
      !takeChild(open.children[open.children.length - 1], text, number, draft) &&
      !takeIke(open.ike, text, number)
    )
      draft.fault(number, 'a line of no known form');
  }
  for (const { ike, children } of sas) {
    const { line, lastLine, ...state } = ike;
    draft.add({ ...state, src: draft.source(line, lastLine) });
    if (state.local !== null && !state.local.startsWith('%')) draft.ownAddresses.add(state.local);
    for (const { line: first, lastLine: last, ...one } of children) {
      const port: Record<string, string> = state.remotePort === null ? {} : { 'remote-port': String(state.remotePort) };
      const attributes = { ...one.attributes, ...port };
      draft.add({ ...one, local: state.local, remote: state.remote, attributes, src: draft.source(first, last) });
    }
  }
  draft.add({ kind: 'listing', of: 'sas', entries: sas.length, src: draft.source(lines[0]?.number ?? 1) });
  draft.product = 'strongSwan';
}

/** State of an IKE SA by charon's word for it. */
export function ikeState(word: string): IkeSaState['state'] {
  if (word === 'ESTABLISHED' || word === 'REKEYING' || word === 'REKEYED') return 'established';
  if (word === 'CONNECTING' || word === 'CREATED') return 'connecting';
  return word === 'DELETING' ? 'deleting' : 'other';
}

/** Zero SPIs are not there yet. */
function spi(text: string | undefined, digits: number): string | null {
  if (text === undefined || /^0+$/.test(text)) return null;
  return text.padStart(digits, '0');
}

function beginIke(head: RegExpExecArray, line: number): Ike {
  const state = head[3] ?? '';
  return {
    kind: 'ike-sa',
    connection: head[1] ?? '',
    state: ikeState(state),
    stateText: state,
    version: head[4] === '1' ? 1 : 2,
    role: head[6] === '*' ? 'initiator' : head[8] === '*' ? 'responder' : null,
    local: null,
    localPort: null,
    localId: null,
    remote: null,
    remotePort: null,
    remoteId: null,
    initiatorSpi: spi(head[5], 16),
    responderSpi: spi(head[7], 16),
    ageSeconds: null,
    proposal: null,
    line,
    lastLine: line,
  };
}

function beginChild(head: RegExpExecArray, ike: Ike, line: number): Child {
  const state = head[4] ?? '';
  const mode = (head[5] ?? '').toLowerCase();
  return {
    kind: 'child-sa',
    from: 'daemon',
    connection: head[1] ?? '',
    stateText: state,
    installed: ['INSTALLED', 'REKEYING', 'REKEYED', 'UPDATING'].includes(state),
    protocol: head[7] === 'AH' ? 'AH' : 'ESP',
    mode: mode === 'tunnel' || mode === 'transport' ? mode : null,
    encapsulation: head[6] === '-in-UDP' ? 'udp' : head[6] === '-in-TCP' ? 'tcp' : 'none',
    local: ike.local,
    remote: ike.remote,
    spiIn: null,
    spiOut: null,
    bytesIn: null,
    packetsIn: null,
    bytesOut: null,
    packetsOut: null,
    ageSeconds: null,
    transform: head[8] ?? null,
    localTs: [] as readonly Selector[],
    remoteTs: [] as readonly Selector[],
    attributes: { reqid: head[3] ?? '', 'unique-id': head[2] ?? '', 'ike-sa': ike.connection ?? '' },
    line,
    lastLine: line,
  };
}

function takeIke(ike: Ike, text: string, line: number): boolean {
  ike.lastLine = line;
  const end = endpoint.exec(text);
  if (end !== null) {
    const address = canonicalAddress(end[3] ?? '');
    if (end[1] === 'local') [ike.local, ike.localPort, ike.localId] = [address, Number(end[4]), identity(end[2])];
    else [ike.remote, ike.remotePort, ike.remoteId] = [address, Number(end[4]), identity(end[2])];
    return true;
  }
  const age = /^ {2}(?:established|initiated) ([0-9]+)s ago/.exec(text);
  if (age !== null) {
    ike.ageSeconds = Number(age[1]);
    return true;
  }
  if (/^ {2}(?:queued|active|passive|rekeying|reauth|mark|if-id)\b/.test(text)) return true;
  const bare = text.trim();
  if (/^[A-Z0-9_-]+(?:\/[A-Z0-9_-]+)+$/.test(bare)) {
    ike.proposal = bare;
    return true;
  }
  return false;
}

function identity(text: string | undefined): string | null {
  return text === undefined || text === '%any' ? null : text;
}

function takeChild(child: Child | undefined, text: string, line: number, draft: Draft): boolean {
  if (child === undefined || !text.startsWith('    ')) return false;
  child.lastLine = line;
  const flow = traffic.exec(text);
  if (flow !== null) {
    const value = spi(flow[2], 8);
    if (flow[1] === 'in') [child.spiIn, child.bytesIn, child.packetsIn] = [value, flow[4] ?? null, flow[5] ?? null];
    else [child.spiOut, child.bytesOut, child.packetsOut] = [value, flow[4] ?? null, flow[5] ?? null];
    if (flow[3] !== undefined) child.attributes[`${flow[1]}-mark`] = flow[3];
    if (flow[6] !== undefined) child.attributes[`${flow[1]}-idle-seconds`] = flow[6];
    return true;
  }
  const age = /^ {4}installed ([0-9]+)s ago/.exec(text);
  if (age !== null) {
    child.ageSeconds = Number(age[1]);
    return true;
  }
  const ts = selectorLine.exec(text);
  if (ts !== null) {
    const selectors = keptSelectors(parseSelectors(ts[2] ?? ''), ts[1] ?? '', line, draft);
    if (ts[1] === 'local') child.localTs = selectors;
    else child.remoteTs = selectors;
    return true;
  }
  return true;
}

/** Reader of `swanctl --list-sas`. */
export const swanctlListSas: TextFormat = {
  format: 'swanctl-list-sas',
  sniff(head, name) {
    let score = emptyListing(head, name, 'list-sas');
    for (const line of head) {
      if (ikeHeader.test(line.slice(0, 400))) score += 80;
      else if (childHeader.test(line.slice(0, 400)) || endpoint.test(line.slice(0, 400))) score += 20;
    }
    return Math.min(score, 97);
  },
  open: collectingReader('swanctl-list-sas', parse),
};
