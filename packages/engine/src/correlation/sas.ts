import { clip, type ChildSaState } from '../observations/index.ts';
import type { WireFlow } from '../protocol/wire-reading.ts';
import type { Account } from './account.ts';
import { hostByLabel } from './account-index.ts';
import { isoTime } from './wire-attempts.ts';
import type { Fact, FlowSighting, SaView, Tri } from './types.ts';

interface Draft {
  spi: string;
  protocol: 'ESP' | 'AH';
  from: string | null;
  to: string | null;
  encapsulation: 'none' | 'udp' | 'tcp';
  flows: { artifact: string; host: string | null; flow: WireFlow }[];
  states: { host: string; state: ChildSaState; receives: boolean }[];
  facts: Fact[];
}

/** All SAs of an account. A view of one is made when somebody asks for it: there may be a hundred thousand. */
export interface Sas {
  readonly count: number;
  /** Those between two hosts, ends that nobody knows included, in the order of their SPIs. */
  between(one: string, other: string): readonly SaView[];
  /** Labels of the hosts that share an SA with this one. */
  peers(host: string): ReadonlySet<string>;
  /** Packets that were seen from one host to another, where each was seen first. */
  packets(from: string, to: string): number;
  /** The first ones in the order of their SPIs. */
  first(count: number): readonly SaView[];
}

/**
 * Joins ESP and AH packets, daemon and kernel listings, and log lines by SPI into one view per unidirectional SA. An SPI is
 * chosen by its receiver (RFC 4301 section 4.1), so the host that lists it as inbound is `to`.
 */
export function joinSas(account: Account): Sas {
  const drafts = new Map<string, Draft>();
  const told = toldOfThemselves(account);
  const draft = (spi: string, protocol: 'ESP' | 'AH', receiver: string | null, sender: string | null): Draft => {
    const own = `${protocol}|${spi}`;
    const to = told.receivers.get(own) ?? receiver;
    const from = told.senders.get(own) ?? sender;
    const first = drafts.get(own);
    // The same number the other way is another SA: its receiver chose it too, or somebody made the packets up.
    const back = first !== undefined && from !== null && to !== null && first.from === to && first.to === from;
    const other = back && from !== to;
    const key = other ? `${own}|back` : own;
    let found = other ? drafts.get(key) : first;
    if (found === undefined) {
      found = { spi, protocol, from, to, encapsulation: 'none', flows: [], states: [], facts: [] };
      drafts.set(key, found);
    }
    found.from ??= from;
    found.to ??= to;
    return found;
  };
  const peerOf = new Map<string, Set<string>>();
  const meet = (a: string | null, b: string | null): void => {
    if (a === null || b === null) return;
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = peerOf.get(x) ?? new Set<string>();
      known.add(y);
      peerOf.set(x, known);
    }
  };
  for (const negotiation of account.negotiations) meet(negotiation.initiator, negotiation.responder);
  const onlyPeer = (host: string): string | null => {
    const known = peerOf.get(host);
    return known !== undefined && known.size === 1 ? ([...known][0] ?? null) : null;
  };

  for (const negotiation of account.negotiations) {
    for (const fact of negotiation.facts) {
      if (fact.code !== 'child.established' && fact.code !== 'child.rekeyed' && fact.code !== 'child.closed') continue;
      const peer = fact.host === negotiation.initiator ? negotiation.responder : negotiation.initiator;
      const protocol = fact.args['protocol'] === 'AH' ? 'AH' : 'ESP';
      const spiIn = fact.args['spiIn'];
      const spiOut = fact.args['spiOut'];
      if (typeof spiIn === 'string') {
        const found = draft(spiIn, protocol, fact.host, peer);
        found.facts.push(fact);
        if (fact.args['encapsulation'] === 'udp') found.encapsulation = 'udp';
      }
      if (typeof spiOut === 'string') {
        const found = draft(spiOut, protocol, peer, fact.host);
        found.facts.push(fact);
        if (fact.args['encapsulation'] === 'udp') found.encapsulation = 'udp';
      }
    }
  }
  for (const host of account.hosts) {
    for (const state of host.sas) {
      const peer = state.remote === null ? onlyPeer(host.label) : peerOfState(account, state, state.remote);
      if (state.spiIn !== null)
        draft(state.spiIn, state.protocol, host.label, peer).states.push({ host: host.label, state, receives: true });
      if (state.spiOut !== null)
        draft(state.spiOut, state.protocol, peer, host.label).states.push({ host: host.label, state, receives: false });
    }
  }
  for (const artifact of account.artifacts) {
    if (artifact.wire === undefined) continue;
    for (const flow of artifact.wire.flows) {
      const found = draft(
        flow.spi,
        flow.protocol,
        account.ownerOf(flow.dst, flow.dstPort) ?? flow.dst,
        account.ownerOf(flow.src, flow.srcPort) ?? flow.src,
      );
      found.flows.push({ artifact: artifact.id, host: account.hostOf.get(artifact.id) ?? null, flow });
      if (flow.encapsulation !== 'none') found.encapsulation = flow.encapsulation;
    }
  }
  return indexed([...drafts.values()], account);
}

