import type { Lang } from '@ipsec-doctor/engine';
import { workApart } from '../apart.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';
import { progress } from '../progress.ts';
import type { Told, Work } from '../work.ts';

export interface DiagnoseFlags {
  readonly format: 'text' | 'json' | 'markdown' | 'html';
  readonly out?: string;
  readonly save?: string;
  readonly baseline?: string;
  readonly verify?: string;
  readonly annotate?: string;
  readonly host: readonly string[];
  readonly full: boolean;
  readonly lang: Lang;
  readonly color: boolean;
}

/** How long nothing may be heard of a reader: far more than any file takes that does not make it go round in circles. */
const patienceMs = 120_000;
/** The largest cases are judged in seconds; drawing HTML or annotating reads the evidence once more, and tells of that. */
const judgingMs = 900_000;

/** Runs `diagnose`; gives the exit status. */
export async function runDiagnose(paths: readonly string[], flags: DiagnoseFlags): Promise<number> {
  const { status, pieces } = await worked(paths, flags);
  if (flags.save !== undefined) await written(flags.save, pieces.save);
  await written(flags.out, pieces.out);
  if (status === 2) process.stderr.write('ipsec-doctor: none of the files could be read\n');
  return status;
}

async function written(file: string | undefined, pieces: readonly string[]): Promise<void> {
  const output = openOutput(file);
  for (const piece of pieces) await output.write(piece);
  await output.end();
}

interface Worked {
  readonly status: number;
  readonly pieces: Readonly<Record<'save' | 'out', readonly string[]>>;
}

async function worked(paths: readonly string[], flags: DiagnoseFlags): Promise<Worked> {
  const order: Omit<Work, 'leaveOut'> = {
    paths,
    hosts: flags.host,
    lang: flags.lang,
    full: flags.full,
    format: flags.format,
    save: flags.save !== undefined,
    baseline: flags.baseline ?? null,
    verify: flags.verify ?? null,
    annotate: flags.annotate ?? null,
    width: flags.out === undefined ? screenWidth() : 100,
    color: wantsColor(!flags.color, flags.out),
  };
  const shown = progress();
  const pieces = { save: [] as string[], out: [] as string[] };
  let status: number | null = null;
  let failure = new Error('the work ended early');
  const tell = (told: Told): void => {
    if (told.kind === 'progress') shown.tell(told.path, told.bytes, told.size);
    else if (told.kind === 'piece') pieces[told.to].push(told.piece);
    else if (told.kind === 'done') status = told.status;
    else if (told.kind === 'failed') failure = Object.assign(new Error(told.message), { stack: told.stack });
  };
  // Standard input can be read but once, and not by a thread that may have to be begun anew.
  if (paths.includes('-')) {
    const { work } = await import('../work.ts');
    await work({ ...order, leaveOut: new Map() }, tell);
  } else await workApart(order, { script: new URL('../thread.js', import.meta.url), patienceMs, judgingMs }, tell);
  shown.done();
  if (status === null) throw failure;
  return { status, pieces };
}
