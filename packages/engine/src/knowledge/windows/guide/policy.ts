/** Is the right policy there: Group Policy, the service, the stores, the interpretation. Source: the guide, chapter 7; in our own words. */
import { rows } from './row.ts';

export const groupPolicy = rows([
  [
    'POL-01',
    'For IPsec to act, rightly interpreted filters have to be in the driver that permit, block or start IKE for the remote address; the responder needs filters that match as well.',
    'IPsec이 동작하려면 원격 IP에 대해 허용, 차단, IKE 시작을 정하는 필터가 올바르게 해석되어 드라이버에 있어야 합니다. 응답자에게도 일치하는 필터가 필요합니다.',
    { related: ['policy.selector-mismatch', 'policy.no-ike-config'] },
  ],
  [
    'POL-02',
    'The design protects everything but ICMP and has a filter for each address of the exemption list.',
    '설계는 ICMP를 제외한 모든 트래픽을 보호하고 예외 목록의 주소마다 필터를 둡니다.',
  ],
  [
    'POL-03',
    'Know Group Policy for IPsec, which policy goes before which, and how a policy is interpreted.',
    '그룹 정책을 통한 IPsec 배포, 우선순위, 정책 해석을 알아야 합니다.',
  ],
  [
    'POL-04',
    'Usual trouble with Group Policy: replication of the directory, polling and download, confusion about the assigned version, the IPsec service not running, the cached copy in use because the directory cannot be read, the polling delay of the service.',
    '그룹 정책의 흔한 문제: AD 복제 지연, 폴링과 다운로드 문제, 할당된 버전의 혼동, IPsec 서비스 미실행, AD 정책을 가져올 수 없어 캐시 사용, IPsec 서비스 폴링 지연.',
    { related: ['policy.stale', 'policy.retrieval-failed', 'policy.wrong-assignment'] },
  ],
  [
    'POL-05',
    'The more objects change (policies, GPOs, memberships), the longer replication takes; members get the change one by one. Plan the transition.',
    '바뀐 개체(정책, GPO, 할당, 그룹 구성원)가 많을수록 복제가 오래 걸리고 구성원에게 점차 반영됩니다. 전환 기간을 계획하십시오.',
    { related: ['policy.stale'] },
  ],
  [
    'POL-06',
    'Assignment through the domain consists of the policy snap-in (part of Security Settings) and the client-side extension in gptext.dll.',
    '도메인 할당은 보안 설정의 확장인 정책 스냅인과 gptext.dll의 IPsec 클라이언트 쪽 확장(CSE)으로 이루어집니다.',
    { names: ['gptext.dll'] },
  ],
  [
    'POL-07',
    'The assignment is CN=IPSEC,CN=Windows,CN=Microsoft,CN=Machine,CN={GPO},CN=Policies,CN=System,DC=…; its attribute ipsecOwnersReference holds the DN of the policy.',
    '할당 개체는 CN=IPSEC,CN=Windows,CN=Microsoft,CN=Machine,CN={GPO},CN=Policies,CN=System,DC=…이고 ipsecOwnersReference 특성에 정책의 DN이 있습니다.',
    { names: ['ipsecOwnersReference'] },
  ],
  [
    'POL-08',
    'Which GPOs brought IPsec: HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\History\\{e437bc1c-aa7d-11d2-a382-00c04f991e27}.',
    'IPsec을 할당한 GPO 기록: HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\History\\{e437bc1c-aa7d-11d2-a382-00c04f991e27}.',
    { see: ['setting-GPHistory'] },
  ],
  [
    'POL-09',
    'The security extension starts the IPsec extension, so trouble with security policy can stop IPsec policy. The extensions stand under HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\GPExtensions (the guide prints it without the space).',
    '보안 CSE가 IPsec CSE를 호출하므로 보안 정책 처리에 문제가 있으면 IPsec 정책도 처리되지 않을 수 있습니다. 확장은 HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\GPExtensions에 있습니다(가이드에는 공백 없이 인쇄됨).',
    { related: ['policy.retrieval-failed'], see: ['setting-GPExtensions'] },
  ],
  [
    'POL-10',
    'GUIDs of the extensions: Security {827D319E-6EAC-11D2-A4EA-00C04F79F83A}, IP Security {E437BC1C-AA7D-11D2-A382-00C04F991E27}, Scripts {42B5FAAE-6536-11D2-AE5A-0000F87571E3}.',
    '확장의 GUID: 보안 {827D319E-6EAC-11D2-A4EA-00C04F79F83A}, IP 보안 {E437BC1C-AA7D-11D2-A382-00C04F991E27}, 스크립트 {42B5FAAE-6536-11D2-AE5A-0000F87571E3}.',
    {
      names: [
        '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}',
        '{E437BC1C-AA7D-11D2-A382-00C04F991E27}',
        '{42B5FAAE-6536-11D2-AE5A-0000F87571E3}',
      ],
    },
  ],
  [
    'POL-11',
    'The extension writes the DN to HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\GPTIPSECPolicy, once per GPO in order of precedence, each overwriting the one before; then it signals the service, which reads DSIPSECPolicyPath.',
    'CSE는 DN을 HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\GPTIPSECPolicy에 씁니다. GPO마다 우선순위 순으로 호출되어 매번 덮어쓰고, 끝나면 서비스에 알려 DSIPSECPolicyPath를 읽게 합니다.',
    { related: ['policy.wrong-assignment'], see: ['setting-GPTIPSECPolicy'] },
  ],
  [
    'POL-12',
    'The service polls by the last-change time of the objects of its policy and keeps a cached copy of the last domain policy.',
    '서비스는 정책 개체의 마지막 변경 시간으로 폴링하고 마지막 도메인 정책을 캐시에 보관합니다.',
    { related: ['policy.stale'], see: ['TIM-16'] },
  ],
  [
    'POL-13',
    'Known: the policy name that is reported can differ from the policy in use. Only the extension updates DSIPSECPolicyName, and only when the DN of the assignment changed; snap-in and tools read that value.',
    '알려진 문제: 표시되는 정책 이름이 실제 사용 중인 정책과 다를 수 있습니다. DSIPSECPolicyName은 CSE만, 그것도 할당 DN이 바뀔 때만 갱신하는데 스냅인과 도구는 이 값을 읽습니다.',
    { names: ['DSIPSECPolicyName'], related: ['policy.stale'], see: ['KI-06'] },
  ],
  [
    'POL-14',
    'Put a version number into the policy name (and a dummy rule with it into the policy).',
    '정책 이름에 버전 번호를 넣고 버전을 담은 더미 규칙도 두십시오.',
    { see: ['GD-19'] },
  ],
  [
    'POL-15',
    'A forced refresh does not bring the right policy: look for Userenv and SceCli errors in the Application log, turn on Group Policy logging (the log of the security extension holds IPsec too), and see in a capture which controller served each object.',
    '강제로 새로 고쳐도 올바른 정책이 오지 않으면 응용 프로그램 로그의 Userenv, SceCli 오류를 찾고, 그룹 정책 로깅을 켜고(보안 CSE 로그에 IPsec CSE 오류도 포함), 캡처에서 각 개체를 어느 DC가 제공했는지 확인하십시오.',
    { names: ['Userenv', 'SceCli'], related: ['policy.retrieval-failed', 'policy.stale'] },
  ],
  [
    'POL-16',
    'Odd retrievals: objects not replicated yet, or the GPO came from one controller and the policy from another of the same site.',
    '이상한 검색: 아직 복제되지 않은 개체, 또는 GPO는 한 DC에서, 정책 LDAP 쿼리는 같은 사이트의 다른 DC에서 받은 경우.',
    { related: ['policy.retrieval-failed', 'policy.stale'] },
  ],
  [
    'POL-17',
    'Detailed log of the security extension: ExtensionDebugLevel REG_DWORD 2 under …\\Winlogon\\GPExtensions\\{827d319e-6eac-11d2-a4ea-00c04f79f83a}; it writes %windir%\\Security\\Logs\\Winlogon.log.',
    '보안 CSE 상세 로그: …\\Winlogon\\GPExtensions\\{827d319e-6eac-11d2-a4ea-00c04f79f83a}에 ExtensionDebugLevel REG_DWORD 2. 로그는 %windir%\\Security\\Logs\\Winlogon.log.',
    { names: ['winlogon.log'], see: ['setting-ExtensionDebugLevel'] },
  ],
]);

