/** Writes cabinets for tests (MS-CAB, MS-MCI). */
import { deflateSync } from 'fflate';

const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];

export interface CabOptions {
  /** 0: stored, 1: MSZIP; others are only written into the header. */
  readonly method?: number;
  /** Octets reserved in the header, in each folder and in each block. */
  readonly reserve?: number;
}

/** A cabinet of one folder. */
export function writeCab(files: Readonly<Record<string, Uint8Array>>, options: CabOptions = {}): Uint8Array {
  const { method = 1, reserve = 0 } = options;
  const names = Object.keys(files);
  const whole = Uint8Array.from(Object.values(files).flatMap((bytes) => [...bytes]));
  const blocks: number[][] = [];
  for (let at = 0; at < whole.length; at += 32_768) {
    const part = whole.subarray(at, at + 32_768);
    const before = whole.subarray(Math.max(0, at - 32_768), at);
    const data = method === 1 ? [0x43, 0x4b, ...deflateSync(part, { dictionary: before })] : [...part];
    blocks.push([
      ...u32(0),
      ...u16(data.length),
      ...u16(part.length),
      ...Array.from({ length: reserve }, () => 9),
      ...data,
    ]);
  }
  let offset = 0;
  const listed = names.flatMap((name) => {
    const size = files[name]?.length ?? 0;
    const entry = [
      ...u32(size),
      ...u32(offset),
      ...u16(0),
      ...u16(0),
      ...u16(0),
      ...u16(0x80),
      ...Buffer.from(`${name}\0`),
    ];
    offset += size;
    return entry;
  });
  const filling = Array.from({ length: reserve }, () => 7);
  const head = 36 + (reserve === 0 ? 0 : 4 + reserve);
  const filesAt = head + 8 + reserve;
  const dataAt = filesAt + listed.length;
  const data = blocks.flat();
  return Uint8Array.from([
    ...Buffer.from('MSCF'),
    ...u32(0),
    ...u32(dataAt + data.length),
    ...u32(0),
    ...u32(filesAt),
    ...u32(0),
    3,
    1,
    ...u16(1),
    ...u16(names.length),
    ...u16(reserve === 0 ? 0 : 4),
    ...u16(0),
    ...u16(0),
    ...(reserve === 0 ? [] : [...u16(reserve), reserve, reserve, ...filling]),
    ...u32(dataAt),
    ...u16(blocks.length),
    ...u16(method),
    ...filling,
    ...listed,
    ...data,
  ]);
}
