import { describe, expect, test } from 'vitest';
import { linuxLibreswan } from './plans/linux-libreswan.ts';
import { linuxStrongswan } from './plans/linux-strongswan.ts';
import { windows } from './plans/windows.ts';
import { windowsLegacy } from './plans/windows-legacy.ts';
import { collect, type CollectOptions, restoreFrom } from './run.ts';
import {
  computer,
  PowerLoss,
  type SimulatedComputer,
  type SimulatedHost,
  simulatedHost,
  stateOf,
} from './simulated-host.fixture.ts';
import { type Plan, requests } from './types.ts';

const places = {
  out: 'C:\\collected',
  uri: null,
  ctl: null,
  dropIn: '/etc/strongswan.d',
  system: 'C:\\Windows\\System32',
  logs: [],
  configs: [],
};
const everything: CollectOptions = {
  tier: 3,
  asked: new Set(requests),
  servers: ['SRV-1'],
  places,
  tool: { name: 'ipsec-doctor', version: '0', runner: 'command' },
  lang: 'en',
};
const editions = ['2000', 'xp', '2003'] as const;
const oakley = 'c:\\windows\\system32\\..\\debug\\oakley.log';

/** Files of table 7.3 by edition, the four copies left out that are there only if their original is. */
const table: Record<(typeof editions)[number], string[]> = {
  '2000': [],
  xp: ['ipseccmd_show_all.txt'],
  '2003': ['netsh_show_all.txt', 'netsh_show_gpo.txt'],
};
const always = [
  'FileVer.txt',
  'gpresult.txt',
  'ipsec_547_events.txt',
  'ipsec_policy_version.txt',
  'kerberos_events.txt',
  'klist_purge_mt.txt',
  'netdiag.txt',
  'OSInfo.txt',
  'RegDefault.txt',
  'SRV-1_netview.txt',
  'SRV-1_ping.txt',
];

describe('the script of the isolation guide', () => {
  test.each(editions)('makes the files of table 7.3 on %s, named for the computer', async (edition) => {
    const host = simulatedHost(computer(edition, { files: new Map([[oakley, 'a line']]) }));
    const manifest = await collect(windowsLegacy, host, { ...everything, tier: 1 });
    const refreshed = edition === '2000' ? 'secedit.txt' : 'gpupdate.txt';
    const expected = [...always, ...table[edition], 'oakley.log', refreshed].map((name) => `CLIENT01_${name}`);
    expect(manifest.files.map(({ name }) => name).sort()).toEqual(expected.sort());
    for (const { name, bytes } of manifest.files) expect(host.outputs.get(name)?.length).toBe(bytes);
    expect(manifest.outcome).toBe('complete');
  });

  test('at tier 3 has what the vendor asks for besides, where the system has a command for it', async () => {
    const names = async (edition: (typeof editions)[number]): Promise<string[]> => {
      const machine = computer(edition);
      machine.programs.add('portqry');
      return (await collect(windowsLegacy, simulatedHost(machine), everything)).files.map(({ name }) => name);
    };
    for (const edition of ['xp', '2003'] as const)
      expect(await names(edition)).toEqual(
        expect.arrayContaining(['CLIENT01_portqry-v.txt', 'CLIENT01_security_log.csv', 'CLIENT01_system_log.csv']),
      );
    expect(await names('2000')).not.toContain('CLIENT01_portqry-v.txt');
  });

  test('takes its fourteen steps in their order', async () => {
    const machine = computer('2003');
    const host = simulatedHost(machine);
    await collect(windowsLegacy, host, everything);
    const order = [
      'run ver',
      'run cscript //nologo Detect_IPsec_Policy.vbs',
      'registry UserEnvDebugLevel REG_DWORD:196610',
      'registry LogLevel REG_DWORD:1',
      'run klist purge -li 0x3e7',
      'run gpupdate /target:computer /force',
      'registry EnableLogging REG_DWORD:1',
      'run ping SRV-1',
      'run net view \\\\SRV-1',
      'run filever',
      'run netdiag /debug',
      'run cscript //nologo C:\\Windows\\System32\\eventquery.vbs /l security /fi id eq 547',
      'registry EnableLogging deleted',
      'registry LogLevel REG_DWORD:0',
      'registry UserEnvDebugLevel deleted',
    ];
    const at = order.map((wanted) => host.log.findIndex((line) => line.startsWith(wanted)));
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(machine.tickets).toBe(0);
  });

  test('each change stands in the journal before it is made', async () => {
    const host = simulatedHost(computer('xp'));
    await collect(windowsLegacy, host, everything);
    for (const [at, line] of host.log.entries()) {
      if (!/^registry .* REG_DWORD:[1-9]/.test(line)) continue;
      expect(host.log.slice(0, at).findLast((one) => one.startsWith('note'))).toMatch(/^note change\t/);
    }
    expect(host.journalText).toContain('\tkerberos-logging\tREG_DWORD:0\n');
  });

  test('without being asked nothing is changed, purged or restarted', async () => {
    const machine = computer('2003');
    const before = stateOf(machine);
    const host = simulatedHost(machine);
    const manifest = await collect(windowsLegacy, host, { ...everything, asked: new Set() });
    expect(host.log.filter((line) => /^(?:registry|ask|create|remove)|purge|gpupdate/.test(line))).toEqual([]);
    expect(manifest.changes).toEqual([]);
    expect(stateOf(machine)).toEqual(before);
    expect(machine.tickets).toBe(3);
  });

  test('a program that is not there, a link in place of a log: said, and the rest goes on', async () => {
    const machine = computer('xp', { files: new Map([[oakley, null]]) });
    machine.programs.delete('ipseccmd');
    const manifest = await collect(windowsLegacy, simulatedHost(machine), everything);
    const step = (id: string): unknown => manifest.steps.find((one) => one.id === id);
    expect(step('ipseccmd')).toMatchObject({ outcome: 'skipped', reason: 'missing-command', detail: 'ipseccmd' });
    expect(step('oakley')).toMatchObject({ outcome: 'skipped', reason: 'link' });
    expect(step('netsh-show-all')).toMatchObject({ reason: 'not-this-system' });
    expect(step('events-547')).toMatchObject({ outcome: 'done' });
  });

  test('without privileges nothing is changed and the rest is read', async () => {
    const machine = computer('2003', { admin: false });
    const before = stateOf(machine);
    const manifest = await collect(windowsLegacy, simulatedHost(machine), everything);
    expect(stateOf(machine)).toEqual(before);
    expect(manifest.steps.filter(({ reason }) => reason === 'missing-privilege').map(({ id }) => id)).toContain(
      'kerberos-logging',
    );
    expect(manifest.files.length).toBeGreaterThan(8);
  });

  test('a full disk keeps what was collected before, and says so', async () => {
    const host = simulatedHost(computer('2003'), { disk: 150 });
    const manifest = await collect(windowsLegacy, host, { ...everything, asked: new Set() });
    expect(manifest.steps.some(({ reason }) => reason === 'no-room')).toBe(true);
    expect(host.outputs.get('CLIENT01_OSInfo.txt')).toBe('ver\r\n');
    expect(host.outputs.get('manifest.json')).toContain('"no-room"');
  });

  test('no secret gets into a file', async () => {
    const machine = computer('xp', {
      files: new Map([
        [
          oakley,
          'line\r\nPreshared key: opensesame\r\n-----BEGIN PRIVATE KEY-----\r\nMIIE\r\n-----END PRIVATE KEY-----\r\nend',
        ],
      ]),
    });
    const host = simulatedHost(machine);
    const manifest = await collect(windowsLegacy, host, everything);
    expect([...host.outputs.values()].join('')).not.toMatch(/opensesame|MIIE/);
    expect(manifest.files.find(({ name }) => name.endsWith('oakley.log'))?.removed).toBe(2);
  });
});

