/** Recordings redacted and diagnosed: the verdict and the causes have to be those of the evidence as it was, and no name of the lab may be left. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesInput, diagnose, type Diagnosis } from '@ipsec-doctor/engine';
import { redact } from '@ipsec-doctor/engine/bundle/index';
import { listRecorded, loadRecorded } from './score/evidence.ts';
import type { ScenarioFile } from './types.ts';

const HELP = `Redact recordings, and hold the diagnosis of what came out against that of what went in.

  npm run lab -- --redact DIR … [--only id,pattern*] [--for colleague|vendor] [--key 64 hex digits]
`;

interface File {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What must not change: verdict, and the causes with their confidence and role. */
function told({ verdict, findings }: Diagnosis): string {
  return JSON.stringify([verdict, findings.map(({ id, confidence, role }) => `${id} ${confidence} ${role}`).sort()]);
}

const judged = async (files: readonly File[]): Promise<Diagnosis> =>
  diagnose(files.map(({ path, bytes }) => bytesInput(path, bytes, 'folder')));

/** Words of a recording that are nobody's but its hosts': addresses, identities, secrets. */
function plantedIn({ draw }: ScenarioFile): string[] {
  const found = new Set<string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      const address = /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/.test(value) || /^[0-9a-f:]{6,}:[0-9a-f:]*$/i.test(value);
      if (address || /secret|psk|password/i.test(key) || /^[^\s]+@[^\s]+$/.test(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) walk(one, name);
  };
  walk(draw, '');
  return [...found].filter((word) => word.length >= 6 && !/^(?:127\.|0\.|255\.|::)/.test(word));
}

/** Runs `--redact`; gives the exit status. */
export async function redactCommand(
  args: readonly string[],
  wanted: (id: string, only: string[]) => boolean,
  say: (text: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: args.filter((one) => one !== '--redact'),
    allowPositionals: true,
    options: {
      only: { type: 'string', default: '' },
      for: { type: 'string', default: 'colleague' },
      key: { type: 'string', default: '5a'.repeat(32) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    say(HELP);
    return values.help ? 0 : 2;
  }
  const only = values.only.split(',').filter((part) => part !== '');
  const audience = values.for === 'vendor' ? 'vendor' : 'colleague';
  const key = new Uint8Array(Buffer.from(values.key, 'hex'));
  let same = 0;
  let failed = 0;
  for (const folder of positionals)
    for (const id of listRecorded(folder)) {
      if (!wanted(id, only)) continue;
      const { scenario, files } = loadRecorded(resolve(folder, id));
      const out: { path: string; blocks: Uint8Array[] }[] = [];
      await redact(
        files.map(({ path, bytes }) => bytesInput(path, bytes, 'folder')),
        {
          open: (path) => void out.push({ path, blocks: [] }),
          write: (bytes) => void out.at(-1)?.blocks.push(bytes.slice()),
          close: () => undefined,
        },
        { key, audience },
      );
      const made = out.map(({ path, blocks }) => ({ path, bytes: new Uint8Array(Buffer.concat(blocks)) }));
      const [before, after] = [told(await judged(files)), told(await judged(made))];
      const left = plantedIn(scenario).filter((word) => made.some(({ bytes }) => Buffer.from(bytes).includes(word)));
      if (left.length === 0 && before === after) same++;
      else failed++;
      if (before !== after) say(`${id}: before ${before}\n${' '.repeat(id.length)}  after  ${after}\n`);
      if (left.length > 0) say(`${id}: still there: ${left.join(' ')}\n`);
    }
  say(`${same + failed} recordings redacted, ${same} judged as before and without a trace, ${failed} not\n`);
  return failed > 0 || same === 0 ? 1 : 0;
}
