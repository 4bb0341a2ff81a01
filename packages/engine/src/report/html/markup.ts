import { forHtml } from '../../document/neutralise.ts';

/** Text that is markup already: only templates of this room make it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | null | false | readonly Part[];

function textOf(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return forHtml(part);
  return typeof part === 'number' ? String(part) : part.map(textOf).join('');
}

/** A template of markup. Whatever is put in is text, as content or within quotes, unless it is markup itself; lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let out = strings[0] ?? '';
  parts.forEach((part, i) => {
    out += textOf(part) + (strings[i + 1] ?? '');
  });
  return new Markup(out);
}
