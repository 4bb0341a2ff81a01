import { describe, expect, it } from 'vitest';
import { swanctlLoad } from './reader.ts';

const lines = [
  "loaded ike secret 'ike-1'",
  "loading connection 'site' failed: invalid value for: proposals, config discarded",
  "loaded connection 'other'",
  'loaded 1 of 2 connections, 1 failed to load, 0 unloaded',
];

describe('swanctl load output', () => {
  it('is known by what it says', () => {
    expect(swanctlLoad.sniff(lines, 'x')).toBe(80);
    expect(swanctlLoad.sniff(['connections {', '  site {'], 'x')).toBe(0);
  });

  it('tells which connection was refused and why', () => {
    const reader = swanctlLoad.open('a1');
    lines.forEach((text, i) => reader.line(text, i + 1));
    const found = reader
      .end()
      .observations.map((item) =>
        item.kind === 'log' ? [item.code, item.args['connection'], item.args['what'] ?? null] : [],
      );
    expect(found).toEqual([
      ['config.rejected', 'site', 'invalid value for: proposals, config discarded'],
      ['config.loaded', 'other', null],
    ]);
  });
});