export const service = rows([
  [
    'POL-18',
    'The snap-in works without the service; but assigning a local policy then shows an error in the column Policy Assigned.',
    '정책 스냅인은 서비스 없이도 동작하지만 로컬 정책을 할당하면 "정책 할당됨" 열에 오류가 표시됩니다.',
    { related: ['service.start-failed'] },
  ],
  [
    'POL-19',
    'Start problem: safe mode or directory restore mode. With a policy assigned the driver filters statefully: outbound works, inbound is blocked unless a boot exemption is set.',
    '시작 문제: 안전 모드나 AD 복원 모드로 시작한 경우. 정책이 할당되어 있으면 드라이버가 상태 저장 방식으로 아웃바운드만 허용하고 부팅 예외가 없으면 인바운드를 막습니다.',
    { related: ['service.block-mode'] },
  ],
  [
    'POL-20',
    'Start problem: IKE cannot have UDP 500 and 4500 for itself. netstat -bov shows programs and modules, portqry -local -v more; also layered providers of Winsock.',
    '시작 문제: IKE가 UDP 500과 4500을 독점하지 못합니다. netstat -bov로 프로세스와 모듈을, portqry -local -v로 더 자세히 봅니다. LSP의 방해도 있습니다.',
    { related: ['service.port-conflict', 'app.layered-provider', 'app.third-party-vpn'], see: ['APP-09'] },
  ],
  [
    'POL-21',
    'Start problem: a corrupt policy. It cannot be read or applied wholly; the service runs on and communication fails, even the repaired policy may not come through. Keep a safe persistent or local policy on XP and 2003 that lets remote access in.',
    '시작 문제: 정책 손상. 할당된 정책을 완전히 읽거나 적용할 수 없습니다. 서비스는 실행되지만 통신이 실패하고 고친 정책도 받지 못할 수 있습니다. XP/2003에서는 원격 액세스를 허용하는 안전한 영구 또는 로컬 정책을 마련해 두십시오.',
    { related: ['policy.corrupt', 'service.block-mode'] },
  ],
  [
    'POL-22',
    'Windows 2000 reaches every store through polstore.dll; XP and 2003 add startup and persistent policy and a policy database. So event texts and remote interfaces differ, and the snap-in cannot manage a computer of another edition.',
    'Windows 2000은 polstore.dll로 모든 저장소에 접근합니다. XP/2003에는 시작 및 영구 정책과 SPD가 추가되어 이벤트 문구와 원격 인터페이스가 다르고, 스냅인으로 다른 OS 버전의 컴퓨터에 연결할 수 없습니다.',
    { names: ['polstore.dll'], see: ['KI-14'] },
  ],
  [
    'POL-23',
    'XP SP2 and 2003 SP1 restrict remote RPC and turn on Windows Firewall: IP Security Monitor and policy snap-ins do not work over the network; use Remote Desktop and run them there.',
    'XP SP2와 2003 SP1은 원격 RPC를 제한하고 Windows 방화벽을 켭니다. IP 보안 모니터와 정책 스냅인을 원격으로 쓸 수 없으므로 원격 데스크톱으로 접속해 로컬에서 실행하십시오.',
    { os: ['xp', '2003'], see: ['KI-14'] },
  ],
  [
    'POL-24',
    'Windows 2000 loads the driver after boot by the policy agent, and it is in the packet path only with an active policy. XP and 2003 load it with TCP/IP; it does nothing until the service gives it filters.',
    'Windows 2000에서는 정책 에이전트가 부팅 후 드라이버를 로드하며 활성 정책이 있을 때만 패킷 경로에 있습니다. XP/2003은 TCP/IP가 부팅 때 로드하고 서비스가 필터를 넣을 때까지 아무것도 처리하지 않습니다.',
  ],
]);

