import { applyChanges } from '@ipsec-doctor/engine/organisation/changes';
import { readDeployment, storesOf } from '@ipsec-doctor/engine/organisation/deployment';
import { isolationMatrix } from '@ipsec-doctor/engine/organisation/matrix';
import { resolveDeployment } from '@ipsec-doctor/engine/organisation/resolve';
import { readMonitorList } from '@ipsec-doctor/engine/policy/windows/monitor-list';
import { utf8 } from '../bytes.ts';
import type { Target } from '../target.ts';

const decoder = new TextDecoder();
const text = (input: Uint8Array): string => decoder.decode(input);

const traffic = { protocol: 6, sourcePort: 1030, destinationPort: 445 };

const organisation = `organisation: east
domains: [{ name: east.example, trusts: [west.example] }]
servers: [{ name: dc1, kind: [dc, dns], address: 192.0.2.1 }]
exemptions: [{ name: dc1, address: 192.0.2.1, reason: controller }]
filter-lists: { subnets: ['any <-> 192.0.2.0/24'], dc: ['any <-> 192.0.2.1'], dhcp: ['udp me:68 <-> any:67'] }
filter-actions: { request: { negotiate: [ESP 3DES-SHA1], fall-back: true } }
policies:
  - name: p
    key-exchange: &k [3DES-SHA1-modp2048]
    authentication: [kerberos, psk night]
    rules: [{ filter-list: subnets, filter-action: request }, { filter-list: dc, filter-action: permit }]
isolation-groups: [{ name: ID, members: CG }, { name: UN, kind: untrusted }]
groups: { CG: [h1, h2], AG: [CG] }
network-access-groups: [{ name: AG, right: allow, on: ID }]
group-policy-objects: [{ name: g, policy: p, links: [{ container: east.example, order: 1, enforced: true }], apply: CG }]
hosts: [{ name: h1, address: 192.0.2.5, domain: east.example, system: windows-xp }, { name: h2, address: 192.0.2.6 }]
changes:
  - move: { hosts: h1, from: CG, to: AG }
  - edit: { policy: p, filter-list: subnets, fall-back: false, add-filters: ['tcp any -> me:1433'] }
`;

const rules = `policies:
  - name: s
    key-exchange: [AES128-SHA256-modp2048]
    security-rules:
      - { name: r, filters: ['tcp [2001:db8::/64]:443 <-> any'], action: RequireInRequestOut, negotiate: [ESP AES128-SHA1], authentication: [kerberos] }
isolation-groups: [{ name: ID, members: CG, security-rules: s }]
groups: { CG: [h1] }
group-policy-objects: [{ name: g, security-rules: [s], links: [east.example] }]
hosts: [{ name: h1, address: ['2001:db8::1', 192.0.2.5], domain: east.example }, { name: h2, address: '2001:db8::2' }]
changes:
  - edit: { policy: s, filter-list: r, action: RequireInRequireOut }
`;

const seeds =
  (...texts: readonly string[]): (() => readonly Uint8Array[]) =>
  () =>
    texts.map((one) => utf8(one));

/** Files that administrators write, and lists that snap-ins export. */
export const deploymentTargets: readonly Target[] = [
  {
    name: 'deployment',
    text: true,
    maxLength: 20_000,
    seeds: seeds(organisation, rules),
    words: () => [
      'any <-> ',
      'security-rules',
      '[2001:db8::',
      'permit',
      'negotiate',
      'isolation-groups',
      '&a',
      '*a',
      '192.0.2.0/24',
      '- {',
      ': [',
    ],
    run: (input) => {
      const file = { path: 'o.yaml', text: text(input) };
      const { deployment, faults } = readDeployment([file]);
      const resolved = resolveDeployment(deployment);
      const { changes } = applyChanges(deployment, file);
      const few = resolved.hosts.length <= 20 && deployment.policies.size <= 20;
      return { faults, changes, cells: few ? isolationMatrix(resolved, traffic)?.cells.length : null };
    },
  },
  {
    name: 'deployment-table',
    text: true,
    maxLength: 20_000,
    seeds: seeds('host,address,groups\nh1,192.0.2.5,"CG;AG"\nh2,192.0.2.6,\n', 'group;member\nCG;h1|h2\n'),
    words: () => ['host', 'exempt', 'server', '"', '""', ';', '\t'],
    run: (input) => {
      const file = { path: 'o.csv', text: text(input) };
      return [readDeployment([file]), storesOf([file])];
    },
  },
  {
    name: 'monitor-list',
    text: true,
    maxLength: 20_000,
    seeds: seeds(
      'Name\tSource\tDestination\tProtocol\tSource Port\tDestination Port\tDirection\tWeight\tAction\r\nx\tAny IP Address\t192.0.2.0 (255.255.255.0)\tTCP\tAny\t445\tInbound\t5\tPermit\r\n',
    ),
    words: () => ['Me', 'Any IP Address', 'Outbound', 'Negotiate security', '(255.255.255.0)'],
    run: (input) => readMonitorList(text(input)),
  },
];
