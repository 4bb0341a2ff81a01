import { describe, expect, it } from 'vitest';
import type { PolicyFilter } from '../../observations/index.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { lintPolicy } from './lint.ts';
import { type LeanedOnServer, lintSurroundings, type PolicySurroundings } from './lint-surroundings.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const policy = groupPolicies.isolation;
const around = (...servers: readonly LeanedOnServer[]): PolicySurroundings => ({
  servers,
  addresses: ['192.168.1.101'],
  remoteAccess: [],
});
const told = (of: WindowsPolicy, surroundings: PolicySurroundings): string[] =>
  lintSurroundings(of, surroundings).map(({ code, about }) => `${code}: ${about}`);
const any = { from: 0, to: 65_535 };
const permitting = (filter: PolicyFilter): WindowsRule => {
  const [first] = policy.rules;
  if (first === undefined) throw new Error('the fixture has no rule');
  return { ...first, object: 'ipsecnfa{more}', filterList: 'more', filters: [filter] };
};
const dc: LeanedOnServer = { kind: 'dc', address: '192.168.1.21' };

describe('servers around a policy', () => {
  it('that are exempt give no issue; one controller without a filter that permits is named (DC-02, DC-04)', () => {
    expect(told(policy, around(dc, { kind: 'dc', address: '192.168.1.22' }))).toEqual([]);
    expect(told(policy, around(dc, { kind: 'dc', address: '192.168.1.23' }))).toEqual([
      'exemption-missing: dc 192.168.1.23',
    ]);
    const [issue] = lintSurroundings(policy, around({ kind: 'dc', address: '192.168.1.23' }));
    expect(issue?.rule?.filterList).toBe('Secure Subnets');
  });

  it('DNS, WINS and DHCP as well (NAM-01, NET-07)', () => {
    for (const kind of ['dns', 'wins', 'dhcp'] as const)
      expect(told(policy, around({ kind, address: '192.168.1.30' }))).toEqual([
        `exemption-missing: ${kind} 192.168.1.30`,
      ]);
    // Outside of every subnet that negotiates nothing has to be exempt.
    const away = { ...around({ kind: 'dns', address: '10.1.1.1' }), addresses: ['10.1.1.9'] };
    expect(told(policy, away)).toEqual([]);
  });

  it('one address that negotiates for DNS and is exempt as controller (NAM-08)', () => {
    const end = { kind: 'range', from: '192.168.1.30', to: '192.168.1.30' } as const;
    const ldap = permitting({
      description: '',
      mirrored: true,
      source: { kind: 'me' },
      destination: end,
      protocol: 0,
      sourcePorts: any,
      destinationPorts: any,
      tunnel: null,
      unevenMask: false,
    });
    const negotiating: WindowsRule = {
      ...ldap,
      object: 'ipsecnfa{dns}',
      filterList: 'DNS with IPsec',
      action: 'negotiate',
      filters: [{ ...(ldap.filters[0] as PolicyFilter), protocol: 17, destinationPorts: { from: 53, to: 53 } }],
    };
    const mixed = { ...policy, rules: [...policy.rules, ldap, negotiating] };
    const both = around({ kind: 'dns', address: end.from }, { kind: 'dc', address: end.from });
    expect(told(mixed, both)).toEqual(['server-half-exempt: dns 192.168.1.30']);
    const [issue] = lintSurroundings(mixed, both);
    expect([issue?.rule?.filterList, issue?.other?.rule.filterList]).toEqual(['DNS with IPsec', 'more']);
  });

  it('a remote access server whose internal address isolation means too (C33)', () => {
    const server = { servers: [], addresses: ['203.0.113.60'], remoteAccess: ['192.168.1.60'] };
    expect(told(policy, server)).toEqual([
      'rras-l2tp-conflict: 192.168.1.60: exempt-internal-address, disable-l2tp, prohibit-ipsec',
    ]);
  });
});

describe('what is offered', () => {
  const codes = (of: WindowsPolicy): string[] => lintPolicy(of).map(({ code }) => code);
  const offered = (change: Partial<WindowsRule['offers'][number]>): WindowsPolicy => ({
    ...policy,
    rules: policy.rules.map((rule) => ({ ...rule, offers: rule.offers.map((offer) => ({ ...offer, ...change })) })),
  });

  it('and renewed too often is told of (LOSS-15)', () => {
    expect(codes(offered({ lifetimeKilobytes: 1000 }))).toContain('few-kilobytes');
    expect(codes(offered({ lifetimeKilobytes: 100_000 }))).not.toContain('few-kilobytes');
    const { mainMode } = policy;
    if (mainMode === null) throw new Error('the fixture has no main mode');
    expect(codes({ ...policy, mainMode: { ...mainMode, masterPfs: true } })).toContain('main-mode-each-time');
    expect(codes({ ...policy, mainMode: { ...mainMode, lifetimeSeconds: 600 } })).toContain('short-main-mode');
    expect(codes(policy)).not.toContain('main-mode-each-time');
  });

  it('and protects nothing, or is to be left behind', () => {
    const nothing = { protocol: 'ESP' as const, algorithm: 'none', integrity: null, id: null };
    expect(codes(offered({ transforms: [nothing] }))).toContain('no-protection');
    expect(codes(policy)).toContain('deprecated-encryption');
    expect(codes(policy)).not.toContain('no-protection');
  });
});
