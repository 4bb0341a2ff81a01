/** strongSwan `ipsec status` and `ipsec statusall` (stroke). */
import type { AuthRound, ChildConfig, ConnectionConfig } from '../../observations/index.ts';
import { canonicalAddress, parseAddress } from '../../policy/addresses.ts';
import { parseSelectorPair, type SelectorList } from '../../policy/selectors.ts';
import { maxLineLength } from '../reader.ts';
import { type Draft, hostFact, type Line } from '../shared/reading.ts';
import { cutOf, keptSelectors } from '../shared/selector-list.ts';
import { strongswanAuth } from '../shared/strongswan-auth.ts';
import { ikeState } from '../swanctl-list-sas/reader.ts';

interface Connection {
  readonly name: string;
  readonly line: number;
  lastLine: number;
  readonly local: readonly string[];
  readonly remote: readonly string[];
  readonly versions: readonly (1 | 2)[];
  readonly aggressive: boolean;
  readonly rounds: { readonly side: 'local' | 'remote'; readonly round: AuthRound }[];
  readonly children: {
    name: string;
    line: number;
    local: SelectorList;
    remote: SelectorList;
    mode: string;
  }[];
}

interface Ike {
  readonly name: string;
  readonly line: number;
  lastLine: number;
  state: string;
  age: number | null;
  ends: readonly [End, End] | null;
  version: 1 | 2 | null;
  spis: readonly [string, string] | null;
  role: 'initiator' | 'responder' | null;
  proposal: string | null;
}

interface End {
  readonly address: string;
  readonly id: string | null;
}

interface Child {
  readonly name: string;
  readonly line: number;
  lastLine: number;
  readonly state: string;
  readonly mode: string;
  protocol: 'ESP' | 'AH';
  udp: boolean;
  spiIn: string | null;
  spiOut: string | null;
  bytes: readonly [string, string] | null;
  transform: string | null;
  selectors: { readonly local: SelectorList; readonly remote: SelectorList } | null;
  readonly attributes: Record<string, string>;
  readonly ike: Ike | null;
}

const headed =
  /^(?:Status of IKE|Listening IP addresses|Connections|Routed Connections|Shunted Connections|Security Associations)/;

/** A line of an IKE SA or a child SA, however deep it is indented. */
export const saLine =
  /^[ \t>]{0,40}[^\s{}[\]]{1,100}(?:\[[0-9]{1,10}\]: (?:ESTABLISHED [0-9]|CONNECTING, |IKEv[12] SPIs: )|\{[0-9]{1,10}\}: {1,3}(?:INSTALLED|REKEYED|REKEYING|ROUTED), (?:TUNNEL|TRANSPORT))/;

/** Reads a status text into the draft. */
export function parseCharonStatus(lines: readonly Line[], draft: Draft): void {
  const connections = new Map<string, Connection>();
  const ikes = new Map<string, Ike>();
  const children = new Map<string, Child>();
  // A piece of the last section, as people copy it.
  let section = lines.some(({ text }) => headed.test(text)) ? '' : 'Security Associations';
  let connectionsAt: number | null = null;
  let sasAt: number | null = null;
  let lastIke: Ike | null = null;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, maxLineLength);
    const bare = text.trim();
    const heading =
      /^(Listening IP addresses|Connections|Routed Connections|Shunted Connections|Security Associations)\b/.exec(text);
    if (heading !== null) {
      section = heading[1] ?? '';
      if (section === 'Connections') connectionsAt = number;
      if (section === 'Security Associations') sasAt = number;
      continue;
    }
    if (bare === '') continue;
    if (section === 'Listening IP addresses') {
      if (parseAddress(bare) !== undefined) draft.ownAddresses.add(canonicalAddress(bare));
    } else if (section === 'Connections') takeConnection(connections, bare, number);
    else if (section === 'Security Associations' || section === 'Routed Connections') {
      const ike = /^(\S.{0,200}?)\[([0-9]{1,10})\]: (.*)$/.exec(bare);
      const child = /^(\S.{0,200}?)\{([0-9]{1,10})\}: {1,3}(.*)$/.exec(bare);
      if (child !== null) takeChild(children, child, number, lastIke);
      else if (ike !== null) lastIke = takeIke(ikes, ike, number);
    } else {
      const version = /^Status of IKE(?:v2)? charon daemon \((?:weakSwan|strongSwan) ([0-9A-Za-z.]{1,20})/.exec(bare);
      if (version !== null) draft.add(hostFact(draft, 'strongswan-version', version[1] ?? '', number));
    }
  }
  for (const one of connections.values()) draft.add(connection(one, draft));
  for (const one of ikes.values()) addIke(one, draft);
  for (const one of children.values()) addChild(one, draft);
  if (connectionsAt !== null)
    draft.add({
      kind: 'listing',
      of: 'connections',
      entries: connections.size,
      loaded: true,
      src: draft.source(connectionsAt),
    });
  if (sasAt !== null) draft.add({ kind: 'listing', of: 'sas', entries: ikes.size, src: draft.source(sasAt) });
  draft.product = 'strongSwan';
}

