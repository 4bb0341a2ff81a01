import type { ArgValue, Endpoint } from '../../observations/index.ts';
import { agreedProposal, groupName, oneProposal, proposalList, protocolOf } from './algorithms.ts';
import type { PlutoLine } from './prefix.ts';
import type { Captures } from './template.ts';
import {
  canonicalAddress,
  cookieText,
  identityType,
  isError,
  normalIdentity,
  notifyText,
  parseEndpoint,
  rangeText,
  spiText,
} from './values.ts';

/** What a line tells of the negotiation besides its statement. */
export interface Notes {
  peer?: Endpoint;
  local?: Endpoint;
  /** Serial of the IKE SA this serial belongs to. */
  parent?: number;
  /** Serial of a child of this IKE SA. */
  child?: number;
  /** Serial this IKE SA replaces inside the old one's session (IKEv2 rekey). */
  rekeys?: number;
  product?: string;
  ownAddress?: string;
  messageId?: number;
  payloads?: readonly string[];
  bytes?: number;
  initiatorSpi?: string;
  responderSpi?: string;
  /** Selectors a peer's quick mode asks for: ours, its. */
  selectors?: readonly [local: string, remote: string];
}

export interface Parsed {
  readonly args?: Record<string, ArgValue>;
  readonly notes?: Notes;
  /** The line does not mean what the row says after all. */
  readonly drop?: true;
}

type Parser = (captures: Captures, line: PlutoLine) => Parsed;

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,10}$/.test(text) ? Number(text) : undefined;
}

/** Text up to the first of several ends. */
function upTo(text: string, ...ends: string[]): string {
  let at = text.length;
  for (const end of ends) {
    const found = text.indexOf(end);
    if (found >= 0 && found < at) at = found;
  }
  return text.slice(0, at);
}

/** The word after `marker` in `text`, or null. */
function after(text: string, marker: string, ends = ' ,;}>]'): string | null {
  const at = text.indexOf(marker);
  if (at < 0) return null;
  let end = at + marker.length;
  while (end < text.length && !ends.includes(text.charAt(end))) end++;
  const word = text.slice(at + marker.length, end);
  return word === '' ? null : word;
}

/** Payload names of `SK{IDi,CERT,N(INITIAL_CONTACT)}` or `SA,KE,Ni,N(X)`, at most 64. Brackets nest one deep. */
function payloadNames(raw: string): string[] {
  let text = raw.trim();
  const open = text.indexOf('{');
  const close = text.lastIndexOf('}');
  if (open >= 0 && close > open) text = text.slice(open + 1, close);
  else text = upTo(text, ' ');
  const found: string[] = [];
  let word = '';
  let depth = 0;
  for (const c of text) {
    if (c === '(') depth++;
    else if (c === ')') depth--;
    if (c === ',' && depth <= 0) {
      if (word !== '') found.push(word);
      word = '';
      if (found.length === 64) return found;
    } else word += c;
  }
  if (word !== '') found.push(word);
  return found;
}

/** Selector text in prefix form as pluto writes it, without identities in brackets: `10.0.0.0/8`, `192.0.2.1/32/TCP/22`. */
function selector(raw: string): string {
  let text = raw.trim();
  const bracket = text.indexOf('[');
  if (bracket > 0) text = text.slice(0, bracket);
  const at = text.indexOf('<');
  if (at > 0) text = text.slice(0, at);
  return text.includes('/') || canonicalAddress(text) === null ? text : `${text}/${text.includes(':') ? 128 : 32}`;
}

