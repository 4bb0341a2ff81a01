/** A thread like the command's, with readers that harm: by the first word of a file they throw, hang, or take all memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { documentText, ingest, judge } from '@ipsec-doctor/engine';
import { textFormats } from '@ipsec-doctor/engine/formats/index';
import type { TextFormat } from '@ipsec-doctor/engine/formats/reader';
import { readWire } from '@ipsec-doctor/engine/protocol/wire';
import { gatherEvidence } from './evidence.ts';
import type { Told, Work } from './work.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const tell = (told: Told): void => parentPort?.postMessage(told);

const harms: Readonly<Record<string, () => void>> = {
  throws() {
    throw new TypeError('made up');
  },
  hangs() {
    const forever = { ever: true };
    while (forever.ever);
  },
  eats() {
    const kept: number[][] = [];
    while (kept.length >= 0) kept.push(new Array<number>(200_000).fill(0.5));
  },
};

const harmful: TextFormat = {
  format: 'harmful',
  sniff: ([first = '']) => (first in harms ? 100 : 0),
  open: () => ({
    line: (text) => harms[text]?.(),
    end() {
      throw new Error('never reached');
    },
  }),
};

const order = workerData as Work;
const ingested = await ingest(gatherEvidence(order.paths, order.hosts), {
  formats: [harmful, ...textFormats],
  readWire,
  leaveOut: order.leaveOut,
  onOpen: (number) => tell({ kind: 'open', number }),
});
tell({ kind: 'judging' });
tell({ kind: 'piece', to: 'out', piece: await documentText(judge(ingested, { lang: order.lang })) });
tell({ kind: 'done', status: 0 });
