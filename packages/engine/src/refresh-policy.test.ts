import { describe, expect, it } from 'vitest';
import type { DetectDocument, DetectFinding } from './document/detect-types.ts';
import { refreshSteps } from './knowledge/refresh-steps.ts';
import { planRefresh, refreshChanges } from './refresh-policy.ts';

const found = (
  active: readonly string[],
  findings: readonly DetectFinding[],
  result: DetectDocument['result'] = 'not-up-to-date',
): DetectDocument => ({
  schema: 'ipsec-doctor/detect-policy@1',
  result,
  hosts: [
    {
      label: null,
      system: 'libreswan',
      result,
      active: active.map((name) => ({ store: 'daemon', name, version: null, changed: null })),
      intended: [],
      findings,
    },
  ],
});
const differs = (connection: string): DetectFinding => ({
  code: 'differs',
  args: { connection, key: 'x', file: 'a', loaded: 'b' },
});
const absent = (connection: string): DetectFinding => ({ code: 'not-loaded', args: { connection } });

describe('the plan of a refresh', () => {
  it('Libreswan: adds what is new; replaces what changed only where that is asked for', () => {
    const before = found(['old'], [absent('new'), differs('old'), differs('old')]);
    const careful = planRefresh('libreswan', before, false);
    expect(careful.steps.map(({ argv }) => argv.join(' '))).toEqual(['ipsec auto --rereadall', 'ipsec auto --add new']);
    expect(careful.cost).toBe('none');
    expect(careful.left.map(({ argv }) => argv.join(' '))).toEqual(['ipsec auto --replace old']);
    const whole = planRefresh('libreswan', before, true);
    expect(whole.steps.map(({ argv }) => argv.at(-1))).toEqual(['--rereadall', 'new', 'old']);
    expect(whole.cost).toBe('some-sas');
  });

  it('a name that looks like an option or like shell is no argument', () => {
    for (const name of ['--all', '$(id)', 'a b', '']) {
      const { steps, left } = planRefresh('libreswan', found([], [absent(name)]), true);
      expect(steps).toHaveLength(1);
      expect(left).toHaveLength(1);
    }
  });

  it('no system restarts anything', () => {
    for (const rows of Object.values(refreshSteps))
      for (const { command, cost } of rows) {
        expect(command.join(' ')).not.toMatch(/restart|stop|start|control/);
        expect(cost).not.toBe('all-sas');
      }
  });
});

it('what changed by it', () => {
  const before = found(['a', 'gone'], [differs('a'), absent('new')]);
  const after = found(['a', 'new'], [], 'up-to-date');
  expect(
    refreshChanges(before, after, { before: 2, after: 1 }).map(({ what, name }) => `${what} ${name}`.trim()),
  ).toEqual(['loaded new', 'unloaded gone', 'changed a', 'result', 'sas']);
  expect(refreshChanges(before, before, { before: 1, after: 1 })).toEqual([]);
});