function takeConnection(connections: Map<string, Connection>, bare: string, line: number): void {
  const head = /^(\S.{0,200}?): {1,4}(\S.*)$/.exec(bare);
  if (head === null) return;
  const [name, rest] = [head[1] ?? '', head[2] ?? ''];
  const auth = /^(local|remote): {1,3}(?:\[(.{0,300})\] )?uses (.{1,100}?) authentication(.*)$/.exec(rest);
  const child = /^child: {1,3}(.{1,16384}) (TUNNEL|TRANSPORT|PASS|DROP|BEET)(?:,|$)/.exec(rest);
  const open = connections.get(name);
  if (auth !== null && open !== undefined) {
    const { method, detail } = strongswanAuth(auth[3] ?? '');
    const side = auth[1] === 'local' ? 'local' : 'remote';
    open.rounds.push({ side, round: { method, detail, id: auth[2] ?? null, certificates: [], authorities: [] } });
  } else if (child !== null) {
    // A child may have a name of its own, with the connection's lines before it.
    const parent = open ?? [...connections.values()].at(-1);
    const pair = parseSelectorPair(child[1] ?? '');
    if (parent !== undefined && pair !== undefined)
      parent.children.push({ name, line, ...pair, mode: (child[2] ?? '').toLowerCase() });
  } else if (rest.includes('...') && open === undefined && connections.size < 10_000) {
    const [left = '', right = ''] = rest.split('...');
    const found = /^(.*?) {1,3}(IKEv1\/2|IKEv1|IKEv2)(?: (Aggressive))?/.exec(right);
    const version = found?.[2];
    connections.set(name, {
      name,
      line,
      lastLine: line,
      local: left
        .trim()
        .split(/[\s,]+/)
        .map(canonicalAddress),
      remote: (found?.[1] ?? right)
        .trim()
        .split(/[\s,]+/)
        .map(canonicalAddress),
      versions: version === 'IKEv1' ? [1] : version === 'IKEv2' ? [2] : version === 'IKEv1/2' ? [1, 2] : [],
      aggressive: found?.[3] !== undefined,
      rounds: [],
      children: [],
    });
  }
  if (open !== undefined) open.lastLine = line;
}

function connection(one: Connection, draft: Draft): ConnectionConfig {
  return {
    kind: 'connection',
    name: one.name,
    loaded: true,
    versions: one.versions,
    aggressive: one.aggressive ? true : null,
    localAddresses: one.local,
    remoteAddresses: one.remote,
    local: one.rounds.filter(({ side }) => side === 'local').map(({ round }) => round),
    remote: one.rounds.filter(({ side }) => side === 'remote').map(({ round }) => round),
    proposals: [],
    children: one.children.map((child): ChildConfig => {
      const { mode } = child;
      return {
        name: child.name,
        local: keptSelectors(child.local, 'its own side', child.line, draft),
        remote: keptSelectors(child.remote, 'the other side', child.line, draft),
        ...cutOf(child.local, child.remote),
        mode: mode === 'tunnel' || mode === 'transport' || mode === 'pass' || mode === 'drop' ? mode : null,
        proposals: [],
        pfs: null,
        settings: {},
        src: draft.source(child.line),
      };
    }),
    settings: { dialect: 'strongswan' },
    src: draft.source(one.line, one.lastLine),
  };
}

const units: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86400 };

function takeIke(ikes: Map<string, Ike>, found: RegExpExecArray, line: number): Ike {
  const key = found[2] ?? '';
  const rest = found[3] ?? '';
  const open: Ike = ikes.get(key) ?? {
    name: found[1] ?? '',
    line,
    lastLine: line,
    state: '',
    age: null,
    ends: null,
    version: null,
    spis: null,
    role: null,
    proposal: null,
  };
  ikes.set(key, open);
  open.lastLine = line;
  const state = /^([A-Z_]{4,20})(?: ([0-9]{1,6}) (second|minute|hour|day)s? ago)?, (.*)$/.exec(rest);
  if (state !== null && open.state === '') {
    open.state = state[1] ?? '';
    open.age = state[2] === undefined || state[3] !== 'second' ? null : Number(state[2]) * (units[state[3]] ?? 1);
    const [left = '', right = ''] = (state[4] ?? '').split(']...');
    open.ends = [end(`${left}]`), end(right)];
  }
  const spis = /^IKEv([12]) SPIs: ([0-9a-f]{16})_i(\*?) ([0-9a-f]{16})_r(\*?)/.exec(rest);
  if (spis !== null) {
    open.version = spis[1] === '1' ? 1 : 2;
    open.spis = [spis[2] ?? '', spis[4] ?? ''];
    open.role = spis[3] === '*' ? 'initiator' : spis[5] === '*' ? 'responder' : null;
  }
  if (rest.startsWith('IKE proposal: ')) open.proposal = rest.slice(14).trim();
  return open;
}

