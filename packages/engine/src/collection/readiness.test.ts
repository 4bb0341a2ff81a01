import { expect, test } from 'vitest';
import { logStates, logSwitches, readinessSystems } from './readiness.ts';

test('each system has each of its logs once', () => {
  for (const system of readinessSystems) {
    const logs = logSwitches.filter(({ systems }) => systems.includes(system)).map(({ log }) => log);
    expect(logs.length).toBe(new Set(logs).size);
    expect(logs).toContain('ike-log');
    if (system !== 'strongswan' && system !== 'libreswan') expect(logs).toHaveLength(5);
  }
});

test('audits of IKE are on unless DisableIKEAudits is 1, driver events of XP off unless asked for', () => {
  const of = (
    system: 'xp' | '2003',
    entries: readonly (readonly [string, string | null])[],
    log: string,
  ): string | undefined => logStates(system, new Map(entries)).find((one) => one.log === log)?.state;
  const audits = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\Audit\\DisableIKEAudits';
  const driver = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSec\\EnableDiagnostics';
  expect(of('2003', [[audits, null]], 'ike-audits')).toBe('on');
  expect(of('2003', [[audits, 'REG_DWORD:1']], 'ike-audits')).toBe('off');
  expect(of('2003', [[audits, 'REG_DWORD:0']], 'ike-audits')).toBe('on');
  expect(of('xp', [[driver, null]], 'driver-events')).toBe('off');
  expect(of('xp', [[driver, 'REG_DWORD:7']], 'driver-events')).toBe('on');
});

test('what nobody looked at, or what is no number, is unknown and not off', () => {
  const states = logStates(
    'xp',
    new Map([['HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSec\\EnableDiagnostics', 'yes']]),
  );
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['unknown']));
});

test('switching the log of IKE restarts the service on 2000 and XP and nothing on Server 2003 (C43)', () => {
  const restart = (system: '2000' | 'xp' | '2003'): string | undefined =>
    logStates(system, new Map()).find(({ log }) => log === 'ike-log')?.restart;
  expect([restart('2000'), restart('xp'), restart('2003')]).toEqual(['service', 'service', 'none']);
});
