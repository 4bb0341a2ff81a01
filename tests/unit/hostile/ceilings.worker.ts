/** Inputs that ask for more than there is, each in a thread with little memory; what came of one is told to the test. */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { deflateRawSync } from 'node:zlib';
import { type ByteStream, bytesInput, type EvidenceInput, ingest } from '@ipsec-doctor/engine';
import { textFormats } from '@ipsec-doctor/engine/formats/index';
import { maxLineLength, type TextFormat } from '@ipsec-doctor/engine/formats/reader';
import { decodeIke } from '@ipsec-doctor/engine/protocol/ike/decode';
import { ikeMessage, icmp, ip, frame, udpIp } from '@ipsec-doctor/engine/protocol/ip/build';
import { readWire } from '@ipsec-doctor/engine/protocol/wire';
import { targets } from '../../../packages/fuzz/src/targets/index.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A stream made while it is read; `make` may hand out the same bytes again. */
function streamed(count: number, make: (i: number) => Uint8Array): ByteStream {
  let i = 0;
  return { next: async () => (i < count ? make(i++) : null) };
}

function nodeHash(): { update(bytes: Uint8Array): void; hex(): string } {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
}

async function taken(...inputs: readonly EvidenceInput[]): Promise<unknown> {
  const { artifacts, limits } = await ingest(inputs, { formats: textFormats, readWire, createHash: nodeHash });
  return {
    artifacts: artifacts.length,
    limits: limits.map(({ what }) => what),
    notes: [...new Set(artifacts.map(({ note }) => note?.id ?? null))],
    formats: [...new Set(artifacts.map(({ format }) => format))],
    own: [...new Set(artifacts.flatMap(({ text, wire }) => [...(text?.limits ?? []), ...(wire?.limits ?? [])]))].map(
      ({ what }) => what,
    ),
    faults: artifacts.reduce((sum, { faults }) => sum + faults.length, 0),
  };
}

function put(bytes: Uint8Array, at: number, ...fields: readonly (readonly [width: 2 | 4, value: number])[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let place = at;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(place, value, true);
    else view.setUint32(place, value, true);
    place += width;
  }
}

/** A ZIP of which every entry of the directory names the same packed zeros. */
function overlappingZip(entries: number, size: number): Uint8Array {
  const packed = deflateRawSync(new Uint8Array(size), { level: 9 });
  const local = new Uint8Array(31 + packed.length);
  put(
    local,
    0,
    [4, 0x04034b50],
    [2, 20],
    [2, 0],
    [2, 8],
    [4, 0],
    [4, 0],
    [4, packed.length],
    [4, size],
    [2, 1],
    [2, 0],
  );
  local[30] = 0x78;
  local.set(packed, 31);
  const central = new Uint8Array(entries * 47);
  for (let i = 0; i < entries; i++) {
    put(
      central,
      i * 47,
      [4, 0x02014b50],
      [2, 20],
      [2, 20],
      [2, 0],
      [2, 8],
      [4, 0],
      [4, 0],
      [4, packed.length],
      [4, size],
      [2, 1],
    );
    central[i * 47 + 46] = 0x78;
  }
  const end = new Uint8Array(22);
  put(
    end,
    0,
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries & 0xffff],
    [2, entries & 0xffff],
    [4, central.length],
    [4, local.length],
  );
  return Uint8Array.from([...[local, central, end]].flatMap((part) => [...part]));
}

/** The header of an empty or tiny file in a tar. */
function tarHeader(length: number): Uint8Array {
  const out = new Uint8Array(512);
  out.set(utf8('a/x.log'));
  out.set(utf8(`${length.toString(8).padStart(11, '0')}\0`), 124);
  out.set(utf8('        0'), 148);
  out.set(utf8('ustar\x0000'), 257);
  const sum = out.reduce((total, byte) => total + byte, 0);
  out.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return out;
}

