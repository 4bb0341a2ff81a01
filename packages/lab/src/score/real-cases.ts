import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesInput, diagnose, type Verdict } from '@ipsec-doctor/engine';

/** A real case by its id, with the cause that was stated by those who solved it and what the diagnosis says. */
export interface RealCase {
  id: string;
  format: string;
  stated: string[];
  /** Leaving the question open is right too. */
  openIsRight: boolean;
  /** Format that the reader chose. */
  readAs: string;
  verdict: Verdict;
  causes: readonly { id: string; confidence: string }[];
  rivals: readonly string[];
  /** A case of a Windows host that is told in prose: nothing of it can be read, and nothing is said. */
  told: boolean;
  /** Where a stated cause stands in the answer. */
  standing: 'first' | 'cause' | 'rival' | 'open' | 'lost';
}

const QUOTES = 'realworld-cases.share.jsonl';
const CAUSES = 'realworld-cases.share.causes.jsonl';

/** Folder of the shared corpus: `IPSEC_DOCTOR_CORPUS`, else `../shared/corpus` beside the project; null when there is none. */
export function corpusFolder(): string | null {
  const named = process.env['IPSEC_DOCTOR_CORPUS'];
  const folder = named ?? fileURLToPath(new URL('../../../../../shared/corpus', import.meta.url));
  return existsSync(join(folder, QUOTES)) && existsSync(join(folder, CAUSES)) ? folder : null;
}

type Row = Record<string, unknown>;

function readRows(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);

function standingOf(stated: string[], causes: string[], rivals: string[]): RealCase['standing'] {
  const first = causes[0];
  if (first === undefined) return 'open';
  if (stated.includes(first)) return 'first';
  if (causes.some((id) => stated.includes(id))) return 'cause';
  return rivals.some((id) => stated.includes(id)) ? 'rival' : 'lost';
}

/** Kinds of quoted evidence that a reader knows. */
const readable = ['pluto', 'charon', 'windows'];

const nothingSaid = {
  told: true,
  readAs: 'none',
  verdict: 'inconclusive',
  causes: [],
  rivals: [],
  standing: 'open',
} as const;

/** Diagnose each runnable case that quotes lines of charon or pluto or an event or error of Windows, from its quoted lines alone. */
export async function runRealCases(folder: string): Promise<RealCase[]> {
  const rows = readRows(join(folder, QUOTES));
  const quotes = new Map(rows.map((row) => [textOf(row['id']), textOf(row['evidence_text'])]));
  const products = new Map(rows.map((row) => [textOf(row['id']), textOf(row['product'])]));
  const results: RealCase[] = [];
  for (const row of readRows(join(folder, CAUSES))) {
    const format = textOf(row['format']);
    const id = textOf(row['id']);
    const stated = listOf(row['cause_ids']);
    const openIsRight = row['inconclusive_is_right_too'] === true;
    if (row['runnable'] !== true && /windows/i.test(products.get(id) ?? ''))
      results.push({ ...nothingSaid, id, format, stated, openIsRight });
    if (row['runnable'] !== true || !readable.some((kind) => format.includes(kind))) continue;
    const text = new TextEncoder().encode(`${quotes.get(id) ?? ''}\n`);
    const answer = await diagnose([bytesInput('case.log', text)]);
    const causes = answer.findings
      .filter(({ role }) => role === 'cause')
      .map(({ id: cause, confidence }) => ({ id: cause, confidence }));
    const rivals = answer.rivals.map((rival) => rival.id);
    results.push({
      id,
      format,
      stated,
      openIsRight,
      told: false,
      readAs: answer.artifacts[0]?.format ?? 'unknown',
      verdict: answer.verdict,
      causes,
      rivals,
      standing: standingOf(
        stated,
        causes.map((cause) => cause.id),
        rivals,
      ),
    });
  }
  return results;
}

/** Stated causes against what is said, for the terminal. */
export function realCaseLines(cases: readonly RealCase[]): string[] {
  return cases
    .filter(({ told }) => !told)
    .map(
      ({ id, stated, standing, verdict, causes, rivals, readAs }) =>
        `${standing.padEnd(5)} ${id} [${stated.join(' ') || 'no fault'}] ${readAs} ${verdict} ${
          causes.map((cause) => `${cause.id}:${cause.confidence}`).join(' ') || '-'
        }${rivals.length === 0 ? '' : ` | ${rivals.join(' ')}`}`,
    );
}