interface OwnWord {
  readonly receivers: ReadonlyMap<string, string>;
  readonly senders: ReadonlyMap<string, string>;
}

/**
 * Which host lists an SA as one that it receives or sends on, by protocol and SPI: what a host says of itself stands above what another one
 * takes its peer's address for. An SPI that two hosts claim for the same end is nobody's.
 */
function toldOfThemselves(account: Account): OwnWord {
  const receivers = new Map<string, string | null>();
  const senders = new Map<string, string | null>();
  const claim = (map: Map<string, string | null>, key: string, host: string): void => {
    const known = map.get(key);
    map.set(key, known === undefined || known === host ? host : null);
  };
  for (const { label, sas } of account.hosts)
    for (const { protocol, spiIn, spiOut } of sas) {
      if (spiIn !== null) claim(receivers, `${protocol}|${spiIn}`, label);
      if (spiOut !== null) claim(senders, `${protocol}|${spiOut}`, label);
    }
  const sure = (map: ReadonlyMap<string, string | null>): ReadonlyMap<string, string> =>
    new Map([...map].flatMap(([key, host]) => (host === null ? [] : [[key, host] as const])));
  return { receivers: sure(receivers), senders: sure(senders) };
}

/** The other end of a listed SA; null where several hosts stand behind its address and the listing does not tell its port. */
function peerOfState(account: Account, state: ChildSaState, remote: string): string | null {
  const port = remotePort(state);
  if (port === null && account.shared.has(remote)) return null;
  return account.ownerOf(remote, port) ?? remote;
}

/** Port of the other end by the listing of a daemon, or of a kernel: there the source of what comes in, the destination of what goes out. */
function remotePort({ attributes, spiIn, from }: ChildSaState): number | null {
  const side = spiIn === null ? 'destination' : 'source';
  const told = from === 'daemon' ? attributes['remote-port'] : attributes[`encap-${side}-port`];
  return told === undefined ? null : Number(told);
}

function indexed(drafts: readonly Draft[], account: Account): Sas {
  const byEnds = new Map<string, number[]>();
  const ends = (from: string | null, to: string | null): string => `${from ?? ''}\u0000${to ?? ''}`;
  drafts.forEach(({ from, to }, i) => {
    const key = ends(from, to);
    const known = byEnds.get(key);
    if (known === undefined) byEnds.set(key, [i]);
    else known.push(i);
  });
  const made = new Map<number, SaView>();
  const viewOf = (i: number): SaView[] => {
    const item = drafts[i];
    if (item === undefined) return [];
    let view = made.get(i);
    if (view === undefined) {
      view = finish(item, account);
      made.set(i, view);
    }
    return [view];
  };
  const spi = (i: number): string => drafts[i]?.spi ?? '';
  const bySpi = (a: number, b: number): number => (spi(a) < spi(b) ? -1 : spi(a) > spi(b) ? 1 : a - b);
  return {
    count: drafts.length,
    between(one, other) {
      const found: number[] = [];
      const known = [...new Set([one, other, null])];
      for (const from of known)
        for (const to of known) if (from !== null || to !== null) found.push(...(byEnds.get(ends(from, to)) ?? []));
      return found.sort(bySpi).flatMap(viewOf);
    },
    peers: (host) =>
      new Set(
        drafts.flatMap(({ from, to }) =>
          from === host && to !== null && to !== host
            ? [to]
            : to === host && from !== null && from !== host
              ? [from]
              : [],
        ),
      ),
    packets: (from, to) =>
      (byEnds.get(ends(from, to)) ?? []).reduce((sum, i) => sum + (drafts[i]?.flows[0]?.flow.packets ?? 0), 0),
    first(count) {
      return firstBy(drafts, count, bySpi).flatMap(viewOf);
    },
  };
}

