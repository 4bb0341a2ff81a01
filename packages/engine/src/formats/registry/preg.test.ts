import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedOut, looksLikePreg, parsePreg } from './preg.ts';
import { numberOf, textOf } from './reg-file.ts';
import { type Instruction, textValue, u32, utf16, writePreg } from './write-preg.fixture.ts';

const rule: Instruction = {
  key: 'Software\\Policies\\Microsoft\\WindowsFirewall\\ConSecRules',
  name: '{1}',
  type: 1,
  data: utf16('v2.10|Action=Secure|\0'),
};
const dword: Instruction = { key: 'Software\\Policies\\X', name: 'StrongCRLCheck', type: 4, data: u32(2) };

describe('Registry.pol', () => {
  it('is read instruction by instruction', () => {
    const bytes = writePreg([rule, dword]);
    expect(looksLikePreg(bytes)).toBe(true);
    const { values, faults } = parsePreg(bytes);
    expect(faults).toEqual([]);
    expect(values.map(({ key, name, line }) => [key, name, line])).toEqual([
      ['HKLM\\Software\\Policies\\Microsoft\\WindowsFirewall\\ConSecRules', '{1}', 1],
      ['HKLM\\Software\\Policies\\X', 'StrongCRLCheck', 2],
    ]);
    expect(textOf(values[0])).toBe('v2.10|Action=Secure|');
    expect(numberOf(values[1])).toBe(2);
  });

  it('loses one instruction where one is damaged', () => {
    const bytes = writePreg([rule, dword, rule]);
    const bent = bytes.slice();
    const at = writePreg([rule]).length;
    bent[at + 2 * ('[Software\\Policies\\X'.length + 1)] = 0x21;
    const { values, faults } = parsePreg(bent);
    expect(values).toHaveLength(2);
    expect(faults).toHaveLength(1);
  });

  it('never throws, and reads what was written', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' })
      .filter((text) => !text.includes('\0'));
    const instruction = fc.record({
      key: name,
      name,
      type: fc.constantFrom(1, 3, 4, 7),
      data: fc.uint8Array({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(instruction, { maxLength: 8 }), fc.nat(), fc.nat(255), (all, place, byte) => {
        const bytes = writePreg(all);
        expect(parsePreg(bytes).values.map(({ name: found, data }) => [found, [...data]])).toEqual(
          all.map((one) => [one.name, [...one.data]]),
        );
        const bent = bytes.slice();
        bent[place % bent.length] = byte;
        expect(parsePreg(bent).values.length).toBeLessThanOrEqual(all.length + 1);
      }),
    );
  });

  it('gives up on brackets without end', () => {
    const bytes = Uint8Array.from(Buffer.concat([Buffer.from('PReg'), u32(1), utf16('['.repeat(2_000_000))]));
    expect(parsePreg(bytes)).toMatchObject({ values: [], faults: { length: 1 } });
  });

  it('whose instructions take values away leaves what Windows leaves', () => {
    const all = [
      textValue('K', 'a', '1'),
      textValue('K', 'b', '1'),
      textValue('K', 'c', '1'),
      textValue('K\\L', 'x', '1'),
      textValue('K', '**del.a', ' '),
      textValue('K', '**DeleteValues', 'B;z'),
      textValue('K', '**soft.c', '2'),
      textValue('K', '**soft.d', '2'),
      textValue('K', 'C', '3'),
      textValue('K', '**DeleteKeys', 'l'),
      textValue('M', 'old', '1'),
      textValue('M', '**delvals.', ' '),
      textValue('M', 'new', '2'),
    ];
    const { values } = carriedOut(parsePreg(writePreg(all)));
    expect(values.map((value) => [value.key, value.name, textOf(value)])).toEqual([
      ['HKLM\\K', 'C', '3'],
      ['HKLM\\K', 'd', '2'],
      ['HKLM\\M', 'new', '2'],
    ]);
  });
});
