import type { LineEdit } from './fixes.ts';

/**
 * Puts edits of one file into its text, as `patch` would. Of a masked line only what stands before the stars is known. Throws when
 * a line is not the one that the edit was made for.
 */
export function applyEdits(
  text: string,
  edits: readonly Pick<LineEdit, 'line' | 'before' | 'after' | 'masked'>[],
): string {
  const lines = text.split('\n');
  for (const { line, before, after, masked } of [...edits].sort((a, b) => b.line - a.line)) {
    if (before === null) lines.splice(line, 0, after);
    else if (masked) {
      const shown = before.slice(0, before.indexOf('***'));
      if (lines[line - 1]?.startsWith(shown) !== true) throw new Error(`line ${line} is another one`);
      lines[line - 1] = after.slice(0, after.indexOf('***')) + (lines[line - 1] ?? '').slice(shown.length);
    } else {
      if (lines[line - 1] !== before) throw new Error(`line ${line} is another one`);
      lines[line - 1] = after;
    }
  }
  return lines.join('\n');
}
