import { expect } from 'vitest';
import {
  type ArtifactKeys,
  bytesInput,
  diagnose,
  drawMarkdown,
  drawTerminal,
  documentText,
  excerptsOf,
  keysOf,
  type Diagnosis,
  type EvidenceInput,
  writeHtml,
} from '@ipsec-doctor/engine';
import { danglingReferences, parseDiagnosis } from '@ipsec-doctor/engine/document/schema';

/** Files as a person would hand them in, by path. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Controls (other than the line end) and marks that turn the direction of text: nothing of it may reach a terminal. */
// oxlint-disable-next-line no-control-regex
const unfit = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * Diagnoses files and holds what must be so whatever they are: it does not throw, the document is one of the contract and refers
 * to nothing that is not there, the same files in another order give the same bytes, no face shows a control character, and a
 * report has no markup but its own.
 */
export async function sound(files: Files, hosts: EvidenceInput['hosts'] = 'folder'): Promise<Diagnosis> {
  const inputs = Object.entries(files).map(([path, bytes]) => bytesInput(path, bytes, hosts));
  let keys: ArtifactKeys = new Map();
  const doc = await diagnose(inputs, {
    onIngested: (ingested) => {
      keys = keysOf(ingested);
    },
  });
  const text = await documentText(doc);
  const parsed = parseDiagnosis(JSON.parse(text));
  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  expect(danglingReferences(doc)).toEqual([]);
  expect(await documentText(await diagnose([...inputs].reverse()))).toBe(text);
  const excerpts = await excerptsOf(doc, inputs, { keys });
  for (const lang of ['en', 'ko'] as const) {
    expect(unfit.exec(drawTerminal(doc, { lang, width: 100, color: false, full: true }))).toBeNull();
    expect(unfit.exec(drawMarkdown(doc, { lang, full: true }))).toBeNull();
    const pieces: string[] = [];
    await writeHtml(doc, { lang, excerpts }, (piece) => void pieces.push(piece));
    const page = pieces.join('');
    expect(unfit.exec(page)).toBeNull();
    expect(page.match(/<(?:script|style|img|iframe|object|embed|link|base|form|a href="(?!#))/g)).toEqual([
      '<style',
      '<script',
    ]);
  }
  return doc;
}
