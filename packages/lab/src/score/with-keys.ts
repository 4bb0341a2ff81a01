import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Confidence } from '@ipsec-doctor/engine';
import type { Label } from '../types.ts';
import { type EvidenceFile, inSubset, listRecorded, loadRecorded, type Recorded } from './evidence.ts';
import { idsOf } from './expect.ts';
import { type Outcome, openVariant, outcomeOf, readVariant } from './outcome.ts';
import type { Variant } from './variants.ts';

/** What the keys of the recorded daemons change in the answer to one cut. */
export interface KeyGain {
  scenario: string;
  cut: string;
  before: Confidence | 'none';
  after: Confidence | 'none';
  /** The truth stands first. */
  right: boolean;
  wrongCertain: string[];
}

/** Cuts that a helper has with keys in hand: captures, with and without the configuration or everything of one end. */
function cutsOf({ files, roles }: Recorded): [string, EvidenceFile[]][] {
  const captures = files.filter((file) => file.kind === 'capture');
  const configured = (role: string): EvidenceFile[] =>
    files.filter((file) => file.host !== null && roles[file.host] === role && file.kind === 'configuration');
  return [
    ['captures', captures],
    ['captures, configuration of initiator', [...captures, ...configured('initiator')]],
    ['captures, configuration of responder', [...captures, ...configured('responder')]],
    ['initiator', files.filter((file) => inSubset(file, 'initiator', roles))],
    ['responder', files.filter((file) => inSubset(file, 'responder', roles))],
  ];
}

function keysOf(folder: string): EvidenceFile[] {
  const root = join(folder, 'keys');
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((label) => statSync(join(root, label)).isDirectory())
    .sort()
    .map((label) => ({
      path: `${label}/charon-keys.log`,
      host: label as Label,
      kind: 'state',
      bytes: readFileSync(join(root, label, 'charon-keys.log')),
    }));
}

async function answer(files: EvidenceFile[], recorded: Recorded): Promise<Outcome> {
  const variant: Variant = { name: '', kind: 'all', how: '', files, folders: true, exchanged: {}, within: [] };
  return outcomeOf(await openVariant(variant, await readVariant(variant)), recorded.scenario.draw, {});
}

/** Diagnoses every recording that has keys beside it, without them and with them. */
export async function scoreKeys(folders: readonly string[], wanted: (id: string) => boolean): Promise<KeyGain[]> {
  const gains: KeyGain[] = [];
  for (const parent of folders) {
    for (const name of listRecorded(parent).filter(wanted)) {
      const folder = join(parent, name);
      const keys = keysOf(folder);
      if (keys.length === 0) continue;
      const recorded = loadRecorded(folder);
      const right = new Set([
        ...recorded.scenario.truth.flatMap(idsOf),
        ...recorded.scenario.history,
        ...recorded.scenario.honest.all.acceptable,
      ]);
      for (const [cut, files] of cutsOf(recorded)) {
        const before = await answer(files, recorded);
        const after = await answer([...files, ...keys], recorded);
        gains.push({
          scenario: name,
          cut,
          before: before.causes[0]?.confidence ?? 'none',
          after: after.causes[0]?.confidence ?? 'none',
          right: after.causes[0] === undefined ? right.size === 0 : right.has(after.causes[0].id),
          wrongCertain: [...after.causes, ...after.others]
            .filter(({ id, confidence }) => confidence === 'certain' && !right.has(id))
            .map(({ id }) => id),
        });
      }
    }
  }
  return gains;
}

/** One line for each answer that changed, and the sums. */
export function keyLines(gains: readonly KeyGain[]): string[] {
  const changed = gains.filter(({ before, after }) => before !== after);
  const surer = gains.filter(({ before, after }) => after === 'certain' && before !== 'certain');
  const wrong = gains.filter(({ wrongCertain }) => wrongCertain.length > 0);
  return [
    ...changed.map(
      ({ scenario, cut, before, after, right }) =>
        `${scenario} (${cut}): ${before} → ${after}${right ? '' : ', truth not first'}`,
    ),
    ...wrong.map(({ scenario, cut, wrongCertain }) => `${scenario} (${cut}): WRONG certain ${wrongCertain.join(' ')}`),
    `${gains.length} answers with keys: ${surer.length} became certain, ${wrong.length} wrongly`,
  ];
}
