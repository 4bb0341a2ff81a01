/**
 * `netstat -ano`, `-abno`, `-abv`: who has UDP 500 and 4500. Rows begin with the protocol in every language; the program stands in
 * brackets in a line below, under the components it came through (`-b`). Sources: Microsoft's reference of `netstat`; inventory
 * POL-20.
 */
import { canonicalAddress } from '../../policy/addresses.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { count, documented, windowsFormat } from './text.ts';

const udp = /^\s*UDP\s+(\S{1,60}):([0-9]{1,5})\s+\*:\*(?:\s+([0-9]{1,10}))?\s*$/;
const row = /^\s*(?:TCP|UDP)\s+\S+:\S+\s+\S+:\S+/;
const program = /^\s*\[([^\]]{1,80})\]\s*$/;

interface Listener {
  readonly line: number;
  readonly address: string;
  readonly port: string;
  readonly pid: string | null;
  /** Components and program, as they come. */
  readonly through: string[];
  program: string | null;
}

function parse(lines: readonly Line[], draft: Draft): void {
  const found: Listener[] = [];
  let open: Listener | null = null;
  let first: number | null = null;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 400);
    const socket = udp.exec(text);
    if (socket !== null) {
      first ??= number;
      open = {
        line: number,
        address: canonicalAddress((socket[1] ?? '').replace(/^\[|\]$/g, '').replace(/%.*$/, '')),
        port: socket[2] ?? '',
        pid: socket[3] ?? null,
        through: [],
        program: null,
      };
      found.push(open);
      continue;
    }
    if (row.test(text)) open = null;
    if (open === null || open.program !== null) continue;
    const name = program.exec(text);
    if (name !== null) open.program = name[1] ?? null;
    else if (/^\s*[A-Za-z0-9_.\\:$-]{2,120}\s*$/.test(text)) open.through.push(text.trim());
  }
  for (const one of found) {
    if (!['500', '4500', '1701'].includes(one.port)) continue;
    const through = one.through[0];
    const owner =
      one.program === null
        ? one.pid === null
          ? ''
          : ` pid ${one.pid}`
        : ` ${one.program}${through === undefined ? '' : ` (${through})`}`;
    draft.add(hostFact(draft, `listening-udp-${one.port}`, `${one.address}${owner}`, one.line));
  }
  // That a port is missing says something only where UDP was listed.
  if (first !== null) draft.add(hostFact(draft, 'listening-udp-listed', 'yes', first));
}

/** Reader of the Windows `netstat`. */
export const netstat = windowsFormat(
  'windows-netstat',
  documented('Microsoft command reference, netstat; the shape of the rows alone decides'),
  (head) => {
    const rows = count(head, udp);
    const tcp = count(head, /^\s*TCP\s+\S+:[0-9]{1,5}\s+\S+:[0-9]{1,5}\s+[A-Z_]+/);
    return rows > 0 ? 90 : tcp > 1 ? 80 : 0;
  },
  parse,
);
