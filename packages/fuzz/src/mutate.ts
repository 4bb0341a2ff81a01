/** Turns one input into another. Every choice comes from the given source of numbers. */
import { joined } from './bytes.ts';
import type { Random } from './random.ts';

export interface Material {
  readonly random: Random;
  /** Words of the format itself. */
  readonly words: readonly Uint8Array[];
  /** Another input to take pieces from. */
  readonly other: Uint8Array;
  /** Lines matter. */
  readonly text: boolean;
  readonly maxLength: number;
}

type Mutator = (input: Uint8Array, material: Material) => Uint8Array;

const newline = 10;

// The edges of the integers a length, a count or an offset may be kept in.
const interesting: readonly number[] = [
  0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 100, 127, 128, 254, 255, 256, 511, 512, 1000, 1024, 4095, 4096, 16383,
  16384, 32767, 32768, 65534, 65535, 65536, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

function put(bytes: Uint8Array, at: number, value: number, width: 1 | 2 | 4, little: boolean): void {
  for (let i = 0; i < width; i++) {
    const place = little ? at + i : at + width - 1 - i;
    if (place < bytes.length) bytes[place] = (value >>> (8 * i)) & 255;
  }
}

function get(bytes: Uint8Array, at: number, width: 1 | 2 | 4, little: boolean): number {
  let value = 0;
  for (let i = 0; i < width; i++) {
    const place = little ? at + width - 1 - i : at + i;
    value = value * 256 + (bytes[place] ?? 0);
  }
  return value;
}

/** Replaces `length` bytes at `at`. */
function splice(input: Uint8Array, at: number, length: number, piece: Uint8Array): Uint8Array {
  return joined(input.subarray(0, at), piece, input.subarray(Math.min(input.length, at + length)));
}

/** Lengths of blocks: mostly short. */
function blockLength(random: Random, max: number): number {
  const scale = random.pick([4, 16, 64, 1024, 65536]) ?? 4;
  return 1 + random.below(Math.max(1, Math.min(scale, max)));
}

function pieceOf(bytes: Uint8Array, random: Random): Uint8Array {
  const from = random.below(bytes.length);
  return bytes.slice(from, from + blockLength(random, bytes.length - from));
}

const width = (random: Random): 1 | 2 | 4 => random.pick([1, 2, 4] as const) ?? 1;

const onBytes: readonly Mutator[] = [
  function flipBit(input, { random }) {
    const out = input.slice();
    const at = random.below(out.length);
    out[at] = (out[at] ?? 0) ^ (1 << random.below(8));
    return out;
  },
  function setByte(input, { random }) {
    const out = input.slice();
    out[random.below(out.length)] = random.below(256);
    return out;
  },
  function setInteresting(input, { random }) {
    const out = input.slice();
    put(out, random.below(out.length), random.pick(interesting) ?? 0, width(random), random.oneIn(2));
    return out;
  },
  function addToField(input, { random }) {
    const out = input.slice();
    const at = random.below(out.length);
    const size = width(random);
    const little = random.oneIn(2);
    const by = 1 + random.below(35);
    put(out, at, get(out, at, size, little) + (random.oneIn(2) ? by : -by), size, little);
    return out;
  },
  function setLengthField(input, { random }) {
    const out = input.slice();
    const at = random.below(out.length);
    // What is left, and what is nearly left: the lengths that readers compare with.
    const left = out.length - at + random.below(9) - 4;
    put(out, at, left, width(random), random.oneIn(2));
    return out;
  },
  function removeBlock(input, { random }) {
    const at = random.below(input.length);
    return splice(input, at, blockLength(random, input.length - at), new Uint8Array(0));
  },
  function insertNoise(input, { random }) {
    const piece = Uint8Array.from({ length: blockLength(random, 64) }, () => random.below(256));
    return splice(input, random.below(input.length + 1), 0, piece);
  },
  function insertRun(input, { random }) {
    return splice(
      input,
      random.below(input.length + 1),
      0,
      new Uint8Array(blockLength(random, 4096)).fill(random.below(256)),
    );
  },
  function duplicateBlock(input, { random }) {
    return splice(input, random.below(input.length + 1), 0, pieceOf(input, random));
  },
  function moveBlock(input, { random }) {
    const at = random.below(input.length);
    const piece = input.slice(at, at + blockLength(random, input.length - at));
    const rest = splice(input, at, piece.length, new Uint8Array(0));
    return splice(rest, random.below(rest.length + 1), 0, piece);
  },
  function overwriteFromOther(input, { random, other }) {
    const piece = pieceOf(other, random);
    return splice(input, random.below(input.length), piece.length, piece);
  },
  function spliceWithOther(input, { random, other }) {
    return joined(input.subarray(0, random.below(input.length + 1)), other.subarray(random.below(other.length + 1)));
  },
  function truncate(input, { random }) {
    return input.slice(0, random.below(input.length + 1));
  },
  function insertWord(input, { random, words }) {
    return splice(input, random.below(input.length + 1), 0, random.pick(words) ?? new Uint8Array(0));
  },
  function overwriteWithWord(input, { random, words }) {
    const word = random.pick(words) ?? new Uint8Array(0);
    return splice(input, random.below(input.length), word.length, word);
  },
];

/** Where lines begin; a text always has one. */
function lineStarts(input: Uint8Array): number[] {
  const starts = [0];
  for (let at = input.indexOf(newline); at !== -1; at = input.indexOf(newline, at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(input: Uint8Array, starts: readonly number[], i: number): Uint8Array {
  return input.subarray(starts[i] ?? 0, starts[i + 1] ?? input.length);
}

const onLines: readonly Mutator[] = [
  function dropLine(input, { random }) {
    const starts = lineStarts(input);
    const i = random.below(starts.length);
    return splice(input, starts[i] ?? 0, lineAt(input, starts, i).length, new Uint8Array(0));
  },
  function duplicateLine(input, { random }) {
    const starts = lineStarts(input);
    const line = lineAt(input, starts, random.below(starts.length));
    const times = random.oneIn(8) ? 1 + random.below(200) : 1;
    const many = joined(...Array.from({ length: times }, () => line));
    return splice(input, starts[random.below(starts.length)] ?? 0, 0, many);
  },
  function swapLines(input, { random }) {
    const starts = lineStarts(input);
    const lines = starts.map((_, i) => lineAt(input, starts, i));
    const [i, j] = [random.below(lines.length), random.below(lines.length)];
    const [one, two] = [lines[i], lines[j]];
    if (one === undefined || two === undefined) return input;
    lines[i] = two;
    lines[j] = one;
    return joined(...lines);
  },
  function lineFromOther(input, { random, other }) {
    const theirs = lineStarts(other);
    const starts = lineStarts(input);
    const line = lineAt(other, theirs, random.below(theirs.length));
    return splice(input, starts[random.below(starts.length)] ?? 0, 0, line);
  },
  function lengthenLine(input, { random }) {
    const starts = lineStarts(input);
    const i = random.below(starts.length);
    const line = lineAt(input, starts, i);
    const piece = pieceOf(line, random);
    const count = Math.ceil(blockLength(random, 32768) / Math.max(1, piece.length));
    const at = (starts[i] ?? 0) + random.below(line.length + 1);
    return splice(input, at, 0, joined(...Array.from({ length: Math.min(count, 20_000) }, () => piece)));
  },
  function exchangeNumber(input, { random }) {
    const digits = [...input.keys()].filter((i) => isDigit(input[i]) && !isDigit(input[i - 1]));
    const at = random.pick(digits);
    if (at === undefined) return input;
    let end = at;
    while (isDigit(input[end])) end++;
    const value = random.oneIn(4) ? '9'.repeat(1 + random.below(40)) : String(random.pick(interesting) ?? 0);
    return splice(
      input,
      at,
      end - at,
      Uint8Array.from(value, (digit) => digit.charCodeAt(0)),
    );
  },
];

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** One to sixteen changes, one on top of the other. */
export function mutate(input: Uint8Array, material: Material): Uint8Array {
  const { random, text, maxLength } = material;
  const mutators = text ? [...onLines, ...onLines, ...onBytes] : onBytes;
  let out = input;
  for (let left = 1 << random.below(5); left > 0; left--) {
    const changed = random.pick(mutators)?.(out.length === 0 ? Uint8Array.of(0) : out, material) ?? out;
    out = changed.length > maxLength ? changed.slice(0, maxLength) : changed;
  }
  return out;
}
