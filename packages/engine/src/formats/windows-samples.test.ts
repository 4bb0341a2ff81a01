/** The samples of the documentation are read by the readers of their tools, and every reader of Windows output has one (T2-12). */
import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../causes/play.fixture.ts';
import { chooseFormat } from '../ingest/read-text.ts';
import { windowsEntries } from '../knowledge/windows/index.ts';
import { textFormats } from './index.ts';
import { windowsOutput } from './windows-output/index.ts';

const samples = windowsEntries.flatMap((one) => (one.kind === 'sample' && one.text !== null ? [one] : []));
const formatOf = (text: string): string => chooseFormat(textFormats, text.split('\n'), 'file.txt')?.format ?? 'none';
const read = new Map(samples.map((one) => [one.id, formatOf(one.text ?? '')]));

describe('samples of healthy output', () => {
  it('every reader of Windows output has one', () => {
    const shown = new Set(read.values());
    expect(windowsOutput.map(({ format }) => format).filter((format) => !shown.has(format))).toEqual([]);
    for (const format of ['oakley-log', 'windows-event-list']) expect(shown).toContain(format);
    // Of the others the tools print nothing that is read, or are no commands.
    expect([...read].flatMap(([id, format]) => (format === 'none' ? [id] : []))).toEqual([
      'sample-ipsecmon',
      'sample-ldp',
      'sample-policy-snap-in',
      'sample-rsop',
      'sample-net-stop',
      'sample-at',
      'sample-wfp-capture',
    ]);
  });

  it('none of them is a fault', async () => {
    for (const one of samples) {
      const { findings } = await diagnoseFiles([{ path: `a/${one.id}.txt`, lines: (one.text ?? '').split('\n') }]);
      expect(findings.filter(({ role }) => role === 'cause').map(({ id }) => `${one.id}: ${id}`)).toEqual([]);
    }
  });
});
