import { describe, expect, it } from 'vitest';
import { exampleDiagnosis } from '../../document/example.fixture.ts';
import { lookUp } from '../look-up.ts';
import { timelineOf } from './timeline.ts';

/** `day time text` of events at these moments. */
function drawn(moments: readonly (readonly [at: string | null, partial: string | null])[]): string[] {
  const [finding] = exampleDiagnosis.findings;
  const [item] = finding?.evidence ?? [];
  if (finding === undefined || item === undefined) throw new Error('the example');
  const evidence = moments.map(([at, partial], i) => ({ ...item, at, partial, quote: `q${i}` }));
  const doc = { ...exampleDiagnosis, findings: [{ ...finding, evidence }], negotiations: [] };
  return timelineOf(lookUp(doc)).map(({ day, time, text }) => `${day} ${time} ${text}`);
}

describe('the time line', () => {
  it('puts messages and evidence in order, each once', () => {
    const events = timelineOf(lookUp(exampleDiagnosis));
    expect(events.map(({ time, kind }) => `${time} ${kind}`)).toEqual([
      '08:02:04.900 message',
      '08:02:04.950 message',
      '08:02:04.990 message',
      '08:02:05.000 cause',
      '08:02:05.001 cause',
      '08:02:05.001 message',
    ]);
    const twice = { ...exampleDiagnosis, findings: exampleDiagnosis.findings.flatMap((finding) => [finding, finding]) };
    expect(timelineOf(lookUp(twice))).toEqual(events);
  });

  it('orders times without a year by month, and shows what is told', () => {
    expect(
      drawn([
        [null, 'Nov 23 18:02:15.000'],
        [null, 'Apr 30 23:59:59.500'],
        [null, null],
        [null, 'Nov 03 01:00:00.000'],
      ]),
    ).toEqual(['Apr 30 23:59:59.500 q1', 'Nov 03 01:00:00.000 q3', 'Nov 23 18:02:15.000 q0']);
  });

  it('orders times without a date, and seconds since the start', () => {
    expect(
      drawn([
        [null, '18:02:15.000 +1 d'],
        [null, '23:02:15.000'],
        [null, '00:02:15.000 +10 d'],
      ]),
    ).toEqual([' 23:02:15.000 q1', '+1 d 18:02:15.000 q0', '+10 d 00:02:15.000 q2']);
    expect(
      drawn([
        [null, '1153.250 s'],
        [null, '99.000 s'],
      ]),
    ).toEqual([' 99.000 s q1', ' 1153.250 s q0']);
  });
});
