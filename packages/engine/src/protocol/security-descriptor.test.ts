import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permissionsOf, permissionsOfText, sidText } from './security-descriptor.ts';

interface WrittenAce {
  readonly type: number;
  readonly flags: number;
  readonly mask: number;
  readonly object?: string;
  readonly sid: readonly number[];
}

function sid(parts: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 + 4 * parts.length);
  bytes[0] = 1;
  bytes[1] = parts.length;
  bytes[7] = 5;
  parts.forEach((part, i) => bytes.writeUInt32LE(part, 8 + 4 * i));
  return bytes;
}

/** A self-relative descriptor; null: without a list. */
function written(aces: readonly WrittenAce[] | null): Uint8Array {
  const parts = (aces ?? []).map((ace) => {
    const object =
      ace.object === undefined
        ? Buffer.alloc(0)
        : Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.from(ace.object, 'hex')]);
    const head = Buffer.alloc(8);
    const end = sid(ace.sid);
    head[0] = ace.type;
    head[1] = ace.flags;
    head.writeUInt16LE(8 + object.length + end.length, 2);
    head.writeUInt32LE(ace.mask, 4);
    return Buffer.concat([head, object, end]);
  });
  const body = Buffer.concat(parts);
  const acl = Buffer.alloc(8);
  acl[0] = 2;
  acl.writeUInt16LE(8 + body.length, 2);
  acl.writeUInt16LE(parts.length, 4);
  const head = Buffer.alloc(20);
  head[0] = 1;
  head.writeUInt16LE(aces === null ? 0x8000 : 0x8004, 2);
  if (aces !== null) head.writeUInt32LE(20, 16);
  return Uint8Array.from(aces === null ? head : Buffer.concat([head, acl, body]));
}

const admins = [21, 1, 2, 3, 512];

describe('security descriptors', () => {
  it('tell who may do what', () => {
    const bytes = written([
      { type: 0, flags: 2, mask: 0xf01ff, sid: admins },
      { type: 0, flags: 0x12, mask: 0x20094, sid: [11] },
      { type: 5, flags: 0, mask: 0x10, object: '00112233445566778899aabbccddeeff', sid: [18] },
    ]);
    expect(permissionsOf(bytes)).toBe(
      'D:(A;CI;0xf01ff;;;DA)(A;CI;0x20094;;;AU)(OA;;0x10;33221100-5544-7766-8899-aabbccddeeff;;SY)',
    );
    expect(permissionsOf(written(null))).toBe('D:NO_ACCESS_CONTROL');
    expect(permissionsOf(written([]))).toBe('D:');
  });

  it('are the same as bytes and as text, wherever an entry came from', () => {
    const bytes = written([
      { type: 0, flags: 2, mask: 0xf01ff, sid: admins },
      { type: 1, flags: 0, mask: 0x20094, sid: [11] },
    ]);
    for (const text of [
      'O:DAG:DAD:PAI(A;CI;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)(D;;LCRPLORC;;;AU)',
      'D:AI(A;CIID;0xf01ff;;;S-1-5-21-1-2-3-512)(D;ID;0x20094;;;S-1-5-11)S:(AU;;WD;;;WD)',
    ])
      expect(permissionsOfText(text)).toBe(permissionsOf(bytes));
    expect(permissionsOfText('O:DAG:DAD:(A;;GA;;;SY)')).not.toBe(permissionsOf(bytes));
    expect(permissionsOfText('not one')).toBeNull();
  });

  it('are read as they are written', () => {
    const ace = fc.record({
      type: fc.constantFrom(0, 1),
      flags: fc.constantFrom(0, 1, 2, 3, 8, 0x10),
      mask: fc.integer({ min: 0, max: 0xffffffff }),
      sid: fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(ace, { maxLength: 6 }), (aces) => {
        const text = permissionsOf(written(aces));
        expect(text).not.toBeNull();
        // Its own text says the same.
        expect(permissionsOfText(text ?? '')).toBe(text);
        expect(text?.split('(').length).toBe(aces.length + 1);
      }),
    );
  });

  it('that are damaged are no descriptors, and never throw', () => {
    const bytes = written([{ type: 0, flags: 0, mask: 1, sid: admins }]);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(bytes.length),
        (changes, cut) => {
          const bent = bytes.slice(0, cut);
          for (const [at, byte] of changes) if (at < cut) bent[at] = byte;
          const found = permissionsOf(bent);
          expect(found === null || found.startsWith('D:')).toBe(true);
        },
      ),
    );
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void permissionsOfText(text)));
    expect(sidText(Uint8Array.of(1, 200), 0, 2)).toBeNull();
  });
});