export const retrieval = rows([
  [
    'POL-25',
    'Policy is fetched by authenticated, encrypted LDAP over TCP; Local System needs a Kerberos ticket for LDAP.',
    '정책은 인증되고 암호화된 TCP LDAP 쿼리로 받습니다. 로컬 시스템이 LDAP용 Kerberos 티켓을 받아야 합니다.',
  ],
  [
    'POL-26',
    'Reasons for failed retrieval: no controller reached, the computer account cannot log on, no ticket, LDAP down, objects not found, no permission to read, objects corrupt.',
    '검색 실패 원인: DC 통신, 컴퓨터 계정 로그온, Kerberos 티켓 발급, LDAP 서비스 가용성, 정책 개체 찾기, 읽기 권한, 저장이나 삭제로 인한 손상.',
    { related: ['policy.retrieval-failed', 'policy.corrupt', 'auth.computer-account'] },
  ],
  [
    'POL-27',
    'When a snap-in of Windows 2000 edits and saves a policy, features of XP and 2003 are silently lost. A Windows 2000 host that only fetches it ignores them, which may or may not change what it does.',
    'Windows 2000 스냅인으로 정책을 편집해 저장하면 XP/2003 전용 기능이 알림 없이 사라집니다. 정책을 받기만 하는 Windows 2000 호스트는 그 기능을 무시하며 동작이 달라질 수도 있습니다.',
    { related: ['policy.corrupt'], see: ['KI-08'] },
  ],
  [
    'POL-28',
    'Known: over a slow link the snap-in takes long to save a large policy; closing its window loses what is not saved and can corrupt the policy. Use Remote Desktop.',
    '알려진 문제: 느린 링크에서 스냅인이 큰 정책을 저장하는 데 오래 걸립니다. 창을 닫으면 저장되지 않은 개체를 잃고 정책이 손상될 수 있습니다. 원격 데스크톱으로 로컬에서 실행하십시오.',
    { related: ['policy.corrupt'], see: ['KI-07'] },
  ],
  [
    'POL-29',
    'Test policy scripts against a local store, look at the result in the snap-in, apply it to a test computer and check the filter order in IP Security Monitor.',
    '정책 스크립트는 로컬 저장소에서 시험하고 스냅인으로 확인한 뒤 테스트 컴퓨터에 적용해 IP 보안 모니터에서 필터 순서를 확인하십시오.',
  ],
  [
    'POL-30',
    'Make sure that the right policy is fetched and rightly interpreted; per store: delete, refresh, verify; otherwise tier 3.',
    '올바른 정책을 받아 제대로 해석했는지 확인하십시오. 저장소별로 삭제, 새로 고침, 확인을 하고 안 되면 3단계로 보냅니다.',
    { tier: '2', see: ['ESC-05'] },
  ],
]);

