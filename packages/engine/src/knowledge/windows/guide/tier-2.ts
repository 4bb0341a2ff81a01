/** What tier 2 has to know before it starts, and the order of its work. Source: the guide, chapter 7; in our own words. */
import { rows } from './row.ts';

export const preparation = rows([
  [
    'T2-01',
    'Tier 2 takes every case of tier 1, makes sure that it really is IPsec, and that no step was left out.',
    '2단계는 1단계의 모든 사례를 받아 정말 IPsec 문제인지, 빠진 단계가 없는지 확인합니다.',
  ],
  [
    'T2-02',
    'Tier 2 works from logs first, without taking control of the computer; logs only tell, correcting needs administrative access.',
    '2단계는 컴퓨터를 직접 제어하지 않고 로그 분석부터 합니다. 로그는 알려 줄 뿐이며 고치려면 관리자 액세스가 필요합니다.',
  ],
  [
    'T2-03',
    'Tier 2 need not be domain administrator and does not change domain IPsec policy or group membership.',
    '2단계는 도메인 관리자일 필요가 없으며 도메인 IPsec 정책이나 컴퓨터 그룹 구성원을 바꾸지 않습니다.',
  ],
  [
    'T2-04',
    'Skill: Group Policy. Which policy is assigned and how, access lists and settings of the GPO, memberships of computer and user.',
    '필요한 기술: 그룹 정책. 어떤 정책이 어떻게 할당되는지, GPO의 ACL과 설정, 컴퓨터와 사용자의 그룹 구성원 자격.',
  ],
  ['T2-05', 'Skill: the third-party software in use.', '필요한 기술: 조직에서 쓰는 타사 소프트웨어.'],
  [
    'T2-06',
    'Skill: finding failed authentication and checking the computer account with netdiag and nltest.',
    '필요한 기술: 인증 실패를 찾고 netdiag와 nltest로 도메인 컴퓨터 계정을 확인하는 것.',
    { related: ['auth.computer-account'] },
  ],
  [
    'T2-07',
    'Skill: IPsec. Check filters, reload the domain policy, switch off IPsec or only the domain policy to test a local one, follow IKE and the protocols.',
    '필요한 기술: IPsec 구성. 필터 확인, 도메인 정책 다시 불러오기, IPsec 전체 또는 도메인 정책만 꺼서 로컬 정책 시험하기, IKE 협상과 보안 프로토콜 문제 해결.',
  ],
  [
    'T2-08',
    'Skill: networks. The stack of a host, captures, path MTU discovery, remote access by VPN.',
    '필요한 기술: 네트워크. 호스트 스택, 패킷 캡처 읽기, TCP 경로 MTU 검색을 포함한 경로 문제, VPN 원격 액세스.',
  ],
  [
    'T2-09',
    'Two computers need policies that fit each other. A policy can block traffic where the peer has none; in a rollout this may be meant, and no application shows an error.',
    '두 컴퓨터의 정책이 서로 맞아야 합니다. 상대에 정책이 없으면 차단될 수 있습니다. 배포 중에는 의도한 것일 수 있고 애플리케이션 오류도 보이지 않습니다.',
    { related: ['policy.peer-without-ipsec'] },
  ],
  [
    'T2-10',
    'Worst case: a policy that blocks everything is assigned to all members. It replicates and is hard to stop; where clients need IPsec to reach domain controllers, no ticket and no logon is possible. Guard assignments by procedure.',
    '최악의 경우: 모든 트래픽을 막는 정책이 전체 도메인 구성원에 할당됩니다. 복제되면 멈추기 어렵고, 클라이언트와 DC 간에 IPsec이 필요하면 티켓도 받지 못하고 로그온도 되지 않습니다. 할당에 절차적 안전장치를 두십시오.',
    { severity: 'critical', related: ['policy.exemption-missing', 'policy.wrong-assignment'] },
  ],
  [
    'T2-11',
    'Guides for plain TCP/IP mostly help only once IPsec has connected, some not even then; adapt the procedures.',
    '일반 TCP/IP 안내서는 대체로 IPsec이 연결된 뒤에만 유효하고 일부는 그때도 맞지 않습니다. 절차를 격리 환경에 맞게 고치십시오.',
  ],
  [
    'T2-12',
    'Keep sample outputs of each tool from a working pair. Tools know nothing of the 3 seconds before fall back or of the first IKE delay, so a first run and one seconds later can differ; a deliberate refusal is reported as an error whose form depends on the tool.',
    '정상 동작하는 쌍에서 얻은 도구별 출력 예를 보관하십시오. 도구는 3초 대체 지연이나 첫 IKE 지연을 모르므로 첫 실행과 몇 초 뒤의 실행이 다를 수 있고, 의도된 거부도 도구마다 다른 형태의 실패로 보입니다.',
    { see: ['sample-ping', 'sample-netdiag'] },
  ],
  [
    'T2-13',
    'IPsec depends on Group Policy. Changes that are not noticed or not downloaded matter; so does a computer account moved, deleted or made again in the wrong OU.',
    'IPsec은 그룹 정책에 달려 있습니다. GPO 변경을 감지하거나 내려받지 못하는 경우, 컴퓨터 계정을 다른 OU로 옮기거나 삭제하거나 잘못된 OU에 다시 만든 경우 잘못된 정책을 받습니다.',
    { related: ['policy.wrong-assignment', 'policy.retrieval-failed'] },
  ],
  [
    'T2-14',
    'Group membership is inside long-lived Kerberos tickets, encrypted: it cannot be read there. Plan time for renewal and look in the directory instead.',
    '그룹 구성원 자격은 수명이 긴 Kerberos 티켓 안에 암호화되어 있어 읽을 수 없습니다. 갱신 시간을 계획하고 디렉터리에서 확인하십시오.',
    { related: ['auth.membership-stale'] },
  ],
  [
    'T2-15',
    'IKE fails where Kerberos fails, and Kerberos needs network, DNS and domain controllers. Trouble between A and B can come from A not reaching controller C; the 547 events usually show the way.',
    'Kerberos가 실패하면 IKE도 실패합니다. Kerberos에는 네트워크, DNS, DC가 필요합니다. A와 B의 문제가 A가 DC "C"에 닿지 못해서일 수 있으며 대개 보안 로그의 547 이벤트가 단서가 됩니다.',
    { related: ['auth.kerberos-unavailable'], see: ['event-547'] },
  ],
  [
    'T2-16',
    'Monitoring from untrusted computers or appliances reports isolated hosts as unreachable, because inbound access needs IPsec. Exempt the monitor; the host is healthy.',
    '인바운드에 IPsec이 필요하므로 신뢰되지 않은 컴퓨터나 장비의 모니터링은 격리된 호스트를 연결 불가로 보고합니다. 호스트는 정상이며 모니터를 예외로 두어야 합니다.',
    { related: ['policy.exemption-missing', 'policy.peer-without-ipsec'] },
  ],
  [
    'T2-17',
    'Stopping the IPsec service of a trusted host over the network hits the own session. With fall back allowed on the side of the administrator it stalls for 3 to 4 seconds and goes on.',
    '신뢰된 호스트의 IPsec 서비스를 원격으로 중지하면 자기 연결도 영향을 받습니다. 관리자 쪽에 평문 대체가 허용되면 세션이 3~4초 멈췄다가 회복됩니다.',
    { see: ['TIM-02'] },
  ],
  [
    'T2-18',
    'Stopping the service deletes the SAs of every connected computer. Those without fall back stop communicating, their TCP connections time out, data of applications may be damaged: a last resort, prepared like a shutdown.',
    '서비스를 중지하면 연결된 모든 컴퓨터의 SA가 삭제됩니다. 평문 대체가 허용되지 않은 컴퓨터는 통신이 끊기고 TCP 연결이 시간 초과되며 애플리케이션 데이터가 손상될 수 있습니다. 시스템 종료처럼 준비한 뒤 마지막 수단으로만 사용하십시오.',
    { severity: 'high', see: ['PROC-04'] },
  ],
  [
    'T2-19',
    "One direction works and the other does not: the ticket cannot be had one way, because the initiator does not reach a controller of the target's domain.",
    '한 방향만 됩니다: 개시자가 대상 도메인의 DC에 닿지 못해 한쪽 방향의 Kerberos 티켓을 받을 수 없습니다.',
    { related: ['auth.kerberos-unavailable'] },
  ],
  [
    'T2-20',
    'One direction: domains without two-way trust let main mode succeed from one side only.',
    '한 방향만 됩니다: 양방향 트러스트가 없는 도메인에서는 한쪽에서 시작할 때만 기본 모드가 성공합니다.',
    { related: ['auth.kerberos-unavailable'] },
  ],
  [
    'T2-21',
    'One direction: inbound logon rights differ, or the policies fit only one way; main or quick mode fails in that direction.',
    '한 방향만 됩니다: 인바운드 네트워크 로그온 권한이 다르거나 정책이 한 방향으로만 맞지 않아 기본 모드나 빠른 모드가 한쪽에서 실패합니다.',
    { related: ['auth.logon-right-denied', 'policy.selector-mismatch'] },
  ],
  [
    'T2-22',
    'A host firewall above IPsec may force a direction, some work below it. After one success protected traffic often passes both ways for a while.',
    'IPsec 위의 호스트 방화벽은 연결 방향을 강제할 수 있고 일부는 IPsec 아래에서 가로챕니다. 한 번 성공하면 한동안 보호된 트래픽이 양방향으로 통과하는 경우가 많습니다.',
    { related: ['app.not-ipsec', 'path.ike-blocked'] },
  ],
  [
    'T2-23',
    'Stateful filters of routers and firewalls can stop a rekey or the IPsec flow and leave ICMP alone.',
    '라우터나 방화벽의 상태 저장 필터는 ICMP에는 영향을 주지 않으면서 IKE 키 갱신이나 IPsec 흐름을 막을 수 있습니다.',
    { related: ['path.stateful-timeout'] },
  ],
  [
    'T2-24',
    'A port may be closed because the service is down, or because something above IPsec (Windows Firewall, a router) blocks it.',
    '포트가 닫힌 것은 서비스가 중지됐거나 IPsec 위의 장치(Windows 방화벽, 라우터)가 막기 때문일 수 있습니다.',
    { related: ['app.not-ipsec'] },
  ],
  [
    'T2-25',
    'After a failure of IKE the side that failed often falls silent, or repeats its last good message up to its limit.',
    'IKE가 실패하면 실패한 쪽은 흔히 응답을 멈추거나 마지막 정상 메시지를 한도까지 다시 보냅니다.',
    { related: ['ike.peer-failed', 'ike.timeout'] },
  ],
  [
    'T2-26',
    'IKE with Kerberos sends tickets larger than the path MTU and so fragmented UDP; devices may drop fragments of IKE or of IPsec.',
    'Kerberos를 쓰는 IKE는 경로 MTU보다 큰 티켓을 보내므로 UDP가 조각납니다. 장비가 IKE나 IPsec 조각을 버릴 수 있습니다.',
    { related: ['path.fragments-dropped'] },
  ],
  [
    'T2-27',
    'TCP makes packets smaller for IPsec, but the MSS of the handshake ignores the overhead, so path MTU discovery by ICMP matters more. Take logs of both ends and captures.',
    'TCP는 IPsec 오버헤드만큼 패킷을 줄이지만 핸드셰이크의 MSS 협상에는 반영되지 않으므로 ICMP PMTU 검색이 더 중요합니다. 양쪽 로그와 캡처가 필요할 수 있습니다.',
    { related: ['path.pmtu-blackhole'] },
  ],
  [
    'T2-28',
    'Tier 2 reads captures and knows IKE. Network Monitor of Windows 2000 reads AH and IKE; of Server 2003 also ESP-null, ESP with offloaded encryption, and UDP-ESP.',
    '2단계는 캡처를 읽고 IKE를 알아야 합니다. Windows 2000 네트워크 모니터는 AH와 IKE를, Server 2003은 ESP-null, 오프로드된 ESP, UDP-ESP도 해석합니다.',
  ],
]);

