import { expect, it } from 'vitest';
import { maskLogLine } from './mask-log.ts';

const body = 'MIIEpAIBAAKCAQEA'.repeat(4);

it.each([body, `6:${body}`, `     6\t${body}`, `> ${body}`, `"12","${body}"`])(
  'masks a line of a private key also behind what copying put in front: %s',
  (line) => {
    expect(maskLogLine(line)).toBe('***');
  },
);

it('leaves a numbered line of a log as it is', () => {
  const line = '6:2026-11-30 10:57:54 12[CFG] no shared key found';
  expect(maskLogLine(line)).toBe(line);
});
