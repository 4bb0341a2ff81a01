import type { Diagnosis } from '../document/types.ts';
import type { EvidenceInput } from '../ingest/types.ts';
import { readCapture } from '../protocol/capture/read.ts';
import { type CaptureInterface, directionIn, directionOut, type Packet, toNs } from '../protocol/capture/types.ts';
import { PcapngWriter, type WrittenInterface } from '../protocol/capture/write.ts';
import { findKeys, revisit, type RevisitOptions } from './revisit.ts';

/** A file that is being written. */
export interface CaptureSink {
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

/** A capture that was written again. */
export interface Annotated {
  readonly artifact: string;
  /** Path below the folder that is written to. */
  readonly path: string;
  readonly packets: number;
  readonly commented: number;
}

/**
 * Writes captures again as pcapng with comments on their packets. Every packet stays, in its order and with its number, time,
 * direction, link type and own comments; so do the interfaces with resolution, snap length, filter, and what they counted. What a
 * file holds to decrypt traffic with is left out. Rejects only with what `open` and its sinks throw.
 */
export async function annotate(
  doc: Diagnosis,
  inputs: readonly EvidenceInput[],
  comments: ReadonlyMap<string, ReadonlyMap<number, readonly string[]>>,
  open: (path: string) => CaptureSink,
  options: RevisitOptions = {},
): Promise<Annotated[]> {
  const keys = await findKeys(doc, inputs, options);
  const names = annotatedNames(doc, comments);
  const byKey = new Map<string, string>();
  for (const artifact of names.keys()) {
    const key = keys.get(artifact);
    if (key !== undefined) byKey.set(key, artifact);
  }
  const written: Annotated[] = [];
  let failed: { readonly error: unknown } | null = null;
  await revisit(
    inputs,
    {
      text: () => ({ line: () => {}, end: () => {} }),
      async capture(key, stream) {
        const artifact = byKey.get(key);
        const path = artifact === undefined ? undefined : names.get(artifact);
        if (artifact === undefined || path === undefined) return;
        // What cannot be written is no fault of the evidence: it must not be told as one.
        if (failed !== null) return;
        try {
          const sink = open(path);
          try {
            const own = comments.get(artifact) ?? new Map<number, readonly string[]>();
            written.push({ artifact, path, ...(await copy(stream, own, sink.write)) });
          } finally {
            sink.end();
          }
        } catch (error) {
          failed = { error };
        }
      },
    },
    options,
  );
  const stopped = failed as { readonly error: unknown } | null;
  if (stopped !== null) throw stopped.error;
  return written;
}

/** `a/capture.pcap` becomes `a/capture.annotated.pcapng`; a name that is taken gets the artifact's id. */
function annotatedNames(doc: Diagnosis, comments: ReadonlyMap<string, unknown>): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, path } of doc.artifacts) {
    if (!comments.has(id)) continue;
    const stem = path.replace(/(?:\.pcapng|\.pcap|\.cap)?(?:\.gz)?$/i, '');
    const plain = `${stem}.annotated.pcapng`;
    const name = taken.has(plain) ? `${stem}.${id}.annotated.pcapng` : plain;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

type Stream = Parameters<typeof readCapture>[0];

async function copy(
  stream: Stream,
  comments: ReadonlyMap<number, readonly string[]>,
  write: (bytes: Uint8Array) => void,
): Promise<{ readonly packets: number; readonly commented: number }> {
  const writer = new PcapngWriter(write);
  writer.section('ipsec-doctor');
  const ids = new Map<number, number>();
  let commented = 0;
  const summary = await readCapture(
    stream,
    (packet) => {
      const more = comments.get(packet.number) ?? [];
      if (more.length > 0) commented += 1;
      let id = ids.get(packet.interfaceIndex);
      if (id === undefined) {
        // A packet of an interface that the file does not describe keeps its place; 147 is free for anything (USER0).
        id = writer.describe({ linkType: packet.linkType < 0 ? 147 : packet.linkType, resolution: 9 });
        ids.set(packet.interfaceIndex, id);
      }
      writer.packet({
        ns: packet.timed ? toNs(packet.seconds, packet.nanoseconds) : 0n,
        frame: packet.bytes.subarray(packet.offset, packet.offset + packet.capturedLength),
        originalLength: packet.originalLength,
        interfaceId: id,
        comments: [...packet.comments, ...more],
        ...directionOf(packet),
      });
    },
    {},
    (one, index) => ids.set(index, writer.describe(interfaceOf(one))),
  );
  summary.interfaces.forEach(({ received, drops }, index) => {
    const id = ids.get(index);
    if (id !== undefined)
      writer.statistics(id, {
        ...(received === null ? {} : { received }),
        ...(drops === null ? {} : { drops }),
      });
  });
  return { packets: summary.packets, commented };
}

function directionOf({ direction }: Packet): { readonly direction?: 'in' | 'out' } {
  if (direction === directionIn) return { direction: 'in' };
  return direction === directionOut ? { direction: 'out' } : {};
}

function interfaceOf(one: CaptureInterface): WrittenInterface {
  return {
    linkType: one.linkType,
    snaplen: one.snaplen,
    resolution: resolutionOf(one.ticksPerSecond),
    ...(one.name === null ? {} : { name: one.name }),
    ...(one.description === null ? {} : { description: one.description }),
    ...(one.filter === null ? {} : { filter: one.filter }),
    ...(one.os === null ? {} : { os: one.os }),
  };
}

/** if_tsresol of so many ticks per second; nanoseconds, which is all that was kept, where they were finer or no power. */
function resolutionOf(ticks: number | null): number {
  if (ticks === null || ticks > 1e9 || ticks < 1) return 9;
  const ten = Math.round(Math.log10(ticks));
  if (10 ** ten === ticks) return ten;
  const two = Math.round(Math.log2(ticks));
  return 2 ** two === ticks ? 0x80 | two : 9;
}
