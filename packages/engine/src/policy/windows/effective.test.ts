import { describe, expect, it } from 'vitest';
import type { PolicyStoreName } from '../../observations/index.ts';
import type { WindowsPolicy } from './assemble.ts';
import { effectivePolicy, type StoreSituation } from './effective.ts';
import { decideGroupPolicy, type GroupPolicyObject, type GroupPolicyTarget } from './group-policy.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const kept = (store: PolicyStoreName, title: string = store): WindowsPolicy => ({
  ...groupPolicies.isolation,
  store,
  title,
  object: store === 'domain' || store === 'cache' ? 'ipsecpolicy{d}' : `ipsecpolicy{${store}}`,
});
const assignment = { object: 'ipsecpolicy{d}', title: 'domain' };
const base: StoreSituation = {
  edition: 'windows-2003',
  policies: [],
  assignment: null,
  service: 'running',
  safeMode: false,
  bootMode: null,
  directory: 'read',
  failed: [],
  assignmentDenied: false,
  gpoFrom: null,
  policyFrom: null,
};
const ask = (more: Partial<StoreSituation>): ReturnType<typeof effectivePolicy> =>
  effectivePolicy({ ...base, ...more });
const active = (more: Partial<StoreSituation>): string =>
  ask(more)
    .active.map(({ store }) => store)
    .join('+') || ask(more).driver;
const codes = (more: Partial<StoreSituation>): string[] => ask(more).steps.map(({ code }) => code);

const all = [kept('persistent'), kept('local'), kept('domain'), kept('cache'), kept('dynamic')];

describe('stores laid together (C31, POL-52)', () => {
  const away = { policies: [kept('local'), kept('cache')], assignment, directory: 'unreachable' } as const;
  const rows: readonly (readonly [string, Partial<StoreSituation>, string])[] = [
    ['nothing is assigned', {}, 'no-filters'],
    ['local alone', { policies: [kept('local')] }, 'local'],
    ['local is added to persistent', { policies: [kept('local'), kept('persistent')] }, 'persistent+local'],
    ['domain overrides local; dynamic comes on top', { policies: all, assignment }, 'persistent+domain+dynamic'],
    ['XP has no dynamic store', { policies: all, assignment, edition: 'windows-xp' }, 'persistent+domain'],
    ['2000 has neither persistent nor dynamic', { policies: all, assignment, edition: 'windows-2000' }, 'domain'],
    ['the directory is away: the copy (EVT-R-12)', away, 'cache'],
    ['the directory cannot be read: the copy (EVT-I-18)', { ...away, directory: 'unreadable' }, 'cache'],
    ['neither directory nor copy: local is next (EVT-I-19)', { ...away, failed: ['cache'] }, 'local'],
    ['neither, and no local policy', { ...away, policies: [kept('cache')], failed: ['cache'] }, 'no-filters'],
    ['no copy is kept: local is next', { ...away, policies: [kept('local')] }, 'local'],
    [
      'a local policy that cannot be read is passed over (POL-53)',
      { policies: [kept('local')], failed: ['local'] },
      'no-filters',
    ],
    ['persistent fails: block (EVT-I-16)', { policies: all, assignment, failed: ['persistent'] }, 'block'],
    [
      'assigned before replication, XP: nothing (GD-24)',
      { policies: [kept('local')], assignment, directory: 'not-replicated', edition: 'windows-xp' },
      'no-filters',
    ],
    [
      'assigned before replication, 2000: nothing (GD-24)',
      { policies: [kept('local')], assignment, directory: 'not-replicated', edition: 'windows-2000' },
      'no-filters',
    ],
    [
      'assigned before replication, 2003: local',
      { policies: [kept('local')], assignment, directory: 'not-replicated' },
      'local',
    ],
    [
      'the service may not read the assignment: local (POL-50)',
      { policies: all.slice(1, 4), assignment, assignmentDenied: true },
      'local',
    ],
    ['boot, 2003: stateful (POL-32)', { policies: all, assignment, service: 'starting' }, 'stateful'],
    [
      'boot, 2003, boot mode permit: permit (POL-34)',
      { policies: all, assignment, service: 'starting', bootMode: 'permit' },
      'permit',
    ],
    ['boot, 2003, boot mode block: block', { service: 'starting', bootMode: 'block' }, 'block'],
    ['boot, 2003, nothing assigned: permit', { service: 'starting' }, 'permit'],
    ['boot, XP: permit (POL-24)', { policies: all, assignment, service: 'starting', edition: 'windows-xp' }, 'permit'],
    ['service disabled: permit (POL-34)', { policies: all, assignment, service: 'disabled' }, 'permit'],
    ['service stopped: permit', { policies: all, assignment, service: 'stopped' }, 'permit'],
    ['safe mode: stateful (POL-19)', { policies: all, assignment, safeMode: true }, 'stateful'],
  ];
  for (const [name, situation, wanted] of rows)
    it(`${name}: ${wanted}`, () => {
      expect(active(situation)).toBe(wanted);
    });

  it('tell how it came about, each with its source', () => {
    expect(codes({ ...away, failed: ['cache'] })).toEqual(['directory-unreachable', 'cache-failed', 'added']);
    expect(ask({ ...away }).from).toBe('cache');
    for (const { source } of ask({ policies: all, assignment }).steps) expect(source).toMatch(/^(?:POL|EVT|GD)-/);
  });
});