export const stores = rows([
  [
    'POL-31',
    'Startup policy: bootmode and bootexemptions are set by netsh on Server 2003 only (chapter 5 of the guide says XP SP2 as well; the two disagree).',
    '시작 정책: bootmode와 bootexemptions는 Server 2003에서만 netsh로 설정합니다(가이드 5장은 XP SP2도 된다고 하여 서로 다름).',
    { os: ['2003'] },
  ],
  [
    'POL-32',
    'Startup policy: OperationMode is 3 (stateful) by default, BootExemptList exempts inbound DHCP by default; both under HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSec.',
    '시작 정책: OperationMode 기본값은 3(상태 저장), BootExemptList 기본값은 인바운드 DHCP 예외. 둘 다 HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSec에 있습니다.',
    { os: ['2003'], see: ['setting-OperationMode', 'setting-BootExemptList'] },
  ],
  [
    'POL-33',
    'Show startup policy: netsh ipsec dynamic show config while the service runs, otherwise the registry.',
    '시작 정책 보기: 서비스가 실행 중이면 netsh ipsec dynamic show config, 아니면 레지스트리 도구.',
    { os: ['2003'] },
  ],
  [
    'POL-34',
    'Trouble with stateful filtering at boot: netsh ipsec dynamic set config bootmode value=permit, or OperationMode=1; or set the service to manual or disabled and restart, then the driver loads in permit mode.',
    '부팅 시 상태 저장 문제 해결: netsh ipsec dynamic set config bootmode value=permit 또는 OperationMode=1. 또는 서비스를 수동이나 사용 안 함으로 하고 다시 시작하면 드라이버가 허용 모드로 로드됩니다.',
    { os: ['2003'], related: ['service.block-mode'] },
  ],
  [
    'POL-35',
    'Persistent policy: the usual error is an old one not deleted before a new one is made, or a conflict with what is assigned. The design does not use it.',
    '영구 정책: 흔한 오류는 새 정책을 만들기 전에 이전 것을 지우지 않았거나 이미 할당된 설정과 충돌하는 것입니다. 이 설계는 영구 정책을 쓰지 않습니다.',
    { os: ['xp', '2003'], related: ['policy.conflicting-filters'] },
  ],
  [
    'POL-36',
    'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Persistent is empty by default; on XP a key that is not empty is the best sign of a persistent policy (ipseccmd show does not say that a setting is persistent).',
    'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Persistent는 기본적으로 비어 있습니다. XP에서는 키가 비어 있지 않은 것이 가장 확실한 표시입니다(ipseccmd show는 영구 여부를 알려 주지 않음).',
    { os: ['xp', '2003'], see: ['setting-Persistent'] },
  ],
  [
    'POL-37',
    'Names of persistent rules are dropped; filters made by ipsecpol or ipseccmd are called text2pol{GUID}, as may be those of scripts in other stores.',
    '영구 규칙의 이름은 버려집니다. ipsecpol.exe나 ipseccmd.exe가 만든 필터 이름은 text2pol{GUID}이며 스크립트로 만든 로컬/도메인 정책도 그럴 수 있습니다.',
    { names: ['text2pol'] },
  ],
  [
    'POL-38',
    'Persistent policy applies first and is then merged with local or domain policy. Unassign both to see it alone: ipseccmd show all.',
    '영구 정책이 먼저 적용되고 로컬이나 도메인 정책과 병합됩니다. 둘 다 할당 해제하면 영구 정책만 볼 수 있습니다. ipseccmd show all.',
    { os: ['xp', '2003'] },
  ],
  [
    'POL-39',
    'XP, delete one: ipseccmd.exe -w PERS -p "NAME" -o; delete all: remove the subkeys of Persistent, never the key itself, or ipseccmd cannot make one again. Repair: delete all and run the script again.',
    'XP에서 하나 삭제: ipseccmd.exe -w PERS -p "이름" -o. 모두 삭제: Persistent의 하위 키를 지우되 키 자체는 지우지 마십시오(이후 만들 수 없음). 복구: 모두 지우고 스크립트를 다시 실행합니다.',
    { os: ['xp'] },
  ],
  [
    'POL-40',
    'Server 2003, show: netsh -f FILE with the lines pushd ipsec static / set store persistent / show all / exit; delete: the same with delete all.',
    'Server 2003에서 보기: pushd ipsec static / set store persistent / show all / exit 를 담은 파일로 netsh -f 파일. 삭제는 show all 대신 delete all.',
    { os: ['2003'] },
  ],
  [
    'POL-41',
    'Local policy: HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Local; the assigned one is named by ActivePolicy there.',
    '로컬 정책: HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Local, 할당된 정책은 그 안의 ActivePolicy.',
    { see: ['setting-Local'] },
  ],
  [
    'POL-42',
    'Without domain policy the assigned local policy is added to the persistent one and is active. Before production give each filter of a scripted policy a name in the snap-in, or make it with netsh ipsec on 2003 and export and import it.',
    '도메인 정책이 없으면 할당된 로컬 정책이 영구 정책에 더해져 활성화됩니다. 운영 전에 스크립트로 만든 정책의 각 필터에 스냅인으로 이름을 붙이거나 2003의 netsh ipsec으로 만들어 내보내고 가져오십시오.',
  ],
  [
    'POL-43',
    'Local policy on Windows 2000: show netdiag /test:ipsec /debug; delete with snap-in or registry; reload by stopping and starting the service.',
    'Windows 2000 로컬 정책: netdiag /test:ipsec /debug로 보고, 스냅인이나 레지스트리로 삭제하고, 서비스를 중지했다 시작해 다시 불러옵니다.',
    { os: ['2000'] },
  ],
  [
    'POL-44',
    'Local policy on XP: show ipseccmd show gpo or netdiag /test:ipsec; delete with snap-in, registry or ipseccmd.exe -w REG -p "NAME" -o; all: delete the subkeys of the store.',
    'XP 로컬 정책: ipseccmd show gpo, netdiag /test:ipsec로 보고, 스냅인, 레지스트리 또는 ipseccmd.exe -w REG -p "이름" -o로 삭제합니다. 모두 지우려면 저장소의 하위 키를 삭제합니다.',
    { os: ['xp'] },
  ],
  [
    'POL-45',
    'Reload: restart the service, or unassign and assign again, or sc control policyagent 130. All SAs are deleted, which delays or breaks connections in use.',
    '다시 불러오기: 서비스 다시 시작, 할당 해제 후 다시 할당, 또는 sc control policyagent 130. 모든 IPsec/IKE SA가 삭제되어 사용 중인 연결이 지연되거나 끊길 수 있습니다.',
    { related: ['sa.out-of-sync'], see: ['command-sc'] },
  ],
  [
    'POL-46',
    'Local policy on Server 2003: netsh ipsec static show gpoassignedpolicy, the snap-in, or Active Policy in IP Security Monitor; what is active: netsh ipsec dynamic show all; netsh ipsec also assigns, unassigns and deletes.',
    'Server 2003 로컬 정책: netsh ipsec static show gpoassignedpolicy, 스냅인 또는 IP 보안 모니터의 활성 정책 노드. 활성 상태는 netsh ipsec dynamic show all. netsh ipsec으로 할당, 해제, 삭제도 합니다.',
    { os: ['2003'] },
  ],
  [
    'POL-47',
    'Domain policy: the assignment is in HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\GPTIPSECPolicy, the cached policy in …\\IPSec\\Policy\\Cache.',
    '도메인 정책: 할당은 HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\GPTIPSECPolicy, 캐시는 …\\IPSec\\Policy\\Cache에 있습니다.',
    { see: ['setting-GPTIPSECPolicy', 'setting-Cache'] },
  ],
  [
    'POL-48',
    'Manage the directory store with snap-in or netsh; no tool shows the cache, use the registry. To delete the domain policy locally delete the keys GPTIPSECPolicy and Cache, then restart the service or send control 130.',
    '디렉터리 저장소는 스냅인이나 netsh로 관리합니다. 캐시를 보여 주는 도구는 없으므로 레지스트리를 보십시오. 로컬에서 도메인 정책을 지우려면 GPTIPSECPolicy와 Cache 키를 삭제하고 서비스를 다시 시작하거나 컨트롤 130을 보냅니다.',
  ],
  [
    'POL-49',
    'Refresh everything: gpupdate /force renews the assignment, reloads the policy and renews the cache.',
    '모두 새로 고침: gpupdate /force는 할당을 갱신하고 정책을 다시 불러오고 캐시를 갱신합니다.',
    { related: ['policy.stale'], see: ['command-gpupdate'] },
  ],
  [
    'POL-50',
    'Keep domain policy off for a while: deny Local System to read GPTIPSECPolicy and Cache; snap-in and tools still show it as assigned, because they run as administrator. For good: keep the computer from reading the GPO.',
    '도메인 정책을 잠시 막기: 로컬 시스템의 GPTIPSECPolicy와 Cache 읽기를 거부합니다. 스냅인과 도구는 관리자로 실행되므로 여전히 할당된 것으로 보입니다. 장기적으로는 컴퓨터가 GPO를 읽지 못하게 하십시오.',
  ],
]);

