/** IP configuration, name resolution, domain controllers and the policy store in the directory. Source: the guide, chapter 7; in our own words. */
import { rows } from './row.ts';

export const ipConfiguration = rows([
  [
    'NET-01',
    'First of all: right IP configuration, a working path between the two, working names.',
    '가장 먼저 IP 구성, 두 호스트 사이의 경로, 이름 확인이 정상인지 확인합니다.',
  ],
  [
    'NET-02',
    'Where dynamic configuration fails, or traffic is blocked after a restart or in normal running, IPsec can be the reason; on Server 2003 perhaps its fail-safe (safe mode, directory restore mode).',
    '동적 IP 구성이 실패하거나 다시 시작 후 또는 정상 실행 중에 트래픽이 막히면 IPsec이 원인일 수 있습니다. Server 2003에서는 안전 모드나 디렉터리 복원 모드의 안전 동작일 수 있습니다.',
    { related: ['host.ip-configuration', 'service.block-mode'] },
  ],
  [
    'NET-03',
    'Server 2003 goes fail-safe when the service cannot start or cannot apply its assigned policy; only with a policy assigned and the service not disabled. The driver then does not enforce the domain policy and connections may fail.',
    'Server 2003은 IPsec 서비스가 시작되지 못하거나 할당된 정책을 적용하지 못하면 안전 동작을 합니다(정책이 할당되고 서비스가 사용 안 함이 아닐 때만). 드라이버가 도메인 정책을 적용하지 않아 연결이 실패할 수 있습니다.',
    { os: ['2003'], related: ['service.block-mode', 'service.start-failed'] },
  ],
  [
    'NET-04',
    'Ask for the present state with netsh ipsec dynamic show config, and work out what boot mode and persistent policy permit and block.',
    'netsh ipsec dynamic show config로 현재 상태를 확인하고 부팅 모드와 영구 구성이 무엇을 허용하고 막는지 파악하십시오.',
    { os: ['2003'] },
  ],
  [
    'NET-05',
    'Server 2003 loads the driver with TCP/IP at boot. To get rid of the fail-safe, disable the service and restart.',
    'Server 2003은 부팅 때 TCP/IP와 함께 드라이버를 로드합니다. 안전 동작을 없애려면 서비스를 사용 안 함으로 하고 다시 시작하십시오.',
    { os: ['2003'] },
  ],
  [
    'NET-06',
    'Set a boot exemption for inbound Remote Desktop, so that the server can be reached when everything else is blocked.',
    '다른 모든 것이 막혀도 서버에 접근할 수 있도록 인바운드 원격 데스크톱에 부팅 예외를 설정하십시오.',
    { os: ['2003'] },
  ],
  [
    'NET-07',
    'Broadcast and DHCP are exempt in the design, so that addresses can be had; the list is kept by hand and may be out of date.',
    '설계상 브로드캐스트와 DHCP는 예외이므로 DHCP가 동작하지만 예외 목록은 손으로 관리하므로 오래됐을 수 있습니다.',
    { related: ['policy.exemption-missing'] },
  ],
  [
    'NET-08',
    'An address 169.254.x.x or a failed renewal of the lease: review the exemptions; with the service running test ipconfig /release and then ipconfig /renew.',
    '169.254.x.x 주소나 임대 갱신 실패: 정책 예외를 확인하고 서비스가 실행 중인 상태에서 ipconfig /release, ipconfig /renew를 실행해 보십시오.',
    { names: ['169.254', 'APIPA'], related: ['host.ip-configuration', 'policy.exemption-missing'] },
  ],
  [
    'NET-09',
    'If the address fails only during startup of XP SP2 or Server 2003, look at the default exemptions and boot exemptions.',
    'XP SP2나 Server 2003에서 시작할 때만 주소 문제가 생기면 기본 예외와 부팅 예외를 확인하십시오.',
    {
      os: ['xp', '2003'],
      related: ['policy.exemption-missing'],
      see: ['setting-BootExemptList', 'setting-NoDefaultExempt'],
    },
  ],
]);

