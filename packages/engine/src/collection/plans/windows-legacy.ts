/**
 * What IPsec_Debug.vbs of the isolation guide did on Windows 2000, XP and Server 2003: its fourteen steps in their order (SCR-06), the
 * eighteen files of table 7.3 (FILE-01..18), and how each change is put back; at tier 3 what the vendor asks for besides (T3-06, T3-08). For the record: it is run on the simulated host, and no
 * script for these systems is written.
 */
import type { Edition, Plan, Request, Step, Text } from '../types.ts';

const kib = 1024;
const mib = 1024 * 1024;

interface Line {
  readonly commands?: readonly string[];
  readonly editions?: readonly Edition[];
  readonly perServer?: true;
  readonly asked?: Request;
  readonly tier?: 3;
}

function run(
  id: string,
  file: string,
  what: Text,
  commands: readonly (readonly string[])[],
  source: string,
  more: Line = {},
): Step {
  return {
    id,
    what,
    action: { kind: 'run', commands },
    file,
    privilege: 'admin',
    seconds: 120,
    bytes: 4 * mib,
    tier: 1,
    source,
    removes: 'text',
    ...more,
  };
}

function registry(
  id: string,
  what: Text,
  key: string,
  name: string,
  data: number,
  source: string,
  more: Line = {},
): Step {
  return {
    id,
    what,
    action: { kind: 'change', change: { kind: 'registry', key, name, type: 'REG_DWORD', data } },
    file: null,
    privilege: 'admin',
    asked: 'raise-logging',
    seconds: 10,
    bytes: 0,
    tier: 1,
    source,
    ...more,
  };
}

function restore(of: string, what: Text, source: string): Step {
  return {
    id: `restore-${of}`,
    what,
    action: { kind: 'restore', of },
    file: null,
    privilege: 'admin',
    asked: 'raise-logging',
    seconds: 10,
    bytes: 0,
    tier: 1,
    source,
  };
}

const ifThere = (id: string, file: string, path: string, name: string, source: string): Step => ({
  id,
  what: { en: `copy of ${name}, if it is there`, ko: `${name} 사본(있는 경우)` },
  action: { kind: 'copy', from: [path], keep: 'tail' },
  file,
  privilege: 'admin',
  seconds: 60,
  bytes: 16 * mib,
  tier: 1,
  removes: 'log',
  source,
});

