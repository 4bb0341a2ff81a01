import { describe, expect, it } from 'vitest';
import { yearsBetween } from './years.ts';

const ns = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;
const moved = (own: string, moment: string): string =>
  new Date(Number((ns(own) + yearsBetween(ns(own), ns(moment))) / 1_000_000n)).toISOString().slice(0, 19);

describe('the year of a log that does not write it', () => {
  it('is that of the dated moment, month and time of day as written', () => {
    expect(moved('2000-05-04T09:00:07Z', '2026-05-04T18:00:00Z')).toBe('2026-05-04T09:00:07');
    expect(moved('2000-02-29T23:00:00Z', '2024-02-29T22:59:00Z')).toBe('2024-02-29T23:00:00');
  });

  it('is the year beside it around New Year', () => {
    expect(moved('2000-12-31T23:59:50Z', '2026-01-01T08:00:00Z')).toBe('2025-12-31T23:59:50');
    expect(moved('2001-01-01T00:10:00Z', '2025-12-31T23:50:00Z')).toBe('2026-01-01T00:10:00');
  });

  it('stays where the moment cannot be a date', () => {
    expect(yearsBetween(ns('2000-05-04T09:00:07Z'), 1n << 80n)).toBe(0n);
  });
});
