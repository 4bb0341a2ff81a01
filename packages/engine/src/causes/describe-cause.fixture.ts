/** The tests every cause has to pass, over evidence: what proves it, what looks like it, and what is too little. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Confidence, Diagnosis, Finding } from '../document/types.ts';
import { bytesOfFile, diagnoseFiles, type EvidenceFile } from './play.fixture.ts';

const grades: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, possible: 1 };

export interface CauseFixture {
  /** Enough evidence: the cause comes first. */
  readonly proves: {
    readonly files: readonly EvidenceFile[];
    readonly confidence: Confidence;
    readonly details?: Readonly<Record<string, unknown>>;
    /** Host label where the first next step with a host of its own is to be made. */
    readonly also?: (diagnosis: Diagnosis, finding: Finding) => void;
  };
  /** Looks alike, and is something else: the cause that it is (null: healthy), by a sentence that tells the difference. */
  readonly unlike: Readonly<Record<string, { readonly files: readonly EvidenceFile[]; readonly is: string | null }>>;
  /** Too little evidence: the cause is a candidate, and something is asked for. */
  readonly cannotTell: {
    readonly files: readonly EvidenceFile[];
    /** So little that no failure shows: nothing is named, and what would show one is asked for. */
    readonly unseen?: boolean;
  };
  /** Causes that less evidence may rightly name instead: what the peer was told, what another cause brings about. */
  readonly orCertain?: readonly string[];
  /** Causes that less evidence may name without certainty when the set of this one's break point is out of sight. */
  readonly instead?: readonly string[];
}

/** Findings that are causes. */
export function causesOf(diagnosis: Diagnosis): readonly Finding[] {
  return diagnosis.findings.filter((finding) => finding.role === 'cause');
}

/** Ids of causes and of their rivals. */
export function candidates(diagnosis: Diagnosis): readonly string[] {
  return [...new Set([...causesOf(diagnosis).map(({ id }) => id), ...diagnosis.rivals.map(({ id }) => id)])];
}

/** A cited stretch of a file, counted from zero; both ends belong to it. */
interface Place {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** The records (lines, packets) a finding cites; a section of a configuration is cited by its first and its last line. */
export function citedPlaces(diagnosis: Diagnosis, finding: Finding): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { source } of finding.evidence) {
    const found = diagnosis.sources.find(({ id }) => id === source);
    const path = diagnosis.artifacts.find(({ id }) => id === found?.artifact)?.path;
    const counts = (found?.at ?? []).flatMap((step) =>
      'line' in step ? [step.line] : 'packet' in step ? [step.packet] : [],
    );
    if (path === undefined || counts.length === 0) continue;
    const place = { path, from: Math.min(...counts) - 1, to: Math.max(...counts) - 1 };
    places.set(`${path}:${place.from}-${place.to}`, place);
  }
  return [...places.values()];
}

function within(place: Place, path: string, index: number): boolean {
  return place.path === path && index >= place.from && index <= place.to;
}

/** The evidence without some records; a file without any is gone. */
export function without(
  files: readonly EvidenceFile[],
  gone: (path: string, index: number) => boolean,
): EvidenceFile[] {
  return files.flatMap((file): EvidenceFile[] => {
    if ('lines' in file) {
      const lines = file.lines.filter((_, i) => !gone(file.path, i));
      return lines.length === 0 ? [] : [{ path: file.path, lines }];
    }
    const packets = file.packets.filter((_, i) => !gone(file.path, i));
    return packets.length === 0 ? [] : [{ path: file.path, packets }];
  });
}

/** What a finding rests on, free of line numbers: path, time and words of each citation. */
function grounds(diagnosis: Diagnosis, finding: Finding): string {
  return finding.evidence
    .map(({ source, time, quote }) => {
      const artifact = diagnosis.sources.find(({ id }) => id === source)?.artifact;
      return `${diagnosis.artifacts.find(({ id }) => id === artifact)?.path} ${time} ${quote}`;
    })
    .sort()
    .join('\n');
}

