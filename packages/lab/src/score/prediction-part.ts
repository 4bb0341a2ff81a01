import { headings } from './parts.ts';
import { isForetold, isRight, leftOpen, PREDICTABLE, type Prediction } from './predict.ts';
import { code, row, table } from './tables.ts';

/** What would settle what the files leave open, in words. */
const NEEDS: Readonly<Record<string, string>> = {
  certificate: 'The certificate: what names it holds stands in no configuration file.',
  'known-address':
    'The address by which its peer knows the end, which a NAT on the way may give it (`--from NAME=ADDRESS`).',
  'strongswan-conf': 'strongswan.conf: the setting is that of the whole daemon.',
  release: 'Which release the daemon is.',
  build: 'How the daemon was built.',
  'swanctl-secrets':
    'The key. A swanctl.conf without secrets does not say that the daemon has none: they may stand in another file, come from another client, or have been taken out before the file was sent.',
  'ipsec-secrets': 'ipsec.secrets, which is not among the recorded files.',
};

/** The part of docs/accuracy.md on what `policy compare` says before anything is tried. */
export function predictionPart(all: readonly Prediction[]): string[] {
  const foretold = all.filter(isForetold);
  const open = all.filter((one) => leftOpen(one).length > 0);
  const others = all.filter((one) => !foretold.includes(one) && !open.includes(one));
  const verified = others.filter((one) => isRight(one) && one.open.length === 0).length;
  const seeds = [...new Set(all.map(({ seed }) => seed))].sort((a, b) => a - b);
  const extra = all.filter(({ truth, predicted }) =>
    predicted.some((cause) => PREDICTABLE.has(cause) && !truth.includes(cause)),
  );
  const reasons = new Map<string, Prediction[]>();
  for (const one of open)
    for (const key of new Set(leftOpen(one).map(({ kind, why, needs }) => `${kind}\0${why}\0${needs}`)))
      reasons.set(key, [...(reasons.get(key) ?? []), one]);
  return [
    `## ${headings.predictions}`,
    '',
    `What \`policy compare\` says of swanctl.conf and ipsec.conf of both ends, nothing else at hand: ${all.length} recordings with the seeds`,
    `${seeds.join(', ')}. A mismatch that is the cause counts as predicted; what cannot be verified never does.`,
    '',
    ...table(
      ['measure', 'result'],
      [
        row('faults that the files tell, predicted', `${foretold.filter(isRight).length} of ${foretold.length}`),
        row(
          'faults that the files leave open, said to be open, with what would settle them',
          `${open.filter(isRight).length} of ${open.length}`,
        ),
        row('a mismatch that is not the fault', extra.length),
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
          list((one) => one.open.map(({ kind }) => kind)),
        );
      }),
    ),
    '',
    'What the files leave open, by the comparison itself, and what would settle it:',
    '',
    ...table(
      ['what', 'why', 'needed', 'recordings'],
      [...reasons]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, list]) => {
          const [kind = '', why = '', needs = ''] = key.split('\0');
          const scenarios = [...new Set(list.map(({ scenario }) => scenario))].sort();
          return row(code([kind]), code([why]), NEEDS[needs] ?? needs, `${list.length}: ${code(scenarios)}`);
        }),
    ),
    '',
  ];
}
