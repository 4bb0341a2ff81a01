import { SecretKey } from '../../observations/keys.ts';
import { addressText } from '../address.ts';
import { counter64, eachOption, optionText, type TickReader, tickReader } from './pcapng-options.ts';
import { newInterface, type Recorder } from './recorder.ts';
import { directionIn, directionOut, directionUnknown } from './types.ts';
import type { ByteWindow } from './window.ts';

// Block types, draft-ietf-opsawg-pcapng section 11.1.
export const sectionHeader = 0x0a0d0d0a;
const interfaceDescription = 1;
const obsoletePacket = 2;
const simplePacket = 3;
const nameResolution = 4;
const interfaceStatistics = 5;
const enhancedPacket = 6;
const journalExport = 9;
const decryptionSecrets = 10;
const customCopied = 0xbad;
const customLocal = 0x40000bad;
const byteOrder = 0x1a2b3c4d;

const knownTypes: ReadonlySet<number> = new Set([
  sectionHeader,
  interfaceDescription,
  obsoletePacket,
  simplePacket,
  nameResolution,
  interfaceStatistics,
  enhancedPacket,
  journalExport,
  decryptionSecrets,
  customCopied,
  customLocal,
]);

// Comments kept of one packet.
const maxComments = 32;

// A block found again after damage is trusted up to this length.
const longestFound = 2 ** 20;
// Secrets kept of a file.
const maxSecrets = 32;
const longestSecrets = 2 ** 18;

/**
 * Reader of pcapng files (draft-ietf-opsawg-pcapng), several sections in either byte order. Decryption secrets are kept
 * as they are. A block whose two lengths disagree makes it look for the next block whose lengths agree.
 */
export class PcapngReader {
  private readonly out: Recorder;
  private lost = false;
  private stopped = false;
  private little = false;
  private resyncs = 0;
  /** Interfaces of the section: position of the first one in the summary, how many, and the readers of their clocks. */
  private firstInterface = 0;
  private interfaceCount = 0;
  private clocks: TickReader[] = [];

  constructor(out: Recorder) {
    this.out = out;
    out.format = 'pcapng';
  }

  /** Reads what the window holds; `final` when nothing will follow. */
  read(window: ByteWindow, final: boolean): void {
    while (!this.stopped) {
      if (this.lost && !this.search(window, final)) return;
      if (!this.block(window, final)) return;
    }
    window.position = window.end;
  }

  // Reads one block. False when more bytes are needed (or the end is reached).
  private block(window: ByteWindow, final: boolean): boolean {
    const at = window.position;
    const { available, view } = window;
    if (available < 12) {
      if (final && available > 0) this.cutShort(window, 12);
      return false;
    }
    const isSection = view.getUint32(at) === sectionHeader;
    if (isSection && !this.sectionOrder(view, at)) {
      this.lose(window, 'section header without a byte order mark');
      return true;
    }
    const type = view.getUint32(at, this.little);
    const total = view.getUint32(at + 4, this.little);
    if (total < 12 || (total & 3) !== 0 || total > this.out.limits.maxBlockBytes) {
      this.lose(window, `a block claims ${total} bytes`);
      return true;
    }
    if (total > available) {
      if (final) this.cutShort(window, total);
      return false;
    }
    if (view.getUint32(at + total - 4, this.little) !== total) {
      this.lose(window, `a block begins with length ${total} and ends with another`);
      return true;
    }
    this.body(window, type, at, at + total - 4);
    window.position = at + total;
    return true;
  }

  private sectionOrder(view: DataView, at: number): boolean {
    if (view.getUint32(at + 8) === byteOrder) this.little = false;
    else if (view.getUint32(at + 8, true) === byteOrder) this.little = true;
    else return false;
    return true;
  }

  private body(window: ByteWindow, type: number, at: number, end: number): void {
    switch (type) {
      case enhancedPacket:
        this.enhanced(window, at, end);
        break;
      case sectionHeader:
        this.firstInterface = this.out.interfaces.length;
        this.interfaceCount = 0;
        this.clocks = [];
        break;
      case interfaceDescription:
        this.describeInterface(window, at, end);
        break;
      case interfaceStatistics:
        this.statistics(window, at, end);
        break;
      case simplePacket:
        this.simple(window, at, end);
        break;
      case obsoletePacket:
        this.obsolete(window, at, end);
        break;
      case nameResolution:
        this.nameRecords(window, at, end);
        break;
      case decryptionSecrets:
        this.secrets(window, at, end);
        break;
    }
  }

  // Secrets type, length of the data, the data (section 4.7); the text of key tables is what can be used here.
  private secrets(window: ByteWindow, at: number, end: number): void {
    this.out.secretsBlocks++;
    if (end - at < 16) return this.tooShort(window, at, 'decryption secrets');
    const length = Math.min(window.view.getUint32(at + 12, this.little), end - at - 16, longestSecrets);
    if (this.out.secrets.length < maxSecrets)
      this.out.secrets.push(new SecretKey(window.bytes.slice(at + 16, at + 16 + length)));
  }

