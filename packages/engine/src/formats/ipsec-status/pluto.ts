/** Libreswan `ipsec status`, `briefstatus`, `showstates` and `trafficstatus`, as whack prints them. */
import type { AuthMethod, AuthRound, ChildConfig, ConnectionConfig } from '../../observations/index.ts';
import { canonicalAddress, parseAddress } from '../../policy/addresses.ts';
import { parseProposals } from '../../policy/proposals.ts';
import { parseSelectors, type SelectorList } from '../../policy/selectors.ts';
import { type Draft, hostFact, type Line } from '../shared/reading.ts';
import { cutOf, keptSelectors } from '../shared/selector-list.ts';

interface Connection {
  readonly name: string;
  readonly line: number;
  lastLine: number;
  ends: readonly [End, End] | null;
  readonly values: Map<string, string>;
}

interface End {
  readonly host: string;
  readonly clients: string;
  readonly id: string;
}

interface State {
  readonly line: number;
  lastLine: number;
  readonly serial: string;
  readonly connection: string;
  state: string;
  text: string;
  parent: string | null;
  remote: string | null;
  local: string | null;
  protocol: 'ESP' | 'AH';
  spiIn: string | null;
  spiOut: string | null;
  bytesIn: string | null;
  bytesOut: string | null;
  readonly attributes: Record<string, string>;
}

const quotedName = /^"((?:[^"\\]|\\.){1,200})"(\[[0-9]{1,10}\])?/;

/** Reads a status text; returns the number of connections and states found. */
export function parsePlutoStatus(lines: readonly Line[], draft: Draft): void {
  const connections = new Map<string, Connection>();
  const states = new Map<string, State>();
  let listing: number | null = null;
  let sas: number | null = null;
  let loaded = 0;
  let up = 0;
  const algorithms = new Map<string, { readonly line: number; readonly names: string[] }>();
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 4000).replace(/^[0-9]{3} /, '');
    const total = /^Total IPsec connections: loaded ([0-9]{1,9})/.exec(text);
    const counted = /^(IKE|IPsec) SAs: total\(([0-9]{1,9})\)(?:, half-open\(([0-9]{1,9})\))?/.exec(text);
    if (total !== null) {
      listing = number;
      loaded = Number(total[1]);
    } else if (counted !== null) {
      sas ??= number;
      up += Number(counted[2]);
      if (counted[3] !== undefined) draft.add(hostFact(draft, 'ike-sas-half-open', counted[3], number));
    } else if (text.startsWith('algorithm ')) takeAlgorithm(algorithms, text, number);
    else if (text.startsWith('"')) takeConnection(connections, text, number);
    else if (text.startsWith('#')) takeState(states, text, number);
    else takeHost(text, number, draft);
  }
  for (const [kind, { line, names }] of algorithms)
    draft.add({ ...hostFact(draft, `available-${kind}`, '', line), value: names.join(' ') });
  for (const one of connections.values()) draft.add(connection(one, draft));
  for (const state of states.values()) addState(state, connections, draft);
  // A brief status counts what it does not list.
  if (connections.size > 0 || (listing !== null && loaded === 0))
    draft.add({
      kind: 'listing',
      of: 'connections',
      entries: connections.size,
      loaded: true,
      src: draft.source(listing ?? 1),
    });
  if (states.size > 0 || (sas !== null && up === 0))
    draft.add({ kind: 'listing', of: 'sas', entries: states.size, src: draft.source(sas ?? lines[0]?.number ?? 1) });
  draft.product = 'Libreswan';
}

/** What pluto was built with, by the words of its status: the groups of IKE, which are those of PFS as well. */
const algorithmLines: readonly (readonly [kind: string, line: RegExp])[] = [
  ['dh', /^algorithm IKE DH Key Exchange: name=([A-Z0-9_]{2,30}),/],
  ['ike-encryption', /^algorithm IKE encrypt: .{0,80}v2name=([A-Z0-9_]{2,30}),/],
  ['esp-encryption', /^algorithm ESP encrypt: name=([A-Z0-9_]{2,30}),/],
];

function takeAlgorithm(
  into: Map<string, { readonly line: number; readonly names: string[] }>,
  text: string,
  line: number,
): void {
  for (const [kind, pattern] of algorithmLines) {
    const name = pattern.exec(text)?.[1];
    if (name === undefined) continue;
    const known = into.get(kind) ?? { line, names: [] };
    if (known.names.length < 200) known.names.push(name);
    into.set(kind, known);
  }
}

