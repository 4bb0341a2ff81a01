import { newInterface, type Recorder } from './recorder.ts';
import { directionIn, directionOut, directionUnknown } from './types.ts';
import type { ByteWindow } from './window.ts';

// Magic numbers as a big-endian reader sees them (draft-ietf-opsawg-pcap); the last is Kuznetzov's modified format.
const microseconds = 0xa1b2c3d4;
const nanoseconds = 0xa1b23c4d;
const modified = 0xa1b2cd34;

/** Whether four bytes are the start of a pcap file in either byte order. */
export function isPcapMagic(view: DataView, offset: number): boolean {
  return kindOf(view.getUint32(offset)) || kindOf(view.getUint32(offset, true));
}

function kindOf(magic: number): boolean {
  return magic === microseconds || magic === nanoseconds || magic === modified;
}

const day = 86_400;

/**
 * Reader of pcap files (draft-ietf-opsawg-pcap): µs and ns, both byte orders, and the modified format with interface index
 * and packet type. `read` takes as many whole records out of the window as there are; a damaged record header makes it look
 * for the next one that is followed by another.
 */
export class PcapReader {
  private readonly out: Recorder;
  private state: 'start' | 'records' | 'lost' | 'stopped' = 'start';
  private little = false;
  private isModified = false;
  private fractionScale = 1000;
  private headerLength = 16;
  private snaplen = 0;
  private linkType = -1;
  private resyncs = 0;

  constructor(out: Recorder) {
    this.out = out;
    out.format = 'pcap';
  }

  /** Reads what the window holds; `final` when nothing will follow. */
  read(window: ByteWindow, final: boolean): void {
    if (this.state === 'start') {
      if (window.available < 24) {
        if (final) {
          this.out.faults.add('capture.header-short', null, 0, `pcap header: ${window.available} of 24 bytes`);
          this.stop(window);
        }
        return;
      }
      this.header(window);
    }
    while (this.state === 'records' || this.state === 'lost') {
      if (this.state === 'lost' && !this.search(window, final)) return;
      this.records(window);
      if (this.state === 'records') {
        if (final && window.available > 0) this.cutShort(window);
        return;
      }
    }
    window.position = window.end;
  }

  private header(window: ByteWindow): void {
    const { view, position } = window;
    this.little = !kindOf(view.getUint32(position));
    const magic = view.getUint32(position, this.little);
    this.isModified = magic === modified;
    if (this.isModified) this.headerLength = 24;
    if (magic === nanoseconds) this.fractionScale = 1;
    this.snaplen = view.getUint32(position + 16, this.little);
    // The upper bits tell about a frame check sequence.
    this.linkType = view.getUint32(position + 20, this.little) & 0x03ffffff;
    const one = newInterface(this.linkType, this.snaplen);
    one.ticksPerSecond = this.fractionScale === 1 ? 1e9 : 1e6;
    this.out.addInterface(one);
    this.out.interfacesSeen = 1;
    window.position += 24;
    this.state = 'records';
  }

