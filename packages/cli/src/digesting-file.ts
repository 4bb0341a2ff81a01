import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ByteStream } from '@ipsec-doctor/engine';

/** Files from this size on are digested by a thread of their own: starting one takes some hundredths of a second. */
export const digestApart = 64 * 2 ** 20;

const slots = 8;
const slotBytes = 2 ** 20;
/** A thread that has not moved for so long is given up, and the file digested here. */
const patienceMs = 30_000;

/*
 * A ring of blocks that both threads share. `control[0]` turns 1 when the digest is done; `control[1 + slot]` is how many bytes wait
 * in a slot, 0 when it is free, -1 at the end. The code is a text so that it needs no file of its own beside the bundle.
 */
const workerCode = `
const { workerData } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const { ring, control, result, slots, slotBytes } = workerData;
const hash = createHash('sha256');
for (let slot = 0; ; slot = (slot + 1) % slots) {
  Atomics.wait(control, 1 + slot, 0);
  const length = Atomics.load(control, 1 + slot);
  if (length < 0) break;
  hash.update(ring.subarray(slot * slotBytes, slot * slotBytes + length));
  Atomics.store(control, 1 + slot, 0);
  Atomics.notify(control, 1 + slot);
}
result.set(hash.digest());
Atomics.store(control, 0, 1);
Atomics.notify(control, 0);
`;

/** Reads a file front to back while another thread digests what was read. The digest is the same as of any other way. */
export function digestingFileStream(path: string): ByteStream {
  let fd: number | null = openSync(path, 'r');
  const ring = new Uint8Array(new SharedArrayBuffer(slots * slotBytes));
  const control = new Int32Array(new SharedArrayBuffer(4 * (slots + 1)));
  const result = new Uint8Array(new SharedArrayBuffer(32));
  const worker = new Worker(workerCode, { eval: true, workerData: { ring, control, result, slots, slotBytes } });
  let lost = false;
  worker.on('error', () => {
    lost = true;
  });
  worker.unref();
  let slot = -1;
  let bytes = 0;
  /** Waits until a slot is free; false when the other thread is not there any more. */
  const free = (at: number): boolean => {
    for (;;) {
      const held = Atomics.load(control, 1 + at);
      if (held === 0) return true;
      if (lost || Atomics.wait(control, 1 + at, held, patienceMs) === 'timed-out') return false;
    }
  };
  const close = async (): Promise<void> => {
    if (fd !== null) closeSync(fd);
    fd = null;
    await worker.terminate();
  };
  const again = (): string => {
    const hash = createHash('sha256');
    const file = openSync(path, 'r');
    try {
      const block = Buffer.allocUnsafe(slotBytes);
      for (let left = bytes; left > 0; ) {
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
      if (fd === null) return null;
      slot = (slot + 1) % slots;
      if (!lost && !free(slot)) lost = true;
      const block = ring.subarray(slot * slotBytes, (slot + 1) * slotBytes);
      const length = readSync(fd, block, 0, slotBytes, null);
      if (length > 0) return block.subarray(0, length);
      closeSync(fd);
      fd = null;
      slot = (slot + slots - 1) % slots;
      return null;
    },
    digest: () => ({
      update(block) {
        bytes += block.length;
        if (lost) return;
        Atomics.store(control, 1 + slot, block.length);
        Atomics.notify(control, 1 + slot);
      },
      hex() {
        const last = (slot + 1) % slots;
        if (lost || !free(last)) return again();
        Atomics.store(control, 1 + last, -1);
        Atomics.notify(control, 1 + last);
        if (Atomics.load(control, 0) === 0 && Atomics.wait(control, 0, 0, patienceMs) === 'timed-out') return again();
        return Buffer.from(result).toString('hex');
      },
    }),
  };
}
