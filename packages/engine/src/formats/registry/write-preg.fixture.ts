/** Writes Registry.pol files (MS-GPREG 2.2.1), for round trips. */
export interface Instruction {
  readonly key: string;
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

export const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

export function writePreg(all: readonly Instruction[]): Uint8Array {
  const parts = all.map(({ key, name, type, data }) =>
    Buffer.concat([
      utf16(`[${key}\0;${name}\0;`),
      u32(type),
      utf16(';'),
      u32(data.length),
      utf16(';'),
      data,
      utf16(']'),
    ]),
  );
  return Uint8Array.from(Buffer.concat([Buffer.from('PReg'), u32(1), ...parts]));
}

/** A value that is a text. */
export function textValue(key: string, name: string, text: string): Instruction {
  return { key, name, type: 1, data: utf16(`${text}\0`) };
}
