/** Camellia (RFC 3713) for CBC, CTR and CCM in IKE and ESP (RFC 4312, RFC 5529). Only for reading recorded traffic. */
import type { BlockCipher } from './block-modes.ts';

/** SBOX1 (RFC 3713 section 2.4.1), two hexadecimal digits per entry. */
const sbox1 = [
  '70822cecb327c0e5e4855735ea0cae4123ef6b934519a521ed0e4f4e1d6592bd',
  '86b8af8f7ceb1fce3e30dc5f5ec50b1aa6e139cad5475d3dd9015ad651566c4d',
  '8b0d9a66fbccb02d74122b20f0b18499df4ccbc2347e76056db7a931d11704d7',
  '14583a61de1b111c320f9c165318f222fe44cfb2c3b57a912408e8a860fc6950',
  'aad0a07da1896297545b1e95e0ff64d210c40048a3f775db8a03e6da093fdd94',
  '875c8302cd4a90337367f6f39d7fbfe2529bd826c837c63b81966f4b13be632e',
  'e979a78c9f6ebc8e29f5f9b62ffdb4597898066ae74671bad425ab4288a28dfa',
  '7207b955f8eeac0a36492a683c38f1a44028d37bbbc943c115e3adf477c7809e',
].flatMap((row) => (row.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16)));

const mask64 = 0xffffffffffffffffn;
const mask128 = (1n << 128n) - 1n;

const sigma = [
  0xa09e667f3bcc908bn,
  0xb67ae8584caa73b2n,
  0xc6ef372fe94f82ben,
  0x54ff53a5f1d36f1cn,
  0x10e527fade682d1dn,
  0xb05688c2b3e6c1fdn,
] as const;

const s1 = (x: number): number => sbox1[x & 255] ?? 0;
const s2 = (x: number): number => ((s1(x) << 1) | (s1(x) >> 7)) & 255;
const s3 = (x: number): number => ((s1(x) << 7) | (s1(x) >> 1)) & 255;
const s4 = (x: number): number => s1(((x << 1) | ((x & 255) >> 7)) & 255);
const boxes = [s1, s2, s3, s4, s2, s3, s4, s1] as const;

/** The F-function (section 2.4.1). */
function f(input: bigint, key: bigint): bigint {
  const x = input ^ key;
  const t = boxes.map((box, at) => box(Number((x >> BigInt(56 - 8 * at)) & 0xffn)));
  const [t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0, t8 = 0] = t;
  const y = [
    t1 ^ t3 ^ t4 ^ t6 ^ t7 ^ t8,
    t1 ^ t2 ^ t4 ^ t5 ^ t7 ^ t8,
    t1 ^ t2 ^ t3 ^ t5 ^ t6 ^ t8,
    t2 ^ t3 ^ t4 ^ t5 ^ t6 ^ t7,
    t1 ^ t2 ^ t6 ^ t7 ^ t8,
    t2 ^ t3 ^ t5 ^ t7 ^ t8,
    t3 ^ t4 ^ t5 ^ t6 ^ t8,
    t1 ^ t4 ^ t5 ^ t6 ^ t7,
  ];
  return y.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
}

const low32 = 0xffffffffn;
const turn32 = (x: bigint): bigint => ((x << 1n) | (x >> 31n)) & low32;

/** FL (section 2.4.2). */
function fl(x: bigint, key: bigint): bigint {
  const right = (x & low32) ^ turn32((x >> 32n) & (key >> 32n));
  const left = (x >> 32n) ^ (right | (key & low32));
  return (left << 32n) | right;
}

/** FL inverse (section 2.4.3). */
function flInverse(y: bigint, key: bigint): bigint {
  const left = (y >> 32n) ^ ((y & low32) | (key & low32));
  const right = (y & low32) ^ turn32(left & (key >> 32n));
  return (left << 32n) | right;
}

interface Schedule {
  readonly whitening: readonly bigint[];
  readonly rounds: readonly bigint[];
  readonly layers: readonly bigint[];
}