/** `A===B...C===D` or `A===D`: clients and hosts of both ends. */
function ends(raw: string): { local: string; remote: string; here: string | null; there: string | null } | null {
  const text = raw.trim();
  const dots = text.indexOf('...');
  if (dots < 0) {
    const middle = text.indexOf('===');
    if (middle < 0) return null;
    return {
      local: selector(text.slice(0, middle)),
      remote: selector(text.slice(middle + 3)),
      here: null,
      there: null,
    };
  }
  const left = text.slice(0, dots);
  const right = text.slice(dots + 3);
  const leftClient = left.indexOf('===');
  const rightClient = right.lastIndexOf('===');
  const hostLeft = upTo(leftClient < 0 ? left : left.slice(leftClient + 3), '<', '[', '---', ':');
  const hostRight = upTo(rightClient < 0 ? right : right.slice(0, rightClient), '<', '[', '---');
  return {
    local: selector(leftClient < 0 ? hostLeft : left.slice(0, leftClient)),
    remote: selector(rightClient < 0 ? hostRight : right.slice(rightClient + 3)),
    here: canonicalAddress(hostLeft),
    there: canonicalAddress(hostRight),
  };
}

function peerNote(raw: string | undefined): Notes {
  const peer = raw === undefined ? null : parseEndpoint(raw);
  return peer === null ? {} : { peer };
}

/** SPIs, encapsulation and mode of `tunnel mode {ESP=>0x1 <0x2 xfrm=… NATD=1.2.3.4:4500 …}`. */
function childArgs(text: string): Record<string, ArgValue> {
  const args: Record<string, ArgValue> = {};
  const open = text.indexOf('{');
  const block = open < 0 ? '' : text.slice(open);
  const spiOut = spiText(after(block, '=>') ?? '');
  const spiIn = spiText(after(block, ' <') ?? after(block, '<0x') ?? '');
  if (spiOut !== null) args['spiOut'] = spiOut;
  if (spiIn !== null) args['spiIn'] = spiIn;
  args['protocol'] = block.startsWith('{AH') ? 'AH' : 'ESP';
  const natd = after(block, 'NATD=');
  args['encapsulation'] =
    block.startsWith('{ESPinUDP') || block.startsWith('{ESP/NAT') || (natd !== null && natd !== 'none')
      ? 'udp'
      : block.startsWith('{ESPinTCP')
        ? 'tcp'
        : 'none';
  const head = open < 0 ? text : text.slice(0, open);
  if (head.includes('transport')) args['mode'] = 'transport';
  else if (head.includes('tunnel')) args['mode'] = 'tunnel';
  const from = head.indexOf('[');
  const to = head.lastIndexOf(']');
  if (from >= 0 && to > from) {
    const inside = head.slice(from + 1, to);
    // 4.x: [192.0.2.0-192.0.2.255:0-65535 0] -> [10.0.0.0-…]; 5.x: [192.0.2.0/24===10.0.0.0/8]
    const arrow = inside.indexOf('] -> [');
    const pair = ends(inside);
    if (arrow > 0) {
      args['localTs'] = rangeText(inside.slice(0, arrow));
      args['remoteTs'] = rangeText(inside.slice(arrow + 6));
    } else if (pair !== null) {
      args['localTs'] = pair.local;
      args['remoteTs'] = pair.remote;
    }
  }
  const transform = after(block, 'xfrm=', ' }');
  if (transform !== null) args['transform'] = transform;
  return args;
}

function errnoText(raw: string): string {
  let text = raw.trim();
  for (const prefix of [': ', '. ', 'Errno ']) if (text.startsWith(prefix)) text = text.slice(prefix.length);
  const at = /^(?:Errno |errno )?[0-9]{1,4}: /.exec(text);
  if (at !== null) text = text.slice(at[0].length);
  return upTo(text, ' (errno', ' [errno', ' [').trim();
}

