const tables: readonly Uint32Array[] = (() => {
  const made = [0, 1, 2, 3].map(() => new Uint32Array(256));
  const [first = new Uint32Array(256)] = made;
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    first[n] = c >>> 0;
  }
  for (let t = 1; t < 4; t++)
    for (let n = 0; n < 256; n++) {
      const before = made[t - 1]?.[n] ?? 0;
      const table = made[t];
      if (table !== undefined) table[n] = ((first[before & 255] ?? 0) ^ (before >>> 8)) >>> 0;
    }
  return made;
})();

/**
 * CRC-32 of ISO 3309 (that of ZIP, gzip and EVTX) over `bytes` from `from` up to `to`, taken on from the sum `start` of what came
 * before.
 */
export function crc32(bytes: Uint8Array, from = 0, to: number = bytes.length, start = 0): number {
  const [t0 = new Uint32Array(0), t1 = new Uint32Array(0), t2 = new Uint32Array(0), t3 = new Uint32Array(0)] = tables;
  let c = ~start;
  let i = from;
  for (const end = to - 3; i < end; i += 4) {
    c ^= (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24);
    c = (t3[c & 255] ?? 0) ^ (t2[(c >>> 8) & 255] ?? 0) ^ (t1[(c >>> 16) & 255] ?? 0) ^ (t0[c >>> 24] ?? 0);
  }
  for (; i < to; i++) c = (t0[(c ^ (bytes[i] ?? 0)) & 255] ?? 0) ^ (c >>> 8);
  return ~c >>> 0;
}
