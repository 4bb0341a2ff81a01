import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname, networkInterfaces, release } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { inFileName } from '@ipsec-doctor/engine/collection/fill';
import type { CapturePort, CollectionHost, Found } from '@ipsec-doctor/engine/collection/host';
import { copyInto, runBounded, runInto } from './bounded.ts';
import type { CollectionFolder } from './folder.ts';

export interface LinuxHostOptions {
  readonly name: string | null;
  readonly capture: CapturePort | null;
  /** Command that shows the fault, for `sh -c`; null: wait for somebody. */
  readonly reproduction: string | null;
  readonly say: (text: string) => void;
  readonly interrupted: () => boolean;
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** Finds a program as a shell would. */
export async function hasProgram(name: string): Promise<boolean> {
  const places = name.includes('/')
    ? [name]
    : (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return places.some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
}

/** The name files are named for: what was given, else the host's own without its domain. */
export function hostLabel(given: string | null): string {
  const short = inFileName((given ?? hostname()).split('.')[0] ?? '')
    .replace(/^[.-]+/, '')
    .slice(0, 60);
  return short === '' ? 'host' : short;
}

function find(path: string): Found[] {
  const last = basename(path);
  const star = last.indexOf('*');
  const kind = (at: string): Found[] => {
    const stats = lstatSync(at, { throwIfNoEntry: false });
    if (stats === undefined) return [];
    return [{ path: at, kind: stats.isSymbolicLink() ? 'link' : stats.isFile() ? 'file' : 'other' }];
  };
  if (star < 0) return kind(path);
  const [before, after] = [last.slice(0, star), last.slice(star + 1)];
  try {
    return readdirSync(dirname(path))
      .filter((name) => !name.startsWith('.') && name.length > before.length + after.length - 1)
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .sort()
      .flatMap((name) => kind(join(dirname(path), name)));
  } catch {
    return [];
  }
}

/** This Linux host. */
export function linuxHost(folder: CollectionFolder, options: LinuxHostOptions): CollectionHost {
  const ask: CollectionHost['ask'] = async (command, seconds) => {
    const blocks: Buffer[] = [];
    let length = 0;
    const { code } = await runBounded(
      command,
      seconds,
      (block) => {
        length += block.length;
        if (length <= 65_536) blocks.push(block);
      },
      () => false,
    );
    return { code, text: Buffer.concat(blocks).toString('utf8') };
  };
  return {
    privileged: process.getuid?.() === 0,
    capture: options.capture,
    get interrupted() {
      return options.interrupted();
    },
    say: (text) => options.say(`  ${text}`),
    async identity() {
      const id = read('/etc/machine-id')?.trim();
      const addresses = Object.values(networkInterfaces())
        .flatMap((list) => list ?? [])
        .filter(({ internal }) => !internal)
        .map(({ address }) => address);
      const full = await ask(['hostname', '-f'], 5);
      return {
        name: hostLabel(options.name),
        fqdn: full.code === 0 ? full.text.trim() || null : null,
        os: /^PRETTY_NAME="?([^"\n]*)/m.exec(read('/etc/os-release') ?? '')?.[1] ?? null,
        kernel: release(),
        addresses: [...new Set(addresses)].sort().slice(0, 100),
        machine:
          id === undefined || id === ''
            ? null
            : createHash('sha256').update(`ipsec-doctor ${id}`).digest('hex').slice(0, 32),
        edition: 'linux',
      };
    },
    async clock() {
      const now = Date.now();
      const offset = -new Date(now).getTimezoneOffset();
      const two = (value: number): string => String(value).padStart(2, '0');
      let synchronised: boolean | null = null;
      if (existsSync('/run/systemd/system') && (await hasProgram('timedatectl'))) {
        const { text } = await ask(['timedatectl', 'show', '--property=NTPSynchronized', '--value'], 5);
        synchronised = text.trim() === 'yes' ? true : text.trim() === 'no' ? false : null;
      }
      return {
        epochNs: `${BigInt(now) * 1_000_000n}`,
        utc: new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        zone: `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`,
        uptime: read('/proc/uptime')?.split(' ')[0] ?? null,
        synchronised,
        source: synchronised === null ? null : 'timedatectl',
      };
    },
    hasProgram,
    exists: async (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
    find: async (path) => find(path),
    run: (commands, into, bounds) => runInto(folder, commands, into, bounds),
    ask,
    copy: async (path, into, bounds) => copyInto(folder, path, into, bounds),
    write: async (name, text) => folder.write(name, text),
    size: async (name) => folder.size(name),
    digest: (name) => folder.digest(name),
    note: async (line) => folder.note(line),
    journal: async () => folder.journal(),
    readValue: () => Promise.reject(new Error('there is no registry here')),
    writeValue: () => Promise.reject(new Error('there is no registry here')),
    async create(path, text) {
      const fd = openSync(
        path,
        constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
        0o644,
      );
      try {
        writeSync(fd, text);
      } finally {
        closeSync(fd);
      }
    },
    remove: async (path) => rmSync(path, { force: true }),
    reproduce(into, bounds) {
      if (options.reproduction === null)
        return Promise.resolve({
          code: 0,
          timedOut: false,
          truncated: false,
          noRoom: false,
          removed: 0,
          bytes: 0,
          detail: 'by hand',
        });
      return runInto(folder, [['sh', '-c', options.reproduction]], into, bounds, options.interrupted);
    },
  };
}
