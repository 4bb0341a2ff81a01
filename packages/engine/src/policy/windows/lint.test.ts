import { describe, expect, it } from 'vitest';
import type { FilterEnd, PolicyFilter, QuickModeOffer, Source } from '../../observations/index.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { lintPolicy } from './lint.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const src: Source = { artifact: 'a', at: [], quote: '', time: null };
const any = { from: 0, to: 65_535 };
const net = (from: string, to: string): FilterEnd => ({ kind: 'range', from, to });
const filter = (source: FilterEnd, destination: FilterEnd, more: Partial<PolicyFilter> = {}): PolicyFilter => ({
  description: '',
  mirrored: true,
  source,
  destination,
  protocol: 0,
  sourcePorts: any,
  destinationPorts: any,
  tunnel: null,
  unevenMask: false,
  ...more,
});
const rule = (
  action: WindowsRule['action'],
  filters: readonly PolicyFilter[],
  more: Partial<WindowsRule> = {},
): WindowsRule => ({
  object: 'o',
  filterList: 'l',
  filterAction: action,
  filters,
  action,
  inboundPassThrough: false,
  fallBack: false,
  offers: [],
  authentication: [],
  interfaces: 'all',
  tunnelEndpoint: null,
  active: true,
  defaultResponse: false,
  src: [],
  ...more,
});
const policy = (...rules: readonly WindowsRule[]): WindowsPolicy => ({
  store: 'local',
  object: 'p',
  title: 'p',
  description: null,
  changed: null,
  pollingSeconds: null,
  assigned: true,
  mainMode: null,
  rules,
  src,
});
const codes = (...rules: readonly WindowsRule[]): string[] => lintPolicy(policy(...rules)).map(({ code }) => code);

const host = net('10.0.0.5', '10.0.0.5');
const subnet = net('10.0.0.0', '10.0.0.255');
const tcp = { protocol: 6 };

describe('filters of a policy', () => {
  it('that are the same are duplicates, or in conflict', () => {
    expect(
      codes(rule('permit', [filter({ kind: 'me' }, host, tcp)]), rule('permit', [filter(host, { kind: 'me' }, tcp)])),
    ).toEqual(['duplicate-filter']);
    expect(
      codes(rule('permit', [filter({ kind: 'me' }, host, tcp)]), rule('block', [filter({ kind: 'me' }, host, tcp)])),
    ).toEqual(['conflicting-filters']);
  });

  it('that lie inside others of the same action are redundant, of another are exceptions', () => {
    const wide = rule('permit', [filter({ kind: 'me' }, subnet, tcp)]);
    const narrow = filter({ kind: 'me' }, host, tcp);
    expect(codes(wide, rule('permit', [narrow]))).toEqual(['redundant-filter']);
    expect(codes(wide, rule('block', [narrow]))).toEqual([]);
  });

  it('that share a part and differ in action are correlated', () => {
    const web = filter({ kind: 'me' }, { kind: 'any' }, { ...tcp, destinationPorts: { from: 80, to: 80 } });
    expect(codes(rule('block', [web]), rule('permit', [filter({ kind: 'me' }, subnet, tcp)]))).toEqual([
      'correlated-filters',
    ]);
  });

  it('that look one way, catch broadcasts or have uneven masks are told of', () => {
    expect(codes(rule('negotiate', [filter({ kind: 'me' }, host, { ...tcp, mirrored: false })]))).toEqual([
      'not-mirrored',
    ]);
    expect(codes(rule('negotiate', [filter({ kind: 'any' }, subnet)]))).toEqual(['broadcast-caught']);
    expect(codes(rule('permit', [filter({ kind: 'any' }, subnet, { unevenMask: true })]))).toEqual(['mask-with-holes']);
  });

  it('that permit one way alone are told of where the way back meets a filter that does not permit it', () => {
    const web = { protocol: 6, destinationPorts: { from: 80, to: 80 }, mirrored: false };
    const out = rule('permit', [filter({ kind: 'me' }, host, web)]);
    const all = rule('negotiate', [filter({ kind: 'me' }, { kind: 'any' })]);
    expect(codes(out, all)).toEqual(['permit-one-way']);
    expect(codes(out)).toEqual([]);
    // Each way by itself; and the way back blocked on purpose (GD-22).
    const back = { protocol: 6, sourcePorts: { from: 80, to: 80 }, mirrored: false };
    expect(codes(out, rule('permit', [filter(host, { kind: 'me' }, back)]), all)).toEqual([]);
    expect(codes(rule('block', [filter({ kind: 'any' }, { kind: 'me' }, web)]))).toEqual([]);
  });

  it('of tunnels take two rules, one for each way, that are not mirrored', () => {
    const [near, far] = [net('10.1.0.0', '10.1.255.255'), net('10.2.0.0', '10.2.255.255')];
    const out = (mirrored: boolean) =>
      rule('negotiate', [filter(near, far, { mirrored })], { tunnelEndpoint: '192.0.2.2' });
    const into = rule('negotiate', [filter(far, near, { mirrored: false })], { tunnelEndpoint: '192.0.2.1' });
    expect(codes(out(false), into)).toEqual([]);
    expect(codes(out(false))).toEqual(['tunnel-one-way']);
    expect(codes(out(true))).toEqual(['tunnel-mirrored']);
  });

  it('and what is offered is looked at', () => {
    const offer = (algorithm: string, integrity: string, lifetimeSeconds = 0): QuickModeOffer => ({
      lifetimeSeconds,
      lifetimeKilobytes: 0,
      pfs: false,
      transforms: [{ protocol: 'ESP', algorithm, integrity, id: null }],
    });
    expect(
      codes(rule('negotiate', [], { offers: [offer('DES', 'SHA1'), offer('3DES', 'MD5'), offer('3DES', 'SHA1', 60)] })),
    ).toEqual([
      'weak-encryption',
      'deprecated-encryption',
      'weak-integrity',
      'deprecated-encryption',
      'short-lifetime',
    ]);
  });

  it("of the guide's own policies are clean but for what the guide itself warns of", () => {
    expect(new Set(lintPolicy(groupPolicies.isolation).map(({ code }) => code))).toEqual(
      new Set(['correlated-filters', 'broadcast-caught', 'weak-group', 'deprecated-encryption']),
    );
  });

  it('by the ten thousand are looked over, and the list of issues ends', () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      filter({ kind: 'any' }, net(`10.${i >> 8}.${i & 255}.0`, `10.${i >> 8}.${i & 255}.255`), tcp),
    );
    expect(lintPolicy(policy(rule('permit', many)))).toEqual([]);
    const same = Array.from({ length: 3000 }, () => filter({ kind: 'me' }, host, tcp));
    expect(lintPolicy(policy(rule('permit', same))).length).toBeLessThanOrEqual(500);
  });
});
