import { lineFront } from '../log-lines/index.ts';
import { listHead } from './lists.ts';
import { matchMessage } from './match.ts';
import { parsePrefix, pastedMessage } from './prefix.ts';
import { isPassedOn, isPlutoProgram } from './reader.ts';

interface Counts {
  lines: number;
  /** Lines from a program called pluto. */
  named: number;
  /** Recognised messages with and without a time. */
  timed: number;
  bare: number;
  /** Console form: whack code in front. */
  coded: number;
  /** Status listings: code 000, or indented details of a connection. */
  status: number;
  debug: number;
  /** Lines only the daemon itself writes, whether or not with a time. */
  started: number;
}

/** charon's words for what pluto says with less; it names the IKE SA where pluto has the connection in front. */
const charonsOwn = /^initiating (?:Main|Aggressive) Mode IKE_SA /;

const daemonOnly: readonly string[] = ['Starting Pluto (', 'adding UDP interface ', 'adding interface '];

function count(head: readonly string[]): Counts {
  const front = lineFront();
  const counts: Counts = { lines: 0, named: 0, timed: 0, bare: 0, coded: 0, status: 0, debug: 0, started: 0 };
  head.slice(0, 200).forEach((text, index) => {
    const log = front.read(text);
    if (log === null || log.message === '') return;
    counts.lines++;
    if (log.program !== null && isPlutoProgram(log.program)) counts.named++;
    else if (log.program !== null && !isPassedOn(log.program, log.message)) return;
    const line = parsePrefix(log.message);
    if (line.connection === null && charonsOwn.test(line.text)) return;
    if (
      (line.whack === 0 && matchMessage(line) === null) ||
      (line.connection !== null && line.text.startsWith('  ') && !/^ +[0-9]+:(IKE|ESP|AH)[=:]/.test(line.text))
    ) {
      counts.status++;
      return;
    }
    if (line.severity === 'debug') counts.debug++;
    const pasted = line.connection === null && line.severity === 'normal' ? pastedMessage(line.text) : null;
    const known =
      matchMessage(line) !== null ||
      listHead(line, index) !== null ||
      (pasted !== null && matchMessage(parsePrefix(pasted)) !== null);
    if (!known && !(line.connection !== null && line.serial !== null)) return;
    if (daemonOnly.some((start) => line.text.startsWith(start))) counts.started++;
    if (line.whack !== null) counts.coded++;
    else if (log.timeText !== null) counts.timed++;
    else counts.bare++;
  });
  return counts;
}

/** How sure a text is a pluto log: lines of a program called pluto, or timed messages pluto writes. */
export function sniffPlutoLog(head: readonly string[], name: string): number {
  const found = count(head);
  if (found.named > 0) return found.named * 2 >= found.lines || found.named >= 3 ? 95 : 60;
  if (found.timed >= 2) return found.timed * 4 + found.debug >= found.lines || found.timed >= 5 ? 90 : 60;
  if (found.started > 0 && found.coded === 0) return 85;
  // At full verbosity a start fills the first lines with details only.
  if (found.debug >= 20 && found.debug * 2 >= found.lines) return 70;
  if (found.timed === 1) return 50;
  return found.bare + found.timed > 0 && /pluto/i.test(name) ? 60 : 0;
}

/** How sure a text is what `ipsec auto`, `ipsec up` or `whack` printed: messages without time, often with a three-digit code. */
export function sniffPlutoConsole(head: readonly string[], name: string): number {
  const found = count(head);
  if (found.started > 0 || (found.debug >= 20 && found.debug * 2 >= found.lines)) return 0;
  if (found.named > 0 || found.timed > found.bare + found.coded) return 0;
  if (found.status > (found.bare + found.coded) * 2) return 0;
  if (found.coded >= 1) return 88;
  if (found.bare >= 2) return 75;
  return found.bare === 1 ? (/console|whack|ipsec/i.test(name) ? 60 : 45) : 0;
}
