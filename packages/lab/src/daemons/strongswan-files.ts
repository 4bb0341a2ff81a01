import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../exec.ts';
import type { ExecResult } from '../types.ts';

/** Folders of swanctl that hold private keys (swanctl(8)). */
const PRIVATE = new Set(['private', 'rsa', 'ecdsa', 'bliss', 'pkcs8', 'pkcs12']);

/** Where one charon has its files. */
export interface StrongswanPlace {
  work: string;
  /** Folder of swanctl. */
  directory: string;
  /** strongswan.conf. */
  conf: string;
}

/** Settings with the private folders named as an installation names them. */
function publicPaths(text: string, { work, directory }: StrongswanPlace): string {
  return text
    .replaceAll(directory, '/etc/swanctl')
    .replaceAll(`${work}/strongswan.d`, '/etc/strongswan.d')
    .replaceAll(`unix://${work}/`, 'unix:///run/')
    .replaceAll(`${work}/`, '/var/log/');
}

/** Of a private key: its kind, size and identifiers as strongSwan's pki prints them. */
async function describeKey(file: string): Promise<string> {
  const { stdout, stderr } = await run(['pki', '--print', '--type', 'priv', '--in', file]);
  return stdout === '' ? stderr : stdout;
}

async function keepFolder(from: string, to: string, secret: boolean): Promise<void> {
  const names = existsSync(from) ? readdirSync(from).sort() : [];
  if (names.length > 0) mkdirSync(to, { recursive: true });
  for (const name of names)
    if (secret) writeFileSync(join(to, `${name}.txt`), await describeKey(join(from, name)));
    else copyFileSync(join(from, name), join(to, name));
}

/**
 * Copies strongswan.conf and the folder of swanctl into `folder`; of private keys only what kind they are. A charon that runs adds what it
 * says of itself: `version.txt` (that of swanctl where none runs), `stats.txt` (with its plugins), `list-algs.txt`, `list-certs.txt`.
 */
export async function keepStrongswan(
  place: StrongswanPlace,
  folder: string,
  ask: ((args: string[]) => Promise<ExecResult>) | null,
): Promise<void> {
  const { directory, work, conf } = place;
  writeFileSync(join(folder, 'strongswan.conf'), publicPaths(readFileSync(conf, 'utf8'), place));
  await keepFolder(join(work, 'strongswan.d'), join(folder, 'strongswan.d'), false);
  const swanctl = join(folder, 'swanctl');
  mkdirSync(swanctl, { recursive: true });
  for (const entry of readdirSync(directory, { withFileTypes: true }))
    if (entry.isDirectory())
      await keepFolder(join(directory, entry.name), join(swanctl, entry.name), PRIVATE.has(entry.name));
    else copyFileSync(join(directory, entry.name), join(swanctl, entry.name));
  if (ask === null) {
    // swanctl looks for a daemon even so, and tells its own release among its complaints.
    const { stdout, stderr } = await run(['swanctl', '--version']);
    const own = /^strongSwan \S+ swanctl$/m.exec(`${stdout}\n${stderr}`);
    if (own !== null) writeFileSync(join(folder, 'version.txt'), `${own[0]}\n`);
    return;
  }
  const questions: [string, string[]][] = [
    ['version.txt', ['--version', '--daemon']],
    ['stats.txt', ['--stats']],
    ['list-algs.txt', ['--list-algs']],
    ['list-certs.txt', ['--list-certs']],
  ];
  await Promise.all(
    questions.map(async ([name, args]) => {
      const { code, stdout } = await ask(args);
      if (code === 0) writeFileSync(join(folder, name), publicPaths(stdout, place));
    }),
  );
}