function show(diagnosis: Diagnosis): string {
  return [
    diagnosis.verdict,
    ...diagnosis.findings.map(
      (finding) =>
        `${finding.role} ${finding.id} ${finding.confidence}: ${finding.evidence.map(({ quote }) => quote).join(' | ')}`,
    ),
    `rivals ${diagnosis.rivals.map(({ id }) => id).join(' ')}`,
    ...diagnosis.incidents.map(({ breakPoint }) => JSON.stringify(breakPoint)),
    ...diagnosis.negotiations.flatMap(({ messages }) =>
      messages.map((row) =>
        [
          `  ${row.step} from ${row.from} x${row.copies}`,
          `sent ${row.sentByLog} left ${row.seenLeaving} arrived ${row.seenArriving}`,
          `received ${row.receivedByLog} processed ${row.processed} answered ${row.answered}`,
        ].join(' '),
      ),
    ),
    diagnosis.artifacts.map(({ path, records }) => `${path} ${records}`).join(', '),
  ].join('\n');
}

/** With `EVIDENCE_DIR` set, the evidence that proves a cause is written there, to be looked at with the command. */
async function writeOut(id: string, files: readonly EvidenceFile[]): Promise<void> {
  const folder = process.env['EVIDENCE_DIR'];
  if (folder === undefined || folder === '') return;
  for (const file of files) {
    const path = join(folder, id, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytesOfFile(file));
  }
}

/** A finding weakens or changes when a record it cites is taken away, and certainty ends when all it cites is. */
async function restsOnWhatItCites(id: string, files: readonly EvidenceFile[]): Promise<void> {
  const before = await diagnoseFiles(files);
  const finding = causesOf(before).find((item) => item.id === id);
  if (finding === undefined) throw new Error(`${id} is no cause of ${show(before)}`);
  const places = citedPlaces(before, finding);
  expect(places.length, 'records cited').toBeGreaterThan(0);
  for (const place of places) {
    const after = await diagnoseFiles(without(files, (path, index) => within(place, path, index)));
    const same = causesOf(after).find((item) => item.id === id);
    const changed =
      same === undefined ||
      grades[same.confidence] < grades[finding.confidence] ||
      grounds(after, same) !== grounds(before, finding) ||
      JSON.stringify(same.details) !== JSON.stringify(finding.details);
    expect(changed, `${id} does not mind the loss of ${place.path}:${place.from + 1}`).toBe(true);
  }
  if (finding.confidence !== 'certain') return;
  let left: readonly EvidenceFile[] = files;
  for (let round = 0; round < 40; round += 1) {
    const now = await diagnoseFiles(left);
    const same = causesOf(now).find((item) => item.id === id);
    if (same === undefined || same.confidence !== 'certain') return;
    const cited = citedPlaces(now, same);
    left = without(left, (path, index) => cited.some((place) => within(place, path, index)));
  }
  throw new Error(`${id} stays certain without anything it cited`);
}

/** A way to thin evidence out: files gone, and stretches of the others. */
const thinning = fc.record({
  files: fc.array(fc.nat(12), { maxLength: 3 }),
  cuts: fc.array(fc.tuple(fc.nat(12), fc.nat(400), fc.integer({ min: 1, max: 60 })), { maxLength: 4 }),
});

function thin(
  files: readonly EvidenceFile[],
  how: { readonly files: readonly number[]; readonly cuts: readonly (readonly [number, number, number])[] },
): EvidenceFile[] {
  const count = (file: EvidenceFile): number => ('lines' in file ? file.lines.length : file.packets.length);
  const kept = files.filter((_, i) => !how.files.some((n) => n % files.length === i));
  return kept.flatMap((file) => {
    const i = files.indexOf(file);
    const cuts = how.cuts.filter(([n]) => n % files.length === i);
    return without([file], (_, index) =>
      cuts.some(([, from, length]) => index >= from % count(file) && index < (from % count(file)) + length),
    );
  });
}

/** Configuration files are taken whole or not at all: half a file says something else, it does not say less. */
function isRecord(file: EvidenceFile): boolean {
  return 'packets' in file || file.path.endsWith('.log');
}

