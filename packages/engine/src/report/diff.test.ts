import { describe, expect, it } from 'vitest';
import { exampleDiagnosis } from '../document/example.fixture.ts';
import type { Diagnosis, Fix } from '../document/types.ts';
import { unifiedDiff } from './diff.ts';
import { drawTerminal } from './terminal.ts';

const fix: Fix = {
  of: 'f1',
  host: 'b',
  connection: 'net',
  edits: [
    { artifact: 'a2', line: 9, before: '\tike=x', after: '\tike=y', section: 'conn net', masked: false },
    { artifact: 'a2', line: 4, before: null, after: '\ttype=tunnel', section: 'conn net', masked: false },
  ],
  weakens: true,
  text: 'At b, connection net:',
  message: { id: 'fix.change', args: { host: 'b', connection: 'net' } },
};

describe('a fix as a unified diff', () => {
  it('counts lines as patch does, new ones included', () => {
    expect(unifiedDiff(exampleDiagnosis, fix).map((line) => line.text)).toEqual([
      '--- b/charon.log',
      '+++ b/charon.log',
      '@@ -4,0 +5 @@ conn net',
      '+\ttype=tunnel',
      '@@ -9 +10 @@ conn net',
      '-\tike=x',
      '+\tike=y',
    ]);
  });

  it('is drawn beside its cause, and obeyed by no screen', () => {
    const hostile: Diagnosis = {
      ...exampleDiagnosis,
      fixes: [
        {
          ...fix,
          edits: fix.edits.map((edit) => ({ ...edit, after: '\u001b[31mike=\u202ey', section: 'conn \u0007' })),
        },
      ],
    };
    const text = drawTerminal(hostile, { lang: 'en', width: 100, color: false, full: false });
    expect(text).toContain('As a change of a file');
    expect(text).toContain('\\x1b[31mike=\\u202ey');
    expect(text).not.toMatch(/[\u0007\u001b\u202e]/);
  });
});
