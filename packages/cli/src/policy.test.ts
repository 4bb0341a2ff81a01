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
