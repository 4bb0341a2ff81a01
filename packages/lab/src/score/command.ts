import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accuracyPage } from './accuracy.ts';
import { corpusFolder, realCaseLines, runRealCases } from './real-cases.ts';
import { headings, keepingParts, withPart } from './parts.ts';
import { predictionLines, predictRecordings } from './predict.ts';
import { predictionPart } from './prediction-part.ts';
import { passes } from './report.ts';
import { keyLines, scoreKeys } from './with-keys.ts';
import { extractVariant, scoreRecordings, type ScoreOptions } from './score.ts';

const SCORE_HELP = `Score recordings against what their scenarios declare.

  npm run lab -- --score DIR [--score DIR …] [--only id,pattern*] [--drops 6] [--vary SEED] [--jobs 2] [--json FILE] [--unproven]
               [--accuracy] [--real-cases]

  --variant NAME [--extract DIR]   score nothing; write the files of that variant (drop-3, loose …) below DIR
  --accuracy    write docs/accuracy.md
  --predict     what \`policy compare\` says from the configuration files alone, against the truth; with --accuracy only that
                part of docs/accuracy.md is written anew
  --keys        say what the keys of the daemons (saved beside the evidence) change
  --real-cases  also diagnose the shared real cases, when they are at hand

Example: npm run lab -- --score .lab/seed-7 --only 'auth-*'
`;

const ACCURACY = new URL('../../../../docs/accuracy.md', import.meta.url);

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
      variant: { type: 'string' },
      extract: { type: 'string', default: '.lab/variants' },
      accuracy: { type: 'boolean', default: false },
      keys: { type: 'boolean', default: false },
      predict: { type: 'boolean', default: false },
      'real-cases': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    write(SCORE_HELP);
    return 0;
  }
  const only = values.only.split(',').filter((part) => part !== '');
  const options: ScoreOptions = {
    folders: values.score.map((folder) => resolve(folder)),
    wanted: (id) => wanted(id, only),
    jobs: Math.max(1, Number(values.jobs)),
    drops: Math.max(0, Number(values.drops)),
    seed: values.vary === undefined ? null : Number(values.vary),
    json: values.json ?? null,
    unproven: values.unproven,
  };
  if (values.variant !== undefined) {
    await extractVariant(options, values.variant, resolve(values.extract), write);
    return 0;
  }
  if (values.predict) {
    const predictions = await predictRecordings(options.folders, options.wanted);
    write(`${predictionLines(predictions).join('\n')}\n`);
    if (values.accuracy) writeFileSync(ACCURACY, withPart(readFileSync(ACCURACY, 'utf8'), predictionPart(predictions)));
    return 0;
  }
  if (values.keys) {
    const gains = await scoreKeys(options.folders, options.wanted);
    write(`${keyLines(gains).join('\n')}\n`);
    return gains.some(({ wrongCertain }) => wrongCertain.length > 0) ? 1 : 0;
  }
  const { scores, broken } = await scoreRecordings(options, write);
  if (values.accuracy || values['real-cases']) {
    const corpus = corpusFolder();
    const cases = corpus === null ? null : await runRealCases(corpus);
    write(cases === null ? '\nno shared real cases here\n' : `\n${realCaseLines(cases).join('\n')}\n`);
    if (values.accuracy) {
      const before = existsSync(ACCURACY) ? readFileSync(ACCURACY, 'utf8') : '';
      const predictions = await predictRecordings(options.folders, options.wanted);
      const page = withPart(accuracyPage(scores, cases), predictionPart(predictions));
      writeFileSync(ACCURACY, keepingParts(page, before, Object.values(headings)));
    }
  }
  return passes(scores) && broken.length === 0 ? 0 : 1;
}