/** Numbers of the first `count` drafts in an order that begins with the first letters of the SPI: not all need to be sorted for it. */
function firstBy(drafts: readonly Draft[], count: number, order: (a: number, b: number) => number): number[] {
  const all = drafts.map((_, i) => i);
  if (count >= all.length) return all.sort(order);
  const byStart = new Map<string, number[]>();
  for (const i of all) {
    const start = drafts[i]?.spi.slice(0, 3) ?? '';
    const known = byStart.get(start);
    if (known === undefined) byStart.set(start, [i]);
    else known.push(i);
  }
  const found: number[] = [];
  for (const start of [...byStart.keys()].sort()) {
    if (found.length >= count) break;
    found.push(...(byStart.get(start) ?? []).sort(order));
  }
  return found.slice(0, count);
}

function finish(item: Draft, account: Account): SaView {
  const sighting = (entry: Draft['flows'][number]): FlowSighting => flowSighting(entry.artifact, entry.flow, account);
  const at = (host: string | null): Draft['flows'] =>
    host === null ? [] : item.flows.filter((entry) => entry.host === host);
  // A capture that is of neither end alone may show what both of them would.
  const between = item.flows.find(({ host, flow }) => host === null && flow.views !== undefined);
  const viewOf = (side: 'left' | 'came'): Draft['flows'][number] | undefined => {
    const flow = between?.flow.views?.[side];
    return between === undefined || flow === undefined ? undefined : { ...between, flow };
  };
  const leaving = at(item.from)[0] ?? viewOf('left');
  const arriving = at(item.to)[0] ?? viewOf('came');
  const reference = item.flows[0];
  const covered = (host: string | null): boolean =>
    host !== null &&
    coversAt(
      account,
      host,
      host === item.from,
      item.encapsulation,
      reference === undefined ? null : common(account, reference.artifact, reference.flow.first),
      reference === undefined ? null : common(account, reference.artifact, reference.flow.last),
    );
  const states = (receives: boolean): ChildSaState[] =>
    item.states.filter((entry) => entry.receives === receives).map((entry) => entry.state);
  return {
    spi: item.spi,
    protocol: item.protocol,
    from: item.from,
    to: item.to,
    encapsulation: item.encapsulation,
    leaving: leaving === undefined ? null : sighting(leaving),
    arriving: arriving === undefined ? null : sighting(arriving),
    arrivingLiveUntil: item.to === null ? null : liveUntil(account, item.to, arriving?.artifact),
    leavingCovered: covered(item.from),
    arrivingCovered: covered(item.to),
    compared: leaving === undefined || arriving === undefined ? null : compare(leaving.flow, arriving.flow),
    elsewhere: item.flows.filter((entry) => entry !== leaving && entry !== arriving && entry !== between).map(sighting),
    senderHas: has(item, item.from, false, account),
    receiverHas: has(item, item.to, true, account),
    senderState: states(false),
    receiverState: states(true),
    facts: item.facts,
  };
}

function common(account: Account, artifact: string, ns: bigint): bigint {
  return ns + (account.clocks.get(artifact)?.offset ?? 0n);
}

/**
 * Whether a capture taken at the host was live from before `from` until after `to` (common time line), and is not of the other direction
 * only: one that shows nothing but what the host sends, or nothing of it, may never have seen what goes the other way. Nor does one that
 * holds nothing but the ports of IKE tell of packets that do not use them.
 */
