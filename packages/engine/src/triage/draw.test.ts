import { describe, expect, it } from 'vitest';
import { charts } from './charts/index.ts';
import { drawChartSvg } from './draw-svg.ts';
import { drawChartText, inOrder } from './draw-text.ts';
import { layOut } from './layout.ts';
import type { Chart } from './types.ts';

const langs = ['en', 'ko'] as const;

describe('a chart drawn', () => {
  it.each(charts.map((chart) => [chart.id, chart] as const))(
    '%s shows every state, in both languages, the same each time',
    (_, chart) => {
      expect(new Set(inOrder(chart))).toEqual(new Set(Object.keys(chart.states)));
      for (const lang of langs) {
        const svg = drawChartSvg(chart, lang);
        expect(drawChartSvg(JSON.parse(JSON.stringify(chart)) as Chart, lang)).toBe(svg);
        for (const id of Object.keys(chart.states)) expect(svg).toContain(`>${id}</tspan>`);
        expect(svg).not.toMatch(/<script|href|NaN|Infinity|undefined/);
        const text = drawChartText(chart, lang);
        for (const id of Object.keys(chart.states)) expect(text).toContain(` ${id}  `);
      }
      expect(drawChartSvg(chart, 'ko')).toMatch(/[가-힣]/);
    },
  );

  it.each(charts.map((chart) => [chart.id, chart] as const))(
    '%s: boxes of a row do not lie over one another, and edges go down',
    (_, chart) => {
      const { rows, routes, cells } = layOut(chart, () => '');
      expect(cells.size).toBe(Object.keys(chart.states).length);
      for (const row of rows) expect(row.map(({ column }) => column)).toEqual(row.map((_cell, i) => i));
      for (const { cells: along, back } of routes)
        if (!back) expect(along.map(({ row }) => row)).toEqual(along.map((_cell, i) => (along[0]?.row ?? 0) + i));
      // The way back of figure 7.2 (B10 to B5) is the only one of the printed charts.
      if (chart.id.startsWith('figure-'))
        expect(routes.filter(({ back }) => back).map(({ from, to }) => `${from} ${to}`)).toEqual(
          chart.id === 'figure-7.2' ? ['B10 B5'] : [],
        );
    },
  );

  it('keeps words of anybody words', () => {
    const [chart] = charts;
    if (chart === undefined) throw new Error('no chart');
    const words = '<script>alert(1)</script>\u001b[31m\u202e"&';
    const hostile = {
      ...chart,
      title: { en: words, ko: words },
      states: { ...chart.states, A1: { ...chart.states['A1'], say: { en: words, ko: words } } },
    } as Chart;
    for (const drawn of [drawChartSvg(hostile, 'en'), drawChartText(hostile, 'en')]) {
      expect(drawn).not.toContain('\u001b');
      expect(drawn).not.toContain('\u202e');
    }
    expect(drawChartSvg(hostile, 'en')).not.toContain('<script');
  });
});
