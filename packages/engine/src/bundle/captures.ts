/**
 * Captures with pseudonyms, streaming: pcap (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng), record for record in the order of
 * the file. Secrets blocks and blocks that are not known are dropped, comments and names redacted. From a damaged record on everything is blank.
 */
import { concatBytes } from '../protocol/bytes.ts';
import { isPcapMagic } from '../protocol/capture/pcap.ts';
import { Packet } from '../protocol/capture/types.ts';
import type { Frames } from './frames.ts';
import { PcapngBlocks } from './pcapng-blocks.ts';
import type { Redaction } from './redaction.ts';

const maxRecord = 262_144;
const maxBlock = 16 * 2 ** 20;
const sectionHeader = 0x0a0d0d0a;
const nanoseconds = 0xa1b23c4d;
const modified = 0xa1b2cd34;

type State = 'start' | 'pcap' | 'pcapng' | 'blank';

/** Redacts one capture, fed block by block; with `learn` it only looks, and gives nothing back. */
export class CaptureRedactor {
  private readonly frames: Frames;
  private readonly learn: boolean;
  private readonly blocks: PcapngBlocks;
  private readonly packet = new Packet();
  private rest: Uint8Array = new Uint8Array(0);
  private state: State = 'start';
  private little = false;
  private headerLength = 16;
  private maxFraction = 1_000_000;
  packets = 0;
  /** The file does not hold together up to its end. */
  damaged = false;

  constructor(redaction: Redaction, frames: Frames, text: (bytes: Uint8Array) => Uint8Array, learn = false) {
    this.frames = frames;
    this.learn = learn;
    this.blocks = new PcapngBlocks(redaction, text, (packet) => this.frame(packet), learn);
  }

  /** What is whole of the records so far, redacted. */
  push(block: Uint8Array): Uint8Array {
    // A copy of its own: `slice` of a Buffer of Node is none, and what was handed in must not change.
    const bytes = this.rest.length === 0 ? new Uint8Array(block) : concatBytes(this.rest, block);
    return this.records(bytes);
  }

  /** The end of the file: a record that is not whole stays as zeros. */
  end(): Uint8Array {
    const left = this.rest;
    this.rest = new Uint8Array(0);
    if (left.length > 0) this.damaged = true;
    // Its header may stay: it says when, and how long.
    const kept =
      this.state === 'pcap'
        ? Math.min(this.headerLength, left.length)
        : this.state === 'pcapng'
          ? Math.min(8, left.length)
          : 0;
    left.fill(0, kept);
    return this.learn ? new Uint8Array(0) : left;
  }

  private records(bytes: Uint8Array): Uint8Array {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    if (this.state === 'start') {
      if (bytes.length < 24) {
        this.rest = bytes;
        return new Uint8Array(0);
      }
      at = this.header(view);
    }
    const pieces: Uint8Array[] = [];
    let copied = 0;
    if (this.state === 'pcap') at = this.pcap(bytes, view, at);
    else if (this.state === 'pcapng')
      while (at + 12 <= bytes.length) {
        const total = this.blocks.lengthAt(view, at);
        if (total < 12 || (total & 3) !== 0 || total > maxBlock) {
          this.state = 'blank';
          break;
        }
        if (at + total > bytes.length) break;
        const made = this.blocks.block(bytes, view, at, total);
        if (made !== 'same') {
          pieces.push(bytes.subarray(copied, at));
          if (made !== 'drop') pieces.push(made);
          copied = at + total;
        }
        at += total;
      }
    if (this.state === 'blank') {
      this.damaged = true;
      bytes.fill(0, at);
      at = bytes.length;
    }
    this.rest = bytes.slice(at);
    if (this.learn) return new Uint8Array(0);
    if (pieces.length === 0) return bytes.subarray(0, at);
    pieces.push(bytes.subarray(copied, at));
    return concatBytes(...pieces);
  }

  private header(view: DataView): number {
    if (view.getUint32(0) === sectionHeader) {
      this.state = 'pcapng';
      return 0;
    }
    if (!isPcapMagic(view, 0)) {
      this.state = 'blank';
      return 0;
    }
    const big = view.getUint32(0);
    this.little = ![0xa1b2c3d4, nanoseconds, modified].includes(big);
    const magic = view.getUint32(0, this.little);
    this.headerLength = magic === modified ? 24 : 16;
    this.maxFraction = magic === nanoseconds ? 1e9 : 1e6;
    this.packet.linkType = view.getUint32(20, this.little) & 0x03ffffff;
    this.state = 'pcap';
    return 24;
  }

  private pcap(bytes: Uint8Array, view: DataView, from: number): number {
    const { packet, headerLength, little } = this;
    let at = from;
    packet.bytes = bytes;
    packet.view = view;
    while (at + headerLength <= bytes.length) {
      const captured = view.getUint32(at + 8, little);
      const original = view.getUint32(at + 12, little);
      const badTime = view.getUint32(at + 4, little) >= this.maxFraction;
      if (captured > maxRecord || (badTime && (captured === 0 || original > 2 ** 24))) {
        this.state = 'blank';
        return at;
      }
      if (at + headerLength + captured > bytes.length) break;
      packet.offset = at + headerLength;
      packet.capturedLength = captured;
      packet.originalLength = Math.max(original, captured);
      packet.direction = 0;
      this.frame(packet);
      at += headerLength + captured;
    }
    return at;
  }

  private frame(packet: Packet): void {
    this.packets++;
    if (this.learn) this.frames.learn(packet);
    else this.frames.replace(packet);
  }
}