export function coversAt(
  account: Account,
  host: string,
  leaving: boolean,
  encapsulation: SaView['encapsulation'],
  from: bigint | null,
  to: bigint | null,
): boolean {
  if (from === null || to === null) return false;
  return account.artifacts.some((artifact) => {
    if (artifact.wire === undefined || account.hostOf.get(artifact.id) !== host || account.unreliable.has(artifact.id))
      return false;
    const { first, last, onlySender, only } = artifact.wire;
    if (only !== undefined && (encapsulation === 'none' || only === 'UDP 500')) return false;
    if (onlySender !== undefined && (account.ownerOf(onlySender) === host) !== leaving) return false;
    const clock = account.clocks.get(artifact.id);
    if (first === null || last === null || clock === undefined || clock.basis === 'assumed') return false;
    // Packets before the first and some time into the flow prove that the capture was alive meanwhile.
    return first + clock.offset <= from && last + clock.offset >= from + (to - from) / 2n;
  });
}

/** Whether a host's own listing shows the SA. A listing without it says no only when the daemon listed its SAs at all. */
function has(item: Draft, host: string | null, receives: boolean, account: Account): Tri {
  if (host === null) return 'unknown';
  if (item.states.some((entry) => entry.host === host && entry.receives === receives)) return 'yes';
  const found = hostByLabel(account, host);
  if (found === undefined) return 'unknown';
  const listing =
    found.state.some((state) => state.kind === 'listing' && state.of === 'sas') ||
    // SAs that are listed without their SPIs (as Windows does) say nothing of any one SPI.
    found.sas.some((state) => state.from === 'daemon' && (state.spiIn !== null || state.spiOut !== null));
  return listing ? 'no' : 'unknown';
}

function flowSighting(artifact: string, flow: WireFlow, account: Account): FlowSighting {
  const ports =
    flow.encapsulation === 'none' ? '' : ` in ${flow.encapsulation.toUpperCase()} ${flow.srcPort}>${flow.dstPort}`;
  return {
    artifact,
    packets: flow.packets,
    bytes: flow.bytes,
    first: common(account, artifact, flow.first),
    last: common(account, artifact, flow.last),
    minLength: flow.minLength,
    maxLength: flow.maxLength,
    gaps: flow.gaps,
    duplicates: flow.duplicates,
    lastSequence: flow.lastSequence,
    lastSource: {
      artifact,
      at: [{ packet: flow.lastPacket }],
      quote: clip(
        `${flow.src} > ${flow.dst} ${flow.protocol}${ports} SPI 0x${flow.spi}, sequence number ${flow.lastSequence}`,
      ),
      time: isoTime(flow.last),
    },
    idle: flow.idleGaps.map((gap) => ({
      from: common(account, artifact, gap.from),
      to: common(account, artifact, gap.to),
    })),
    source: {
      artifact,
      at: [{ packet: flow.firstPacket }],
      quote: clip(
        `${flow.src} > ${flow.dst} ${flow.protocol}${ports} SPI 0x${flow.spi}, ${flow.packets} packets, ${flow.bytes} bytes`,
      ),
      time: isoTime(flow.first),
    },
  };
}

/** The same packets as they left and as they came. */
function compare(left: WireFlow, came: WireFlow): SaView['compared'] {
  let same = 0;
  let changed = 0;
  const there = new Map<number, number>();
  for (let i = 0; i + 1 < came.prints.length; i += 2) there.set(came.prints[i] ?? 0, came.prints[i + 1] ?? 0);
  for (let i = 0; i + 1 < left.prints.length; i += 2) {
    const other = there.get(left.prints[i] ?? 0);
    if (other === undefined) continue;
    if (other === left.prints[i + 1]) same++;
    else changed++;
  }
  return same + changed === 0 ? null : { same, changed };
}

/** When the captures at a host end, or the one of neither end that shows what came to it. */
function liveUntil(account: Account, host: string, showing: string | undefined): bigint | null {
  let best: bigint | null = null;
  for (const artifact of account.artifacts) {
    const at = account.hostOf.get(artifact.id);
    if (artifact.wire?.last == null || account.unreliable.has(artifact.id)) continue;
    if (at !== host && (at != null || artifact.id !== showing)) continue;
    const clock = account.clocks.get(artifact.id);
    if (clock === undefined || clock.basis === 'assumed') continue;
    const last = artifact.wire.last + clock.offset;
    if (best === null || last > best) best = last;
  }
  return best;
}
