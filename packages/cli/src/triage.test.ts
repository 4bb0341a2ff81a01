import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = join(root, 'packages/cli/bin/ipsec-doctor.js');
const scratch = mkdtempSync(join(tmpdir(), 'ipsec-doctor-triage-'));

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], input = ''): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'triage', ...args], {
    cwd: scratch,
    encoding: 'utf8',
    input,
  });
  return { status, out: stdout, err: stderr };
}

const file = (name: string, text: string): string => {
  writeFileSync(join(scratch, name), text);
  return name;
};
const json = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(scratch, name), 'utf8')) as Record<string, unknown>;

const ping = `
Ping server1 [10.0.0.6] 32바이트 데이터 사용:

10.0.0.6의 응답: 바이트=32 시간<1ms TTL=128

10.0.0.6에 대한 Ping 통계:
    패킷: 보냄 = 1, 받음 = 1, 손실 = 0 (0% 손실),
`;
const refused = '시스템 오류 5이(가) 생겼습니다.\n\n액세스가 거부되었습니다.\n';
const notFound = (name: string): string => `C:\\>net view \\\\${name}\nSystem error 53 has occurred.\n\n`;
const policy = (words: string): string => `IPsec policy is ${words}\n`;

beforeAll(() => {
  if (!existsSync(join(root, 'packages/cli/dist/start.js'))) {
    const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--bundles'], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
  }
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('triage', () => {
  it('is answered by collected files alone, and tells by which line', () => {
    file('PC-17_server1_ping.txt', ping);
    file('PC-17_server1_netview.txt', refused);
    const both = ['--evidence', 'PC-17_server1_ping.txt', '--evidence', 'PC-17_server1_netview.txt'];
    const done = run(['--caller', 'PC-17', '--target', 'SERVER1', ...both, '--lang', 'ko', '--call', 'app.json']);
    expect(done).toMatchObject({ status: 1, err: '' });
    expect(done.out).toContain('PC-17_server1_netview.txt:1');
    expect(done.out).toContain('END-A-APP');
    expect(json('app.json')).toMatchObject({
      class: 'application',
      exit: { state: 'END-A-APP', status: 'not-fixed', ipsec: false },
      charts: [{ id: 'figure-7.1', version: '1.0' }],
      escalation: {
        to: 'tier-2',
        items: [{ item: 'ESC-01', values: [] }, { values: ['PC-17'] }, { values: ['SERVER1'] }],
      },
    });
  });

  it('asks for what is left, takes outputs and words, and goes on with a call', () => {
    file('target.txt', notFound('server1'));
    file('test.txt', notFound('test1'));
    const begun = run([
      ...['--target', 'server1', '--answer', 'A1=yes', '--evidence', 'target.txt', '--evidence', 'test.txt'],
      ...['--call', 'call.json', '--format', 'json', '--no-ask'],
    ]);
    expect(begun.status).toBe(3);
    expect(JSON.parse(begun.out)).toMatchObject({
      question: { chart: 'figure-7.2', state: 'B1', answers: [{ answer: 'yes' }, { answer: 'no' }] },
    });
    const spoken = [
      ...['yes', 'back', 'no', 'perhaps', '.', '?', 'note please connect to my ip 192.0.2.4'],
      ...[policy('up-to-date').trim(), '.', 'yes'],
    ];
    const done = run(['--call', 'call.json', '--ask'], `${spoken.join('\n')}\n`);
    expect(done.status).toBe(0);
    expect(done.out).toContain('pasted-1.txt: nobody knows this kind of output');
    expect(done.out).toContain('ALARM');
    expect(done.out).toContain('fixed, cause unclear');
    expect(json('call.json')).toMatchObject({
      exit: { state: 'END-B-OK-REFRESH', status: 'fixed-cause-unclear' },
      alarms: [{ id: 'SOC-09' }],
      answers: { length: 6, 3: { state: 'B1', by: 'person' }, 4: { state: 'B6', by: 'evidence' } },
    });
    // Ended: nothing more is taken.
    expect(run(['--call', 'call.json', '--answer', 'B8=no']).status).toBe(2);
  });

  it('asks first what the call is about, in Korean, and ends where the input ends', () => {
    const lines = [
      '호출자',
      '',
      'PC-17',
      'server1',
      '그 서버만 안 되는데 192.0.2.9로 접속해 주세요',
      'several',
      '3층',
      '',
      'yes',
    ];
    const done = run(['--ask', '--lang', 'ko', '--call', 'intake.json'], `${lines.join('\n')}\n`);
    expect(done.status).toBe(3);
    expect(done.out).toContain('net view \\\\server1');
    expect(json('intake.json')).toMatchObject({
      caller: { name: '호출자', contact: null, computer: 'PC-17' },
      target: { computer: 'server1' },
      class: 'target-computer',
      scope: { who: 'several', where: '3층' },
      severity: 'single-server',
      alarms: [{ id: 'SOC-09' }],
      answers: [{ state: 'A1', answer: 'yes' }],
    });
  });

  it('keeps the outputs of each pass of a loop apart', () => {
    file('old.txt', policy('not up-to-date'));
    file('new.txt', policy('up-to-date'));
    const args = ['--chart', 'figure-7.2', '--answer', 'B1=no', '--answer', 'B9=no', '--answer', 'B8=yes'];
    const done = run([...args, '--evidence', 'B6=old.txt', '--evidence', 'B6=new.txt', '--format', 'json']);
    expect(done.status).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({
      call: {
        exit: { state: 'END-B-OK-DOMAIN', status: 'fixed-cause-identified' },
        answers: { 1: { answer: 'no' }, 3: { answer: 'yes' } },
      },
    });
  });

  it('classes the words of the caller, and warns', () => {
    const done = run([
      '--words',
      'Only that server fails; which servers are exempt?',
      '--call',
      'words.json',
      '--no-ask',
    ]);
    expect(done.status).toBe(3);
    expect(done.out).toContain('SOC-02');
    expect(done.err).toContain('target computer');
    expect(json('words.json')).toMatchObject({
      class: 'target-computer',
      severity: 'single-server',
      alarms: [{ kind: 'exemptions' }],
    });
  });

  it('lists, draws and checks charts, and goes by one of a file', () => {
    expect(run(['--list']).out).toContain('site-to-site');
    expect(run(['--draw']).out).toContain('? A1  Did the ping succeed?');
    const svg = run(['--chart', 'figure-7.3', '--draw', 'svg', '--lang', 'ko']);
    expect(svg.out).toMatch(/^<svg [\s\S]*대상 컴퓨터의 IPsec 문제[\s\S]*<\/svg>\n$/);
    const chart = run(['--chart', 'figure-7.3', '--draw', 'json']).out;
    file('good.json', chart.replaceAll('"1.0"', '"2.0"'));
    expect(run(['--check', 'good.json'])).toMatchObject({ status: 0 });
    file('bad.json', chart.replace('"next": "C3"', '"next": "C9"'));
    expect(run(['--check', 'bad.json'])).toMatchObject({
      status: 1,
      out: expect.stringContaining('C2: it leads to a state that is not there: C9'),
    });
    expect(run(['--chart', 'bad.json', '--answer', 'C1=yes'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('C9'),
    });
    // The file takes the place of the chart that ships, also where figure 7.1 leads to it.
    const answers = ['A1=yes', 'A4=no', 'A6=yes', 'C1=yes'].flatMap((pair) => ['--answer', pair]);
    const done = run(['--chart', 'figure-7.1', '--chart', 'good.json', ...answers, '--call', 'edited.json']);
    expect(done.status).toBe(1);
    expect(json('edited.json')).toMatchObject({ charts: [{ version: '1.0' }, { id: 'figure-7.3', version: '2.0' }] });
    expect(run(['--call', 'edited.json'])).toMatchObject({ status: 2, err: expect.stringContaining('2.0') });
  });

  it('keeps the order of work of tier 2 from tier 1', () => {
    expect(run(['--chart', 'tier-2', '--answer', 'D0=yes'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('--tier 2'),
    });
    const done = run(['--chart', 'tier-2', '--tier', '2', '--answer', 'D0=yes', '--no-ask']);
    expect(done.status).toBe(3);
    expect(done.out).toContain('Stopping the IPsec service is the last option');
  });

  it('counts calls, and tells of files that are none', () => {
    file('no-call.json', '{"schema":"ipsec-doctor/call@9"}');
    const counted = run(['report', 'app.json', 'call.json', 'edited.json', 'words.json', '--format', 'json']);
    expect(counted.status).toBe(0);
    expect(JSON.parse(counted.out)).toMatchObject({
      calls: 4,
      ipsec: { told: 3, notIpsec: 1, untold: 1, percent: 33.3 },
    });
    const some = run(['report', 'app.json', 'no-call.json', '--lang', 'ko']);
    expect(some).toMatchObject({ status: 1, err: expect.stringContaining('no-call.json') });
    expect(some.out).toContain('IPsec 아님: 1/1 (100%)');
    expect(run(['report', 'no-call.json']).status).toBe(3);
    expect(run(['report', 'nowhere.json']).status).toBe(2);
  });

  it('refuses what is no answer', () => {
    expect(run(['--answer', 'A1=perhaps'])).toMatchObject({ status: 2, err: expect.stringContaining('A1=perhaps') });
    expect(run(['--answer', 'C1=yes'])).toMatchObject({ status: 2, err: expect.stringContaining('C1=yes') });
    expect(run(['--chart', 'nowhere.json']).status).toBe(2);
  });
});
