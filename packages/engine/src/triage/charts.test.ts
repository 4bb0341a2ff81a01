import { describe, expect, it } from 'vitest';
import { charts } from './charts/index.ts';
import { escalationItems } from './escalation.ts';
import { readChart } from './read-chart.ts';
import type { Chart, ExitState } from './types.ts';
import { chartFaults, linkFaults } from './validate.ts';
import { type Given, walk, WalkFault } from './walk.ts';

const set = new Map(charts.map((chart) => [chart.id, chart]));

interface Path {
  /** `A1=no A2=yes`. */
  readonly answers: string;
  /** Box where it leaves the chart. */
  readonly end: string;
  readonly exit: ExitState | null;
  readonly passed: readonly string[];
}

/** Every way through a chart; one that goes on in another chart ends at the link. */
function pathsOf(start: string): readonly Path[] {
  const found: Path[] = [];
  const visit = (answers: readonly Given[]): void => {
    const { at, trail } = walk(set, start, answers);
    const inside = trail.filter(({ chart }) => chart.id === start);
    const told = inside.flatMap(({ id, answer }) => (answer === null ? [] : [`${id}=${answer}`])).join(' ');
    const passed = inside.map(({ id }) => id);
    const link = inside.find(({ state }) => state.kind === 'link');
    if (link !== undefined) found.push({ answers: told, end: link.id, exit: null, passed });
    else if (at.kind === 'exit') found.push({ answers: told, end: at.state.box ?? at.id, exit: at.state, passed });
    else for (const answer of Object.keys(at.state.on)) visit([...answers, { chart: start, state: at.id, answer }]);
  };
  visit([]);
  return found;
}

describe('figure 7.1', () => {
  it('reaches what the guide prints, on every path', () => {
    const paths = pathsOf('figure-7.1');
    expect(paths.map(({ answers, end }) => [answers, end])).toEqual([
      ['A1=yes A4=yes', 'END-A-APP'],
      ['A1=yes A4=no A6=yes', 'END-A-TARGET'],
      ['A1=yes A4=no A6=no', 'END-A-CALLER'],
      ['A1=no A2=yes A-NET=known', 'END-A-NET'],
      ['A1=no A2=yes A-NET=unclear', 'END-A-NET'],
      ['A1=no A2=yes A-NET=no', 'END-A-NET'],
      ['A1=no A2=no A-NAME=known', 'END-A-NAME'],
      ['A1=no A2=no A-NAME=unclear', 'END-A-NAME'],
      ['A1=no A2=no A-NAME=no', 'END-A-NAME'],
    ]);
    // What is not solved by the basic troubleshooting, and an application, goes to tier 2 (T1-25 to T1-27).
    for (const { exit } of paths) if (exit?.status === 'not-fixed') expect(exit.escalate?.to).toBe('tier-2');
    expect(paths.filter(({ exit }) => exit?.status === 'not-fixed')).toHaveLength(3);
  });

  it('goes on in figures 7.3 and 7.2', () => {
    const give = (pairs: string): Given[] =>
      pairs
        .split(' ')
        .map((pair) => ({ chart: 'figure-7.1', state: pair.split('=')[0] ?? '', answer: pair.split('=')[1] ?? '' }));
    expect(walk(set, 'figure-7.1', give('A1=yes A4=no A6=yes')).at.id).toBe('C1');
    expect(walk(set, 'figure-7.1', give('A1=yes A4=no A6=no')).at.id).toBe('B1');
  });
});

