import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ByteStream } from '@ipsec-doctor/engine';

/** Files from this size on are digested by a thread of their own: starting one takes some hundredths of a second. */
export const digestApart = 32 * 2 ** 20;

/** So much is still in the nearer caches of the processor when it is looked at. */
const blockBytes = 2 ** 18;
/** How long the digest is waited for at the end; then it is made here. */
const patienceMs = 30_000;

/*
 * The other thread reads the file once more: it is in the system's cache then, and blocks shared between threads would cost more.
 * `control[0]` turns 1 when the digest of the `size` first bytes is done, -1 when there are fewer. The code is a text so that it needs no
 * file of its own beside the bundle.
 */
const workerCode = `
const { workerData } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const { readSync } = require('node:fs');
const { fd, size, control, result, blockBytes } = workerData;
const tell = (value) => {
  Atomics.store(control, 0, value);
  Atomics.notify(control, 0);
};
try {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(blockBytes);
  let at = 0;
  for (let length = 1; at < size && length > 0; at += length) {
    length = readSync(fd, block, 0, Math.min(blockBytes, size - at), at);
    hash.update(length === blockBytes ? block : block.subarray(0, length));
  }
  result.set(hash.digest());
  tell(at === size ? 1 : -1);
} catch {
  tell(-1);
}
`;

/**
 * Reads a file front to back, up to the size it has now, while another thread digests it. The digest is the same as of any other way: of
 * what was handed out.
 */
export function digestingFileStream(path: string): ByteStream {
  const fd = openSync(path, 'r');
  const { size } = fstatSync(fd);
  const control = new Int32Array(new SharedArrayBuffer(4));
  const result = new Uint8Array(new SharedArrayBuffer(32));
  const worker = new Worker(workerCode, { eval: true, workerData: { fd, size, control, result, blockBytes } });
  worker.on('error', () => {
    // The digest is then waited for in vain, and made here.
  });
  worker.unref();
  const block = Buffer.allocUnsafe(blockBytes);
  let at = 0;
  let open = true;
  let ended = size === 0;
  const digestHere = (length: number): string => {
    const hash = createHash('sha256');
    for (let from = 0; from < length; ) {
      const got = readSync(fd, block, 0, Math.min(blockBytes, length - from), from);
      if (got === 0) break;
      hash.update(block.subarray(0, got));
      from += got;
    }
    return hash.digest('hex');
  };
  return {
    async close() {
      if (!open) return;
      open = false;
      await worker.terminate();
      closeSync(fd);
    },
    async next() {
      if (!open || ended) return null;
      // What fails once is not tried again.
      ended = true;
      const length = readSync(fd, block, 0, Math.min(blockBytes, size - at), at);
      at += length;
      ended = length === 0 || at >= size;
      return length === 0 ? null : block.subarray(0, length);
    },
    digest: () => {
      let fed = 0;
      return {
        update(bytes) {
          fed += bytes.length;
        },
        hex() {
          if (fed !== size) return digestHere(fed);
          if (Atomics.load(control, 0) === 0) Atomics.wait(control, 0, 0, patienceMs);
          return Atomics.load(control, 0) === 1 ? Buffer.from(result).toString('hex') : digestHere(fed);
        },
      };
    },
  };
}
