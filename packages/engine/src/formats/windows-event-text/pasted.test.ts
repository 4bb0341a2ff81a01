/** Messages written from the documented templates; no record comes from a real machine. */
import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../../causes/play.fixture.ts';
import type { Diagnosis } from '../../document/types.ts';

const body = `An IPsec main mode negotiation failed.

Local Endpoint:
\tLocal Principal Name:\t-
\tNetwork Address:\t172.10.1.21
\tKeying Module Port:\t500

Remote Endpoint:
\tPrincipal Name:\t\t-
\tNetwork Address:\t172.10.2.40
\tKeying Module Port:\t500

Additional Information:
\tKeying Module Name:\tIKEv1
\tAuthentication Method:\tUnknown authentication
\tRole:\t\t\tResponder
\tImpersonation State:\tNot enabled
\tMain Mode Filter ID:\t0

Failure Information:
\tFailure Point:\t\tLocal computer
\tFailure Reason:\t\tNo policy configured

\tState:\t\t\tNo state
\tInitiator Cookie:\t\tdb55d3767e51b422
\tResponder Cookie:\t0000000000000000`;

const header = `Log Name:      Security
Source:        Microsoft-Windows-Security-Auditing
Date:          5/4/2026 9:01:03 AM
Event ID:      4653
Computer:      wg-client-01.woodgrove.example
Description:
`;

const legacy = `IKE security association negotiation failed.
 Mode:
Data Protection Mode (Quick Mode)

 Filter:
Source IP Address 172.10.1.21
Source IP Address Mask 255.255.255.255
Destination IP Address 172.10.2.40
Destination IP Address Mask 255.255.255.255
Protocol 0
Source Port 0
Destination Port 0
IKE Local Addr 172.10.1.21
IKE Peer Addr 172.10.2.40

 Failure Point:
Me

 Failure Reason:
No policy configured

 Extra Status:
Processed third (ID) payload
Responder.  Delta Time 0`;

const quote = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

/**
 * The same on a system of another language: labels and sentences are made up, for nobody here knows the real ones; the reason, the role and the
 * modes are words of Microsoft's Korean guide to isolation (chapter 7). Shapes and order of the values are those of the message tables.
 */
const foreign = [
  '기록의 첫 문장입니다.',
  ...body
    .split('\n')
    .slice(1)
    .map((line, at) => {
      const colon = line.indexOf(':');
      return colon < 0 ? line : `${line.startsWith('\t') ? '\t' : ''}이름${at}${line.slice(colon)}`;
    }),
]
  .join('\n')
  .replace('No policy configured', '정책 구성 안됨')
  .replace('Local computer', '이 컴퓨터')
  .replace('Responder\n', '응답자\n');

const foreignLegacy = legacy
  .replace(
    ' Failure Point:',
    ' Peer Identity:\nKerberos based Identity: host/wg-server-02\nPeer IP Address: 172.10.2.40\n\n Failure Point:',
  )
  .replace('IKE security association negotiation failed.', '기록의 첫 문장입니다.')
  .replace('Data Protection Mode (Quick Mode)', '데이터 보호 모드(빠른 모드)')
  .replace(/^ [A-Za-z ]+:$/gm, ' 이름:')
  .replace(/^(?:Source|Destination|IKE|Protocol)[A-Za-z ]* (?=[0-9.]+$)/gm, '이름 ')
  .replace('Me\n', '나\n')
  .replace('No policy configured', '정책 구성 안됨')
  .replace(
    'Processed third (ID) payload\nResponder.  Delta Time 0',
    '처리된 세 번째(ID) 페이로드\n응답자. 델타 시간 0',
  );

const foreignSoft = [
  '기록의 첫 문장입니다.',
  ' 이름:',
  '데이터 보호 모드(빠른 모드)',
  '',
  ' 이름:',
  'Kerberos based Identity: host/wg-print-07',
  'Peer IP Address: 172.10.9.7',
  '',
  ' 이름:',
  ...[
    '172.10.1.21',
    '255.255.255.255',
    '172.10.9.7',
    '255.255.255.255',
    '0',
    '0',
    '0',
    '172.10.1.21',
    '172.10.9.7',
  ].map((value) => `이름 ${value}`),
  '',
  ' 이름:',
  ...['없음', '없음', '없음', '없음', '31311481 (0x1ddc679)', '0 (0x0)', '3600', '0'].map((value) => `이름 ${value}`),
].join('\n');