describe('figure 7.2', () => {
  it('reaches the exit of the guide on every path, joins the domain once, and keeps cause and cure apart', () => {
    // From B5 on: refresh, is it up to date, does it connect; a domain joined on the way is a cause that is known.
    const refreshed: readonly (readonly [string, string, ExitState['status']])[] = [
      ['B6=yes B8=yes', 'END-B-OK', 'fixed-cause-unclear'],
      ['B6=yes B8=no', 'END-B-ESC', 'not-fixed'],
      ['B6=no B9=yes', 'END-B-ESC', 'not-fixed'],
      ['B6=no B9=no B6=yes B8=yes', 'END-B-OK', 'fixed-cause-identified'],
      ['B6=no B9=no B6=yes B8=no', 'END-B-ESC', 'not-fixed'],
      ['B6=no B9=no B6=no B9=yes', 'END-B-ESC', 'not-fixed'],
      ['B6=no B9=no B6=no B9=no', 'END-B-ESC', 'not-fixed'],
    ];
    const expected = [
      ['B1=yes B2=yes', 'END-B-ESC', 'not-fixed'],
      ['B1=yes B2=no B4=yes', 'END-B-OK', 'fixed-cause-identified'],
      ...refreshed.map(([answers, ...rest]) => [`B1=yes B2=no B4=no ${answers}`, ...rest]),
      ...refreshed.map(([answers, ...rest]) => [`B1=no ${answers}`, ...rest]),
    ];
    const paths = pathsOf('figure-7.2');
    expect(paths.map(({ answers, end, exit }) => [answers, end, exit?.status])).toEqual(expected);
    for (const { passed } of paths) expect(passed.filter((id) => id === 'B10').length).toBeLessThanOrEqual(1);
    for (const { exit } of paths)
      expect(exit?.escalate?.items ?? null).toEqual(
        exit?.status === 'not-fixed' ? ['ESC-01', 'ESC-02', 'ESC-03'] : null,
      );
  });
});

describe('figure 7.3', () => {
  it('reaches the exit of the guide on every path, logon rights through their finding', () => {
    const paths = pathsOf('figure-7.3');
    expect(paths.map(({ answers, end, exit }) => [answers, end, exit?.status, exit?.class, exit?.family])).toEqual([
      ['C1=yes', 'END-C-ESC', 'not-fixed', 'service', 'computer-specific'],
      ['C1=no C3=yes', 'END-C-OK', 'fixed-cause-unclear', 'caller-computer', 'computer-specific'],
      ['C1=no C3=no C5=yes', 'END-C-ESC', 'not-fixed', 'target-computer', 'user-specific'],
      ['C1=no C3=no C5=no', 'END-C-ESC', 'not-fixed', 'network-connectivity', 'network-path'],
    ]);
    expect(paths.filter(({ passed }) => passed.includes('C6')).map(({ answers }) => answers)).toEqual([
      'C1=no C3=no C5=yes',
    ]);
  });
});

