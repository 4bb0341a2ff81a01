import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryText } from '../../engine/src/formats/registry/export.fixture.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = join(root, 'packages/cli/bin/ipsec-doctor.js');
const scratch = mkdtempSync(join(tmpdir(), 'ipsec-doctor-policy-'));

function run(...args: readonly string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'policy', ...args], {
    cwd: scratch,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

beforeAll(() => {
  if (!existsSync(join(root, 'packages/cli/dist/start.js'))) {
    const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--bundles'], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
  }
  writeFileSync(join(scratch, 'east.reg'), registryText);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('policy', () => {
  it('shows, looks over and expands a store', () => {
    expect(run('show', 'east.reg')).toMatchObject({ status: 0, out: expect.stringContaining('Secure subnets') });
    expect(run('lint', 'east.reg').status).toBe(1);
    const expanded = run('expand', 'east.reg', '--address', '192.168.1.5', '--format', 'json');
    expect(expanded.status).toBe(0);
    expect(JSON.parse(expanded.out)).toMatchObject({
      schema: 'ipsec-doctor/policy-expansion@1',
      filters: { length: 4 },
    });
  });

  it('shows, looks over and expands the configuration of a daemon, and holds two against each other', () => {
    const conf = (own: string, peer: string, net: string, other: string, esp: string): string =>
      `connections {\n net {\n  version = 2\n  local_addrs = ${own}\n  remote_addrs = ${peer}\n  proposals = aes256-sha256-modp2048\n` +
      `  local {\n   auth = psk\n   id = ${own}\n  }\n  remote {\n   auth = psk\n   id = ${peer}\n  }\n` +
      `  children {\n   lan {\n    local_ts = ${net}\n    remote_ts = ${other}\n    esp_proposals = ${esp}\n   }\n  }\n }\n}\n`;
    writeFileSync(
      join(scratch, 'seoul.conf'),
      conf('192.0.2.1', '192.0.2.2', '10.1.0.0/24', '10.2.0.0/24', '3des-sha256'),
    );
    writeFileSync(
      join(scratch, 'busan.conf'),
      conf('192.0.2.2', '192.0.2.1', '10.2.0.0/24', '10.1.0.0/24', 'aes256-sha256'),
    );
    expect(run('show', 'seoul.conf')).toMatchObject({
      status: 0,
      out: expect.stringContaining('10.1.0.0/24 === 10.2.0.0/24'),
    });
    const linted = run('lint', 'seoul.conf');
    expect(linted).toMatchObject({ status: 1, out: expect.stringContaining('ENCR_3DES') });
    const long = Array.from({ length: 2000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`).join(',');
    writeFileSync(join(scratch, 'long.conf'), conf('192.0.2.1', '192.0.2.2', long, '192.168.0.0/24', 'aes256-sha256'));
    const cut = run('lint', 'long.conf');
    expect(cut).toMatchObject({ status: 3, out: expect.stringContaining('Not all of it was') });
    expect(run('lint', 'busan.conf')).toMatchObject({
      status: 0,
      out: expect.stringContaining('Nothing is questionable.'),
    });
    const expanded = run('expand', 'seoul.conf', '--address', '192.0.2.1', '--format', 'json');
    expect(JSON.parse(expanded.out)).toMatchObject({
      filters: { length: 3, 0: { direction: 'outbound', weight: 375_423 } },
    });
    const both = ['--host', 'seoul=seoul.conf', '--host', 'busan=busan.conf'];
    const ends = ['--from', 'seoul=192.0.2.1', '--to', 'busan=192.0.2.2'];
    const compared = run('compare', ...both, ...ends);
    expect(compared.status).toBe(1);
    expect(compared.out).toContain('ESP or AH proposal: mismatch');
    expect(compared.out).toContain('pre-shared key: cannot be verified');
    const passed = run('simulate', ...both, '--from', 'seoul=10.1.0.7', '--to', 'busan=10.2.0.7', '--format', 'json');
    expect(passed.status).toBe(1);
    expect(JSON.parse(passed.out)).toMatchObject({ result: 'blocked', problems: ['mismatch-child-proposal'] });
  });

  it('takes messages of ICMP and profiles of networks', () => {
    const sets = 'auth1=computerkerb qmsecmethods=esp:sha1-aes128 qmpfs=none';
    const rule = `netsh advfirewall consec add rule name=r endpoint1=any endpoint2=any action=requireinrequireout profile=domain ${sets}\n`;
    writeFileSync(join(scratch, 'rules.cmd'), rule);
    const ask = (...more: readonly string[]): [number | null, string] => {
      const ends = ['--host', 'east=rules.cmd', '--from', 'east=2001:db8::5', '--to', 'west=2001:db8::6'];
      const { status, out, err } = run('simulate', ...ends, '--format', 'json', ...more);
      return [status, out === '' ? err : (JSON.parse(out) as { reason: string }).reason];
    };
    expect(ask()).toEqual([3, 'profile-not-known']);
    expect(ask('--profile', 'east=domain')).toEqual([1, 'no-fall-back']);
    expect(ask('--profile', 'east=public')).toEqual([0, 'no-filter']);
    expect(ask('--profile', 'east=home')[1]).toContain('domain, private or public is wanted');
    const icmp = ['--profile', 'east=domain', '--protocol', 'icmpv6'];
    expect(ask(...icmp)).toEqual([1, 'no-fall-back']);
    expect(ask(...icmp, '--icmp-type', '135')).toEqual([0, 'no-filter']);
    expect(ask('--icmp-type', '135')[1]).toContain('ICMP alone');
    expect(ask(...icmp, '--icmp-type', '256')[1]).toContain('0 to 255 is wanted');
  });

  it('says what is missing', () => {
    expect(run('expand', 'east.reg')).toMatchObject({ status: 2, err: expect.stringContaining('--address') });
    writeFileSync(join(scratch, 'notes.txt'), 'nothing\n');
    expect(run('show', 'notes.txt').status).toBe(2);
  });

  it('simulates a conversation', () => {
    const ends = ['--from', 'east=192.168.1.5', '--to', 'west=192.168.1.9'];
    const ran = run('simulate', '--host', 'east=east.reg', ...ends, '--format', 'json');
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ result: 'soft-sa', reason: 'fell-back', delaySeconds: 3 });
    expect(run('simulate', '--host', 'east=east.reg', ...ends, '--port', 'x').status).toBe(2);
    const both = ['--host', 'east=east.reg', '--host', 'west=west.reg'];
    writeFileSync(join(scratch, 'west.reg'), registryText);
    const compared = run('compare', ...both, ...ends, '--format', 'json');
    expect(compared.status).toBe(1);
    expect(JSON.parse(compared.out)).toMatchObject({
      classes: { length: 4, 0: { result: 'blocked', problems: ['quick-mode-offers-differ'] } },
    });
  });
});

describe('policies of an organisation', () => {
  const example = join(root, 'examples/isolation/woodgrove.yaml');

  it('as a matrix, in both languages and as a document', () => {
    const text = run('matrix', example);
    expect(text.status).toBe(0);
    expect(text.out).toMatch(/EN\s+ID\s+yes\s+yes\s+no\s+yes/);
    expect(run('matrix', example, '--lang', 'ko').out).toContain('허용된 경로');
    const named = run('matrix', example, '--format', 'json', '--name', 'IPS-TZ-XP-06', '--name', 'IPS-SQL-DFS-01');
    expect(JSON.parse(named.out)).toMatchObject({
      schema: 'ipsec-doctor/policy-matrix@1',
      paths: { length: 14 },
      hosts: [
        { from: 'IPS-TZ-XP-06', to: 'IPS-SQL-DFS-01', result: 'blocked', problems: ['logon-right-denied'] },
        { from: 'IPS-SQL-DFS-01', to: 'IPS-TZ-XP-06', result: 'hard-sa', encrypted: true },
      ],
    });
    writeFileSync(join(scratch, 'broken.yaml'), 'hosts: [{ name: a }]\n');
    expect(run('matrix', 'broken.yaml').status).toBe(3);
    expect(run('matrix', 'absent.yaml').status).toBe(2);
  });

  it('with tables and stores beside it, none of them outside of its folder', () => {
    const org = 'policies: [{ name: all, store: east.reg }]\nisolation-groups: [{ name: G, policy: all }]\n';
    writeFileSync(join(scratch, 'org.yaml'), org);
    writeFileSync(
      join(scratch, 'hosts.csv'),
      'host,address,isolation-group\na,192.168.1.5,G\nb,192.168.1.6,G\nc,192.168.1.7,\n',
    );
    const ran = run('matrix', 'org.yaml', 'hosts.csv', '--format', 'json');
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ groups: [{ name: 'G', hosts: 2 }, { hosts: 1 }], faults: [] });
    writeFileSync(join(scratch, 'away.yaml'), 'policies: [{ name: all, store: ../east.reg }]\n');
    expect(run('matrix', 'away.yaml')).toMatchObject({ status: 2, err: expect.stringContaining('outside') });
  });

  it('and what a change would do to it', () => {
    const outage = run('what-if', example, '--change', join(root, 'examples/isolation/outage.yaml'));
    expect(outage.status).toBe(1);
    expect(outage.out.split('\n')[0]).toBe('DO NOT DO THIS AS IT IS');
    const contain = run(
      'what-if',
      example,
      '--change',
      join(root, 'examples/isolation/contain.yaml'),
      '--format',
      'json',
    );
    expect(contain.status).toBe(0);
    expect(JSON.parse(contain.out)).toMatchObject({
      refused: false,
      warnings: [{ code: 'containment' }, { code: 'containment' }],
    });
  });

  it('which of them is in force, by stores and by group policy', () => {
    const stores = run('effective', 'east.reg', '--format', 'json');
    // The registry names a policy of the domain that is not among the files: whether it is in force nobody can tell.
    expect(stores.status).toBe(3);
    expect(JSON.parse(stores.out)).toMatchObject({
      hosts: [{ from: 'local', driver: 'filters', reported: { agrees: null, why: 'domain-not-held' } }],
    });
    expect(run('effective', 'east.reg', '--directory', 'unreachable').status).toBe(1);
    expect(run('effective', 'east.reg', '--edition', 'windows-95').status).toBe(2);
    const one = run('effective', '--deployment', example, '--name', 'IPS-PRINTS-01', '--format', 'json');
    expect(JSON.parse(one.out)).toMatchObject({
      hosts: [{ label: 'IPS-PRINTS-01', gpos: { 1: { outcome: 'wins', gpo: 'IPSEC – Boundary Group Policy' } } }],
    });
  });

  it('and ends of it talk to each other, with what each logs', () => {
    const ends = ['--from', 'IPS-TZ-XP-06', '--to', 'IPS-SQL-DFS-01', '--deployment', example];
    const ran = run('simulate', ...ends);
    expect(ran.status).toBe(1);
    expect(ran.out).toContain('547');
    expect(run('simulate', ...ends, '--before', 'never').status).toBe(2);
    expect(run('compare', ...ends, '--format', 'json').status).toBe(1);
    expect(run('lint', '--deployment', example).status).toBe(1);
    expect(run('lint', 'east.reg', '--dc', '192.168.1.77', '--address', '192.168.1.5').out).toContain('192.168.1.77');
  });

  it('holds a list of IP Security Monitor against the expansion', () => {
    writeFileSync(
      join(scratch, 'filters.txt'),
      Buffer.from('\uFEFFSource\tDestination\tDirection\r\nAny IP Address\t10.9.9.9\tOutbound\r\n', 'utf16le'),
    );
    const ran = run('expand', 'east.reg', '--address', '192.168.1.5', '--against', 'filters.txt', '--format', 'json');
    expect(JSON.parse(ran.out)).toMatchObject({ against: { same: 0, missing: { length: 4 }, extra: [2] } });
  });
});
