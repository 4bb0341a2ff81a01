/** A chart as a picture: SVG 1.1 without script, black on white for paper, the same bytes for the same chart. */
import { forHtml } from '../document/neutralise.ts';
import type { Lang } from '../document/types.ts';
import { textWidth, wrap } from '../report/width.ts';
import { answerLabel } from './answer.ts';
import { type Cell, layOut } from './layout.ts';
import { exitStatuses } from './taxonomy.ts';
import { type Chart, edgesOf, type State } from './types.ts';
import { say } from './words.ts';

// Measures in user units; a column of text is taken for 6.2 wide at a size of 11.
const box = { width: 190, line: 14, pad: 9, text: 27 };
const bend = 26;
const gap = { x: 36, y: 54 };
const margin = 24;
const head = 58;
const lane = 12;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Upper and lower edge of its row. */
  readonly top: number;
  readonly bottom: number;
}

/** Draws a chart that has no faults. Text of charts is data: it is escaped. */
export function drawChartSvg(chart: Chart, lang: Lang): string {
  const layout = layOut(chart, (from, answer, at) => edgeLabel(chart, from, answer, at, lang));
  const lines = new Map(Object.entries(chart.states).map(([id, state]) => [id, linesOf(id, state, lang)]));
  const places = new Map<Cell, Place>();
  const widths = layout.rows.map((row) =>
    row.reduce((sum, cell) => sum + (cell.id === null ? bend : box.width) + gap.x, -gap.x),
  );
  const inner = Math.max(...widths, textWidth(chart.title[lang]) * 9);
  let y = margin + head;
  layout.rows.forEach((row, i) => {
    const height = Math.max(...row.map((cell) => heightOf(lines.get(cell.id ?? '') ?? [])));
    let x = margin + (inner - (widths[i] ?? 0)) / 2;
    for (const cell of row) {
      const width = cell.id === null ? bend : box.width;
      const own = cell.id === null ? height : heightOf(lines.get(cell.id) ?? []);
      places.set(cell, { x, y, width, height: own, top: y, bottom: y + height });
      x += width + gap.x;
    }
    y += height + gap.y;
  });
  const backs = layout.routes.filter(({ back }) => back);
  const total = {
    width: inner + 2 * margin + backs.length * lane + (backs.length > 0 ? 60 : 0),
    height: y - gap.y + margin,
  };
  const paths: string[] = [];
  const labels: string[] = [];
  const draw = (points: readonly (readonly [number, number])[]): void => {
    paths.push(`<path d="M${points.map(([px, py]) => `${fixed(px)} ${fixed(py)}`).join('L')}" marker-end="url(#a)"/>`);
  };
  for (const route of layout.routes) {
    if (route.back) continue;
    const found = route.cells.flatMap((cell) => places.get(cell) ?? []);
    const points: (readonly [number, number])[] = [];
    found.forEach((place, i) => {
      const middle = place.x + place.width / 2;
      if (i > 0) points.push([middle, place.y]);
      // Straight down past taller boxes of the row, then across.
      if (i < found.length - 1) points.push([middle, place.y + place.height], [middle, place.bottom]);
    });
    draw(points);
    const [, first, second] = points;
    if (first !== undefined && second !== undefined && route.label !== '')
      labels.push(label(first[0] + (second[0] - first[0]) * 0.6, first[1] + (second[1] - first[1]) * 0.6, route.label));
  }
  backs.forEach((route, i) => {
    const [from, to] = [layout.cells.get(route.from), layout.cells.get(route.to)].map((cell) =>
      cell === undefined ? undefined : places.get(cell),
    );
    if (from === undefined || to === undefined) return;
    const side = margin + inner + (i + 1) * lane;
    const [out, into] = [from.x + from.width / 2 + 24, to.x + to.width / 2 + 24];
    const [under, over] = [from.bottom + 6 + (i % 4) * 3, to.top - 14 - (i % 4) * 3];
    draw([
      [out, from.y + from.height],
      [out, under],
      [side, under],
      [side, over],
      [into, over],
      [into, to.y],
    ]);
    if (route.label !== '') labels.push(label(side + 4, (under + over) / 2, route.label, 'start'));
  });
  const shapes = [...layout.cells].map(([id, cell]) => {
    const place = places.get(cell);
    const state = chart.states[id];
    return place === undefined || state === undefined ? '' : shape(state, place, lines.get(id) ?? []);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${lang}" lang="${lang}" role="img" viewBox="0 0 ${fixed(total.width)} ${fixed(total.height)}" width="${fixed(total.width)}" height="${fixed(total.height)}" font-family="Helvetica, Arial, 'Noto Sans KR', sans-serif" font-size="11">`,
    `<title>${forHtml(chart.title[lang])}</title>`,
    `<desc>${forHtml(`${chart.id} ${chart.version}. ${say.legend[lang]}`)}</desc>`,
    '<defs><marker id="a" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0 0L8 4L0 8z" fill="#000"/></marker></defs>',
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${margin}" y="${margin + 12}" font-size="16" font-weight="bold">${forHtml(chart.title[lang])}</text>`,
    `<text x="${margin}" y="${margin + 30}" fill="#444">${forHtml(`${chart.id}, ${say.version[lang]} ${chart.version}. ${say.legend[lang]}`)}</text>`,
    `<g fill="none" stroke="#000">${paths.join('')}</g>`,
    ...shapes,
    ...labels,
    '</svg>',
    '',
  ].join('\n');
}

function edgeLabel(chart: Chart, from: string, answer: string | null, at: number, lang: Lang): string {
  const state = chart.states[from];
  if (state === undefined || state.kind !== 'ask' || answer === null) return '';
  const transition = edgesOf(state)[at]?.transition;
  const words = answerLabel(state, answer)[lang].split(':')[0] ?? '';
  const only = transition?.atMost === undefined ? '' : ` ≤${transition.atMost}×`;
  return `${words}${only}${transition?.after === undefined ? '' : ` (${transition.after} ✓)`}`;
}

function linesOf(id: string, state: State, lang: Lang): readonly string[] {
  const lines = [id, ...wrap(state.say[lang], box.text)];
  if (state.kind === 'exit') lines.push(...wrap(`[${exitStatuses[state.status][lang]}]`, box.text));
  if (state.kind === 'link') lines.push(`→ ${state.chart}`);
  return lines;
}

function heightOf(lines: readonly string[]): number {
  return lines.length * box.line + 2 * box.pad;
}

function shape(state: State, { x, y, width, height }: Place, lines: readonly string[]): string {
  const rect = (inset: number, round: number): string =>
    `<rect x="${fixed(x + inset)}" y="${fixed(y + inset)}" width="${fixed(width - 2 * inset)}" height="${fixed(height - 2 * inset)}" rx="${round}" fill="#fff" stroke="#000"/>`;
  const cut = 12;
  const outline =
    state.kind === 'ask'
      ? `<path d="M${fixed(x - cut)} ${fixed(y + height / 2)}L${fixed(x)} ${fixed(y)}H${fixed(x + width)}L${fixed(x + width + cut)} ${fixed(y + height / 2)}L${fixed(x + width)} ${fixed(y + height)}H${fixed(x)}z" fill="#fff" stroke="#000"/>`
      : state.kind === 'exit'
        ? rect(0, 16)
        : state.kind === 'link'
          ? `${rect(0, 0)}${rect(3, 0)}`
          : rect(0, 0);
  const text = lines
    .map((line, i) => {
      const weight = i === 0 ? ' font-weight="bold"' : '';
      return `<tspan x="${fixed(x + width / 2)}" y="${fixed(y + box.pad + 11 + i * box.line)}"${weight}>${forHtml(line)}</tspan>`;
    })
    .join('');
  return `${outline}<text text-anchor="middle">${text}</text>`;
}

/** Words on an edge, on white, so that they can be read where it crosses another. */
function label(x: number, y: number, words: string, anchor: 'middle' | 'start' = 'middle'): string {
  const shown = words.length > 34 ? `${words.slice(0, 33)}…` : words;
  return `<text x="${fixed(x)}" y="${fixed(y + 4)}" text-anchor="${anchor}" font-style="italic" stroke="#fff" stroke-width="4" paint-order="stroke">${forHtml(shown)}</text>`;
}

/** Numbers as short as they are exact enough. */
function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
