/** IKE on Windows, the conflict with Routing and Remote Access, applications, and what goes to tier 3. Source: the guide, chapter 7; in our own words. */
import { rows } from './row.ts';

const rras = ['policy.rras-l2tp-conflict'];

export const remoteAccess = rows([
  [
    'RRAS-01',
    'Routing and Remote Access is a frequent source of conflict; it is a case of duplicate filters.',
    '라우팅 및 원격 액세스(RRAS)는 정책 충돌의 흔한 원인이며 필터 중복의 한 예입니다.',
    { names: ['RRAS'], related: rras },
  ],
  [
    'RRAS-02',
    'The automatic L2TP policy of a VPN server (made by RASMAN) has an inbound filter: any address → own address, UDP, from port 1701 to any.',
    'VPN 서버의 자동 L2TP 정책(RASMAN이 만듦)의 인바운드 필터: 모든 IP → 내 IP, UDP, 원본 1701, 대상 모두.',
    { related: rras },
  ],
  [
    'RRAS-03',
    'And an outbound one: own address → any address, UDP, from any port to 1701 (KB 248750).',
    '아웃바운드 필터: 내 IP → 모든 IP, UDP, 원본 모두, 대상 1701(KB 248750).',
    { related: rras },
  ],
  [
    'RRAS-04',
    'What decides how IKE answers is the address part of the inbound filter: any → own address → certificate, expanded for each address of the server, the internal one too.',
    'IKE 응답을 정하는 것은 인바운드 필터의 주소 부분입니다. 모두 → 내 IP → 인증서 인증이며 외부와 내부 인터페이스의 IP마다 확장됩니다.',
    { related: rras },
  ],
  [
    'RRAS-05',
    "For the internal address that filter is more specific than isolation's any → subnet → Kerberos. A trusted client that manages the VPN server is asked for a certificate and main mode fails.",
    '내부 LAN IP에서는 이 필터가 격리의 "모두 → 서브넷 → Kerberos"보다 구체적입니다. VPN 서버를 관리하려는 신뢰된 클라이언트가 인증서 인증을 요구받아 기본 모드가 실패합니다.',
    { related: [...rras, 'auth.method-mismatch'] },
  ],
  [
    'RRAS-06',
    'Second conflict, Connection Manager quarantine: the client must send its key to the internal address of the server, and its cached policy starts IKE from the tunnel interface. The server takes only certificates, so main mode fails; with certificates quick mode fails, as the client proposes all traffic and the server only UDP 1701.',
    '두 번째 충돌(연결 관리자 격리): 클라이언트가 서버의 내부 IP로 격리 키를 보내야 하는데 캐시된 도메인 정책이 터널 인터페이스에서 IKE를 시작합니다. 서버는 인증서만 받아 기본 모드가 실패하고, 인증서를 허용해도 클라이언트는 모든 트래픽을, 서버는 UDP 1701만 허용해 빠른 모드가 실패합니다.',
    { related: [...rras, 'policy.selector-mismatch'] },
  ],
  [
    'RRAS-07',
    'Remedy 1, the simplest: put the internal address of the VPN server on the exemption list.',
    '해결 1(가장 간단): VPN 서버의 내부 LAN IP를 예외 목록에 넣습니다.',
    { related: rras },
  ],
  [
    'RRAS-08',
    'Remedy 2: disable the L2TP ports and use PPTP only.',
    '해결 2: L2TP 포트를 사용하지 않고 PPTP만 씁니다.',
    { related: rras },
  ],
  [
    'RRAS-09',
    'Remedy 3: ProhibitIPsec of RASMAN turns the automatic policy off; make one by hand: external address with certificates for UDP 1701, internal address with Kerberos for everything (KB 240262).',
    '해결 3: RASMAN 레지스트리 값 ProhibitIPsec으로 자동 정책을 끄고 직접 만듭니다. 외부 IP는 UDP 1701에 인증서, 내부 IP는 모든 트래픽에 Kerberos(KB 240262).',
    { related: rras, see: ['setting-ProhibitIpSec'] },
  ],
]);

