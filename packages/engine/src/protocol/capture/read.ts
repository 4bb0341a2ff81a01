import type { ByteSource } from '../source.ts';
import { gunzipSource, type GunzipState } from './gunzip.ts';
import { isPcapMagic, PcapReader } from './pcap.ts';
import { PcapngReader, sectionHeader } from './pcapng.ts';
import { Recorder } from './recorder.ts';
import {
  type CaptureInterface,
  type CaptureLimit,
  type CaptureLimits,
  type CaptureSummary,
  defaultCaptureLimits,
  type Packet,
} from './types.ts';
import { ByteWindow } from './window.ts';

/**
 * What the first bytes are the start of: a capture, gzip (of whatever), or null. At least 12 bytes are needed to know a
 * pcapng, 4 for the others.
 */
export function sniffCapture(head: Uint8Array): 'pcap' | 'pcapng' | 'gzip' | null {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length < 4) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (isPcapMagic(view, 0)) return 'pcap';
  if (view.getUint32(0) !== sectionHeader || head.length < 12) return null;
  const order = view.getUint32(8);
  return order === 0x1a2b3c4d || order === 0x4d3c2b1a ? 'pcapng' : null;
}

interface Reader {
  read(window: ByteWindow, final: boolean): void;
}

/**
 * Reads a pcap or pcapng capture, packed with gzip or not, and calls `sink` once per packet, in file order, as the packets
 * arrive. The packet object and its bytes are reused: copy what is to be kept. Never rejects: what could not be read is told
 * in the summary's faults. `onInterface` is told of each interface before its packets, with its position in the summary. Memory is bounded by one block of the source plus one record.
 */
export async function readCapture(
  source: ByteSource,
  sink: (packet: Packet) => void,
  limits: Partial<CaptureLimits> = {},
  onInterface?: (one: CaptureInterface, index: number) => void,
): Promise<CaptureSummary> {
  const all: CaptureLimits = { ...defaultCaptureLimits, ...limits };
  const out = new Recorder(sink, all, onInterface);
  const window = new ByteWindow();
  let input = source;
  let unpacking: GunzipState | null = null;
  let reader: Reader | null = null;
  let final = false;
  while (!final) {
    let block: Uint8Array | null = null;
    window.settle();
    try {
      block = await input.next();
    } catch (error) {
      out.incomplete = true;
      out.faults.add('capture.source-failed', null, window.base + window.end, messageOf(error));
    }
    final = block === null;
    if (block !== null && reader !== null) feed(reader, window, block);
    else if (block !== null) window.append(block);
    if (reader === null) {
      if (window.available < 12 && !final) continue;
      const kind = sniffCapture(window.bytes.subarray(window.position, window.end));
      if (kind === 'gzip' && unpacking === null) {
        const packed = gunzipSource(startingWith(window, final ? null : input), all);
        input = packed.source;
        unpacking = packed.state;
        final = false;
        continue;
      }
      reader = kind === 'pcap' ? new PcapReader(out) : kind === 'pcapng' ? new PcapngReader(out) : null;
      if (reader === null) {
        notCapture(out, window);
        break;
      }
    }
    reader.read(window, final);
  }
  // Of something packed that is no capture only the first bytes were looked at.
  if (reader !== null || window.available < 12) tellUnpacking(out, unpacking);
  const bytes = reader === null ? 0 : window.base + window.end;
  return out.summary(bytes, unpacking !== null, unpackLimits(unpacking, all));
}

/** More than most records: with so much of the next block the record that began in the last one is whole. */
const bridge = 2 ** 14;

/** Takes a block in and reads what it makes whole, without copying more of it than the record needs that began before it. */
function feed(reader: Reader, window: ByteWindow, block: Uint8Array): void {
  const left = window.available;
  if (left === 0) {
    window.adopt(block, 0);
    return;
  }
  if (left + block.length < 4 * bridge) {
    window.append(block);
    return;
  }
  const start = window.offset + left;
  window.append(block.subarray(0, bridge));
  reader.read(window, false);
  const passed = window.offset - start;
  if (passed >= 0 && window.available > 0) window.adopt(block, passed);
  else window.append(block.subarray(bridge));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'the source could not be read';
}

// What is already in the window, then the rest of the source; the window starts anew with what is unpacked.
function startingWith(window: ByteWindow, rest: ByteSource | null): ByteSource {
  let first: Uint8Array | null = window.bytes.slice(window.position, window.end);
  window.position = 0;
  window.end = 0;
  return {
    next: async () => {
      if (first === null) return rest === null ? null : rest.next();
      const block = first;
      first = null;
      return block;
    },
  };
}

function notCapture(out: Recorder, window: ByteWindow): void {
  out.incomplete = true;
  const reason = window.available === 0 ? 'the file is empty' : 'neither pcap nor pcapng';
  out.faults.add(window.available === 0 ? 'capture.empty' : 'capture.not-a-capture', null, 0, reason);
}

function tellUnpacking(out: Recorder, state: GunzipState | null): void {
  if (state === null || state.stopped === 'no') return;
  out.incomplete = true;
  const reasons = {
    truncated: 'the gzip data ends early',
    damaged: 'the gzip data is damaged',
    size: 'the unpacked capture is larger than allowed',
    ratio: 'the gzip data unpacks to suspiciously many bytes',
  };
  out.faults.add(`capture.gzip-${state.stopped}`, null, state.unpacked, reasons[state.stopped]);
}

function unpackLimits(state: GunzipState | null, limits: CaptureLimits): CaptureLimit[] {
  if (state === null) return [];
  const kept = Math.min(state.unpacked, limits.maxUnpackedBytes);
  if (state.stopped === 'size')
    return [{ what: 'unpacked capture bytes', cap: limits.maxUnpackedBytes, seen: state.unpacked, kept }];
  if (state.stopped === 'ratio')
    return [
      {
        what: 'gzip ratio',
        cap: limits.maxRatio,
        seen: Math.floor(state.unpacked / state.packed),
        kept: limits.maxRatio,
      },
    ];
  return [];
}
