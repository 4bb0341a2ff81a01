import { headings } from './parts.ts';
import { isForetold, isRight, leftOpen, PREDICTABLE, type Prediction } from './predict.ts';
import { code, row, table } from './tables.ts';

/** What would settle what the files leave open, in words. */
const NEEDS: Readonly<Record<string, string>> = {
  certificate: 'The certificate: what names it holds stands in no other file.',
  authority: 'What the other end trusts.',
  'private-key': 'Which private keys the host has.',
  time: 'The time to hold the certificate against.',
  clock: 'The right time, held against the clocks of both hosts.',
  'revocation-list': 'A current list of revoked certificates, or an answer of the responder that is asked.',
  signature: 'The log of the end that checks the signature.',
  'user-secret': 'The secrets of both ends for the user.',
  'user-store': 'What the server or the file of hashes says to this user and password.',
  leases: 'Which addresses of the pool are taken.',
  pool: 'Where the pool is defined.',
  'name-lookup': 'What the host finds under the name.',
  'start-of-daemon': 'Whether the daemon starts.',
  'filter-counters': 'The counters of the rules while the connection is tried.',
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
  const extra = all.filter(({ truth, alsoRight, predicted }) =>
    predicted.some((cause) => PREDICTABLE.has(cause) && !truth.includes(cause) && !alsoRight.includes(cause)),
  );
  const reasons = new Map<string, Prediction[]>();
  for (const one of open)
    for (const key of new Set(leftOpen(one).map(({ kind, why, needs }) => `${kind}\0${why}\0${needs}`)))
      reasons.set(key, [...(reasons.get(key) ?? []), one]);
  const silent = foretold.filter((one) => one.predicted.length === 0 && one.open.length === 0);
  const unsaid = new Map<string, Prediction[]>();
  for (const one of others)
    for (const key of new Set(one.open.map(({ kind, why, needs }) => `${kind}\0${why}\0${needs}`)))
      unsaid.set(key, [...(unsaid.get(key) ?? []), one]);
  return [
    `## ${headings.predictions}`,
    '',
    `What \`policy compare\` says of the files that the daemons were given, nothing of logs, captures or states at hand: ${all.length} recordings with`,
    `the seeds ${seeds.join(', ')}, ${all.filter(({ whole }) => whole).length} of them with all files (secrets, certificates, kinds of private keys, strongswan.conf, pluto's list of`,
    'algorithms, addresses, routes, packet filters, the NAT boxes in front, the clock), the others with swanctl.conf and ipsec.conf alone. A mismatch that is the',
    'cause counts as predicted; what cannot be verified never does. *Would establish* speaks of the SAs: what becomes of traffic then, what a path',
    'drops, and whether a daemon runs is no part of it.',
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
        row('*would establish* where the files hold the fault', silent.length),
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
    'What the files leave open of the fault itself, by the comparison, and what would settle it:',
    '',
    ...table(['what', 'why', 'needed', 'recordings'], openRows(reasons)),
    '',
    ...(unsaid.size === 0
      ? []
      : [
          'Why *would establish* is not said of others:',
          '',
          ...table(['what', 'why', 'needed', 'recordings'], openRows(unsaid)),
          '',
        ]),
  ];
}

function openRows(reasons: ReadonlyMap<string, readonly Prediction[]>): string[] {
  return [...reasons]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, list]) => {
      const [kind = '', why = '', needs = ''] = key.split('\0');
      const scenarios = [...new Set(list.map(({ scenario }) => scenario))].sort();
      return row(code([kind]), code([why]), NEEDS[needs] ?? needs, `${list.length}: ${code(scenarios)}`);
    });
}