describe('what tools report against what is active', () => {
  it('is a name that only group policy writes (POL-13)', () => {
    const renamed = [kept('cache', 'Isolation 1.0.041001.1700')];
    expect(
      ask({ policies: renamed, assignment: { ...assignment, title: 'Isolation 1.0.041001.1600' } }).reported,
    ).toEqual({
      name: 'Isolation 1.0.041001.1600',
      agrees: false,
      why: 'name-out-of-step',
    });
    expect(ask({ policies: [kept('cache', 'domain')], assignment }).reported.agrees).toBe(true);
  });

  it('is the policy of the domain even where the service has none of it (POL-50, EVT-I-19)', () => {
    expect(ask({ policies: [kept('local')], assignment, assignmentDenied: true }).reported).toMatchObject({
      name: 'domain',
      agrees: false,
      why: 'domain-not-active',
    });
    expect(ask({ policies: [], assignment, directory: 'unreachable' }).reported.why).toBe('nothing-active');
  });

  it('cannot be verified where the policy of the domain is not among the files', () => {
    const found = ask({ policies: [kept('local')], assignment, directory: 'not-told' });
    expect(found.reported).toEqual({ name: 'domain', agrees: null, why: 'domain-not-held' });
    expect(found.steps.map(({ code }) => code)).toContain('assigned-not-held');
  });

  it('is what Server 2003 does where no edition is told, and said so', () => {
    const found = ask({ policies: all, assignment, edition: null });
    expect(found.active).toHaveLength(3);
    expect(found.steps[0]?.code).toBe('edition-not-told');
  });

  it('may come from two controllers (POL-16)', () => {
    expect(codes({ gpoFrom: 'DC1', policyFrom: 'DC2' })).toContain('two-controllers');
    expect(codes({ gpoFrom: 'DC1', policyFrom: 'DC1' })).not.toContain('two-controllers');
  });
});

const gpo = (name: string, more: Partial<GroupPolicyObject> = {}): GroupPolicyObject => ({
  name,
  policy: `${name} policy`,
  securityRules: [],
  links: [{ container: 'woodgrove.com', order: 1, enabled: true, enforced: false }],
  apply: [],
  deny: [],
  disabled: false,
  replicated: true,
  ...more,
});
const link = (
  container: string,
  more: Partial<GroupPolicyObject['links'][number]> = {},
): GroupPolicyObject['links'] => [{ container, order: 1, enabled: true, enforced: false, ...more }];
const target: GroupPolicyTarget = {
  groups: ['CG_A'],
  containers: ['site', 'woodgrove.com', 'OU=Servers'],
  blocksInheritance: [],
};
const winner = (gpos: readonly GroupPolicyObject[], more: Partial<typeof target> = {}): string | null =>
  decideGroupPolicy(gpos, { ...target, ...more }).winner?.name ?? null;
