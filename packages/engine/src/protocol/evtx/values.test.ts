import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueType } from './layout.ts';
import { plainEvent, readAll } from './testing.fixture.ts';
import { writeEvtx } from './write.ts';
import { utf16Bytes, value, type WrittenValue } from './write-values.ts';

const data = {
  name: 'EventData',
  children: [{ name: 'Data', attributes: [['Name', ['x']] as const], children: [{ value: 0 }] }],
};

async function texts(one: WrittenValue): Promise<string[]> {
  const { events, faults } = await readAll(writeEvtx([plainEvent(1, data, [one])]));
  expect(faults).toEqual([]);
  return (events[0]?.data ?? []).map((item) => item.value);
}

describe('values', () => {
  it.each<[string, WrittenValue, string]>([
    ['null', value.none, ''],
    ['a string', value.string('한글 & <tag>'), '한글 & <tag>'],
    ['a string that ends with zeros', value.string('abc\0\0'), 'abc'],
    ['a surrogate pair', value.string('\u{1f510}'), '\u{1f510}'],
    ['half a surrogate pair', value.string('a\ud83db'), 'a\ufffdb'],
    ['the other half', value.string('\udd10'), '\ufffd'],
    ['a string of one byte each', value.ansi('caf\xe9 \x80'), 'caf\xe9 \u20ac'],
    ['int8', value.int8(-5), '-5'],
    ['uint8', value.uint8(200), '200'],
    ['int16', value.int16(-300), '-300'],
    ['uint16', value.uint16(65535), '65535'],
    ['int32', value.int32(-70000), '-70000'],
    ['uint32', value.uint32(4294967295), '4294967295'],
    ['int64', value.int64(-9223372036854775808n), '-9223372036854775808'],
    ['uint64', value.uint64(18446744073709551615n), '18446744073709551615'],
    ['real32', value.real32(0.1), '0.1'],
    ['real64', value.real64(-1.5e300), '-1.5e+300'],
    ['what is no number', value.real64(Number.NaN), 'NaN'],
    ['infinity', value.real32(-Infinity), '-INF'],
    ['true', value.boolean(true), 'true'],
    ['false', value.boolean(false), 'false'],
    ['a boolean of one byte', { type: valueType.boolean, bytes: Uint8Array.of(1) }, 'true'],
    ['binary', value.binary(Uint8Array.of(0, 171, 255)), '00ABFF'],
    ['a GUID', value.guid('{54849625-5478-4994-a5ba-3e3b0328c30d}'), '{54849625-5478-4994-A5BA-3E3B0328C30D}'],
    ['a size of 32 bits', value.size32(0x3c4), '0x3c4'],
    ['a size of 64 bits', value.size64(0xfffffa8001234567n), '0xfffffa8001234567'],
    ['a FILETIME', value.fileTime(1_767_225_600_123_456_700n), '2026-01-01T00:00:00.123456700Z'],
    ['a FILETIME of nothing', { type: valueType.fileTime, bytes: new Uint8Array(8) }, '1601-01-01T00:00:00.000000000Z'],
    [
      'a FILETIME past all years',
      { type: valueType.fileTime, bytes: new Uint8Array(8).fill(255) },
      '18446744073709551615',
    ],
    ['a SYSTEMTIME', value.systemTime([2026, 1, 4, 15, 7, 8, 9, 10]), '2026-01-15T07:08:09.010Z'],
    [
      'a SID',
      value.sid('S-1-5-21-1377283216-344919071-3415362939-500'),
      'S-1-5-21-1377283216-344919071-3415362939-500',
    ],
    ['a SID of a long authority', value.sid('S-1-1099511627776-7'), 'S-1-0x010000000000-7'],
    ['hex32', value.hex32(0x35e9), '0x35e9'],
    ['hex64', value.hex64(0x8020000000000000n), '0x8020000000000000'],
    ['a handle', value.handle(66n), '0x42'],
    ['XML as text', value.xml('<a/>'), '<a/>'],
  ])('%s', async (_, one, text) => {
    expect(await texts(one)).toEqual([text]);
  });

  it.each<[string, WrittenValue, string[]]>([
    [
      'strings',
      value.array(valueType.string, [value.string('one'), value.string(''), value.string('세')]),
      ['one', '', '세'],
    ],
    ['strings of bytes', value.array(valueType.ansi, [value.ansi('a'), value.ansi('b')]), ['a', 'b']],
    ['the last one without its zero', { type: 0x81, bytes: Uint8Array.of(0x61, 0, 0, 0, 0x62, 0) }, ['a', 'b']],
    ['uint32', value.array(valueType.uint32, [value.uint32(1), value.uint32(4294967295)]), ['1', '4294967295']],
    ['hex64', value.array(valueType.hex64, [value.hex64(1n), value.hex64(16n)]), ['0x1', '0x10']],
    ['GUIDs', value.array(valueType.guid, [value.guid('1'.repeat(32))]), ['{11111111-1111-1111-1111-111111111111}']],
    ['times', value.array(valueType.fileTime, [value.fileTime(0n)]), ['1970-01-01T00:00:00.000000000Z']],
    [
      'SIDs',
      value.array(valueType.sid, [value.sid('S-1-5-18'), value.sid('S-1-5-32-544')]),
      ['S-1-5-18', 'S-1-5-32-544'],
    ],
    ['sizes', value.array(valueType.size, [value.size64(5n), value.size64(6n)]), ['0x5', '0x6']],
    ['booleans', value.array(valueType.boolean, [value.boolean(true), value.boolean(false)]), ['true', 'false']],
    ['none', value.array(valueType.uint32, []), []],
  ])('arrays repeat their element: %s', async (_, one, items) => {
    expect(await texts(one)).toEqual(items);
  });

  it.each<[string, WrittenValue, string]>([
    ['a GUID that is too short', { type: valueType.guid, bytes: new Uint8Array(7) }, 'a value of type 0xf has 7 bytes'],
    [
      'a SID that is cut',
      { type: valueType.sid, bytes: Uint8Array.of(1, 5, 0, 0, 0, 0, 0, 5) },
      'a value of type 0x13 has 8 bytes',
    ],
    ['a type nobody knows', { type: 0x55, bytes: new Uint8Array(4) }, 'values of type 0x55 are not known'],
    ['a number of nine bytes', { type: valueType.uint64, bytes: new Uint8Array(9) }, 'a value of type 0xa has 9 bytes'],
    [
      'an array that does not come out even',
      { type: 0x88, bytes: new Uint8Array(6) },
      'an array of type 0x8 has 6 bytes',
    ],
  ])('lose their record alone: %s', async (_, one, reason) => {
    const good = plainEvent(1, data, [value.uint8(1)]);
    const last = plainEvent(3, data, [value.uint8(3)]);
    const { events, faults } = await readAll(writeEvtx([good, plainEvent(2, data, [one]), last]));
    expect(events.map(({ record }) => record)).toEqual([1n, 3n]);
    expect(faults).toEqual([{ record: 2, reason: expect.stringMatching(/^record 2 at byte \d+: /) as string }]);
    expect(faults[0]?.reason).toContain(reason);
  });

  it('come back as they were written, whatever they are', async () => {
    const string = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('\0', ''));
    const one = fc.oneof(
      string.map((text) => [value.string(text), text] as const),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((n) => [value.int32(n), `${n}`] as const),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((n) => [value.uint32(n), `${n}`] as const),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((n) => [value.hex32(n), `0x${n.toString(16)}`] as const),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((n) => [value.uint64(n), `${n}`] as const),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => [value.int64(n), `${n}`] as const),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((n) => [value.hex64(n), `0x${n.toString(16)}`] as const),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => [value.real64(n), `${n}`] as const),
      fc
        .uint8Array({ maxLength: 40 })
        .map((b) => [value.binary(b), Buffer.from(b).toString('hex').toUpperCase()] as const),
      fc
        .date({ min: new Date('1700-01-01'), max: new Date('9000-01-01'), noInvalidDate: true })
        .map(
          (d) => [value.fileTime(BigInt(d.getTime()) * 1_000_000n), d.toISOString().replace('Z', '000000Z')] as const,
        ),
      fc
        .array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 8 })
        .map((rest) => ['S-1-5', ...rest].join('-'))
        .map((sid) => [value.sid(sid), sid] as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(one, { maxLength: 8 }), { minLength: 1, maxLength: 30 }), async (rows) => {
        const records = rows.map((row, i) => {
          const children = row.map((_, j) => ({ name: 'Data', children: [{ value: j }] }));
          return plainEvent(
            i + 1,
            { name: 'EventData', children },
            row.map(([written]) => written),
          );
        });
        const { events, faults } = await readAll(writeEvtx(records), {}, 4099);
        expect(faults).toEqual([]);
        expect(events.map((event) => event.data.map((item) => item.value))).toEqual(
          rows.map((row) => row.map(([, text]) => new TextDecoder('utf-16le').decode(utf16Bytes(text)))),
        );
      }),
      { numRuns: 60 },
    );
  });
});
