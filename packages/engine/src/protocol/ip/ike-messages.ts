import { IkeGroups } from './ike-groups.ts';
import { routineOf, standingOf } from './ike-standing.ts';
import type { IkeSighting } from './ike-sighting.ts';
import { MessageStore, wordOf } from './message-store.ts';

/** A distinct IKE message (same bytes, same endpoints, as far on its way) with its copies. */
export interface KeptMessage {
  readonly src: string;
  readonly dst: string;
  readonly srcPort: number;
  readonly dstPort: number;
  /** 0 no non-ESP marker, 1 with it, 2 missing on port 4500. */
  readonly marker: number;
  readonly bytes: Uint8Array;
  /** Its ciphertext was not kept: zeros stand for it. */
  readonly emptied: boolean;
  /** Bytes as UDP claims them. */
  readonly length: number;
  readonly hopLimit: number;
  readonly direction: number;
  /** Packets of the first copy, and its time. */
  readonly packets: readonly number[];
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly copies: number;
  readonly lastSeconds: number;
  readonly lastNanoseconds: number;
  readonly lastPacket: number;
}

export interface MessageLimits {
  /** Distinct messages, and groups under one initiator SPI, that are handed on. */
  readonly maxMessages: number;
  readonly maxGroups: number;
  /** Distinct messages held while the capture is read. */
  readonly maxHeld: number;
  /** Where not all are handed on: groups that went well among those that are. */
  readonly maxOrdinary: number;
  /** Capture seconds after which an attempt that never went on may make room for a new one, and an exchange that was answered too. */
  readonly halfOpenSeconds: number;
}

export const defaultMessageLimits: MessageLimits = {
  maxMessages: 60_000,
  maxGroups: 1000,
  maxHeld: 180_000,
  maxOrdinary: 100,
  halfOpenSeconds: 60,
};

/** An IKE SA of which nothing is handed on but this: it was set up, and every request was answered. */
export interface OrdinarySa {
  readonly initiator: string;
  readonly responder: string;
}

/** The messages that are handed on, and what they were chosen from. */
export interface Selection {
  /** In the order they were first seen. */
  readonly messages: readonly KeptMessage[];
  readonly messagesSeen: number;
  readonly groups: number;
  readonly groupsSeen: number;
  /** Exchanges that were answered were left out of what is handed on. */
  readonly thinned: boolean;
  /** By initiator SPI. */
  readonly ordinary: ReadonlyMap<string, OrdinarySa>;
}

/** IKE SAs that are counted one by one although nothing of them is handed on. */
const maxCounted = 2 ** 18;

/** Whether something beside IKE speaks of trouble between two addresses. */
export type Troubled = (a: string, b: string) => boolean;

/**
 * Keeps the distinct IKE messages of a capture and counts their copies. The same message seen on another interface, or in
 * the other direction, is not a copy. When there are too many, exchanges that were answered and are over make room first, then
 * attempts that were neither repeated nor taken beyond their first exchange: a flood of half-open attempts does not displace
 * negotiations, and negotiations that went well do not displace those that did not.
 */
export class IkeMessages {
  private readonly store = new MessageStore();
  private readonly groups = new IkeGroups();
  private readonly limits: MessageLimits;
  private readonly textOf: (address: number) => string;
  private readonly troubledNow: () => Troubled;
  private seen = 0;
  private groupsGone = 0;
  private thinned = false;
  private readonly ordinary = new Map<string, OrdinarySa>();
  /** Messages held, and messages seen, before there is to be looked for what can go. */
  private nextFold: number;
  private nextSweep = 0;
  private nextLastSweep = 0;
  private pause = 0;

  /** `troubledNow` is asked while the capture is read, `textOf` for the address of a number. */
  constructor(limits: MessageLimits, textOf: (address: number) => string, troubledNow: () => Troubled) {
    this.limits = limits;
    this.textOf = textOf;
    this.troubledNow = troubledNow;
    this.nextFold = limits.maxMessages;
  }

  /** Takes a message in. */
  add(sighting: IkeSighting): void {
    const { store, groups } = this;
    const known = store.find(sighting);
    if (known >= 0) {
      const { column } = store;
      if (
        column.interfaceIndex[known] !== sighting.interfaceIndex ||
        column.ifindex[known] !== sighting.ifindex ||
        (((column.kind[known] ?? 0) >> 2) & 3) !== sighting.direction
      )
        return;
      store.again(known, sighting);
      groups.settle(column.group[known] ?? 0);
      return;
    }
    this.seen++;
    if (store.live >= this.nextFold && !this.makeRoom(sighting.seconds, sighting.nanoseconds)) return;
    const group = groups.at(wordOf(sighting, 0), wordOf(sighting, 4), sighting.seconds, sighting.nanoseconds);
    const emptied = store.live > this.limits.maxMessages / 2 && isCiphertext(sighting);
    groups.append(store, group, store.add(sighting, group, emptied));
    if (!isFirstExchange(sighting)) groups.settle(group);
  }