/** Operations of a run in which nothing goes wrong. */
async function operations(plan: Plan, make: () => SimulatedComputer): Promise<number> {
  const host = simulatedHost(make());
  await collect(plan, host, everything);
  return host.operations;
}

const cases = [
  ...editions.map((edition) => [windowsLegacy, edition] as const),
  [windows, 'client'] as const,
  [windows, 'server'] as const,
  [linuxStrongswan, 'linux'] as const,
  [linuxLibreswan, 'linux'] as const,
];

describe.each(cases.map(([plan, edition]) => [plan.id, edition, plan] as const))('%s on %s', (_, edition, plan) => {
  const make = (): SimulatedComputer =>
    computer(edition, {
      files: new Map([
        [oakley, 'x'],
        ['/run/systemd/system', ''],
      ]),
    });

  test('nothing is other than before when it is done', async () => {
    const machine = make();
    const before = stateOf(machine);
    const manifest = await collect(plan, simulatedHost(machine), everything);
    expect(stateOf(machine)).toEqual(before);
    expect(manifest.changes.length).toBeGreaterThan(2);
    expect(manifest.changes.every(({ restored }) => restored)).toBe(true);
  });

  test('an operation that fails, whichever it is, leaves the host as it was', async () => {
    const count = await operations(plan, make);
    expect(count).toBeGreaterThan(30);
    for (let failsAt = 1; failsAt <= count; failsAt++) {
      const machine = make();
      const before = stateOf(machine);
      const host = simulatedHost(machine, { failsAt });
      await collect(plan, host, everything).catch(() => null);
      // What could not be put back at once (the refused operation was putting it back) is open, and restore does it.
      await again(plan, machine, host);
      expect(stateOf(machine), `operation ${failsAt}`).toEqual(before);
    }
  });

  test('the power goes after any operation: the journal puts everything back', async () => {
    const count = await operations(plan, make);
    let restoredSomething = 0;
    for (let diesAfter = 1; diesAfter <= count; diesAfter++) {
      const machine = make();
      const before = stateOf(machine);
      const host = simulatedHost(machine, { diesAfter });
      await expect(collect(plan, host, everything)).rejects.toThrow(PowerLoss);
      if (JSON.stringify(stateOf(machine)) !== JSON.stringify(before)) restoredSomething += 1;
      await again(plan, machine, host);
      expect(stateOf(machine), `operation ${diesAfter}`).toEqual(before);
      // Once more does no harm.
      await again(plan, machine, host);
      expect(stateOf(machine)).toEqual(before);
    }
    expect(restoredSomething).toBeGreaterThan(10);
  });

  test('a signal at any operation: what was collected stays, the host is as it was', async () => {
    const count = await operations(plan, make);
    for (let interruptAt = 1; interruptAt <= count; interruptAt += 3) {
      const machine = make();
      const before = stateOf(machine);
      const host = simulatedHost(machine, { interruptAt });
      const manifest = await collect(plan, host, everything);
      expect(stateOf(machine), `operation ${interruptAt}`).toEqual(before);
      for (const { name } of manifest.files) expect(host.outputs.has(name)).toBe(true);
    }
  });
});

/** `collect restore` on a computer whose collector died. */
async function again(plan: Plan, machine: SimulatedComputer, died: SimulatedHost): Promise<void> {
  const host = simulatedHost(machine);
  for (const [name, text] of died.outputs) host.outputs.set(name, text);
  host.journalText = died.journalText;
  const { failed } = await restoreFrom(plan, host, { ...places, host: machine.name });
  expect(failed).toEqual([]);
  died.journalText = host.journalText;
}
