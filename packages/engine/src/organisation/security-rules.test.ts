import { describe, expect, it } from 'vitest';
import { deploymentEffective, matrixDocument, whatIfDocument } from '../organisations.ts';
import { drawEffective, drawMatrix } from '../report/organisation-sheet.ts';
import { filterText } from '../policy/windows/words.ts';
import { readDeployment } from './deployment.ts';
import { filterOf } from './policy-text.ts';

const text = `organisation: Dual
servers:
  - { name: DC-01, kind: dc, address: '2001:db8:0:1::10' }
exemptions:
  - { name: Printers, address: '2001:db8:0:2::/64' }
filter-lists:
  controllers:
    - any <-> 2001:db8:0:1::10
policies:
  - name: Isolation
    key-exchange: [AES128-SHA256-modp2048]
    authentication: [kerberos]
    security-rules:
      - { name: Isolate, filters: ['any <-> any'], action: RequireInRequestOut, negotiate: [ESP AES128-SHA1] }
      - { name: Controllers, filter-list: controllers, action: NoAuthentication }
  - name: Servers
    key-exchange: [AES128-SHA256-modp2048]
    authentication: [kerberos]
    security-rules:
      - name: Encrypted
        filters: ['tcp me:1433 <-> any']
        action: RequireInRequireOut
        negotiate: [ESP AES128-SHA1]
isolation-groups:
  - { name: isolated, members: [Computers] }
  - { name: untrusted, kind: untrusted }
groups:
  Computers: [EAST, WEST]
  SqlServers: [WEST]
group-policy-objects:
  - { name: GPO Isolation, policy: Isolation, links: [corp.example], apply: [Computers] }
  - { name: GPO Servers, security-rules: [Servers], links: [corp.example], apply: [SqlServers] }
domains:
  - { name: corp.example, trusts: [] }
network-access-groups:
  - { name: Computers, right: allow, on: [isolated] }
hosts:
  - { name: EAST, address: ['10.0.0.1', '2001:db8::1'], domain: corp.example }
  - { name: WEST, address: ['10.0.0.2', '2001:db8::2'], domain: corp.example }
  - { name: GUEST, address: ['2001:db8::99'], domain: corp.example }
`;
const files = [{ path: 'dual.yaml', text }];
const stores = new Map();
const options = { lang: 'en', width: 120, color: false, full: true } as const;
const over = (family: 4 | 6, port = 445) => ({ family, protocol: 6, sourcePort: 1030, destinationPort: port });
const outcome = (document: ReturnType<typeof matrixDocument>, from: string, to: string): unknown => {
  const found = document.hosts.find((one) => one.from === from && one.to === to);
  return [found?.result, found?.reason];
};

