/**
 * DES and 3DES (FIPS 46-3), as old IKE and ESP use them (RFC 2405, RFC 2451). Only for reading recorded traffic: nothing here
 * is hardened against timing.
 */
import type { BlockCipher } from './block-modes.ts';

const initialPermutation = [
  58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4, 62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24,
  16, 8, 57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3, 61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31,
  23, 15, 7,
];
const finalPermutation = [
  40, 8, 48, 16, 56, 24, 64, 32, 39, 7, 47, 15, 55, 23, 63, 31, 38, 6, 46, 14, 54, 22, 62, 30, 37, 5, 45, 13, 53, 21,
  61, 29, 36, 4, 44, 12, 52, 20, 60, 28, 35, 3, 43, 11, 51, 19, 59, 27, 34, 2, 42, 10, 50, 18, 58, 26, 33, 1, 41, 9, 49,
  17, 57, 25,
];
const keyChoice1 = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, 63, 55,
  47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];
const keyChoice2 = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30,
  40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];
const permutation = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
];
const shifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];
/** The eight S-boxes (FIPS 46-3 appendix 1): four rows of sixteen each, one hexadecimal digit per entry. */
const boxes: readonly (readonly number[])[] = [
  'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
  'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
  'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
  '7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
  '2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
  'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
  '4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
  'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b',
].map((digits) => [...digits].map((digit) => Number.parseInt(digit, 16)));

type Bits = readonly number[];

function bitsOf(bytes: Uint8Array): number[] {
  const bits: number[] = [];
  for (const byte of bytes) for (let bit = 7; bit >= 0; bit--) bits.push((byte >> bit) & 1);
  return bits;
}

function choose(bits: Bits, table: readonly number[]): number[] {
  return table.map((at) => bits[at - 1] ?? 0);
}

/** Sixteen round keys, each as eight groups of six bits. */
function schedule(key: Uint8Array): number[][] {
  const chosen = choose(bitsOf(key), keyChoice1);
  let left = chosen.slice(0, 28);
  let right = chosen.slice(28);
  return shifts.map((by) => {
    left = [...left.slice(by), ...left.slice(0, by)];
    right = [...right.slice(by), ...right.slice(0, by)];
    const bits = choose([...left, ...right], keyChoice2);
    const groups: number[] = [];
    for (let group = 0; group < 8; group++) {
      let value = 0;
      for (let bit = 0; bit < 6; bit++) value = (value << 1) | (bits[group * 6 + bit] ?? 0);
      groups.push(value);
    }
    return groups;
  });
}

/** S-boxes and permutation P together: 32-bit words by box and six bits of input. */
const spread: readonly Uint32Array[] = boxes.map((box, group) => {
  const words = new Uint32Array(64);
  for (let input = 0; input < 64; input++) {
    const row = ((input >> 4) & 2) | (input & 1);
    const value = (box[row * 16 + ((input >> 1) & 15)] ?? 0) << (28 - 4 * group);
    let word = 0;
    permutation.forEach((from, to) => {
      if (((value >>> (32 - from)) & 1) === 1) word |= 1 << (31 - to);
    });
    words[input] = word >>> 0;
  }
  return words;
});

function permute(block: Uint8Array, table: readonly number[]): Uint8Array {
  const out = new Uint8Array(8);
  table.forEach((from, to) => {
    const bit = ((block[(from - 1) >> 3] ?? 0) >> (7 - ((from - 1) & 7))) & 1;
    out[to >> 3] = (out[to >> 3] ?? 0) | (bit << (7 - (to & 7)));
  });
  return out;
}

/** The expansion E and the round function: group g takes bits 4g-1 to 4g+4 of the right half, wrapping around. */
function round(right: number, keys: readonly number[]): number {
  let out = 0;
  for (let group = 0; group < 8; group++) {
    const turned = (right << ((group * 4 + 31) & 31)) | (right >>> (32 - ((group * 4 + 31) & 31)));
    out ^= spread[group]?.[((turned >>> 26) & 63) ^ (keys[group] ?? 0)] ?? 0;
  }
  return out;
}

function crypt(keys: readonly (readonly number[])[], block: Uint8Array): Uint8Array {
  const start = permute(block, initialPermutation);
  const view = new DataView(start.buffer);
  let left = view.getInt32(0);
  let right = view.getInt32(4);
  for (const key of keys) [left, right] = [right, left ^ round(right, key)];
  view.setInt32(0, right);
  view.setInt32(4, left);
  return permute(start, finalPermutation);
}

/** DES with a key of 8 octets, parity bits ignored (FIPS 46-3). */
export function des(key: Uint8Array): BlockCipher {
  const keys = schedule(key);
  const backwards = keys.toReversed();
  return {
    blockLength: 8,
    encrypt: (block) => crypt(keys, block),
    decrypt: (block) => crypt(backwards, block),
  };
}

/** 3DES in EDE order with a key of 24 octets (RFC 2451). */
export function tripleDes(key: Uint8Array): BlockCipher {
  const [one, two, three] = [des(key.subarray(0, 8)), des(key.subarray(8, 16)), des(key.subarray(16, 24))];
  return {
    blockLength: 8,
    encrypt: (block) => three.encrypt(two.decrypt(one.encrypt(block))),
    decrypt: (block) => one.decrypt(two.encrypt(three.decrypt(block))),
  };
}
