import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../policy/windows/converse.ts';
import { readDeployment } from './deployment.ts';
import { hostMatrix, isolationMatrix } from './matrix.ts';
import { resolveDeployment } from './resolve.ts';

const net = fc.constantFrom(
  '10.0.0.0/24',
  '10.0.1.0/24',
  '10.0.0.0/16',
  '10.0.0.7',
  '10.0.0.3-10.0.0.9',
  '10.0.1.4',
  'any',
  'me',
);
const line = fc
  .tuple(
    net,
    net,
    fc.constantFrom('', 'tcp ', 'udp '),
    fc.constantFrom('', ':445', ':80'),
    fc.constantFrom('<->', '->'),
  )
  .map(([a, b, protocol, port, arrow]) => `${protocol}${a} ${arrow} ${b}${protocol === '' ? '' : port}`);
const action = fc.constantFrom('permit', 'block', 'request', 'require', 'open');
const policy = fc.array(fc.tuple(fc.array(line, { minLength: 1, maxLength: 4 }), action), {
  minLength: 1,
  maxLength: 5,
});
const hosts = fc.array(fc.tuple(fc.nat(1), fc.nat(11), fc.nat(3)), { minLength: 2, maxLength: 14 });

/** Every pair of hosts of a deployment fares as the classes of the two say. */
function agrees(text: string, families: readonly (4 | 6)[] = []): void {
  const { deployment, faults } = readDeployment([{ path: 'r.yaml', text }]);
  expect(faults).toEqual([]);
  const resolved = resolveDeployment(deployment);
  const kinds: readonly Conversation[] = [
    { protocol: 6, sourcePort: 1030, destinationPort: 445 },
    { protocol: 17, sourcePort: 80, destinationPort: 9 },
  ];
  for (const what of [...kinds, ...families.flatMap((family) => kinds.map((one) => ({ ...one, family })))]) {
    const matrix = isolationMatrix(resolved, what);
    const classOf = new Map(matrix?.classes.flatMap((one) => one.hosts.map(({ host }) => [host.name, one] as const)));
    const cells = new Map(matrix?.cells.map((cell) => [`${cell.from.id} ${cell.to.id}`, cell.outcome]));
    const names = resolved.hosts.map(({ host }) => host.name);
    for (const { from, to, outcome } of hostMatrix(resolved, names, what)) {
      const cell = cells.get(`${classOf.get(from)?.id ?? ''} ${classOf.get(to)?.id ?? ''}`);
      expect([from, to, cell?.result, cell?.reason, cell?.encrypted]).toEqual([
        from,
        to,
        outcome.result,
        outcome.reason,
        outcome.encrypted,
      ]);
    }
  }
}

describe('classes of hosts', () => {
  it('answer as every pair of hosts does, on random policies', () => {
    fc.assert(
      fc.property(fc.array(policy, { minLength: 1, maxLength: 3 }), hosts, fc.nat(2), (policies, list, who) => {
        const lists: string[] = [];
        const written = policies.map((rules, p) => {
          const texts = rules.map(([filters, name], r) => {
            lists.push(`  l${p}-${r}: [${filters.map((text) => `'${text}'`).join(', ')}]`);
            return `{ filter-list: l${p}-${r}, filter-action: ${name} }`;
          });
          return `  - { name: p${p}, key-exchange: 3DES-SHA1-modp1024, rules: [${texts.join(', ')}] }`;
        });
        const seen = new Set<string>();
        const rows = list.flatMap(([subnet, last, group]) => {
          const address = `10.0.${subnet}.${last}`;
          if (seen.has(address)) return [];
          seen.add(address);
          return [
            `  - { name: h${subnet}-${last}, address: ${address}, isolation-group: g${group % (policies.length + 1)} }`,
          ];
        });
        const text = [
          'filter-lists:',
          ...lists,
          'filter-actions:',
          '  request: { negotiate: ESP 3DES-SHA1, fall-back: true }',
          '  require: { negotiate: ESP 3DES-SHA1 }',
          '  open: { negotiate: ESP none-SHA1, fall-back: true, accept-unsecured: true }',
          'policies:',
          ...written,
          'isolation-groups:',
          ...policies.map((_, p) => `  - { name: g${p}, policy: p${p} }`),
          `  - { name: g${policies.length}, kind: untrusted }`,
          `network-access-groups: [{ name: everybody, right: ${who === 0 ? 'deny' : 'allow'}, on: g0 }]`,
          `groups: { everybody: [h0-1, h1-2] }`,
          'hosts:',
          ...rows,
        ].join('\n');
        agrees(text);
      }),
      { numRuns: 150 },
    );
  });

  it('answer so of connection security rules and hosts of either family or both', () => {
    const range = fc.constantFrom(
      '10.0.0.0/24',
      '10.0.0.7',
      '2001:db8::/64',
      '2001:db8:0:1::/64',
      '2001:db8::7',
      '2001:db8::3-2001:db8::9',
      'any',
      'me',
    );
    const rule = fc.tuple(
      fc.array(fc.tuple(range, range), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('RequireInRequireOut', 'RequireInRequestOut', 'RequestInRequestOut', 'NoAuthentication'),
      fc.constantFrom('ESP AES128-SHA1', 'ESP none-SHA1'),
    );
    const rules = fc.array(rule, { minLength: 1, maxLength: 5 });
    const addresses = fc.array(fc.tuple(fc.constantFrom(4, 6), fc.nat(1), fc.nat(11)), { minLength: 1, maxLength: 2 });
    const members = fc.array(fc.tuple(addresses, fc.nat(2)), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(rules, { minLength: 1, maxLength: 2 }), members, (policies, list) => {
        const written = policies.map((own, p) => {
          const texts = own.map(([filters, act, method], r) => {
            const ends = filters.map(([a, b]) => `'${a} <-> ${b}'`).join(', ');
            return `{ name: r${r}, filters: [${ends}], action: ${act}, negotiate: ${method} }`;
          });
          return `  - { name: p${p}, key-exchange: AES128-SHA1-modp2048, authentication: kerberos, security-rules: [${texts.join(', ')}] }`;
        });
        const rows = list.map(([own, group], h) => {
          const texts = own.map(([family, net, last]) =>
            family === 4 ? `10.0.${net}.${last}` : `'2001:db8:0:${net}::${last.toString(16)}'`,
          );
          return `  - { name: h${h}, address: [${texts.join(', ')}], isolation-group: g${group % (policies.length + 1)} }`;
        });
        const text = [
          'policies:',
          ...written,
          'isolation-groups:',
          ...policies.map((_, p) => `  - { name: g${p}, security-rules: [p${p}] }`),
          `  - { name: g${policies.length}, kind: untrusted }`,
          'hosts:',
          ...rows,
        ].join('\n');
        agrees(text, [4, 6]);
      }),
      { numRuns: 150 },
    );
  });
});
