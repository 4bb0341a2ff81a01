import { NOT_PREDICTED } from './not-predicted.ts';
import { headings } from './parts.ts';
import { isRight, PREDICTABLE, type Prediction } from './predict.ts';
import { code, row, table } from './tables.ts';

/** The part of docs/accuracy.md on what `policy compare` says before anything is tried. */
export function predictionPart(all: readonly Prediction[]): string[] {
  const foretold = all.filter(({ truth }) => truth.some((cause) => PREDICTABLE.has(cause)));
  const others = all.filter((one) => !foretold.includes(one));
  const verified = others.filter((one) => isRight(one) && one.open.length === 0).length;
  const seeds = [...new Set(all.map(({ seed }) => seed))].sort((a, b) => a - b);
  const extra = foretold.filter(({ truth, predicted }) => predicted.some((cause) => !truth.includes(cause)));
  return [
    `## ${headings.predictions}`,
    '',
    `What \`policy compare\` says of swanctl.conf and ipsec.conf of both ends, nothing else at hand: ${all.length} recordings with the seeds`,
    `${seeds.join(', ')}. A mismatch that is the cause counts as predicted; what cannot be verified never does.`,
    '',
    ...table(
      ['measure', 'result'],
      [
        row('faults of configurations predicted', `${foretold.filter(isRight).length} of ${foretold.length}`),
        row('another mismatch beside the fault', extra.length),
        row(
          'no mismatch where the fault is elsewhere or nothing is wrong',
          `${others.filter(isRight).length} of ${others.length}`,
        ),
        row('of these, everything verified (*would establish*)', verified),
      ],
    ),
    '',
    ...table(
      ['scenario', 'truth', 'predicted', 'right', 'left open'],
      [...new Set(foretold.map(({ scenario }) => scenario))].sort().map((id) => {
        const own = foretold.filter(({ scenario }) => scenario === id);
        const list = (of: (one: Prediction) => readonly string[]): string => code([...new Set(own.flatMap(of))].sort());
        return row(
          id,
          list(({ truth }) => truth),
          list(({ predicted }) => predicted) || '–',
          `${own.filter(isRight).length} of ${own.length}`,
          list(({ open }) => open),
        );
      }),
    ),
    '',
    'What it cannot predict, and why:',
    '',
    ...table(
      ['scenario', 'why'],
      NOT_PREDICTED.map(({ scenario, reason }) => row(scenario, reason)),
    ),
    '',
  ];
}
