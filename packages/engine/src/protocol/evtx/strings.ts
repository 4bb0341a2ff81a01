/** UTF-16LE out of a chunk: well-formed, and fast for the short texts that logs are full of. */

const scratch = new Uint16Array(1024);

/** `count` code units at `at`; a surrogate without its other half becomes U+FFFD. */
export function codeUnits(view: DataView, at: number, count: number): string {
  let text = '';
  let from = at;
  let left = count;
  let pairs = false;
  while (left > 0) {
    const some = Math.min(left, scratch.length);
    for (let i = 0; i < some; i++) {
      const unit = view.getUint16(from + 2 * i, true);
      if (unit >= 0xd800 && unit < 0xe000) pairs = true;
      scratch[i] = unit;
    }
    text += String.fromCharCode.apply(
      null,
      (some === scratch.length ? scratch : scratch.subarray(0, some)) as unknown as number[],
    );
    from += 2 * some;
    left -= some;
  }
  return pairs ? wellFormed(text) : text;
}

function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (one) => (one.length === 2 ? one : '\ufffd'));
}

/** The UTF-16LE text in `size` bytes at `at`, up to the zeros that fill its end. */
export function utf16Text(view: DataView, at: number, size: number): string {
  let count = size >> 1;
  while (count > 0 && view.getUint16(at + 2 * count - 2, true) === 0) count--;
  return codeUnits(view, at, count);
}

/** Windows-1252 where it is not ISO 8859-1 (the WHATWG Encoding Standard's index). */
const high1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Text of one byte per character, up to its first zero. Which code page it is in is not told: windows-1252 is taken. */
export function ansiText(bytes: Uint8Array, at: number, size: number): string {
  let text = '';
  for (let i = at; i < at + size; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) break;
    text += byte >= 0x80 && byte < 0xa0 ? high1252.charAt(byte - 0x80) : String.fromCharCode(byte);
  }
  return text;
}
