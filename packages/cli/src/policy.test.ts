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
