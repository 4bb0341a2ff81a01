import type { Lang } from '../document/types.ts';
import { paint as makePaint, type Paint } from './paint.ts';
import type { ReportTextId } from './texts.en.ts';
import { textWidth, wrap } from './width.ts';
import { type Say, words } from './words.ts';

export interface TerminalOptions {
  readonly lang: Lang;
  /** Columns of the screen. */
  readonly width: number;
  readonly color: boolean;
  /** Lists without a cap. */
  readonly full: boolean;
}

/** A sheet being written: lines, how wide it is, and how to say things. */
export class Sheet {
  readonly lines: string[] = [];
  readonly paint: Paint;
  readonly lang: Lang;
  readonly say: Say;
  readonly #width: number;
  readonly full: boolean;

  constructor(options: TerminalOptions) {
    this.lang = options.lang;
    this.say = words(options.lang);
    this.#width = Math.min(Math.max(options.width, 60), 120);
    this.full = options.full;
    this.paint = makePaint(options.color);
  }

  get width(): number {
    return this.#width;
  }

  line(text = ''): void {
    this.lines.push(text);
  }

  heading(id: ReportTextId): void {
    this.line();
    this.line(this.paint.bold(this.say(id).toUpperCase()));
  }

  /** Wrapped text behind `first`, later lines behind blanks of the same width. */
  block(first: string, text: string, tint: (text: string) => string = (same) => same): void {
    const indent = ' '.repeat(textWidth(first));
    wrap(text, this.#width - indent.length).forEach((line, i) => this.line(`${i === 0 ? first : indent}${tint(line)}`));
  }

  /** The first `cap` items, and a line telling how many are left out. */
  some<T>(
    items: readonly T[],
    cap: number,
    more: ReportTextId,
    indent: string,
    draw: (item: T, i: number) => void,
  ): void {
    const shown = this.full ? items : items.slice(0, cap);
    shown.forEach(draw);
    const rest = items.length - shown.length;
    if (rest > 0) this.line(this.paint.dim(`${indent}… ${this.say(more, { count: rest })} (${this.say('hint.full')})`));
  }
}
