/** Blocks of pcapng, one at a time. */
import { concatBytes } from '../protocol/bytes.ts';
import { Packet } from '../protocol/capture/types.ts';
import { utf8 } from '../protocol/text.ts';
import type { Redaction } from './redaction.ts';

const maxInterfaces = 4096;

/**
 * Options by block. Comments are what people noted for themselves, and go. `keep` names nobody, `text` is redacted as text, `address` and `mac` are what they say. What is not listed is dropped.
 */
type OptionRule = 'keep' | 'text' | 'ipv4' | 'ipv6' | 'mac' | 'filter';
const packetOptions: ReadonlyMap<number, OptionRule> = new Map<number, OptionRule>([
  [2, 'keep'],
  [4, 'keep'],
  [5, 'keep'],
  [6, 'keep'],
]);
const interfaceOptions: ReadonlyMap<number, OptionRule> = new Map<number, OptionRule>([
  [2, 'text'],
  [3, 'text'],
  [4, 'ipv4'],
  [5, 'ipv6'],
  [6, 'mac'],
  [8, 'keep'],
  [9, 'keep'],
  [11, 'filter'],
  [12, 'text'],
  [13, 'keep'],
  [14, 'keep'],
]);
const sectionOptions: ReadonlyMap<number, OptionRule> = new Map<number, OptionRule>([
  [3, 'text'],
  [4, 'text'],
]);
const statisticsOptions: ReadonlyMap<number, OptionRule> = new Map<number, OptionRule>(
  [2, 3, 4, 5, 6, 7, 8].map((code) => [code, 'keep']),
);

/** Octets with their padding to 32 bits; a length may be any of 32 bits, so no bit operation, which would make it negative. */
const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** Redacts blocks of a pcapng file in order. */
export class PcapngBlocks {
  private readonly redaction: Redaction;
  private readonly text: (bytes: Uint8Array) => Uint8Array;
  private readonly frame: (packet: Packet) => void;
  private readonly learn: boolean;
  private readonly packet = new Packet();
  private little = true;
  private links: number[] = [];

  constructor(
    redaction: Redaction,
    text: (bytes: Uint8Array) => Uint8Array,
    frame: (packet: Packet) => void,
    learn: boolean,
  ) {
    this.redaction = redaction;
    this.text = text;
    this.frame = frame;
    this.learn = learn;
  }

  /** Length of the block at `at`, in the byte order of its section; 0 where it cannot be one. */
  lengthAt(view: DataView, at: number): number {
    if (view.getUint32(at) === 0x0a0d0d0a) {
      const order = view.getUint32(at + 8);
      if (order !== 0x1a2b3c4d && order !== 0x4d3c2b1a) return 0;
      this.little = order === 0x4d3c2b1a;
    }
    return view.getUint32(at + 4, this.little);
  }

  /** Redacts a block in place (`same`), or gives what takes its place. */
  block(bytes: Uint8Array, view: DataView, at: number, total: number): 'same' | 'drop' | Uint8Array {
    const end = at + total - 4;
    const little = this.little;
    switch (view.getUint32(at, little)) {
      case 0x0a0d0d0a:
        this.links = [];
        if (total < 28) return 'drop';
        // Blocks become longer or shorter, so the length of the section is not told (section 4.1).
        bytes.fill(0xff, at + 16, at + 24);
        return this.withOptions(bytes, view, at, at + 24, end, sectionOptions);
      case 1:
        if (total < 20) return 'drop';
        if (this.links.length < maxInterfaces) this.links.push(view.getUint16(at + 8, little));
        return this.withOptions(bytes, view, at, at + 16, end, interfaceOptions);
      case 6:
        return this.enhanced(bytes, view, at, end);
      case 2: {
        if (total < 32) return 'drop';
        const captured = view.getUint32(at + 20, little);
        this.one(
          bytes,
          view,
          at + 28,
          Math.min(captured, end - at - 28),
          view.getUint32(at + 24, little),
          this.links[view.getUint16(at + 8, little)],
        );
        return this.withOptions(bytes, view, at, at + 28 + padded(captured), end, packetOptions);
      }
      case 3: {
        if (total < 16) return 'drop';
        const original = view.getUint32(at + 8, little);
        this.one(bytes, view, at + 12, Math.min(original, end - at - 12), original, this.links[0]);
        return 'same';
      }
      case 4:
        return this.names(bytes, view, at, end);
      case 5:
        return total < 24 ? 'drop' : this.withOptions(bytes, view, at, at + 20, end, statisticsOptions);
      default:
        this.redaction.count('capture-blocks-dropped', 1);
        return 'drop';
    }
  }

