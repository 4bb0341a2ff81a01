import { describe, expect, it } from 'vitest';
import { compareHosts } from './compare-hosts.ts';
import { type ConversationOutcome, converse } from './converse.ts';
import { woodgrove } from './woodgrove.fixture.ts';

const netView = { protocol: 6, sourcePort: 1030, destinationPort: 445 };
type Host = keyof typeof woodgrove;

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

const ask = (from: Host, to: Host): string => short(converse(woodgrove[from], woodgrove[to], netView));

/** The acceptance matrix of the guide (GD-21): who starts, whom it asks, how it goes. */
const matrix: readonly (readonly [Host, Readonly<Partial<Record<Host, string>>>])[] = [
  [
    'IPS-SQL-DFS-01',
    {
      'IPS-ST-XP-05': 'hard+encryption',
      'IPS-TZ-XP-01': 'hard+encryption',
      'IPS-PRINTS-01': 'hard+encryption',
      'IPS-UT-XP-03': 'fail: no-fall-back',
    },
  ],
  [
    'IPS-TZ-XP-06',
    {
      'IPS-SQL-DFS-01': 'fail: logon-right-denied',
      'IPS-ST-XP-05': 'hard',
      'IPS-TZ-XP-01': 'hard',
      'IPS-PRINTS-01': 'hard',
      'IPS-UT-XP-03': 'soft',
    },
  ],
  [
    'IPS-ST-XP-05',
    { 'IPS-SQL-DFS-01': 'hard+encryption', 'IPS-TZ-XP-01': 'hard', 'IPS-PRINTS-01': 'hard', 'IPS-UT-XP-03': 'soft' },
  ],
  [
    'IPS-TZ-XP-01',
    {
      'IPS-SQL-DFS-01': 'fail: logon-right-denied',
      'IPS-ST-XP-05': 'hard',
      'IPS-PRINTS-01': 'hard',
      'IPS-UT-XP-03': 'soft',
    },
  ],
  [
    'IPS-LT-XP-01',
    {
      'IPS-SQL-DFS-01': 'fail: logon-right-denied',
      'IPS-ST-XP-05': 'hard',
      'IPS-TZ-XP-01': 'hard',
      'IPS-UT-XP-03': 'fail: no-fall-back',
    },
  ],
  [
    'IPS-PRINTS-01',
    {
      'IPS-SQL-DFS-01': 'fail: logon-right-denied',
      'IPS-ST-XP-05': 'hard',
      'IPS-TZ-XP-01': 'hard',
      'IPS-UT-XP-03': 'soft',
    },
  ],
  [
    'IPS-UT-XP-03',
    {
      'IPS-SQL-DFS-01': 'fail: no-inbound-pass-through',
      'IPS-ST-XP-05': 'fail: no-inbound-pass-through',
      'IPS-TZ-XP-01': 'fail: no-inbound-pass-through',
      'IPS-PRINTS-01': 'soft',
    },
  ],
];

describe('two hosts of the guide', () => {
  for (const [from, answers] of matrix)
    for (const [to, wanted] of Object.entries(answers))
      it(`${from} asks ${to}: ${wanted} (GD-21)`, () => {
        expect(ask(from, to as Host)).toBe(wanted);
      });

  it('who is exempt is talked to in clear, both ways (GD-02, GD-14)', () => {
    for (const host of ['IPS-TZ-XP-01', 'IPS-SQL-DFS-01', 'IPS-PRINTS-01'] as const) {
      expect(ask(host, 'IPS-LOB')).toBe('clear');
      expect(ask('IPS-LOB', host)).toBe('clear');
    }
  });

  it('falling back makes the user wait', () => {
    expect(converse(woodgrove['IPS-TZ-XP-01'], woodgrove['IPS-UT-XP-03'], netView)).toMatchObject({
      delaySeconds: 3,
      reason: 'fell-back',
    });
  });

  it('compared, tell of each class of traffic and of all that stands between', () => {
    const compared = compareHosts(woodgrove['IPS-TZ-XP-01'], woodgrove['IPS-SQL-DFS-01']);
    expect(compared.map(({ from, what, outcome }) => [from, what.protocol, short(outcome)])).toEqual([
      ['IPS-TZ-XP-01', 1, 'clear'],
      ['IPS-TZ-XP-01', 6, 'fail: logon-right-denied'],
      ['IPS-TZ-XP-01', 17, 'fail: logon-right-denied'],
      ['IPS-SQL-DFS-01', 1, 'clear'],
      ['IPS-SQL-DFS-01', 6, 'hard+encryption'],
      ['IPS-SQL-DFS-01', 17, 'hard+encryption'],
    ]);
  });
});
