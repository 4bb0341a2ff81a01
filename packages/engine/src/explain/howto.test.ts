import { describe, expect, it } from 'vitest';
import { howtosFor, policyHowtos } from '../knowledge/policy-howto.ts';

const commands = (store: string, system: string): string =>
  howtosFor(store, system)
    .flatMap(({ steps, keys }) => [...keys, ...steps.map(({ command, en }) => `${command ?? ''} ${en}`)])
    .join('\n');

describe('how to look at, delete and load policies', () => {
  it.each([
    ['boot', 'windows-2003', 'netsh ipsec dynamic show config', 'POL-33'],
    ['boot', 'windows-2003', 'bootmode value=permit', 'POL-34'],
    ['boot', 'windows-2003', 'OperationMode', 'POL-32'],
    ['persistent', 'windows-xp', 'ipseccmd show all', 'POL-38'],
    ['persistent', 'windows-xp', 'ipseccmd -w PERS -p', 'POL-39'],
    ['persistent', 'windows-xp', 'never the key itself', 'POL-39'],
    ['persistent', 'windows-2003', 'set store persistent', 'POL-40'],
    ['local', 'windows-2000', 'netdiag /test:ipsec /debug', 'POL-43'],
    ['local', 'windows-xp', 'ipseccmd show gpo', 'POL-44'],
    ['local', 'windows-xp', 'ipseccmd -w REG -p', 'POL-44'],
    ['local', 'windows-xp', 'policyagent 130', 'POL-45'],
    ['local', 'windows-2003', 'show gpoassignedpolicy', 'POL-46'],
    ['local', 'windows-2003', 'netsh ipsec dynamic show all', 'POL-46'],
    ['domain', 'windows-xp', 'GPTIPSECPolicy', 'POL-47'],
    ['domain', 'windows-2000', 'No tool shows the cache', 'POL-48'],
    ['domain', 'windows-2003', 'gpupdate /force', 'POL-49'],
    ['domain', 'windows-xp', 'deny Local System', 'POL-50'],
  ])('%s on %s: %s (%s)', (store, system, wanted, id) => {
    expect(commands(store, system)).toContain(wanted);
    expect(howtosFor(store, system).some(({ sources }) => sources.includes(id))).toBe(true);
  });

  it('says everything in both languages', () => {
    for (const { steps } of policyHowtos)
      for (const { en, ko } of steps) {
        expect(en).not.toBe('');
        expect(ko).toMatch(/[가-힣]|:/);
      }
  });
});