export const ike = rows([
  [
    'IKE-01',
    'When IPsec is first deployed, IKE mostly fails because filters block UDP 500 or the IPsec protocols.',
    '처음 배포할 때 IKE/IPsec이 실패하는 이유는 대개 필터가 UDP 500이나 IPsec 프로토콜을 막기 때문입니다.',
    { related: ['path.ike-blocked', 'path.esp-blocked'] },
  ],
  [
    'IKE-02',
    'Test rig for a rollout: a computer with a fixed address and a simple policy (Server (Request) with a preshared key), auditing on; and a default domain policy with the same key and one filter for all traffic, ICMP too, to that computer.',
    '배포 시험 환경: 고정 IP의 컴퓨터에 간단한 정책(미리 공유한 키를 쓰는 기본 제공 서버(요청) 정책)과 감사를 설정하고, 같은 키와 그 컴퓨터로 가는 모든 트래픽(ICMP 포함) 필터 하나를 가진 기본 도메인 정책을 둡니다.',
  ],
  [
    'IKE-03',
    'A logon script that pings the test computer (or runs nbtstat -n on it) makes each member negotiate; the main mode success audits of the test computer prove which computers and areas get policy and reach it.',
    '로그온 스크립트로 테스트 서버에 ping이나 nbtstat -n을 실행하게 하고, 서버의 기본 모드 성공 감사에서 IP를 모아 모든 컴퓨터가 정책을 받고 모든 네트워크 영역이 IKE/IPsec으로 도달하는지 확인합니다.',
  ],
  [
    'IKE-04',
    'Test of fragments from the test computer to each area: ping -l 5000 ADDRESS; the reply has as many fragments.',
    '조각 시험: 테스트 서버에서 각 영역으로 ping -l 5000 <IP 주소>. 응답도 같은 수의 조각이어야 합니다.',
    { related: ['path.fragments-dropped'], see: ['command-ping', 'TIM-12'] },
  ],
  [
    'IKE-05',
    'Devices under congestion or between networks of different speed may not pass fragments; hosts on links of another MTU (ATM, FDDI, Token Ring) need path MTU discovery (KB 314496).',
    '혼잡한 장비나 속도가 다른 네트워크(1Gb/100Mb) 사이의 장비는 조각을 통과시키지 못할 수 있습니다. MTU가 다른 링크(ATM, FDDI, 토큰 링)의 호스트에는 ICMP PMTU가 필요합니다(KB 314496).',
    { related: ['path.fragments-dropped', 'path.pmtu-blackhole'] },
  ],
  [
    'IKE-06',
    'IKE is hard to follow: errors may show only under conditions (quick mode started by the usual responder, say), and reasons lie in Kerberos, in designs that do not fit, in merged policies.',
    'IKE는 문제 해결이 어렵습니다. 평소의 응답자가 빠른 모드를 시작할 때처럼 특정 조건에서만 오류가 나타나고 원인이 Kerberos, 맞지 않는 정책 설계, 병합된 정책에 있을 수 있습니다.',
  ],
  [
    'IKE-07',
    'The computer that fails drops out; the other times out after its repeats. Study the failure and gather logs before anything is changed.',
    '실패한 컴퓨터는 참여를 멈추고 다른 쪽은 재시도 뒤 시간 초과됩니다. 무엇이든 바꾸기 전에 실패를 조사하고 로그를 모으십시오.',
    { related: ['ike.peer-failed', 'ike.timeout'] },
  ],
  [
    'IKE-08',
    'Auditing can be turned on at once; Oakley.log needs a restart of the service on Windows 2000, a command on XP SP2 and 2003.',
    '감사는 바로 켤 수 있습니다. Oakley.log는 2000에서 서비스 다시 시작이, XP SP2/2003에서는 명령줄이 필요합니다.',
    { see: ['PROC-09'] },
  ],
  [
    'IKE-09',
    'Stopping and starting the service gives a clean log; IKE tries to send deletes then, but the system may cut it off and SAs stay behind at the peers.',
    '깨끗한 로그를 위해 서비스를 중지했다 시작하기도 합니다. 이때 IKE가 삭제를 보내려 하지만 OS가 전송을 끊을 수 있어 상대에 SA가 남습니다.',
    { related: ['sa.out-of-sync'] },
  ],
  [
    'IKE-10',
    'After such a restart, unless the computer itself starts IKE, the peer waits 5 minutes for its SA to time out, tries quick mode for 1 minute, then main mode.',
    '그렇게 다시 시작한 뒤 그 컴퓨터가 먼저 IKE를 시작하지 않으면 상대는 SA가 만료되는 5분을 기다리고 1분간 빠른 모드를 시도한 뒤 기본 모드를 시작합니다.',
    { related: ['sa.out-of-sync'], see: ['TIM-05', 'TIM-04'] },
  ],
  [
    'IKE-11',
    'Start with the Security log: turn on success and failure of "Audit logon events" in Group Policy. Failures are event 547 (4652 to 4654 today), and one text can have several reasons.',
    '보안 로그부터 보십시오. 그룹 정책의 "로그온 이벤트 감사"에서 성공과 실패를 켭니다. 실패는 547(현재는 4652~4654)이며 같은 문구에 원인이 여럿일 수 있습니다.',
    { names: ['Audit logon events', '로그온 이벤트 감사'], see: ['event-547', 'event-4653'] },
  ],
  [
    'IKE-12',
    'XP SP2 and 2003: DisableIKEAudits turns all IKE audits off. Always check it; it may have been set because the audits crowd out other logon events.',
    'XP SP2/2003: DisableIKEAudits는 모든 IKE 감사를 끕니다. 항상 확인하십시오. 다른 로그온 이벤트를 밀어내지 않도록 설정해 두었을 수 있습니다.',
    { see: ['setting-DisableIKEAudits'] },
  ],
  [
    'IKE-13',
    'Take a capture from at least one side before Oakley.log; servers in isolation should be able to capture.',
    'Oakley.log를 모으기 전에 적어도 한쪽에서 네트워크 캡처를 하십시오. 격리 서버에는 네트워크 모니터가 있어야 합니다.',
  ],
  [
    'IKE-14',
    'Oakley.log is the most detailed, often needed from both ends with clocks in step. It slows IKE and changes its timing, and the restart loses state. Reading it is work for tier 3.',
    'Oakley.log가 가장 자세하며 시계를 맞춘 양쪽 로그가 필요할 수 있습니다. 켜면 IKE가 느려지고 타이밍이 바뀌며 다시 시작하면 상태를 잃습니다. 해석은 3단계의 일입니다.',
    { tier: '3', names: ['oakley.log'] },
  ],
  [
    'IKE-15',
    'Oakley.log is the current file, 50,000 lines at most; Oakley.log.bak is made when it is full (overwritten each time); at the start of the service the two become Oakley.log.sav and Oakley.log.bak.sav.',
    'Oakley.log는 현재 로그(최대 50,000줄), Oakley.log.bak은 가득 찰 때 만들어지고(매번 덮어씀), 서비스 시작 시 이전 파일이 각각 Oakley.log.sav, Oakley.log.bak.sav가 됩니다.',
    { names: ['oakley.log.bak', 'oakley.log.sav', 'oakley.log.bak.sav'], see: ['TIM-11'] },
  ],
  [
    'IKE-16',
    'The most common mistake: clocks of the two computers not in step. Join IKE messages by the cookies of the ISAKMP header and the message id of quick mode.',
    '가장 흔한 실수는 두 컴퓨터의 시계가 맞지 않는 것입니다. ISAKMP 헤더의 쿠키와 빠른 모드 메시지 ID로 IKE 메시지와 패킷을 연결하십시오.',
    { related: ['host.clock'] },
  ],
  [
    'IKE-17',
    'To expect: main mode cannot reach the target and fall back is not allowed → a 547 with "No response from peer", "Negotiation timed out" or "IKE SA deleted before establishment completed"; with fall back perhaps no error but a soft SA in a 541.',
    '예상되는 동작: 기본 모드가 대상에 닿지 못하고 평문 대체가 금지되면 547에 "No response from peer", "Negotiation timed out" 또는 "IKE SA deleted before establishment completed"가 기록됩니다. 대체가 허용되면 오류 없이 소프트 SA의 541만 있을 수 있습니다.',
    { related: ['ike.timeout', 'policy.peer-without-ipsec'], see: ['EVT-K-12', 'EVT-K-13'] },
  ],
  [
    'IKE-18',
    'Undocking a laptop: filters any ↔ subnet stay when an interface goes, so the laptop keeps its SAs while peers time out and send deletes to the old address. Main mode lives up to 8 hours; docked again with the same address it tries quick mode on a dead main mode and gives up after one minute. The user sees one minute of delay.',
    '노트북 도킹 해제: 인터페이스가 사라져도 "모두 ↔ 서브넷" 필터는 남아 노트북은 SA를 유지하지만 상대는 시간 초과되어 이전 주소로 삭제를 보냅니다. 기본 모드는 최대 8시간 남으므로 같은 IP로 다시 도킹하면 죽은 기본 모드에서 빠른 모드를 시도하다 1분 뒤 새로 시작합니다. 사용자는 1분 지연을 겪습니다.',
    { related: ['sa.out-of-sync'], see: ['KI-10'] },
  ],
  [
    'IKE-19',
    'Harmless reasons for a peer that vanished: docking or undocking, a cable pulled, sleep, out of wireless range, VPN disconnected, a card adapter removed. The other side repeats until it times out.',
    '무해한 연결 끊김: 도킹/도킹 해제, 케이블 분리, 최대 절전/대기, 무선 범위 이탈, VPN 연결 해제, PCMCIA NIC 제거. 원격 쪽은 상대가 사라진 것으로 보고 시간 초과까지 다시 시도합니다.',
    { severity: 'info', related: ['ike.timeout'] },
  ],
  [
    'IKE-20',
    'When any filter is removed the driver has IKE delete the SAs of that address. The delete carries the source address of the SA even if another interface sends it; the receiver looks only at cookies and cryptography; often nothing is sent, as the network is gone.',
    '필터가 제거되면 드라이버가 IKE에 해당 IP의 IKE/IPsec SA 삭제를 요청합니다. 삭제 메시지는 다른 인터페이스로 나가도 SA의 원본 IP를 담고, 수신자는 쿠키 쌍과 암호 검증만 봅니다. 네트워크가 없어 아예 보내지 못하는 경우가 많습니다.',
    { related: ['sa.out-of-sync'] },
  ],
  [
    'IKE-21',
    'Windows 2000 sends one delete, which may be lost; XP and 2003 send several ("reliable" delete).',
    'Windows 2000은 삭제를 한 번만 보내 유실될 수 있고, XP/2003은 여러 번 보내는 "안정적" 삭제를 씁니다.',
    { see: ['KI-15'], related: ['sa.out-of-sync'] },
  ],
  [
    'IKE-22',
    'On 2003 a time-out names the last step that succeeded. It can come from a NAT without NAT traversal or from a failure of the other end.',
    '2003의 시간 초과 이벤트는 마지막으로 성공한 단계를 알려 줍니다. NAT-T 없는 NAT이나 원격 상대의 실패가 원인일 수 있습니다.',
    { related: ['ike.timeout', 'path.nat-without-nat-t', 'ike.peer-failed'], see: ['EVT-K-11'] },
  ],
  [
    'IKE-23',
    'For each time-out and each "IKE SA deleted before establishment completed", look at the 547 failures (4652 to 4654) of the other computer in the minute before it, to see whether that one really failed.',
    '시간 초과와 "IKE SA deleted before establishment completed"마다 그 직전 1분 동안 원격 컴퓨터의 547(4652~4654) 실패를 찾아 실제로 상대가 실패했는지 확인하십시오.',
    {
      tier: '2',
      related: ['ike.timeout', 'ike.peer-failed'],
      see: ['event-547', 'event-4652', 'event-4653', 'event-4654'],
    },
  ],
  [
    'IKE-24',
    'Show SAs: ipsecmon or netdiag /test:ipsec /v on 2000 (no main mode SAs); IP Security Monitor or ipseccmd show sas on XP; the snap-in or netsh ipsec dynamic show mmsas|qmsas on 2003; Get-NetIPsecMainModeSA and Get-NetIPsecQuickModeSA today.',
    'SA 보기: 2000은 ipsecmon.exe, netdiag /test:ipsec /v(기본 모드 SA는 없음), XP는 IP 보안 모니터나 ipseccmd show sas, 2003은 스냅인이나 netsh ipsec dynamic show mmsas|qmsas, 현재는 Get-NetIPsecMainModeSA와 Get-NetIPsecQuickModeSA.',
  ],
  [
    'IKE-25',
    'Success is in 541 (established), 542 and 543 (ended), when audited; today 4650, 4651, 5451, 5452 and 4655.',
    '성공은 감사를 켠 경우 541(설정됨), 542와 543(종료됨)에 있습니다. 현재는 4650, 4651, 5451, 5452, 4655입니다.',
    { see: ['event-541', 'event-542', 'event-543', 'event-4650', 'event-5451'] },
  ],
  [
    'IKE-26',
    'Entries that only inform: a policy change that deleted SAs, denial-of-service mode begun and ended.',
    '정보성 항목: 정책 변경으로 SA 삭제, 서비스 거부 방지 모드의 시작과 해제.',
    { severity: 'info', see: ['EVT-K-33', 'EVT-K-34', 'EVT-K-35', 'EVT-K-36'] },
  ],
  [
    'IKE-27',
    'The lists of failures: main mode EVT-K-13 to -17, quick mode EVT-K-18 to -25, authentication EVT-K-26 to -32.',
    '실패 목록: 기본 모드 EVT-K-13~17, 빠른 모드 EVT-K-18~25, 인증 EVT-K-26~32.',
    { see: ['EVT-K-13', 'EVT-K-18', 'EVT-K-26'] },
  ],
  [
    'IKE-28',
    'To judge a failure of IKE one has to know what the design expects, the course of IKE and its failure events.',
    'IKE 실패를 판단하려면 정책 설계에서 예상되는 동작, IKE 절차, IKE 실패 이벤트를 알아야 합니다.',
  ],
]);

