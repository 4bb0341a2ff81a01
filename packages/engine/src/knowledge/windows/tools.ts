/**
 * The tool adviser: which tool answers which question on which edition of Windows, and what to use where it does not. Sources: the
 * guide, tables 7.1 and 7.2; Microsoft's command reference for Vista and later.
 */
import { type Entry, entry, type More, type OnOs, sourceOf, told, type WindowsOs } from './types.ts';

/** On one edition: the command, or `null` where the tool is not there or of no use; then what to know in both languages. */
type On = readonly [os: WindowsOs, command: string | null, en?: string, ko?: string];
type Tool = readonly [name: string, en: string, ko: string, on: readonly On[], more?: More];

const everywhere = (command: string): readonly On[] => [
  ['2000', command],
  ['xp', command],
  ['2003', command],
  ['modern', command],
];

const tools: readonly Tool[] = [
  [
    'netdiag',
    'Diagnoses the network, and on 2000 and XP the IPsec policy. From the Support Tools; take the newest.',
    '네트워크를 진단하고 2000과 XP에서는 IPsec 정책도 진단합니다. 지원 도구에 있으며 최신판을 쓰십시오.',
    [
      [
        '2000',
        'netdiag /test:ipsec [/debug | /v]',
        'Shows the assigned policy; /debug adds active policy, filters and quick mode statistics, /v main mode statistics.',
        '할당된 정책을 보여 줍니다. /debug는 활성 정책, 필터, 빠른 모드 통계를, /v는 기본 모드 통계를 더합니다.',
      ],
      [
        'xp',
        'netdiag /test:ipsec',
        'Tests the network, and of IPsec shows the policy name only; for more use ipseccmd show all. XP SP2 does not update it.',
        '네트워크 진단을 하며 IPsec은 정책 이름만 보여 줍니다. 더 보려면 ipseccmd show all을 쓰십시오. XP SP2는 이를 업데이트하지 않습니다.',
      ],
      [
        '2003',
        null,
        'No IPsec function, network only: use netsh ipsec dynamic show all.',
        'IPsec 기능이 없고 네트워크 진단만 합니다. netsh ipsec dynamic show all을 쓰십시오.',
      ],
      [
        'modern',
        null,
        'Not there any more: use Get-NetIPsecRule, Get-NetIPsecMainModeSA, netsh advfirewall monitor, and nltest and dcdiag for the domain.',
        '더 이상 없습니다. Get-NetIPsecRule, Get-NetIPsecMainModeSA, netsh advfirewall monitor를 쓰고 도메인은 nltest와 dcdiag로 확인하십시오.',
      ],
    ],
    {
      names: ['netdiag.exe', 'netdiag /test:ipsec', 'netdiag /debug', 'netdiag /v', 'CMD-08'],
      see: ['TOOL-12', 'TOOL-16', 'sample-netdiag'],
    },
  ],
  [
    'ipseccmd',
    'Policy and statistics of IPsec at the command line of XP. From the Support Tools.',
    'XP의 IPsec 정책 및 통계 명령줄 도구. 지원 도구에 있습니다.',
    [
      ['2000', null, 'Use ipsecpol and netdiag /test:ipsec.', 'ipsecpol과 netdiag /test:ipsec을 쓰십시오.'],
      [
        'xp',
        'ipseccmd show all | gpo | filters | policies | auth | stats | sas',
        'show gpo and set logike need the SP2 version, which runs on SP2 only.',
        'show gpo와 set logike는 SP2 버전이 필요하며 그 버전은 SP2에서만 실행됩니다.',
      ],
      ['2003', null, 'Replaced by netsh ipsec.', 'netsh ipsec으로 대체되었습니다.'],
      [
        'modern',
        null,
        'Use the NetSecurity cmdlets or netsh ipsec and netsh advfirewall.',
        'NetSecurity cmdlet이나 netsh ipsec, netsh advfirewall을 쓰십시오.',
      ],
    ],
    { names: ['ipseccmd.exe', 'ipseccmd show', 'CMD-09'], see: ['TOOL-07', 'TOOL-11', 'KI-09', 'sample-ipseccmd'] },
  ],
  [
    'netsh ipsec',
    'The legacy IPsec policy at the command line: static for the stores, dynamic for what is active.',
    '레거시 IPsec 정책 명령줄: static은 저장소, dynamic은 활성 상태.',
    [
      [
        '2000',
        null,
        'The ipsec context is not there: netdiag /test:ipsec, ipsecpol.',
        'ipsec 컨텍스트가 없습니다. netdiag /test:ipsec, ipsecpol을 쓰십시오.',
      ],
      ['xp', null, 'The ipsec context is not there: ipseccmd.', 'ipsec 컨텍스트가 없습니다. ipseccmd를 쓰십시오.'],
      [
        '2003',
        'netsh ipsec dynamic show all | stats | config | mmsas | qmsas; netsh ipsec static show all | gpoassignedpolicy; netsh -f FILE',
      ],
      [
        'modern',
        'netsh ipsec dynamic show all',
        'Still there for legacy policy; connection security rules are seen by netsh advfirewall and Get-NetIPsecRule only.',
        '레거시 정책용으로 남아 있습니다. 연결 보안 규칙은 netsh advfirewall과 Get-NetIPsecRule로만 볼 수 있습니다.',
      ],
    ],
    {
      names: [
        'netsh ipsec dynamic',
        'netsh ipsec static',
        'netsh ipsec dynamic show all',
        'netsh ipsec dynamic show config',
        'netsh ipsec dynamic show stats',
        'netsh ipsec static show all',
        'netsh -f',
        'netsh',
        'CMD-10',
      ],
      see: ['TOOL-06', 'sample-netsh-gpoassignedpolicy', 'sample-netsh-mmsas'],
    },
  ],
  [
    'netsh advfirewall',
    'Connection security rules, and active SAs of Vista and later.',
    'Vista 이후의 연결 보안 규칙과 활성 SA.',
    [
      ['2000', null],
      ['xp', null],
      ['2003', null, 'Use netsh ipsec.', 'netsh ipsec을 쓰십시오.'],
      [
        'modern',
        'netsh advfirewall monitor show mmsa | qmsa | consec; netsh advfirewall consec show rule name=all verbose',
      ],
    ],
    { names: ['advfirewall'], see: ['sample-netsh-advfirewall'] },
  ],
  [
    'netsh wfp',
    'State, filters and events of the Windows Filtering Platform: the deepest look at a drop or a failed negotiation.',
    'Windows 필터링 플랫폼의 상태, 필터, 이벤트. 버려진 패킷이나 협상 실패를 가장 깊이 볼 수 있습니다.',
    [
      ['2000', null],
      ['xp', null],
      ['2003', null, 'Oakley.log takes its place.', 'Oakley.log를 쓰십시오.'],
      [
        'modern',
        'netsh wfp show state; netsh wfp show netevents; netsh wfp capture start … netsh wfp capture stop',
        'As administrator; capture writes wfpdiag.cab.',
        '관리자로 실행하며 capture는 wfpdiag.cab을 만듭니다.',
      ],
    ],
    { names: ['wfpdiag', 'wfpdiag.cab', 'wfpstate.xml', 'netevents.xml'] },
  ],
  [
    'Get-NetIPsecMainModeSA',
    'Cmdlets of module NetSecurity: rules, settings and active SAs.',
    'NetSecurity 모듈의 cmdlet: 규칙, 설정, 활성 SA.',
    [
      ['2000', null],
      ['xp', null, 'Use ipseccmd show sas.', 'ipseccmd show sas를 쓰십시오.'],
      [
        '2003',
        null,
        'Use netsh ipsec dynamic show mmsas and qmsas.',
        'netsh ipsec dynamic show mmsas와 qmsas를 쓰십시오.',
      ],
      [
        'modern',
        'Get-NetIPsecMainModeSA; Get-NetIPsecQuickModeSA; Get-NetIPsecRule -PolicyStore ActiveStore',
        'From Windows 8 and Server 2012; before that netsh advfirewall.',
        'Windows 8, Server 2012부터. 그 이전은 netsh advfirewall을 쓰십시오.',
      ],
    ],
    { names: ['Get-NetIPsecQuickModeSA', 'Get-NetIPsecRule', 'NetSecurity'], see: ['sample-get-netipsec'] },
  ],
  [
    'ipsecmon',
    'Statistics and SAs in a window, on Windows 2000.',
    'Windows 2000의 통계와 SA를 창으로 보여 줍니다.',
    [
      ['2000', 'ipsecmon [computer]', 'KB 257225.', 'KB 257225.'],
      ['xp', null, 'Snap-in IP Security Monitor.', 'IP 보안 모니터 스냅인.'],
      ['2003', null, 'Snap-in IP Security Monitor.', 'IP 보안 모니터 스냅인.'],
      [
        'modern',
        null,
        'Windows Defender Firewall with Advanced Security, Monitoring.',
        '고급 보안이 포함된 Windows Defender 방화벽의 모니터링.',
      ],
    ],
    { names: ['ipsecmon.exe'], see: ['TOOL-04'] },
  ],
  [
    'IP Security Monitor',
    'Snap-in: active policy, filters, SAs and statistics of main and quick mode.',
    '스냅인: 활성 정책, 필터, 기본/빠른 모드의 SA와 통계.',
    [
      ['2000', null, 'Use ipsecmon.', 'ipsecmon을 쓰십시오.'],
      [
        'xp',
        'mmc, add IP Security Monitor',
        'Without the active policy; not over the network from SP2 on.',
        '활성 정책은 없습니다. SP2부터 원격으로 쓸 수 없습니다.',
      ],
      [
        '2003',
        'mmc, add IP Security Monitor',
        'With the active policy; not over the network from SP1 on.',
        '활성 정책을 포함합니다. SP1부터 원격으로 쓸 수 없습니다.',
      ],
      [
        'modern',
        'mmc, add IP Security Monitor',
        'Legacy policy only; rules are under Monitoring of the firewall snap-in.',
        '레거시 정책만. 연결 보안 규칙은 방화벽 스냅인의 모니터링에 있습니다.',
      ],
    ],
    { names: ['ipsecmonitor', 'IP 보안 모니터'], see: ['TOOL-02', 'TOOL-03', 'T3-11'] },
  ],
  [
    'IP Security Policy Management',
    'Snap-in that makes, edits and assigns legacy policy.',
    '레거시 정책을 만들고 편집하고 할당하는 스냅인.',
    [
      ['2000', 'secpol.msc', 'Saving with it strips features of XP and 2003.', '저장하면 XP/2003 기능이 사라집니다.'],
      ['xp', 'secpol.msc'],
      ['2003', 'secpol.msc'],
      ['modern', 'secpol.msc'],
    ],
    { names: ['secpol.msc', 'IP 보안 정책 관리'], see: ['TOOL-01', 'KI-07', 'KI-08'] },
  ],
  [
    'ipsecpol',
    'Configures policy in the directory or the registry of Windows 2000.',
    'Windows 2000의 디렉터리나 레지스트리 정책을 구성합니다.',
    [
      ['2000', 'ipsecpol', 'Resource Kit.', '리소스 키트.'],
      ['xp', null, 'Use ipseccmd.', 'ipseccmd를 쓰십시오.'],
      ['2003', null, 'Use netsh ipsec static.', 'netsh ipsec static을 쓰십시오.'],
      [
        'modern',
        null,
        'Use netsh ipsec static or New-NetIPsecRule.',
        'netsh ipsec static이나 New-NetIPsecRule을 쓰십시오.',
      ],
    ],
    { names: ['ipsecpol.exe'], see: ['TOOL-17'] },
  ],
  [
    'gpresult',
    'Which Group Policy objects apply, and when they did.',
    '어떤 그룹 정책 개체가 언제 적용됐는지 보여 줍니다.',
    [
      ['2000', 'gpresult', 'Resource Kit.', '리소스 키트.'],
      ['xp', 'gpresult /v'],
      ['2003', 'gpresult /v'],
      [
        'modern',
        'gpresult /h report.html',
        'As administrator, or the computer part is missing.',
        '관리자로 실행하지 않으면 컴퓨터 부분이 빠집니다.',
      ],
    ],
    { names: ['gpresult.exe'], see: ['TOOL-18', 'sample-gpresult'], related: ['policy.wrong-assignment'] },
  ],
  [
    'RSoP',
    'Snap-in Resultant Set of Policy: the IPsec policy that a computer gets.',
    '정책 결과 집합 스냅인: 컴퓨터가 받는 IPsec 정책.',
    [
      ['2000', null, 'Use gpresult.', 'gpresult를 쓰십시오.'],
      ['xp', 'rsop.msc'],
      ['2003', 'rsop.msc'],
      ['modern', 'rsop.msc', 'gpresult /h shows more.', 'gpresult /h가 더 많이 보여 줍니다.'],
    ],
    { names: ['rsop.msc', '정책 결과 집합'], see: ['TOOL-19'] },
  ],
  [
    'srvinfo',
    'Services, drivers and protocols of another computer; chart 7.3 looks with it whether Routing and Remote Access runs.',
    '다른 컴퓨터의 서비스, 드라이버, 프로토콜. 순서도 7.3에서 RRAS 실행 여부를 확인합니다.',
    [
      ['2000', 'srvinfo \\\\COMPUTER', 'Resource Kit.', '리소스 키트.'],
      ['xp', 'srvinfo \\\\COMPUTER', 'Resource Kit.', '리소스 키트.'],
      ['2003', 'srvinfo \\\\COMPUTER', 'Resource Kit.', '리소스 키트.'],
      [
        'modern',
        null,
        'Use sc \\\\COMPUTER query RemoteAccess, or Get-Service -ComputerName.',
        'sc \\\\COMPUTER query RemoteAccess나 Get-Service -ComputerName을 쓰십시오.',
      ],
    ],
    { names: ['srvinfo.exe', 'CMD-05'], see: ['TOOL-20', 'sample-srvinfo'] },
  ],
  [
    'portqry',
    'State of ports, here and at another computer (KB 310099).',
    '로컬과 다른 컴퓨터의 포트 상태(KB 310099).',
    [
      ['2000', 'portqry -n COMPUTER -e PORT -p tcp|udp'],
      ['xp', 'portqry -local -v', 'Version 2.0 or later.', '버전 2.0 이상.'],
      ['2003', 'portqry -local -v', 'Version 2.0 or later.', '버전 2.0 이상.'],
      [
        'modern',
        'portqry -local -v',
        'A download; or Test-NetConnection COMPUTER -Port PORT and Get-NetUDPEndpoint -LocalPort 500.',
        '다운로드하거나 Test-NetConnection COMPUTER -Port PORT, Get-NetUDPEndpoint -LocalPort 500을 쓰십시오.',
      ],
    ],
    {
      names: ['portqry.exe', 'PortQueryUI', 'CMD-16'],
      see: ['TOOL-21', 'DC-05', 'sample-portqry'],
      related: ['service.port-conflict'],
    },
  ],
  [
    'nltest',
    'Trusts, and the secure channel of the computer to its domain.',
    '트러스트와 컴퓨터의 도메인 보안 채널.',
    [
      ['2000', 'nltest /sc_query:DOMAIN', 'Support Tools.', '지원 도구.'],
      ['xp', 'nltest /sc_query:DOMAIN', 'Support Tools.', '지원 도구.'],
      ['2003', 'nltest /sc_query:DOMAIN', 'Support Tools.', '지원 도구.'],
      ['modern', 'nltest /sc_verify:DOMAIN', 'Or Test-ComputerSecureChannel.', '또는 Test-ComputerSecureChannel.'],
    ],
    {
      names: ['nltest.exe', 'CMD-19', 'secure channel', '보안 채널'],
      see: ['TOOL-22', 'sample-nltest'],
      related: ['auth.computer-account'],
    },
  ],
  [
    'klist',
    'Kerberos tickets; run as Local System it shows those of the computer, which IKE uses.',
    'Kerberos 티켓. 로컬 시스템으로 실행하면 IKE가 쓰는 컴퓨터 티켓을 보여 줍니다.',
    [
      [
        '2000',
        'klist tickets | purge',
        'Resource Kit; for the computer through at TIME /interactive cmd.',
        '리소스 키트. 컴퓨터 티켓은 at <시각> /interactive cmd로 봅니다.',
      ],
      [
        'xp',
        'klist tickets | purge',
        'Resource Kit; for the computer through at TIME /interactive cmd.',
        '리소스 키트. 컴퓨터 티켓은 at <시각> /interactive cmd로 봅니다.',
      ],
      [
        '2003',
        'klist tickets | purge',
        'Resource Kit; for the computer through at TIME /interactive cmd.',
        '리소스 키트. 컴퓨터 티켓은 at <시각> /interactive cmd로 봅니다.',
      ],
      [
        'modern',
        'klist -li 0x3e7; klist -li 0x3e7 purge',
        'Built in; as administrator.',
        '기본 제공. 관리자로 실행합니다.',
      ],
    ],
    {
      names: ['klist.exe', 'klist tickets', 'klist purge', 'CMD-13'],
      see: ['TOOL-23', 'DC-09', 'DC-11', 'sample-klist'],
      related: ['auth.membership-stale', 'auth.kerberos-unavailable'],
    },
  ],
  [
    'pathping',
    'Path and loss per hop, by ICMP.',
    'ICMP로 경로와 홉별 손실을 보여 줍니다.',
    everywhere('pathping HOST'),
    { names: ['pathping.exe'], see: ['TOOL-24', 'TOOL-28', 'sample-tracert'] },
  ],
  [
    'ldp',
    'LDAP client to look at the policy objects in the directory.',
    '디렉터리의 정책 개체를 보는 LDAP 클라이언트.',
    [
      ['2000', 'ldp', 'Support Tools.', '지원 도구.'],
      ['xp', 'ldp', 'Support Tools.', '지원 도구.'],
      ['2003', 'ldp', 'Support Tools.', '지원 도구.'],
      ['modern', 'ldp', 'With the AD DS tools (RSAT).', 'AD DS 도구(RSAT)에 포함됩니다.'],
    ],
    { names: ['ldp.exe', 'CMD-21'], see: ['TOOL-25', 'ADP-01'] },
  ],
  [
    'RASDIAG',
    'Collects logs of remote access.',
    '원격 액세스 로그를 수집합니다.',
    [
      ['2000', null],
      ['xp', 'rasdiag'],
      ['2003', 'rasdiag'],
      [
        'modern',
        'netsh ras diagnostics show all type=file destination=C:\\rasdiag.htm',
        'Took its place, and so did netsh ras set tracing * enabled and the RasClient events; netsh trace start scenario=WFP-IPsec capture=yes writes an .etl.',
        '대신 쓰는 명령. netsh ras set tracing * enabled와 RasClient 이벤트, .etl을 쓰는 netsh trace start scenario=WFP-IPsec capture=yes도 있습니다.',
      ],
    ],
    { see: ['T3-07'], unconfirmed: true },
  ],
  [
    'sporder',
    'Lists and orders the layered providers of Winsock.',
    'Winsock 계층화 공급자(LSP)를 나열하고 순서를 바꿉니다.',
    [
      ['2000', 'sporder', 'Windows SDK.', 'Windows SDK.'],
      ['xp', 'sporder', 'Or netsh winsock show catalog (SP2).', '또는 netsh winsock show catalog(SP2).'],
      ['2003', 'sporder'],
      ['modern', null, 'netsh winsock show catalog.', 'netsh winsock show catalog.'],
    ],
    { names: ['sporder.exe'], see: ['APP-11'], related: ['app.layered-provider'] },
  ],
];

export const toolEntries: readonly Entry[] = tools.map(([name, en, ko, on, more = {}]) =>
  entry('tool', `tool-${name.toLowerCase().replaceAll(' ', '-')}`, name, told(en, ko), {
    sources: [`${sourceOf.chapter7}, tables 7.1 and 7.2`],
    ...more,
    names: [name, ...(more.names ?? [])],
    per: on.map(
      ([os, command, noteEn, noteKo]): OnOs => ({
        os,
        there: command !== null,
        ...(command === null ? {} : { command }),
        ...(noteEn === undefined || noteKo === undefined ? {} : { note: told(noteEn, noteKo) }),
      }),
    ),
  }),
);