export const windowsLegacy: Plan = {
  id: 'windows-legacy',
  title: {
    en: 'Windows 2000, XP and Server 2003 (IPsec_Debug.vbs)',
    ko: 'Windows 2000, XP, Server 2003(IPsec_Debug.vbs)',
  },
  system: 'windows',
  shownBy: [],
  steps: [
    {
      ...run(
        'os-info',
        'OSInfo.txt',
        { en: 'version of the system', ko: '시스템 버전' },
        [['ver']],
        'SCR-06 step 1, FILE-13',
      ),
      privilege: 'user',
      seconds: 10,
      bytes: 64 * kib,
    },
    run(
      'policy-version',
      'ipsec_policy_version.txt',
      { en: 'whether the domain policy in the cache is the current one', ko: '캐시의 도메인 정책이 최신인지' },
      [['cscript', '//nologo', 'Detect_IPsec_Policy.vbs']],
      'SCR-06 step 2, FILE-04',
    ),
    registry(
      'group-policy-logging',
      { en: 'log group policy (userenv.log)', ko: '그룹 정책 로깅(userenv.log)' },
      'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon',
      'UserEnvDebugLevel',
      0x30002,
      'SCR-06 step 3, REG-18, KB 221833',
    ),
    registry(
      'kerberos-logging',
      { en: 'log Kerberos errors', ko: 'Kerberos 오류 로깅' },
      'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\Kerberos\\Parameters',
      'LogLevel',
      1,
      'SCR-06 step 4, REG-18, KB 262177',
    ),
    {
      ...run(
        'purge-tickets',
        'klist_purge_mt.txt',
        { en: "purge the machine's Kerberos tickets", ko: '컴퓨터의 Kerberos 티켓 삭제' },
        [],
        'SCR-06 step 5, FILE-07',
        { asked: 'purge-tickets' },
      ),
      action: {
        kind: 'change',
        change: {
          kind: 'renew',
          run: [['klist', 'purge', '-li', '0x3e7']],
          why: {
            en: 'tickets are issued anew the next time one is needed, if a domain controller is reached',
            ko: '다음에 필요할 때 도메인 컨트롤러에서 티켓이 다시 발급됨',
          },
        },
      },
    },
    {
      ...run(
        'refresh-policy',
        'gpupdate.txt',
        { en: 'have group policy applied again', ko: '그룹 정책을 다시 적용' },
        [],
        'SCR-04, SCR-06 step 6',
        { asked: 'refresh-policy', editions: ['xp', '2003'] },
      ),
      action: {
        kind: 'change',
        change: {
          kind: 'renew',
          run: [['gpupdate', '/target:computer', '/force']],
          why: {
            en: 'what the directory assigns is in force afterwards; that is what was to be',
            ko: '디렉터리가 할당한 정책이 적용되며, 그것이 본래의 상태임',
          },
        },
      },
    },
    {
      ...run(
        'refresh-policy-2000',
        'secedit.txt',
        { en: 'have group policy applied again', ko: '그룹 정책을 다시 적용' },
        [],
        'SCR-04, SCR-06 step 6',
        { asked: 'refresh-policy', editions: ['2000'] },
      ),
      action: {
        kind: 'change',
        change: {
          kind: 'renew',
          run: [['secedit', '/refreshpolicy', 'machine_policy', '/enforce']],
          why: {
            en: 'what the directory assigns is in force afterwards; that is what was to be',
            ko: '디렉터리가 할당한 정책이 적용되며, 그것이 본래의 상태임',
          },
        },
      },
    },
    registry(
      'ipsec-logging',
      { en: 'log IKE (Oakley.log)', ko: 'IKE 로깅(Oakley.log)' },
      'HKLM\\SYSTEM\\CurrentControlSet\\Services\\PolicyAgent\\Oakley',
      'EnableLogging',
      1,
      'SCR-06 step 7, REG-17, KB 257225',
    ),
    {
      id: 'restart-service',
      what: {
        en: 'stop and start the IPsec service, which begins the log and deletes every SA of this host',
        ko: 'IPsec 서비스를 중지하고 시작(로그가 시작되며 이 호스트의 모든 SA가 삭제됨)',
      },
      action: {
        kind: 'change',
        change: {
          kind: 'service',
          service: 'PolicyAgent',
          running: ['sc', 'query', 'PolicyAgent'],
          runs: 'RUNNING',
          stop: ['net', 'stop', 'PolicyAgent'],
          start: ['net', 'start', 'PolicyAgent'],
        },
      },
      file: null,
      privilege: 'admin',
      asked: 'restart-service',
      seconds: 120,
      bytes: 0,
      tier: 1,
      source: 'SCR-04, T2-18, C17',
    },
    run(
      'ping',
      '{server}_ping.txt',
      { en: 'ping the server', ko: '서버로 ping' },
      [['ping', '{server}']],
      'SCR-06 step 8, FILE-17',
      { perServer: true },
    ),
    run(
      'net-view',
      '{server}_netview.txt',
      { en: 'list the shares of the server', ko: '서버의 공유 목록' },
      [['net', 'view', '\\\\{server}']],
      'SCR-06 step 8, FILE-16',
      { perServer: true },
    ),
    run(
      'file-versions',
      'FileVer.txt',
      { en: 'versions of the files of IPsec', ko: 'IPsec 파일의 버전' },
      [
        [
          'filever',
          '{system}\\oakley.dll',
          '{system}\\ipsecsvc.dll',
          '{system}\\drivers\\ipsec.sys',
          '{system}\\winipsec.dll',
        ],
      ],
      'SCR-06 step 9, FILE-01',
    ),
    run(
      'netdiag',
      'netdiag.txt',
      { en: 'policy and network diagnosis', ko: '정책 및 네트워크 진단' },
      [['netdiag', '/debug']],
      'SCR-06 step 10, FILE-09, T3-05',
      { commands: ['netdiag'] },
    ),
    run(
      'gpresult',
      'gpresult.txt',
      { en: 'group policy objects that apply', ko: '적용되는 그룹 정책 개체' },
      [['gpresult']],
      'SCR-06 step 10, FILE-02',
      { commands: ['gpresult'] },
    ),
    run(
      'ipseccmd',
      'ipseccmd_show_all.txt',
      { en: 'policy, filters and SAs', ko: '정책, 필터, SA' },
      [['ipseccmd', 'show', 'all']],
      'SCR-06 step 10, FILE-05',
      { commands: ['ipseccmd'], editions: ['xp'] },
    ),
    run(
      'netsh-show-all',
      'netsh_show_all.txt',
      { en: 'policy, filters and SAs', ko: '정책, 필터, SA' },
      [['netsh', 'ipsec', 'dynamic', 'show', 'all']],
      'SCR-06 step 10, FILE-10',
      { commands: ['netsh'], editions: ['2003'] },
    ),
    run(
      'netsh-show-gpo',
      'netsh_show_gpo.txt',
      { en: 'policy that group policy assigned', ko: '그룹 정책이 할당한 정책' },
      [['netsh', 'ipsec', 'static', 'show', 'gpoassignedpolicy']],
      'SCR-06 step 10, FILE-11',
      { commands: ['netsh'], editions: ['2003'] },
    ),
    run(
      'events-547',
      'ipsec_547_events.txt',
      { en: 'events 547 of the security log', ko: '보안 로그의 이벤트 547' },
      [['cscript', '//nologo', '{system}\\eventquery.vbs', '/l', 'security', '/fi', 'id eq 547', '/v', '/fo', 'list']],
      'SCR-06 step 11, FILE-03',
    ),
    run(
      'kerberos-events',
      'kerberos_events.txt',
      { en: 'Kerberos events of the system log', ko: '시스템 로그의 Kerberos 이벤트' },
      [
        [
          'cscript',
          '//nologo',
          '{system}\\eventquery.vbs',
          '/l',
          'system',
          '/fi',
          'source eq Kerberos',
          '/v',
          '/fo',
          'list',
        ],
      ],
      'FILE-06',
    ),
    ifThere('lsass', 'lsass.log', '{system}\\..\\lsass.log', 'lsass.log', 'FILE-08'),
    ifThere('oakley', 'oakley.log', '{system}\\..\\debug\\oakley.log', 'Oakley.log', 'FILE-12, T3-07'),
    ifThere('userenv', 'userenv.log', '{system}\\..\\debug\\usermode\\userenv.log', 'userenv.log', 'FILE-15, T3-09'),
    ifThere('winlogon', 'winlogon.log', '{system}\\..\\security\\logs\\winlogon.log', 'winlogon.log', 'FILE-18'),
    run(
      'portqry',
      'portqry-v.txt',
      { en: 'ports of this computer with their programs', ko: '이 컴퓨터의 포트와 프로그램' },
      [['portqry', '-v', '-local']],
      'T3-06',
      { commands: ['portqry'], editions: ['xp', '2003'], tier: 3 },
    ),
    ...['system', 'security', 'application'].map((log) =>
      run(
        `log-${log}`,
        `${log}_log.csv`,
        { en: `the whole ${log} log`, ko: `${log} 로그 전체` },
        [['cscript', '//nologo', '{system}\\eventquery.vbs', '/l', log, '/v', '/fo', 'csv']],
        'T3-08',
        { editions: ['xp', '2003'], tier: 3 },
      ),
    ),
    restore('ipsec-logging', { en: 'stop logging IKE', ko: 'IKE 로깅 끝냄' }, 'SCR-06 step 12'),
    restore('kerberos-logging', { en: 'put Kerberos logging back', ko: 'Kerberos 로깅 되돌림' }, 'SCR-06 step 13'),
    restore(
      'group-policy-logging',
      { en: 'put group policy logging back', ko: '그룹 정책 로깅 되돌림' },
      'SCR-06 step 14',
    ),
  ],
};
