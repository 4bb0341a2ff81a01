import { describe, expect, it } from 'vitest';
import { concatBytes } from '../protocol/bytes.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { TextLearner } from './learn.ts';
import { devices } from './planted-devices.fixture.ts';
import { Redaction } from './redaction.ts';
import { testKey } from './run.fixture.ts';
import { RunMemory } from './run-memory.ts';
import { TextRedactor } from './text.ts';
import type { Token } from './text-addresses.ts';
import { Trigger } from './trigger.ts';

/** Both passes over one text, in blocks of some size. */
function made(bytes: Uint8Array, size: number): string {
  const redaction = new Redaction(testKey);
  const learner = new TextLearner(redaction);
  for (let at = 0; at < bytes.length; at += size) learner.push(bytes.subarray(at, at + size));
  learner.end();
  const text = new TextRedactor(redaction);
  const out: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) out.push(text.push(bytes.subarray(at, at + size)));
  return Buffer.from(concatBytes(...out, text.end())).toString('latin1');
}

describe('a text comes out the same however it is cut into blocks', () => {
  it.each(devices.map(({ path, bytes }) => [path, bytes] as const))('%s', (_, bytes) => {
    const whole = made(bytes, bytes.length);
    for (const size of [1, 7, 64, 1000]) expect(made(bytes, size)).toBe(whole);
  });
});

describe('signs are found where they stand', () => {
  const words = ['psk', 'pre-shared', 'secret', ': psk', '-----', 'sk_'];
  it.each([words, ['ab', 'secret'], ['x'], []].map((own) => [own.join(' '), own] as const))('%s', (_, own) => {
    let state = 7;
    const next = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const pieces = ['p', 's', 'k', 'S', ' ', ':', '-', 'pre', 'SECRE', 't', '_', 'ab', 'x', '\n', ...words];
    const trigger = new Trigger(own);
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: next(12) }, () => pieces[next(pieces.length)] ?? '').join('');
      const from = next(text.length + 1);
      const ends = own
        .map((word) => [text.toLowerCase().indexOf(word, from), word.length] as const)
        .filter(([at]) => at >= 0)
        .map(([at, length]) => at + length);
      expect(trigger.find(utf8Bytes(text), from, text.length), text).toBe(ends.length === 0 ? -1 : Math.min(...ends));
    }
  });
});

describe('runs that were met', () => {
  it('are told apart, and the latest stay', () => {
    const memory = new RunMemory();
    const token = (text: string): Token => ({ from: 0, to: 3, text });
    const [one, two] = [utf8Bytes('one'), utf8Bytes('two')];
    memory.set(5, one, 0, 3, token('a'));
    expect(memory.get(5, one, 0, 3)?.text).toBe('a');
    expect(memory.get(5, two, 0, 3)).toBeUndefined();
    memory.set(5, two, 0, 3, null);
    expect(memory.get(5, two, 0, 3)).toBeNull();
    expect(memory.get(5, one, 0, 3)).toBeUndefined();
    for (let hash = 10; hash < 200_000; hash++) memory.set(hash, utf8Bytes(String(hash)), 0, String(hash).length, null);
    expect(memory.get(5, two, 0, 3)).toBeUndefined();
    expect(memory.get(199_999, utf8Bytes('199999'), 0, 6)).toBeNull();
    expect(memory.get(160_000, utf8Bytes('160000'), 0, 6)).toBeNull();
  });
});
