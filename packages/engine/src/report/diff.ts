import type { Diagnosis, Fix, FixEdit } from '../document/types.ts';

/** A line of a unified diff, and what it is. */
export interface DiffLine {
  readonly kind: 'file' | 'hunk' | 'gone' | 'new';
  readonly text: string;
}

/**
 * A fix as a unified diff without context, file by file, lines counted as in the files that were read. `patch` takes it as it is,
 * unless a line shows `***` for a secret.
 */
export function unifiedDiff(doc: Diagnosis, fix: Fix): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  for (const artifact of [...new Set(fix.edits.map((edit) => edit.artifact))]) {
    const path = doc.artifacts.find((item) => item.id === artifact)?.path ?? artifact;
    lines.push({ kind: 'file', text: `--- ${path}` }, { kind: 'file', text: `+++ ${path}` });
    let shift = 0;
    for (const edit of fix.edits.filter((item) => item.artifact === artifact).sort((a, b) => a.line - b.line)) {
      lines.push({ kind: 'hunk', text: hunk(edit, shift) });
      if (edit.before !== null) lines.push({ kind: 'gone', text: `-${edit.before}` });
      else shift += 1;
      lines.push({ kind: 'new', text: `+${edit.after}` });
    }
  }
  return lines;
}

function hunk({ line, before, section }: FixEdit, shift: number): string {
  const [old, now] = before === null ? [`${line},0`, line + shift + 1] : [`${line}`, line + shift];
  return `@@ -${old} +${now} @@${section === '' ? '' : ` ${section}`}`;
}
