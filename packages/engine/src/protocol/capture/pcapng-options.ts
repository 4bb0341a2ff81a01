import { utf8 } from '../text.ts';

const longestText = 1000;

/**
 * Calls `each` for every option of a pcapng block (code, offset and length of the value) between `from` and `to`. Returns
 * false when the list does not hold together. Source: draft-ietf-opsawg-pcapng section 3.5.
 */
export function eachOption(
  view: DataView,
  from: number,
  to: number,
  little: boolean,
  each: (code: number, offset: number, length: number) => void,
): boolean {
  let at = from;
  while (at + 4 <= to) {
    const code = view.getUint16(at, little);
    const length = view.getUint16(at + 2, little);
    if (code === 0) return true;
    if (at + 4 + length > to) return false;
    each(code, at + 4, length);
    at += 4 + ((length + 3) & ~3);
  }
  return at === to;
}

/** Text of an option, UTF-8, cut to 1000 bytes; a closing zero is left out. */
export function optionText(bytes: Uint8Array, offset: number, length: number): string {
  const text = utf8(bytes.subarray(offset, offset + Math.min(length, longestText)));
  const zero = text.indexOf('\0');
  return zero < 0 ? text : text.slice(0, zero);
}

/** A 64-bit counter as a number: exact up to 2^53, above that the nearest. */
export function counter64(view: DataView, offset: number, little: boolean): number {
  const low = view.getUint32(offset + (little ? 0 : 4), little);
  const high = view.getUint32(offset + (little ? 4 : 0), little);
  return high * 4294967296 + low;
}

/** Turns the two halves of a pcapng time stamp into seconds and nanoseconds (of the packet given). */
export type TickReader = (high: number, low: number, out: { seconds: number; nanoseconds: number }) => void;

/**
 * The reader of time stamps with `resolution` as if_tsresol has it (10^-n, or 2^-n with the high bit set) and `offset`
 * seconds to add. Powers of ten up to 10^-9 are exact without big integers.
 */
export function tickReader(resolution: number, offset: number): { readonly ticks: number | null; read: TickReader } {
  const exponent = resolution & 0x7f;
  if (resolution < 0x80 && exponent <= 9) {
    const perSecond = 10 ** exponent;
    const scale = 10 ** (9 - exponent);
    return {
      ticks: perSecond,
      read: (high, low, out) => {
        // Long division by 16 bits at a time: no product leaves the exact range of a double.
        const top = Math.floor(high / perSecond);
        let rest = (high % perSecond) * 65536 + (low >>> 16);
        const middle = Math.floor(rest / perSecond);
        rest = (rest % perSecond) * 65536 + (low & 0xffff);
        const bottom = Math.floor(rest / perSecond);
        out.seconds = top * 4294967296 + middle * 65536 + bottom + offset;
        out.nanoseconds = (rest % perSecond) * scale;
      },
    };
  }
  const perSecond = resolution >= 0x80 ? 2n ** BigInt(exponent) : 10n ** BigInt(exponent);
  return {
    ticks: exponent <= (resolution >= 0x80 ? 53 : 15) ? Number(perSecond) : null,
    read: (high, low, out) => {
      const value = (BigInt(high) << 32n) | BigInt(low);
      out.seconds = Number(value / perSecond) + offset;
      out.nanoseconds = Number(((value % perSecond) * 1_000_000_000n) / perSecond);
    },
  };
}