export const applications = rows([
  [
    'APP-01',
    'IPsec is very transparent, yet it can make applications behave differently.',
    'IPsec은 매우 투명하지만 애플리케이션의 동작이 달라질 수 있습니다.',
  ],
  [
    'APP-02',
    'With ICMP allowed and TCP and UDP in IPsec an application pings its target well and still cannot connect when IKE fails.',
    'ICMP는 허용되고 TCP/UDP에 IPsec이 필요하면 애플리케이션이 ping에는 성공하지만 IKE가 실패하면 연결하지 못합니다.',
    { related: ['app.not-ipsec', 'policy.peer-without-ipsec'] },
  ],
  [
    'APP-03',
    'First connection: IKE with Kerberos takes 1 to 2 seconds as a rule; fall back to clear always waits 3 seconds. Impatient applications report an error or try another target.',
    '첫 연결 지연: Kerberos IKE는 보통 1~2초, 평문 대체는 항상 3초를 기다린 뒤 첫 TCP 패킷이 나갑니다. 성급한 애플리케이션은 오류를 내거나 다른 대상을 시도합니다.',
    { related: ['app.first-packet-delay'], see: ['TIM-01', 'TIM-03'] },
  ],
  [
    'APP-04',
    'An application that waits for its socket seems hung while IKE runs, and hangs when it is blocked; the socket knows nothing of IPsec. The application takes the host for down, or reads a failed controller as a refused connection.',
    '소켓을 기다리는 애플리케이션은 IKE 중에 멈춘 것처럼 보이고 차단되면 그대로 멈춥니다. 소켓 계층은 IPsec을 모르므로 애플리케이션은 호스트가 꺼졌다고 여기거나 DC 실패를 연결 거부로 읽습니다.',
    { related: ['app.first-packet-delay'] },
  ],
  [
    'APP-05',
    'Programs that process packets in the kernel (network drivers) can fail, lose packets or crash the system.',
    '커널 모드에서 패킷을 처리하는 프로그램(네트워크 드라이버 등)은 실패하거나 패킷을 잃거나 블루 스크린을 일으킬 수 있습니다.',
    { related: ['app.third-party-vpn', 'host.offload'] },
  ],
  [
    'APP-06',
    'Fast scans from a host slow down badly: probes start IKE to hundreds of addresses in seconds, a denial of service of the own host.',
    '호스트에서의 빠른 검색은 매우 느려집니다. 몇 초 만에 수백 개 주소로 IKE가 시작되어 로컬 호스트에 서비스 거부가 생깁니다.',
    { related: ['load.overload'] },
  ],
  [
    'APP-07',
    'SNMP traps to an untrusted collector may be lost before a soft SA exists, even with fall back.',
    '신뢰되지 않은 수집기로 보내는 SNMP 트랩은 평문 대체가 허용되어도 소프트 SA가 생기기 전에 버려질 수 있습니다.',
    { related: ['app.first-packet-delay'] },
  ],
  [
    'APP-08',
    'Some UDP applications (NTP, the DC locator of Windows) wait only 3 seconds for an answer and report errors or a target that is down.',
    '일부 UDP 애플리케이션(NTP, Windows DC 로케이터)은 3초만 기다려 오류나 연결 불가를 보고합니다.',
    { related: ['app.first-packet-delay'], see: ['TIM-14'] },
  ],
  [
    'APP-09',
    'Layered service providers (personal firewalls, spyware) put inspection into Winsock. IKE needs extended functions by WSAIoctl; where the provider does not pass them on, IKE cannot listen on its ports.',
    'LSP(개인 방화벽, 스파이웨어)는 Winsock에 트래픽 검사를 끼워 넣습니다. IKE는 WSAIoctl()로 얻는 확장 Winsock 함수를 쓰는데 LSP가 이를 전달하지 않으면 IKE가 UDP 포트에서 수신하지 못합니다.',
    { names: ['LSP', 'layered service provider'], related: ['app.layered-provider', 'service.port-conflict'] },
  ],
  [
    'APP-10',
    'Server 2003 then fails into its secure mode: the driver blocks. Log on at the console and stop the IPsec service, or disable it and restart. Even with IKE running such software can block IKE or IPsec.',
    'Server 2003은 이때 "안전" 동작으로 드라이버를 차단 모드로 둡니다. 콘솔에서 로그온해 IPsec 서비스를 중지하고, 멈추지 않으면 사용 안 함으로 하고 다시 시작하십시오. IKE가 시작돼도 LSP나 타사 소프트웨어가 IKE/IPsec을 막을 수 있습니다.',
    { os: ['2003'], related: ['service.block-mode', 'app.layered-provider'] },
  ],
  [
    'APP-11',
    'Tier 2 finds whether there are layered providers, tier 3 which program brought them, and reorders or removes it. Tools: sporder.exe, netdiag /debug; today netsh winsock show catalog.',
    '2단계는 LSP가 있는지 찾고 3단계는 설치한 프로그램을 찾아 순서를 바꾸거나 제거합니다. 도구: Sporder.exe, netdiag /debug, 현재는 netsh winsock show catalog.',
    { tier: '2, then 3', related: ['app.layered-provider'] },
  ],
  [
    'APP-12',
    'VPN clients of other vendors mostly disable the IPsec service, which members of the domain need. Conflicts: UDP 500, ESP in the kernel, layered provider or firewall in the client, IKE not passed through the tunnel.',
    '타사 IPsec VPN 클라이언트는 대개 도메인 구성원에 필요한 IPsec 서비스를 사용 안 함으로 합니다. 충돌: 두 IKE가 모두 UDP 500 필요, 두 커널이 모두 ESP 필요, 클라이언트의 LSP나 방화벽, 터널을 통과하지 못하는 기본 IKE/IPsec.',
    { related: ['app.third-party-vpn', 'service.port-conflict', 'app.layered-provider'] },
  ],
  [
    'APP-13',
    'Ask the vendor of the VPN about native IPsec and end-to-end transport mode; many gateways take the PPTP and L2TP/IPsec clients of Windows. The VPN client of Windows itself does work with end-to-end transport mode through its tunnel.',
    'VPN 공급업체에 기본 IPsec과 종단 간 전송 모드 지원을 문의하십시오. Windows PPTP 및 L2TP/IPsec 클라이언트를 지원하는 게이트웨이가 많습니다. Windows 기본 VPN 클라이언트는 터널을 통한 종단 간 전송 모드와 호환됩니다.',
    { related: ['app.third-party-vpn'] },
  ],
]);

