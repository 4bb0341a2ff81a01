/** Synthetic listings and records: which logging of a host was off, and what follows for its silence. */
import { describe, expect, it } from 'vitest';
import { client, event, logOf, mainFails, mainStands, server } from '../formats/windows-event/stories.fixture.ts';
import { back, both, timedOut } from '../formats/windows-event/story.fixture.ts';
import type { Diagnosis } from '../document/types.ts';
import { diagnoseFiles, type EvidenceFile } from './play.fixture.ts';

const waits = logOf(client, mainFails({ ...both, at: 63, reason: timedOut }));
const folder = 'wg-server-02';
/** A record of the server that ties it to its address. */
const earlier = mainStands({ ...back, at: -7200 });
const known = logOf(server, earlier);

const listed = (setting: string): EvidenceFile => ({
  path: `${folder}/auditpol.txt`,
  lines: [
    'System audit policy',
    'Category/Subcategory                      Setting',
    'Logon/Logoff',
    `  IPsec Quick Mode                        ${setting}`,
    `  IPsec Main Mode                         ${setting}`,
  ],
});

const notes = ({ findings }: Diagnosis): string[] => findings.filter(({ role }) => role === 'note').map(({ id }) => id);
const asked = ({ missingEvidence }: Diagnosis): string[] =>
  missingEvidence.filter(({ host }) => host === folder).map(({ what }) => what);

const off: readonly (readonly [string, readonly EvidenceFile[]])[] = [
  ['auditpol: none', [known, listed('No Auditing')]],
  ['auditpol: successes only', [known, listed('Success')]],
  [
    'auditpol of a Korean system, in the words of its message table',
    [
      known,
      {
        path: `${folder}/auditpol.txt`,
        lines: [
          '시스템 감사 정책',
          '로그온/로그오프',
          '  IPsec 주 모드                           감사 안 함',
          '  IPsec 빠른 모드                         성공',
        ],
      },
    ],
  ],
  [
    'audit.csv of a Korean system, by GUID and number',
    [
      known,
      {
        path: `${folder}/audit.csv`,
        lines: [
          '컴퓨터 이름,정책 대상,하위 범주,하위 범주 GUID,포함 설정,제외 설정,설정 값',
          'WG,System,IPsec 주 모드,{0CCE9218-69AE-11D9-BED3-505054503030},감사 안 함,,0',
        ],
      },
    ],
  ],
  [
    'DisableIKEAudits in an export of the registry',
    [
      known,
      {
        path: `${folder}/lsa.reg`,
        lines: [
          'Windows Registry Editor Version 5.00',
          '',
          String.raw`[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Lsa\Audit]`,
          '"DisableIKEAudits"=dword:00000001',
        ],
      },
    ],
  ],
  [
    'DisableIKEAudits by reg query',
    [
      known,
      {
        path: `${folder}/query.txt`,
        lines: [
          String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Lsa\Audit`,
          '    DisableIKEAudits    REG_DWORD    0x1',
        ],
      },
    ],
  ],
  [
    '612 of Server 2003: failures of logons are no longer audited',
    [
      logOf(
        server,
        earlier,
        event(
          612,
          5,
          Array.from({ length: 21 }, (_, at) => ['', at === 2 ? '+' : '-'] as const),
          { provider: 'Security', unnamed: true },
        ),
      ),
    ],
  ],
  [
    'the security log is full (1104)',
    [logOf(server, earlier, event(1104, 5, [], { provider: 'Microsoft-Windows-Eventlog' }))],
  ],
];

describe('logging that was off (C43)', () => {
  it.each(off)('%s: its silence is no health, and auditing is asked for', async (_, files) => {
    const diagnosis = await diagnoseFiles([waits, ...files]);
    expect(notes(diagnosis)).toContain('note.auditing-off');
    expect(asked(diagnosis)).toContainEqual(expect.stringContaining('Auditing of IPsec failures'));
    expect(diagnosis.verdict).not.toBe('healthy');
  });

  it('auditing that is on, or was turned on again, is no matter', async () => {
    for (const files of [
      [known, listed('Success and Failure')],
      [
        logOf(
          server,
          earlier,
          ...['%%8450', '%%8451'].map((change, at) =>
            event(4719, at, [
              ['SubcategoryGuid', '{0cce9218-69ae-11d9-bed3-505054503030}'],
              ['AuditPolicyChanges', change],
            ]),
          ),
        ),
      ],
    ]) {
      const diagnosis = await diagnoseFiles([waits, ...files]);
      expect(notes(diagnosis)).not.toContain('note.auditing-off');
      expect(asked(diagnosis).join()).not.toContain('Auditing');
    }
  });

  it.each([
    [
      'Server 2003 by netsh',
      `${folder}/config.txt`,
      [
        'IPSec Configuration Parameters',
        '------------------------------',
        'IPSecDiagnostics         : 0',
        'IKElogging               : 0',
        'StrongCRLCheck           : 1',
      ],
    ],
    [
      'the registry',
      `${folder}/oakley.reg`,
      [
        'Windows Registry Editor Version 5.00',
        '',
        String.raw`[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\PolicyAgent\Oakley]`,
        '"EnableLogging"=dword:00000000',
      ],
    ],
    [
      'the values that IPsec_Debug.vbs kept',
      `${folder}/WG-SERVER-02_RegDefault.txt`,
      [String.raw`HKLM\SYSTEM\CurrentControlSet\Services\PolicyAgent\Oakley\EnableLogging = 0`],
    ],
  ])('Oakley.log is off (%s): its absence is no health', async (_, path, lines) => {
    const diagnosis = await diagnoseFiles([waits, known, { path, lines }]);
    expect(notes(diagnosis)).toContain('note.oakley-off');
    expect(diagnosis.verdict).not.toBe('healthy');
    const on = lines.map((line) => line.replace(/(IKElogging +: |dword:0000000|EnableLogging = )0$/, '$11'));
    expect(on).not.toEqual(lines);
    expect(notes(await diagnoseFiles([waits, known, { path, lines: on }]))).not.toContain('note.oakley-off');
    // Windows Vista and later have no such log.
    const modern = {
      path: `${folder}/systeminfo.txt`,
      lines: [
        'Host Name:           WG-SERVER-02',
        'OS Name:             Microsoft Windows Server 2019 Standard',
        'OS Version:          10.0.17763 N/A Build 17763',
      ],
    };
    expect(notes(await diagnoseFiles([waits, known, modern, { path, lines }]))).not.toContain('note.oakley-off');
  });

  it.each([
    ['1102', event(1102, 5, [], { provider: 'Microsoft-Windows-Eventlog' })],
    ['104', event(104, 5, [['Channel', 'System']], { provider: 'Microsoft-Windows-Eventlog', channel: 'System' })],
    ['517', event(517, 5, [], { provider: 'Security', unnamed: true })],
  ] as const)('a log that was cleared (%s) is told of', async (_, record) => {
    expect(notes(await diagnoseFiles([waits, logOf(server, earlier, record)]))).toContain('note.log-cleared');
  });
});