export const names = rows([
  [
    'NAM-01',
    'All traffic to DNS and WINS servers is exempt, so the usual tests hold; those servers may still be set not to answer ping.',
    'DNS와 WINS 서버로 가는 트래픽은 모두 예외이므로 평소 테스트를 쓸 수 있습니다. 다만 ping에 응답하지 않도록 설정된 서버일 수 있습니다.',
  ],
  [
    'NAM-02',
    'Name test 1, with the service running: ping the address of the DNS server in the IP configuration.',
    '이름 확인 테스트 1(서비스 실행 중): IP 구성의 DNS 서버 주소로 ping을 보냅니다.',
  ],
  ['NAM-03', 'Name test 2: does nslookup find a DNS server?', '이름 확인 테스트 2: nslookup이 DNS 서버를 찾습니까?'],
  [
    'NAM-04',
    'Name test 3: ping the full DNS name of the target.',
    '이름 확인 테스트 3: 대상의 정규화된 DNS 이름으로 ping을 보냅니다.',
  ],
  [
    'NAM-05',
    'Name test 4: ping the short DNS or NetBIOS name of the target.',
    '이름 확인 테스트 4: 대상의 짧은 DNS 이름이나 NetBIOS 이름으로 ping을 보냅니다.',
  ],
  [
    'NAM-06',
    'Causes with DNS: a wrong HOSTS file in use, a wrong DNS server in the IP properties, wrong registration, zone updates or directory replication that fail, fall back to clear towards the DNS server, automatic DHCP updates.',
    'DNS 원인: 잘못된 HOSTS 파일, IP 속성의 잘못된 DNS 서버, 잘못된 DNS 등록, 영역 업데이트나 AD 복제 문제, DNS 서버로 평문 대체 사용, DHCP 자동 업데이트 문제.',
    { names: ['HOSTS'], related: ['name.resolution-failed', 'name.wrong-address'] },
  ],
  [
    'NAM-07',
    'Causes with NetBIOS: a wrong LMHOSTS file in use, a wrong WINS server, WINS unavailable, a wrong record, replication, a WINS proxy, time-out of the network to WINS.',
    'NetBIOS 원인: 잘못된 LMHOSTS 파일, 잘못된 WINS 항목, WINS 서버 사용 불가, 잘못된 WINS 레코드, WINS 복제, WINS 프록시 오류, WINS로의 네트워크 시간 초과.',
    { names: ['LMHOSTS', 'WINS'], related: ['name.resolution-failed', 'name.wrong-address'] },
  ],
  [
    'NAM-08',
    'Where IPsec protects DNS or WINS itself: duplicate filters for one address are likely, as with DNS on a domain controller (one negotiates for DNS, one exempts the controller).',
    'IPsec으로 DNS나 WINS 자체를 보호하는 경우: 한 IP에 필터가 중복되기 쉽습니다. 예를 들어 AD 통합 DNS에서 한 필터는 DNS를 협상하고 다른 필터는 DC를 예외로 둡니다.',
    { related: ['policy.conflicting-filters'] },
  ],
  [
    'NAM-09',
    "If it persists, get the initiator's filters and look for duplicates: ipseccmd show filters (XP) or netsh ipsec static show all (2003).",
    '계속되면 개시자의 필터 목록에서 중복을 찾으십시오. XP는 ipseccmd show filters, Server 2003은 netsh ipsec static show all.',
    { related: ['policy.conflicting-filters'] },
  ],
  [
    'NAM-10',
    'If it still persists, stop the service for a moment and test again; if names fail only with the service running, go on to which policy is applied.',
    '그래도 계속되면 서비스를 잠시 멈추고 다시 시험하십시오. 서비스가 실행 중일 때만 실패하면 어떤 IPsec 정책이 적용됐는지 확인하십시오.',
    { see: ['PROC-06'] },
  ],
  [
    'NAM-11',
    'Wrong DNS entries can keep Group Policy from being downloaded although computer and user log on.',
    '잘못된 DNS 항목은 컴퓨터와 사용자 로그온이 되더라도 GPO 다운로드를 막을 수 있습니다.',
    { related: ['policy.retrieval-failed', 'name.wrong-address'] },
  ],
]);

