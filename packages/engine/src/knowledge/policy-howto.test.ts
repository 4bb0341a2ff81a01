import { describe, expect, it } from 'vitest';
import { type HowtoStep, howtosFor, type HowtoStore, type HowtoSystem, type PolicyHowto } from './policy-howto.ts';

const only = (store: HowtoStore, system: HowtoSystem): PolicyHowto => {
  const [row, more] = howtosFor(store, system);
  if (row === undefined || more !== undefined) throw new Error(`${store} ${system}: not one row`);
  return row;
};
const policyKey = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec';
const service = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSec';

interface Cell {
  readonly id: string;
  readonly store: HowtoStore;
  readonly system: HowtoSystem;
  readonly task?: HowtoStep['task'];
  /** What is typed, or part of it. */
  readonly command?: string;
  /** What the step says, where nothing is typed. */
  readonly says?: RegExp;
  readonly key?: string;
  readonly cost?: PolicyHowto['cost'];
}

/** Every cell of the guide's steps by store and system (POL-31 to POL-50). */
const cells: readonly Cell[] = [
  { id: 'POL-31', store: 'boot', system: 'windows-2003', command: 'netsh ipsec dynamic set config bootmode' },
  { id: 'POL-31', store: 'boot', system: 'windows-2003', says: /\(bootexemptions\) on Server 2003 alone/ },
  { id: 'POL-31', store: 'boot', system: 'windows-2003', says: /XP SP2 .* both ways/ },
  { id: 'POL-32', store: 'boot', system: 'windows-2003', key: `${service}\\OperationMode` },
  { id: 'POL-32', store: 'boot', system: 'windows-2003', key: `${service}\\BootExemptList` },
  { id: 'POL-33', store: 'boot', system: 'windows-2003', task: 'show', command: 'netsh ipsec dynamic show config' },
  {
    id: 'POL-34',
    store: 'boot',
    system: 'windows-2003',
    task: 'delete',
    command: 'netsh ipsec dynamic set config bootmode value=permit',
  },
  { id: 'POL-34', store: 'boot', system: 'windows-2003', says: /OperationMode to 1/ },
  { id: 'POL-34', store: 'boot', system: 'windows-2003', says: /manual or disabled/ },
  { id: 'POL-35', store: 'persistent', system: 'windows-xp', says: /an old one was not deleted/ },
  { id: 'POL-36', store: 'persistent', system: 'windows-xp', key: `${policyKey}\\Policy\\Persistent` },
  { id: 'POL-36', store: 'persistent', system: 'windows-xp', says: /not empty is the best sign/ },
  { id: 'POL-36', store: 'persistent', system: 'windows-xp', says: /not that it is persistent/ },
  { id: 'POL-37', store: 'persistent', system: 'windows-xp', says: /text2pol/ },
  { id: 'POL-38', store: 'persistent', system: 'windows-xp', task: 'show', command: 'ipseccmd show all' },
  { id: 'POL-38', store: 'persistent', system: 'windows-xp', task: 'show', says: /Unassign local and domain policy/ },
  {
    id: 'POL-39',
    store: 'persistent',
    system: 'windows-xp',
    task: 'delete',
    command: 'ipseccmd -w PERS -p "<name>" -o',
  },
  { id: 'POL-39', store: 'persistent', system: 'windows-xp', task: 'delete', says: /never the key itself/ },
  { id: 'POL-39', store: 'persistent', system: 'windows-xp', cost: 'all-sas' },
  {
    id: 'POL-40',
    store: 'persistent',
    system: 'windows-2003',
    task: 'show',
    command: 'netsh -f show_persistent.netsh',
  },
  {
    id: 'POL-40',
    store: 'persistent',
    system: 'windows-2003',
    task: 'show',
    says: /pushd ipsec static \/ set store persistent \/ show all \/ exit/,
  },
  {
    id: 'POL-40',
    store: 'persistent',
    system: 'windows-2003',
    task: 'delete',
    says: /pushd ipsec static \/ set store persistent \/ delete all \/ exit/,
  },
  { id: 'POL-41', store: 'local', system: 'windows-2000', key: `${policyKey}\\Policy\\Local\\ActivePolicy` },
  { id: 'POL-41', store: 'local', system: 'windows-xp', key: `${policyKey}\\Policy\\Local` },
  { id: 'POL-41', store: 'local', system: 'windows-2003', key: `${policyKey}\\Policy\\Local\\ActivePolicy` },
  { id: 'POL-42', store: 'local', system: 'windows-2003', says: /added to the persistent/ },
  { id: 'POL-43', store: 'local', system: 'windows-2000', task: 'show', command: 'netdiag /test:ipsec /debug' },
  { id: 'POL-43', store: 'local', system: 'windows-2000', task: 'delete', says: /snap-in, or in the registry/ },
  {
    id: 'POL-43',
    store: 'local',
    system: 'windows-2000',
    task: 'reload',
    command: 'net stop policyagent && net start policyagent',
  },
  { id: 'POL-44', store: 'local', system: 'windows-xp', task: 'show', command: 'ipseccmd show gpo' },
  { id: 'POL-44', store: 'local', system: 'windows-xp', task: 'show', command: 'netdiag /test:ipsec' },
  { id: 'POL-44', store: 'local', system: 'windows-xp', task: 'delete', command: 'ipseccmd -w REG -p "<name>" -o' },
  { id: 'POL-44', store: 'local', system: 'windows-xp', task: 'delete', says: /delete the subkeys/ },
  { id: 'POL-45', store: 'local', system: 'windows-xp', task: 'reload', command: 'net stop policyagent' },
  {
    id: 'POL-45',
    store: 'local',
    system: 'windows-xp',
    task: 'reload',
    says: /Unassign the policy and assign it again/,
  },
  { id: 'POL-45', store: 'local', system: 'windows-xp', task: 'reload', command: 'sc control policyagent 130' },
  { id: 'POL-45', store: 'local', system: 'windows-xp', cost: 'all-sas' },
  {
    id: 'POL-46',
    store: 'local',
    system: 'windows-2003',
    task: 'show',
    command: 'netsh ipsec static show gpoassignedpolicy',
  },
  { id: 'POL-46', store: 'local', system: 'windows-2003', task: 'show', command: 'netsh ipsec dynamic show all' },
  { id: 'POL-46', store: 'local', system: 'windows-2003', task: 'delete', command: 'netsh ipsec static delete policy' },
  { id: 'POL-46', store: 'local', system: 'windows-2003', task: 'reload', command: 'assign=no' },
  { id: 'POL-47', store: 'domain', system: 'windows-xp', key: `${policyKey}\\GPTIPSECPolicy` },
  { id: 'POL-47', store: 'domain', system: 'windows-xp', key: `${policyKey}\\Policy\\Cache` },
  { id: 'POL-48', store: 'domain', system: 'windows-2003', task: 'show', says: /No tool shows the cache/ },
  {
    id: 'POL-48',
    store: 'domain',
    system: 'windows-2003',
    task: 'delete',
    says: /delete the keys GPTIPSECPolicy and Cache/,
  },
  { id: 'POL-48', store: 'domain', system: 'windows-2003', task: 'reload', command: 'sc control policyagent 130' },
  { id: 'POL-49', store: 'domain', system: 'windows-xp', task: 'reload', command: 'gpupdate /force' },
  { id: 'POL-49', store: 'domain', system: 'windows-2000', task: 'reload', says: /secedit/ },
  { id: 'POL-50', store: 'domain', system: 'windows-2003', task: 'note', says: /deny Local System/ },
  { id: 'POL-50', store: 'domain', system: 'windows-2003', task: 'note', says: /still show it as assigned/ },
  { id: 'POL-50', store: 'domain', system: 'windows-2003', task: 'note', says: /stop the computer reading the GPO/ },
];

describe('how a store is looked at, deleted and loaded anew (C29)', () => {
  for (const { id, store, system, task, command, says, key, cost } of cells)
    it(`${id}: ${[store, system, task, command ?? says?.source ?? key ?? cost].join(' ')}`, () => {
      const row = only(store, system);
      expect(row.sources).toContain(id);
      if (key !== undefined) expect(row.keys).toContain(key);
      if (cost !== undefined) expect(row.cost).toBe(cost);
      const steps = row.steps.filter((step) => task === undefined || step.task === task);
      if (command !== undefined) expect(steps.some((step) => step.command?.includes(command) === true)).toBe(true);
      if (says !== undefined) expect(steps.some(({ en }) => says.test(en))).toBe(true);
    });

  it('says everything in both languages', () => {
    for (const { steps } of howtosFor(null, null))
      for (const { en, ko } of steps) {
        expect(en).not.toBe('');
        expect(ko).toMatch(/[가-힣]/);
      }
  });
});