  private records(window: ByteWindow): void {
    const { out, headerLength, little, fractionScale } = this;
    const { bytes, view, end, base } = window;
    const { packet } = out;
    const own = out.interfaces[0];
    const maxFraction = 1e9 / fractionScale;
    packet.bytes = bytes;
    packet.view = view;
    packet.interfaceIndex = 0;
    packet.linkType = this.linkType;
    packet.timed = true;
    let at = window.position;
    while (at + headerLength <= end) {
      const captured = view.getUint32(at + 8, little);
      const fraction = view.getUint32(at + 4, little);
      let original = view.getUint32(at + 12, little);
      const badTime = fraction >= maxFraction;
      if (captured > out.limits.maxPacketBytes || (badTime && (captured === 0 || original > 2 ** 24))) {
        window.position = at;
        this.lose(window, captured);
        return;
      }
      const start = at + headerLength;
      if (start + captured > end) break;
      // Files with a µs magic and ns fractions exist, so a bad fraction alone is no damage.
      if (badTime)
        out.faults.add(
          'capture.bad-time',
          packet.number + 1,
          base + at,
          'the fraction of the time is a second or more',
        );
      if (original < captured) {
        out.faults.add(
          'capture.length-lie',
          packet.number + 1,
          base + at,
          `record says ${captured} bytes were captured of a packet of ${original}`,
        );
        original = captured;
      }
      let seconds = view.getUint32(at, little);
      let nanos = fraction * fractionScale;
      if (nanos >= 1e9) {
        seconds += Math.floor(nanos / 1e9);
        nanos %= 1e9;
      }
      packet.seconds = seconds;
      packet.nanoseconds = nanos;
      packet.capturedLength = captured;
      packet.originalLength = original;
      packet.offset = start;
      packet.fileOffset = base + at;
      packet.direction = directionUnknown;
      packet.ifindex = 0;
      if (this.isModified) this.modifiedHeader(view, at);
      if (own !== undefined) own.packets++;
      at = start + captured;
      out.deliver();
    }
    window.position = at;
  }

  // Kuznetzov's header: interface index (4), protocol (2), packet type (1) as in Linux cooked captures, padding (1).
  private modifiedHeader(view: DataView, at: number): void {
    const { packet } = this.out;
    packet.ifindex = view.getUint32(at + 16, this.little);
    packet.direction = view.getUint8(at + 22) === 4 ? directionOut : directionIn;
  }

  private lose(window: ByteWindow, captured: number): void {
    this.out.faults.add(
      'capture.record-damaged',
      this.out.packet.number + 1,
      window.offset,
      `record header claims ${captured} bytes`,
    );
    this.out.incomplete = true;
    if (++this.resyncs > this.out.limits.maxResyncs) {
      this.out.faults.add('capture.gave-up', null, window.offset, 'too many damaged records');
      this.stop(window);
    } else {
      this.state = 'lost';
      window.position++;
    }
  }

  private plausible(window: ByteWindow, at: number): boolean {
    const { view } = window;
    const captured = view.getUint32(at + 8, this.little);
    if (captured === 0 || captured > this.out.limits.maxPacketBytes) return false;
    const original = view.getUint32(at + 12, this.little);
    if (original < captured || original > 2 ** 24) return false;
    if (view.getUint32(at + 4, this.little) * this.fractionScale >= 1e9) return false;
    const last = this.out.lastSeen;
    return last === null || Math.abs(view.getUint32(at, this.little) - last) < 30 * day;
  }

  // True when a record was found; false when more bytes are needed or nothing is left.
  private search(window: ByteWindow, final: boolean): boolean {
    const { headerLength } = this;
    const { view, end } = window;
    let at = window.position;
    for (; at + headerLength <= end; at++) {
      if (!this.plausible(window, at)) continue;
      const next = at + headerLength + view.getUint32(at + 8, this.little);
      if (next + headerLength > end && !final) break;
      const chained = next + headerLength <= end ? this.plausible(window, next) : next === end;
      if (!chained) continue;
      this.out.faults.add('capture.resumed', null, window.base + at, 'reading goes on here after a damaged record');
      window.position = at;
      this.state = 'records';
      return true;
    }
    window.position = at;
    if (final) this.stop(window);
    return false;
  }

  private cutShort(window: ByteWindow): void {
    const left = window.available;
    const claimed =
      left >= this.headerLength
        ? this.headerLength + window.view.getUint32(window.position + 8, this.little)
        : this.headerLength;
    this.out.faults.add(
      'capture.cut-short',
      this.out.packet.number + 1,
      window.offset,
      `the last record has ${left} of ${claimed} bytes`,
    );
    this.stop(window);
  }

  private stop(window: ByteWindow): void {
    this.out.incomplete = true;
    this.state = 'stopped';
    window.position = window.end;
  }
}
