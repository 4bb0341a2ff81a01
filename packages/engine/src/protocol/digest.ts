/**
 * Message digests for evidence that carries them in clear (NAT detection, CERTREQ): synchronous, which WebCrypto is not.
 * Not constant-time and not for secrets. Sources: RFC 1321 (MD5), FIPS 180-4 (SHA-1, SHA-2).
 */

export type DigestName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Digest of `data`. */
export function digest(name: DigestName, data: Uint8Array): Uint8Array {
  switch (name) {
    case 'md5':
      return md5(data);
    case 'sha1':
      return sha1(data);
    case 'sha256':
      return sha256(data);
    default:
      return sha512(data, name === 'sha384');
  }
}

/** Padding of the Merkle-Damgard digests: 0x80, zeros, the length in bits. */
function pad(data: Uint8Array, block: 64 | 128, little: boolean): DataView {
  const tail = block === 64 ? 9 : 17;
  const size = Math.ceil((data.length + tail) / block) * block;
  const padded = new Uint8Array(size);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  const [high, low] = [Math.floor(data.length / 2 ** 29), (data.length << 3) >>> 0];
  view.setUint32(size - 8, little ? low : high, little);
  view.setUint32(size - 4, little ? high : low, little);
  return view;
}

const rotl = (x: number, n: number): number => (x << n) | (x >>> (32 - n));
const rotr = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

const MD5_SHIFTS: readonly number[] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const MD5_SINES: readonly number[] = Array.from(
  { length: 64 },
  (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0,
);

/** MD5 (RFC 1321), 16 bytes. */
export function md5(data: Uint8Array): Uint8Array {
  const view = pad(data, 64, true);
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d] = state as [number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const f =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const g = round === 0 ? i : round === 1 ? (5 * i + 1) & 15 : round === 2 ? (3 * i + 5) & 15 : (7 * i) & 15;
      const sum = (a + f + (MD5_SINES[i] ?? 0) + view.getInt32(at + 4 * g, true)) | 0;
      a = d;
      d = c;
      c = b;
      b = (b + rotl(sum, MD5_SHIFTS[round * 4 + (i & 3)] ?? 0)) | 0;
    }
    [a, b, c, d].forEach((word, i) => {
      state[i] = ((state[i] ?? 0) + word) | 0;
    });
  }
  return words32(state, true);
}

/** Words of one block; digests do not interrupt each other. */
const schedule = new Int32Array(80);

/** SHA-1 (FIPS 180-4 section 6.1), 20 bytes. */
export function sha1(data: Uint8Array): Uint8Array {
  const view = pad(data, 64, false);
  const w = schedule;
  let [h0, h1, h2, h3, h4] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 80; i++)
      w[i] = rotl((w[i - 3] ?? 0) ^ (w[i - 8] ?? 0) ^ (w[i - 14] ?? 0) ^ (w[i - 16] ?? 0), 1);
    let [a, b, c, d, e] = [h0, h1, h2, h3, h4];
    for (let i = 0; i < 80; i++) {
      let f: number;
      if (i < 20) f = ((b & c) | (~b & d)) + 0x5a827999;
      else if (i < 40) f = (b ^ c ^ d) + 0x6ed9eba1;
      else if (i < 60) f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
      else f = (b ^ c ^ d) + 0xca62c1d6;
      const next = (rotl(a, 5) + f + e + (w[i] ?? 0)) | 0;
      e = d;
      d = c;
      c = rotl(b, 30);
      b = a;
      a = next;
    }
    h0 = (h0 + a) | 0;
    h1 = (h1 + b) | 0;
    h2 = (h2 + c) | 0;
    h3 = (h3 + d) | 0;
    h4 = (h4 + e) | 0;
  }
  return words32([h0, h1, h2, h3, h4], false);
}

function words32(state: readonly number[], little: boolean): Uint8Array {
  const out = new Uint8Array(state.length * 4);
  for (let i = 0; i < state.length; i++) {
    const word = state[i] ?? 0;
    for (let k = 0; k < 4; k++) out[4 * i + (little ? k : 3 - k)] = word >>> (8 * k);
  }
  return out;
}

