import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must, run } from '../exec.ts';

/** Where an unpacked Libreswan keeps what the lab calls. */
export interface LibreswanPlace {
  /** Folder with pluto, whack and addconn. */
  libexec: string;
  /** Folder with the `ipsec` script. */
  sbin: string;
}

/** Libraries and tools that the package depends on and that do not conflict with strongSwan's packages. */
const LIBRARIES = [
  'libnss3-tools',
  'libunbound8',
  'libldns3',
  'libcurl3-nss',
  'libevent-core-2.1-7',
  'libevent-pthreads-2.1-7',
  'libaudit1',
  'libcap-ng0',
  'libldap-2.5-0',
  'libpam0g',
  'libselinux1',
];

/** Root of the repository: the nearest folder above this file that holds the workspace's package-lock.json. */
export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const above = dirname(folder);
    if (above === folder) return process.cwd();
    folder = above;
  }
  return folder;
}

/** Folder for what the lab downloads once: `node_modules/.cache/ipsec-doctor-lab` of the repository. */
export function labCache(): string {
  return join(repositoryRoot(), 'node_modules/.cache/ipsec-doctor-lab');
}

async function runs(place: LibreswanPlace): Promise<boolean> {
  const version = await run([join(place.libexec, 'pluto'), '--version']);
  return version.code === 0 && (await run(['sh', '-c', 'command -v certutil pk12util crlutil'])).code === 0;
}

let ready: Promise<LibreswanPlace> | null = null;

/**
 * Make Libreswan usable without installing its package (it conflicts with strongSwan's): download the Debian package,
 * unpack it aside and install its libraries. Does nothing when that has been done. Throws with a sentence saying what
 * failed when apt cannot help.
 */
export function ensureLibreswan(): Promise<LibreswanPlace> {
  ready ??= unpack();
  return ready;
}

async function unpack(): Promise<LibreswanPlace> {
  const root = join(labCache(), 'libreswan');
  const place = { libexec: join(root, 'usr/libexec/ipsec'), sbin: join(root, 'usr/sbin') };
  if (existsSync(join(place.libexec, 'pluto')) && (await runs(place))) return place;
  mkdirSync(labCache(), { recursive: true });
  if (!existsSync(join(place.libexec, 'pluto'))) {
    const download = await run(['sh', '-c', 'cd "$1" && apt-get download libreswan', 'sh', labCache()], {
      timeoutMs: 120_000,
    });
    const file = readdirSync(labCache()).find((name) => /^libreswan_.*\.deb$/.test(name));
    if (file === undefined) {
      throw new Error(
        `Libreswan could not be downloaded (apt-get update may help): ${(download.stderr || download.stdout).trim()}`,
      );
    }
    await must(['dpkg', '-x', join(labCache(), file), root], { timeoutMs: 60_000 });
  }
  if (!(await runs(place))) {
    const install = await run(['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...LIBRARIES], {
      timeoutMs: 300_000,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (!(await runs(place))) {
      throw new Error(
        `Libreswan is unpacked but does not run; installing its libraries said: ${install.stderr.trim()}`,
      );
    }
  }
  return place;
}
