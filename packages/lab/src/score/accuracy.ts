import { NOT_PROVOKED } from '../not-provoked.ts';
import type { ScenarioScore } from './one.ts';
import type { RealCase } from './real-cases.ts';
import { headings, withPart } from './parts.ts';
import { code, row, table } from './tables.ts';
import { CUTS, share, totalsOf, whole } from './totals.ts';

function cutRows(scores: readonly ScenarioScore[]): string[] {
  return CUTS.flatMap(({ name, of }) => {
    const t = totalsOf(scores, of);
    if (t.subsets === 0) return [];
    const { certain, likely, possible, none } = t.confidence;
    return [
      row(
        name,
        t.subsets,
        share(t.kept, t.subsets),
        share(t.keptOrHonest, t.subsets),
        t.meanSet.toFixed(2),
        share(certain, t.subsets),
        share(likely, t.subsets),
        share(possible, t.subsets),
        share(none, t.subsets),
        t.wrongCertain,
        t.causeOnHealthy,
      ),
    ];
  });
}

/** Truth × first cause, with everything. Only pairs that occur; rows where all is right are told in one line. */
function confusion(scores: readonly ScenarioScore[]): string[] {
  const counts = new Map<string, Map<string, number>>();
  for (const score of scores) {
    const truths = score.truth.length === 0 ? ['healthy'] : score.truth;
    const causes = whole(score)?.causes.map(({ id }) => id) ?? [];
    for (const truth of truths) {
      const said = causes.includes(truth) ? truth : (causes[0] ?? whole(score)?.verdict ?? 'nothing');
      const line = counts.get(truth) ?? new Map<string, number>();
      line.set(said, (line.get(said) ?? 0) + 1);
      counts.set(truth, line);
    }
  }
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return table(
    ['truth', 'faults', 'named rightly', 'named otherwise'],
    rows.map(([truth, said]) => {
      const all = [...said.values()].reduce((sum, count) => sum + count, 0);
      const others = [...said].filter(([id]) => id !== truth).map(([id, count]) => `\`${id}\` × ${count}`);
      return row(`\`${truth}\``, all, said.get(truth) ?? 0, others.join(', '));
    }),
  );
}

function scenarioRows(scores: readonly ScenarioScore[]): string[] {
  const ids = [...new Set(scores.map(({ id }) => id))].sort();
  return ids.map((id) => {
    const of = scores.filter((score) => score.id === id);
    const said = of.map((score) => {
      const causes = whole(score)?.causes ?? [];
      return causes.map((cause) => `\`${cause.id}\` ${cause.confidence}`).join(', ') || (whole(score)?.verdict ?? '');
    });
    const places = [...new Set(of.map(({ ranOn }) => (ranOn === 'kernel' ? 'host' : 'user-mode-linux')))];
    return row(id, code(of[0]?.truth ?? []) || 'healthy', [...new Set(said)].join('; '), places.join(', '));
  });
}

function realRows(cases: readonly RealCase[]): string[] {
  return cases.map(({ id, stated, openIsRight, verdict, causes, rivals, standing }) =>
    row(
      id,
      `${code(stated) || 'no fault'}${openIsRight ? ' or open' : ''}`,
      causes.map((cause) => `\`${cause.id}\` ${cause.confidence}`).join(', ') || verdict,
      code(rivals),
      standing,
    ),
  );
}

