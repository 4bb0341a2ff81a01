/** Markup that can only hold text that was escaped: whatever is put into `html` and is no `Html` itself becomes text. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Html | string | number | readonly Piece[];

/** Text for the inside of an element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function rendered(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string') return escapeHtml(piece);
  return typeof piece === 'number' ? String(piece) : piece.map(rendered).join('');
}

/** A template of markup; its values are escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(strings.map((part, i) => part + (i < values.length ? rendered(values[i] ?? '') : '')).join(''));
}

/** Pieces with something between them. */
export function joined(pieces: readonly Piece[], between: Piece): Html {
  return new Html(pieces.map(rendered).join(rendered(between)));
}

/** Text in which words between backticks are code. */
export function withCode(text: string): Html {
  return new Html(
    text
      .split('`')
      .map((part, i) => (i % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part)))
      .join(''),
  );
}
