/** What is fuzzed, and what counts as a find. */
import { joined, utf8 } from './bytes.ts';

/** Why an input is a find. */
export interface Problem {
  readonly kind: 'exception' | 'hang' | 'memory' | 'unstable' | 'secret' | 'cap' | 'document';
  /** In words that stay the same for the same fault. */
  readonly reason: string;
}

/** One reader, made ready to be fed with anything. */
export interface Target {
  readonly name: string;
  /** Made-up inputs that are good, to begin with. */
  readonly seeds: () => readonly Uint8Array[];
  /** Words of the format. */
  readonly words: () => readonly string[];
  /** Lines matter to it. */
  readonly text: boolean;
  readonly maxLength?: number;
  /** Puts right what would keep an input from being read at all (a checksum); in nine of ten inputs. */
  readonly repair?: (input: Uint8Array) => Uint8Array;
  /** Lines that hold a secret, each as somebody writes it, to be put between others; and the spellings of it that must not come out. */
  readonly planted?: { readonly lines: readonly string[]; readonly spellings: readonly string[] };
  /** Reads the input and gives what came out; what it throws is a find. */
  readonly run: (input: Uint8Array) => unknown;
  /** What is wrong with what came out. */
  readonly check?: (result: unknown, input: Uint8Array) => Problem | null;
}

/** Everything a result holds, as text. */
export function written(value: unknown): string {
  return (
    JSON.stringify(value, (_, item: unknown) => {
      if (typeof item === 'bigint') return `${item}n`;
      if (item instanceof Map) return [...item.entries()] as unknown;
      if (item instanceof Set) return [...item.values()] as unknown;
      if (item instanceof Uint8Array) return Buffer.from(item).toString('hex');
      return item;
    }) ?? 'undefined'
  );
}

/** An exception as a find: its words and the innermost function of ours. */
export function exceptionOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { kind: 'exception', reason: `not an Error: ${String(error)}` };
  const at = (error.stack ?? '').split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  const place = at
    .trim()
    .replace(/\(.*\)$/, '')
    .replace(/:\d+:\d+$/, '')
    .trim();
  return { kind: 'exception', reason: `${error.name}: ${error.message.slice(0, 120)} ${place}` };
}

/** Puts one of the target's lines with a secret between two lines of the input; `at` chooses both. */
export function plant(target: Target, input: Uint8Array, at: number): Uint8Array {
  const lines = target.planted?.lines ?? [];
  if (lines.length === 0) return input;
  const starts = [0];
  for (let i = input.indexOf(10); i !== -1; i = input.indexOf(10, i + 1)) starts.push(i + 1);
  const place = starts[at % starts.length] ?? 0;
  const line = lines[Math.floor(at / starts.length) % lines.length] ?? '';
  return joined(input.subarray(0, place), utf8(`${line}\n`), input.subarray(place));
}

/** Whether a secret came out that stands in the input in a line that tells it is one. */
function leaks(target: Target, input: Uint8Array, text: string): boolean {
  if (target.planted === undefined || !target.planted.spellings.some((secret) => text.includes(secret))) return false;
  const lines = Buffer.from(input).toString('utf8').split('\n');
  return target.planted.lines.some((line) => lines.includes(line));
}

/**
 * Runs one input. `thorough` also reads it a second time and compares, and looks for the planted secret in all that came out.
 * Null: nothing is wrong.
 */
export async function examine(target: Target, input: Uint8Array, thorough: boolean): Promise<Problem | null> {
  try {
    const result = await target.run(input);
    const wrong = target.check?.(result, input) ?? null;
    if (wrong !== null || !thorough) return wrong;
    const text = written(result);
    if (written(await target.run(input)) !== text) return { kind: 'unstable', reason: 'read twice, and differs' };
    return leaks(target, input, text) ? { kind: 'secret', reason: 'the planted secret came out' } : null;
  } catch (error) {
    return exceptionOf(error);
  }
}