function takeHost(text: string, line: number, draft: Draft): void {
  const listening = /^interface (\S{1,64}) UDP \[?([0-9a-fA-F.:]{2,45})\]?:([0-9]{1,5})$/.exec(text.trim());
  if (listening !== null) {
    const address = canonicalAddress(listening[2] ?? '');
    draft.add(hostFact(draft, `listening-udp-${listening[3]}`, `${address} pluto`, line));
    if (address !== '127.0.0.1' && address !== '::1') draft.ownAddresses.add(address);
    return;
  }
  for (const key of ['pluto_version', 'ikev1-policy', 'ddos-mode', 'crl-strict', 'ocsp-strict', 'uniqueids']) {
    const at = text.indexOf(`${key}=`);
    if (at < 0) continue;
    const value = text.slice(at + key.length + 1).split(',')[0] ?? '';
    draft.add(hostFact(draft, key === 'pluto_version' ? key : `setup-${key}`, value, line));
  }
}

function takeConnection(connections: Map<string, Connection>, text: string, line: number): void {
  const head = quotedName.exec(text);
  if (head === null) return;
  const name = `${head[1]}${head[2] ?? ''}`;
  const rest = text.slice(head[0].length).replace(/^:\s*/, '');
  const open = connections.get(name) ?? { name, line, lastLine: line, ends: null, values: new Map<string, string>() };
  if (!connections.has(name) && connections.size >= 10_000) return;
  connections.set(name, open);
  open.lastLine = line;
  const ends = open.ends === null ? splitEnds(rest) : null;
  if (ends !== null) {
    open.ends = ends;
    const routing = rest.split(';')[1]?.trim();
    if (routing !== undefined) open.values.set('routing', routing);
    return;
  }
  if (/^(?:IKE|ESP|AH) algorithms:/.test(rest)) {
    open.values.set(
      rest.slice(0, rest.indexOf(':')),
      rest
        .slice(rest.indexOf(':') + 1)
        .trim()
        .replace(/;.*$/, ''),
    );
    return;
  }
  for (const part of rest.split(/[;,] |;$/)) {
    const pair = /^\s*([a-zA-Z0-9_ -]{1,40}?)\s{0,2}[:=]\s{0,2}(.{1,400})$/.exec(part);
    if (pair !== null) open.values.set((pair[1] ?? '').trim(), (pair[2] ?? '').trim());
  }
  if (rest.trim().startsWith('oriented')) open.values.set('oriented', 'yes');
  if (rest.trim().startsWith('unoriented')) open.values.set('oriented', 'no');
  const ids = /our id=(.{1,300}?); their idtype: .{1,40}?; their id=(.{1,300})$/.exec(rest);
  if (ids !== null) {
    open.values.set('our id', ids[1] ?? '');
    open.values.set('their id', ids[2] ?? '');
  }
}

/** `10.1.0.0/24===192.0.2.10[@a]...198.51.100.20[@b]===10.2.0.0/24; unrouted`; identities in brackets may hold anything. */
function splitEnds(text: string): readonly [End, End] | null {
  let depth = 0;
  let dots = -1;
  let stop = text.length;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '[') depth++;
    else if (char === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && dots < 0 && text.startsWith('...', i)) dots = i;
    else if (depth === 0 && char === ';') {
      stop = i;
      break;
    }
  }
  if (dots < 0 || dots > stop) return null;
  return [end(text.slice(0, dots)), end(text.slice(dots + 3, stop))];
}

function end(text: string): End {
  const id = /\[([^\]]{0,300})\]/.exec(text)?.[1] ?? '';
  const parts = text
    .replace(/\[[^\]]{0,300}\]/, '')
    .replace(/<[^>]{0,100}>/, '')
    .split('===');
  const isHost = (part: string): boolean =>
    /^(?:%[a-z]+|[0-9a-fA-F.:]+)(?::[0-9]+\/\S+)?(?:---.*)?$/.test(part) && !part.includes('/');
  const host = parts.length === 1 ? parts[0] : (parts.find(isHost) ?? parts[0]);
  const clients = parts.filter((part) => part !== host).join(' ');
  return {
    host: (host ?? '').replace(/---.*$/, ''),
    clients: clients.replaceAll(/[{}]/g, ''),
    id: id.replace(/,[A-Z+=]+$/, ''),
  };
}

function selectors(one: End): SelectorList {
  if (one.clients !== '') return parseSelectors(one.clients.replaceAll('?', ''));
  const upper = /:([0-9]{1,3}\/\S{1,20})$/.exec(one.host);
  return parseSelectors(upper === null ? 'dynamic' : `dynamic[${upper[1]}]`);
}

function hostAddress(one: End): string {
  const bare = one.host.replace(/:[0-9]{1,3}\/\S{1,20}$/, '');
  return canonicalAddress(bare);
}