/** The constants of SHA-2 are the first 64 bits of the fractions of roots of the first primes (FIPS 180-4 section 4.2). */
interface Constants {
  readonly k: readonly bigint[];
  readonly h: readonly bigint[];
  readonly k32: Int32Array;
  readonly h32: Int32Array;
}

let constants: Constants | undefined;

function sha2Constants(): Constants {
  if (constants !== undefined) return constants;
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < 80; n++) if (primes.every((p) => n % p !== 0n)) primes.push(n);
  const k = primes.map((p) => BigInt.asUintN(64, root(p << 192n, 3n)));
  const h = primes.slice(0, 16).map((p) => BigInt.asUintN(64, root(p << 128n, 2n)));
  constants = { k, h, k32: Int32Array.from(k.slice(0, 64), top), h32: Int32Array.from(h.slice(0, 8), top) };
  return constants;
}

const top = (x: bigint): number => Number(x >> 32n) | 0;

/** Integer root by Newton from above: the largest r with r^n <= x. */
function root(x: bigint, n: bigint): bigint {
  let r = 1n << BigInt(Math.ceil(x.toString(2).length / Number(n)));
  for (;;) {
    const next = ((n - 1n) * r + x / r ** (n - 1n)) / n;
    if (next >= r) return r;
    r = next;
  }
}

/** SHA-256 (FIPS 180-4 section 6.2), 32 bytes. */
export function sha256(data: Uint8Array): Uint8Array {
  const { k32, h32 } = sha2Constants();
  const view = pad(data, 64, false);
  const state = [...h32];
  const w = schedule;
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15] ?? 0;
      const y = w[i - 2] ?? 0;
      const s0 = rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3);
      const s1 = rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10);
      w[i] = (s1 + (w[i - 7] ?? 0) + s0 + (w[i - 16] ?? 0)) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const t1 =
        (h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + (k32[i] ?? 0) + (w[i] ?? 0)) | 0;
      const t2 = ((rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      state[i] = ((state[i] ?? 0) + word) | 0;
    });
  }
  return words32(state, false);
}

const r64 = (x: bigint, n: bigint): bigint => (x >> n) | BigInt.asUintN(64, x << (64n - n));

// SHA-384 starts from the 9th to 16th primes, SHA-512 from the first eight (FIPS 180-4 section 5.3).
function startState(short: boolean): bigint[] {
  const { h } = sha2Constants();
  return short ? h.slice(8, 16) : h.slice(0, 8);
}

/** SHA-512, or SHA-384 when `short` (FIPS 180-4 sections 6.4 and 6.5). */
function sha512(data: Uint8Array, short: boolean): Uint8Array {
  const { k } = sha2Constants();
  const view = pad(data, 128, false);
  const state = startState(short);
  const w = new BigUint64Array(80);
  for (let at = 0; at < view.byteLength; at += 128) {
    for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(at + 8 * i);
    for (let i = 16; i < 80; i++) {
      const x = w[i - 15] ?? 0n;
      const y = w[i - 2] ?? 0n;
      const s0 = r64(x, 1n) ^ r64(x, 8n) ^ (x >> 7n);
      const s1 = r64(y, 19n) ^ r64(y, 61n) ^ (y >> 6n);
      w[i] = BigInt.asUintN(64, s1 + (w[i - 7] ?? 0n) + s0 + (w[i - 16] ?? 0n));
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let i = 0; i < 80; i++) {
      const big1 = r64(e, 14n) ^ r64(e, 18n) ^ r64(e, 41n);
      const t1 = h + big1 + ((e & f) ^ (~e & g)) + (k[i] ?? 0n) + (w[i] ?? 0n);
      const t2 = (r64(a, 28n) ^ r64(a, 34n) ^ r64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = BigInt.asUintN(64, d + t1);
      d = c;
      c = b;
      b = a;
      a = BigInt.asUintN(64, t1 + t2);
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      state[i] = BigInt.asUintN(64, (state[i] ?? 0n) + word);
    });
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => out.setBigUint64(8 * i, word));
  return new Uint8Array(out.buffer, 0, short ? 48 : 64).slice();
}
