import { lineFront } from '../log-lines/index.ts';
import { matchMessage } from './patterns/index.ts';
import { splitPrefix } from './prefix.ts';

/** How sure a text is a charon log: lines with its thread prefix, or messages it is known to write. */
export function sniffCharonLog(head: readonly string[], name: string): number {
  const front = lineFront();
  let prefixed = 0;
  let known = 0;
  let foreign = 0;
  let lines = 0;
  for (const text of head.slice(0, 200)) {
    const line = front.read(text);
    if (line === null || line.message === '') continue;
    lines++;
    if (line.program === 'pluto') {
      foreign++;
      continue;
    }
    const prefix = splitPrefix(line.message);
    const byProgram = line.program !== null && (line.program.startsWith('charon') || line.program === 'ipsec_starter');
    if (prefix.group !== '') prefixed++;
    else if (byProgram) prefixed++;
    else if (matchMessage(prefix.text, '') !== null) known++;
    else foreign++;
  }
  if (lines === 0) return 0;
  if (prefixed > 0) return prefixed >= foreign || prefixed >= 3 ? 95 : 60;
  if (known >= 2 && known * 2 >= foreign) return 55;
  // A line or two pasted without their prefix: known words and little else.
  if (known > 0 && known * 2 >= foreign && lines <= 20) return 35;
  return known > 0 && /charon|strongswan/i.test(name) ? 30 : 0;
}
