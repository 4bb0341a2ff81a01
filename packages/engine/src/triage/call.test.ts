import { describe, expect, it } from 'vitest';
import { emptyCall, readCall, writeCall } from './call.ts';
import { charts } from './charts/index.ts';
import { answerBy, beginSession, chartDigest, positionOf, type Session } from './session.ts';
import { tally } from './tally.ts';
import { type Chart } from './types.ts';
import { WalkFault } from './walk.ts';

const set = new Map(charts.map((chart) => [chart.id, chart]));
const opened = {
  ...emptyCall,
  number: '1',
  caller: { ...emptyCall.caller, computer: 'PC-17' },
  target: { computer: 'server1', addresses: ['10.0.0.6'], serverIsolation: null },
};
const answer = (start: string, ...answers: readonly string[]): Session => {
  let session = beginSession(set, start, opened);
  for (const one of answers) session = answerBy(session, one);
  return session;
};

describe('a call', () => {
  it('keeps charts with their versions, answers, exit and what goes along', () => {
    const { call } = answer('figure-7.1', 'yes', 'no', 'yes', 'no', 'no', 'yes');
    expect(call.charts.map(({ id, version }) => `${id} ${version}`)).toEqual(['figure-7.1 1.0', 'figure-7.3 1.0']);
    expect(call.exit).toEqual({ chart: 'figure-7.3', state: 'END-C-ESC-LOGON', status: 'not-fixed', ipsec: true });
    expect([call.class, call.family]).toEqual(['target-computer', 'user-specific']);
    expect(call.findings).toMatchObject([{ chart: 'figure-7.3', state: 'C6' }]);
    expect(call.escalation).toEqual({
      to: 'tier-2',
      items: [
        { item: 'ESC-01', values: [] },
        { item: 'ESC-02', values: ['PC-17'] },
        { item: 'ESC-03', values: ['server1', '10.0.0.6'] },
      ],
    });
  });

  it('goes to the team of the access groups where the target is in server isolation, and logon rights are the matter', () => {
    const to = (serverIsolation: boolean | null, ...answers: readonly string[]): string | undefined => {
      let session = beginSession(set, 'figure-7.3', { ...opened, target: { ...opened.target, serverIsolation } });
      for (const one of answers) session = answerBy(session, one);
      return session.call.escalation?.to;
    };
    expect([to(true, 'no', 'no', 'yes'), to(null, 'no', 'no', 'yes'), to(true, 'yes')]).toEqual([
      'access-group-team',
      'tier-2',
      'tier-2',
    ]);
  });

  it('is the same after it was written and read, and goes on where it stood', () => {
    const { call } = answer('figure-7.1', 'yes', 'no');
    const read = readCall(writeCall(call));
    expect(read).toEqual({ call, faults: [] });
    const again = beginSession(set, 'figure-7.1', read.call ?? emptyCall);
    expect(positionOf(again).at.id).toBe('A6');
    expect(writeCall(again.call)).toBe(writeCall(call));
  });

  it('is not gone on with by a chart that changed, whether its version says so or not', () => {
    const { call } = answer('figure-7.2', 'no');
    const old = set.get('figure-7.2') as Chart;
    const code = (chart: Chart): string => {
      try {
        beginSession(new Map([...set, [chart.id, chart]]), chart.id, call);
        return '';
      } catch (error) {
        return error instanceof WalkFault ? error.code : 'other';
      }
    };
    expect(code(old)).toBe('');
    expect(code({ ...old, version: '2.0' })).toBe('other-version');
    expect(code({ ...old, title: { en: 'changed', ko: '바뀜' } })).toBe('other-version');
    expect(chartDigest(JSON.parse(JSON.stringify(old)) as Chart)).toBe(chartDigest(old));
  });

  it('of anybody is read within bounds, and refused with the place', () => {
    const good = JSON.parse(writeCall(answer('figure-7.1', 'no').call)) as Record<string, unknown>;
    const faults = (change: Record<string, unknown>): readonly string[] =>
      readCall(JSON.stringify({ ...good, ...change })).faults.map(({ code, at }) => `${code} ${at}`);
    expect(faults({})).toEqual([]);
    expect(faults({ schema: 'ipsec-doctor/call@2' })).toEqual(['shape schema']);
    expect(faults({ extra: 1 })).toEqual(['unknown-key ']);
    expect(faults({ class: 'constructor' })).toEqual(['shape class']);
    expect(faults({ words: 'x'.repeat(4001) })).toEqual(['shape words']);
    expect(faults({ answers: Array.from({ length: 1001 }, () => 0) }).length).toBeGreaterThan(0);
    expect(readCall('null').call).toBeNull();
    expect(readCall('{"a":'.repeat(100_000)).faults[0]?.code).toBe('too-deep');
  });
});

describe('the report', () => {
  it('counts by class and exit, and the share that was not IPsec', () => {
    const calls = [
      answer('figure-7.1', 'no', 'yes', 'known'),
      answer('figure-7.1', 'no', 'no', 'no'),
      answer('figure-7.1', 'yes', 'yes'),
      answer('figure-7.1', 'yes', 'no', 'no', 'yes', 'no', 'yes'),
      answer('figure-7.1', 'yes', 'no', 'yes', 'no', 'no', 'no'),
      answer('figure-7.1', 'yes'),
    ].map(({ call }) => call);
    const counted = tally(calls);
    expect(Object.fromEntries(counted.byClass.map(({ key, calls: many }) => [key, many]))).toEqual({
      'network-connectivity': 2,
      'name-resolution': 1,
      application: 1,
      service: 1,
      none: 1,
    });
    expect(Object.fromEntries(counted.byExit.map(({ key, calls: many }) => [key, many]))).toEqual({
      'fixed-cause-identified': 2,
      'not-fixed': 3,
      open: 1,
    });
    // Four could be told: network, name and application are none, Routing and Remote Access is one.
    expect(counted.ipsec).toEqual({ told: 4, notIpsec: 3, untold: 2, percent: 75 });
    expect(counted.byChart.find(({ key }) => key === 'figure-7.1 1.0')?.calls).toBe(6);
    expect(tally([]).ipsec.percent).toBeNull();
    expect(JSON.stringify(tally([...calls].reverse()))).toBe(JSON.stringify(counted));
  });
});
