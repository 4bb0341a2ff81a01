import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ConversationOutcome } from '../policy/windows/converse.ts';
import { readDeployment } from './deployment.ts';
import { hostMatrix, isolationMatrix } from './matrix.ts';
import { type ResolvedDeployment, resolveDeployment } from './resolve.ts';

const example = fileURLToPath(new URL('../../../../examples/isolation/woodgrove.yaml', import.meta.url));
const netView = { protocol: 6, sourcePort: 1030, destinationPort: 445 };

function woodgrove(): ResolvedDeployment {
  const { deployment, faults } = readDeployment([{ path: 'woodgrove.yaml', text: readFileSync(example, 'utf8') }]);
  expect(faults).toEqual([]);
  return resolveDeployment(deployment);
}

const short = ({ result, encrypted, reason }: ConversationOutcome): string =>
  result === 'hard-sa'
    ? encrypted
      ? 'hard+encryption'
      : 'hard'
    : result === 'blocked'
      ? `fail: ${reason}`
      : result === 'soft-sa'
        ? 'soft'
        : String(result);

/** The acceptance matrix of the guide (GD-21): who starts, whom it asks, how it goes. */
const printed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'IPS-SQL-DFS-01': {
    'IPS-ST-XP-05': 'hard+encryption',
    'IPS-TZ-XP-01': 'hard+encryption',
    'IPS-PRINTS-01': 'hard+encryption',
    'IPS-UT-XP-03': 'fail: no-fall-back',
  },
  'IPS-TZ-XP-06': {
    'IPS-SQL-DFS-01': 'fail: logon-right-denied',
    'IPS-ST-XP-05': 'hard',
    'IPS-TZ-XP-01': 'hard',
    'IPS-PRINTS-01': 'hard',
    'IPS-UT-XP-03': 'soft',
  },
  'IPS-ST-XP-05': {
    'IPS-SQL-DFS-01': 'hard+encryption',
    'IPS-TZ-XP-01': 'hard',
    'IPS-PRINTS-01': 'hard',
    'IPS-UT-XP-03': 'soft',
  },
  'IPS-TZ-XP-01': {
    'IPS-SQL-DFS-01': 'fail: logon-right-denied',
    'IPS-ST-XP-05': 'hard',
    'IPS-PRINTS-01': 'hard',
    'IPS-UT-XP-03': 'soft',
  },
  'IPS-LT-XP-01': {
    'IPS-SQL-DFS-01': 'fail: logon-right-denied',
    'IPS-ST-XP-05': 'hard',
    'IPS-TZ-XP-01': 'hard',
    'IPS-UT-XP-03': 'fail: no-fall-back',
  },
  'IPS-PRINTS-01': {
    'IPS-SQL-DFS-01': 'fail: logon-right-denied',
    'IPS-ST-XP-05': 'hard',
    'IPS-TZ-XP-01': 'hard',
    'IPS-UT-XP-03': 'soft',
  },
  'IPS-UT-XP-03': {
    'IPS-SQL-DFS-01': 'fail: no-inbound-pass-through',
    'IPS-ST-XP-05': 'fail: no-inbound-pass-through',
    'IPS-TZ-XP-01': 'fail: no-inbound-pass-through',
    'IPS-PRINTS-01': 'soft',
  },
};

/** Tables 4.5 and 4.6: from, to, both ways, IKE tried, fall back, encrypt (GD-02, GD-03). */
const paths: readonly string[] = [
  'ID-EX y,n,n,n',
  'ID-BO y,y,n,n',
  'ID-UN n,y,y,n',
  'BO-EX y,n,n,n',
  'BO-UN n,y,y,n',
  'UN-BO n,n,n,n',
  'UN-EX y,n,n,n',
  'EN-EX y,n,n,n',
  'EN-ID y,y,n,y',
  'EN-NF y,y,n,y',
  'EN-BO n,y,n,y',
  'NF-ID y,y,n,n',
  'NF-EX y,n,n,n',
  'NF-BO y,y,n,n',
];

describe('the organisation of the guide', () => {
  const resolved = woodgrove();
  const matrix = isolationMatrix(resolved, netView);
  const all = hostMatrix(
    resolved,
    resolved.hosts.map(({ host }) => host.name),
    netView,
  );

  for (const [from, answers] of Object.entries(printed))
    for (const [to, wanted] of Object.entries(answers))
      it(`${from} asks ${to}: ${wanted} (GD-21)`, () => {
        const cell = all.find((one) => one.from === from && one.to === to);
        expect(cell === undefined ? null : short(cell.outcome)).toBe(wanted);
      });

  const yes = (value: boolean): string => (value ? 'y' : 'n');
  const drawn = (matrix?.paths ?? []).map(
    ({ from, to, bidirectional, ikeTried, fallBack, encrypt }) =>
      `${from.name}-${to.name} ${[bidirectional, ikeTried, fallBack, encrypt].map(yes).join(',')}`,
  );
  for (const path of paths) it(`path ${path} (GD-02, GD-03)`, () => expect(drawn).toContain(path));

  it('has no path that is not printed', () => {
    expect([...drawn].sort()).toEqual([...paths].sort());
    expect(matrix?.closed.map(({ from, to }) => `${from.name}-${to.name}`)).toEqual([
      'EN-UN',
      'NF-UN',
      'BO-EN',
      'UN-EN',
      'UN-NF',
      'UN-ID',
    ]);
  });

  it('classes answer for all their hosts', () => {
    const classOf = new Map(matrix?.classes.flatMap((one) => one.hosts.map(({ host }) => [host.name, one] as const)));
    for (const { from, to, outcome } of all) {
      const cell = matrix?.cells.find((one) => one.from === classOf.get(from) && one.to === classOf.get(to));
      expect(cell === undefined ? null : short(cell.outcome)).toBe(short(outcome));
    }
    expect(matrix?.cells.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(all.length);
  });
});
