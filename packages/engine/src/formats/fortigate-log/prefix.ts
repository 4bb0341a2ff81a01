import type { LogLine } from '../log-lines/index.ts';
import type { Refs, Said } from '../device-log/index.ts';
import { isEvent } from './lists.ts';

/*
 * `ike 0:name:12: …`, `ike 0:name:12:34: …` (FortiOS to 7.2), `ike V=root:0:name:12: …` (from 7.4), `ike 0:i-cookie/r-cookie:12: …`
 * before the tunnel is known, `ike 0: …` for the daemon. The first number is the VDOM.
 */

const cookies = /^([0-9a-f]{16})\/([0-9a-f]{16})$/i;

/** Takes `ike …:` off; null where the line is of another daemon. */
export function fortigatePrefix(line: LogLine): Said | null {
  let text = line.message.trimStart();
  // `ike V=root:Negotiate ISAKMP SA Error: ike 0:cookie/cookie:12:  no SA proposal chosen` (from 7.4).
  const told = /^ike V=[^:]{1,32}:Negotiate [A-Za-z ]{1,24}: (?=ike [0-9])/.exec(text);
  if (told !== null) text = text.slice(told[0].length);
  if (text.startsWith('Negotiate ')) return { text, refs: {}, own: true };
  const start = text.startsWith('ike ') ? 4 : text.startsWith('ike:') ? 4 : -1;
  if (start < 0) return { text, refs: {}, own: isEvent(text) };
  text = text.slice(start).trimStart();
  if (text.startsWith('Negotiate ')) {
    // `ike Negotiate ISAKMP SA Error: ike 0:cookie/cookie:12: no SA proposal chosen`.
    const inner = text.indexOf('ike ', 10);
    if (inner < 0) return { text, refs: {}, own: true };
    text = text.slice(inner + 4);
  }
  if (text.startsWith('V=')) {
    const end = text.indexOf(':');
    if (end < 0 || end > 40) return { text, refs: {}, own: true };
    text = text.slice(end + 1);
    if (!/^[0-9]+:/.test(text)) {
      // `ike V=root:name Negotiate SA Error: …`, `ike V=root:Negotiate SA Error: …`.
      const error = text.indexOf('Negotiate ');
      return { text: error >= 0 && error < 80 ? text.slice(error) : text, refs: {}, own: true };
    }
  }
  const vdom = /^([0-9]{1,5}):/.exec(text);
  if (vdom === null) return { text, refs: {}, own: /^[0-9]/.test(text) };
  text = text.slice(vdom[0].length);
  const refs: { -readonly [K in keyof Refs]: Refs[K] } = {};
  for (let part = 0; part < 5; part++) {
    const end = text.indexOf(':');
    if (end <= 0 || end > 100) break;
    const word = text.slice(0, end);
    if (/[\s=>[\]]/.test(word) || word.startsWith('-')) break;
    const pair = cookies.exec(word);
    if (part === 0 && pair !== null) {
      refs.initiatorSpi = (pair[1] ?? '').toLowerCase();
      refs.responderSpi = (pair[2] ?? '').toLowerCase();
    } else if (part === 0) refs.connection = word;
    else if (part === 1 && /^[0-9]{1,10}$/.test(word)) refs.id = `${vdom[1] ?? ''}:${word}`;
    // Behind the number of the IKE SA stands that of a child, before it the name of its phase 2.
    else if (part >= 2 && /^[0-9]{1,10}$/.test(word)) refs.child = true;
    text = text.slice(end + 1);
    if (text.startsWith(' ')) break;
  }
  return { text: text.trimStart(), refs, own: true };
}
