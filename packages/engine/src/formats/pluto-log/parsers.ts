import type { ArgValue, Endpoint } from '../../observations/index.ts';
import { agreedProposal, groupName, oneProposal, proposalList, protocolOf } from './algorithms.ts';
import {
  after,
  byteCount,
  childArgs,
  ends,
  errnoText,
  number,
  payloadNames,
  peerNote,
  selector,
  upTo,
} from './phrases.ts';
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

/** All functions rows may name. None throws; what a line does not carry is left out. */
/**
 * A notification of IKEv1 is 12 bytes, its SPI and its data (RFC 2408 3.14): four bytes of SPI are those of ESP or AH, so it is of a phase 2;
 * cookies have 16, where they are named at all.
 */
function ofIpsecSa(text: string): boolean {
  return /informational payload.{1,60}length=16(?![0-9])/.test(text);
}

export const parsers = {
  template: (_, { connection }) => (connection?.endsWith(']') === true ? { args: { template: true } } : {}),
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
  notify: (c, line) => {
    const notify = notifyText(upTo(c['notify'] ?? '', ' ', ','));
    const id = number(c['_id']);
    const note: Notes = { ...peerNote(c['_peer']), payloads: [`N(${notify})`] };
    if (id !== undefined) note.messageId = id;
    const kind = c['exchange'] ?? (ofIpsecSa(line.text) ? 'Quick Mode' : undefined);
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
