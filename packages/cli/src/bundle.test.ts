import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { unzipSync } from 'fflate';
import type { Diagnosis } from '@ipsec-doctor/engine';
import type { BundleCheck } from '@ipsec-doctor/engine/bundle/index';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = join(root, 'packages/cli/bin/ipsec-doctor.js');
const example = join(root, 'examples/psk-mismatch');
const scratch = mkdtempSync(join(tmpdir(), 'ipsec-doctor-bundle-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: scratch,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

const causes = (path: string): readonly string[] =>
  (JSON.parse(run('diagnose', path, '--format', 'json').stdout) as Diagnosis).findings.map(
    ({ id, confidence }) => `${id} ${confidence}`,
  );

describe('bundles', () => {
  it('are made of both ends, diagnosed as these are, and the same bytes again', () => {
    expect(run('bundle', 'create', example, '--out', 'case.zip').status).toBe(0);
    run('bundle', 'create', example, '--out', 'again.zip');
    expect(Buffer.compare(readFileSync(join(scratch, 'case.zip')), readFileSync(join(scratch, 'again.zip')))).toBe(0);
    const files = Object.keys(unzipSync(readFileSync(join(scratch, 'case.zip'))));
    for (const name of [
      'a/charon.log',
      'b/capture.pcap',
      'diagnosis.json',
      'report.html',
      'diagram.svg',
      'questions.md',
      'bundle.json',
    ])
      expect(files).toContain(name);
    expect(causes('case.zip')).toEqual(causes(example));
  });

  it('hold no secret unless asked for, and say which files held one', () => {
    const evidence = readFileSync(join(example, 'a/swanctl.conf'), 'utf8');
    const secret = /secret = "?([^"\s]+)/.exec(evidence)?.[1] ?? 'none';
    const inside = (zip: string): string =>
      Object.values(unzipSync(readFileSync(join(scratch, zip))))
        .map((bytes) => Buffer.from(bytes).toString('latin1'))
        .join('\n');
    const made = run('bundle', 'create', example, '--out', 'clean.zip');
    expect(made.stdout).toMatch(/Secrets in these files were replaced[^\n]*\n {2}a\/swanctl\.conf: 1\n/);
    expect(inside('clean.zip')).not.toContain(secret);
    const whole = run('bundle', 'create', example, '--out', 'whole.zip', '--with-secrets');
    expect(whole.status).toBe(0);
    expect(whole.stdout).toMatch(/WARNING: [^\n]*\n {2}a\/swanctl\.conf: 1\n/);
    expect(inside('whole.zip')).toContain(secret);
    expect(causes('clean.zip')).toEqual(causes('whole.zip'));
    expect(run('bundle', 'create', example, '--out', 'ko.zip', '--lang', 'ko').stdout).toContain('대체 값');
  });

  it('are checked for what the next tier needs', () => {
    const whole = run('bundle', 'check', 'case.zip', '--format', 'json');
    expect(whole.status).toBe(0);
    expect((JSON.parse(whole.stdout) as BundleCheck).items.find(({ id }) => id === 'both-ends')?.state).toBe('present');
    cpSync(join(example, 'a'), join(scratch, 'half/a'), { recursive: true });
    rmSync(join(scratch, 'half/a/capture.pcap'));
    const half = run('bundle', 'check', 'half');
    expect(half.status).toBe(1);
    expect(half.stdout).toMatch(/MISSING +evidence of both ends/);
    expect(half.stdout).toContain('ipsec-doctor record --out NAME/');
    expect(run('bundle', 'check', 'half', '--lang', 'ko').stdout).toContain('양쪽의 증거');
  });

  it('are redacted with a key that stays, and diagnosed as before', () => {
    const made = run('bundle', 'redact', 'case.zip', '--out', 'out.zip', '--key', 'key.json');
    expect(made.status).toBe(0);
    expect(made.stdout).toContain('Diagnosed as before: failing, auth.psk-mismatch (certain)');
    expect(causes('out.zip')).toEqual(causes(example));
    const archive = unzipSync(readFileSync(join(scratch, 'out.zip')));
    const all = Object.values(archive)
      .map((bytes) => Buffer.from(bytes).toString('latin1'))
      .join('\n');
    for (const word of ['seoul', 'atlas']) expect(all).not.toContain(word);
    const key = JSON.parse(readFileSync(join(scratch, 'key.json'), 'utf8')) as {
      key: string;
      names: { was: string; now: string }[];
    };
    expect(all).not.toContain(key.key);
    expect(key.names.find(({ was }) => was === 'seoul')?.now).toMatch(/^[a-z]{5}$/);
    expect(statSync(join(scratch, 'key.json')).mode & 0o077).toBe(0);
    const manifest = JSON.parse(Buffer.from(archive['redaction.json'] ?? []).toString()) as {
      format: string;
      leftOut: { why: string }[];
      diagnosis: { verdict: string; causes: { id: string }[] };
    };
    expect(manifest.diagnosis).toMatchObject({ verdict: 'failing', causes: [{ id: 'auth.psk-mismatch' }] });
    expect(manifest.format).toBe('ipsec-doctor/redaction@1');
    expect(manifest.leftOut.every(({ why }) => why === 'derived')).toBe(true);
    run('bundle', 'redact', 'case.zip', '--out', 'same.zip', '--key', 'key.json');
    expect(Buffer.compare(readFileSync(join(scratch, 'out.zip')), readFileSync(join(scratch, 'same.zip')))).toBe(0);
  });

  it('keep the key out of what is sent, and what is no key is none', () => {
    const inside = run('bundle', 'redact', 'half', '--out', 'x.zip', '--key', 'half/a/key.json');
    expect(inside.status).toBe(2);
    expect(inside.stderr).toContain('--key');
    writeFileSync(join(scratch, 'no-key.json'), '{}');
    expect(run('bundle', 'redact', 'half', '--out', 'x.zip', '--key', 'no-key.json').status).toBe(2);
    expect(existsSync(join(scratch, 'x.zip'))).toBe(false);
    expect(readdirSync(scratch).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('for a vendor hold of listings of packet filters what bears on IPsec, and none that is not read', () => {
    writeFileSync(
      join(scratch, 'half/a/nft.txt'),
      'table inet payroll {\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n\t\ttcp dport 31337 accept\n\t\tudp dport 500 accept\n\t}\n}\n',
    );
    writeFileSync(join(scratch, 'half/a/ufw.txt'), 'Status: active\n\n31337/tcp  ALLOW  Anywhere\n');
    expect(run('bundle', 'redact', 'half', '--out', 'vendor.zip', '--for', 'vendor', '--no-verify').status).toBe(1);
    const vendor = unzipSync(readFileSync(join(scratch, 'vendor.zip')));
    const listing = Buffer.from(vendor['a/nft.txt'] ?? new Uint8Array()).toString();
    expect(listing).toContain('dport 500 accept');
    expect(listing).not.toMatch(/31337|payroll/);
    expect(Object.keys(vendor)).not.toContain('a/ufw.txt');
    expect(run('bundle', 'redact', 'half', '--out', 'colleague.zip', '--no-verify').status).toBe(0);
    expect(Object.keys(unzipSync(readFileSync(join(scratch, 'colleague.zip'))))).toContain('a/ufw.txt');
  });

  it('that cannot be written are said to be', () => {
    const made = run('bundle', 'create', example, '--out', 'no-such-folder/case.zip');
    expect(made.status).toBe(2);
    expect(made.stderr).toContain('ENOENT');
  });

  it('never take the place of a file that is there', () => {
    cpSync(example, join(scratch, 'kept'), { recursive: true });
    const log = join(scratch, 'kept/a/charon.log');
    const before = readFileSync(log);
    expect(run('bundle', 'redact', 'kept', '--out', 'kept/a/charon.log').status).toBe(2);
    expect(run('bundle', 'create', 'kept', '--out', 'kept/a/charon.log').stderr).toContain('is there already');
    expect(Buffer.compare(readFileSync(log), before)).toBe(0);
  });
});

describe('encryption', () => {
  it('is opened by whom it is for alone', async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    expect(run('bundle', 'create', example, '--out', 'case.zip.age', '--recipient', recipient).status).toBe(0);
    const sealed = new Uint8Array(readFileSync(join(scratch, 'case.zip.age')));
    const own = new Decrypter();
    own.addIdentity(identity);
    expect(Buffer.compare(await own.decrypt(sealed), readFileSync(join(scratch, 'case.zip')))).toBe(0);
    const other = new Decrypter();
    other.addIdentity(await generateX25519Identity());
    await expect(other.decrypt(sealed)).rejects.toThrow();
    expect(run('bundle', 'create', example, '--out', 'y.age', '--recipient', 'age1nonsense').status).toBe(2);
    expect(existsSync(join(scratch, 'y.age'))).toBe(false);
  });

  const age = process.env['AGE'] ?? 'age';
  const present = spawnSync(age, ['--version']).status === 0;
  it.skipIf(!present)("is opened by Debian's age", () => {
    const identity = spawnSync(process.env['AGE_KEYGEN'] ?? 'age-keygen', { encoding: 'utf8' }).stdout;
    writeFileSync(join(scratch, 'age.key'), identity);
    const recipient = /public key: (age1[a-z0-9]+)/.exec(identity)?.[1] ?? '';
    expect(run('bundle', 'create', example, '--out', 'debian.age', '--recipient', recipient).status).toBe(0);
    const opened = spawnSync(age, ['-d', '-i', 'age.key', 'debian.age'], { cwd: scratch, maxBuffer: 2 ** 28 });
    expect(opened.status).toBe(0);
    expect(Buffer.compare(opened.stdout, readFileSync(join(scratch, 'case.zip')))).toBe(0);
  });
});