/**
 * Less evidence never makes surer, never certain of another cause, and never loses the truth: while a failure is still told,
 * the cause stays among the candidates.
 */
async function monotone(id: string, fixture: CauseFixture): Promise<void> {
  const { files } = fixture.proves;
  const full = await diagnoseFiles(files);
  const grade = Math.max(...causesOf(full).map(({ confidence }) => grades[confidence]));
  const right = new Set([...causesOf(full).map((item) => item.id), ...(fixture.orCertain ?? [])]);
  const records = files.filter(isRecord);
  await fc.assert(
    fc.asyncProperty(thinning, fc.array(fc.boolean(), { maxLength: 6 }), async (how, drop) => {
      const rest = files.filter((file) => !isRecord(file)).filter((_, i) => drop[i] !== true);
      const less = await diagnoseFiles([...thin(records, how), ...rest]);
      const found = causesOf(less);
      for (const finding of found) {
        if (finding.confidence === 'certain')
          expect(right, `certain of ${finding.id}\n${show(less)}`).toContain(finding.id);
        expect(grades[finding.confidence], `surer\n${show(less)}`).toBeLessThanOrEqual(grade);
      }
      // It says of itself that not even the direction is known: it stands for whatever may have been silent.
      const honest = new Set([...right, 'ike.timeout', ...(fixture.instead ?? [])]);
      const open = found.some((finding) => finding.id === id || !honest.has(finding.id));
      if (open) expect(candidates(less), show(less)).toContain(id);
    }),
    { numRuns: 150, seed: 99 },
  );
}

/** Runs the tests of a cause. */
export function describeCause(id: string, fixture: CauseFixture): void {
  describe(id, () => {
    it('is found, first, with its proof', async () => {
      const { files, confidence, details, also } = fixture.proves;
      await writeOut(id, files);
      const diagnosis = await diagnoseFiles(files);
      const [first] = diagnosis.findings;
      expect([first?.id, first?.role, first?.confidence], show(diagnosis)).toEqual([id, 'cause', confidence]);
      expect(['failing', 'degraded']).toContain(diagnosis.verdict);
      expect(causesOf(diagnosis).map((finding) => finding.id)).toEqual([id]);
      expect(first?.evidence.length).toBeGreaterThan(0);
      expect(first?.nextSteps.length).toBeGreaterThan(0);
      if (details !== undefined) expect(first?.details).toMatchObject(details);
      if (first !== undefined) also?.(diagnosis, first);
    });

    for (const [sentence, { files, is }] of Object.entries(fixture.unlike))
      it(`is not: ${sentence}`, async () => {
        const diagnosis = await diagnoseFiles(files);
        expect(
          causesOf(diagnosis).map((finding) => finding.id),
          show(diagnosis),
        ).not.toContain(id);
        if (is === null) expect(causesOf(diagnosis), show(diagnosis)).toEqual([]);
        else expect(diagnosis.findings[0]?.id, show(diagnosis)).toBe(is);
      });

    it('stays a candidate where evidence is too thin to tell', async () => {
      const diagnosis = await diagnoseFiles(fixture.cannotTell.files);
      if (fixture.cannotTell.unseen === true) {
        expect(diagnosis.verdict, show(diagnosis)).toBe('inconclusive');
        expect(causesOf(diagnosis), show(diagnosis)).toEqual([]);
      } else expect(candidates(diagnosis), show(diagnosis)).toContain(id);
      expect(
        causesOf(diagnosis).filter((finding) => finding.confidence === 'certain'),
        show(diagnosis),
      ).toEqual([]);
      expect(diagnosis.missingEvidence, show(diagnosis)).not.toEqual([]);
    });

    it('rests on what it cites', () => restsOnWhatItCites(id, fixture.proves.files));

    it('gets no surer by less evidence', () => monotone(id, fixture));

    it('is the same from every folder', async () => {
      const moved = fixture.proves.files.map((file) => ({ ...file }));
      const one = JSON.stringify(await diagnoseFiles(fixture.proves.files));
      expect(JSON.stringify(await diagnoseFiles(moved.reverse()))).toBe(one);
    });
  });
}
