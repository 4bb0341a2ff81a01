import { describe, expect, it } from 'vitest';
import { causes } from '../causes/registry.ts';
import { xfrmCounters } from '../knowledge/xfrm-counters.ts';
import { explain } from './explain.ts';

describe('explain', () => {
  it('knows every cause in both languages', () => {
    for (const { id } of causes)
      for (const lang of ['en', 'ko'] as const) {
        const [first] = explain([id], lang);
        expect(first, id).toMatchObject({ kind: 'cause', title: id });
        expect(first?.meaning).not.toContain('{');
        expect(first?.nextSteps.join('')).not.toContain('{');
      }
  });
  it('knows numbers, names, counters and log lines', () => {
    expect(explain(['NO_PROPOSAL_CHOSEN'], 'en').some((item) => item.number === 14)).toBe(true);
    expect(explain(['14'], 'en').length).toBeGreaterThan(1);
    for (const counter of xfrmCounters) expect(explain([counter.name], 'ko')[0]).toMatchObject({ meaning: counter.ko });
    const line = "tried 1 shared key for 'a' - 'b', but MAC mismatched";
    expect(explain([line], 'en')[0]?.kind).toBe('daemon-message');
    expect(explain(line.split(' '), 'en')[0]?.kind).toBe('daemon-message');
  });
  it('says nothing about what it does not know', () => {
    expect(explain(['qwertzuiop'], 'en')).toEqual([]);
    expect(explain([''], 'en')).toEqual([]);
    expect(explain(['x'.repeat(100_000)], 'en')).toEqual([]);
  });
});
