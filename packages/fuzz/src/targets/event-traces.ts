/** What RASDIAG gathers: event traces of Windows (`.etl`), with buffers, records, layouts of events, pieces of frames; and its report. */
import { textFormats } from '@ipsec-doctor/engine/formats/index';
import { streamOf } from '@ipsec-doctor/engine/ingest/byte-stream';
import { bytesInput, ingest } from '@ipsec-doctor/engine/ingest/ingest';
import { packetAssembler, packetProvider } from '@ipsec-doctor/engine/protocol/etl/packets';
import { pktmonCollector, pktmonProvider } from '@ipsec-doctor/engine/protocol/etl/pktmon';
import { type EtlEvent, readEtl } from '@ipsec-doctor/engine/protocol/etl/read';
import { decodeFields, manifestProviders, providerOf, templateOf } from '@ipsec-doctor/engine/protocol/etl/templates';
import { traceData, type WrittenTraceEvent, writeEtl } from '@ipsec-doctor/engine/protocol/etl/write';
import { readWire } from '@ipsec-doctor/engine/protocol/wire';
import { utf8 } from '../bytes.ts';
import type { Problem, Target } from '../target.ts';

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
const monitored: WrittenTraceEvent = {
  provider: pktmonProvider,
  id: 160,
  ns: start + 4n,
  data: traceData({ u64: 1n }, { u32: 0x1_0001 }, { u32: 0x1_0003 }, ...[9, 0, 0, 0, 0x14].map((u32) => ({ u32 })), {
    bytes: new Uint8Array(26),
  }),
};
const message: WrittenTraceEvent = { provider: capture, id: 7, ns: start, kind: 'message', data: new Uint8Array(9) };

function check(result: unknown): Problem | null {
  const { records, given, events } = result as { records: number; given: number; events: unknown[] };
  return events.length === given && given <= records ? null : { kind: 'cap', reason: 'more events than records' };
}

const outputs = `Windows IP Configuration

   Host Name . . . . . . . . . . . . : a

Ethernet adapter b:

   IPv4 Address. . . . . . . . . . . : 192.0.2.1(Preferred)
   Subnet Mask . . . . . . . . . . . : 255.255.255.0

Active Connections

  Proto  Local Address          Foreign Address        State           PID
  UDP    0.0.0.0:500            *:*                                    628
`;
const report = `Remote Access Diagnostic Report

[1568] 03-09 17:16:35:098: a text
${outputs}
3-29: 23:12:46:306:ee8 Receive: (get) SA = 0x00000000 from 192.0.2.10.500
3-29: 23:12:46:306:ee8   I-COOKIE a6256b4534195894
`;
const page = `<html><head><title>Remote Access Diagnostic Report</title></head>\n<body><h1>a</h1><pre>${outputs}</pre><table><tr><td>b&lt;</td></tr></table></body></html>\n`;

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
      writeEtl({ start, bufferSize: 1024, narrow: true, buffers: [[main], [monitored, quick, piece(0x1_c000_0000n)]] }),
      writeEtl({ start, bufferSize: 1024, compressed: true, buffers: [[quick]] }),
    ],
    words: () => ['\u0013\u00c0', '\u0012\u00c0', '\u0014\u00c0', '\u0002\u00c0', '\u0011\u00c0', '\u0000\u0090'],
    async run(input) {
      const events: unknown[] = [];
      const faults: string[] = [];
      const assembler = packetAssembler();
      const monitor = pktmonCollector();
      const summary = await readEtl(streamOf(input), {
        header: () => {},
        event: (event: EtlEvent) => {
          const provider = providerOf(event.provider);
          const template = provider === null ? null : templateOf(provider, event.id, event.version);
          const packet = event.provider === pktmonProvider ? monitor.add(event) : assembler.add(event);
          events.push(template === null ? packet : decodeFields(template, event.data));
        },
        fault: (_, reason) => void faults.push(reason),
      });
      return { ...summary, events, faults, monitored: monitor.packets() };
    },
    check,
  },
  {
    name: 'windows-ras-report',
    text: true,
    maxLength: 8192,
    seeds: () => [utf8(report), utf8(page)],
    words: () => [
      '<pre>',
      '</pre>',
      '<br>',
      '<style>',
      '&lt;',
      '&#65;',
      '&nbsp;',
      'Windows IP Configuration',
      'Active Connections',
    ],
    run: async (input) =>
      ingest([bytesInput('a/report.htm', input, 'folder')], {
        formats: textFormats,
        readWire,
        limits: { maxEntries: 20 },
      }),
    check: (result) =>
      (result as { artifacts: unknown[] }).artifacts.length <= 20
        ? null
        : { kind: 'cap', reason: 'more files than may be' },
  },
];
