import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bytesInput } from '@ipsec-doctor/engine';
import { readDeployment } from '@ipsec-doctor/engine/organisation/deployment';
import { hostState, resolveDeployment } from '@ipsec-doctor/engine/organisation/resolve';
import { compare, type PolicyEnd, readHostPolicies } from '@ipsec-doctor/engine/policies';
import { compareHosts } from '@ipsec-doctor/engine/policy/windows/compare-hosts';
import type { PacketKey } from '@ipsec-doctor/engine/policy/windows/filter-table';
import { type PolicyHostState, prepareHost } from '@ipsec-doctor/engine/policy/windows/host-state';
import { best, type Cost } from './measure.ts';
import { megabytes, type Row, seconds } from './report.ts';
import { makeRng } from './rng.ts';

export interface PolicyOptions {
  readonly dir: string;
  readonly seed: number;
  readonly runs: number;
  readonly keep: boolean;
  readonly command: readonly string[];
}

const memoryWanted = 300e6;
const lookups = 2_000_000;

/** Exempt addresses, subnets that negotiate, and filters for single ports of single hosts: what large policies are made of. */
function filters(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => {
    const address = `10.${(i >> 8) & 255}.${i & 255}`;
    if (i % 4 === 0) return `any <-> ${address}.0/24`;
    return i % 4 === 1 ? `any <-> ${address}.9` : `tcp me <-> ${address}.7:${1000 + (i % 5000)}`;
  });
}

function organisation(hosts: number, groups: number, count: number): string {
  const list = filters(count);
  const names = Array.from({ length: groups }, (_, i) => `G${i}`);
  const rows = Array.from({ length: hosts }, (_, i) => {
    const address = `10.${200 + (i >> 12)}.${(i >> 4) & 255}.${(i & 15) * 16 + 5}`;
    return `  - { name: H${i}, address: ${address}, domain: east.example, isolation-group: ${names[i % groups] ?? ''} }`;
  });
  const policies = names.map(
    (name, i) =>
      `  - { name: ${name}, key-exchange: 3DES-SHA1-modp2048, rules: [{ filter-list: exempt, filter-action: permit }, { filter-list: all, filter-action: ${['request', 'require', 'encrypt'][i % 3] ?? ''} }] }`,
  );
  return [
    'domains: [{ name: east.example, trusts: [east.example] }]',
    'servers: [{ name: dc, kind: dc, address: 10.250.0.1 }]',
    `filter-lists: { exempt: [${list.map((text) => `'${text}'`).join(', ')}], all: ['any <-> 10.0.0.0/8'] }`,
    'filter-actions:',
    '  request: { negotiate: [ESP none-SHA1, ESP 3DES-SHA1], fall-back: true, accept-unsecured: true }',
    '  require: { negotiate: [ESP none-SHA1, ESP 3DES-SHA1] }',
    '  encrypt: { negotiate: ESP 3DES-SHA1 }',
    'policies:',
    ...policies,
    'isolation-groups:',
    ...names.map((name) => `  - { name: ${name}, policy: ${name} }`),
    'hosts:',
    ...rows,
    '',
  ].join('\n');
}

/** Two hosts with policies of so many filters, as they are before anything is expanded. */
function pair(count: number): readonly [PolicyHostState, PolicyHostState] {
  const { deployment } = readDeployment([{ path: 'o.yaml', text: organisation(2, 2, count) }]);
  const resolved = resolveDeployment(deployment);
  const [a, b] = resolved.hosts.map((host) => hostState(resolved, host));
  if (a === undefined || b === undefined) throw new Error('no hosts');
  return [a, b];
}

const costText = ({ wall, cpu }: Cost): string => `${seconds(wall)} (processor ${seconds(cpu)})`;

/** The fastest of some runs, in seconds of the clock. */
function fastest(runs: number, run: () => void): number {
  let found = Number.POSITIVE_INFINITY;
  for (let i = 0; i < Math.max(runs, 5); i++) {
    const start = performance.now();
    run();
    found = Math.min(found, (performance.now() - start) / 1000);
  }
  return found;
}

