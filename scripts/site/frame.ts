import { type Html, html, type Piece } from './html.ts';
import { siteWords } from './words.ts';

export type Lang = 'en' | 'ko';

/** A page of the site: where it lies below the folder of its language, its title, its body. */
export interface Page {
  /** Such as `causes/auth.psk-mismatch.html`. */
  readonly path: string;
  readonly title: string;
  readonly body: Html;
}

/** The way from a page to another one of the same language. */
export function linkTo(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length - 1)}${to}`;
}

/** An id for an anchor out of any text: plain characters stay, others become their number. */
export function anchorOf(text: string): string {
  return [...text].map((char) => (/[A-Za-z0-9._-]/.test(char) ? char : `~${char.codePointAt(0) ?? 0}`)).join('');
}

export function anchor(to: string, text: Piece): Html {
  return html`<a href="${to}">${text}</a>`;
}

/** A table with a head. */
export function table(head: readonly string[], rows: readonly Html[]): Html {
  return html`<table>
<thead><tr>${head.map((text) => html`<th>${text}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table>
`;
}

/** A row; `id` is its anchor. */
export function row(cells: readonly Piece[], id?: string): Html {
  return html`<tr${id === undefined ? '' : html` id="${id}"`}>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
}

/** The whole file of a page. */
export function framed(page: Page, lang: Lang): string {
  const w = siteWords[lang];
  const other = lang === 'en' ? 'ko' : 'en';
  const up = '../'.repeat(page.path.split('/').length);
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – ${w.name}</title>
<link rel="stylesheet" href="${up}style.css">
</head>
<body>
<header>${anchor(linkTo(page.path, 'index.html'), html`<b>${w.name}</b>`)} ${anchor(linkTo(page.path, 'search.html'), w.search)} <a href="${up}${other}/${page.path}" lang="${other}" hreflang="${other}">${w.language}</a></header>
<main>
${page.body}</main>
</body>
</html>
`.text;
}