export const domainControllers = rows([
  [
    'DC-01',
    'Check the domain controllers before anything about IPsec: distribution of policy, authentication in IKE and most upper protocols hang on them.',
    'IPsec 단계보다 먼저 도메인 컨트롤러를 확인하십시오. 정책 배포, IKE 인증, 대부분의 상위 프로토콜이 DC에 달려 있습니다.',
    { related: ['auth.kerberos-unavailable'] },
  ],
  [
    'DC-02',
    'All traffic to all controllers is exempt. The list is kept by hand: IKE towards the address of a controller means a wrong or stale policy.',
    '모든 DC로 가는 트래픽은 예외입니다. 주소 목록은 손으로 관리하므로 DC 주소로 IKE 협상이 시작되면 정책이 잘못됐거나 오래된 것입니다.',
    { related: ['policy.exemption-missing', 'policy.stale'] },
  ],
  [
    'DC-03',
    'Ping the address of each controller; where it fails, go back to the network.',
    '각 DC의 IP로 ping을 보내고 실패하면 네트워크 단계로 돌아갑니다.',
  ],
  [
    'DC-04',
    'nslookup DOMAIN gives the addresses of all controllers; each must have a quick mode specific filter whose filter action is permit.',
    'nslookup <도메인 이름>으로 모든 DC 주소를 얻습니다. 각 주소에 필터 동작이 "허용"인 빠른 모드 특정 필터가 있어야 합니다.',
    { related: ['policy.exemption-missing'] },
  ],
  [
    'DC-05',
    'Test UDP, LDAP and RPC ports of the controllers with portqry 2.0 or PortQueryUI; the UDP messages need no authentication, so they tell whether the service is there even when authentication fails (KB 816103).',
    'portqry 2.0 이상이나 PortQueryUI로 DC의 UDP, LDAP, RPC 포트를 시험하십시오. UDP 메시지는 인증이 필요 없어 인증이 안 될 때도 서비스 가용성을 알 수 있습니다(KB 816103).',
  ],
  [
    'DC-06',
    'On the internal network netdiag /v > FILE runs many tests of DNS and controllers; its connections may start IKE and log a 547 where IKE finds no controller for Kerberos.',
    '내부 네트워크에서 netdiag /v > 파일로 DNS와 DC를 폭넓게 시험합니다. 이 연결이 IKE를 시작해 Kerberos용 DC를 찾지 못하면 547이 기록될 수 있습니다.',
  ],
  [
    'DC-07',
    'klist checks the Kerberos logon; to see the tickets of the computer it must run as Local System.',
    'klist로 Kerberos 로그온을 확인합니다. 컴퓨터의 티켓을 보려면 로컬 시스템으로 실행해야 합니다.',
    { see: ['tool-klist'] },
  ],
  [
    'DC-08',
    'Service tickets of the user who is logged on: klist tickets.',
    '로그온한 도메인 사용자의 서비스 티켓: klist tickets.',
  ],
  [
    'DC-09',
    'Tickets of the computer on 2000 to 2003: as administrator, with Task Scheduler running, at TIME /interactive cmd /k klist tickets, TIME one minute ahead; the window shows svchost.exe in its title. On Vista and later: klist -li 0x3e7.',
    '컴퓨터의 티켓(2000~2003): 관리자로, 작업 스케줄러가 실행 중일 때 1분 뒤 시각으로 at <시각> /interactive cmd /k klist tickets를 실행합니다. 창 제목에 svchost.exe가 보입니다. Vista 이후는 klist -li 0x3e7.',
  ],
  [
    'DC-10',
    'The groups in a ticket are encrypted: check membership in the directory. To renew, purge the tickets; the next IKE attempt gets new ones.',
    '티켓의 그룹 정보는 암호화되어 있으므로 디렉터리에서 직접 확인하십시오. 갱신하려면 티켓을 제거하면 다음 IKE 시도에서 새로 받습니다.',
    { related: ['auth.membership-stale'] },
  ],
  [
    'DC-11',
    'Purge tickets of the computer: open cmd as Local System (at TIME /interactive cmd, one minute ahead), klist purge and answer Y to each, then klist tickets shows none. On Vista and later: klist -li 0x3e7 purge.',
    '컴퓨터 티켓 제거: 1분 뒤 시각으로 at <시각> /interactive cmd를 실행해 로컬 시스템 창을 열고 klist purge에서 각각 Y로 답한 뒤 klist tickets에 아무것도 없는지 확인합니다. Vista 이후는 klist -li 0x3e7 purge.',
    { related: ['auth.membership-stale'] },
  ],
  [
    'DC-12',
    'After purging wait one minute, until IKE has timed out, and try again from the application, not from the Local System window: the new main mode fetches tickets with the latest groups.',
    '제거한 뒤 IKE가 시간 초과되도록 1분 기다렸다가 로컬 시스템 창이 아닌 애플리케이션에서 다시 시도하십시오. 새 기본 모드가 최신 그룹이 담긴 TGT와 서비스 티켓을 받습니다.',
    { related: ['auth.membership-stale'], see: ['TIM-13'] },
  ],
  [
    'DC-13',
    'Read on: the white papers "Troubleshooting Kerberos Errors" and "Troubleshooting Kerberos Delegation".',
    '참고: 백서 "Troubleshooting Kerberos Errors"와 "Troubleshooting Kerberos Delegation".',
  ],
]);

