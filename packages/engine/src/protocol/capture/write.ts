/** Writes captures: pcap and pcapng (draft-ietf-opsawg-pcapng), whole or block by block. */

export interface WrittenPacket {
  /** Nanoseconds since the Unix epoch. */
  readonly ns: bigint;
  readonly frame: Uint8Array;
  /** Length on the wire, when the frame was cut. */
  readonly originalLength?: number;
  /** pcapng: interface, 0 when left out; direction and comments as options. */
  readonly interfaceId?: number;
  readonly direction?: 'in' | 'out';
  readonly comments?: readonly string[];
  /** pcapng: packets lost before this one. */
  readonly drops?: number;
}

export interface PcapOptions {
  readonly linkType?: number;
  readonly snaplen?: number;
  readonly littleEndian?: boolean;
  readonly nanoseconds?: boolean;
}

/** A growing byte string. */
class Sink {
  private bytes = new Uint8Array(4096);
  private view = new DataView(this.bytes.buffer);
  length = 0;
  private readonly little: boolean;

  constructor(little: boolean) {
    this.little = little;
  }

  private room(length: number): void {
    if (this.length + length <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + length));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  u16(value: number): void {
    this.room(2);
    this.view.setUint16(this.length, value, this.little);
    this.length += 2;
  }

  u32(value: number): void {
    this.room(4);
    this.view.setUint32(this.length, value >>> 0, this.little);
    this.length += 4;
  }

  u64(value: bigint): void {
    this.room(8);
    this.view.setBigUint64(this.length, BigInt.asUintN(64, value), this.little);
    this.length += 8;
  }