export const tierThree = rows([
  [
    'T3-01',
    'Tier 3 knows IPsec and TCP/IP in depth, trains the others, and writes guides, FAQs and recovery plans.',
    '3단계는 IPsec과 TCP/IP를 깊이 아는 전문가로 하위 단계를 교육하고 지원 안내서, FAQ, 복구 계획을 작성합니다.',
    { tier: '3' },
  ],
  [
    'T3-02',
    'Evidence 1: what each computer requires for inbound and outbound authentication and authorisation, and in a few words how Group Policy and IPsec meet it.',
    '증거 1: 컴퓨터별 인바운드/아웃바운드 인증과 권한 부여 요구 사항, 그리고 그룹 정책과 IPsec이 이를 어떻게 충족하는지 짧은 설명.',
    { tier: '3' },
  ],
  [
    'T3-03',
    'Evidence 2: a drawing with names of source and destination, their addresses at the time, edition and service pack, addresses of DNS, WINS and controllers.',
    '증거 2: 원본과 대상의 이름, 수집 시점의 IP, OS와 서비스 팩, DNS/WINS/DC의 IP를 담은 시나리오 그림.',
    { tier: '3' },
  ],
  [
    'T3-04',
    'Evidence 3: captures of both ends at the same time with the policy active, all traffic; where it works without, one without IPsec too; clocks in step.',
    '증거 3: 정책이 활성인 상태에서 양쪽 동시 캡처(인증, DNS 포함 모든 트래픽). 정책을 끄면 되는 경우 IPsec 없는 캡처도. 시계를 맞춥니다.',
    { tier: '3' },
  ],
  [
    'T3-05',
    'Evidence 4 (2000, XP, 2003): netdiag /debug > netdiag-debug-COMPUTER.txt, just before or after the capture, not during it.',
    '증거 4(2000/XP/2003): netdiag /debug >netdiag-debug-컴퓨터이름.txt. 캡처 직전이나 직후에 실행하고 캡처 중에는 하지 않습니다.',
    { tier: '3' },
  ],
  [
    'T3-06',
    'Evidence 5 (XP, 2003): portqry -v -local > portqry-v-COMPUTER.txt.',
    '증거 5(XP/2003): portqry -v -local >portqry-v-컴퓨터이름.txt.',
    { tier: '3' },
  ],
  [
    'T3-07',
    'Evidence 6: Oakley.log of each side from the time of fault and capture, named after the computer; RASDIAG where remote access is involved.',
    '증거 6: 장애와 캡처 시점의 양쪽 Oakley.log(컴퓨터 이름으로 저장). RAS/VPN이 관련되면 RASDIAG.',
    { tier: '3', names: ['RASDIAG'] },
  ],
  [
    'T3-08',
    'Evidence 7: the whole System, Security and Application logs of each computer from that time.',
    '증거 7: 그 시점의 각 컴퓨터 시스템, 보안, 응용 프로그램 로그 전체.',
    { tier: '3' },
  ],
  [
    'T3-09',
    'Evidence 8: logs of Group Policy made at that time.',
    '증거 8: 그 시점에 만든 그룹 정책 로그.',
    { tier: '3' },
  ],
  [
    'T3-10',
    'Evidence 9: the policy of each computer. The active policy is often a mix; the best form are the main mode and quick mode specific filters from IP Security Monitor.',
    '증거 9: 컴퓨터별 정책 세부 정보. 활성 정책은 여러 종류가 섞인 경우가 많으므로 IP 보안 모니터의 기본 모드/빠른 모드 특정 필터가 가장 좋습니다.',
    { tier: '3' },
  ],
  [
    'T3-11',
    'To export: right-click the quick mode Specific Filters, Export List, save tab-delimited as IKE-qm-COMPUTER.txt (main mode by analogy IKE-mm-COMPUTER.txt).',
    '내보내기: IKE 빠른 모드의 특정 필터를 마우스 오른쪽 단추로 클릭하고 목록 내보내기에서 탭으로 구분된 IKE-qm-컴퓨터이름.txt로 저장합니다(기본 모드는 같은 식으로 IKE-mm-컴퓨터이름.txt).',
    { tier: '3', names: ['Export List'] },
  ],
  [
    'T3-12',
    'The tab-delimited file opens in a spreadsheet or word processor.',
    '탭으로 구분된 파일은 스프레드시트나 워드 프로세서로 가져올 수 있습니다.',
  ],
  [
    'T3-13',
    'Not every error can be listed. Troubleshooting needs skills beyond IPsec: networks, Active Directory, Group Policy.',
    '모든 오류를 나열할 수는 없습니다. 네트워크, Active Directory, 그룹 정책 등 IPsec 밖의 기술도 필요합니다.',
  ],
]);