function round(word: string | undefined, id: string | undefined): AuthRound {
  const lower = (word ?? '').toLowerCase();
  const method: AuthMethod =
    lower.startsWith('secret') || lower.startsWith('psk')
      ? 'psk'
      : lower.startsWith('null') || lower.startsWith('auth_null')
        ? 'null'
        : /^(?:rsa|ecdsa|pubkey|digsig)/.test(lower)
          ? 'pubkey'
          : lower.startsWith('eap')
            ? 'eap'
            : 'any';
  return {
    method,
    detail: method === 'pubkey' || method === 'any' ? (word ?? null) : null,
    id: id === undefined || id === '' ? null : id.replace(/^'(.*)'$/, '$1'),
    certificates: [],
    authorities: [],
  };
}

function connection(one: Connection, draft: Draft): ConnectionConfig {
  const policy = (one.values.get('policy') ?? '').split('+');
  const known = one.values.has('policy');
  const has = (word: string): boolean => policy.includes(word);
  const [ours, theirs] = one.ends ?? [];
  const versions: (1 | 2)[] = [];
  if (has('IKEv1') || has('IKEV1_ALLOW')) versions.push(1);
  if (has('IKEv2') || has('IKEV2_ALLOW')) versions.push(2);
  const protocol = has('AUTHENTICATE') ? 'AH' : 'ESP';
  const list = (key: string): string => one.values.get(key) ?? '';
  const settings: Record<string, string> = { dialect: 'libreswan' };
  for (const key of [
    'oriented',
    'routing',
    'interface',
    'mark',
    'mtu',
    'retransmit-timeout',
    'dpddelay',
    'ike_life',
    'ipsec_life',
    'encaps',
  ])
    if (one.values.has(key)) settings[key] = list(key).slice(0, 300);
  if (known) settings['auto'] = has('UP') ? 'start' : has('ROUTE') ? 'route' : 'add';
  const src = draft.source(one.line, one.lastLine);
  const [local, remote] = [ours, theirs].map((side) => (side === undefined ? undefined : selectors(side)));
  const child: ChildConfig = {
    name: one.name,
    local: local === undefined ? [] : keptSelectors(local, 'its own side', one.line, draft),
    remote: remote === undefined ? [] : keptSelectors(remote, 'the other side', one.line, draft),
    ...cutOf(local, remote),
    mode: !known
      ? null
      : has('PASS')
        ? 'pass'
        : has('DROP') || has('REJECT')
          ? 'drop'
          : has('TUNNEL')
            ? 'tunnel'
            : 'transport',
    proposals:
      list(`${protocol} algorithms`) === ''
        ? []
        : parseProposals(list(`${protocol} algorithms`), 'libreswan-log', protocol),
    pfs: known ? (has('PFS') ? 'yes' : 'no') : null,
    settings: has('IKEV2_ALLOW_NARROWING') ? { narrowing: 'yes' } : {},
    src,
  };
  return {
    kind: 'connection',
    name: one.name,
    loaded: true,
    versions,
    aggressive: known ? has('AGGRESSIVE') : null,
    localAddresses: ours === undefined ? [] : [hostAddress(ours)],
    remoteAddresses: theirs === undefined ? [] : [hostAddress(theirs)],
    local: [round(one.values.get('our auth') ?? policy[1], one.values.get('our id') ?? ours?.id)],
    remote: [round(one.values.get('their auth') ?? policy[1], one.values.get('their id') ?? theirs?.id)],
    proposals: list('IKE algorithms') === '' ? [] : parseProposals(list('IKE algorithms'), 'libreswan-log', 'IKE'),
    children: [child],
    settings,
    src,
  };
}

function takeState(states: Map<string, State>, text: string, line: number): void {
  const head = /^#([0-9]{1,10}): /.exec(text);
  if (head === null) return;
  const serial = head[1] ?? '';
  const name = quotedName.exec(text.slice(head[0].length));
  if (name === null || states.size >= 20_000) return;
  const rest = text.slice(head[0].length + name[0].length);
  const open = states.get(serial) ?? beginState(serial, `${name[1]}${name[2] ?? ''}`, line);
  states.set(serial, open);
  open.lastLine = line;
  const state = /(?:^|[ :])(STATE_[A-Z0-9_]{2,60}) \(([^)]{0,100})\)/.exec(rest);
  if (state !== null) [open.state, open.text] = [state[1] ?? '', state[2] ?? ''];
  open.parent = /; (?:IKE|ISAKMP) SA #([0-9]{1,10});/.exec(rest)?.[1] ?? open.parent;
  const spis = [...rest.matchAll(/ (esp|ah)[.:]([0-9a-f]{1,8})@([0-9a-fA-F.:]{2,45})/g)];
  const [out, back] = spis;
  if (out !== undefined && back !== undefined) {
    open.protocol = out[1] === 'ah' ? 'AH' : 'ESP';
    [open.spiOut, open.remote] = [(out[2] ?? '').padStart(8, '0'), canonicalAddress(out[3] ?? '')];
    [open.spiIn, open.local] = [(back[2] ?? '').padStart(8, '0'), canonicalAddress(back[3] ?? '')];
  }
  const traffic = /type=(ESP|AH),.*?inBytes=([0-9]{1,20}), outBytes=([0-9]{1,20})/.exec(rest);
  if (traffic !== null) {
    open.protocol = traffic[1] === 'AH' ? 'AH' : 'ESP';
    [open.bytesIn, open.bytesOut] = [traffic[2] ?? null, traffic[3] ?? null];
    if (open.state === '') open.state = 'TRAFFIC';
    const added = /, add_time=([0-9]{1,12})/.exec(rest)?.[1];
    if (added !== undefined && added !== '0') open.attributes['added-epoch'] = added;
  }
  for (const [key, name2] of [
    ['in', 'bytesIn'],
    ['out', 'bytesOut'],
  ] as const) {
    const amount = new RegExp(`(?:ESP|AH)${key}=([0-9]{1,20})([KMG]?)B`).exec(rest);
    if (amount === null) continue;
    // Larger units are rounded: no exact counter.
    if (amount[2] === '') open[name2] = amount[1] ?? null;
    else open.attributes[`traffic-${key}`] = `${amount[1]}${amount[2]}B`;
  }
  if (/RETRANSMIT in/.test(rest)) open.attributes['retransmitting'] = 'yes';
}

