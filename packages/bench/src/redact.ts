import { closeSync, existsSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceInput } from '@ipsec-doctor/engine';
import { redact } from '@ipsec-doctor/engine/bundle/index';
import { writeCaptureFile } from './capture-file.ts';
import { megabytes, type Row } from './report.ts';
import { makeRng } from './rng.ts';
import { plan, type ShapeName } from './shapes.ts';

export interface RedactOptions {
  readonly dir: string;
  readonly seed: number;
  readonly runs: number;
  readonly packets: number;
  readonly faults: number;
  readonly keep: boolean;
}

const block = 2 ** 20;
const packetsWanted = 300_000;
const textWanted = 50e6;
const textBytes = 100e6;
const key = new Uint8Array(32).fill(0x5a);

/** A file front to back through one buffer, as the command reads it. */
function input(path: string): EvidenceInput {
  return {
    path: 'host/file',
    hosts: 'folder',
    size: statSync(path).size,
    open() {
      const fd = openSync(path, 'r');
      const bytes = new Uint8Array(block);
      let open = true;
      const close = async (): Promise<void> => {
        if (open) closeSync(fd);
        open = false;
      };
      return {
        close,
        async next() {
          if (!open) return null;
          const read = readSync(fd, bytes, 0, block, null);
          if (read > 0) return bytes.subarray(0, read);
          await close();
          return null;
        },
      };
    },
  };
}

/** Seconds of the processor that both passes take together: the best of some runs. */
async function cost(path: string, runs: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const from = process.cpuUsage();
    let written = 0;
    await redact(
      [input(path)],
      { open: () => undefined, write: (bytes) => void (written += bytes.length), close: () => undefined },
      { key },
    );
    const { user, system } = process.cpuUsage(from);
    if (written === 0) throw new Error(`${path}: nothing came out`);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

/** A log as a busy gateway writes it: addresses and names of many peers, one line in forty with a secret's name. */
function writeLog(path: string, bytes: number, seed: number): void {
  const random = makeRng(seed, 'redact log');
  const pick = (below: number): number => random.int(below);
  const fd = openSync(path, 'w');
  for (let size = 0, line = 0; size < bytes; ) {
    const lines: string[] = [];
    for (let i = 0; i < 5000; i++, line++) {
      const peer = pick(2000);
      const address = `198.51.${peer >> 8}.${peer & 255}`;
      const front = `Nov 24 ${String(line % 24).padStart(2, '0')}:02:15 gateway charon[1104]: ${pick(16)}`;
      const own = '203.0.113.9';
      const texts = [
        `[NET] <net-${peer}|${line}> received packet: from ${address}[500] to ${own}[500] (240 bytes)`,
        `[ENC] <net-${peer}|${line}> parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) ]`,
        `[IKE] <net-${peer}|${line}> ${address} is initiating an IKE_SA`,
        `[CFG] <net-${peer}|${line}> looking for peer configs matching ${own}[gateway.corp.example]...${address}[peer${peer}.corp.example]`,
        `[IKE] <net-${peer}|${line}> authentication of 'peer${peer}.corp.example' with pre-shared key successful`,
        `[IKE] <net-${peer}|${line}> CHILD_SA net{${line}} established with SPIs c${String(pick(1e7)).padStart(7, '0')}_i and TS 10.1.0.0/16 === 10.${peer & 255}.0.0/24`,
      ];
      lines.push(`${front}${texts[line % texts.length] ?? ''}\n`);
    }
    const text = Buffer.from(lines.join(''));
    writeSync(fd, text);
    size += text.length;
  }
  closeSync(fd);
}

/** How fast evidence is redacted: packets and megabytes per second of one processor, of learning and writing together. */
export async function redactRows(options: RedactOptions, say: (text: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of ['esp-heavy', 'ike-heavy', 'small-packets'] satisfies ShapeName[]) {
    const path = join(options.dir, `redact-${name}-${options.packets}-${options.seed}.pcap`);
    if (!options.keep || !existsSync(path)) {
      say(`redact: writing ${options.packets} packets, ${name}`);
      writeCaptureFile(
        path,
        plan(name, { packets: options.packets, seed: options.seed, faults: options.faults }).frames(),
      );
    }
    const rate = options.packets / (await cost(path, options.runs));
    rows.push({
      what: `redact ${name}: ${(options.packets / 1e6).toFixed(1)} M packets, ${megabytes(statSync(path).size)}`,
      measured: `${Math.round(rate / 1000)} thousand packets per second of processor`,
      against: '',
      ratio: '',
      wanted: '≥ 300 thousand',
      reached: rate >= packetsWanted,
    });
    if (!options.keep) rmSync(path, { force: true });
  }
  const path = join(options.dir, `redact-${options.seed}.log`);
  if (!options.keep || !existsSync(path)) writeLog(path, textBytes, options.seed);
  const rate = statSync(path).size / (await cost(path, options.runs));
  rows.push({
    what: `redact text: ${megabytes(statSync(path).size)}`,
    measured: `${Math.round(rate / 1e6)} MB per second of processor`,
    against: '',
    ratio: '',
    wanted: '≥ 50 MB',
    reached: rate >= textWanted,
  });
  if (!options.keep) rmSync(path, { force: true });
  return rows;
}