function end(text: string): End {
  const found = /^([0-9a-fA-F.:]{2,45}|%any6?)\[(.*)\]$/.exec(text.trim());
  const id = found?.[2] ?? '';
  return { address: canonicalAddress(found?.[1] ?? ''), id: id === '' || id === '%any' ? null : id };
}

function takeChild(children: Map<string, Child>, found: RegExpExecArray, line: number, ike: Ike | null): void {
  const key = found[2] ?? '';
  const rest = (found[3] ?? '').trim();
  const head = /^([A-Z]{4,12}), (TUNNEL|TRANSPORT|PASS|DROP|BEET)(?:, reqid ([0-9]{1,10}))?/.exec(rest);
  if (head !== null) {
    const spis = /, (ESP|AH)( in UDP)? SPIs: ([0-9a-f]{8})_i ([0-9a-f]{8})_o/.exec(rest);
    children.set(key, {
      name: found[1] ?? '',
      line,
      lastLine: line,
      state: head[1] ?? '',
      mode: (head[2] ?? '').toLowerCase(),
      protocol: spis?.[1] === 'AH' ? 'AH' : 'ESP',
      udp: spis?.[2] !== undefined,
      spiIn: spis?.[3] ?? null,
      spiOut: spis?.[4] ?? null,
      bytes: null,
      transform: null,
      selectors: null,
      attributes: head[3] === undefined ? {} : { reqid: head[3] },
      ike,
    });
    return;
  }
  const open = children.get(key);
  if (open === undefined) return;
  open.lastLine = line;
  const bytes =
    /([0-9]{1,20}) bytes_i(?: \(([0-9]{1,20}) pkts?[^)]{0,60}\))?, ([0-9]{1,20}) bytes_o(?: \(([0-9]{1,20}) pkts?[^)]{0,60}\))?/.exec(
      rest,
    );
  if (bytes !== null) {
    open.bytes = [bytes[1] ?? '', bytes[3] ?? ''];
    if (bytes[2] !== undefined) open.attributes['packets-in'] = bytes[2];
    if (bytes[4] !== undefined) open.attributes['packets-out'] = bytes[4];
    open.transform = rest.split(',')[0] ?? null;
  }
  const pair = parseSelectorPair(rest);
  if (pair !== undefined) open.selectors = pair;
}

function addIke(one: Ike, draft: Draft): void {
  const [local, remote] = one.ends ?? [];
  draft.add({
    kind: 'ike-sa',
    connection: one.name,
    state: ikeState(one.state),
    stateText: one.state,
    version: one.version,
    role: one.role,
    local: local?.address ?? null,
    localPort: null,
    localId: local?.id ?? null,
    remote: remote?.address ?? null,
    remotePort: null,
    remoteId: remote?.id ?? null,
    initiatorSpi: nonZero(one.spis?.[0]),
    responderSpi: nonZero(one.spis?.[1]),
    ageSeconds: one.age,
    proposal: one.proposal,
    src: draft.source(one.line, one.lastLine),
  });
}

function nonZero(spi: string | undefined): string | null {
  return spi === undefined || /^0+$/.test(spi) ? null : spi;
}

function addChild(one: Child, draft: Draft): void {
  const { 'packets-in': packetsIn = null, 'packets-out': packetsOut = null, ...attributes } = one.attributes;
  draft.add({
    kind: 'child-sa',
    from: 'daemon',
    connection: one.name,
    stateText: one.state,
    installed: ['INSTALLED', 'REKEYING', 'REKEYED', 'UPDATING'].includes(one.state),
    protocol: one.protocol,
    mode: one.mode === 'tunnel' || one.mode === 'transport' ? one.mode : null,
    encapsulation: one.udp ? 'udp' : 'none',
    local: one.ike?.ends?.[0].address ?? null,
    remote: one.ike?.ends?.[1].address ?? null,
    spiIn: one.spiIn,
    spiOut: one.spiOut,
    bytesIn: one.bytes?.[0] ?? null,
    packetsIn,
    bytesOut: one.bytes?.[1] ?? null,
    packetsOut,
    ageSeconds: null,
    transform: one.transform,
    localTs: one.selectors === null ? [] : keptSelectors(one.selectors.local, 'its own side', one.line, draft),
    remoteTs: one.selectors === null ? [] : keptSelectors(one.selectors.remote, 'the other side', one.line, draft),
    attributes,
    src: draft.source(one.line, one.lastLine),
  });
}