export const procedure = rows([
  [
    'PROC-01',
    'Tier 2 finds the failing point when tier 1 could not, working through the architecture; administrators of servers may diagnose for themselves.',
    '1단계가 찾지 못하면 2단계가 구조를 따라가며 실패 지점을 찾습니다. 서버 관리자가 직접 기본 진단을 할 수도 있습니다.',
  ],
  [
    'PROC-02',
    'Fixed order: (1) IP configuration, domain controllers, path for the IPsec protocols; (2) Group Policy and IPsec policy at both ends; (3) IKE and protected traffic; (4) the root cause, with tier 3.',
    '정해진 순서: (1) IP 구성, 도메인 컨트롤러 연결, IPsec 프로토콜 경로 (2) 양쪽의 그룹 정책과 IPsec 정책 (3) IKE 협상과 보호된 통신 (4) 필요하면 3단계와 근본 원인 분석.',
  ],
  [
    'PROC-03',
    "Worked example: the client pings the server but cannot use its share, only this server. A 547 on the client that names the server's address shows that the client has policy and starts IKE. If it timed out, the server probably failed: look for the server's 547 events with the client's address.",
    '예: 클라이언트가 서버에 ping은 되지만 공유는 쓸 수 없고 이 서버만 그렇습니다. 클라이언트 보안 로그의 547에 서버 IP가 있으면 클라이언트는 정책이 있고 IKE를 시작합니다. 협상 시간 초과라면 서버 쪽 IKE가 실패했을 가능성이 크므로 서버의 547 이벤트에서 클라이언트 IP를 찾으십시오.',
    { related: ['ike.timeout', 'ike.peer-failed'], see: ['IKE-23', 'event-547'] },
  ],
  [
    'PROC-04',
    'Warning: "stop the IPsec service and see" is common advice and a bad one. It ends filtering, exposes the computer, makes other members drop its unprotected TCP and UDP, and cuts off computers that hold SAs.',
    '경고: "IPsec 서비스를 멈춰 보라"는 조언은 흔하지만 위험합니다. 필터링이 사라져 컴퓨터가 노출되고, 다른 구성원이 보호되지 않은 TCP/UDP를 버리며, SA를 가진 원격 컴퓨터와의 연결이 끊깁니다.',
    { severity: 'high' },
  ],
  [
    'PROC-05',
    'When the service stops, IKE sends deletes for all its SAs. Peers with fall back come back after 3 seconds, others cannot communicate.',
    '서비스가 중지되면 IKE가 모든 SA의 삭제 알림을 보냅니다. 평문 대체가 허용된 상대는 3초 뒤 다시 연결되고 나머지는 통신할 수 없습니다.',
    { related: ['sa.out-of-sync'] },
  ],
  [
    'PROC-06',
    'Solve it without stopping the service. Disable it only as the last resort, in networks with broadcast or multicast trouble, or for connections to hosts that need no IPsec (the exemption list).',
    '서비스를 멈추지 않고 해결하십시오. 브로드캐스트/멀티캐스트 환경이나 인바운드에 IPsec이 필요 없는 호스트(예외 목록)로의 연결에 한해 마지막 수단으로만 사용 안 함으로 두십시오.',
  ],
  [
    'PROC-07',
    'Windows 2000: stopping the service takes the driver off TCP/IP and unloads it.',
    'Windows 2000: 서비스를 중지하면 IPsec 드라이버가 TCP/IP에서 분리되고 언로드됩니다.',
    { os: ['2000'] },
  ],
  [
    'PROC-08',
    'XP and Server 2003: stopping removes all filters and puts the driver in permit mode, still loaded. To keep it from loading, disable the service and restart the computer.',
    'XP와 Server 2003: 중지하면 모든 필터가 제거되고 드라이버는 허용 모드로 로드된 채 남습니다. 로드되지 않게 하려면 서비스를 사용 안 함으로 하고 다시 시작하십시오.',
    { os: ['xp', '2003'] },
  ],
  [
    'PROC-09',
    'Windows 2000 and XP before SP2: switching Oakley.log on needs a restart of the service. XP SP2 (ipseccmd) and Server 2003 (netsh) do it on the fly.',
    'Windows 2000과 XP SP1: Oakley.log를 켜려면 서비스를 다시 시작해야 합니다. XP SP2(ipseccmd)와 Server 2003(netsh)은 바로 켤 수 있습니다.',
    { os: ['2000', 'xp', '2003'], see: ['setting-EnableLogging'] },
  ],
]);
