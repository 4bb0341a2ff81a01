import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges } from './changes.ts';
import { readDeployment, storesOf } from './deployment.ts';
import { filterOf, quickModeOfferOf } from './policy-text.ts';
import { resolveDeployment } from './resolve.ts';
import { filterText, quickModeText } from '../policy/windows/words.ts';

const yaml = (text: string): ReturnType<typeof readDeployment> => readDeployment([{ path: 'o.yaml', text }]);
const said = (text: string): string[] =>
  yaml(text).faults.map(({ line, code, about }) => `${line ?? '-'} ${code} ${about}`);

describe('a deployment file', () => {
  it('in tables is the same as in YAML', () => {
    const tables = readDeployment([
      {
        path: 'hosts.csv',
        text: '\uFEFFHost,Address,Groups,Domain,System\r\na,10.0.0.1,CG_A;CG_B,east,windows-xp\r\n"b ""x""",10.0.0.2,,east,\r\n',
      },
      { path: 'groups.csv', text: 'group;member\nCG_A;c\nCG_A;d|e\n' },
      { path: 'servers.csv', text: 'server\tkind\taddress\ndc1\tdc;dns\t10.0.0.9\n' },
      { path: 'exempt.csv', text: 'exempt,address,reason\nprinter,10.0.0.8,"no IPsec,\nold"\n' },
    ]);
    const written = yaml(`
hosts:
  - { name: a, address: 10.0.0.1, groups: [CG_A, CG_B], domain: east, system: windows-xp }
  - { name: 'b "x"', address: 10.0.0.2, domain: east }
groups: { CG_A: [c, d, e] }
servers: [{ name: dc1, kind: [dc, dns], address: 10.0.0.9 }]
exemptions: [{ name: printer, address: 10.0.0.8, reason: "no IPsec,\\nold" }]
`);
    expect(tables.faults).toEqual([]);
    expect(written.faults).toEqual([]);
    expect(tables.deployment).toEqual(written.deployment);
  });

  it('tells of what cannot be used, with file and line, and goes on', () => {
    const { faults, deployment } = readDeployment([
      { path: 'a.yaml', text: 'hosts:\n  - { name: a }\n  - { name: b, address: 10.0.0.2, colour: red }\n' },
      { path: 'b.csv', text: 'host,address\nc,10.0.0.3\nb,10.0.0.4\n' },
    ]);
    expect(faults).toEqual([
      { file: 'a.yaml', line: 2, code: 'missing', about: 'a: address' },
      { file: 'a.yaml', line: 3, code: 'unknown-key', about: 'colour' },
      { file: 'b.csv', line: 3, code: 'duplicate', about: 'b' },
    ]);
    expect(deployment.hosts.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(said('policies:\n  - name: p\n    rules: [{ filter-list: x, filter-action: y }]\n')).toEqual([
      '3 unresolved x',
      '3 unresolved y',
    ]);
    expect(said('filter-lists: { a: [any <-> nowhere/99] }')).toEqual(['1 unreadable any <-> nowhere/99']);
    expect(said('hosts: [{ name: a, address: 10.0.0.1')[0]).toMatch(/^1 syntax /);
    expect(said('- nothing')[0]).toMatch(/unreadable/);
  });

  it('never repeats what stands where a way of authentication should', () => {
    const { faults } = yaml('policies:\n  - { name: p, authentication: [Planted-Key-1] }\n');
    expect(JSON.stringify(faults)).not.toContain('Planted');
    expect(faults).toMatchObject([{ code: 'unreadable', about: 'authentication' }]);
  });

  it('is bounded: anchors that multiply, depth, groups that hold themselves', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
      .split('')
      .map(
        (name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[i] ?? 'a'}`).join(', ')}]\n`,
      )
      .join('')}`;
    expect(said(bomb).some((text) => text.includes('too-much'))).toBe(true);
    expect(() => yaml('['.repeat(100_000))).not.toThrow();
    const { deployment } = yaml('groups: { A: [B], B: [A, h] }\nhosts: [{ name: h, address: 10.0.0.1 }]\n');
    const resolved = resolveDeployment(deployment);
    expect(resolved.faults.map(({ code }) => code)).toContain('cyclic-group');
    expect(resolved.hosts[0]?.groups).toEqual(['A', 'B']);
  });

  it('reads anything without throwing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.constantFrom('a.yaml', 'a.csv'), (text, path) => {
        const { deployment } = readDeployment([{ path, text }]);
        resolveDeployment(deployment);
        applyChanges(deployment, { path, text });
      }),
      { numRuns: 300 },
    );
  });

  it('names stores of policies to be read', () => {
    expect(storesOf([{ path: 'a.yaml', text: 'policies: [{ name: p, store: east.reg }, { name: q }]' }])).toEqual([
      'east.reg',
    ]);
    expect(said('policies: [{ name: p, store: east.reg }]')).toEqual(['1 unresolved east.reg: p']);
  });
});

describe('a host', () => {
  it('is in one isolation group; the exemption list and the rest take the others (GD-11, GD-14)', () => {
    const { deployment } = yaml(`
isolation-groups:
  - { name: ID, members: CG_ID }
  - { name: BO, members: CG_BO }
  - { name: UN, kind: untrusted }
  - { name: EX, kind: exempt }
groups: { CG_ID: [a, b], CG_BO: [b] }
exemptions: [{ name: list, address: 10.0.0.0/30 }]
hosts:
  - { name: a, address: 10.0.1.1 }
  - { name: b, address: 10.0.1.2 }
  - { name: c, address: 10.0.0.1 }
  - { name: d, address: 10.0.1.4 }
`);
    const { hosts, faults } = resolveDeployment(deployment);
    expect(hosts.map(({ host, isolationGroup }) => `${host.name} ${isolationGroup.name}`)).toEqual([
      'a ID',
      'b ID',
      'c EX',
      'd UN',
    ]);
    expect(faults).toMatchObject([{ code: 'several-groups', about: 'b: ID, BO' }]);
  });
});

describe('what policies are written in', () => {
  it('is what they are printed in', () => {
    for (const text of [
      'UDP me:68 <-> any:67',
      'any any <-> 192.168.1.0/24',
      'TCP any -> me:1433',
      'ICMP me <-> any',
      'TCP dns:1-1023 <-> 10.0.0.1-10.0.0.9',
    ])
      expect(filterText(filterOf(text) ?? (filterOf('any <-> any') as never))).toBe(text);
    for (const text of ['ESP 3DES-SHA1', 'ESP none-SHA1', 'AH SHA1 + ESP 3DES-none']) {
      const offer = quickModeOfferOf(text, false, 0, 0);
      expect(offer === null ? null : quickModeText(offer)).toBe(text);
    }
    for (const text of ['', '<->', 'any <-> any:99999', 'any <-> any <-> any', 'tcp udp any <-> any', 'any any'])
      expect(filterOf(text)).toBeNull();
  });
});
