import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { honestFor } from '../honest.ts';
import { listScenarios } from '../scenarios.ts';
import { listRecorded, loadRecorded, readScenarioFile } from './evidence.ts';
import type { ScenarioScore, ScoreTask } from './one.ts';
import { scoreAll } from './pool.ts';
import { failureLines, totalLines } from './report.ts';
import { variantsOf } from './variants.ts';

/** What a scoring run is asked to do. */
export interface ScoreOptions {
  /** Folders of recordings, as `npm run lab` makes them. */
  folders: string[];
  wanted: (id: string) => boolean;
  jobs: number;
  /** Random drops per scenario. */
  drops: number;
  /** Seed of the variations; null takes that of the recording. */
  seed: number | null;
  /** File for the whole result. */
  json: string | null;
  /** Score recordings too whose label is not proven. */
  unproven: boolean;
}

async function tasksOf(options: ScoreOptions): Promise<ScoreTask[]> {
  const scenarios = new Map((await listScenarios()).map((scenario) => [scenario.id, scenario]));
  return options.folders.flatMap((folder) =>
    listRecorded(folder).flatMap((name) => {
      const path = join(folder, name);
      const file = readScenarioFile(path);
      if (!options.wanted(file.id) || (!file.proven && !options.unproven)) return [];
      const known = scenarios.get(file.id);
      return {
        folder: path,
        seed: options.seed ?? file.draw.seed,
        drops: options.drops,
        honest: known === undefined ? null : honestFor(known),
        truth: known?.truth ?? null,
      };
    }),
  );
}

/** What a run gave: the scores, and recordings that could not be scored at all. */
export interface Scored {
  scores: ScenarioScore[];
  broken: string[];
}

/** Score recordings and write what fails and the totals. */
export async function scoreRecordings(options: ScoreOptions, write: (text: string) => void): Promise<Scored> {
  const broken: string[] = [];
  const scores = await scoreAll(await tasksOf(options), options.jobs, (folder, error) => {
    broken.push(`threw  ${basename(folder)}  ${error.split('\n').slice(0, 3).join(' ')}`);
  });
  for (const line of [...broken, ...failureLines(scores)]) write(`${line}\n`);
  write(`\n${totalLines(scores).join('\n')}\n`);
  if (options.json !== null) writeFileSync(resolve(options.json), `${JSON.stringify(scores, null, 1)}\n`);
  return { scores, broken };
}

/** Write the files of one variant of each wanted recording below `out`, to be looked at with the command itself. */
export async function extractVariant(
  options: ScoreOptions,
  name: string,
  out: string,
  write: (text: string) => void,
): Promise<void> {
  for (const task of await tasksOf(options)) {
    const recorded = loadRecorded(task.folder);
    const variant = variantsOf(recorded, task.seed, task.drops).find((item) => item.name === name);
    if (variant === undefined) continue;
    const folder = join(out, `${recorded.scenario.id}-${name}`);
    for (const { path, bytes } of variant.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    write(`${folder}  ${variant.how}\n`);
  }
}
