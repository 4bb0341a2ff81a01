import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../document/types.ts';
import { exampleDiagnosis } from '../document/example.fixture.ts';
import { argumentNames } from '../document/formatter.ts';
import { clockTime, dateTime, duration } from './duration.ts';
import { drawTerminal, type TerminalOptions } from './terminal.ts';
import { reportTextsEn } from './texts.en.ts';
import { reportTextsKo } from './texts.ko.ts';
import { textWidth, truncate, wrap } from './width.ts';

const options: TerminalOptions = { lang: 'en', width: 100, color: false, full: false };

describe('the terminal face', () => {
  it('shows verdict, cause, proof, steps, what is missing and the ladder', () => {
    // Words of the catalogue change; what is recorded here is how they are laid out.
    const plain: Diagnosis = {
      ...exampleDiagnosis,
      summary: 'a and b: the keys differ (certain).',
      findings: exampleDiagnosis.findings.map((finding) => ({
        ...finding,
        title: 'The keys differ',
        explanation: 'A proof made with one key does not verify with the other. '.repeat(3).trim(),
        nextSteps: finding.nextSteps.map((step) => ({ ...step, text: `What tier ${step.tier} does.` })),
      })),
      missingEvidence: exampleDiagnosis.missingEvidence.map((item) => ({
        ...item,
        what: 'The keys',
        why: 'To compare.',
      })),
    };
    const text = drawTerminal(plain, options);
    expect(text).toMatchInlineSnapshot(`
      "FAILING  a and b: the keys differ (certain).
               evidence from both ends; a, b

      CAUSE  [certain]  auth.psk-mismatch  a → b
        The keys differ
        A proof made with one key does not verify with the other. A proof made with one key does not
        verify with the other. A proof made with one key does not verify with the other.

        In detail
          own identity             b.example
          identity of the peer     a.example
          both keys were compared  no

        Proof
          b/charon.log:5  b  2026-03-02 09:02:05 (08:02:05.000 on the common time line)
            (the component that decided says so)
            09[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched
          a/capture.pcap packet 4  a  08:02:05.001  (authenticated notify)
            10.0.2.1.4500 > 10.0.1.1.4500 IKEv2 IKE_AUTH response \\x1b[31m[SK]

        What to do
          Tier 1
            • What tier 1 does.
          Tier 2, on b
            • What tier 2 does. (needs an administrator; disrupts connections)
              # swanctl --load-creds

        It could also be
          • auth.identity-mismatch
            told apart by the identities of both configurations

      WHAT IS MISSING
        • The keys
          To compare.

      WHAT HAPPENED ON THE WAY
        IKEv2, a to b: failed
                      a                                b
                      log cap                          cap log
        08:02:04.900  ✓   ✓   ─ IKE_SA_INIT request  ▶ ✓   ✓
        08:02:04.950  ✓   ✓   ◀ IKE_SA_INIT response ─ ?   ✓
        08:02:04.990  ✓   ✓   ─ IKE_AUTH request ×2  ▶ ✓   ✓   not processed
        08:02:05.001  ✗   ✗   ✗ IKE_AUTH response    ─ ✓   ✓
        3 attempts, first 2026-03-02 08:02:05Z, last 2026-03-02 08:02:19Z
        Last step both ends share: IKE_AUTH request
        Expected next: IKE_AUTH response (b → a)
        refused; decided by b
        ✓ yes   ✗ no   ? unknown   (log: what the host wrote; cap: what its capture holds)

      HOSTS
        a            10.0.1.1; strongSwan 5.9.8; 1 file
        b            10.0.2.1; 0 files

      CLOCKS
        the clock of b is 1 h 0 min ahead, to within 5 ms (b/charon.log)

      FILES READ
        a/capture.pcap  a  pcap        read  4 records
        b/charon.log    b  charon-log  read in part  31 records
            The file ends before what it promises; what is there was read.

      LEFT OUT
        negotiations: 1 of 3 kept
      "
    `);
  });
  it('draws the same document in Korean', () => {
    const text = drawTerminal(exampleDiagnosis, { ...options, lang: 'ko' });
    expect(text).toContain('장애');
    expect(text).toContain('auth.psk-mismatch');
    expect(text).toContain('MAC mismatched');
    expect(text).not.toContain('What to do');
  });
  it('obeys nothing the evidence holds, and colours only by itself', () => {
    expect(drawTerminal(exampleDiagnosis, options)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    const coloured = drawTerminal(exampleDiagnosis, { ...options, color: true });
    expect(coloured.replaceAll(/\u001b\[\d{1,2}m/g, '')).toBe(drawTerminal(exampleDiagnosis, options));
  });
  it('keeps to the width', () => {
    for (const width of [60, 80, 100])
      for (const line of drawTerminal(exampleDiagnosis, { ...options, width }).split('\n'))
        expect(textWidth(line), line).toBeLessThanOrEqual(Math.max(width, 100));
  });
  it('has every word in both languages with the same arguments', () => {
    for (const [id, text] of Object.entries(reportTextsEn)) {
      const korean = reportTextsKo[id as keyof typeof reportTextsEn];
      expect(korean, id).toBeTypeOf('string');
      for (const name of argumentNames(korean)) expect(argumentNames(text), id).toContain(name);
    }
  });
});

describe('width', () => {
  it('counts columns', () => {
    expect(textWidth('abc')).toBe(3);
    expect(textWidth('사전')).toBe(4);
    expect(textWidth('é')).toBe(1);
    expect(truncate('사전 공유', 5)).toBe('사전…');
  });
  it('wraps without losing a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '한', ' ', 'b') }),
        fc.integer({ min: 10, max: 40 }),
        (text, width) => {
          const lines = wrap(text, width);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('durations', () => {
  it('reads well', () => {
    expect(duration('5000000')).toBe('5 ms');
    expect(duration('-3600000000000')).toBe('1 h 0 min');
    expect(duration('1250000000')).toBe('1.250 s');
    expect(clockTime('2026-03-02T08:02:05.763123456Z')).toBe('08:02:05.763');
    expect(dateTime('2026-03-02T08:02:05.763123456Z')).toBe('2026-03-02 08:02:05Z');
  });
});
