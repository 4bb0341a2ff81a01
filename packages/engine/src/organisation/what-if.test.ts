import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applyChanges } from './changes.ts';
import { readDeployment } from './deployment.ts';
import { resolveDeployment } from './resolve.ts';
import { type WhatIf, whatIf } from './what-if.ts';

const example = fileURLToPath(new URL('../../../../examples/isolation/woodgrove.yaml', import.meta.url));
const { deployment } = readDeployment([{ path: 'woodgrove.yaml', text: readFileSync(example, 'utf8') }]);
const resolved = resolveDeployment(deployment);

function ask(...changes: readonly string[]): WhatIf {
  const text = `changes:\n${changes.map((line) => `  - ${line}\n`).join('')}`;
  const found = whatIf(resolved, applyChanges(deployment, { path: 'change.yaml', text }));
  if (found === null) throw new Error('too many classes');
  return found;
}

const isolation = '"IPSEC – Isolation Domain IPsec Policy (1.0.041001.1600)"';
const subnets = '"IPSEC – Secure Subnets"';
const gpo = '"IPSEC – Isolation Domain Policy"';
const codes = ({ warnings }: WhatIf): string[] => warnings.map(({ code }) => code);
const flows = ({ flows: all }: WhatIf, port = 445): string[] =>
  all
    .filter(({ what }) => what.destinationPort === port)
    .map(
      ({ from, to, before, after }) =>
        `${from.before.group.name}>${to.before.group.name} ${before.result ?? '?'}>${after.result ?? '?'}`,
    );
const deleted = ({ deleted: all }: WhatIf): string[] =>
  all.map(({ kind, mainMode, ipsec, pairs }) => `${kind} ${mainMode} ${ipsec} ${pairs}`);

