/**
 * Fields of the journal in JSON that are not clean text: it writes them as arrays of octets (systemd, Journal JSON Format), in which no name or secret
 * could be told. They become texts, which are read alike.
 */
import { utf8, utf8Bytes } from '../protocol/text.ts';

const field = /":\s?\[([0-9]{1,3}(?:,\s?[0-9]{1,3}){0,65535})\]/g;

/** One of these is in every line with such a field. */
export const octetSigns: readonly string[] = ['":[', '": ['];

/** Whether a text is a journal in JSON, by its first lines. */
export function isJournalJson(head: string): boolean {
  return head.trimStart().startsWith('{') && head.includes('"__REALTIME_TIMESTAMP"');
}

/** A line with its arrays of octets as texts; a line without one is the same. */
export function octetsAsText(line: string): string {
  if (!/":\s?\[[0-9]/.test(line)) return line;
  return line.replaceAll(field, (all, list: string) => {
    const octets = list.split(',').map(Number);
    if (octets.some((octet) => octet > 255)) return all;
    let plain = '';
    for (const octet of octets) plain += String.fromCharCode(octet);
    const text = utf8(Uint8Array.from(octets));
    // Not UTF-8: one character for each octet, as the reader takes it.
    return `":${JSON.stringify(text.includes('\uFFFD') ? plain : text)}`;
  });
}

const longestLine = 1 << 20;

/** The blocks of a journal, line by line, with its arrays of octets as texts. */
export async function* withoutOctets(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let rest = new Uint8Array(0);
  for await (const block of blocks) {
    const bytes = new Uint8Array(rest.length + block.length);
    bytes.set(rest);
    bytes.set(block, rest.length);
    let whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole === 0 && bytes.length > longestLine) whole = bytes.length;
    rest = bytes.slice(whole);
    yield lines(bytes.subarray(0, whole));
  }
  yield lines(rest);
}

function lines(bytes: Uint8Array): Uint8Array {
  return utf8Bytes(utf8(bytes).split('\n').map(octetsAsText).join('\n'));
}