/** All functions rows may name. None throws; what a line does not carry is left out. */
export const parsers = {
  started: (c) => {
    const version = (c['version'] ?? '').replace(/^v/, '');
    const product = c['product'] ?? '';
    return { args: { product, version }, notes: { product: `${product} ${version}`.trim() } };
  },
  ownAddress: (c) => {
    const found = parseEndpoint(c['endpoint'] ?? '');
    const device = c['device'] ?? '';
    if (found === null || device === 'lo' || device.startsWith('lo/')) return {};
    if (found.address.startsWith('127.') || found.address === '::1') return {};
    return { notes: { ownAddress: found.address } };
  },
  bind: (c) => {
    const found = parseEndpoint(c['endpoint'] ?? '');
    return {
      args: {
        errno: errnoText(c['errno'] ?? ''),
        ...(found === null ? {} : { address: found.address, port: found.port }),
      },
    };
  },
  /** Algorithm and protocol of an algorithm error. */
  algorithm: (c, line) => {
    const text = line.text;
    const open = text.indexOf("'");
    const close = open < 0 ? -1 : text.indexOf("'", open + 1);
    const protocol = /\b(IKE|ESP|AH)\b/.exec(text.slice(0, 120));
    return {
      args: {
        ...(close > open ? { algorithm: text.slice(open + 1, close) } : {}),
        ...(protocol?.[1] === undefined ? {} : { protocol: protocol[1] }),
      },
    };
  },
  /** `FILE:LINE: reason` of a configuration error. */
  fileLine: (c) => {
    const lineNumber = number(c['lineNumber']);
    return { args: lineNumber === undefined ? {} : { lineNumber } };
  },
  /** Errors about secrets files never repeat what stands in the file. */
  secretsError: (c) => {
    const lineNumber = number(c['lineNumber']);
    const what = upTo(c['what'] ?? '', ':', '"', "'", '(').trim();
    return { args: { what: `secrets: ${what}`, ...(lineNumber === undefined ? {} : { lineNumber }) } };
  },
  peer: (c) => {
    const note = peerNote(c['_peer']);
    const remote = note.peer?.address;
    return { args: remote === undefined ? {} : { remote }, notes: note };
  },
  payloads: (c) => {
    const payloads = payloadNames(c['_payloads'] ?? '');
    return { notes: { payloads, ...peerNote(c['_peer']) } };
  },
  /** An error notify: name, and where it went or came from. */
  notify: (c) => {
    const notify = notifyText(upTo(c['notify'] ?? '', ' ', ','));
    const id = number(c['_id']);
    const note: Notes = { ...peerNote(c['_peer']), payloads: [`N(${notify})`] };
    if (id !== undefined) note.messageId = id;
    const kind = c['exchange'];
    return {
      args: {
        notify,
        error: isError(notify),
        ...(c['_secured'] === undefined
          ? {}
          : { encrypted: c['_secured'] === 'encrypted' || c['_secured'] === 'secured' }),
        ...(kind === undefined ? {} : { exchange: kind }),
      },
      notes: note,
    };
  },
  retransmit: (c, line) => ({
    args: { number: number(c['number']) ?? null, ...(line.state === null ? {} : { state: line.state }) },
  }),
  gaveUp: (c, line) => {
    const text = line.text;
    const hint = text.includes('Possible authentication failure')
      ? 'authentication'
      : text.includes('first Quick Mode')
        ? 'quick-mode'
        : text.includes('to our first IKE')
          ? 'first-message'
          : null;
    return {
      args: {
        number: number(c['number']) ?? null,
        ...(line.state === null ? (c['state'] === undefined ? {} : { state: c['state'] }) : { state: line.state }),
        ...(hint === null ? {} : { hint }),
      },
    };
  },
  icmp: (c) => {
    const peer = parseEndpoint(c['_to'] ?? '');
    const port = number(c['_port']);
    const complainant = canonicalAddress((c['complainant'] ?? '').trim());
    const text = c['_origin'] ?? '';
    const type = number(after(text, 'type ') ?? undefined);
    const code = number(after(text, 'code ') ?? undefined);
    return {
      args: {
        errno: errnoText(c['errno'] ?? ''),
        ...(peer === null ? {} : { remote: peer.address }),
        ...(complainant === null ? {} : { complainant }),
        ...(type === undefined ? {} : { icmpType: type }),
        ...(code === undefined ? {} : { icmpCode: code }),
      },
      notes: peer === null ? {} : { peer: { address: peer.address, port: port ?? peer.port } },
    };
  },
  sendFailed: (c) => {
    const to = parseEndpoint(c['_to'] ?? '');
    const from = parseEndpoint(c['_from'] ?? '');
    return {
      args: { errno: errnoText(c['errno'] ?? ''), ...(to === null ? {} : { remote: to.address }) },
      notes: { ...(to === null ? {} : { peer: to }), ...(from === null ? {} : { local: from }) },
    };
  },
  packet: (c) => {
    const local = parseEndpoint(c['_local'] ?? '');
    const remote = parseEndpoint(c['_remote'] ?? '');
    const bytes = number(c['bytes']);
    const serial = number(c['_serial']);
    return {
      args: {
        ...(local === null ? {} : { local: local.address, localPort: local.port }),
        ...(remote === null ? {} : { remote: remote.address, remotePort: remote.port }),
        bytes: bytes ?? null,
      },
      notes: {
        ...(local === null ? {} : { local }),
        ...(remote === null ? {} : { peer: remote }),
        ...(serial === undefined ? {} : { parent: serial }),
      },
    };
  },
  ikeSpis: (c) => {
    const [initiator, responder] = [
      cookieText((c['spis'] ?? '').slice(0, 24)),
      cookieText((c['spis'] ?? '').slice(24)),
    ];
    const serial = number(c['_serial']);
    return {
      notes: {
        ...(initiator === null ? {} : { initiatorSpi: initiator }),
        ...(responder === null ? {} : { responderSpi: responder }),
        ...(serial === undefined ? {} : { parent: serial }),
      },
    };
  },
  childOf: (c) => {
    const parent = number(c['_parent']);
    const child = number(c['_child']);
    return { notes: { ...(parent === undefined ? {} : { parent }), ...(child === undefined ? {} : { child }) } };
  },
  rekeyIke: (c) => {
    const rekeys = number(c['_old']);
    return { notes: rekeys === undefined ? {} : { rekeys } };
  },
  /** IKE_AUTH request of 5.x: our identity and method, the child's serial and selectors. */
  authSent: (c, line) => {
    const text = line.text;
    const child = number(after(text, 'Child SA #', ' {:;,') ?? undefined);
    const withAt = text.indexOf(' with ');
    const quote = withAt < 0 ? -1 : text.indexOf(" '", withAt);
    const close = quote < 0 ? -1 : text.lastIndexOf("'");
    const and = quote < 0 ? -1 : text.lastIndexOf(' and ', quote);
    const notes: Notes = {
      ...peerNote(after(text, ' to ', ' ;') ?? undefined),
      ...(child === undefined ? {} : { child }),
    };
    if (withAt < 0 || and < withAt || close <= quote + 2) return { drop: true, notes };
    return { args: { method: text.slice(withAt + 6, and), id: normalIdentity(text.slice(quote + 2, close)) }, notes };
  },
  agreed: (c, line) => {
    const proposal = agreedProposal(line.text);
    const notes = peerNote(c['_peer']);
    return proposal === null ? { drop: true, notes } : { args: { proposal }, notes };
  },
  proposalChosen: (c) => {
    const proposal = oneProposal(c['_chosen'] ?? '');
    const proposals = proposalList(c['_list'] ?? '');
    const spiOut = spiText(c['spiOut'] ?? '');
    return {
      args: { proposal, proposals, protocol: protocolOf(proposal) ?? 'IKE', ...(spiOut === null ? {} : { spiOut }) },
    };
  },
  proposals: (c) => {
    const proposals = proposalList(c['_list'] ?? '');
    const first = proposals[0];
    return { args: { proposals, ...(first === undefined ? {} : { protocol: protocolOf(first) ?? 'IKE' }) } };
  },
  /** `[AES_CBC (256), HMAC_SHA2_256, MODP2048]`, with `OAKLEY_` in front in old versions. */
  oakley: (c) => {
    const fields = (c['_transform'] ?? '')
      .split(',')
      .slice(0, 4)
      .map((field) => field.trim().replace('OAKLEY_', ''));
    const [cipher = '', prf = '', group = ''] = fields;
    const bits = after(cipher, '(', ')');
    const name = upTo(cipher, ' ').toUpperCase();
    const proposal = `IKE:${name}${bits !== null && /^[1-9][0-9]*$/.test(bits) ? `_${bits}` : ''}/PRF_${prf.replace(/^SHA/, 'HMAC_SHA').replace('HMAC_SHA1', 'HMAC_SHA1')}/${groupName(group)}`;
    return { args: { protocol: 'IKE', proposals: [proposal] } };
  },
  ke: (c) => ({
    args: {
      protocol: 'IKE',
      ...(c['group'] === undefined ? {} : { group: groupName(c['group']) }),
      ...(c['wanted'] === undefined ? {} : { wanted: groupName(c['wanted']) }),
    },
  }),
  identity: (c) => ({
    args: {
      ...(c['id'] === undefined ? {} : { id: normalIdentity(c['id']) }),
      ...(c['type'] === undefined ? {} : { type: identityType(c['type'].trim()) }),
    },
  }),
  /** Authenticated peer of an established line: identity, method. */
  established: (c, line) => {
    const text = line.text;
    const quote = text.indexOf("'");
    const close = quote < 0 ? -1 : text.indexOf("'", quote + 1);
    const auth = after(text, 'auth=', ' }') ?? after(text, 'authby=', ' ');
    const proposal = agreedProposal(text);
    return {
      args: {
        connection: line.connection,
        ...(close > quote + 1 ? { remoteId: normalIdentity(text.slice(quote + 1, close)) } : {}),
        ...(auth === null ? {} : { method: auth }),
        ...(proposal === null ? {} : { proposal }),
      },
    };
  },
  child: (c, line) => {
    const parent = number(after(line.text, 'using #', '; ') ?? after(line.text, 'using IKE SA #', '; ') ?? undefined);
    return {
      args: { connection: line.connection, ...childArgs(line.text) },
      notes: parent === undefined ? {} : { parent },
    };
  },
  quick: (c, line) => {
    const text = line.text;
    const parent = number(after(text, 'isakmp#', ' }') ?? after(text, 'ISAKMP SA #', ' {}') ?? undefined);
    const msgid = after(text, 'msgid:', ' }') ?? c['_msgid'] ?? null;
    const messageId = msgid !== null && /^[0-9a-fA-F]{1,8}$/.test(msgid) ? Number.parseInt(msgid, 16) : undefined;
    return {
      args: { connection: line.connection },
      notes: {
        ...(parent === undefined ? {} : { parent }),
        ...(messageId === undefined ? {} : { messageId }),
      },
    };
  },
  selectorsRefused: (c) => {
    const raw = c['selectors'] ?? '';
    const pair = ends(raw);
    return {
      args: pair === null ? { what: raw.slice(0, 200) } : { proposedLocal: pair.local, proposedRemote: pair.remote },
    };
  },
  /** `10.1.0.0/16 -<all>-> 10.2.0.0/16`, `10.1.0.0/16:0/0 -> 10.2.0.0/16:0/0`, `A===B`: ours first. */
  proposedSelectors: (c) => {
    const pair = ends(c['_pair'] ?? '');
    const local = pair?.local ?? upTo(c['_local'] ?? '', ':0/0', '<');
    const remote = pair?.remote ?? upTo(c['_remote'] ?? '', ':0/0', '<');
    return local === '' || remote === '' ? {} : { notes: { selectors: [selector(local), selector(remote)] } };
  },
  tsRefused: (c) => {
    // The initiator of the child proposes TSi for itself, TSr for us.
    const local = after(c['selectors'] ?? '', 'TSr=', ';}') ?? null;
    const remote = after(c['selectors'] ?? '', 'TSi=', ';}') ?? null;
    return {
      args: {
        ...(local === null ? {} : { proposedLocal: local }),
        ...(remote === null ? {} : { proposedRemote: remote }),
        what: 'no connection for these selectors',
      },
    };
  },
  identities: (c) => {
    const args: Record<string, ArgValue> = {};
    for (const name of ['expected', 'sent', 'id', 'localId', 'remoteId'] as const) {
      const raw = c[name];
      if (raw !== undefined) args[name] = normalIdentity(raw);
    }
    return { args };
  },
  kernel: (c, line) => {
    const text = line.text;
    const spi = spiText(
      after(text, 'esp.', '@ ') ??
        after(text, 'esp:', '@ ') ??
        after(text, 'ah.', '@ ') ??
        after(text, 'ah:', '@ ') ??
        '',
    );
    return { args: { errno: errnoText(c['errno'] ?? ''), ...(spi === null ? {} : { spi }) } };
  },
  noConfig: (c) => {
    const local = parseEndpoint(upTo(c['_on'] ?? '', ' ', ','));
    const remote = parseEndpoint(upTo(c['_peer'] ?? '', ' ', ','));
    return {
      args: {
        ...(local === null ? {} : { local: local.address }),
        ...(remote === null ? {} : { remote: remote.address }),
      },
      notes: { ...(local === null ? {} : { local }), ...(remote === null ? {} : { peer: remote }) },
    };
  },
  lease: (c) => ({ args: { requested: upTo(c['requested'] ?? '', ' ', '/') } }),
  deleteSpis: (c) => {
    const spi = spiText(c['_spi'] ?? '');
    const serial = number(c['_serial']);
    return {
      args: spi === null ? {} : { spis: [spi], protocol: 'ESP' },
      notes: serial === undefined ? {} : { child: serial },
    };
  },
  mobike: (c) => {
    const local = parseEndpoint(c['_local'] ?? '');
    const remote = parseEndpoint(c['_remote'] ?? '');
    return {
      args: {
        ...(local === null ? {} : { local: local.address }),
        ...(remote === null ? {} : { remote: remote.address }),
      },
    };
  },
  /** Bytes in and out of `in=84B out=84B`. */
  traffic: (c) => ({
    args: {
      ...(c['_in'] === undefined ? {} : { bytesIn: byteCount(c['_in']) }),
      ...(c['_out'] === undefined ? {} : { bytesOut: byteCount(c['_out']) }),
      by: null,
    },
  }),
  hops: (c, line) => ({
    args: { connection: line.connection, ...(c['what'] === undefined ? {} : { what: c['what'] }) },
  }),
  natWhere: (c) => {
    const text = (c['where'] ?? '').toLowerCase();
    const both = text.includes('both');
    const peer = text.includes('peer');
    const me = text.includes('i am') || text.includes('we are') || text.includes('local');
    return {
      args: {
        where: both
          ? 'both'
          : peer && me
            ? 'both'
            : peer
              ? 'remote'
              : me
                ? 'local'
                : text.includes('no nat')
                  ? 'none'
                  : 'remote',
      },
    };
  },
} satisfies Record<string, Parser>;

/** Decimal bytes of pluto's `84B`, `12KiB`, `3MiB`, as a decimal string (rounded as the daemon rounds). */
function byteCount(raw: string): string {
  const found = /^([0-9]{1,15})(B|KB|KiB|MB|MiB|GB|GiB)?$/.exec(raw);
  if (found === null) return raw.slice(0, 30);
  const unit = found[2] ?? 'B';
  const factor = unit.startsWith('K')
    ? 1024n
    : unit.startsWith('M')
      ? 1048576n
      : unit.startsWith('G')
        ? 1073741824n
        : 1n;
  return (BigInt(found[1] ?? '0') * factor).toString();
}
