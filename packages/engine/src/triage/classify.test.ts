import { describe, expect, it } from 'vitest';
import { scriptedCalls, typicalCalls } from './calls.fixture.ts';
import { classify } from './classify.ts';
import { deskCalls, heldOutScore, hintedCalls, laterCalls, seenCalls, unseenCalls } from './held-out-calls.fixture.ts';

describe('the words of a caller', () => {
  it('has 40 scripted calls or more, in both languages and of every class', () => {
    const korean = scriptedCalls.filter(({ words }) => /[가-힣]/.test(words)).length;
    expect(scriptedCalls.length).toBeGreaterThanOrEqual(40);
    expect([korean >= 15, scriptedCalls.length - korean >= 15]).toEqual([true, true]);
    expect(new Set(scriptedCalls.map((call) => call.class)).size).toBe(6);
  });

  it.each([...typicalCalls, ...scriptedCalls].map((call) => [call.words, call] as const))('%s', (words, call) => {
    const found = classify(words);
    expect(found.class).toBe(call.class);
    if (call.family !== undefined) expect(found.family).toBe(call.family);
    if (call.scope !== undefined) expect(found.scope).toBe(call.scope);
    if (call.severity !== undefined) expect(found.severity).toBe(call.severity);
    if (call.blames !== undefined) expect(found.blamesIpsec).toBe(call.blames);
  });

  it.each([
    ['cues were made for', seenCalls, 40],
    ['no cue was made for, written with them', unseenCalls, 23],
    ['hints were made for', hintedCalls, 28],
    ['cues were made for in a later round', deskCalls, 44],
    // Few of those that nothing was made for: the rest is asked about, and is not to be classed wrongly.
    ['nothing was made for', laterCalls, 4],
  ] as const)('that %s are seldom classed wrongly', (_, calls, least) => {
    const [right, none, wrong] = heldOutScore(calls);
    expect(right + none + wrong).toBe(calls.length);
    expect(right).toBeGreaterThanOrEqual(least);
    expect(wrong).toBeLessThanOrEqual(1);
  });

  it('are not classed where they point nowhere, and never for their length alone', () => {
    for (const words of ['', 'Good morning.', '안녕하세요', 'The weather is nice', 'constructor __proto__'])
      expect(classify(words)).toMatchObject({ class: null, severity: null });
    expect(classify(`${'a '.repeat(100_000)} access is denied`).class).toBeNull();
  });
});
