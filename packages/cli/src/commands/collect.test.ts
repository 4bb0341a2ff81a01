import { expect, test } from 'vitest';
import { UsageError } from '../evidence.ts';
import { startMoment } from './collect.ts';

test('both ends are told the same moment by a clock time or with its zone', () => {
  const now = new Date(2026, 10, 29, 14, 0, 0).getTime();
  expect(startMoment('14:05:30', now) - now).toBe(330_000);
  expect(startMoment('14:05', now) - now).toBe(300_000);
  const zoned = new Date(now + 60_000).toISOString();
  expect(startMoment(zoned, now) - now).toBe(60_000);
});

test('a moment that is past, too far, or none is refused instead of waited for', () => {
  const now = new Date(2026, 10, 29, 14, 0, 0).getTime();
  for (const text of ['13:59:59', '16:00', 'soon', '']) expect(() => startMoment(text, now), text).toThrow(UsageError);
});