describe('the charts that ship', () => {
  it.each(charts.map((chart) => [chart.id, chart] as const))(
    '%s makes sense, and is read from its own JSON',
    (_, chart) => {
      expect(chartFaults(chart)).toEqual([]);
      const read = readChart(JSON.stringify(chart));
      expect(read.faults).toEqual([]);
      expect(read.chart).toEqual(JSON.parse(JSON.stringify(chart)));
      for (const [id, state] of Object.entries(chart.states)) {
        expect([id, state.sources.length > 0]).toEqual([id, true]);
        // Korean is written in Korean, English in ASCII and the few signs of print.
        expect([id, /[가-힣]/.test(state.say.ko), /[가-힣]/.test(state.say.en)]).toEqual([id, true, false]);
      }
    },
  );

  it('lead nowhere else, and nowhere round', () => {
    expect(linkFaults(set)).toEqual([]);
  });

  it.each(['ikev2-client', 'site-to-site'])('%s ends on every path', (id) => {
    const paths = pathsOf(id);
    const exits = new Set(paths.map(({ exit }) => exit));
    const all = Object.values(set.get(id)?.states ?? {}).filter(({ kind }) => kind === 'exit');
    expect(exits.size).toBe(all.length);
  });

  it('tier-2 passes its stages in the order of the guide, and ends whatever is answered', () => {
    const none: Readonly<Record<string, string>> = { D0: 'yes', 'D4-EVENTS': 'none', 'D2-DUP': 'no', 'D5-RRAS': 'no' };
    const answers: Given[] = [];
    for (;;) {
      const { at } = walk(set, 'tier-2', answers);
      if (at.kind === 'exit') break;
      answers.push({ chart: 'tier-2', state: at.id, answer: none[at.id] ?? 'yes' });
    }
    const stages = [
      'D0',
      'D1',
      'D2',
      'D3',
      'D4',
      'D4-EVENTS',
      'D5',
      'D5-SERVICE',
      'D5-RETRIEVED',
      'D5-INTERPRETED',
      'D5-RRAS',
      'D6',
      'D7',
    ];
    expect(answers.map(({ state }) => state)).toEqual(stages);
    const end = walk(set, 'tier-2', answers).at;
    expect(end.id).toBe('END-D-T3');
    if (end.kind === 'exit') expect(end.state.escalate?.items.filter((item) => item.startsWith('T3-'))).toHaveLength(9);
    // Whatever is answered: 300 walks, each by its own fixed series of numbers.
    const ends = new Set<string>();
    for (let seed = 1; seed <= 300; seed++) {
      let state = seed * 2654435761;
      const given: Given[] = [];
      for (;;) {
        const { at } = walk(set, 'tier-2', given);
        if (at.kind === 'exit') {
          ends.add(at.id);
          break;
        }
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        const choices = Object.keys(at.state.on);
        given.push({ chart: at.chart.id, state: at.id, answer: choices[(state >>> 16) % choices.length] ?? '' });
      }
    }
    expect(ends.size).toBeGreaterThan(20);
  });

  it('hand over only what is known to be handed over', () => {
    for (const chart of charts)
      for (const state of Object.values(chart.states))
        if (state.kind === 'exit')
          for (const item of state.escalate?.items ?? []) expect(escalationItems).toHaveProperty(item);
  });
});

describe('a walk', () => {
  it('refuses answers that are none, belong elsewhere, or come behind an exit', () => {
    const at = (state: string, answer: string): Given => ({ chart: 'figure-7.3', state, answer });
    const code = (answers: readonly Given[]): string => {
      try {
        walk(set, 'figure-7.3', answers);
        return '';
      } catch (error) {
        return error instanceof WalkFault ? error.code : 'other';
      }
    };
    expect(code([at('C1', 'perhaps')])).toBe('unknown-answer');
    expect(code([at('C1', 'constructor')])).toBe('unknown-answer');
    expect(code([at('C3', 'yes')])).toBe('other-state');
    expect(code([at('C1', 'yes'), at('C1', 'yes')])).toBe('after-exit');
  });
});

