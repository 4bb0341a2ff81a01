import type { Endpoint } from '../observations/source.ts';
import { isPrivate } from './address.ts';
import { atBothPlaces } from './wire-flows.ts';
import type { WireFlow, WireIke, WireTranslation } from './wire-reading.ts';

/**
 * One datagram may be in a capture more than once without having been sent more than once: two captures in one file, or one on a router.
 * What is the same from its SPIs to its last byte, and has another address, port or hop limit, is one message at another place of its way;
 * a copy has what the first one had.
 */

/** Messages of one head, and flows of one SPI, that the next one is held against: more are made up. */
const mostAlike = 32;

/** Messages or flows, each once, and what their places tell. */
export interface Views<T> {
  readonly kept: readonly T[];
  readonly translations: readonly WireTranslation[];
  /** Much of it is there at more than one place. */
  readonly passing: boolean;
}

/** Not one or two of them, which an end may also have sent by two ways (RFC 4555 3.5). */
function isMuch(again: number, all: number): boolean {
  return again > 0 && again * 4 >= all;
}

/** Whether two addresses are one, or the two names of one end. */
export function sameAddress(translations: readonly WireTranslation[] = []): (a: string, b: string) => boolean {
  const pairs = new Set(translations.map(({ inside, outside }) => pairOf(inside.address, outside.address)));
  return (a, b) => a === b || pairs.has(pairOf(a, b));
}

function pairOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** IKE messages, each once: it was sent as often as the place says that shows it most often. */
export function viewsOfMessages(all: readonly WireIke[]): Views<WireIke> {
  const byHead = new Map<string, WireIke[]>();
  const names = new Names();
  const repeated = new Set<WireIke>();
  const kept: WireIke[] = [];
  for (const ike of all) {
    const head = headOf(ike);
    const alike = byHead.get(head);
    const first = alike?.slice(-mostAlike).find((other) => sameMessage(other, ike));
    if (first === undefined) {
      if (alike === undefined) byHead.set(head, [ike]);
      else alike.push(ike);
      kept.push(ike);
      continue;
    }
    repeated.add(first);
    const [near, far] = (ike.ttl ?? 0) > (first.ttl ?? 0) ? [ike, first] : [first, ike];
    names.learn(near, far);
    if (ike.copies <= first.copies) continue;
    first.copies = ike.copies;
    first.lastNs = ike.lastNs;
    first.lastPacket = ike.lastPacket;
  }
  const spis = new Set([...repeated].map(({ message }) => message.initiatorSpi));
  const ofThem = kept.filter(({ message }) => spis.has(message.initiatorSpi));
  return { kept, translations: names.list(), passing: isMuch(repeated.size, ofThem.length) };
}

/** What its header tells of a message, its length and the number of the fragment that it is. */
function headOf({ bytes, natT, message }: WireIke): string {
  const { initiatorSpi, responderSpi, messageId, exchangeType, flags } = message;
  const fragment = message.payloads.find(({ kind }) => kind === 'skf');
  const number = fragment?.kind === 'skf' ? fragment.number : 0;
  return [initiatorSpi, responderSpi, exchangeType.name, flags.raw, messageId, number, bytes, natT].join();
}

/** The same octets on their way to the same end; what comes back with them is another message. Heads are the same already. */
function sameMessage(a: WireIke, b: WireIke): boolean {
  return (
    a.octets.length === b.octets.length &&
    !(a.src.address === b.dst.address && a.dst.address === b.src.address) &&
    a.octets.every((byte, i) => byte === b.octets[i])
  );
}

/**
 * ESP flows, each once: the fuller view of it counts. The same SPI with the same bytes under the same numbers is the same flow; of those
 * without fingerprints, the same SPI at the same time between the same two ends by `known`.
 */
export function viewsOfFlows(all: readonly WireFlow[], known: readonly WireTranslation[]): Views<WireFlow> {
  const same = sameAddress(known);
  const kept: WireFlow[] = [];
  const bySpi = new Map<string, number[]>();
  const names = new Names();
  for (const flow of all) {
    const key = `${flow.protocol}|${flow.spi}`;
    const alike = bySpi.get(key);
    const at = alike?.slice(-mostAlike).find((i) => sameFlow(kept[i], flow, same));
    const first = at === undefined ? undefined : kept[at];
    if (at === undefined || first === undefined) {
      if (alike === undefined) bySpi.set(key, [kept.length]);
      else alike.push(kept.length);
      kept.push(flow);
      continue;
    }
    const [near, far] = flow.hopLimit > first.hopLimit ? [flow, first] : [first, flow];
    names.learn(endsOf(near), endsOf(far));
    kept[at] = atBothPlaces(first, flow);
  }
  const viewed = kept.filter(({ views }) => views !== undefined);
  return { kept, translations: names.list(), passing: isMuch(viewed.length, kept.length) };
}

function endsOf({ src, srcPort, dst, dstPort }: WireFlow): { src: Endpoint; dst: Endpoint } {
  return { src: { address: src, port: srcPort ?? 0 }, dst: { address: dst, port: dstPort ?? 0 } };
}

function sameFlow(a: WireFlow | undefined, b: WireFlow, same: (a: string, b: string) => boolean): boolean {
  if (a === undefined || a.encapsulation !== b.encapsulation || (a.src === b.dst && a.dst === b.src)) return false;
  if (a.prints.length === 0 || b.prints.length === 0) {
    const moved = a.src !== b.src || a.dst !== b.dst;
    return moved && same(a.src, b.src) && same(a.dst, b.dst) && a.first <= b.last && b.first <= a.last;
  }
  const there = new Map<number, number>();
  for (let i = 0; i + 1 < a.prints.length; i += 2) there.set(a.prints[i] ?? 0, a.prints[i + 1] ?? 0);
  return b.prints.some((sequence, i) => i % 2 === 0 && there.has(sequence) && there.get(sequence) === b.prints[i + 1]);
}

/** Names of ends on either side of a NAT. */
class Names {
  private readonly found: WireTranslation[] = [];

  /** Takes two places of the same bytes in; `near` is the one nearer to their sender. */
  learn(near: { src: Endpoint; dst: Endpoint }, far: { src: Endpoint; dst: Endpoint }): void {
    // The sender goes by its own name where its packets begin, the receiver where they end.
    this.add(near.src, far.src);
    this.add(far.dst, near.dst);
  }

  private add(one: Endpoint, other: Endpoint): void {
    if (one.address === other.address) return;
    const turned = isPrivate(other.address) && !isPrivate(one.address);
    this.found.push(turned ? { inside: other, outside: one } : { inside: one, outside: other });
  }

  list(): readonly WireTranslation[] {
    return onceEach(this.found);
  }
}

/** The same pair of names is told by every packet. */
export function onceEach(all: readonly WireTranslation[]): readonly WireTranslation[] {
  const keyOf = ({ inside, outside }: WireTranslation): string =>
    `${inside.address}|${inside.port}|${outside.address}|${outside.port}`;
  return [...new Map(all.map((one) => [keyOf(one), one] as const)).values()];
}