/** A hub and its spokes: so many connections of swanctl.conf at either end, each with its own address, identity and network. */
function swanctl(count: number, hub: boolean): string {
  const connections = Array.from({ length: count }, (_, i) => {
    const sides = [
      { address: '192.0.2.1', id: 'hub', net: '10.200.0.0/16' },
      { address: `198.51.${100 + (i >> 8)}.${i & 255}`, id: `spoke${i}`, net: `10.${i >> 8}.${i & 255}.0/24` },
    ] as const;
    const [own, other] = hub ? sides : [sides[1], sides[0]];
    return [
      `c${i} {`,
      `version = 2\nlocal_addrs = ${own.address}\nremote_addrs = ${other.address}\nproposals = aes256-sha256-modp2048`,
      `local {\nauth = psk\nid = ${own.id}\n}\nremote {\nauth = psk\nid = ${other.id}\n}`,
      `children {\nnet {\nlocal_ts = ${own.net}\nremote_ts = ${other.net}\nesp_proposals = aes256-sha256\n}\n}\n}`,
    ].join('\n');
  });
  return `connections {\n${connections.join('\n')}\n}\n`;
}

/** Seconds that comparing two hosts of so many connections takes. They are read anew for each run: nothing is remembered of them. */
async function comparedConnections(runs: number, count: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < Math.max(2, runs); run++) {
    const hosts = await readHostPolicies(
      [true, false].map((hub) => ({
        ...bytesInput('swanctl.conf', new TextEncoder().encode(swanctl(count, hub))),
        host: hub ? 'hub' : 'spokes',
      })),
    );
    const end = (label: string): PolicyEnd => ({
      label,
      host: hosts.find((one) => one.label === label) ?? null,
      words: { addresses: [] },
    });
    const ends = [end('hub'), end('spokes')] as const;
    const began = performance.now();
    if (compare(...ends).connections.length !== 2 * count) throw new Error('not all were compared');
    best = Math.min(best, (performance.now() - began) / 1000);
  }
  return best;
}

/** Policies: comparing two hosts, looking filters up, looking a large policy over, a whole organisation. */
export async function policyRows(options: PolicyOptions, say: (text: string) => void): Promise<Row[]> {
  say('policy: 500 filters of two hosts, and lookups');
  const [a, b] = pair(500);
  const compared = fastest(options.runs, () => void compareHosts(prepareHost(a), prepareHost(b)));
  const connections = await comparedConnections(options.runs, 500);
  const host = prepareHost(pair(10_000)[0]);
  const rng = makeRng(options.seed, 'policy');
  const packets: readonly PacketKey[] = Array.from({ length: 4096 }, () => ({
    source: host.addresses[0] ?? 0,
    destination: (10 << 24) + rng.int(0xff_ffff),
    protocol: rng.chance(0.5) ? 6 : 17,
    sourcePort: 1030,
    destinationPort: rng.int(65_536),
  }));
  let found = 0;
  const asked = fastest(options.runs, () => {
    for (let i = 0; i < lookups; i++) if (host.out.find(packets[i & 4095] as PacketKey) !== null) found++;
  });
  if (found === 0) throw new Error('no lookup found a filter');
  const rate = lookups / asked;
  const large = join(options.dir, 'policy-10000.yaml');
  const whole = join(options.dir, 'organisation-5000.yaml');
  writeFileSync(large, organisation(1, 1, 10_000));
  writeFileSync(whole, organisation(5000, 20, 200));
  say('policy: 10,000 filters looked over, 5,000 hosts held against each other');
  const lint = await best(
    options.runs,
    [...options.command, 'policy', 'lint', '--deployment', large, '--format', 'json'],
    [0, 1],
  );
  const matrix = await best(options.runs, [...options.command, 'policy', 'matrix', whole, '--format', 'json'], [0, 1]);
  if (!options.keep) for (const path of [large, whole]) rmSync(path, { force: true });
  const row = (what: string, measured: string, wanted: string, reached: boolean): Row => ({
    what,
    measured,
    against: '',
    ratio: '',
    wanted,
    reached,
  });
  return [
    row(
      'policy compare: two hosts of 500 filters, expanded and compared',
      seconds(compared),
      '≤ 100 ms',
      compared <= 0.1,
    ),
    row('policy compare: two hosts of 500 connections', seconds(connections), '≤ 100 ms', connections <= 0.1),
    row(
      'policy simulate: packets against 10,000 filters',
      `${(rate / 1e6).toFixed(1)} M per second`,
      '≥ 1 M/s',
      rate >= 1e6,
    ),
    row('policy lint: 10,000 filters, the whole command', costText(lint), '≤ 2 s', lint.wall <= 2),
    row('policy lint: peak memory', megabytes(lint.memory), '≤ 300 MB', lint.memory <= memoryWanted),
    row('policy matrix: 5,000 hosts in 20 groups, the whole command', costText(matrix), '≤ 5 s', matrix.wall <= 5),
    row('policy matrix: peak memory', megabytes(matrix.memory), '≤ 300 MB', matrix.memory <= memoryWanted),
  ];
}
