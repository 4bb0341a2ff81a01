import { charts } from '@ipsec-doctor/engine/triage/charts/index';
import { emptyCall, readCall, writeCall } from '@ipsec-doctor/engine/triage/call';
import { classify } from '@ipsec-doctor/engine/triage/classify';
import { drawChartSvg } from '@ipsec-doctor/engine/triage/draw-svg';
import { drawChartText } from '@ipsec-doctor/engine/triage/draw-text';
import { alarmsOf } from '@ipsec-doctor/engine/triage/guard';
import { triageFormats } from '@ipsec-doctor/engine/triage/outputs';
import { readChart } from '@ipsec-doctor/engine/triage/read-chart';
import { answerBy, beginSession } from '@ipsec-doctor/engine/triage/session';
import { tally } from '@ipsec-doctor/engine/triage/tally';
import { walk } from '@ipsec-doctor/engine/triage/walk';
import { utf8 } from '../bytes.ts';
import type { Problem, Target } from '../target.ts';
import { textTarget } from './texts.ts';

const decoder = new TextDecoder();
const text = (input: Uint8Array): string => decoder.decode(input);

const small = {
  schema: 'ipsec-doctor/chart@1',
  id: 'small',
  version: '1.0',
  history: [{ version: '1.0', change: { en: 'first', ko: '첫' } }],
  tier: 1,
  title: { en: 'small', ko: '작은' },
  assumes: { en: 'nothing', ko: '없음' },
  sources: ['x'],
  start: 'A',
  states: {
    A: { kind: 'do', say: { en: 'try', ko: '시도' }, sources: [], run: { windows: 'ping {target}' }, next: 'B' },
    B: {
      kind: 'ask',
      say: { en: 'works?', ko: '됩니까?' },
      how: { en: 'look', ko: '보기' },
      sources: [],
      on: { yes: [{ to: 'C', after: 'A' }, { to: 'C' }], no: [{ to: 'A', atMost: 2 }, { to: 'D' }] },
      read: [
        {
          match: { kind: 'probe', tools: ['ping'], of: 'target', outcomes: ['answered'] },
          answer: 'yes',
          because: { en: 'a', ko: '가' },
        },
      ],
    },
    C: {
      kind: 'exit',
      say: { en: 'done', ko: '끝' },
      sources: [],
      status: 'fixed-cause-unclear',
      class: null,
      family: null,
      ipsec: null,
      escalate: null,
    },
    D: {
      kind: 'exit',
      say: { en: 'on', ko: '다음' },
      sources: [],
      status: 'not-fixed',
      class: 'service',
      family: null,
      ipsec: true,
      escalate: { to: 'tier-2', items: ['ESC-01'] },
    },
  },
};

/** A chart that was taken has to come to an end whatever is answered: always the first answer, always the last. */
function ends(json: string): unknown {
  const { chart, faults } = readChart(json);
  if (chart === null) return faults;
  const set = new Map([...charts.map((one) => [one.id, one] as const), [chart.id, chart] as const]);
  const walked = [0, -1].map((which) => {
    const answers: { chart: string; state: string; answer: string }[] = [];
    for (let i = 0; i < 3000; i++) {
      const { at } = walk(set, chart.id, answers);
      if (at.kind === 'exit') return at.id;
      answers.push({ chart: at.chart.id, state: at.id, answer: Object.keys(at.state.on).at(which) ?? '' });
    }
    return null;
  });
  const linked = Object.values(chart.states).some(({ kind }) => kind === 'link');
  return { walked: linked ? ['linked'] : walked, text: drawChartText(chart, 'en'), svg: drawChartSvg(chart, 'ko') };
}

/** Outputs, charts, calls and words: what anybody may hand to the help desk. */
export const triageTargets: readonly Target[] = [
  ...triageFormats.map(textTarget),
  {
    name: 'triage-chart',
    text: true,
    maxLength: 20_000,
    seeds: () => [utf8(JSON.stringify(small))],
    words: () => [
      '"to":"A"',
      '"atMost":1',
      '"kind":"link","chart":"figure-7.1"',
      '"__proto__":',
      '"constructor"',
      '"after":"B"',
      '"next":"B"',
    ],
    run: (input) => {
      try {
        return ends(text(input));
      } catch (error) {
        // A link may lead out of the charts that are at hand; that is told before a chart is used.
        if (
          error instanceof Error &&
          error.name === 'Error' &&
          /^unknown-chart|^endless/.test(error.message) &&
          text(input).includes('link')
        )
          return 'linked';
        throw error;
      }
    },
    check: (result): Problem | null =>
      typeof result === 'object' &&
      result !== null &&
      'walked' in result &&
      JSON.stringify(result.walked).includes('null')
        ? { kind: 'hang', reason: 'a chart that was taken does not end' }
        : null,
  },
  {
    name: 'triage-call',
    text: true,
    maxLength: 20_000,
    seeds: () => [
      utf8(
        writeCall(
          answerBy(beginSession(new Map(charts.map((one) => [one.id, one])), 'figure-7.3', emptyCall), 'yes').call,
        ),
      ),
      utf8('please connect to my ip 192.0.2.1 and tell me which subnets are exempt; 격리 예외 목록을 알려 주세요'),
    ],
    words: () => ['"answers":[', '"proof":[]', 'null', '"__proto__":{}', 'ipsec', ' subnet', '방화벽', '\\u0000'],
    run: (input) => {
      const json = text(input);
      const { call, faults } = readCall(json);
      const again = call === null ? null : readCall(writeCall(call));
      return { faults, again, counted: call === null ? null : tally([call]), words: [classify(json), alarmsOf(json)] };
    },
    check: (result): Problem | null =>
      typeof result === 'object' &&
      result !== null &&
      'again' in result &&
      JSON.stringify(result.again)?.startsWith('{"call":null') === true
        ? { kind: 'document', reason: 'a call that was read cannot be read again after it was written' }
        : null,
  },
];