describe('connection security rules of a deployment file', () => {
  it('are read without a fault, and what they leave out is not told', () => {
    const { deployment, faults } = readDeployment(files);
    expect(faults).toEqual([]);
    expect(deployment.policies.get('Isolation')).toMatchObject({
      modern: true,
      rules: [
        { filterList: 'Isolate', filterAction: 'RequireInRequestOut', fallBack: true, untold: [] },
        { filterList: 'Controllers', action: 'permit' },
      ],
    });
    const bare = readDeployment([
      {
        path: 'x.yaml',
        text: `policies:
  - name: P
    security-rules:
      - { name: R, filters: [any <-> any], action: requireinrequireout }
      - { name: S, filters: [any <-> any], action: sometimes }
`,
      },
    ]);
    expect(bare.deployment.policies.get('P')?.rules).toMatchObject([
      { filterList: 'R', untold: ['main-mode', 'authentication', 'offers'] },
    ]);
    expect(bare.faults).toMatchObject([{ code: 'unreadable', about: 'sometimes', line: 5 }]);
  });

  it('decide who reaches whom, over either family', () => {
    const six = matrixDocument(files, stores, over(6), []);
    expect(six.faults).toEqual([]);
    expect(outcome(six, 'EAST', 'WEST')).toEqual(['hard-sa', 'negotiated']);
    expect(outcome(six, 'EAST', 'GUEST')).toEqual(['soft-sa', 'fell-back']);
    expect(outcome(six, 'GUEST', 'EAST')).toEqual(['blocked', 'no-inbound-pass-through']);
    expect(outcome(six, 'EAST', 'DC-01')).toEqual(['clear', 'permitted']);
    const four = matrixDocument(files, stores, over(4), []);
    expect(outcome(four, 'EAST', 'WEST')).toEqual(['hard-sa', 'negotiated']);
    // A host that has no address of the family is not reached, and not said to be.
    expect(outcome(four, 'EAST', 'GUEST')).toEqual([null, 'address-not-known']);
    // Whatever both have.
    const { family: _, ...any } = over(6);
    expect(outcome(matrixDocument(files, stores, any, []), 'EAST', 'GUEST')).toEqual(['soft-sa', 'fell-back']);
    expect(drawMatrix(six, options)).toContain('IPv6 TCP');
  });

  it('of all group policy objects that apply are in effect together', () => {
    const document = deploymentEffective(files, stores, ['EAST', 'WEST', 'GUEST']);
    const titles = document.hosts.map(({ label, active }) => [label, active.map(({ title }) => title)]);
    expect(titles).toEqual([
      ['EAST', ['Isolation']],
      ['WEST', ['Isolation', 'Servers']],
      ['GUEST', []],
    ]);
    const west = document.hosts.find(({ label }) => label === 'WEST');
    expect(west?.gpos.map(({ gpo, outcome: what }) => [gpo, what])).toEqual([
      ['GPO Isolation', 'adds-rules'],
      ['GPO Servers', 'adds-rules'],
    ]);
    for (const lang of ['en', 'ko'] as const)
      expect(drawEffective(document, { ...options, lang })).not.toContain('undefined');
    // The server's own rule is the more specific one: it does not fall back.
    const sql = matrixDocument(files, stores, over(6, 1433), []);
    expect(outcome(sql, 'WEST', 'EAST')).toEqual(['hard-sa', 'negotiated']);
  });

  it('of objects that tell of different key exchange: which is in effect is left open', () => {
    const other = text.replace(
      'key-exchange: [AES128-SHA256-modp2048]\n    authentication: [kerberos]\n    security-rules:\n      - name: Encrypted',
      'key-exchange: [AES256-SHA384-ecp384]\n    authentication: [kerberos]\n    security-rules:\n      - name: Encrypted',
    );
    expect(other).not.toBe(text);
    const document = matrixDocument([{ path: 'dual.yaml', text: other }], stores, over(6), ['EAST', 'WEST']);
    const cell = document.hosts.find((one) => one.from === 'EAST' && one.to === 'WEST');
    expect(cell?.unverified).toContain('main-mode-offers');
  });

  it('can be changed: what goes otherwise, over which family, and which SAs go', () => {
    const change = `changes:
  - edit: { policy: Isolation, filter-list: Isolate, action: RequireInRequireOut }
`;
    const document = whatIfDocument(files, stores, { path: 'change.yaml', text: change });
    expect(document.faults).toEqual([]);
    const flows = document.flows.filter(({ to }) => to.examples.includes('GUEST'));
    expect(new Set(flows.map(({ traffic }) => traffic.family))).toEqual(new Set([6]));
    expect(flows.every(({ before, after }) => before.result === 'soft-sa' && after.result === 'blocked')).toBe(true);
    expect(flows.length).toBeGreaterThan(0);
    expect(document.deleted.map(({ kind, policy }) => [kind, policy])).toContainEqual(['fall-back-off', 'Isolation']);
    // The controllers stay exempt; without that rule the change is refused.
    expect(document.refused).toBe(false);
    const cut = `${change}  - edit: { policy: Isolation, filter-list: Controllers, active: false }\n`;
    expect(whatIfDocument(files, stores, { path: 'change.yaml', text: cut }).refused).toBe(true);
  });

  it('come and go with their objects, and nothing takes the place of a policy', () => {
    const change = `changes:
  - unassign: { gpo: GPO Servers }
`;
    const document = whatIfDocument(files, stores, { path: 'change.yaml', text: change });
    expect(document.deleted).toMatchObject([
      {
        kind: 'rule-disabled',
        policy: 'Servers',
        filterList: 'Encrypted',
        ipsec: 'deleted',
        source: 'MS-AIPS 3.1.7.3',
      },
    ]);
  });
});

describe('filters of IPv6', () => {
  it('have their ports behind brackets', () => {
    expect(filterOf('any <-> 2001:db8::/32')?.destination).toEqual({
      kind: 'range',
      from: '2001:db8::',
      to: '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
    });
    expect(filterOf('tcp any -> [2001:db8::1]:80')).toMatchObject({
      destination: { from: '2001:db8::1', to: '2001:db8::1' },
      destinationPorts: { from: 80, to: 80 },
    });
    expect(filterOf('tcp [2001:db8::]/64 -> me:80-81')?.source).toMatchObject({ to: '2001:db8::ffff:ffff:ffff:ffff' });
    expect(filterOf('udp me:68 <-> any:67')).toMatchObject({ sourcePorts: { from: 68, to: 68 } });
    for (const written of [
      'TCP any -> [2001:db8::/64]:80',
      'any any <-> 2001:db8::1-2001:db8::5',
      'UDP [2001:db8::1/128]:500 <-> me:500',
    ]) {
      const filter = filterOf(written);
      expect(filter === null ? null : filterText(filter)).toBe(written);
    }
    for (const bad of ['any <-> 2001:db8::zz', 'tcp any -> [2001:db8::1:80', 'any <-> []'])
      expect(filterOf(bad), bad).toBeNull();
  });
});
