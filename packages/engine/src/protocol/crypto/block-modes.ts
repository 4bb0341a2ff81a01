/** Modes of operation over any block cipher: CBC (RFC 3602), CTR (RFC 3686) and CCM (RFC 3610, RFC 4309). */

/** A block cipher with its key. Blocks have `blockLength` octets; the results are new arrays. */
export interface BlockCipher {
  readonly blockLength: number;
  readonly encrypt: (block: Uint8Array) => Uint8Array;
  readonly decrypt: (block: Uint8Array) => Uint8Array;
}

/** CBC without padding: `data` is a whole number of blocks, `iv` is one block. */
export function cbcDecrypt(cipher: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const size = cipher.blockLength;
  const out = new Uint8Array(data.length);
  let chain = iv;
  for (let at = 0; at + size <= data.length; at += size) {
    const block = data.subarray(at, at + size);
    const clear = cipher.decrypt(block);
    for (let i = 0; i < size; i++) out[at + i] = (clear[i] ?? 0) ^ (chain[i] ?? 0);
    chain = block;
  }
  return out;
}

/** CTR: the last four octets of the counter block count up, big-endian. */
export function ctr(cipher: BlockCipher, counterBlock: Uint8Array, data: Uint8Array): Uint8Array {
  const size = cipher.blockLength;
  const counter = counterBlock.slice();
  const view = new DataView(counter.buffer);
  const out = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += size) {
    const stream = cipher.encrypt(counter);
    for (let i = 0; i < size && at + i < data.length; i++) out[at + i] = (data[at + i] ?? 0) ^ (stream[i] ?? 0);
    view.setUint32(size - 4, (view.getUint32(size - 4) + 1) >>> 0);
  }
  return out;
}

/**
 * CCM with a nonce of 11 octets and a length field of 4, as ESP and IKEv2 use it (RFC 4309 section 4, RFC 5282 section 4).
 * Gives the clear text, or null when the tag does not fit.
 */
export function ccmDecrypt(
  cipher: BlockCipher,
  nonce: Uint8Array,
  aad: Uint8Array,
  data: Uint8Array,
  tag: Uint8Array,
): Uint8Array | null {
  const counter = new Uint8Array(16);
  counter[0] = 3;
  counter.set(nonce, 1);
  const mask = cipher.encrypt(counter);
  counter[15] = 1;
  const clear = ctr(cipher, counter, data);
  const mac = cbcMac(cipher, ccmBlocks(nonce, aad, clear, tag.length));
  return tag.every((byte, at) => byte === ((mac[at] ?? 0) ^ (mask[at] ?? 0))) ? clear : null;
}

/** What the CBC-MAC of CCM runs over: B0, the associated data with its length, the clear text, each filled to whole blocks. */
function ccmBlocks(nonce: Uint8Array, aad: Uint8Array, clear: Uint8Array, tagLength: number): Uint8Array {
  const filled = (length: number): number => Math.ceil(length / 16) * 16;
  const head = aad.length === 0 ? 0 : filled(aad.length + 2);
  const blocks = new Uint8Array(16 + head + filled(clear.length));
  const view = new DataView(blocks.buffer);
  blocks[0] = (aad.length > 0 ? 0x40 : 0) | (((tagLength - 2) / 2) << 3) | 3;
  blocks.set(nonce, 1);
  view.setUint32(12, clear.length);
  if (aad.length > 0) {
    view.setUint16(16, aad.length);
    blocks.set(aad, 18);
  }
  blocks.set(clear, 16 + head);
  return blocks;
}

/** Last block of CBC from a zero IV. */
function cbcMac(cipher: BlockCipher, blocks: Uint8Array): Uint8Array {
  let mac: Uint8Array = new Uint8Array(16);
  for (let at = 0; at < blocks.length; at += 16) mac = cipher.encrypt(xor(mac, blocks.subarray(at, at + 16)));
  return mac;
}

/** Two arrays of one length, combined. */
export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, at) => byte ^ (b[at] ?? 0));
}
