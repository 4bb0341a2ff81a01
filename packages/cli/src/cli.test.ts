import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosisSchema } from '@ipsec-doctor/engine/document/schema';
import type { Diagnosis } from '@ipsec-doctor/engine';
import { tar } from './tar.fixture.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = join(root, 'packages/cli/bin/ipsec-doctor.js');
const example = join(root, 'examples/psk-mismatch');
const scratch = mkdtempSync(join(tmpdir(), 'ipsec-doctor-'));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], input?: Buffer, env: Record<string, string> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    ...(input === undefined ? {} : { input }),
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

/** Lets the test runner hear from this worker between commands, which are waited for without a pause. */
const pause = (): Promise<void> => new Promise((done) => setImmediate(done));

const json = (ran: Ran): Diagnosis => JSON.parse(ran.stdout) as Diagnosis;

/** The files below a folder of an archive, under another one. */
function within(files: Readonly<Record<string, Uint8Array>>, folder: string, as = ''): Record<string, Uint8Array> {
  const inside = Object.entries(files).filter(([path]) => path.startsWith(folder));
  return Object.fromEntries(inside.map(([path, bytes]) => [as + path.slice(folder.length), bytes]));
}

beforeAll(() => {
  if (!existsSync(join(root, 'packages/cli/dist/start.js'))) {
    const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--bundles'], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
  }
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('ipsec-doctor diagnose', () => {
  it('names the cause of the shipped example, with proof, for people', () => {
    const ran = run(['diagnose', example]);
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(/^FAILING {2}/);
    expect(ran.stdout).toContain('auth.psk-mismatch');
    expect(ran.stdout).toContain('MAC mismatched');
    expect(ran.stdout).not.toContain('\u001b');
    expect(run(['diagnose', example, '--lang', 'ko']).stdout).toContain('장애');
  });

  it('writes the contracted document, the same bytes wherever the evidence lies and however it is named', () => {
    const first = run(['diagnose', example, '--format', 'json']);
    expect(diagnosisSchema.safeParse(json(first)).error).toBeUndefined();
    const moved = join(scratch, 'deep/er/case');
    mkdirSync(moved, { recursive: true });
    cpSync(example, moved, { recursive: true });
    expect(run(['diagnose', moved, '--format', 'json']).stdout).toBe(first.stdout);
  });

  it('never lets a secret of the evidence out', () => {
    const secrets = ['a', 'b'].flatMap((host) => {
      const text = readFileSync(join(example, host, 'swanctl.conf'), 'utf8');
      return [...text.matchAll(/secret = "([^"]+)"/g)].map((match) => match[1] ?? '');
    });
    expect(secrets).toHaveLength(2);
    for (const format of ['text', 'json', 'markdown', 'html']) {
      const { stdout } = run(['diagnose', example, '--full', '--format', format]);
      for (const secret of secrets) expect(stdout).not.toContain(secret);
    }
  });

  it('saves a result and draws it again in either language', () => {
    const saved = join(scratch, 'saved.json');
    const first = run(['diagnose', example, '--save', saved]);
    expect(run(['diagnose', saved])).toEqual(first);
    expect(run(['diagnose', saved, '--lang', 'ko']).stdout).toBe(run(['diagnose', example, '--lang', 'ko']).stdout);
    expect(run(['diagnose', saved, '--format', 'json']).stdout).toBe(readFileSync(saved, 'utf8'));
    writeFileSync(saved, readFileSync(saved, 'utf8').slice(0, 5000));
    expect(run(['diagnose', saved])).toMatchObject({ status: 2, stdout: '' });
  });

  it('writes every format to a file, from evidence and from a saved result, in either language', async () => {
    const saved = join(scratch, 'all.json');
    run(['diagnose', example, '--save', saved, '--format', 'json']);
    const start = {
      text: 'FAILING  ',
      json: '{\n  "schema"',
      markdown: '# FAILING: ',
      html: '<!doctype html>\n<html lang="en">',
    };
    for (const [format, first] of Object.entries(start)) {
      await pause();
      const out = join(scratch, `out.${format}`);
      const ran = run(['diagnose', example, '--format', format, '--out', out]);
      expect(ran).toEqual({ status: 1, stdout: '', stderr: '' });
      const text = readFileSync(out, 'utf8');
      expect(text.startsWith(first), format).toBe(true);
      expect(text).toContain('auth.psk-mismatch');
      const again = run(['diagnose', saved, '--format', format, '--lang', 'ko']);
      expect(again).toMatchObject({ status: 1, stderr: '' });
      expect(again.stdout, format).toContain('사전 공유 키');
      if (format !== 'html') expect(run(['diagnose', saved, '--format', format]).stdout.length).toBe(text.length);
    }
    // The report of the evidence opens what it cites; that of a saved result says why it does not.
    const page = readFileSync(join(scratch, 'out.html'), 'utf8');
    expect(page).toContain('selected peer config');
    expect(page).toContain('secret = ***');
    expect(page).not.toContain('was not at hand');
    const bare = run(['diagnose', saved, '--format', 'html']).stdout;
    expect(bare).not.toContain('selected peer config');
    expect(bare).toContain('was not at hand');
    expect(run(['diagnose', example, '--format', 'html']).stdout).toBe(page);
  }, 120_000);

  it('writes cited captures again with comments, and nothing over what is there', () => {
    const folder = join(scratch, 'annotated');
    const ran = run(['diagnose', example, '--annotate', folder]);
    expect(ran.status).toBe(1);
    expect(ran.stderr.split('\n').filter((line) => line !== '')).toEqual([
      `${join(folder, 'a/capture.annotated.pcapng')}: 4 packets with comments`,
      `${join(folder, 'b/capture.annotated.pcapng')}: 4 packets with comments`,
    ]);
    const before = readFileSync(join(folder, 'a/capture.annotated.pcapng'));
    expect(before.toString('latin1')).toContain('The negotiation was refused');
    expect(run(['diagnose', example, '--annotate', folder])).toMatchObject({ status: 2 });
    expect(readFileSync(join(folder, 'a/capture.annotated.pcapng')).equals(before)).toBe(true);
    const saved = join(scratch, 'saved-for-annotate.json');
    run(['diagnose', example, '--save', saved]);
    expect(run(['diagnose', saved, '--annotate', join(scratch, 'none')])).toMatchObject({ status: 2, stdout: '' });
    // What was written is evidence like any other.
    expect(run(['diagnose', folder]).stdout).toContain('a – b');
  });

  it('writes the same bytes for a folder, for its parts wherever they lie, and for any archive of it', async () => {
    const place = (path: string, from: string): void => cpSync(from, join(scratch, path), { recursive: true });
    place('one/case', example);
    place('far/away/b', join(example, 'b'));
    symlinkSync(join(scratch, 'one/case'), join(scratch, 'link'));
    const files: Record<string, Uint8Array> = {};
    for (const host of ['b', 'a'])
      for (const name of readdirSync(join(example, host)).toReversed())
        files[`case/${host}/${name}`] = readFileSync(join(example, host, name));
    writeFileSync(join(scratch, 'case.zip'), zipSync(files));
    writeFileSync(join(scratch, 'turned.tar'), tar(files));
    writeFileSync(join(scratch, 'case.tar.gz'), gzipSync(tar(files)));
    writeFileSync(join(scratch, 'a.tgz'), gzipSync(tar(within(files, 'case/a/'))));
    writeFileSync(join(scratch, 'b.tar'), tar(within(files, 'case/b/', 'b/')));
    const bytes = (...args: readonly string[]): string => run(['diagnose', ...args, '--format', 'json']).stdout;
    const whole = bytes(example);
    expect(json({ status: 1, stdout: whole, stderr: '' }).findings[0]).toMatchObject({
      id: 'auth.psk-mismatch',
      confidence: 'certain',
    });
    const same: readonly (readonly string[])[] = [
      ['one/case/'],
      ['./one/../one/case'],
      ['link'],
      ['one/case', 'one/case/a'],
      ['one/case/a', 'far/away/b'],
      ['far/away/b/', join(scratch, 'one/case/a')],
      ['case.zip'],
      ['turned.tar'],
      ['case.tar.gz'],
      ['a.tgz', 'far/away/b'],
      ['b.tar', 'a.tgz'],
      ['--host', 'b=far/away/b', '--host', 'a=one/case/a/'],
      ['--host', 'a=a.tgz', '--host', 'b=b.tar'],
    ];
    for (const args of same) {
      await pause();
      expect(bytes(...args) === whole, args.join(' ')).toBe(true);
    }
    // Loose files have no folder of a host: all that counts is which they are.
    const loose = bytes('one/case/a', 'one/case/b/charon.log');
    expect(bytes('far/away/b/charon.log', 'one/case/a') === loose).toBe(true);
    expect(bytes('--host', 'a=one/case/a', 'far/away/b/charon.log') === loose).toBe(true);
    expect(json({ status: 1, stdout: loose, stderr: '' }).hosts.map((host) => host.label)).toContain('a');
    const twice = bytes('one/case/a/charon.log', 'one/case/b/charon.log');
    expect(bytes('far/away/b/charon.log', 'a.tgz') === twice).toBe(false);
    expect(bytes('far/away/b/charon.log', 'one/case/a/charon.log') === twice).toBe(true);
  }, 120_000);

  it('takes hosts by name, loose files, and a capture on standard input', () => {
    const log = join(example, 'b/charon.log');
    const pcap = join(example, 'a/capture.pcap');
    const named = json(run(['diagnose', '--host', `east=${pcap}`, '--host', `west=${log}`, '--format', 'json']));
    expect(named.artifacts.map(({ path, host }) => `${path} ${host}`)).toEqual([
      'east/capture.pcap east',
      'west/charon.log west',
    ]);
    expect(run(['diagnose', pcap, log]).stdout).toContain('auth.psk-mismatch');
    const piped = json(run(['diagnose', '-', '--format', 'json'], readFileSync(pcap)));
    const filed = json(run(['diagnose', pcap, '--format', 'json']));
    expect(piped.artifacts[0]).toMatchObject({ path: 'standard-input', sha256: filed.artifacts[0]?.sha256 });
    expect(piped.findings.map((finding) => finding.id)).toEqual(filed.findings.map((finding) => finding.id));
  });

  it('goes on when one file is bad, and says with status 2 that nothing can be done', () => {
    const folder = join(scratch, 'bad');
    cpSync(example, folder, { recursive: true });
    writeFileSync(join(folder, 'a/noise.bin'), Buffer.alloc(2000, 7));
    writeFileSync(join(folder, 'a/cut.pcap'), readFileSync(join(example, 'a/capture.pcap')).subarray(0, 100));
    symlinkSync('/etc/hostname', join(folder, 'b/link'));
    const doc = json(run(['diagnose', folder, '--format', 'json']));
    expect(doc.findings[0]?.id).toBe('auth.psk-mismatch');
    const status = Object.fromEntries(doc.artifacts.map((artifact) => [artifact.path, artifact.status]));
    expect(status).toMatchObject({ 'a/noise.bin': 'unsupported', 'b/link': 'corrupt' });
    expect(run(['diagnose', '/nowhere/at/all'])).toMatchObject({ status: 2, stdout: '' });
    expect(run(['diagnose']).status).toBe(2);
    expect(run(['diagnose', example, '--format', 'xml']).status).toBe(2);
    expect(run(['nonsense']).status).toBe(2);
  });

  it('tells what nobody knows (3) from what nobody can read (2)', () => {
    const put = (name: string, bytes: Uint8Array | string): string => {
      writeFileSync(join(scratch, name), bytes);
      return name;
    };
    mkdirSync(join(scratch, 'hollow/inner'), { recursive: true });
    const prose = put('prose.txt', 'dear support,\nit does not work\n');
    const noise = put('noise.bin', Buffer.alloc(2000, 7));
    const empty = put('empty.log', '');
    const stub = put('stub.pcap', Buffer.from('d4c3b2a1', 'hex'));
    const header = put('header.pcap', readFileSync(join(example, 'a/capture.pcap')).subarray(0, 24));
    const packed = put('prose.zip', zipSync({ 'x/prose.txt': Buffer.from('it does not work\n') }));
    for (const known of [[prose], [noise], [empty], [header], [packed], [stub, prose], ['nowhere', empty]]) {
      const ran = run(['diagnose', ...known, '--format', 'json']);
      expect(ran, known.join(' ')).toMatchObject({ status: 3, stderr: '' });
      expect(json(ran).verdict).toBe('no-ipsec');
      expect(json(ran).missingEvidence.map((item) => item.message.what.id)).toEqual([
        'missing.any-log',
        'missing.any-capture',
      ]);
    }
    const unknown = json(run(['diagnose', prose, '--format', 'json'])).artifacts[0];
    expect(unknown).toMatchObject({ format: 'unknown', status: 'unsupported', records: 2 });
    const barren = put('barren.zip', zipSync({}));
    const folders = put('folders.zip', zipSync({ 'a/': new Uint8Array(0) }));
    const zeros = put('barren.tar', Buffer.alloc(10_240));
    const tarred = put('barren.tar.gz', gzipSync(Buffer.alloc(10_240)));
    for (const nothing of [[stub], ['hollow'], ['nowhere'], [barren], [folders], [zeros], [tarred], [stub, 'nowhere']])
      expect(run(['diagnose', ...nothing]).status, nothing.join(' ')).toBe(2);
    for (const hollow of [barren, folders, zeros, tarred]) {
      const doc = json(run(['diagnose', hollow, '--format', 'json']));
      expect(doc.verdict, hollow).toBe('inconclusive');
      expect(doc.artifacts[0], hollow).toMatchObject({ status: 'read', message: { id: 'ingest.archive-empty' } });
    }
  });

  it('judges what came when a capture on standard input is interrupted', async () => {
    const child = spawn(process.execPath, [bin, 'diagnose', '-'], { stdio: 'pipe' });
    const told: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => told.push(piece));
    child.stdin.on('error', () => {});
    child.stdin.write(readFileSync(join(example, 'a/capture.pcap')));
    // The pipe stays open: nobody ends it but the interrupt.
    await new Promise((done) => setTimeout(done, 1500));
    child.kill('SIGINT');
    const code = await new Promise((done) => child.on('close', done));
    expect(Buffer.concat(told).toString()).toContain('auth.psk-mismatch');
    expect(code).toBe(1);
  });

  it('bears a reader that goes away', async () => {
    const child = spawn(process.execPath, [bin, 'diagnose', example, '--format', 'json', '--full'], { stdio: 'pipe' });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    child.stdout.destroy();
    const code = await new Promise((done) => child.on('close', done));
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });
});

describe('ipsec-doctor explain', () => {
  it('explains notifies, counters, causes and log lines', () => {
    expect(run(['explain', 'NO_PROPOSAL_CHOSEN'])).toMatchObject({ status: 0 });
    expect(run(['explain', 'XfrmInNoStates']).stdout).toContain('sa.out-of-sync');
    expect(run(['explain', 'auth.psk-mismatch', '--lang', 'ko']).stdout).toContain('조치');
    expect(run(['explain', 'qwertzuiop'])).toMatchObject({ status: 1, stdout: '' });
    expect(json(run(['explain', '14', '--format', 'json']))).toHaveProperty('explanations');
  });

  it('explains codes, events and tools of Windows', () => {
    expect(run(['explain', '547']).stdout).toContain('Same in other editions: 4652, 4653, 4654');
    expect(run(['explain', '0x35ee', '--lang', 'ko']).stdout).toContain('흔한 원인');
    const netdiag = run(['explain', 'netdiag', '--os', 'xp']);
    expect(netdiag.stdout).toContain('Windows XP: netdiag /test:ipsec');
    expect(netdiag.stdout).not.toContain('Server 2003:');
    expect(run(['explain', 'netdiag', '--os', 'dos']).status).toBe(2);
  });
});

describe('ipsec-doctor page', () => {
  it('writes the offline page, which may do nothing but make a worker of itself', () => {
    const out = join(scratch, 'page.html');
    expect(run(['page', '--out', out])).toEqual({ status: 0, stdout: '', stderr: '' });
    const page = readFileSync(out, 'utf8');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    // WebAssembly of the file itself may run, for what xz packed; no other code may be made.
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|https?:|\*/);
    expect(page).not.toMatch(/<(?:link|img|iframe)\b|<script src/);
    expect(run(['page']).stdout).toBe(page);
  });
});