  private makeRoom(seconds: number, nanoseconds: number): boolean {
    const { store, groups, limits } = this;
    if (this.seen >= this.nextSweep || (store.live >= limits.maxHeld && this.seen >= this.nextLastSweep))
      this.sweep(seconds - limits.halfOpenSeconds);
    if (store.live < limits.maxHeld) return true;
    const oldest = groups.halfOpen();
    if (oldest < 0) return false;
    const age = seconds - (groups.column.seconds[oldest] ?? 0);
    const whole = age - (nanoseconds < (groups.column.nanoseconds[oldest] ?? 0) ? 1 : 0);
    if (whole < limits.halfOpenSeconds) return false;
    groups.drop(store, oldest);
    this.groupsGone++;
    if (store.size > 2 * store.live) groups.compact(store);
    return true;
  }

  private sweep(before: number): void {
    const { store, limits } = this;
    const held = store.live;
    const full = held >= limits.maxHeld;
    this.fold(before);
    if (store.live >= limits.maxHeld - limits.maxHeld / 8) this.letGo(before);
    this.nextFold = Math.min(limits.maxHeld, Math.max(limits.maxMessages, store.live * 2));
    this.nextSweep = this.seen + Math.max(limits.maxHeld / 8, this.nextFold - store.live);
    if (!full) return;
    // Looking at everything costs: where it gave little, not again so soon.
    this.pause = held - store.live < limits.maxHeld / 8 ? Math.max(limits.maxHeld / 16, this.pause * 2) : 0;
    this.nextLastSweep = this.seen + this.pause;
  }

  private fold(before: number): void {
    const { store, groups } = this;
    for (let group = 0; group < groups.size; group++) {
      if (!groups.isSettled(group) || (groups.column.count[group] ?? 0) <= 6) continue;
      for (const id of routineOf(store, groups.messages(store, group), before)) {
        store.remove(id);
        this.thinned = true;
      }
    }
    // Not worth its while for a few.
    if (store.size - store.live > store.size / 8) groups.compact(store);
  }

  /** Gives up IKE SAs that went well and were silent since, the oldest first, until half of the room is free. */
  private letGo(before: number): void {
    const { store, groups, limits } = this;
    const troubled = this.troubledNow();
    for (let group = 0; group < groups.size && store.live > limits.maxHeld / 2; group++) {
      const last = groups.column.last[group] ?? -1;
      if (groups.isGone(group) || last < 0 || (store.column.lastSeconds[last] ?? 0) >= before) continue;
      const messages = groups.messages(store, group);
      if (standingOf(store, messages, groups.isSettled(group)) !== 'ordinary') continue;
      const [initiator, responder] = this.ends(messages);
      if (troubled(initiator, responder)) continue;
      if (this.ordinary.size < maxCounted) this.ordinary.set(groups.spi(group), { initiator, responder });
      groups.drop(store, group);
      this.groupsGone++;
    }
    groups.compact(store);
  }

  /** Chooses what is handed on. All of it, when it is not too much. */
  select(troubled: Troubled): Selection {
    const { store, groups, limits } = this;
    const groupsSeen = groups.size - this.goneNow() + this.groupsGone;
    const { ordinary } = this;
    let chosen: number[];
    if (store.live <= limits.maxMessages && groups.size - this.goneNow() <= limits.maxGroups) chosen = allLive(store);
    else chosen = this.choose(troubled);
    const kept = new Set<number>();
    for (const id of chosen) kept.add(store.column.group[id] ?? -1);
    return {
      messages: chosen.map((id) => this.message(id, chosen.length < store.size)),
      messagesSeen: this.seen,
      groups: kept.size,
      groupsSeen,
      thinned: this.thinned,
      ordinary,
    };
  }

  private goneNow(): number {
    let count = 0;
    for (let group = 0; group < this.groups.size; group++) if (this.groups.isGone(group)) count++;
    return count;
  }

