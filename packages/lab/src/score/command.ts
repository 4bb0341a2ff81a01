import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { passes } from './report.ts';
import { scoreRecordings } from './score.ts';

export const SCORE_HELP = `Score recordings against what their scenarios declare.

  npm run lab -- --score DIR [--score DIR …] [--only id,pattern*] [--drops 6] [--vary SEED] [--jobs 2] [--json FILE] [--unproven]

Example: npm run lab -- --score .lab/seed-7 --only 'auth-*'
`;

/** The command line that asks for a score, and its exit status: 0 when every limit holds, 1 when one does not. */
export async function scoreCommand(
  args: string[],
  wanted: (id: string, only: string[]) => boolean,
  write: (text: string) => void,
): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      score: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', default: '' },
      jobs: { type: 'string', default: '2' },
      drops: { type: 'string', default: '6' },
      vary: { type: 'string' },
      json: { type: 'string' },
      unproven: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    write(SCORE_HELP);
    return 0;
  }
  const only = values.only.split(',').filter((part) => part !== '');
  const { scores, broken } = await scoreRecordings(
    {
      folders: values.score.map((folder) => resolve(folder)),
      wanted: (id) => wanted(id, only),
      jobs: Math.max(1, Number(values.jobs)),
      drops: Math.max(0, Number(values.drops)),
      seed: values.vary === undefined ? null : Number(values.vary),
      json: values.json ?? null,
      unproven: values.unproven,
    },
    write,
  );
  return passes(scores) && broken.length === 0 ? 0 : 1;
}