/** Left half, then right half, of a 128-bit value turned left by `by`. */
function turned(value: bigint, by: number): [bigint, bigint] {
  const n = BigInt(by);
  const all = ((value << n) | (value >> (128n - n))) & mask128;
  return [all >> 64n, all & mask64];
}

/** The key schedule (sections 2.2 and 2.3). */
function schedule(key: Uint8Array): Schedule {
  const words = [...key].reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  const kl = key.length === 16 ? words : words >> BigInt((key.length - 16) * 8);
  const rest = words & mask64;
  const kr = key.length === 16 ? 0n : key.length === 24 ? (rest << 64n) | (~rest & mask64) : words & mask128;
  let d1 = (kl ^ kr) >> 64n;
  let d2 = (kl ^ kr) & mask64;
  d2 ^= f(d1, sigma[0]);
  d1 ^= f(d2, sigma[1]);
  d1 ^= kl >> 64n;
  d2 ^= kl & mask64;
  d2 ^= f(d1, sigma[2]);
  d1 ^= f(d2, sigma[3]);
  const ka = (d1 << 64n) | d2;
  d1 = (ka ^ kr) >> 64n;
  d2 = (ka ^ kr) & mask64;
  d2 ^= f(d1, sigma[4]);
  d1 ^= f(d2, sigma[5]);
  const kb = (d1 << 64n) | d2;
  if (key.length === 16)
    return {
      whitening: [...turned(kl, 0), ...turned(ka, 111)],
      rounds: [
        ...turned(ka, 0),
        ...turned(kl, 15),
        ...turned(ka, 15),
        ...turned(kl, 45),
        turned(ka, 45)[0],
        turned(kl, 60)[1],
        ...turned(ka, 60),
        ...turned(kl, 94),
        ...turned(ka, 94),
        ...turned(kl, 111),
      ],
      layers: [...turned(ka, 30), ...turned(kl, 77)],
    };
  return {
    whitening: [...turned(kl, 0), ...turned(kb, 111)],
    rounds: [
      ...turned(kb, 0),
      ...turned(kr, 15),
      ...turned(ka, 15),
      ...turned(kb, 30),
      ...turned(kl, 45),
      ...turned(ka, 45),
      ...turned(kr, 60),
      ...turned(kb, 60),
      ...turned(kl, 77),
      ...turned(kr, 94),
      ...turned(ka, 94),
      ...turned(kl, 111),
    ],
    layers: [...turned(kr, 30), ...turned(kl, 60), ...turned(ka, 77)],
  };
}

/** The same keys from the other end (section 2.3.3). */
function backwards(keys: Schedule): Schedule {
  const [w1 = 0n, w2 = 0n, w3 = 0n, w4 = 0n] = keys.whitening;
  return { whitening: [w3, w4, w1, w2], rounds: keys.rounds.toReversed(), layers: keys.layers.toReversed() };
}

function crypt(keys: Schedule, block: Uint8Array): Uint8Array {
  const view = new DataView(block.buffer, block.byteOffset, 16);
  const [w1 = 0n, w2 = 0n, w3 = 0n, w4 = 0n] = keys.whitening;
  let left = view.getBigUint64(0) ^ w1;
  let right = view.getBigUint64(8) ^ w2;
  keys.rounds.forEach((key, at) => {
    if (at > 0 && at % 6 === 0) {
      left = fl(left, keys.layers[at / 3 - 2] ?? 0n);
      right = flInverse(right, keys.layers[at / 3 - 1] ?? 0n);
    }
    if (at % 2 === 0) right ^= f(left, key);
    else left ^= f(right, key);
  });
  const out = new DataView(new ArrayBuffer(16));
  out.setBigUint64(0, right ^ w3);
  out.setBigUint64(8, left ^ w4);
  return new Uint8Array(out.buffer);
}

/** Camellia with a key of 16, 24 or 32 octets. */
export function camellia(key: Uint8Array): BlockCipher {
  const keys = schedule(key);
  const reverse = backwards(keys);
  return {
    blockLength: 16,
    encrypt: (block) => crypt(keys, block),
    decrypt: (block) => crypt(reverse, block),
  };
}