  private tooShort(window: ByteWindow, at: number, what: string): void {
    this.out.faults.add('capture.block-short', null, window.base + at, `${what} block is too short for its fields`);
  }

  private describeInterface(window: ByteWindow, at: number, end: number): void {
    const { view, bytes } = window;
    if (end - at < 16) return this.tooShort(window, at, 'interface description');
    this.out.interfacesSeen++;
    this.interfaceCount++;
    if (this.out.interfaces.length >= this.out.limits.maxInterfaces) return;
    const one = newInterface(view.getUint16(at + 8, this.little), view.getUint32(at + 12, this.little));
    let resolution = 6;
    let offset = 0;
    const whole = eachOption(view, at + 16, end, this.little, (code, value, length) => {
      if (code === 1) this.out.comments++;
      else if (code === 2) one.name = optionText(bytes, value, length);
      else if (code === 3) one.description = optionText(bytes, value, length);
      else if (code === 9 && length >= 1) resolution = view.getUint8(value);
      // The first byte of a filter option tells its kind; 0 is text.
      else if (code === 11 && length >= 1 && view.getUint8(value) === 0)
        one.filter = optionText(bytes, value + 1, length - 1);
      else if (code === 12) one.os = optionText(bytes, value, length);
      else if (code === 14 && length >= 8) offset = Number(view.getBigInt64(value, this.little));
    });
    if (!whole) this.badOptions(window, at);
    if (!Number.isSafeInteger(offset)) offset = 0;
    const clock = tickReader(resolution, offset);
    one.ticksPerSecond = clock.ticks;
    this.clocks.push(clock.read);
    this.out.addInterface(one);
  }

  private badOptions(window: ByteWindow, at: number): void {
    this.out.faults.add('capture.options', null, window.base + at, 'the options of a block do not fit into it');
  }

  private enhanced(window: ByteWindow, at: number, end: number): void {
    if (end - at < 28) return this.tooShort(window, at, 'packet');
    const { view } = window;
    const { packet } = this.out;
    const interfaceId = view.getUint32(at + 8, this.little);
    this.stamp(interfaceId, view.getUint32(at + 12, this.little), view.getUint32(at + 16, this.little));
    const captured = view.getUint32(at + 20, this.little);
    packet.originalLength = view.getUint32(at + 24, this.little);
    packet.direction = directionUnknown;
    packet.uncomment();
    const data = at + 28;
    const after = data + ((captured + 3) & ~3);
    if (captured <= end - data && after + 4 <= end) this.packetOptions(window, after, end);
    this.emit(window, at, data, captured, end);
  }

  private obsolete(window: ByteWindow, at: number, end: number): void {
    if (end - at < 28) return this.tooShort(window, at, 'packet');
    const { view } = window;
    const { packet } = this.out;
    const drops = view.getUint16(at + 10, this.little);
    if (drops !== 0xffff) this.out.packetDrops = (this.out.packetDrops ?? 0) + drops;
    this.stamp(
      view.getUint16(at + 8, this.little),
      view.getUint32(at + 12, this.little),
      view.getUint32(at + 16, this.little),
    );
    packet.originalLength = view.getUint32(at + 24, this.little);
    packet.direction = directionUnknown;
    packet.uncomment();
    this.emit(window, at, at + 28, view.getUint32(at + 20, this.little), end);
  }

  private simple(window: ByteWindow, at: number, end: number): void {
    if (end - at < 12) return this.tooShort(window, at, 'packet');
    const { packet } = this.out;
    this.stamp(0, 0, 0);
    packet.timed = false;
    packet.originalLength = window.view.getUint32(at + 8, this.little);
    packet.direction = directionUnknown;
    packet.uncomment();
    const snaplen = this.out.interfaces[packet.interfaceIndex]?.snaplen ?? 0;
    const wanted = snaplen > 0 ? Math.min(snaplen, packet.originalLength) : packet.originalLength;
    this.emit(window, at, at + 12, wanted, end);
  }

  // Interface and time of the packet that is being read.
  private stamp(interfaceId: number, high: number, low: number): void {
    const { packet } = this.out;
    const clock = this.clocks[interfaceId];
    const own = interfaceId < this.interfaceCount ? this.out.interfaces[this.firstInterface + interfaceId] : undefined;
    if (clock === undefined || own === undefined) {
      packet.interfaceIndex = -1;
      packet.linkType = -1;
      packet.timed = false;
      packet.seconds = 0;
      packet.nanoseconds = 0;
      return;
    }
    packet.interfaceIndex = this.firstInterface + interfaceId;
    packet.linkType = own.linkType;
    own.packets++;
    packet.timed = true;
    clock(high, low, packet);
  }