const outcome = (
  gpos: readonly GroupPolicyObject[],
  name: string,
  more: Partial<typeof target> = {},
): string | undefined =>
  decideGroupPolicy(gpos, { ...target, ...more }).considered.find((one) => one.gpo === name)?.outcome;

describe('group policy objects (C26, POL-11)', () => {
  it('are applied from the outside in, and the last that assigns wins', () => {
    const gpos = [gpo('ou', { links: link('OU=Servers') }), gpo('site', { links: link('site') }), gpo('domain')];
    expect(winner(gpos)).toBe('ou');
    expect(outcome(gpos, 'domain')).toBe('overwritten');
    expect(decideGroupPolicy(gpos, target).considered.map((one) => one.gpo)).toEqual(['site', 'domain', 'ou']);
  });

  it('bring the connection security rules of all that apply, beside the policy of one', () => {
    const rules = gpo('rules', { policy: null, securityRules: ['R1'] });
    const both = gpo('both', { securityRules: ['R2'] });
    const denied = gpo('denied', { policy: null, securityRules: ['R3'], deny: ['CG_A'] });
    const decision = decideGroupPolicy([rules, both, denied], target);
    expect(decision.winner?.name).toBe('both');
    expect(decision.adding.map(({ name }) => name)).toEqual(['rules', 'both']);
    expect(decision.considered.map(({ gpo: name, outcome }) => [name, outcome])).toEqual([
      ['rules', 'adds-rules'],
      ['both', 'wins'],
      ['denied', 'denied'],
    ]);
  });

  it('of one container: the first link wins', () => {
    expect(winner([gpo('second', { links: link('woodgrove.com', { order: 2 }) }), gpo('first')])).toBe('first');
  });

  it('that are enforced win over what is farther in, the outermost of them over all', () => {
    const gpos = [
      gpo('ou', { links: link('OU=Servers', { enforced: true }) }),
      gpo('domain', { links: link('woodgrove.com', { enforced: true }) }),
    ];
    expect(winner(gpos)).toBe('domain');
    expect(
      winner([
        gpo('ou', { links: link('OU=Servers') }),
        gpo('domain', { links: link('woodgrove.com', { enforced: true }) }),
      ]),
    ).toBe('domain');
  });

  it('count only where they may be read and applied; a denial wins', () => {
    const gpos = [
      gpo('mine', { apply: ['CG_A'], links: link('woodgrove.com', { order: 2 }) }),
      gpo('other', { apply: ['CG_B'] }),
    ];
    expect(winner(gpos)).toBe('mine');
    expect(outcome(gpos, 'other')).toBe('not-allowed');
    const denied = gpo('mine', { apply: ['CG_A'], deny: ['No IPsec'] });
    expect(winner([denied], { groups: ['CG_A', 'No IPsec'] })).toBeNull();
    expect(outcome([denied], 'mine', { groups: ['CG_A', 'No IPsec'] })).toBe('denied');
  });

  it('pass over links and settings that are off, containers that block, and objects without a policy', () => {
    expect(outcome([gpo('a', { links: link('woodgrove.com', { enabled: false }) })], 'a')).toBe('link-disabled');
    expect(outcome([gpo('a', { disabled: true })], 'a')).toBe('settings-disabled');
    expect(outcome([gpo('a', { policy: null })], 'a')).toBe('assigns-nothing');
    expect(outcome([gpo('a', { links: link('OU=Elsewhere') })], 'a')).toBe('not-linked-here');
    const block = { blocksInheritance: ['OU=Servers'] };
    expect(outcome([gpo('a')], 'a', block)).toBe('inheritance-blocked');
    expect(winner([gpo('a', { links: link('woodgrove.com', { enforced: true }) })], block)).toBe('a');
  });
});