const read = (text: string): Promise<Diagnosis> => diagnoseFiles([{ path: 'question.txt', lines: text.split('\n') }]);

const cause = ({ findings }: Diagnosis): string | undefined => findings.find(({ role }) => role === 'cause')?.id;

/** One record of Get-WinEvent as ConvertTo-Json writes it. */
const record = (keys: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ TimeCreated: '/Date(1777885263000)/', Id: 4653, Message: body, ...keys }, null, 2);

describe('events that somebody pasted', () => {
  it.each([
    ['the message alone', body],
    ['the message under quote marks of a mail', `Hello,\n\non the server we see:\n\n${quote(body)}\n\nAny idea?`],
    ['a copied event under quote marks', `Hello,\n\n${quote(header + body)}`],
    ['quoted twice', quote(quote(header + body))],
    ['lines that lost their tabs and empty lines', body.replace(/\n+/g, '\n').replace(/\t+/g, ' ')],
    ['a record as JSON under quote marks', quote(record({ ProviderName: 'Microsoft-Windows-Security-Auditing' }))],
  ])('%s is read', async (_, text) => {
    const diagnosis = await read(text);
    expect(diagnosis.artifacts).toMatchObject([{ format: 'windows-event-pasted', status: 'read' }]);
    expect(cause(diagnosis)).toBe('policy.no-ike-config');
    expect(diagnosis.negotiations).toMatchObject([{ initiatorSpi: 'db55d3767e51b422' }]);
  });

  it.each([
    ['one object', record({ ProviderName: 'Microsoft-Windows-Security-Auditing', LogName: 'Security', RecordId: 7 })],
    ['a selection of its properties', record({ LevelDisplayName: 'Information' })],
    ['an array that Windows PowerShell wrapped', `{"value": [${record({ RecordId: 7 })}], "Count": 1}`],
  ])('JSON of Get-WinEvent that is no array: %s', async (_, text) => {
    const diagnosis = await read(text);
    expect(diagnosis.artifacts).toMatchObject([{ format: 'windows-event-json' }]);
    expect(cause(diagnosis)).toBe('policy.no-ike-config');
  });

  it('a legacy message is known by its words, and cited where it begins', async () => {
    const diagnosis = await read(`See below.\n${quote(legacy)}`);
    expect(cause(diagnosis)).toBe('policy.selector-mismatch');
    expect(diagnosis.sources.flatMap(({ at }) => at)).toContainEqual({ line: 2 });
  });

  it.each([
    ['modern', foreign, 'policy.no-ike-config'],
    ['modern, under quote marks', quote(foreign), 'policy.no-ike-config'],
    [
      'modern, without tabs and empty lines',
      foreign.replace(/\n+/g, '\n').replace(/\t+/g, ' '),
      'policy.no-ike-config',
    ],
    ['legacy', foreignLegacy, 'policy.selector-mismatch'],
  ])('a message of a Korean system is known by the shapes of its values: %s', async (_, text, id) => {
    const diagnosis = await read(`안녕하세요. 이런 기록이 나옵니다.\n\n${text}`);
    expect(diagnosis.artifacts).toMatchObject([{ format: 'windows-event-pasted', status: 'read' }]);
    expect(cause(diagnosis)).toBe(id);
  });

  it('a soft SA of a Korean system protects nothing', async () => {
    const { findings } = await read(foreignSoft);
    expect(findings.map(({ id }) => id)).toContain('note.soft-sa');
    expect(findings.filter(({ role }) => role === 'cause')).toEqual([]);
  });

  it('two messages of a Korean system are two records, and one that lacks a line is none', async () => {
    const other = foreign.replace('db55d3767e51b422', 'db55d3767e51b423');
    expect((await read(`${foreign}\n\n${other}`)).negotiations).toHaveLength(2);
    const cut = foreign.replace(/\n.*0000000000000000$/, '');
    expect((await read(cut)).negotiations).toHaveLength(0);
  });

  it('two messages are two records', async () => {
    const { negotiations } = await read(`${body}\n\n${body.replace('db55d3767e51b422', 'db55d3767e51b423')}`);
    expect(negotiations).toHaveLength(2);
  });

  it('sentences about events are none', async () => {
    const diagnosis = await read('We get event 4653 and an IPsec main mode negotiation failed message now and then.');
    expect(diagnosis.findings).toEqual([]);
  });
});
