/** Fuzzing one target: inputs that reach something new are kept and changed further. */
import { utf8 } from './bytes.ts';
import { mutate } from './mutate.ts';
import { randomFrom } from './random.ts';
import { examine, plant, type Problem, type Target } from './target.ts';

/** How often each place of the engine was passed; null: nobody counts. */
export type Counters = Uint8Array | null;

export interface CampaignOptions {
  readonly seed: number;
  readonly counters: Counters;
  /** Inputs other campaigns of this target kept. */
  readonly corpus?: readonly Uint8Array[];
  /** Asked before each input. */
  readonly goOn: (inputs: number) => boolean;
  /** Told before an input is read. */
  readonly onInput?: (input: Uint8Array) => void;
  readonly onKept?: (input: Uint8Array) => void;
  /** Each kind and reason once. */
  readonly onFind: (problem: Problem, input: Uint8Array) => void;
}

export interface CampaignResult {
  readonly inputs: number;
  readonly corpus: number;
  /** Places of the engine that were reached. */
  readonly reached: number;
  readonly slowestMs: number;
}

// Counts in classes, as AFL has them: one more round of a loop is nothing new, twice as many are.
const classes = Uint8Array.from({ length: 256 }, (_, n) =>
  n === 0 ? 0 : n === 1 ? 1 : n === 2 ? 2 : n === 3 ? 4 : n < 8 ? 8 : n < 16 ? 16 : n < 32 ? 32 : n < 128 ? 64 : 128,
);

function isNews(counters: Counters, known: Uint8Array): boolean {
  if (counters === null) return false;
  let news = false;
  for (let i = 0; i < counters.length; i++) {
    const count = counters[i] ?? 0;
    if (count === 0) continue;
    const bit = classes[count] ?? 0;
    if (((known[i] ?? 0) & bit) !== 0) continue;
    known[i] = (known[i] ?? 0) | bit;
    news = true;
  }
  return news;
}

/** Runs until `goOn` says no. The same seed, counters and number of inputs give the same inputs. */
export async function campaign(target: Target, options: CampaignOptions): Promise<CampaignResult> {
  const { counters, goOn, onFind } = options;
  const random = randomFrom(options.seed);
  const words = target.words().map(utf8);
  const maxLength = target.maxLength ?? 16384;
  const corpus: Uint8Array[] = [];
  const known = new Uint8Array(counters?.length ?? 0);
  const told = new Set<string>();
  let inputs = 0;
  let slowestMs = 0;

  // What holds a planted secret is never changed further: half a secret's line is no line that has to be kept secret.
  const tryOne = async (plain: Uint8Array, seeded: boolean, input = plain): Promise<void> => {
    inputs += 1;
    options.onInput?.(input);
    counters?.fill(0);
    const start = performance.now();
    let problem = await examine(target, input, false);
    slowestMs = Math.max(slowestMs, performance.now() - start);
    const news = isNews(counters, known);
    if (problem === null && (news || seeded || random.oneIn(8))) problem = await examine(target, input, true);
    if (problem !== null) {
      const name = `${problem.kind} ${problem.reason}`;
      if (!told.has(name)) onFind(problem, input);
      told.add(name);
      return;
    }
    if (!news && !seeded) return;
    corpus.push(plain);
    if (!seeded) options.onKept?.(plain);
  };

  for (const seed of [...target.seeds(), ...(options.corpus ?? [])]) {
    if (!goOn(inputs)) break;
    await tryOne(seed.slice(0, maxLength), true);
  }
  if (corpus.length === 0) corpus.push(new Uint8Array(0));
  while (goOn(inputs)) {
    // What was kept last is where the frontier is.
    const recent = random.oneIn(2) ? Math.max(0, corpus.length - 16) : 0;
    const one = corpus[recent + random.below(corpus.length - recent)] ?? new Uint8Array(0);
    const two = corpus[recent + random.below(corpus.length - recent)] ?? one;
    // Short inputs are read sooner, and a change in them is more often one that matters.
    const input = two.length < one.length && !random.oneIn(4) ? two : one;
    const other = corpus[random.below(corpus.length)] ?? input;
    let changed = mutate(input, { random, words, other, text: target.text, maxLength });
    if (target.repair !== undefined && !random.oneIn(10)) changed = target.repair(changed);
    const planting = target.planted !== undefined && random.oneIn(2);
    await tryOne(changed, false, planting ? plant(target, changed, random.below(1 << 30)) : changed);
  }
  return {
    inputs,
    corpus: corpus.length,
    reached: known.reduce((sum, bits) => sum + (bits === 0 ? 0 : 1), 0),
    slowestMs,
  };
}
