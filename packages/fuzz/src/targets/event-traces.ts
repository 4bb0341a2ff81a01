/** Event traces of Windows (`.etl`): buffers, records, layouts of events, pieces of frames. */
import { streamOf } from '@ipsec-doctor/engine/ingest/byte-stream';
import { packetAssembler, packetProvider } from '@ipsec-doctor/engine/protocol/etl/packets';
import { type EtlEvent, readEtl } from '@ipsec-doctor/engine/protocol/etl/read';
import { decodeFields, manifestProviders, providerOf, templateOf } from '@ipsec-doctor/engine/protocol/etl/templates';
import { traceData, type WrittenTraceEvent, writeEtl } from '@ipsec-doctor/engine/protocol/etl/write';
import { type Problem, type Target } from '../target.ts';

const start = 1_767_225_600_000_000_000n;
const [wfp = '', capture] = [manifestProviders[0]?.guid, packetProvider];
const sid = Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0);
const socket = Uint8Array.of(2, 0, 1, 244, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0);

const connection = traceData(
  { u64: 1n },
  { u32: 16 },
  { bytes: socket },
  { u32: 16 },
  { bytes: socket },
  { u32: 0 },
  { text: 'System' },
  { bytes: sid },
);
const quick: WrittenTraceEvent = {
  provider: wfp,
  id: 1007,
  ns: start + 1n,
  data: traceData({ bytes: connection }, ...[13805, 1, 0, 1, 0, 1].map((u32) => ({ u32 })), { u64: 1n }),
};
const main: WrittenTraceEvent = {
  provider: wfp,
  id: 1005,
  ns: start + 2n,
  extended: 5,
  data: traceData(
    { bytes: connection },
    { text: 'a' },
    { text: 'b' },
    ...[0, 0, 0, 0, 13801, 2, 0, 2, 1, 0, 2].map((u32) => ({ u32 })),
    { u64: 1n },
    { u64: 2n },
  ),
};
const piece = (keywords: bigint): WrittenTraceEvent => ({
  provider: capture,
  id: 1001,
  ns: start + 3n,
  keywords,
  data: traceData({ u32: 1 }, { u32: 2 }, { u32: 20 }, { bytes: new Uint8Array(20) }),
});
const message: WrittenTraceEvent = { provider: capture, id: 7, ns: start, kind: 'message', data: new Uint8Array(9) };

function check(result: unknown): Problem | null {
  const { records, given, events } = result as { records: number; given: number; events: unknown[] };
  return events.length === given && given <= records ? null : { kind: 'cap', reason: 'more events than records' };
}

export const eventTraceTargets: readonly Target[] = [
  {
    name: 'etl',
    text: false,
    maxLength: 8192,
    seeds: () => [
      writeEtl({
        start,
        bufferSize: 1024,
        buffers: [
          [quick, main],
          [piece(0x4000_0000n), piece(0x8000_0000n), message],
        ],
      }),
      writeEtl({ start, bufferSize: 1024, narrow: true, buffers: [[main], [quick, piece(0x1_c000_0000n)]] }),
      writeEtl({ start, bufferSize: 1024, compressed: true, buffers: [[quick]] }),
    ],
    words: () => ['\u0013\u00c0', '\u0012\u00c0', '\u0014\u00c0', '\u0002\u00c0', '\u0011\u00c0', '\u0000\u0090'],
    async run(input) {
      const events: unknown[] = [];
      const faults: string[] = [];
      const assembler = packetAssembler();
      const summary = await readEtl(streamOf(input), {
        header: () => {},
        event: (event: EtlEvent) => {
          const provider = providerOf(event.provider);
          const template = provider === null ? null : templateOf(provider, event.id, event.version);
          events.push(template === null ? assembler.add(event) : decodeFields(template, event.data));
        },
        fault: (_, reason) => void faults.push(reason),
      });
      return { ...summary, events, faults };
    },
    check,
  },
];
