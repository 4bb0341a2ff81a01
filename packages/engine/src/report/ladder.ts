import type { LadderMessage, Negotiation, YesNoUnknown } from '../document/types.ts';
import { clockTime } from './duration.ts';
import type { Paint } from './paint.ts';
import { padEnd, textWidth, truncate } from './width.ts';

/** Words the ladder needs. */
export interface LadderWords {
  readonly log: string;
  readonly capture: string;
  readonly notProcessed: string;
  readonly notAnswered: string;
}

const marks: Readonly<Record<YesNoUnknown, string>> = { yes: '✓', no: '✗', unknown: '?' };

/** Whether a message reached the other end, as far as the document says. */
export function arrived(message: LadderMessage): YesNoUnknown {
  if (message.seenArriving === 'yes' || message.receivedByLog === 'yes' || message.processed === 'yes') return 'yes';
  if (message.seenArriving === 'no' || message.receivedByLog === 'no') return 'no';
  return 'unknown';
}

/**
 * The messages of a negotiation between two columns: what each host's log and capture say of each one, and the arrow between,
 * which ends in ✗ where the message was not seen to arrive and in ? where nobody can tell.
 */
export function drawLadder(
  negotiation: Negotiation,
  messages: readonly LadderMessage[],
  words: LadderWords,
  width: number,
  paint: Paint,
): string[] {
  const left = negotiation.initiator ?? messages[0]?.from ?? '?';
  const right = negotiation.responder ?? messages[0]?.to ?? '?';
  const logWidth = Math.max(textWidth(words.log), 3);
  const captureWidth = Math.max(textWidth(words.capture), 3);
  const timeWidth = 12;
  const side = logWidth + 1 + captureWidth;
  const labels = messages.map((message) => (message.copies > 1 ? `${message.step} ×${message.copies}` : message.step));
  const room = Math.max(width - timeWidth - 2 * side - 8, 16);
  const labelWidth = Math.min(Math.max(...labels.map(textWidth), 12), room);
  const lane = labelWidth + 6;
  const mark = (value: YesNoUnknown, columns: number): string =>
    (value === 'yes' ? paint.green : value === 'no' ? paint.red : paint.dim)(padEnd(marks[value], columns));

  const lines = [
    `${' '.repeat(timeWidth)}  ${paint.bold(padEnd(truncate(left, side + lane - 2), side + lane))}${paint.bold(truncate(right, 40))}`,
    paint.dim(
      `${' '.repeat(timeWidth)}  ${padEnd(words.log, logWidth)} ${padEnd(words.capture, captureWidth)}${' '.repeat(lane)}${padEnd(words.capture, captureWidth)} ${words.log}`,
    ),
  ];
  messages.forEach((message, i) => {
    const toRight = message.from !== right;
    const label = padEnd(truncate(labels[i] ?? '', labelWidth), labelWidth);
    const reach = arrived(message);
    const tip = reach === 'yes' ? (toRight ? '▶' : '◀') : reach === 'no' ? '✗' : '?';
    const tinted = reach === 'yes' ? paint.cyan : reach === 'no' ? paint.red : paint.yellow;
    const arrow = toRight ? ` ─ ${label} ${tinted(tip)} ` : ` ${tinted(tip)} ${label} ─ `;
    const sender = [message.sentByLog, message.seenLeaving] as const;
    const receiver = [message.receivedByLog, message.seenArriving] as const;
    const [l, r] = toRight ? [sender, receiver] : [receiver, sender];
    const remarks = [
      message.processed === 'no' && reach === 'yes' ? words.notProcessed : null,
      message.answered === 'no' ? words.notAnswered : null,
    ].filter((remark) => remark !== null);
    const end = mark(r[0], remarks.length === 0 ? 1 : logWidth + 1) + paint.dim(remarks.join(', '));
    const time = paint.dim(padEnd(clockTime(message.at ?? message.partial), timeWidth));
    lines.push(
      `${time}  ${mark(l[0], logWidth)} ${mark(l[1], captureWidth)}${arrow}${mark(r[1], captureWidth)} ${end}`,
    );
  });
  return lines;
}
