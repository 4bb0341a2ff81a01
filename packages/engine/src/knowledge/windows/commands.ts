/** Commands that are asked for, per edition, and what took their place. Sources: the guide (its row ids stand among the names); Microsoft's command reference. */
import { type Entry, entry, type More, type OnOs, sourceOf, told, type WindowsOs } from './types.ts';

type Command = readonly [
  id: string,
  title: string,
  en: string,
  ko: string,
  /** Per edition: the command, `null` where there is none; a note where one is needed. */
  on: readonly (readonly [os: WindowsOs | 'all', command: string | null, en?: string, ko?: string])[],
  more?: More,
];

const all: readonly WindowsOs[] = ['2000', 'xp', '2003', 'modern'];

const commands: readonly Command[] = [
  [
    'ping',
    'ping',
    'Connectivity by ICMP; -a asks for the name of an address, -l 5000 makes fragments. "Negotiating IP Security." shows that IPsec wants to protect the echo.',
    'ICMP 연결 확인. -a는 주소의 이름을 조회하고 -l 5000은 조각을 만듭니다. "Negotiating IP Security."는 IPsec이 에코를 보호하려 한다는 뜻입니다.',
    [['all', 'ping HOST; ping -a ADDRESS; ping -l 5000 ADDRESS']],
    { names: ['CMD-01', 'ping -a', 'ping -l'], see: ['TOOL-29', 'TOOL-31', 'IKE-04', 'sample-ping'] },
  ],
  [
    'tracert',
    'tracert',
    'The hops towards a host, by ICMP; pathping adds loss per hop.',
    '호스트까지의 홉(ICMP). pathping은 홉별 손실을 더합니다.',
    [['all', 'tracert HOST; pathping HOST']],
    { names: ['CMD-02', 'traceroute'], see: ['TOOL-28', 'sample-tracert'] },
  ],
  [
    'nslookup',
    'nslookup',
    'Asks the DNS server; with the domain name it gives the addresses of all controllers.',
    'DNS 서버에 질의합니다. 도메인 이름을 주면 모든 DC의 주소를 보여 줍니다.',
    [['all', 'nslookup; nslookup DOMAIN']],
    { names: ['CMD-03'], see: ['NAM-03', 'DC-04', 'sample-nslookup'] },
  ],
  [
    'net-view',
    'net view',
    'Lists the shares of a computer: a test by SMB through IPsec. "Access is denied" counts as reached: IKE worked, a right is missing.',
    '컴퓨터의 공유를 나열합니다. IPsec을 거치는 SMB 시험입니다. "액세스가 거부되었습니다"는 도달한 것으로 봅니다. IKE는 되었고 권한이 없는 것입니다.',
    [
      [
        'all',
        'net view \\\\COMPUTER',
        'Where SMB 1 and the Browser service are off, a share is the better test: dir \\\\COMPUTER\\SHARE.',
        'SMB 1과 Browser 서비스가 꺼져 있으면 dir \\\\COMPUTER\\SHARE가 더 나은 시험입니다.',
      ],
    ],
    { names: ['CMD-04', 'net view'], see: ['T1-09', 'sample-net-view'] },
  ],
  [
    'cscript',
    'cscript SCRIPT.vbs',
    'Runs the scripts of the guide.',
    '가이드의 스크립트를 실행합니다.',
    [
      ['2000', 'cscript IPsec_Debug.vbs'],
      ['xp', 'cscript IPsec_Debug.vbs'],
      ['2003', 'cscript IPsec_Debug.vbs'],
      [
        'modern',
        null,
        'Made for 2000 to 2003; use ipsec-doctor collect, detect-policy and refresh-policy.',
        '2000~2003용입니다. ipsec-doctor collect, detect-policy, refresh-policy를 쓰십시오.',
      ],
    ],
    { names: ['CMD-06'], see: ['SCR-03', 'SCR-08', 'SCR-11'] },
  ],
  [
    'ipconfig',
    'ipconfig',
    'Addresses and DNS; /release and /renew test DHCP through IPsec.',
    '주소와 DNS 구성. /release와 /renew로 IPsec을 거치는 DHCP를 시험합니다.',
    [['all', 'ipconfig /all; ipconfig /release; ipconfig /renew']],
    { names: ['CMD-07', 'ipconfig /renew', 'ipconfig /release'], see: ['NET-08', 'sample-ipconfig'] },
  ],
  [
    'at',
    'at',
    'Opens a window as Local System, to see the tickets of the computer.',
    '로컬 시스템으로 창을 열어 컴퓨터의 티켓을 봅니다.',
    [
      ['2000', 'at TIME /interactive cmd /k klist tickets'],
      ['xp', 'at TIME /interactive cmd /k klist tickets'],
      [
        '2003',
        'at TIME /interactive cmd /k klist tickets',
        'TIME one minute ahead; Task Scheduler has to run.',
        '1분 뒤 시각. 작업 스케줄러가 실행 중이어야 합니다.',
      ],
      [
        'modern',
        null,
        'No interactive window from services: klist -li 0x3e7, or psexec -s.',
        '서비스에서 대화형 창을 열 수 없습니다. klist -li 0x3e7 또는 psexec -s를 쓰십시오.',
      ],
    ],
    { names: ['CMD-14'], see: ['DC-09', 'DC-11'] },
  ],
  [
    'netstat',
    'netstat -bov',
    'Which program and module owns a port: UDP 500 and 4500.',
    '어떤 프로그램과 모듈이 포트(UDP 500, 4500)를 쓰는지 보여 줍니다.',
    [
      [
        '2000',
        'netstat -an',
        'Without owners; use portqry -local.',
        '소유자는 나오지 않습니다. portqry -local을 쓰십시오.',
      ],
      ['xp', 'netstat -bov', 'From SP2.', 'SP2부터.'],
      ['2003', 'netstat -bov'],
      ['modern', 'netstat -abno; Get-NetUDPEndpoint -LocalPort 500,4500'],
    ],
    {
      names: ['CMD-15', 'netstat', 'netstat -abno'],
      see: ['POL-20', 'sample-netstat'],
      related: ['service.port-conflict'],
    },
  ],
  [
    'sc',
    'sc control policyagent 130',
    'Makes the policy agent load its policy again; all SAs are deleted. The guide prints the words in another order (sc policyagent control 130).',
    '정책 에이전트가 정책을 다시 불러오게 합니다. 모든 SA가 삭제됩니다. 가이드에는 단어 순서가 다르게(sc policyagent control 130) 인쇄되어 있습니다.',
    [
      ['2000', null, 'Stop and start the service.', '서비스를 중지했다 시작하십시오.'],
      ['xp', 'sc control policyagent 130'],
      ['2003', 'sc control policyagent 130'],
      [
        'modern',
        'sc control policyagent 130',
        'Legacy policy only; event 5465 confirms it.',
        '레거시 정책만. 이벤트 5465로 확인됩니다.',
      ],
    ],
    {
      names: ['CMD-17', 'sc policyagent control 130', 'sc query', 'sc'],
      see: ['POL-45', 'event-5465', 'sample-sc'],
      unconfirmed: true,
    },
  ],
  [
    'gpupdate',
    'gpupdate /force',
    'Refreshes Group Policy: assignment, policy and cache of IPsec too. gpresult then tells what applied.',
    '그룹 정책을 새로 고칩니다. IPsec 할당, 정책, 캐시도 갱신됩니다. 적용 결과는 gpresult로 봅니다.',
    [
      ['2000', 'secedit /refreshpolicy machine_policy /enforce'],
      ['xp', 'gpupdate /force'],
      ['2003', 'gpupdate /force'],
      ['modern', 'gpupdate /force; Invoke-GPUpdate'],
    ],
    {
      names: ['CMD-18', 'gpupdate', 'gpudpate', 'secedit'],
      see: ['POL-49', 'tool-gpresult', 'sample-gpupdate'],
      related: ['policy.stale'],
    },
  ],
  [
    'nbtstat',
    'nbtstat',
    'NetBIOS names; -n of a test computer makes each client negotiate in a rollout test.',
    'NetBIOS 이름. 배포 시험에서 클라이언트마다 협상을 시작하게 하는 데 씁니다.',
    [['all', 'nbtstat -n; nbtstat -a COMPUTER']],
    { names: ['CMD-20', 'nbtstat -n'], see: ['IKE-03', 'sample-nbtstat'] },
  ],
  [
    'netsh-ipsec-set-config',
    'netsh ipsec dynamic set config',
    'Sets what the IPsec of Server 2003 logs and exempts: ikelogging 0 or 1 (Oakley.log), ipsecdiagnostics 0 to 7 (events of the driver), ipsecloginterval 60 to 86400 seconds, strongcrlcheck 0 to 2, ipsecexempt 0 to 3 (NoDefaultExempt), bootmode stateful, block or permit, bootexemptions.',
    'Server 2003 IPsec의 로깅과 예외를 설정합니다. ikelogging 0/1(Oakley.log), ipsecdiagnostics 0~7(드라이버 이벤트), ipsecloginterval 60~86400초, strongcrlcheck 0~2, ipsecexempt 0~3(NoDefaultExempt), bootmode stateful/block/permit, bootexemptions.',
    [
      [
        '2000',
        null,
        'Registry: EnableLogging, LogInterval, NoDefaultExempt.',
        '레지스트리: EnableLogging, LogInterval, NoDefaultExempt.',
      ],
      [
        'xp',
        null,
        'ipseccmd set logike (SP2); the rest in the registry.',
        'ipseccmd set logike(SP2). 나머지는 레지스트리.',
      ],
      ['2003', 'netsh ipsec dynamic set config ikelogging 1'],
      [
        'modern',
        null,
        'netsh advfirewall set global ipsec; netsh wfp capture for logging.',
        'netsh advfirewall set global ipsec, 로깅은 netsh wfp capture.',
      ],
    ],
    {
      names: [
        'CMD-11',
        'CMD-12',
        'netsh ipsec dynamic set config ikelogging 1',
        'netsh ipsec dynamic set config ipsecexempt 0',
      ],
      see: [
        'setting-EnableLogging',
        'setting-EnableDiagnostics',
        'setting-LogInterval',
        'setting-NoDefaultExempt',
        'setting-OperationMode',
      ],
      sources: [sourceOf.guide, 'Microsoft command reference, netsh ipsec'],
    },
  ],
  [
    'net-stop',
    'net stop policyagent',
    'Stops the IPsec service: a last resort, it ends protection and cuts off peers.',
    'IPsec 서비스를 중지합니다. 보호가 사라지고 상대와의 연결이 끊기므로 마지막 수단입니다.',
    [
      ['2000', 'net stop policyagent; net start policyagent'],
      ['xp', 'net stop policyagent; net start policyagent'],
      ['2003', 'net stop policyagent; net start policyagent'],
      [
        'modern',
        'net stop policyagent; net stop ikeext',
        'IKE itself is the service IKEEXT, filters are those of BFE.',
        'IKE는 IKEEXT 서비스, 필터는 BFE에 있습니다.',
      ],
    ],
    {
      names: ['CMD-22', 'net stop policyagent', 'net start policyagent'],
      see: ['PROC-04', 'PROC-07', 'PROC-08'],
    },
  ],
  [
    'auditpol',
    'auditpol',
    'Turns the audits of IPsec on; without them Vista and later log no 4650 to 4655, 4960 to 4984, 5451, 5452.',
    'IPsec 감사를 켭니다. 없으면 Vista 이후에는 4650~4655, 4960~4984, 5451, 5452가 기록되지 않습니다.',
    [
      ['2000', null, 'Policy "Audit logon events".', '정책 "로그온 이벤트 감사".'],
      [
        'xp',
        null,
        'Policy "Audit logon events"; look at DisableIKEAudits.',
        '정책 "로그온 이벤트 감사". DisableIKEAudits를 확인하십시오.',
      ],
      [
        '2003',
        null,
        'Policy "Audit logon events"; look at DisableIKEAudits.',
        '정책 "로그온 이벤트 감사". DisableIKEAudits를 확인하십시오.',
      ],
      [
        'modern',
        'auditpol /set /subcategory:"IPsec Main Mode","IPsec Quick Mode","IPsec Extended Mode","IPsec Driver" /success:enable /failure:enable',
        'On localised editions use the GUIDs (auditpol /list /subcategory:* /v).',
        '한국어 등 현지화된 버전에서는 GUID를 쓰십시오(auditpol /list /subcategory:* /v).',
      ],
    ],
    { see: ['IKE-11', 'IKE-12'], sources: ['Microsoft command reference, auditpol'] },
  ],
  [
    'netsh-wfp-capture',
    'netsh wfp capture',
    'Records what IKE and the filtering platform do, in place of Oakley.log.',
    'Oakley.log 대신 IKE와 필터링 플랫폼의 동작을 기록합니다.',
    [
      ['2000', null, 'Oakley.log by EnableLogging.', 'EnableLogging으로 Oakley.log를 켭니다.'],
      [
        'xp',
        null,
        'ipseccmd set logike (SP2), else EnableLogging.',
        'ipseccmd set logike(SP2), 그 이전은 EnableLogging.',
      ],
      ['2003', null, 'netsh ipsec dynamic set config ikelogging 1.', 'netsh ipsec dynamic set config ikelogging 1.'],
      ['modern', 'netsh wfp capture start, try again, netsh wfp capture stop'],
    ],
    {
      names: ['wfp capture'],
      see: ['tool-netsh-wfp', 'setting-EnableLogging'],
      sources: ['Microsoft command reference, netsh wfp'],
    },
  ],
  [
    'Get-VpnConnection',
    'Get-VpnConnection',
    'Shows the VPN connections of this computer: server, tunnel type, authentication, encryption, state, and what IKE proposes where that was set (IPsecCustomPolicy; nothing there: the defaults).',
    '이 컴퓨터의 VPN 연결을 보여 줍니다. 서버, 터널 종류, 인증, 암호화, 상태, 설정한 경우 IKE 제안(IPsecCustomPolicy, 비어 있으면 기본값)입니다.',
    [
      ['2000', null, 'Use rasphone, and the file rasphone.pbk.', 'rasphone과 rasphone.pbk 파일을 보십시오.'],
      ['xp', null, 'Use rasphone, and the file rasphone.pbk.', 'rasphone과 rasphone.pbk 파일을 보십시오.'],
      ['2003', null, 'Use rasphone, and the file rasphone.pbk.', 'rasphone과 rasphone.pbk 파일을 보십시오.'],
      [
        'modern',
        'Get-VpnConnection; Get-VpnConnection -AllUserConnection; (Get-VpnConnection NAME).IPsecCustomPolicy',
        'Windows 8.1, Server 2012 R2 and later. Connections of all users are shown with -AllUserConnection alone.',
        'Windows 8.1, Server 2012 R2 이후. 모든 사용자의 연결은 -AllUserConnection을 붙여야 나옵니다.',
      ],
    ],
    {
      names: ['IPsecCustomPolicy', 'rasphone.pbk', 'Add-VpnConnection', 'Set-VpnConnection'],
      see: ['command-Set-VpnConnectionIPsecConfiguration', 'event-20227', 'sample-get-vpnconnection'],
      sources: ['Microsoft documentation, VpnClient module'],
    },
  ],
  [
    'Set-VpnConnectionIPsecConfiguration',
    'Set-VpnConnectionIPsecConfiguration',
    'Sets what an IKEv2 connection of Windows proposes, beyond the weak defaults (DH group 2, 3DES).',
    'Windows IKEv2 연결이 제안할 알고리즘을 약한 기본값(DH 그룹 2, 3DES) 대신 설정합니다.',
    [
      ['2000', null],
      ['xp', null],
      ['2003', null],
      [
        'modern',
        'Set-VpnConnectionIPsecConfiguration -ConnectionName NAME -AuthenticationTransformConstants GCMAES256 -CipherTransformConstants GCMAES256 -EncryptionMethod AES256 -IntegrityCheckMethod SHA256 -DHGroup Group14 -PfsGroup PFS2048',
        'Windows 10 and later.',
        'Windows 10 이후.',
      ],
    ],
    {
      see: ['13868', 'setting-NegotiateDH2048_AES256'],
      related: ['proposal.ike-mismatch', 'proposal.esp-mismatch'],
      sources: ['Microsoft documentation, VpnClient module'],
    },
  ],
];

export const commandEntries: readonly Entry[] = commands.map(([id, title, en, ko, on, more = {}]) =>
  entry('command', `command-${id}`, title, told(en, ko), {
    sources: [sourceOf.chapter7],
    ...more,
    names: [title, ...(more.names ?? [])],
    per: on.flatMap(([os, command, noteEn, noteKo]) =>
      (os === 'all' ? all : [os]).map(
        (one): OnOs => ({
          os: one,
          there: command !== null,
          ...(command === null ? {} : { command }),
          ...(noteEn === undefined || noteKo === undefined ? {} : { note: told(noteEn, noteKo) }),
        }),
      ),
    ),
  }),
);
