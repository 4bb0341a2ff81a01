import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import {
  type ArtifactKeys,
  compareWithBaseline,
  type Diagnosis,
  diagnose,
  type EvidenceInput,
  keysOf,
  type Lang,
  localise,
  verifyAgainst,
  writeDocument,
} from '@ipsec-doctor/engine';
import { gatherEvidence, UsageError } from '../evidence.ts';
import { openOutput, type Output, screenWidth, wantsColor } from '../output.ts';
import { progress } from '../progress.ts';

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

/** A result with the evidence it was made of; a saved one has none. */
interface Case {
  doc: Diagnosis;
  readonly evidence: { readonly inputs: readonly EvidenceInput[]; readonly keys: ArtifactKeys } | null;
}

/** Exit status by contract: 0 healthy, 1 a cause was found, 2 nothing could be read, 3 it cannot be told. */
function exitStatus(doc: Diagnosis): 0 | 1 | 2 | 3 {
  if (!doc.artifacts.some(wasRead)) return 2;
  if (doc.verdict === 'healthy') return 0;
  return doc.findings.some((finding) => finding.role === 'cause') ? 1 : 3;
}

const archives = new Set(['zip', 'tar', 'tar.gz']);

/** Whether there was something in it to look at, understood or not; an archive is what it holds. */
function wasRead({ status, sha256, format }: Diagnosis['artifacts'][number]): boolean {
  return status !== 'corrupt' && sha256 !== null && !archives.has(format);
}

/** Runs `diagnose`; gives the exit status. */
export async function runDiagnose(paths: readonly string[], flags: DiagnoseFlags): Promise<number> {
  const found = await caseOf(paths, flags);
  if (found.evidence === null && flags.annotate !== undefined)
    throw new UsageError('--annotate needs the evidence; a saved result does not hold it');
  const other = (path: string): Promise<Diagnosis> => resultOf([path], { ...flags, host: [] });
  if (flags.baseline !== undefined)
    found.doc = { ...found.doc, baseline: compareWithBaseline(found.doc, await other(flags.baseline)) };
  if (flags.verify !== undefined)
    found.doc = { ...found.doc, verification: verifyAgainst(found.doc, await other(flags.verify)) };
  if (flags.save !== undefined) {
    const file = openOutput(flags.save);
    await writeDocument(found.doc, (piece) => file.write(piece));
    await file.end();
  }
  const output = openOutput(flags.out);
  await draw(found, flags, output);
  await output.end();
  if (flags.annotate !== undefined && found.evidence !== null) {
    const { writeAnnotated } = await import('../annotate.ts');
    await writeAnnotated(flags.annotate, found.doc, found.evidence.inputs, found.evidence.keys, flags.lang);
  }
  const status = exitStatus(found.doc);
  if (status === 2) process.stderr.write('ipsec-doctor: none of the files could be read\n');
  return status;
}

/** A saved result in the language asked for, or the diagnosis of evidence. */
export async function resultOf(
  paths: readonly string[],
  flags: Pick<DiagnoseFlags, 'host' | 'lang' | 'full'>,
): Promise<Diagnosis> {
  return (await caseOf(paths, flags)).doc;
}

async function caseOf(paths: readonly string[], flags: Pick<DiagnoseFlags, 'host' | 'lang' | 'full'>): Promise<Case> {
  const saved = paths.length === 1 && flags.host.length === 0 ? await readSaved(paths[0] ?? '') : null;
  return saved === null ? fresh(paths, flags) : { doc: localise(saved, flags.lang), evidence: null };
}

/** Writes the result in the format asked for. What a format needs is loaded with it. */
async function draw({ doc, evidence }: Case, flags: DiagnoseFlags, output: Output): Promise<void> {
  const { lang, full } = flags;
  const write = (piece: string): Promise<void> => output.write(piece);
  switch (flags.format) {
    case 'json':
      return writeDocument(doc, write);
    case 'markdown': {
      const { drawMarkdown } = await import('@ipsec-doctor/engine/report/markdown');
      return write(drawMarkdown(doc, { lang, full }));
    }
    case 'html': {
      const { writeHtml } = await import('@ipsec-doctor/engine/report/html/report');
      if (evidence === null) return writeHtml(doc, { lang }, write);
      const { excerptsOf } = await import('@ipsec-doctor/engine/excerpts/excerpts');
      const shown = progress();
      try {
        const { inputs, keys } = evidence;
        const excerpts = await excerptsOf(doc, inputs, { keys, onProgress: shown.tell });
        return await writeHtml(doc, { lang, excerpts }, write);
      } finally {
        shown.done();
      }
    }
    case 'text': {
      const { drawTerminal } = await import('@ipsec-doctor/engine/report/terminal');
      const width = flags.out === undefined ? screenWidth() : 100;
      return write(drawTerminal(doc, { lang, width, color: wantsColor(!flags.color, flags.out), full }));
    }
  }
}

async function fresh(paths: readonly string[], flags: Pick<DiagnoseFlags, 'host' | 'lang' | 'full'>): Promise<Case> {
  const inputs = gatherEvidence(paths, flags.host);
  const shown = progress();
  let keys: ArtifactKeys = new Map();
  try {
    const doc = await diagnose(inputs, {
      lang: flags.lang,
      full: flags.full,
      createHash: () => {
        const hash = createHash('sha256');
        return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
      },
      onProgress: shown.tell,
      onIngested: (ingested) => {
        keys = keysOf(ingested);
      },
    });
    return { doc, evidence: { inputs, keys } };
  } finally {
    shown.done();
  }
}

const maxSaved = 512 * 2 ** 20;

/** A result that `--save` or `--format json` wrote, when the file is one; null when it is evidence. */
async function readSaved(path: string): Promise<Diagnosis | null> {
  if (path === '-') return null;
  if (!startsLikeResult(path)) return null;
  const stats = statSync(path);
  if (stats.size > maxSaved) throw new UsageError(`${path}: a saved result of more than ${maxSaved} bytes is not read`);
  const { parseDiagnosis } = await import('@ipsec-doctor/engine/document/schema');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageError(`${path}: a saved result that is damaged`);
  }
  const parsed = parseDiagnosis(value);
  if (parsed.ok) return parsed.doc;
  throw new UsageError(`${path}: not a result of this version (${parsed.problems.slice(0, 3).join('; ')})`);
}

function startsLikeResult(path: string): boolean {
  const head = Buffer.alloc(256);
  try {
    if (!statSync(path).isFile()) return false;
    const fd = openSync(path, 'r');
    try {
      readSync(fd, head, 0, head.length, 0);
    } finally {
      closeSync(fd);
    }
  } catch {
    // What cannot be opened is told of as evidence.
    return false;
  }
  return /^\s{0,8}\{\s{0,8}"schema"\s{0,4}:\s{0,4}"ipsec-doctor\/diagnosis@/.test(head.toString('latin1'));
}