  private emit(window: ByteWindow, at: number, data: number, claimed: number, end: number): void {
    const { packet, faults } = this.out;
    packet.bytes = window.bytes;
    packet.view = window.view;
    packet.offset = data;
    packet.fileOffset = window.base + at;
    packet.ifindex = 0;
    packet.capturedLength = claimed;
    if (packet.interfaceIndex < 0)
      faults.add(
        'capture.no-interface',
        packet.number + 1,
        packet.fileOffset,
        'the packet names an interface that was not described',
      );
    if (claimed > end - data) {
      packet.capturedLength = end - data;
      faults.add(
        'capture.length-lie',
        packet.number + 1,
        packet.fileOffset,
        `the packet claims ${claimed} bytes, its block has ${end - data}`,
      );
    }
    if (packet.originalLength < packet.capturedLength) {
      faults.add(
        'capture.length-lie',
        packet.number + 1,
        packet.fileOffset,
        `${packet.capturedLength} bytes were captured of a packet of ${packet.originalLength}`,
      );
      packet.originalLength = packet.capturedLength;
    }
    this.out.deliver();
  }

  // Comment (1), flags (2), drop count (4) of a packet block.
  private packetOptions(window: ByteWindow, from: number, end: number): void {
    const { view } = window;
    let at = from;
    while (at + 4 <= end) {
      const code = view.getUint16(at, this.little);
      const length = view.getUint16(at + 2, this.little);
      if (code === 0) return;
      if (at + 4 + length > end) return this.badOptions(window, from);
      if (code === 1) this.comment(window, at + 4, length);
      else if (code === 2 && length >= 4) {
        const way = view.getUint32(at + 4, this.little) & 3;
        this.out.packet.direction = way === 1 ? directionIn : way === 2 ? directionOut : directionUnknown;
      } else if (code === 4 && length >= 8)
        this.out.packetDrops = (this.out.packetDrops ?? 0) + counter64(view, at + 4, this.little);
      at += 4 + ((length + 3) & ~3);
    }
  }

  private comment(window: ByteWindow, at: number, length: number): void {
    const { packet } = this.out;
    this.out.comments++;
    if (packet.comments.length < maxComments)
      packet.comments = [...packet.comments, optionText(window.bytes, at, length)];
  }

  // The counters are totals since the start of the capture: a later block replaces an earlier one.
  private statistics(window: ByteWindow, at: number, end: number): void {
    const { view } = window;
    if (end - at < 20) return this.tooShort(window, at, 'interface statistics');
    const id = view.getUint32(at + 8, this.little);
    const own = id < this.interfaceCount ? this.out.interfaces[this.firstInterface + id] : undefined;
    if (own === undefined) return;
    let drops: number | null = null;
    const whole = eachOption(view, at + 20, end, this.little, (code, value, length) => {
      if (length < 8) return;
      if (code === 4) own.received = counter64(view, value, this.little);
      else if (code === 5 || code === 7) drops = (drops ?? 0) + counter64(view, value, this.little);
    });
    if (!whole) this.badOptions(window, at);
    if (drops !== null) own.drops = drops;
  }

  private nameRecords(window: ByteWindow, from: number, end: number): void {
    const { view, bytes } = window;
    let at = from + 8;
    while (at + 4 <= end) {
      const type = view.getUint16(at, this.little);
      const length = view.getUint16(at + 2, this.little);
      if (type === 0) return;
      if (at + 4 + length > end) return this.badOptions(window, from);
      const size = type === 1 ? 4 : type === 2 ? 16 : 0;
      const address = size === 0 || length <= size ? undefined : addressText(bytes, at + 4, size === 4 ? 4 : 16);
      if (address !== undefined) {
        this.out.namesSeen++;
        if (this.out.names.length < this.out.limits.maxNames)
          this.out.names.push({ address, name: optionText(bytes, at + 4 + size, length - size) });
      }
      at += 4 + ((length + 3) & ~3);
    }
  }

  private lose(window: ByteWindow, reason: string): void {
    this.out.incomplete = true;
    this.out.faults.add('capture.block-damaged', this.out.packet.number + 1, window.offset, reason);
    if (++this.resyncs > this.out.limits.maxResyncs) {
      this.out.faults.add('capture.gave-up', null, window.offset, 'too many damaged blocks');
      this.stopped = true;
    } else {
      this.lost = true;
      window.position++;
    }
  }

  // True when a block was found; false when more bytes are needed or nothing is left.
  private search(window: ByteWindow, final: boolean): boolean {
    const { view, end } = window;
    let at = window.position;
    for (; at + 12 <= end; at++) {
      const order = view.getUint32(at) === sectionHeader ? view.getUint32(at + 8, true) === byteOrder : this.little;
      if (!knownTypes.has(view.getUint32(at, order))) continue;
      const total = view.getUint32(at + 4, order);
      if (total < 12 || (total & 3) !== 0 || total > longestFound) continue;
      if (at + total > end) {
        if (final) continue;
        break;
      }
      if (view.getUint32(at + total - 4, order) !== total) continue;
      this.out.faults.add('capture.resumed', null, window.base + at, 'reading goes on here after a damaged block');
      window.position = at;
      this.lost = false;
      return true;
    }
    window.position = at;
    if (final) {
      this.stopped = true;
      window.position = end;
    }
    return false;
  }

  private cutShort(window: ByteWindow, claimed: number): void {
    this.out.incomplete = true;
    this.out.faults.add(
      'capture.cut-short',
      this.out.packet.number + 1,
      window.offset,
      `the last block has ${window.available} of ${claimed} bytes`,
    );
    this.stopped = true;
    window.position = window.end;
  }
}