  private choose(troubled: Troubled): number[] {
    const { store, groups, limits, ordinary } = this;
    const telling: number[][] = [];
    const halfOpen: number[][] = [];
    const well: { readonly group: number; readonly spi: string; readonly messages: number[] }[] = [];
    for (let group = 0; group < groups.size; group++) {
      if (groups.isGone(group)) continue;
      const messages = groups.messages(store, group);
      const standing = standingOf(store, messages, groups.isSettled(group));
      if (standing === 'half-open') halfOpen.push(messages);
      else if (standing === 'telling' || troubled(...this.ends(messages))) telling.push(messages);
      else well.push({ group, spi: groups.spi(group), messages });
    }
    // Which of those that went well are handed on hangs on their SPIs alone: captures of both ends choose the same.
    const byPlace = [...well].sort(
      (a, b) => scatter(a.group, groups) - scatter(b.group, groups) || (a.spi < b.spi ? -1 : 1),
    );
    const sample = new Set(byPlace.slice(0, limits.maxOrdinary));
    for (const item of well) {
      if (sample.has(item)) continue;
      const [initiator, responder] = this.ends(item.messages);
      ordinary.set(item.spi, { initiator, responder });
    }
    const chosen: number[] = [];
    const take = (lists: readonly number[][]): void => {
      let room = limits.maxMessages - chosen.length;
      // The latest say what is wrong now.
      for (let i = lists.length - 1; i >= 0; i--) {
        const list = lists[i] ?? [];
        if (list.length > room) break;
        room -= list.length;
        for (const id of list) chosen.push(id);
      }
    };
    take([...sample].map(({ messages }) => messages));
    take(telling);
    take(halfOpen);
    return chosen.sort((a, b) => a - b);
  }

  /** Addresses of a group's ends: of who asked first, and of who was asked. */
  private ends(messages: readonly number[]): [string, string] {
    const { store } = this;
    const [first] = messages;
    if (first === undefined) return ['', ''];
    const [a, b] = [this.textOf(store.column.source[first] ?? -1), this.textOf(store.column.destination[first] ?? -1)];
    const answer = store.byte(first, 17) >> 4 === 2 && (store.byte(first, 19) & 8) === 0;
    return answer ? [b, a] : [a, b];
  }

  /** `apart`: its bytes are not to hold those of all others in memory. */
  private message(id: number, apart: boolean): KeptMessage {
    const { store, textOf } = this;
    const { column } = store;
    const ports = column.ports[id] ?? 0;
    const kind = column.kind[id] ?? 0;
    return {
      src: textOf(column.source[id] ?? -1),
      dst: textOf(column.destination[id] ?? -1),
      srcPort: ports >>> 16,
      dstPort: ports & 0xffff,
      marker: kind & 3,
      bytes: apart && !store.isEmptied(id) ? store.bytes(id).slice() : store.bytes(id),
      emptied: store.isEmptied(id),
      length: column.length[id] ?? 0,
      hopLimit: (kind >> 4) & 255,
      direction: (kind >> 2) & 3,
      packets: store.fragments.get(id) ?? [column.packet[id] ?? 0],
      seconds: column.seconds[id] ?? 0,
      nanoseconds: column.nanoseconds[id] ?? 0,
      copies: store.copiesOf(id),
      lastSeconds: column.lastSeconds[id] ?? 0,
      lastNanoseconds: column.lastNanoseconds[id] ?? 0,
      lastPacket: column.lastPacket[id] ?? 0,
    };
  }
}

function allLive(store: MessageStore): number[] {
  const ids: number[] = [];
  for (let id = 0; id < store.size; id++) if ((store.column.group[id] ?? -1) >= 0) ids.push(id);
  return ids;
}

/** A place for a group by its SPI, the same in every capture and every process. */
function scatter(group: number, groups: IkeGroups): number {
  const a = Math.imul((groups.column.high[group] ?? 0) ^ 0x9e3779b1, 0x85ebca6b);
  const b = Math.imul((groups.column.low[group] ?? 0) ^ (a >>> 13), 0xc2b2ae35);
  return (b ^ (b >>> 16)) >>> 0;
}

/** A whole message of IKEv2 that is encrypted from its first payload on: beyond the headers there is nothing to read in it. */
function isCiphertext({ data, from, captured, length }: IkeSighting): boolean {
  if (captured !== length || captured < 64 || (data[from + 17] ?? 0) >> 4 !== 2) return false;
  const first = data[from + 16];
  return (first === 46 || first === 53) && (((data[from + 30] ?? 0) << 8) | (data[from + 31] ?? 0)) === length - 28;
}

// IKEv2: IKE_SA_INIT. IKEv1: main and aggressive mode in clear.
function isFirstExchange({ data, from, captured }: IkeSighting): boolean {
  const byte = (offset: number): number => (offset < captured ? (data[from + offset] ?? 0) : 0);
  const major = byte(17) >> 4;
  const exchange = byte(18);
  if (major === 2) return exchange === 34;
  return (exchange === 2 || exchange === 4) && (byte(19) & 1) === 0;
}
