import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { CapturePort } from '@ipsec-doctor/engine/collection/host';
import { captureFilter } from '@ipsec-doctor/engine/collection/emit/sh';
import type { CaptureMarker, CaptureRecord } from '@ipsec-doctor/engine/collection/manifest';
import { runBounded } from './bounded.ts';
import type { CollectionFolder } from './folder.ts';

export interface CaptureSettings {
  readonly interface: string;
  /** At most so long. */
  readonly seconds: number;
  /** Moment to begin at, milliseconds since 1970; null: now. */
  readonly startAt: number | null;
  readonly servers: readonly string[];
  /** Something else ends it: the reproduction. */
  readonly reproduced: boolean;
  readonly interrupted: () => boolean;
  readonly has: (program: string) => Promise<boolean>;
  readonly say: (text: string) => void;
}

const ringFiles = 5;

/** Waits, and looks every so often whether it shall not. */
export async function waitUntil(moment: number, stop: () => boolean): Promise<void> {
  while (Date.now() < moment && !stop())
    await new Promise((resolve) => setTimeout(resolve, Math.min(moment - Date.now(), 200)));
}

const nanoseconds = (): string => `${BigInt(Date.now()) * 1_000_000n}`;

/** Capture by tcpdump or dumpcap into a ring of five files, with a marker packet after its start and before its stop. */
export function linuxCapture(folder: CollectionFolder, settings: CaptureSettings): CapturePort {
  let child: ChildProcess | null = null;
  let name = '';
  let tool = '';
  let started = '';
  let errors = '';
  let until = 0;
  const markers: CaptureMarker[] = [];
  const loopback = settings.interface === 'any' || settings.interface === 'lo' || settings.servers.length === 0;
  const to = loopback ? '127.0.0.1' : (settings.servers[0] ?? '127.0.0.1');

  /** One ICMP echo request whose filling is known: where it is in the file, the capture was live. */
  const mark = async (at: 'start' | 'stop'): Promise<void> => {
    const payload = `IPD-${at}-${randomBytes(8).toString('hex')}`.slice(0, 16);
    const epochNs = nanoseconds();
    const hex = Buffer.from(payload, 'ascii').toString('hex');
    await runBounded(
      ['ping', '-n', '-q', '-c', '1', '-W', '1', '-p', hex, to],
      3,
      () => {},
      () => false,
    );
    markers.push({ at, epochNs, to, payload, seen: null });
  };
  const files = (): string[] =>
    readdirSync(folder.path)
      .filter((one) => one.startsWith(name) && !one.startsWith('.'))
      .sort(
        (a, b) => statSync(join(folder.path, a)).mtimeMs - statSync(join(folder.path, b)).mtimeMs || (a < b ? -1 : 1),
      );
  return {
    async start(file, bytes) {
      if (settings.startAt !== null) {
        settings.say(`    waiting until ${new Date(settings.startAt).toISOString()}`);
        await waitUntil(settings.startAt, settings.interrupted);
      }
      name = file;
      const path = join(folder.path, file);
      const each = Math.max(1, Math.floor(bytes / ringFiles / 2 ** 20));
      const common = ['-i', settings.interface, '-w', path];
      let command: string[];
      if (await settings.has('tcpdump')) {
        tool = 'tcpdump';
        command = [
          'tcpdump',
          '-Z',
          'root',
          '-n',
          '-U',
          '--immediate-mode',
          '-B',
          '8192',
          '-C',
          String(each),
          '-W',
          String(ringFiles),
          ...common,
          captureFilter,
        ];
      } else if (await settings.has('dumpcap')) {
        tool = 'dumpcap';
        command = [
          'dumpcap',
          '-q',
          '-b',
          `filesize:${each * 1024}`,
          '-b',
          `files:${ringFiles}`,
          ...common,
          '-f',
          captureFilter,
        ];
      } else return 'neither tcpdump nor dumpcap is here';
      started = nanoseconds();
      const running = spawn(command[0] ?? '', command.slice(1), {
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
      });
      child = running;
      running.stderr.on('data', (block: Buffer) => {
        if (errors.length < 8192) errors += block.toString('latin1');
      });
      let ended = false;
      running.on('error', () => {
        ended = true;
      });
      running.on('exit', () => {
        ended = true;
      });
      await waitUntil(Date.now() + 1000, () => ended);
      if (ended) {
        child = null;
        return errors.split('\n').slice(0, 2).join(' ') || `${tool} does not start`;
      }
      await mark('start');
      until = Date.now() + settings.seconds * 1000;
      return null;
    },
    async stop(): Promise<CaptureRecord | null> {
      const running = child;
      if (running === null) return null;
      if (!settings.reproduced && Date.now() < until) {
        settings.say(`    capturing for ${Math.ceil((until - Date.now()) / 1000)} s more: show the fault now`);
        await waitUntil(until, () => settings.interrupted() || running.exitCode !== null);
      }
      await mark('stop');
      await waitUntil(Date.now() + 1000, () => running.exitCode !== null);
      const gone = new Promise<void>((resolve) => {
        if (running.exitCode !== null) resolve();
        running.once('exit', () => resolve());
        setTimeout(() => {
          running.kill('SIGKILL');
          resolve();
        }, 5000).unref();
      });
      running.kill('SIGINT');
      await gone;
      child = null;
      const kept = files();
      const dropped = /(?:^|\n)([0-9]+) packets dropped by kernel/.exec(errors)?.[1];
      return {
        files: kept,
        interface: settings.interface,
        filter: captureFilter,
        tool,
        started,
        ended: nanoseconds(),
        wrapped: kept.length < ringFiles ? false : null,
        dropped: dropped === undefined ? null : Number(dropped),
        markers: markers.map((one) => ({ ...one, seen: kept.some((file) => holds(folder.file(file), one.payload)) })),
      };
    },
    async abandon() {
      child?.kill('SIGINT');
      child = null;
      // A capture of this folder that a collector left behind when it was killed.
      for (const entry of readdirSync('/proc').filter((one) => /^[0-9]+$/.test(one))) {
        const words = readCommand(entry);
        if (!/^(?:.*\/)?(?:tcpdump|dumpcap)$/.test(words[0] ?? '')) continue;
        const path = words[words.indexOf('-w') + 1];
        if (path?.startsWith(`${folder.path}/`) !== true) continue;
        try {
          process.kill(Number(entry), 'SIGINT');
        } catch {
          // It ended by itself.
        }
      }
    },
  };
}

function readCommand(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
  } catch {
    return [];
  }
}

/** Whether a file holds a text, read in blocks. */
function holds(path: string, text: string): boolean {
  if (!existsSync(path)) return false;
  const fd = openSync(path, 'r');
  try {
    const block = Buffer.alloc(1 << 20);
    let kept = Buffer.alloc(0);
    for (let count = readSync(fd, block); count > 0; count = readSync(fd, block)) {
      const together = Buffer.concat([kept, block.subarray(0, count)]);
      if (together.includes(text, 0, 'latin1')) return true;
      kept = Buffer.from(together.subarray(-text.length));
    }
    return false;
  } finally {
    closeSync(fd);
  }
}
