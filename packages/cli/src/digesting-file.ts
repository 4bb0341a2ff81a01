import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ByteStream } from '@ipsec-doctor/engine';

/** Files from this size on are read and digested by a thread of their own: starting one takes some hundredths of a second. */
export const digestApart = 32 * 2 ** 20;

const slots = 16;
const slotBytes = 2 ** 19;
/** A thread that has not moved for so long is given up. */
const patienceMs = 30_000;

const atEnd = -1;
const failed = -2;

/*
 * A ring of blocks that both threads share. `control[0]` turns 1 when the digest is done; `control[1 + slot]` is how many bytes wait
 * in a slot, 0 when it is free, -1 at the end, -2 when reading failed: `result` then holds the code. The code is a text so that it
 * needs no file of its own beside the bundle.
 */
const workerCode = `
const { workerData } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const { readSync } = require('node:fs');
const { fd, ring, control, result, slots, slotBytes } = workerData;
const hash = createHash('sha256');
let whole = false;
const put = (slot, value) => {
  Atomics.store(control, 1 + slot, value);
  Atomics.notify(control, 1 + slot);
};
for (let slot = 0; ; slot = (slot + 1) % slots) {
  for (let held = 1; held !== 0; held = Atomics.load(control, 1 + slot)) Atomics.wait(control, 1 + slot, held);
  let length = 0;
  try {
    length = readSync(fd, ring, slot * slotBytes, slotBytes, null);
  } catch (error) {
    result.set(Buffer.from(String(error.code)).subarray(0, 32));
    put(slot, ${failed});
    break;
  }
  put(slot, length === 0 ? ${atEnd} : length);
  whole = length === 0;
  if (whole) break;
  hash.update(ring.subarray(slot * slotBytes, slot * slotBytes + length));
}
if (whole) result.set(hash.digest());
Atomics.store(control, 0, 1);
Atomics.notify(control, 0);
`;

/** Reads a file front to back in another thread, which digests it meanwhile. The digest is the same as of any other way. */
export function digestingFileStream(path: string): ByteStream {
  const fd = openSync(path, 'r');
  const ring = new Uint8Array(new SharedArrayBuffer(slots * slotBytes));
  const control = new Int32Array(new SharedArrayBuffer(4 * (slots + 1)));
  const result = new Uint8Array(new SharedArrayBuffer(32));
  const worker = new Worker(workerCode, { eval: true, workerData: { fd, ring, control, result, slots, slotBytes } });
  let lost = false;
  worker.on('error', () => {
    lost = true;
  });
  worker.unref();
  let slot = -1;
  let fed = 0;
  let state: 'open' | 'ended' | 'closed' = 'open';
  const close = async (): Promise<void> => {
    if (state === 'closed') return;
    state = 'closed';
    await worker.terminate();
    closeSync(fd);
  };
  /** What the other thread put into a slot; waits for it. */
  const filled = (at: number): number => {
    while (!lost) {
      const held = Atomics.load(control, 1 + at);
      if (held !== 0) return held;
      if (Atomics.wait(control, 1 + at, 0, patienceMs) === 'timed-out') lost = true;
    }
    throw Object.assign(new Error('the thread that reads the file does not answer'), { code: 'ETIMEDOUT' });
  };
  const again = (): string => {
    const hash = createHash('sha256');
    const file = openSync(path, 'r');
    try {
      const block = Buffer.allocUnsafe(slotBytes);
      for (let left = fed; left > 0; ) {
        const length = readSync(file, block, 0, Math.min(left, slotBytes), null);
        if (length === 0) break;
        hash.update(block.subarray(0, length));
        left -= length;
      }
    } finally {
      closeSync(file);
    }
    return hash.digest('hex');
  };
  return {
    close,
    async next() {
      if (state !== 'open') return null;
      if (slot >= 0) {
        Atomics.store(control, 1 + slot, 0);
        Atomics.notify(control, 1 + slot);
      }
      slot = (slot + 1) % slots;
      const length = filled(slot);
      if (length > 0) return ring.subarray(slot * slotBytes, slot * slotBytes + length);
      state = 'ended';
      if (length === atEnd) return null;
      lost = true;
      const code = Buffer.from(result).toString('latin1').replaceAll('\0', '');
      throw Object.assign(new Error('the file could not be read on'), { code });
    },
    digest: () => ({
      update(block) {
        fed += block.length;
      },
      hex() {
        // Given up early, the digest is of what was handed out, and the other thread is ahead of that.
        if (state !== 'ended' || lost) return again();
        if (Atomics.load(control, 0) === 0 && Atomics.wait(control, 0, 0, patienceMs) === 'timed-out') return again();
        return Buffer.from(result).toString('hex');
      },
    }),
  };
}