describe('what would happen', () => {
  it('when nothing changes: nothing', () => {
    const none = ask();
    expect([none.flows, none.deleted, none.warnings, none.refused]).toEqual([[], [], [], false]);
  });

  it('when a change of a rule does not say of which: refused, not passed over', () => {
    const text = `changes:\n  - edit: { policy: ${isolation}, fall-back: false, action: block }\n`;
    const { faults } = applyChanges(deployment, { path: 'change.yaml', text });
    expect(faults.map(({ code, about }) => [code, about])).toEqual([['missing', 'filter-list']]);
  });

  it('when fall back is taken from the domain: the untrusted are cut off, which is containment (GD-22)', () => {
    const found = ask(`edit: { policy: ${isolation}, filter-list: ${subnets}, fall-back: false }`);
    expect([...new Set(flows(found))]).toEqual(['ID>UN soft-sa>blocked']);
    expect(found.flows.find(({ what }) => what.destinationPort === 445)?.after.reason).toBe('no-fall-back');
    expect(codes(found)).toEqual(['containment']);
    expect(found.refused).toBe(false);
    // Pairs of the three: 3 among themselves, 6 with EN, 3 each with NF and BO, and 3 soft SAs with the untrusted host.
    expect(found.deleted).toMatchObject([
      { kind: 'fall-back-off', mainMode: 'kept', ipsec: 'deleted', breaks: true, source: 'GD-18', pairs: 18 },
    ]);
  });

  it('when weak algorithms come in: they are named, once, with how many hosts offer them', () => {
    const change = `edit: { policy: ${isolation}, filter-list: ${subnets}, negotiate: ['ESP DES-MD5'] }`;
    const found = ask(change).warnings.filter(({ code }) => code === 'weak-algorithms');
    expect(found).toMatchObject([{ refuses: false, about: expect.stringContaining('DES-MD5') as unknown }]);
    expect(found[0]?.hosts).toBeGreaterThan(0);
    const sound = `edit: { policy: ${isolation}, filter-list: ${subnets}, fall-back: false }`;
    expect(codes(ask(sound))).not.toContain('weak-algorithms');
  });

  it('when authentication changes: main mode goes, IPsec SAs stay until rekey, and who keeps Kerberos is lost', () => {
    const found = ask(`edit: { policy: ${isolation}, filter-list: ${subnets}, authentication: [psk night] }`);
    expect(deleted(found)[0]).toMatch(/^authentication deleted kept-until-rekey [1-9]/);
    expect(new Set(flows(found))).toEqual(
      new Set([
        'ID>EN hard-sa>blocked',
        'EN>ID hard-sa>blocked',
        'NF>ID hard-sa>blocked',
        'ID>NF hard-sa>blocked',
        'ID>BO hard-sa>blocked',
        'BO>ID hard-sa>blocked',
      ]),
    );
  });

  it('when a host moves into another group: its SAs go (EVT-K-33)', () => {
    const found = ask(
      'move: { hosts: IPS-TZ-XP-06, from: CG_IsolationDomain_computers, to: CG_NoFallbackIG_computers }',
    );
    expect(deleted(found)[0]).toMatch(/^policy-replaced deleted deleted [1-9]/);
    expect(flows(found)).toEqual(['ID>UN soft-sa>blocked']);
    expect(found.flows.every(({ from }) => from.hosts.map(({ host }) => host.name).join() === 'IPS-TZ-XP-06')).toBe(
      true,
    );
  });

  it('when a policy that blocks everything goes to the whole domain: refused (T2-10)', () => {
    const found = ask(
      `edit: { policy: ${isolation}, add-rule: { filter-list: Everything, filters: ['any <-> any', 'me <-> 192.168.1.21', 'me <-> 192.168.1.22'], action: block } }`,
    );
    expect(found.refused).toBe(true);
    expect(codes(found)).toContain('outage-controllers');
    expect(found.warnings.find(({ code }) => code === 'outage-controllers')).toMatchObject({
      hosts: 3,
      source: 'T2-10',
      refuses: true,
    });
  });

  it('when controllers lose their exemption: tickets would need IPsec, and IPsec tickets: refused (T2-10, DC-02)', () => {
    const dc = `edit: { policy: ${isolation}, filter-list: "IPSEC – Domain Controllers Exemption", active: false }`;
    const dns = `edit: { policy: ${isolation}, filter-list: "IPSEC – DNS Exemption", active: false }`;
    // One list still exempts them.
    expect(ask(dc).refused).toBe(false);
    const both = ask(dc, dns);
    // They do not speak IPsec: after 3 s it goes in clear, for which not every client waits.
    expect(codes(both)).toContain('slow-servers');
    const strict = ask(dc, dns, `edit: { policy: ${isolation}, filter-list: ${subnets}, fall-back: false }`);
    expect(codes(strict)).toContain('outage-controllers');
    expect(strict.refused).toBe(true);
  });

  it('when a policy is assigned before it has reached the controllers: refused (GD-24)', () => {
    const found = ask(`assign: { gpo: ${gpo}, policy: ${isolation}, replicated: false }`);
    expect(found.warnings).toMatchObject([
      { code: 'assigned-before-replication', hosts: 3, refuses: true, source: 'GD-24' },
    ]);
    // Meanwhile those hosts have no policy at all.
    expect(flows(found)).toContain('NF>ID hard-sa>blocked');
    expect(flows(found)).toContain('UN>ID blocked>clear');
  });

  it('when an assigned policy is deleted: a dead link stays (GD-24)', () => {
    expect(codes(ask(`delete-policy: { policy: ${isolation} }`))).toContain('dead-link');
    expect(codes(ask(`delete-policy: { policy: ${isolation} }`, `unassign: { gpo: ${gpo} }`))).toContain('dead-link');
    expect(codes(ask(`unassign: { gpo: ${gpo} }`, `delete-policy: { policy: ${isolation} }`))).not.toContain(
      'dead-link',
    );
  });

  it('when a host is put back that has an old policy in its cache (GD-23)', () => {
    const old = readDeployment([
      { path: 'w.yaml', text: readFileSync(example, 'utf8') },
      {
        path: 'old.yaml',
        text: 'policies:\n  - name: old\n    rules:\n      - { filter-list: IPSEC – Secure Subnets, filter-action: "IPSEC – Full Require Mode (Ignore Inbound, Disallow Outbound)" }\n',
      },
    ]);
    expect(old.faults).toEqual([]);
    const text = 'changes:\n  - restore: { hosts: IPS-SQL-DFS-02, cached-policy: old }\n';
    const found = whatIf(resolveDeployment(old.deployment), applyChanges(old.deployment, { path: 'c', text }));
    expect(found?.warnings).toMatchObject([
      { code: 'restore-trap', refuses: true, source: 'GD-23', about: 'IPS-SQL-DFS-02: IPS-RT-DC-01, IPS-CH-DC-01' },
    ]);
  });

  it('when a link is made that wins: other hosts get another policy', () => {
    const found = ask(
      'link: { gpo: "IPSEC – Encryption Isolation Group Policy", container: woodgrove.com, order: 1, enforced: true }',
      'move: { hosts: IPS-PRINTS-01, to: CG_EncryptionIG_computers }',
    );
    expect(flows(found)).toContain('UN>BO soft-sa>blocked');
  });

  it('when the change names what is not there: nothing is done, and it is said', () => {
    const found = ask('unassign: { gpo: nobody }', 'edit: { policy: nothing }', 'explode: { all: true }');
    expect(found.flows).toEqual([]);
    expect(codes(found)).toEqual(['change-not-applied', 'change-not-applied', 'change-not-applied']);
    expect(found.refused).toBe(true);
  });

  it('when only traffic of one port has SAs: they count as well; what is not looked at is counted', () => {
    const text = readFileSync(example, 'utf8');
    const rules = Array.from({ length: 40 }, (_, i) => `'tcp me <-> any:${2000 + i}'`).join(', ');
    const sql = text
      .replace('filter-actions:', `  SQL: [${rules}]\nfilter-actions:\n  "SQL action": { negotiate: ESP 3DES-SHA1 }`)
      .replace('      - &dhcp', '      - { filter-list: SQL, filter-action: SQL action }\n      - &dhcp');
    const { deployment: more, faults } = readDeployment([{ path: 'sql.yaml', text: sql }]);
    expect(faults).toEqual([]);
    const change =
      'changes:\n  - edit: { policy: "IPSEC – Isolation Domain IPsec Policy (1.0.041001.1600)", filter-list: SQL, negotiate: ESP AES128-SHA1 }\n';
    const found = whatIf(resolveDeployment(more), applyChanges(more, { path: 'c', text: change }));
    // The three hosts of the domain with each other (3), with NF (3) and BO (3), and the one that EN lets in with it (2).
    expect(found?.deleted).toMatchObject([{ kind: 'methods-incompatible', filterList: 'SQL', pairs: 11 }]);
    expect(found?.trafficLeftOut).toBeGreaterThan(0);
  });

  it('when one port is blocked one way (GD-22)', () => {
    const found = ask(
      `edit: { policy: ${isolation}, add-rule: { filter-list: Outbreak, filters: ['tcp any -> me:1433', 'tcp me -> any:1433'], action: block } }`,
    );
    expect(codes(found)).toEqual(['containment']);
    expect(new Set(flows(found, 1433))).toContain('ID>EN hard-sa>blocked');
    expect(flows(found)).toEqual([]);
  });
});