/** A pcap as a stream: 64 frames a block. */
function pcapOf(count: number, make: (i: number) => Uint8Array): ByteStream {
  const head = new Uint8Array(24);
  put(head, 0, [4, 0xa1b2c3d4], [2, 2], [2, 4], [4, 0], [4, 0], [4, 65535], [4, 1]);
  return streamed(Math.ceil(count / 64) + 1, (block) => {
    if (block === 0) return head;
    const frames = Array.from({ length: 64 }, (_, k) => make((block - 1) * 64 + k));
    const out = new Uint8Array(frames.reduce((sum, bytes) => sum + 16 + bytes.length, 0));
    let at = 0;
    frames.forEach((bytes, k) => {
      put(out, at, [4, 1_767_225_600 + block], [4, k], [4, bytes.length], [4, bytes.length]);
      out.set(bytes, at + 16);
      at += 16 + bytes.length;
    });
    return out;
  });
}

const address = (i: number): string => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
const host = '198.51.100.1';

function pcapng(blocks: number, block: Uint8Array): ByteStream {
  const section = new Uint8Array(28);
  put(section, 0, [4, 0x0a0d0d0a], [4, 28], [4, 0x1a2b3c4d], [2, 1], [2, 0], [4, 0xffffffff], [4, 0xffffffff], [4, 28]);
  const many = new Uint8Array(block.length * 1000);
  for (let i = 0; i < 1000; i++) many.set(block, i * block.length);
  return streamed(blocks / 1000 + 1, (i) => (i === 0 ? section : many));
}

const interfaceBlock = new Uint8Array(20);
put(interfaceBlock, 0, [4, 1], [4, 20], [2, 1], [2, 0], [4, 0], [4, 20]);
const nameBlock = new Uint8Array(28);
put(nameBlock, 0, [4, 4], [4, 28], [2, 1], [2, 6], [4, 0x010a0a0a], [4, 0x00000078], [4, 0], [4, 28]);

/** Signs that patterns look for, alone and in pairs: what could be matched in more than one way. */
const fillers = [
  ' ',
  '\t',
  'a',
  '0',
  'a ',
  ' a',
  '0.',
  ':',
  '::',
  ',',
  '-',
  '"',
  "'",
  '[',
  '{',
  '(',
  '=',
  '#0',
  '\\',
  '/',
  '.',
  'a=b ',
  '<1>',
  '\u00e9',
];

/** Lines of the greatest length, grown out of the lines of a format: from the front, out of the middle, and at the end. */
function* longLines(lines: readonly string[], many: boolean): Generator<string> {
  for (const [i, line] of lines.entries()) {
    const at = [0, line.length >> 1, line.length];
    for (const [k, filler] of fillers.entries()) {
      if (many && (k + i) % 12 !== 0) continue;
      const run = filler.repeat(Math.ceil(maxLineLength / filler.length));
      for (const place of at)
        yield (line.slice(0, place) + run).slice(0, maxLineLength - 1) + line.slice(place, place + 1);
    }
  }
}

function readLong(format: TextFormat): unknown {
  const seeds = targets.find(({ name }) => name === format.format)?.seeds() ?? [];
  const lines = [...new Set(seeds.flatMap((seed) => new TextDecoder().decode(seed).split('\n')))];
  let count = 0;
  let reader = format.open('a1');
  for (const line of longLines(lines, lines.length > 60)) {
    count += 1;
    format.sniff([line], 'x');
    reader.line(line, count);
    // Whole texts are kept by some readers until their end.
    if (count % 200 === 0) {
      reader.end();
      reader = format.open('a1');
    }
  }
  reader.end();
  return { read: count > 0 };
}