/** docs/accuracy.md: what the lab measured on these recordings, and the real cases when they are at hand. */
export function accuracyPage(scores: readonly ScenarioScore[], cases: readonly RealCase[] | null): string {
  const t = totalsOf(scores);
  const seeds = [...new Set(scores.map(({ seed }) => seed))].sort((a, b) => a - b);
  const elsewhere = scores.filter(({ ranOn }) => ranOn === 'user-mode-linux').length;
  const runs = scores.reduce((sum, score) => sum + score.runs.length, 0);
  const lines = [
    '# Accuracy',
    '',
    'Written by `npm run lab -- --score DIR --accuracy`; real cases and stories by `npm run accuracy`, predictions by `npm run lab -- --score DIR',
    '--predict --accuracy`. Do not edit.',
    '',
    `Real strongSwan and Libreswan daemons, broken in known ways and recorded at both ends: ${scores.length} recordings with the seeds`,
    `${seeds.join(', ')}, each diagnosed in some ${Math.round(runs / Math.max(1, scores.length))} cuts of its evidence, ${runs} in all. Only recordings whose label is proven by the`,
    `daemons' own state are counted. ${scores.length - elsewhere} ran on the host's kernel, ${elsewhere} inside user-mode-linux.`,
    '',
    ...table(
      ['measure', 'result', 'wanted'],
      [
        row('first cause right, with everything', `${t.top1} of ${t.failing}`, 'all'),
        row('healthy said healthy, with everything', `${t.healthyRight} of ${t.healthy}`, 'all'),
        row('`certain`, with everything', share(t.certain, t.failing), '≥ 80 %'),
        row(
          'truth in the candidate set or the declared honest answer, over all cuts',
          share(t.keptOrHonest, t.subsets),
          '≥ 99 %',
        ),
        row('truth in the candidate set, over all cuts', share(t.kept, t.subsets), ''),
        row('mean size of the candidate set, over all cuts', t.meanSetOfAll.toFixed(2), '≤ 3'),
        row('the same without filters of captures and without kinds of records gone', t.meanSet.toFixed(2), ''),
        row('wrong `certain`, over all cuts', t.wrongCertain, '0'),
        row('causes on healthy, over all cuts', t.causeOnHealthy, '0'),
        row('captures only: break point and failing end right', share(t.breakRight, t.breakPoints), '≥ 95 %'),
        row('cuts against the monotone property', t.monotone, '0'),
      ],
    ),
    '',
    '## Per cut of the evidence',
    '',
    'Counted over recordings with a fault; the last two columns over all. A set is the causes and rivals of one incident. Confidence is that',
    'of the first cause; *none* means that no cause is named.',
    '',
    ...table(
      [
        'cut',
        'runs',
        'truth in set',
        'or honest answer',
        'mean set',
        'certain',
        'likely',
        'possible',
        'none',
        'wrong certain',
        'cause on healthy',
      ],
      cutRows(scores),
    ),
    '',
    '## Truth and first cause',
    '',
    'With everything. A recording with two faults counts once for each.',
    '',
    ...confusion(scores),
    '',
    '## Scenarios',
    '',
    ...table(['scenario', 'truth', 'answer with everything', 'ran on'], scenarioRows(scores)),
    '',
    '## Causes that are not provoked',
    '',
    ...table(
      ['cause', 'why'],
      NOT_PROVOKED.map(({ cause, reason }) => row(`\`${cause}\``, reason)),
    ),
    '',
  ];
  return cases === null ? lines.join('\n') : withPart(lines.join('\n'), realCasesPart(cases));
}

const isWindows = ({ format }: RealCase): boolean => format.startsWith('windows');

/** The part about published cases: what was stated as the cause, and what is said from the quoted lines alone. */
export function realCasesPart(cases: readonly RealCase[]): string[] {
  const right = (of: readonly RealCase[]): string => {
    const good = of.filter(({ standing, openIsRight, stated }) =>
      stated.length === 0 ? standing === 'open' : standing !== 'lost' && (standing !== 'open' || openIsRight),
    );
    return `${good.length} of ${of.length}`;
  };
  const run = cases.filter(({ told }) => !told);
  const told = cases.filter((one) => one.told);
  const [windows, others] = [run.filter(isWindows), run.filter((one) => !isWindows(one))];
  const head = ['case', 'stated', 'first causes', 'rivals', 'stated cause stands'];
  return [
    `## ${headings.real}`,
    '',
    `Published cases, diagnosed from the quoted lines alone: ${right(run)} have the stated cause among the candidates, or leave open what may be`,
    'left open.',
    '',
    `### Lines of charon and pluto: ${right(others)}`,
    '',
    ...table(head, realRows(others)),
    '',
    `### Events and errors of Windows: ${right(windows)}`,
    '',
    ...table(head, realRows(windows)),
    '',
    ...(told.length === 0
      ? []
      : [
          'Cases of Windows hosts that cannot be scored, because what happened is told in prose and no line of a log or error code is quoted:',
          '',
          ...told.map(({ id, stated }) => `- ${id}: ${code(stated)}`),
          '',
        ]),
  ];
}
