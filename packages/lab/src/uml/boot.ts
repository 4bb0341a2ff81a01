import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sleep, start } from '../exec.ts';
import type { UmlPlace } from './ensure.ts';
import { initScript } from './init-script.ts';

export interface BootOptions {
  place: UmlPlace;
  /** Private folder of this boot, made anew. */
  folder: string;
  /** Root of the repository, where the command runs. */
  root: string;
  command: string[];
  /** Called with each finished line that the command writes. */
  onLine: (line: string) => void;
  /** The boot is killed when the command has been silent for this long, or after `totalMs`. */
  silentMs: number;
  totalMs: number;
}

export interface BootResult {
  /** Exit status of the command; null when the boot was killed or died first. */
  status: number | null;
  reason: 'finished' | 'silent' | 'too long' | 'died';
}

/** Feed a growing file to a line callback; each call of the returned function reads what is new and says whether anything was. */
function follow(path: string, onLine: (line: string) => void): () => boolean {
  let at = 0;
  let rest = '';
  return () => {
    if (!existsSync(path)) return false;
    const descriptor = openSync(path, 'r');
    const buffer = new Uint8Array(65_536);
    const read = readSync(descriptor, buffer, 0, buffer.length, at);
    closeSync(descriptor);
    if (read === 0) return false;
    at += read;
    const lines = `${rest}${new TextDecoder('latin1').decode(buffer.subarray(0, read))}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    return true;
  };
}

/**
 * Boot user-mode-linux on the host's root folder, run one command in it and wait for its end. The kernel is a child
 * process of its own group: on time-out the group is killed by its id.
 */
export async function bootOnce(options: BootOptions): Promise<BootResult> {
  const { folder } = options;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [output, status, init] = ['output.txt', 'status.txt', 'init.sh'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(
    init,
    initScript({ place: options.place, root: options.root, command: options.command, output, status }),
  );
  chmodSync(init, 0o755);
  const kernel = await start(
    [
      options.place.kernel,
      'mem=1G',
      'root=/dev/root',
      'rootfstype=hostfs',
      'rootflags=/',
      'rw',
      `init=${init}`,
      `uml_dir=${folder}/`,
      'umid=lab',
      'con=null',
      'con0=null,fd:1',
      'quiet',
    ],
    join(folder, 'console.txt'),
    options.place.preload === null ? {} : { LD_PRELOAD: options.place.preload },
  );
  const next = follow(output, options.onLine);
  const began = Date.now();
  let heard = Date.now();
  let reason: BootResult['reason'] = 'finished';
  while (kernel.alive()) {
    await Promise.race([kernel.exited, sleep(300)]);
    if (next()) heard = Date.now();
    if (Date.now() - heard > options.silentMs) reason = 'silent';
    else if (Date.now() - began > options.totalMs) reason = 'too long';
    if (reason !== 'finished') break;
  }
  await kernel.stop('SIGKILL', 1000);
  while (next());
  const text = existsSync(status) ? readFileSync(status, 'utf8').trim() : '';
  if (!/^\d+$/.test(text)) return { status: null, reason: reason === 'finished' ? 'died' : reason };
  return { status: Number(text), reason };
}