  private enhanced(bytes: Uint8Array, view: DataView, at: number, end: number): 'same' | 'drop' | Uint8Array {
    if (end - at < 28) return 'drop';
    const captured = view.getUint32(at + 20, this.little);
    const there = Math.min(captured, end - at - 28);
    this.one(
      bytes,
      view,
      at + 28,
      there,
      view.getUint32(at + 24, this.little),
      this.links[view.getUint32(at + 8, this.little)],
    );
    const after = at + 28 + padded(captured);
    if (after >= end) {
      bytes.fill(0, at + 28 + there, end);
      return 'same';
    }
    return this.withOptions(bytes, view, at, after, end, packetOptions);
  }

  private one(
    bytes: Uint8Array,
    view: DataView,
    offset: number,
    captured: number,
    original: number,
    link: number | undefined,
  ): void {
    const { packet } = this;
    packet.bytes = bytes;
    packet.view = view;
    packet.offset = offset;
    packet.capturedLength = Math.max(0, captured);
    packet.originalLength = Math.max(original, packet.capturedLength);
    packet.linkType = link ?? -1;
    packet.direction = 0;
    this.frame(packet);
  }

  private withOptions(
    bytes: Uint8Array,
    view: DataView,
    at: number,
    options: number,
    end: number,
    rules: ReadonlyMap<number, OptionRule>,
  ): 'same' | Uint8Array {
    if (options + 4 > end) {
      if (options < end) bytes.fill(0, options, end);
      return 'same';
    }
    // Padding of the packet in front.
    const parts: Uint8Array[] = [bytes.subarray(at, options)];
    for (let from = options; from + 4 <= end; ) {
      const code = view.getUint16(from, this.little);
      const length = view.getUint16(from + 2, this.little);
      if (code === 0 || from + 4 + length > end) break;
      const rule = rules.get(code);
      const made = rule === undefined ? null : this.option(rule, bytes.slice(from + 4, from + 4 + length));
      if (made !== null) parts.push(this.written(code, made));
      from += 4 + ((length + 3) & ~3);
    }
    if (parts.length > 1) parts.push(new Uint8Array(4));
    parts.push(new Uint8Array(4));
    const out = concatBytes(...parts);
    const written = new DataView(out.buffer);
    written.setUint32(4, out.length, this.little);
    written.setUint32(out.length - 4, out.length, this.little);
    return out;
  }

  private written(code: number, value: Uint8Array): Uint8Array {
    const out = new Uint8Array(4 + ((value.length + 3) & ~3));
    const view = new DataView(out.buffer);
    view.setUint16(0, code, this.little);
    view.setUint16(2, value.length, this.little);
    out.set(value, 4);
    return out;
  }

  private option(rule: OptionRule, value: Uint8Array): Uint8Array | null {
    const { addresses } = this.redaction;
    switch (rule) {
      case 'keep':
        return value;
      case 'text':
        return this.text(value).subarray(0, 65_532);
      case 'ipv4':
        if (value.length !== 8) return null;
        addresses.replace(value, 0, 4);
        return value;
      case 'ipv6':
        if (value.length !== 17) return null;
        addresses.replace(value, 0, 16);
        return value;
      case 'mac':
        if (value.length !== 6) return null;
        addresses.replaceMac(value, 0);
        return value;
      case 'filter':
        // Text behind its kind; compiled filters hold addresses in places of their own.
        return value[0] === 0 ? concatBytes(Uint8Array.of(0), this.text(value.subarray(1)).subarray(0, 65_500)) : null;
    }
  }

  /** Name resolution block: address and names of each record, at their lengths; its options are dropped. */
  private names(bytes: Uint8Array, view: DataView, at: number, end: number): 'same' {
    let from = at + 8;
    while (from + 4 <= end) {
      const type = view.getUint16(from, this.little);
      const length = view.getUint16(from + 2, this.little);
      if (type === 0 || from + 4 + length > end) break;
      const size = type === 1 ? 4 : type === 2 ? 16 : 0;
      const stop = from + 4 + length;
      if (size === 0 || length <= size) bytes.fill(0, from + 4, stop);
      else {
        if (!this.learn) this.redaction.addresses.replace(bytes, from + 4, size);
        for (let name = from + 4 + size; name < stop; ) {
          let to = bytes.indexOf(0, name);
          if (to < 0 || to > stop) to = stop;
          if (this.learn) this.redaction.names.learn(utf8(bytes.subarray(name, to)));
          else this.redaction.names.replace(bytes, name, to - name);
          name = to + 1;
        }
      }
      from += 4 + ((length + 3) & ~3);
    }
    bytes.fill(0, Math.min(from, end), end);
    return 'same';
  }
}
