import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { ArtifactKeys, Diagnosis, EvidenceInput, Lang } from '@ipsec-doctor/engine';
import { forTerminal } from '@ipsec-doctor/engine/document/neutralise';
import { annotate, type CaptureSink } from '@ipsec-doctor/engine/excerpts/annotate';
import { annotationsOf } from '@ipsec-doctor/engine/report/annotations';
import { UsageError } from './evidence.ts';
import { progress } from './progress.ts';

/** Writes every cited capture below a folder, with the findings as comments; says on standard error what was written. */
export async function writeAnnotated(
  folder: string,
  doc: Diagnosis,
  inputs: readonly EvidenceInput[],
  keys: ArtifactKeys,
  lang: Lang,
): Promise<void> {
  const shown = progress();
  try {
    const open = (path: string): CaptureSink => sinkAt(join(folder, path.split('/').join(sep)));
    const comments = annotationsOf(doc, lang);
    const written = await annotate(doc, inputs, comments, open, { keys, onProgress: shown.tell });
    shown.done();
    for (const { path, commented } of written)
      process.stderr.write(`${forTerminal(join(folder, path))}: ${commented} packets with comments\n`);
    const left = doc.artifacts.filter(({ id }) => comments.has(id) && !written.some(({ artifact }) => artifact === id));
    // A pipe is gone.
    for (const { path } of left)
      process.stderr.write(`${forTerminal(path)}: cannot be read again and was not written\n`);
    if (comments.size === 0) process.stderr.write('ipsec-doctor: no capture is cited, so none was written\n');
  } finally {
    shown.done();
  }
}

const blockSize = 1 << 16;

function sinkAt(path: string): CaptureSink {
  mkdirSync(dirname(path), { recursive: true });
  let fd: number;
  try {
    // Nothing is ever written over: among what lies there may be evidence.
    fd = openSync(path, 'wx');
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw taken ? new UsageError(`${path} is there already; name another folder`) : error;
  }
  let held: Uint8Array[] = [];
  let bytes = 0;
  const flush = (): void => {
    const block = Buffer.concat(held);
    for (let at = 0; at < block.length; ) at += writeSync(fd, block, at);
    held = [];
    bytes = 0;
  };
  return {
    write(block) {
      held.push(block);
      bytes += block.length;
      if (bytes >= blockSize) flush();
    },
    end() {
      flush();
      closeSync(fd);
    },
  };
}
