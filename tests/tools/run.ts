/**
 * What other programs say of what is written: tshark reads captures with comments, and applies the display filters of the report;
 * evtxexport, evtexport and python-evtx read event logs. Needs all of them; TSHARK names another executable.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesInput, diagnose, type Diagnosis, type EvidenceInput } from '@ipsec-doctor/engine';
import { annotate } from '@ipsec-doctor/engine/excerpts/annotate';
import { type Annotations, annotationsOf } from '@ipsec-doctor/engine/report/annotations';
import { filtersOf } from '@ipsec-doctor/engine/report/filters';
import { lookUp } from '@ipsec-doctor/engine/report/look-up';
import { writePcapng } from '@ipsec-doctor/engine/protocol/capture/write';
import { frame, ikeMessage, udpIp } from '@ipsec-doctor/engine/protocol/ip/build';
import { eventLogs } from './event-logs.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tshark = process.env['TSHARK'] ?? 'tshark';
const work = mkdtempSync(join(tmpdir(), 'ipsec-doctor-tools-'));
let passed = 0;
let failed = 0;

function check(name: string, ok: boolean, detail = ''): void {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? 'ok' : 'FAILED'}  ${name}${ok ? '' : `: ${detail}`}`);
}

/** Fields of every packet that passes the filter; null when tshark does not read the file or the filter. */
function fields(file: string, names: readonly string[], filter = ''): string[] | null {
  const args = ['-r', file, '-T', 'fields', '-E', 'aggregator=\u0001', ...names.flatMap((name) => ['-e', name])];
  const ran = spawnSync(tshark, filter === '' ? args : [...args, '-Y', filter], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return ran.status === 0 ? ran.stdout.split('\n').filter((line) => line !== '') : null;
}

const kept = ['frame.number', 'frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.encap_type', 'frame.protocols'];

async function written(
  folder: string,
  doc: Diagnosis,
  inputs: readonly EvidenceInput[],
  comments: Annotations,
): Promise<{ readonly artifact: string; readonly file: string }[]> {
  const pieces = new Map<string, Uint8Array[]>();
  const list = await annotate(doc, inputs, comments, (path) => {
    const own: Uint8Array[] = [];
    pieces.set(path, own);
    return { write: (bytes) => void own.push(bytes.slice()), end: () => {} };
  });
  return list.map(({ artifact, path }) => {
    const file = join(work, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.concat(pieces.get(path) ?? []));
    return { artifact, file };
  });
}

/** A shipped example: every packet as it was, the comments as they were meant, the filters as Wireshark takes them. */
async function example(name: string): Promise<void> {
  const folder = join(root, 'examples', name);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const inputs = paths.map((path) => bytesInput(path, new Uint8Array(readFileSync(join(folder, path))), 'folder'));
  const doc = await diagnose(inputs);
  const comments = annotationsOf(doc, 'ko');
  for (const { artifact, file } of await written(name, doc, inputs, comments)) {
    const path = doc.artifacts.find(({ id }) => id === artifact)?.path ?? '';
    const before = fields(join(folder, path), kept);
    const after = fields(file, kept);
    check(
      `${name}/${path}: tshark sees the packets as they were`,
      before !== null && after?.join('\n') === before.join('\n'),
    );
    const wanted = [...(comments.get(artifact) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([packet, texts]) => `${packet}\t${texts.join('\u0001')}`);
    const told = fields(file, ['frame.number', 'frame.comment'], 'frame.comment');
    check(
      `${name}/${path}: tshark shows the comments`,
      told?.join('\n') === wanted.join('\n'),
      told?.join('\n') ?? 'unread',
    );
  }
  const at = lookUp(doc);
  for (const finding of doc.findings)
    for (const item of finding.evidence)
      for (const filter of filtersOf(at, finding, item)) {
        const found = doc.artifacts
          .filter(({ format }) => format === 'pcap' || format === 'pcapng')
          .map(({ path }) => fields(join(folder, path), ['frame.number'], filter));
        check(
          `${name}: ${filter} finds packets`,
          found.every((lines) => lines !== null) && found.some((lines) => lines?.length !== 0),
        );
      }
}

/** Several interfaces with other link types and clocks in one file. */
async function interfaces(): Promise<void> {
  const datagram = udpIp('192.0.2.1', '198.51.100.1', 500, 500, ikeMessage());
  const bytes = writePcapng(
    [
      { ns: 1_700_000_000_123_456_789n, frame: frame(datagram), comments: ['mine'], direction: 'out' },
      { ns: 1_700_000_001_500_000_000n, frame: datagram, interfaceId: 1 },
      { ns: 1_700_000_002_250_000_000n, frame: frame(datagram), interfaceId: 2 },
    ],
    {
      littleEndian: false,
      interfaces: [
        { name: 'eth0', resolution: 9, filter: 'udp port 500' },
        { name: 'tun0', linkType: 101, resolution: 0x80 + 10 },
        { name: 'eth1', resolution: 3 },
      ],
    },
  );
  const file = join(work, 'three.pcapng');
  writeFileSync(file, bytes);
  const inputs = [bytesInput('three.pcapng', bytes)];
  const doc = await diagnose(inputs);
  const id = doc.artifacts[0]?.id ?? '';
  const comments = new Map([
    [
      id,
      new Map([
        [1, ['second']],
        [2, ['사전 공유 키']],
      ]),
    ],
  ]);
  const [again] = await written('three', doc, inputs, comments);
  const more = [...kept, 'frame.interface_id', 'frame.interface_name'];
  const before = fields(file, more);
  const after = fields(again?.file ?? '', more);
  check(
    'three interfaces: tshark sees the packets as they were',
    before?.length === 3 && after?.join('\n') === before.join('\n'),
    after?.join('\n'),
  );
  check(
    'three interfaces: comments stand beside those that were there',
    fields(again?.file ?? '', ['frame.comment'])?.join('\n') === 'mine\u0001second\n사전 공유 키',
    fields(again?.file ?? '', ['frame.comment'])?.join('\n'),
  );
}

try {
  eventLogs(work, check);
  if (spawnSync(tshark, ['--version']).status === 0) {
    for (const name of ['psk-mismatch', 'selector-mismatch', 'fragments-dropped']) await example(name);
    await interfaces();
  } else {
    console.error(`tools: no tshark (Debian: apt-get install tshark)`);
    failed += 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