describe('ipsec-doctor', () => {
  it('writes the time of a log without years with the year of the others', () => {
    const ran = run(['letter', join(root, 'examples/psk-mismatch'), '--to', 'a']);
    const { stdout } = run(['diagnose', join(root, 'examples/psk-mismatch'), '--format', 'json']);
    const first = (JSON.parse(stdout) as Diagnosis).incidents[0]?.first ?? '';
    expect(first).toMatch(/^20\d\d-/);
    expect(ran.stdout).toContain(`: ${first.slice(0, 5)}`);
  });

  it('writes a letter to the other end out of what one end has', () => {
    const saved = join(scratch, 'one-end.json');
    expect(run(['diagnose', '--host', `a=${join(example, 'a')}`, '--save', saved]).status).toBe(1);
    const ran = run(['letter', saved]);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toMatch(/^Subject: IPsec between /);
    expect(run(['letter', saved, '--lang', 'ko']).stdout).toContain('안녕하세요');
    expect(run(['letter', saved, '--to', 'nobody']).status).toBe(2);
  });

  it('tells what became of an earlier result, and what to change in either file', () => {
    const saved = join(scratch, 'before.json');
    const selectors = join(root, 'examples/selector-mismatch');
    const first = json(run(['diagnose', selectors, '--save', saved, '--format', 'json']));
    expect(first.verification).toBeNull();
    const ran = run(['diagnose', selectors, '--verify', saved]);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('Still there:');
    expect(json(run(['diagnose', example, '--verify', saved, '--format', 'json'])).verification).toHaveLength(1);
  });

  it('says what it can do', () => {
    const ran = run(['--help']);
    expect(ran.stdout).toContain('diagnose');
    expect(ran.status).toBe(0);
    for (const command of ['diagnose', 'explain', 'page'])
      expect(run([command, '--help']).stdout).toContain('Examples:');
    expect(run(['--version']).stdout.trim()).toBe(
      (JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8')) as { version: string }).version,
    );
  });
});
