import { describe, expect, it } from 'vitest';
import { converse } from './converse.ts';
import { expandPolicies, specificFilterText } from './expand.ts';
import { type PolicyHostState, prepareHost } from './host-state.ts';
import { automaticL2tpPolicy, remoteAccessConflicts } from './remote-access.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const server: PolicyHostState = {
  label: 'vpn',
  addresses: ['192.168.1.60', '203.0.113.60'],
  policies: [groupPolicies.isolation],
  groups: ['Domain Computers'],
  access: null,
};
const client: PolicyHostState = { ...server, label: 'client', addresses: ['192.168.1.101'] };
const netView = { protocol: 6, sourcePort: 1030, destinationPort: 445 };
const withAutomatic = { ...server, policies: [...server.policies, automaticL2tpPolicy()] };

describe('remote access and isolation (C33)', () => {
  it('the automatic filters are made for each address of the server (RRAS-04)', () => {
    const { filters } = expandPolicies([automaticL2tpPolicy()], server);
    expect(filters.filter(({ direction }) => direction === 'inbound').map(specificFilterText)).toEqual([
      'inbound 17 0.0.0.0/0:1701 -> 192.168.1.60/32 negotiate',
      'inbound 17 0.0.0.0/0:1701 -> 203.0.113.60/32 negotiate',
    ]);
  });

  it('and take main mode of a trusted client to the internal address: certificates instead of Kerberos (RRAS-05)', () => {
    expect(converse(prepareHost(client), prepareHost(server), netView).result).toBe('hard-sa');
    expect(converse(prepareHost(client), prepareHost(withAutomatic), netView)).toMatchObject({
      result: 'blocked',
      reason: 'authentication-differs',
      decidedBy: 'vpn',
    });
    expect(remoteAccessConflicts(server, ['192.168.1.60'], client)).toMatchObject([
      { kind: 'management', address: '192.168.1.60', outcome: { reason: 'authentication-differs' } },
    ]);
  });

  it('a client in its tunnel cannot hand over its quarantine key; with certificates quick mode fails (RRAS-06)', () => {
    const alone = { ...server, policies: [] };
    const [conflict] = remoteAccessConflicts(alone, ['192.168.1.60'], client);
    expect(conflict).toMatchObject({
      kind: 'quarantine',
      outcome: { problems: ['authentication-differs', 'filters-differ'] },
    });
    const { isolation } = groupPolicies;
    const certificates = automaticL2tpPolicy().rules[0]?.authentication ?? [];
    const allowed = {
      ...client,
      policies: [{ ...isolation, rules: isolation.rules.map((rule) => ({ ...rule, authentication: certificates })) }],
    };
    expect(
      converse(prepareHost(allowed), prepareHost({ ...alone, policies: [automaticL2tpPolicy()] }), netView),
    ).toMatchObject({
      result: 'blocked',
      problems: ['filters-differ'],
    });
  });

  const remedies = [
    ['RRAS-07', 'exempt-internal-address'],
    ['RRAS-08', 'disable-l2tp'],
    ['RRAS-09', 'prohibit-ipsec'],
  ] as const;
  for (const [id, remedy] of remedies)
    it(`remedy ${remedy} works (${id})`, () => {
      expect(remoteAccessConflicts(server, ['192.168.1.60'], client)[0]?.remedies).toContain(remedy);
    });

  it('is no conflict where nothing is negotiated with the address', () => {
    expect(remoteAccessConflicts(server, ['10.0.0.1'], { ...client, policies: [] })).toEqual([]);
  });
});