describe('a chart with faults', () => {
  const original = JSON.stringify(set.get('figure-7.2'));
  type Loose = Record<string, unknown> & { states: Record<string, Record<string, unknown>> };
  const codes = (change: (chart: Loose) => void): readonly string[] => {
    const chart = JSON.parse(original) as Loose;
    change(chart);
    const { chart: read, faults } = readChart(JSON.stringify(chart));
    expect(read === null).toBe(faults.length > 0);
    return faults.map(({ code, at }) => `${code} ${at}`);
  };

  it('is refused, and each fault is told with its place', () => {
    expect(codes(() => {})).toEqual([]);
    expect(codes(({ states }) => (states['X1'] = { ...states['B3'] }))).toEqual(['unreachable X1']);
    expect(codes(({ states }) => (states['B3'] = { ...states['B3'], next: 'NOWHERE' }))).toEqual(['dangling B3']);
    expect(codes((chart) => (chart['start'] = 'NOWHERE'))).toContain('dangling start');
    expect(
      codes(
        ({ states }) =>
          (states['B9'] = { ...states['B9'], on: { yes: [{ to: 'END-B-ESC-POLICY' }], no: [{ to: 'B10' }] } }),
      ),
    ).toEqual(
      expect.arrayContaining(['unguarded-loop B5', 'unguarded-loop B6', 'unguarded-loop B9', 'unguarded-loop B10']),
    );
    expect(
      codes(
        ({ states }) =>
          (states['B9'] = {
            ...states['B9'],
            on: { yes: [{ to: 'END-B-ESC-POLICY' }], no: [{ to: 'B10', atMost: 1 }] },
          }),
      ),
    ).toContain('no-way-out B9.no');
    expect(codes(({ states }) => (states['B4'] = { ...states['B4'], say: { en: 'Connected?' } }))).toEqual([
      'language-missing B4.say',
    ]);
    expect(codes(({ states }) => (states['B4'] = { ...states['B4'], how: { en: 'x', ko: ' ' } }))).toEqual([
      'language-missing B4.how',
    ]);
    expect(
      codes(({ states }) => (states['END-B-ESC-POLICY'] = { ...states['END-B-ESC-POLICY'], escalate: null })),
    ).toEqual(['no-escalation END-B-ESC-POLICY']);
    expect(codes(({ states }) => (states['B7'] = { ...states['B7'], reveals: 'exemptions' }))).toEqual([
      'guarded-in-tier-1 B7',
    ]);
    expect(codes((chart) => (chart['version'] = '2.0'))).toEqual(['history history']);
    expect(
      codes(({ states }) => (states['B1'] = { ...states['B1'], on: { yes: [{ to: 'B2' }], maybe: [{ to: 'B5' }] } })),
    ).toEqual(expect.arrayContaining(['no-label B1', 'unknown-answer B1']));
    expect(codes(({ states }) => (states['B1'] = { ...states['B1'], onn: 1 }))).toEqual(['unknown-key states.B1']);
    expect(codes(({ states }) => (states['B1'] = { kind: 'exit' })).every((code) => code.startsWith('shape '))).toBe(
      true,
    );
  });

  it('without a way to an exit is refused', () => {
    const only = {
      schema: 'ipsec-doctor/chart@1',
      id: 'x',
      version: '1',
      history: [{ version: '1', change: { en: 'a', ko: '가' } }],
      tier: 1,
      title: { en: 'a', ko: '가' },
      assumes: { en: 'a', ko: '가' },
      sources: [],
      start: 'S',
    };
    const state = { kind: 'do', say: { en: 'a', ko: '가' }, sources: [] };
    const { faults } = readChart(
      JSON.stringify({ ...only, states: { S: { ...state, next: 'T' }, T: { ...state, next: 'S' } } }),
    );
    expect(faults.map(({ code }) => code)).toEqual(expect.arrayContaining(['no-exit', 'unguarded-loop']));
  });

  it('that lacks any one of its states is refused, whichever it is', () => {
    for (const chart of charts)
      for (const id of Object.keys(chart.states)) {
        const { [id]: _, ...states } = chart.states;
        const faults = chartFaults({ ...chart, states });
        expect([chart.id, id, faults.length > 0]).toEqual([chart.id, id, true]);
      }
  });

  it('is not read beyond bounds', () => {
    expect(readChart('{').faults[0]?.code).toBe('no-json');
    expect(readChart('['.repeat(200_000)).faults[0]?.code).toBe('too-deep');
    expect(readChart(`"${'x'.repeat(1_000_001)}"`).faults[0]?.code).toBe('too-much');
    const many = JSON.parse(original) as Loose;
    for (let i = 0; i < 500; i++) many.states[`X${i}`] = { ...many.states['B3'] };
    expect(readChart(JSON.stringify(many)).faults[0]?.code).toBe('too-much');
    expect(readChart(original.replace('"B0":', '"__proto__":')).chart).toBeNull();
  });

  it('that leads round through another one is refused', () => {
    const one = set.get('figure-7.3') as Chart;
    const round: Chart = {
      ...one,
      states: {
        ...one.states,
        'END-C-OK': {
          kind: 'link',
          say: { en: 'again', ko: '다시' },
          sources: ['x'],
          chart: 'figure-7.1',
          class: null,
        },
      },
    };
    const faults = linkFaults(new Map([...set, [round.id, round]]));
    expect(faults.map(({ code, at }) => `${code} ${at}`)).toEqual(
      expect.arrayContaining(['link-loop figure-7.1.END-A-TARGET', 'link-loop figure-7.3.END-C-OK']),
    );
  });
});
