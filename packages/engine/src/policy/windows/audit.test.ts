import { describe, expect, it } from 'vitest';
import { eventsOf } from './audit.ts';
import { type Conversation, converse, type PolicyHostState, prepareHost } from './converse.ts';
import { groupPolicies, woodgrove } from './woodgrove.fixture.ts';

const netView: Conversation = { protocol: 6, sourcePort: 1030, destinationPort: 445 };
type Host = keyof typeof woodgrove;

const told = (from: Host, to: Host): string[] =>
  eventsOf(converse(woodgrove[from], woodgrove[to], netView), from, to).map(
    ({ host, legacy, mode, code }) => `${host} ${legacy} ${mode ?? '-'} ${code ?? '-'}`,
  );

describe('what each side logs', () => {
  it('of a hard SA: both modes, both ends (EVT-K-01)', () => {
    expect(told('IPS-ST-XP-05', 'IPS-TZ-XP-01')).toEqual([
      'IPS-ST-XP-05 541 main -',
      'IPS-TZ-XP-01 541 main -',
      'IPS-ST-XP-05 541 quick -',
      'IPS-TZ-XP-01 541 quick -',
    ]);
  });

  it('of a soft SA: nobody answered, and a quick mode without algorithms, at who asked (EVT-K-12, EVT-K-13)', () => {
    expect(told('IPS-TZ-XP-01', 'IPS-UT-XP-03')).toEqual(['IPS-TZ-XP-01 547 main 13813', 'IPS-TZ-XP-01 541 quick -']);
    // The answer of the boundary host is what asks.
    expect(told('IPS-UT-XP-03', 'IPS-PRINTS-01')).toEqual([
      'IPS-PRINTS-01 547 main 13813',
      'IPS-PRINTS-01 541 quick -',
    ]);
  });

  it('of a denied right: Kerberos, at the enforcing side (EVT-K-31); of a host without IPsec: nothing', () => {
    expect(told('IPS-TZ-XP-06', 'IPS-SQL-DFS-01')[0]).toBe('IPS-SQL-DFS-01 547 main 13827');
    expect(told('IPS-SQL-DFS-01', 'IPS-UT-XP-03')).toEqual(['IPS-SQL-DFS-01 547 main 13813']);
    expect(told('IPS-UT-XP-03', 'IPS-TZ-XP-01')).toEqual(['IPS-TZ-XP-01 4284 - -']);
    expect(told('IPS-TZ-XP-01', 'IPS-LOB')).toEqual([]);
  });
});

const member = (label: string, address: string, more: Partial<PolicyHostState>): ReturnType<typeof prepareHost> =>
  prepareHost({
    label,
    addresses: [address],
    policies: [groupPolicies.isolation],
    groups: ['Domain Computers'],
    access: { allow: ['Domain Computers'], deny: [] },
    ...more,
  });

describe('domains', () => {
  it('that trust one way let main mode succeed from one side only (T2-20)', () => {
    const a = member('a', '192.168.1.50', { domain: { name: 'east', trusts: new Set(['east', 'west']) } });
    const b = member('b', '192.168.1.51', { domain: { name: 'west', trusts: new Set(['west']) } });
    expect(converse(b, a, netView)).toMatchObject({ result: 'hard-sa' });
    const failed = converse(a, b, netView);
    expect(failed).toMatchObject({ result: 'blocked', reason: 'no-trust', delaySeconds: 60 });
    expect(eventsOf(failed, 'a', 'b')).toMatchObject([
      { host: 'a', legacy: 547, code: 0x8009_0303, sure: true },
      { host: 'b', sure: false },
    ]);
  });

  it('that nobody tells of are not verified, which is no mismatch', () => {
    const a = member('a', '192.168.1.50', {});
    const b = member('b', '192.168.1.51', { access: null });
    expect(converse(a, b, netView)).toMatchObject({
      result: 'hard-sa',
      problems: [],
      unverified: ['trust', 'logon-right'],
    });
  });
});

describe('what is felt', () => {
  const a = member('a', '192.168.1.50', {});
  const b = member('b', '192.168.1.51', {});
  it('is 3 s, 1 minute or 5 minutes (TIM-01, TIM-04, TIM-05)', () => {
    expect(converse(a, b, netView).delaySeconds).toBe(0);
    expect(converse(a, b, { ...netView, before: 'main-mode-differs' }).delaySeconds).toBe(60);
    expect(converse(a, b, { ...netView, before: 'peer-lost-its-sas' }).delaySeconds).toBe(300);
    expect(converse(woodgrove['IPS-TZ-XP-01'], woodgrove['IPS-UT-XP-03'], netView).delaySeconds).toBe(3);
    expect(converse(woodgrove['IPS-LT-XP-01'], woodgrove['IPS-UT-XP-03'], netView).delaySeconds).toBe(60);
  });

  it('and Windows 2000 passes over the group of 2048 bits (GD-10)', () => {
    const { mainMode } = groupPolicies.isolation;
    const strong = {
      ...groupPolicies.isolation,
      mainMode: mainMode === null ? null : { ...mainMode, offers: mainMode.offers.slice(0, 1) },
    };
    const old = member('old', '192.168.1.52', { policies: [strong], edition: 'windows-2000' });
    const young = member('young', '192.168.1.53', { policies: [strong], edition: 'windows-2003' });
    expect(converse(young, member('c', '192.168.1.54', { policies: [strong] }), netView).result).toBe('hard-sa');
    expect(converse(young, old, netView).reason).toBe('main-mode-offers-differ');
  });
});