export const interpretation = rows([
  [
    'POL-51',
    'After retrieval generic filters are expanded with the addresses of the interfaces into specific inbound and outbound filters and loaded into the driver; changes of an interface adjust them quickly (My IP Address).',
    '검색이 끝나면 일반 필터가 현재 인터페이스 IP로 확장되어 특정 인바운드/아웃바운드 필터로 드라이버에 로드됩니다. 인터페이스가 바뀌면 곧바로 조정됩니다("내 IP 주소" 필터 등).',
  ],
  [
    'POL-52',
    'Order: startup policy at boot; persistent policy when the service starts; local policy is added when there is no domain policy; domain policy overrides local; dynamic policy lives in memory until the service stops.',
    '적용 순서: 부팅 시 시작 정책 → 서비스 시작 시 영구 정책 → 도메인 정책이 없으면 로컬 정책 추가 → 도메인 정책은 로컬보다 우선. 동적 정책은 서비스가 멈출 때까지 메모리에만 있습니다.',
    { from: 'guide' },
  ],
  [
    'POL-53',
    'XP SP2 and 2003: a local policy that cannot be read is passed over, and the next in order is tried.',
    'XP SP2/2003: 읽을 수 없는 로컬 정책은 무시하고 다음 순서의 정책을 시도합니다.',
    { os: ['xp', '2003'], related: ['policy.corrupt'] },
  ],
]);