export const directoryStore = rows([
  [
    'ADP-01',
    'Look into the policy store with ldp.exe: Connection > Connect (domain), Connection > Bind (credentials), View > Tree on the IP Security container. With read permission every policy object shows.',
    'ldp.exe로 정책 저장소를 봅니다. 연결 > 연결(도메인), 연결 > 바인딩(자격 증명), 보기 > 트리에서 IP Security 컨테이너를 엽니다. 읽기 권한이 있으면 모든 정책 개체가 보입니다.',
    { see: ['tool-ldp'] },
  ],
  [
    'ADP-02',
    'Some users of a domain may lack permission to read the container (KB 329194).',
    '일부 도메인 사용자는 컨테이너 읽기 권한이 없을 수 있습니다(KB 329194).',
    { related: ['policy.retrieval-failed'] },
  ],
  [
    'ADP-03',
    'For hard cases look at the objects and their references by hand; 2000, XP and 2003 share one schema.',
    '어려운 검색 실패나 손상은 컨테이너의 개체와 참조 관계를 직접 살펴보십시오. 2000, XP, 2003은 같은 스키마를 씁니다.',
  ],
  [
    'ADP-04',
    'ipsecPolicy{GUID} is the IPsec policy itself.',
    'ipsecPolicy{GUID}는 IPsec 정책 개체입니다.',
    { names: ['ipsecPolicy'] },
  ],
  [
    'ADP-05',
    'ipsecISAKMPPolicy{GUID} holds the key exchange settings: the main mode security methods.',
    'ipsecISAKMPPolicy{GUID}는 키 교환 설정(기본 모드 보안 방법)을 담습니다.',
    { names: ['ipsecISAKMPPolicy'] },
  ],
  ['ADP-06', 'ipsecNFA{GUID} is a rule of the policy.', 'ipsecNFA{GUID}는 IPsec 규칙입니다.', { names: ['ipsecNFA'] }],
  [
    'ADP-07',
    'ipsecFilter{GUID} is a filter list.',
    'ipsecFilter{GUID}는 IP 필터 목록입니다.',
    { names: ['ipsecFilter'] },
  ],
  [
    'ADP-08',
    'ipsecNegotiationPolicy{GUID} is a filter action.',
    'ipsecNegotiationPolicy{GUID}는 필터 동작입니다.',
    { names: ['ipsecNegotiationPolicy'] },
  ],
  [
    'ADP-09',
    'ldp shows when each object was last changed, which helps with versions and replication; started from a Local System window it tests what the service may read.',
    'ldp는 각 개체의 마지막 수정 시간을 보여 주어 버전과 복제 문제에 도움이 됩니다. 로컬 시스템 명령 창에서 실행하면 서비스의 읽기 권한을 시험할 수 있습니다.',
  ],
  [
    'ADP-10',
    'All objects in the container should have the same permissions: set them on the container, never on single objects (KB 329194).',
    'IP Security 컨테이너의 모든 개체는 같은 권한을 가져야 합니다. 개별 개체가 아니라 컨테이너에서 권한을 관리하십시오(KB 329194).',
    { related: ['policy.retrieval-failed'] },
  ],
  [
    'ADP-11',
    'Corruption mostly means a reference to an object that is gone; also control characters in names, single unreadable objects, or duplicate names (two versions of one filter list).',
    '손상은 대개 없어진 개체를 가리키는 DN 참조입니다. 이름의 제어 문자, 읽을 수 없는 개별 개체, 중복 이름(한 필터 목록의 두 버전)도 있습니다.',
    { related: ['policy.corrupt'] },
  ],
  [
    'ADP-12',
    'The format of the objects is private and may change. Manage them with the snap-in or the command-line tools; delete with ldp only when these no longer work.',
    '개체 형식은 비공개이고 바뀔 수 있습니다. 스냅인이나 명령줄 도구로 관리하고, 그것이 통하지 않을 때만 마지막 수단으로 LDP로 삭제하십시오.',
  ],
  [
    'ADP-13',
    'The container is CN=IP Security,CN=System,DC=<domain>.',
    '컨테이너 위치는 CN=IP Security,CN=System,DC=<도메인>입니다.',
    { from: 'guide', names: ['IP Security container'] },
  ],
]);
