import { describe, expect, it } from 'vitest';
import { charonLog } from '../charon-log/index.ts';
import { plutoLog } from '../pluto-log/index.ts';
import type { TextFormat, TextReading } from '../reader.ts';
import { readText } from '../shared/testing.ts';

const codes = (reading: TextReading): readonly string[] =>
  reading.observations.flatMap((item) => (item.kind === 'log' ? [item.code] : []));

const samples: readonly (readonly [TextFormat, string, string, string])[] = [
  [
    charonLog,
    '2025-11-03 10:00:00.100 14[IKE] <net|1> received end entity cert "CN=x',
    "tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched",
    'auth.psk-mac-mismatch',
  ],
  [
    plutoLog,
    'Nov  3 10:00:00.123456: "net" #1: initiating IKEv2 connection',
    '"net" #1: authentication failed: computed hash does not match',
    '',
  ],
];

describe('a line without a time among lines with one', () => {
  it.each(samples)('is no word of the daemon: %o', (format, timed, words, code) => {
    const forms = [words, `14[IKE] ${words}`, `charon: 05[IKE] ${words}`, `\r${words}`];
    for (const form of forms) {
      const alone = codes(readText(format, `${timed}\n`));
      const reading = readText(format, `${timed}\n${form}\n${timed}\n`);
      expect(new Set(codes(reading))).toEqual(new Set(alone));
    }
    if (code === '') return;
    expect(readText(format, `${timed}\n14[IKE] ${words}\n`).faults).toMatchObject([{ line: 2 }]);
    // A log that never wrote times, and one that begins without, are read as they are.
    expect(codes(readText(format, `14[IKE] ${words}\n`))).toEqual([code]);
    expect(codes(readText(format, `14[IKE] ${words}\n${timed}\n14[IKE] ${words}\n`))).toContain(code);
  });
});
