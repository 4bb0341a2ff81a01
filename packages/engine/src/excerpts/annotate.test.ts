import { describe, expect, it } from 'vitest';
import { exampleDiagnosis } from '../document/example.fixture.ts';
import type { Diagnosis } from '../document/types.ts';
import { bytesInput } from '../ingest/ingest.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { readCapture } from '../protocol/capture/read.ts';
import { type CaptureSummary, toNs } from '../protocol/capture/types.ts';
import { type WrittenPacket, writePcap, writePcapng } from '../protocol/capture/write.ts';
import { frame, ikeMessage, udpIp } from '../protocol/ip/build.ts';
import { bytesSource } from '../protocol/source.ts';
import { annotationsOf } from '../report/annotations.ts';
import { hostileDiagnosis, hostileTexts } from '../report/hostile.fixture.ts';
import { annotate } from './annotate.ts';

const keys = new Map([['a1', 'a1']]);
const packet = (n: number, more: Partial<WrittenPacket> = {}): WrittenPacket => ({
  ns: 1_700_000_000_000_000_000n + BigInt(n) * 1_234_567n * 1000n,
  frame: frame(udpIp('192.0.2.1', '198.51.100.1', 500, 500, ikeMessage({ messageId: n }))),
  ...more,
});

async function annotated(
  path: string,
  bytes: Uint8Array,
  doc: Diagnosis = exampleDiagnosis,
): Promise<{ readonly path: string; readonly bytes: Uint8Array }> {
  const pieces: Uint8Array[] = [];
  let ended = 0;
  const [artifact] = doc.artifacts;
  if (artifact === undefined) throw new Error('the example');
  const one = { ...doc, artifacts: [{ ...artifact, path }, ...doc.artifacts.slice(1)] };
  const written = await annotate(
    one,
    [bytesInput(path, bytes)],
    annotationsOf(one, 'en'),
    () => ({ write: (piece) => void pieces.push(piece.slice()), end: () => void (ended += 1) }),
    { keys },
  );
  expect(ended).toBe(1);
  return { path: written[0]?.path ?? '', bytes: concatBytes(...pieces) };
}

interface Seen {
  readonly ns: bigint;
  readonly frame: string;
  readonly length: number;
  readonly linkType: number;
  readonly direction: number;
  readonly comments: readonly string[];
}

async function read(bytes: Uint8Array): Promise<{ readonly seen: readonly Seen[]; readonly summary: CaptureSummary }> {
  const seen: Seen[] = [];
  const summary = await readCapture(bytesSource(bytes), (one) => {
    seen.push({
      ns: one.timed ? toNs(one.seconds, one.nanoseconds) : -1n,
      frame: Buffer.from(one.bytes.subarray(one.offset, one.offset + one.capturedLength)).toString('hex'),
      length: one.originalLength,
      linkType: one.linkType,
      direction: one.direction,
      comments: one.comments,
    });
  });
  return { seen, summary };
}

const bare = (one: Seen): Seen => ({ ...one, comments: [] });

describe('a capture written again', () => {
  it('has the findings and the account of each message as comments, and every packet as it was', async () => {
    const before = writePcap(
      [1, 2, 3, 4, 5].map((n) => packet(n, { originalLength: 2000 })),
      { snaplen: 200 },
    );
    const { path, bytes } = await annotated('a/capture.pcap', before);
    expect(path).toBe('a/capture.annotated.pcapng');
    const [old, now] = [await read(before), await read(bytes)];
    expect(now.seen.map(bare)).toEqual(old.seen.map(bare));
    expect(now.summary.faults).toEqual([]);
    expect(now.summary.interfaces).toMatchObject([{ linkType: 1, snaplen: 200, ticksPerSecond: 1e6 }]);
    expect(now.seen.map(({ comments }) => comments.length)).toEqual([3, 0, 0, 2, 0]);
    expect(now.seen[3]?.comments).toEqual([
      'Cause, certain: The pre-shared keys of the two ends differ [auth.psk-mismatch] (authenticated notify)',
      'IKEv2 IKE_AUTH response, b → a: sent: yes, seen leaving: yes, seen arriving: no, received: no, processed: unknown, answered: unknown',
    ]);
  });

  it('keeps interfaces, link types, resolutions, directions and comments, and no secret to decrypt with', async () => {
    const plain = frame(udpIp('192.0.2.1', '198.51.100.1', 500, 500, ikeMessage())).subarray(14);
    for (const littleEndian of [true, false]) {
      const before = concatBytes(
        writePcapng(
          [
            packet(1, { direction: 'out', comments: ['mine', 'und über'] }),
            packet(2, { interfaceId: 1, frame: plain, direction: 'in' }),
            packet(3, { interfaceId: 2 }),
          ],
          {
            littleEndian,
            secrets: new TextEncoder().encode('CLIENT_RANDOM swordfish'),
            interfaces: [
              { name: 'eth0', resolution: 9, filter: 'udp port 500', received: 9, drops: 2 },
              { name: 'tun0', linkType: 101, resolution: 0x80 + 20, offset: 1_600_000_000n },
              { description: 'slow', resolution: 3, os: 'Linux' },
            ],
          },
        ),
        writePcapng([packet(4)], { littleEndian: !littleEndian, block: 'simple' }),
      );
      const { bytes } = await annotated('x.pcapng', before);
      const [old, now] = [await read(before), await read(bytes)];
      expect(now.seen.slice(0, 3).map(bare)).toEqual(old.seen.slice(0, 3).map(bare));
      expect(now.seen[0]?.comments.slice(0, 2)).toEqual(['mine', 'und über']);
      expect(now.seen[3]).toMatchObject({ frame: old.seen[3]?.frame ?? '' });
      expect(now.summary.interfaces).toEqual(old.summary.interfaces.map((one) => ({ ...one })));
      expect(now.summary.secretsBlocks).toBe(0);
      expect(Buffer.from(bytes).toString('latin1')).not.toContain('swordfish');
    }
  });

  it('says nothing that a screen obeys', async () => {
    for (const text of hostileTexts) {
      const { bytes } = await annotated(
        'x.pcap',
        writePcap([packet(1), packet(2), packet(3), packet(4)]),
        hostileDiagnosis(text),
      );
      const { seen, summary } = await read(bytes);
      expect(summary.faults).toEqual([]);
      expect(seen).toHaveLength(4);
      for (const { comments } of seen)
        for (const comment of comments)
          expect(comment).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u202e\u2066\ufeff]/);
    }
  });

  it('names every file anew, none like another and none like what was read', async () => {
    const paths = ['a/x.pcap', 'a/x.pcapng', 'a/x.annotated.pcapng', 'b/x.pcap.gz', 'b/x'];
    const [artifact] = exampleDiagnosis.artifacts;
    if (artifact === undefined) throw new Error('the example');
    const doc = { ...exampleDiagnosis, artifacts: paths.map((path, i) => ({ ...artifact, id: `a${i + 1}`, path })) };
    const written: string[] = [];
    await annotate(
      doc,
      paths.map((path) => bytesInput(path, writePcap([packet(1)]))),
      new Map(paths.map((_, i) => [`a${i + 1}`, new Map()])),
      (path) => {
        written.push(path);
        return { write: () => {}, end: () => {} };
      },
      { keys: new Map(paths.map((_, i) => [`a${i + 1}`, `a${i + 1}`])) },
    );
    expect(written.toSorted()).toEqual([
      'a/x.a2.annotated.pcapng',
      'a/x.annotated.annotated.pcapng',
      'a/x.annotated.pcapng',
      'b/x.a5.annotated.pcapng',
      'b/x.annotated.pcapng',
    ]);
  });
});