  put(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  pad(to: number): void {
    while (this.length % to !== 0) this.put(Uint8Array.of(0));
  }

  take(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

const billion = 1_000_000_000n;

/** A pcap file. Default: Ethernet, µs, little-endian, snap length 262144. */
export function writePcap(packets: readonly WrittenPacket[], options: PcapOptions = {}): Uint8Array {
  const { linkType = 1, snaplen = 262_144, littleEndian = true, nanoseconds = false } = options;
  const out = new Sink(littleEndian);
  out.u32(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
  out.u16(2);
  out.u16(4);
  out.u32(0);
  out.u32(0);
  out.u32(snaplen);
  out.u32(linkType);
  for (const packet of packets) {
    const rest = Number(packet.ns % billion);
    out.u32(Number(packet.ns / billion));
    out.u32(nanoseconds ? rest : Math.floor(rest / 1000));
    out.u32(packet.frame.length);
    out.u32(packet.originalLength ?? packet.frame.length);
    out.put(packet.frame);
  }
  return out.take();
}

export interface WrittenInterface {
  readonly linkType?: number;
  readonly snaplen?: number;
  readonly name?: string;
  readonly description?: string;
  readonly filter?: string;
  readonly os?: string;
  /** if_tsresol as in the file: 6 is µs, 9 is ns, with the high bit a power of two. */
  readonly resolution?: number;
  /** Seconds in if_tsoffset. */
  readonly offset?: bigint;
  /** Told in a statistics block at the end. */
  readonly received?: number;
  readonly drops?: number;
}

export interface PcapngOptions {
  readonly littleEndian?: boolean;
  readonly interfaces?: readonly WrittenInterface[];
  /** Block for each packet: enhanced (default), simple (no time, no interface), or the obsolete one. */
  readonly block?: 'enhanced' | 'simple' | 'obsolete';
  readonly names?: readonly { readonly address: Uint8Array; readonly name: string }[];
  /** Content of a decryption secrets block. */
  readonly secrets?: Uint8Array;
}

interface Option {
  readonly code: number;
  readonly value: Uint8Array;
}

/** A pcapng section; sections may be put one after another. Default: one Ethernet interface, µs, little-endian. */
export function writePcapng(packets: readonly WrittenPacket[], options: PcapngOptions = {}): Uint8Array {
  const { littleEndian = true, interfaces = [{}] } = options;
  const out = new Sink(littleEndian);
  const writer = new PcapngWriter((bytes) => out.put(bytes), littleEndian);
  writer.section();
  for (const one of interfaces) writer.describe(one);
  if (options.names !== undefined) writer.names(options.names);
  if (options.secrets !== undefined) writer.secrets(options.secrets);
  for (const packet of packets) writer.packet(packet, options.block);
  interfaces.forEach((one, id) => writer.statistics(id, one));
  return out.take();
}

/** Writes a pcapng file block by block: each is handed out when it is whole, so a capture of any size can be written. */
export class PcapngWriter {
  private readonly emit: (bytes: Uint8Array) => void;
  private readonly little: boolean;
  private readonly interfaces: WrittenInterface[] = [];

  constructor(emit: (bytes: Uint8Array) => void, littleEndian = true) {
    this.emit = emit;
    this.little = littleEndian;
  }

  private block(type: number, fill: (body: Sink) => void): void {
    const body = new Sink(this.little);
    fill(body);
    body.pad(4);
    const out = new Sink(this.little);
    out.u32(type);
    out.u32(body.length + 12);
    out.put(body.take());
    out.u32(body.length + 12);
    this.emit(out.take());
  }

  /** Section header block; `application` says what wrote the file. */
  section(application?: string): void {
    this.block(0x0a0d0d0a, (body) => {
      body.u32(0x1a2b3c4d);
      body.u16(1);
      body.u16(0);
      body.u64(0xffff_ffff_ffff_ffffn);
      if (application !== undefined) putOptions(body, [{ code: 4, value: utf8Bytes(application) }]);
    });
  }

  /** Interface description block; gives the interface's id. */
  describe(one: WrittenInterface): number {
    this.block(1, (body) => {
      body.u16(one.linkType ?? 1);
      body.u16(0);
      body.u32(one.snaplen ?? 262_144);
      putOptions(body, interfaceOptions(one, this.little));
    });
    return this.interfaces.push(one) - 1;
  }

  /** Name resolution block. */
  names(list: readonly { readonly address: Uint8Array; readonly name: string }[]): void {
    this.block(4, (body) => {
      for (const { address, name } of list) {
        const text = utf8Bytes(name);
        body.u16(address.length === 4 ? 1 : 2);
        body.u16(address.length + text.length + 1);
        body.put(address);
        body.put(text);
        body.put(Uint8Array.of(0));
        body.pad(4);
      }
      body.u32(0);
    });
  }

  /** Decryption secrets block; for tests of what reads them. */
  secrets(bytes: Uint8Array): void {
    this.block(10, (body) => {
      body.u32(0x544c534b);
      body.u32(bytes.length);
      body.put(bytes);
    });
  }

  /** A packet, in an enhanced block unless told otherwise. */
  packet(packet: WrittenPacket, kind: PcapngOptions['block'] = 'enhanced'): void {
    const original = packet.originalLength ?? packet.frame.length;
    if (kind === 'simple') {
      this.block(3, (body) => {
        body.u32(original);
        body.put(packet.frame);
      });
      return;
    }
    const id = packet.interfaceId ?? 0;
    const ticks = ticksOf(packet.ns, this.interfaces[id] ?? {});
    this.block(kind === 'enhanced' ? 6 : 2, (body) => {
      if (kind === 'enhanced') body.u32(id);
      else {
        body.u16(id);
        body.u16(packet.drops ?? 0xffff);
      }
      body.u32(Number((ticks >> 32n) & 0xffff_ffffn));
      body.u32(Number(ticks & 0xffff_ffffn));
      body.u32(packet.frame.length);
      body.u32(original);
      body.put(packet.frame);
      body.pad(4);
      if (kind === 'enhanced') putOptions(body, packetOptions(packet, this.little));
    });
  }

  /** Interface statistics block, where there is anything to tell. */
  statistics(id: number, { received, drops }: Pick<WrittenInterface, 'received' | 'drops'>): void {
    if (received === undefined && drops === undefined) return;
    this.block(5, (body) => {
      body.u32(id);
      body.u32(0);
      body.u32(0);
      const list: Option[] = [];
      if (received !== undefined) list.push({ code: 4, value: u64Bytes(BigInt(received), this.little) });
      if (drops !== undefined) list.push({ code: 5, value: u64Bytes(BigInt(drops), this.little) });
      putOptions(body, list);
    });
  }
}

/** A time in the ticks of an interface. Binary ticks are rounded up: they were rounded down when they became nanoseconds. */
function ticksOf(ns: bigint, { resolution = 6, offset = 0n }: WrittenInterface): bigint {
  const since = ns - offset * billion;
  return resolution >= 0x80
    ? (since * 2n ** BigInt(resolution & 0x7f) + billion - 1n) / billion
    : (since * 10n ** BigInt(resolution)) / billion;
}

function packetOptions(packet: WrittenPacket, little: boolean): Option[] {
  const list: Option[] = [];
  for (const comment of packet.comments ?? []) list.push({ code: 1, value: utf8Bytes(comment) });
  if (packet.direction !== undefined) {
    const flags = new Sink(little);
    flags.u32(packet.direction === 'in' ? 1 : 2);
    list.push({ code: 2, value: flags.take() });
  }
  if (packet.drops !== undefined) list.push({ code: 4, value: u64Bytes(BigInt(packet.drops), little) });
  return list;
}

function interfaceOptions(one: WrittenInterface, little: boolean): Option[] {
  const list: Option[] = [];
  const text = (code: number, value: string | undefined, before: readonly number[] = []): void => {
    if (value !== undefined) list.push({ code, value: Uint8Array.of(...before, ...utf8Bytes(value)) });
  };
  text(2, one.name);
  text(3, one.description);
  if (one.resolution !== undefined) list.push({ code: 9, value: Uint8Array.of(one.resolution) });
  text(11, one.filter, [0]);
  text(12, one.os);
  if (one.offset !== undefined) list.push({ code: 14, value: u64Bytes(one.offset, little) });
  return list;
}

function putOptions(body: Sink, options: readonly Option[]): void {
  if (options.length === 0) return;
  for (const { code, value } of options) {
    body.u16(code);
    body.u16(value.length);
    body.put(value);
    body.pad(4);
  }
  body.u32(0);
}

function u64Bytes(value: bigint, little: boolean): Uint8Array {
  const sink = new Sink(little);
  sink.u64(value);
  return sink.take();
}

/** Text as UTF-8 (RFC 3629). */
function utf8Bytes(text: string): Uint8Array {
  const out: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) out.push(code);
    else if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(out);
}