const cases: Readonly<Record<string, () => unknown>> = {
  'a zip whose entries share their bytes': () =>
    taken(bytesInput('x.zip', overlappingZip(9000, 60 * 2 ** 20), 'archive')),
  'a tar of a million files': () => {
    const entry = tarHeader(0);
    const block = new Uint8Array(512 * 1000);
    for (let i = 0; i < 1000; i++) block.set(entry, i * 512);
    return taken({ path: 'x.tar', hosts: 'archive', open: () => streamed(1000, () => block) });
  },
  'a line without end': () => {
    const block = utf8('05[IKE] '.repeat(2 ** 17));
    return taken({ path: 'x.log', open: () => streamed(256, () => block) });
  },
  'a log of a million sessions': () =>
    taken({
      path: 'charon.log',
      open: () =>
        streamed(1000, (block) =>
          utf8(
            Array.from({ length: 1000 }, (_, k) => {
              const i = block * 1000 + k;
              return `2026-01-01 00:00:00.000 05[IKE] <${i + 1}> ${address(i)} is initiating an IKE_SA\n`;
            }).join(''),
          ),
        ),
    }),
  'a pluto log of many sessions': () =>
    taken({
      path: 'pluto.log',
      open: () =>
        streamed(300, (block) =>
          utf8(
            Array.from({ length: 1000 }, (_, k) => {
              const i = block * 1000 + k;
              return `Jan  1 00:00:00.000000: "net" #${i + 1}: initiating IKEv2 connection\n`;
            }).join(''),
          ),
        ),
    }),
  'journal lines nested deep': () =>
    taken(
      { path: 'a.json', open: () => streamed(8, () => utf8(`${'{"MESSAGE":'.repeat(100_000)}\n`)) },
      {
        path: 'b.json',
        open: () => streamed(8, () => utf8(`{"MESSAGE":"05[IKE] x","A":${'['.repeat(1600)}${']'.repeat(1600)}}\n`)),
      },
      { path: 'c.json', open: () => streamed(64, () => utf8('[{"dst":"default","dev":'.repeat(10_000))) },
    ),
  'a capture of two million interfaces': () =>
    taken({ path: 'x.pcapng', open: () => pcapng(2_000_000, interfaceBlock) }),
  'a capture of a million names': () => taken({ path: 'x.pcapng', open: () => pcapng(1_000_000, nameBlock) }),
  'a message of proposals alone': () => {
    const body = new Uint8Array(65_000);
    // Proposals of one transform each, in one SA payload that says it holds more.
    for (let at = 0; at + 16 <= body.length; at += 16) {
      const more = at + 32 <= body.length ? 2 : 0;
      body.set([more, 0, 0, 16, at & 255, 1, 0, 1, 0, 0, 0, 8, 1, 0, 0, 12], at);
    }
    const messages = [0x20, 0x10].map((version) => {
      const message = ikeMessage({ version, exchange: version === 0x20 ? 34 : 2 }, body.length + 4);
      message[16] = version === 0x20 ? 33 : 1;
      put(message, 28, [2, 0], [2, ((body.length + 4) >> 8) | (((body.length + 4) & 255) << 8)]);
      message.set(body, 32);
      return decodeIke(message);
    });
    return { faults: messages.every((message) => message.faults.length < 1000) };
  },
  'a flood of ICMP errors': () =>
    taken({
      path: 'x.pcap',
      open: () =>
        pcapOf(200_000, (i) =>
          frame(ip(address(i), host, 1, icmp(3, i % 16, 0, udpIp(host, address(i), 500, 500, new Uint8Array(8))))),
        ),
    }),
  'a flood of fragments': () =>
    taken({
      path: 'x.pcap',
      open: () =>
        pcapOf(200_000, (i) =>
          frame(
            ip(address(i % 50_000), host, 17, new Uint8Array(64), {
              identification: i & 0xffff,
              fragmentOffset: (i % 3) * 64,
              moreFragments: true,
            }),
          ),
        ),
    }),
  ...Object.fromEntries(textFormats.map((format) => [`long lines: ${format.format}`, () => readLong(format)])),
};

export const caseNames: readonly string[] = Object.keys(cases);

if (parentPort !== null && typeof workerData === 'string') {
  const run = cases[workerData];
  const result = await run?.();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort.postMessage(result);
}