function beginState(serial: string, connectionName: string, line: number): State {
  return {
    line,
    lastLine: line,
    serial,
    connection: connectionName,
    state: '',
    text: '',
    parent: null,
    remote: null,
    local: null,
    protocol: 'ESP',
    spiIn: null,
    spiOut: null,
    bytesIn: null,
    bytesOut: null,
    attributes: {},
  };
}

function addState(state: State, connections: ReadonlyMap<string, Connection>, draft: Draft): void {
  if (state.state === '') return;
  const known = connections.get(state.connection) ?? connections.get(state.connection.replace(/\[[0-9]+\]$/, ''));
  const address = (place: 0 | 1): string | null => {
    const text = known?.ends == null ? '' : hostAddress(known.ends[place]);
    return parseAddress(text) === undefined ? null : text;
  };
  const source = draft.source(state.line, state.lastLine);
  const child = /CHILD|QUICK|^TRAFFIC$/.test(state.state);
  if (child) {
    const installed = state.state === 'TRAFFIC' || /ESTABLISHED_CHILD|QUICK_(?:I2|R2)/.test(state.state);
    const mode = (known?.values.get('policy') ?? '').split('+');
    draft.add({
      kind: 'child-sa',
      from: 'daemon',
      connection: state.connection,
      stateText: state.state,
      installed,
      protocol: state.protocol,
      mode: known === undefined ? null : mode.includes('TUNNEL') ? 'tunnel' : 'transport',
      encapsulation: null,
      local: state.local ?? address(0),
      remote: state.remote ?? address(1),
      spiIn: state.spiIn,
      spiOut: state.spiOut,
      bytesIn: state.bytesIn,
      packetsIn: null,
      bytesOut: state.bytesOut,
      packetsOut: null,
      ageSeconds: null,
      transform: known?.values.get(`${state.protocol} algorithm newest`) ?? null,
      localTs: known?.ends == null ? [] : selectors(known.ends[0]).selectors,
      remoteTs: known?.ends == null ? [] : selectors(known.ends[1]).selectors,
      attributes: {
        ...state.attributes,
        serial: state.serial,
        ...(state.parent === null ? {} : { 'ike-serial': state.parent }),
      },
      src: source,
    });
    return;
  }
  const established =
    /established/i.test(state.text) || /ESTABLISHED_IKE|MAIN_(?:I4|R3)|AGGR_(?:I2|R2)/.test(state.state);
  const role = /_(I|R)[0-9]$/.exec(state.state)?.[1];
  draft.add({
    kind: 'ike-sa',
    connection: state.connection,
    state: established ? 'established' : /DEL/.test(state.state) ? 'deleting' : 'connecting',
    stateText: `${state.state} (${state.text})`,
    version: /^STATE_(?:V2|PARENT|IKESA)/.test(state.state)
      ? 2
      : /^STATE_(?:MAIN|AGGR|XAUTH|MODE)/.test(state.state)
        ? 1
        : null,
    role: role === 'I' ? 'initiator' : role === 'R' ? 'responder' : null,
    local: address(0),
    localPort: null,
    localId: known?.values.get('our id') ?? null,
    remote: address(1),
    remotePort: null,
    remoteId: known?.values.get('their id') ?? null,
    initiatorSpi: null,
    responderSpi: null,
    ageSeconds: null,
    proposal: known?.values.get('IKEv2 algorithm newest') ?? known?.values.get('IKE algorithm newest') ?? null,
    src: source,
  });
}
