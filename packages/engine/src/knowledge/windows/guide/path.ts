/** Network path, adapters, and loss by IPsec itself. Source: the guide, chapter 7; in our own words. */
import { rows } from './row.ts';

export const path = rows([
  [
    'PATH-01',
    'With ICMP exempt, as recommended, ping, pathping and tracert must not print "Negotiating IP Security."; where they do, a wrong policy is probably assigned.',
    '권장대로 ICMP를 예외로 두면 ping, pathping, tracert에 "Negotiating IP Security."가 나오지 않아야 합니다. 나오면 잘못된 정책이 할당됐을 가능성이 큽니다.',
    { related: ['policy.wrong-assignment'], see: ['TOOL-29'] },
  ],
  [
    'PATH-02',
    'Path test 1: ping 127.0.0.1 and the own address. No answer: TCP/IP, a third-party firewall, ping missing, or a bad IP configuration.',
    '경로 테스트 1: 127.0.0.1과 자기 IP로 ping. 실패하면 TCP/IP 오류, 타사 방화벽, ping 없음 또는 잘못된 IP 구성입니다.',
    { related: ['host.ip-configuration'] },
  ],
  [
    'PATH-03',
    'Path test 2: ping the default gateway. No answer: IP configuration, interface not or only partly connected, a filter on the host or the network, or the way to the gateway.',
    '경로 테스트 2: 기본 게이트웨이로 ping. 실패하면 IP 구성, 연결되지 않은 인터페이스, 로컬 또는 네트워크 필터, 게이트웨이까지의 경로 문제입니다.',
    { related: ['host.ip-configuration', 'path.peer-unreachable'] },
  ],
  [
    'PATH-04',
    'Path test 3: ping the DNS servers. No answer: they refuse echo, the policy does not exempt the right address, or the reasons above.',
    '경로 테스트 3: DNS 서버로 ping. 실패하면 DNS 서버가 에코를 거부하거나, 정책이 올바른 DNS 주소를 예외로 두지 않았거나, 위의 원인입니다.',
    { related: ['policy.exemption-missing'] },
  ],
  [
    'PATH-05',
    'Path test 4: ping an address of the exemption list, a domain controller say. No answer: not IPsec, or no filter for that address; look at the filters.',
    '경로 테스트 4: DC 같은 예외 목록의 IP로 ping. 실패하면 IPsec 문제가 아니거나 그 예외 IP의 필터가 없는 것입니다. 필터를 확인하십시오.',
    { related: ['policy.exemption-missing'] },
  ],
  [
    'PATH-06',
    'Path test 5: ping the target. An answer proves the path without IPsec; without one, tracert to the target and others shows how far the path is good.',
    '경로 테스트 5: 대상 IP로 ping. 성공하면 IPsec 없는 기본 연결은 정상입니다. 실패하면 대상과 다른 목적지로 tracert를 실행해 어디까지 되는지 확인하십시오.',
    { related: ['path.peer-unreachable'] },
  ],
  [
    'PATH-07',
    'ICMP may pass where IKE or IPsec does not. The main mode message with a Kerberos ticket often exceeds the path MTU and has to be fragmented.',
    'ICMP는 되는데 IKE나 IPsec은 안 될 수 있습니다. Kerberos 티켓이 든 기본 모드 인증 패킷은 흔히 경로 MTU를 넘어 조각나야 합니다.',
    { related: ['path.fragments-dropped', 'path.ike-blocked'] },
  ],
  [
    'PATH-08',
    'Must be open on host firewalls, routers, network firewalls and at the target: IKE, UDP 500 to 500, and its fragments.',
    '호스트 방화벽, 라우터, 네트워크 방화벽, 대상 필터에서 열려 있어야 함: IKE UDP 500→500과 그 조각.',
    { related: ['path.ike-blocked', 'path.fragments-dropped'] },
  ],
  [
    'PATH-09',
    'Must be open: NAT traversal of IKE and IPsec, UDP 4500 to 4500.',
    '열려 있어야 함: IKE/IPsec NAT-T, UDP 4500→4500.',
    { related: ['path.nat-t-blocked'] },
  ],
  [
    'PATH-10',
    'Must be open: ESP, IP protocol 50, and its fragments.',
    '열려 있어야 함: IPsec ESP(IP 프로토콜 50)와 그 조각.',
    { related: ['path.esp-blocked'] },
  ],
  [
    'PATH-11',
    'Must be open: AH, IP protocol 51, and its fragments.',
    '열려 있어야 함: IPsec AH(IP 프로토콜 51)와 그 조각.',
    { related: ['path.ah-blocked'] },
  ],
  [
    'PATH-12',
    'Do not filter IKE, AH or ESP statefully on the way. State ages by activity, encrypted deletes cannot be read, rekeys and deletes come from either side, and a delete that was not seen leaves one side with an SA the other has discarded.',
    '경로에서 IKE, AH, ESP에 상태 저장 필터링을 쓰지 마십시오. 상태는 활동에 따라 만료되고, 암호화된 삭제 메시지는 읽을 수 없으며, 키 갱신과 삭제는 어느 쪽에서든 올 수 있어 한쪽만 SA를 가진 상태가 될 수 있습니다.',
    { related: ['path.stateful-timeout', 'sa.out-of-sync'] },
  ],
  [
    'PATH-13',
    'Who starts a rekey depends on whose byte lifetime ends first, on a small offset at the end of the time lifetime, and on who sends first after idle SAs were deleted.',
    '키 갱신의 방향은 바이트 수명이 먼저 끝나는 흐름, 시간 수명 만료의 작은 차이, 유휴 SA 삭제 후의 패킷 방향에 따라 달라집니다.',
  ],
  [
    'PATH-14',
    'Windows Firewall at the initiator normally causes no trouble, as the IPsec driver works below it; but IKE has to be open inbound for services that are permitted (SMB, TCP 445).',
    '개시자의 Windows 방화벽은 보통 문제를 일으키지 않습니다. IPsec 드라이버가 그 아래에서 동작하기 때문입니다. 다만 허용된 상위 서비스(예: SMB TCP 445)를 위해 인바운드 IKE가 열려 있어야 합니다.',
    { related: ['path.ike-blocked'] },
  ],
  [
    'PATH-15',
    "Since Windows 2000 every TCP packet carries Don't Fragment, kept under AH and ESP transport. Too large packets are dropped and the router has to return ICMP with the size; both ends have to be able to receive it.",
    'Windows 2000부터 모든 TCP 패킷에 DF가 설정되고 AH/ESP 전송 모드에서도 유지됩니다. 너무 큰 패킷은 버려지고 라우터가 크기를 담은 ICMP를 보내야 하며 양쪽이 이를 받을 수 있어야 합니다.',
    { related: ['path.pmtu-blackhole'] },
  ],
  [
    'PATH-16',
    'Avoid fragments of IPsec traffic: accelerating hardware mostly leaves them to the driver.',
    'IPsec 트래픽의 조각화를 피하십시오. 하드웨어 가속은 대개 조각을 처리하지 못해 소프트웨어 드라이버로 넘어갑니다.',
    { related: ['host.offload'] },
  ],
  [
    'PATH-17',
    'Windows 2000 and XP have no path MTU discovery for transport mode inside NAT traversal (UDP 4500); Server 2003 has.',
    'Windows 2000과 XP는 NAT-T(UDP 4500)로 캡슐화한 전송 모드 패킷의 PMTU 검색을 지원하지 않습니다. Server 2003은 지원합니다.',
    { related: ['path.pmtu-blackhole'], see: ['KI-03'] },
  ],
  [
    'PATH-18',
    'NAT traversal started from outside towards a host behind the NAT needs TCP path MTU discovery: EnablePMTUDiscovery absent or 1 at both ends. Security templates such as the Member Server Baseline may turn it off.',
    '외부에서 NAT 뒤의 호스트로 시작하는 NAT-T에는 TCP PMTU 검색이 필요합니다. 양쪽에서 EnablePMTUDiscovery가 없거나 1이어야 합니다. Member Server Baseline 같은 보안 템플릿이 이를 끌 수 있습니다.',
    { related: ['path.pmtu-blackhole'], see: ['setting-EnablePMTUDiscovery'] },
  ],
  [
    'PATH-19',
    'Path and filters have to pass fragments of IKE, AH and ESP. NAT traversal avoids fragments of IKE with certificates only; with Kerberos it cannot.',
    '경로와 필터는 IKE, AH, ESP 조각을 통과시켜야 합니다. NAT-T의 IKE 조각 회피는 인증서 인증에만 적용되고 Kerberos IKE는 조각난 UDP를 주고받아야 합니다.',
    { related: ['path.fragments-dropped'] },
  ],
  [
    'PATH-20',
    "IPsec protects the whole packet before IP fragments it. TCP with Don't Fragment adapts its size; UDP does not, so full-size UDP is fragmented by the host, as is ping when ICMP is not exempt (KB 233256).",
    'IPsec은 조각화 전에 원본 패킷 전체를 보호합니다. DF가 있는 TCP는 크기를 맞추지만 UDP는 그렇지 않아 MTU 크기의 UDP는 호스트가 조각냅니다. ICMP가 예외가 아니면 ping도 마찬가지입니다(KB 233256).',
  ],
  [
    'PATH-21',
    'With rules Any ↔ Subnet an outbound multicast or broadcast from an internal address matches a filter, cannot be secured and is dropped; inbound multicast and most broadcasts do not match.',
    'Any ↔ 서브넷 필터에서는 내부 주소에서 나가는 멀티캐스트/브로드캐스트가 필터와 일치하지만 보호할 수 없어 버려집니다. 인바운드 멀티캐스트와 대부분의 브로드캐스트는 일치하지 않습니다.',
    { related: ['policy.multicast-dropped'] },
  ],
  [
    'PATH-22',
    'Where it is needed set NoDefaultExempt=1: multicast and broadcast then bypass the filters of XP and 2003, which avoids known trouble with RTC clients and Windows Media Server (KB 810207, KB 811832).',
    '필요하면 NoDefaultExempt=1로 설정하십시오. XP와 2003에서 멀티캐스트와 브로드캐스트가 IPsec 필터를 거치지 않아 RTC 클라이언트와 Windows Media Server의 알려진 문제를 피합니다(KB 810207, KB 811832).',
    { related: ['policy.multicast-dropped'], see: ['setting-NoDefaultExempt'] },
  ],
  [
    'PATH-23',
    'XP SP2 has the default exemptions of Server 2003, and the setting can control them on all editions; filters cannot name single broadcast or multicast addresses.',
    'XP SP2의 기본 예외는 Server 2003과 같고 모든 버전에서 레지스트리로 조정할 수 있습니다. IPsec 필터는 특정 브로드캐스트/멀티캐스트 주소를 지정할 수 없습니다.',
    { see: ['GD-25'] },
  ],
  [
    'PATH-24',
    'Diagnostic devices cannot read TCP and UDP inside IPsec even without encryption, unless they parse AH or ESP-null.',
    '네트워크 진단 장비는 암호화가 없더라도 AH나 ESP-null을 해석하지 못하면 IPsec으로 캡슐화된 TCP/UDP를 볼 수 없습니다.',
  ],
]);

export const adapters = rows([
  [
    'NIC-01',
    'Adapters with special functions can lose packets: test clustering and teaming with IPsec, and drivers that accelerate other functions.',
    '특수 기능이 있는 NIC는 패킷을 잃을 수 있습니다. 클러스터링과 팀 구성, 다른 기능을 가속하는 드라이버를 IPsec과 함께 시험하십시오.',
    { related: ['host.offload'] },
  ],
  [
    'NIC-02',
    'Offload of large sends and checksums exists; since Windows 2000 TCP offload is turned off by itself once the driver has filters, even only permit or block.',
    '대용량 전송 오프로드와 체크섬 오프로드가 있습니다. Windows 2000부터 IPsec 드라이버에 필터가 있으면(허용/차단뿐이라도) TCP 오프로드가 자동으로 꺼집니다.',
    { related: ['host.offload'] },
  ],
  [
    'NIC-03',
    'Drivers that WHQL has not certified and signed may cause trouble: take the newest signed one.',
    'WHQL 인증과 서명이 없는 드라이버는 문제를 일으킬 수 있습니다. 최신 서명 드라이버를 쓰십시오.',
    { related: ['host.offload'] },
  ],
  [
    'NIC-04',
    'All offload can be turned off in the registry, some of it in the advanced properties of the driver; a restart may be needed.',
    '모든 TCP/IP 오프로드는 레지스트리로, 일부는 드라이버 고급 속성으로 끌 수 있으며 다시 시작해야 할 수 있습니다.',
    { related: ['host.offload'], see: ['NIC-05'] },
  ],
  [
    'NIC-05',
    'Turn IPsec offload off: HKLM\\System\\CurrentControlSet\\Services\\IPSEC\\EnableOffload, DWORD 0, then restart (2000, XP, 2003).',
    'IPsec 오프로드 끄기: HKLM\\System\\CurrentControlSet\\Services\\IPSEC\\EnableOffload DWORD 0, 그다음 다시 시작(2000, XP, 2003).',
    { related: ['host.offload'], see: ['setting-EnableOffload'], os: ['2000', 'xp', '2003'] },
  ],
]);

export const loss = rows([
  [
    'LOSS-01',
    'Usual reasons for loss: a device does not pass protocol 50 or 51 or UDP 500 or 4500, or encapsulation makes fragments that do not pass. Capture at both ends, look for repeats of the same size, compare with a test without IPsec.',
    '흔한 손실 원인: 장비가 프로토콜 50/51이나 UDP 500/4500을 통과시키지 않거나, 캡슐화로 생긴 조각이 통과하지 못합니다. 양쪽에서 캡처해 같은 크기의 재전송을 찾고 IPsec 없는 기준과 비교하십시오.',
    { related: ['path.esp-blocked', 'path.ah-blocked', 'path.fragments-dropped', 'path.pmtu-blackhole'] },
  ],
  [
    'LOSS-02',
    'Event 4285 in the System log, "Hash Authentication Failure": packets from one address whose hash does not verify.',
    '시스템 로그의 이벤트 4285 "해시 인증 실패": 한 주소에서 온 패킷의 해시가 검증되지 않았습니다.',
    { names: ['Hash Authentication Failure'], related: ['path.packet-altered', 'host.offload'], see: ['event-4285'] },
  ],
  [
    'LOSS-03',
    '4285 means that part of a protected packet was changed on the way; it is dropped. Reasons: devices, drivers or programs that damage packets of a certain size, fragmentation or condition; an attack. A warning; high if it goes on.',
    '4285는 보호된 패킷 일부가 전송 중 바뀌어 버려졌다는 뜻입니다. 특정 크기, 조각, 조건의 패킷을 손상시키는 장비, 드라이버, 타사 패킷 처리기 또는 공격이 원인입니다. 경고 수준이며 계속되면 높음입니다.',
    { severity: 'medium', tier: '2', related: ['path.packet-altered', 'host.offload'], see: ['event-4285'] },
  ],
  [
    'LOSS-04',
    'To count it: "IPsec Packets Not Authenticated" in Performance Monitor, netsh ipsec dynamic show stats (2003), ipseccmd show stats (XP), ipsecmon or netdiag /test:ipsec /v (2000).',
    '확인 방법: 성능 모니터의 "IPsec Packets Not Authenticated", netsh ipsec dynamic show stats(2003), ipseccmd show stats(XP), ipsecmon.exe 또는 netdiag /test:ipsec /v(2000).',
    { names: ['Packets Not Authenticated'], see: ['event-4285'] },
  ],
  [
    'LOSS-05',
    'Do not follow the advice of the event to restart the service: it does not help and may harm. Look for patterns of source, time, adapter and condition; rule out the computer itself first (IPsec offload off, plain driver features, newest signed driver), then study the path. A few packets need no study.',
    '이벤트의 서비스 다시 시작 권고를 따르지 마십시오. 해결되지 않고 악화될 수 있습니다. 원본 IP, 시간대, 어댑터, 조건의 패턴을 찾고 먼저 로컬 시스템(오프로드 끄기, 고급 기능 끄기, 최신 WHQL 드라이버)을 제외한 뒤 경로를 조사하십시오. 적은 수의 패킷은 조사할 필요가 없습니다.',
    { related: ['host.offload', 'path.packet-altered'], see: ['event-4285', 'NIC-05'] },
  ],
  [
    'LOSS-06',
    'Event "received packets with bad SPI" in the System log. The chapter prints the number 4268; the message table of Windows has 4283. Take both for the same, by the text.',
    '시스템 로그의 "잘못된 SPI 패킷 수신" 이벤트. 가이드에는 4268로 인쇄되어 있지만 Windows 메시지 테이블은 4283입니다. 문구로 판단해 둘을 같은 것으로 보십시오.',
    {
      names: ['4268', 'received packets with bad SPI'],
      number: 4268,
      related: ['sa.out-of-sync'],
      see: ['event-4283'],
    },
  ],
  [
    'LOSS-07',
    'Known: IKE of Windows 2000 and XP before SP2 loses packets at rekeying; fixed in XP SP2 and Server 2003. The sign is a slow, steady rise of bad SPI; mostly of no effect.',
    '알려진 문제: Windows 2000과 XP(SP1 포함)의 IKE는 특정 조건에서 패킷을 잃습니다. XP SP2와 Server 2003에서 수정됐습니다. 잘못된 SPI 카운터가 천천히 꾸준히 늘며 영향은 대개 무시할 만합니다.',
    { os: ['2000', 'xp'], related: ['sa.out-of-sync'], see: ['KI-04'] },
  ],
  [
    'LOSS-08',
    'A bad SPI means that the receiver has no such security association, so it drops the packet: benign as a rule, though packets are lost. Do not restart the service. Low; rises with volume.',
    '잘못된 SPI는 수신자에게 해당 보안 연결이 없어 패킷을 버렸다는 뜻입니다. 패킷은 잃지만 대체로 무해합니다. 서비스를 다시 시작하지 마십시오. 낮음이며 양이 많으면 높아집니다.',
    { severity: 'low', tier: '2', related: ['sa.out-of-sync'], see: ['event-4283'] },
  ],
  [
    'LOSS-09',
    'More of them with bulk traffic at 1 Gbit/s and more, a fast peer with a slow one, and a server that rekeys with many clients at once.',
    '1Gbit/s 이상의 대량 트래픽, 빠른 쪽과 느린 쪽의 조합, 많은 클라이언트와 동시에 키를 갱신하는 서버에서 더 많이 생깁니다.',
    { related: ['load.overload'] },
  ],
  [
    'LOSS-10',
    'Effect: protected TCP slows for some seconds and recovers; file copy, Telnet and Terminal Server do not notice; on very fast links a burst may break a file transfer.',
    '영향: 보호된 TCP가 재전송하느라 몇 초 느려졌다가 회복합니다. 파일 복사, 텔넷, 터미널 서버는 느끼지 못하지만 매우 빠른 링크에서는 연결이 끊겨 파일 전송이 실패할 수 있습니다.',
  ],
  [
    'LOSS-11',
    'Main cause: the initiator of a quick mode uses the new SA before the slower responder is ready (the RFC lets it). Rekeying goes by time and bytes, so the events come again and again, not always evenly.',
    '주된 원인: 빠른 모드 개시자가 느린 응답자가 준비되기 전에 새 SA를 사용합니다(RFC가 정한 동작). 키 갱신은 시간과 바이트에 따르므로 이벤트가 주기적으로, 꼭 일정하지는 않게 나타납니다.',
    { related: ['sa.out-of-sync'] },
  ],
  [
    'LOSS-12',
    'Other reasons: a peer of another vendor that ignored a delete, a lost last message of quick mode, or a flood of forged packets.',
    '다른 원인: 삭제를 처리하지 않은 타사 상대, 빠른 모드 마지막 단계의 실패, 위조된 IPsec 패킷의 대량 유입.',
    { related: ['sa.out-of-sync', 'ike.lost-final-message', 'load.flood'] },
  ],
  [
    'LOSS-13',
    'Set LogInterval to its minimum, 60 seconds, while looking into it. Windows 2000: restart the policy agent; XP and 2003: restart the computer.',
    '조사하는 동안 LogInterval을 최솟값인 60초로 설정하십시오. 2000은 정책 에이전트를, XP/2003은 컴퓨터를 다시 시작해야 합니다.',
    { see: ['setting-LogInterval'] },
  ],
  [
    'LOSS-14',
    'Windows 2000 writes these events always; XP and 2003 only after driver logging was enabled (netsh ipsec, or IPsecDiagnostics in the registry).',
    'Windows 2000은 이 이벤트를 항상 기록하고 없앨 수 없습니다. XP/2003은 netsh ipsec 옵션이나 레지스트리의 IPsecDiagnostics로 켜야 기록합니다.',
    { see: ['setting-EnableDiagnostics'] },
  ],
  [
    'LOSS-15',
    'To have fewer: quick mode lifetime of 21 or 24 hours where security allows (with encryption not above 100 MB per key), perfect forward secrecy, more CPU or less load, an adapter with IPsec offload, a Diffie-Hellman accelerator, or permit filters for fast traffic that needs no protection.',
    '줄이는 방법: 보안이 허용하면 빠른 모드 수명 21~24시간(ESP 암호화는 키당 100MB 이하), PFS, CPU 보강이나 부하 감소, IPsec 오프로드 NIC, DH 가속 카드, 보호가 필요 없는 고속 트래픽의 허용 필터.',
    { see: ['TIM-10'] },
  ],
  [
    'LOSS-16',
    'Event 4284 in the System log: clear text packets that should have been secured.',
    '시스템 로그의 이벤트 4284: 보호되어야 할 평문 패킷을 받았습니다.',
    { related: ['policy.clear-when-protected'], see: ['event-4284'] },
  ],
  [
    'LOSS-17',
    '4284 means that an SA exists and a plain packet came that belongs inside it; it is dropped against injection. No IPsec counter shows it, only "Datagrams Received Discarded" and this event. Do not restart; hand over to the designer of the policy.',
    '4284는 SA가 있는데 그 안으로 와야 할 평문 패킷이 도착해 주입 방지를 위해 버렸다는 뜻입니다. IPsec 카운터에는 나타나지 않고 "Datagrams Received Discarded"와 이 이벤트로만 알 수 있습니다. 다시 시작하지 말고 정책 설계자에게 넘기십시오.',
    {
      severity: 'high',
      tier: '2, then the designer of the policy',
      related: ['policy.clear-when-protected'],
      see: ['event-4284', 'ESC-06'],
    },
  ],
  [
    'LOSS-18',
    'Reasons for 4284: a more specific outbound permit at one side (the server answers HTTP in clear); another vendor; one peer took away filters or SAs while traffic runs; a large policy still loading; injection.',
    '4284의 원인: 한쪽의 더 구체적인 아웃바운드 허용 필터(서버가 HTTP 응답을 평문으로 보냄), 타사 상호 운용, 트래픽 중에 한쪽이 필터나 SA를 제거, 큰 정책을 아직 불러오는 중, 주입 공격.',
    { related: ['policy.clear-when-protected', 'policy.selector-mismatch', 'sa.out-of-sync'], see: ['event-4284'] },
  ],
  [
    'LOSS-19',
    'A 2003 or XP client that connects over wireless with NAT traversal may time out (KB 885267).',
    '2003/XP 클라이언트가 무선에서 IPsec NAT-T로 연결하면 시간 초과될 수 있습니다(KB 885267).',
    { os: ['xp', '2003'], see: ['KI-05'] },
  ],
  [
    'LOSS-20',
    'The other events of the driver: 4281 and 4282 no resources or device, 4286 to 4288 packets that cannot be processed, 4289 no filter, 4290 and 4291 dropped packets, 4292 to 4297 its modes.',
    '드라이버의 다른 이벤트: 4281/4282 리소스나 장치 생성 실패, 4286~4288 처리할 수 없는 패킷, 4289 필터 없음, 4290/4291 버려진 패킷, 4292~4297 드라이버 모드.',
    {
      from: 'public',
      sources: ['libyal/winevt-kb, netevent.dll'],
      see: ['event-4281', 'event-4289', 'event-4290', 'event-4292'],
    },
  ],
  [
    'LOSS-21',
    'Server 2003 SP1 has audits of the same meaning in the Security log: 864 integrity, 865 and 866 replay, 867 clear text.',
    'Server 2003 SP1은 보안 로그에 같은 의미의 감사를 남깁니다. 864 무결성, 865와 866 재생, 867 평문.',
    {
      from: 'public',
      sources: ['libyal/winevt-kb, ws03res.dll'],
      os: ['2003'],
      see: ['event-864', 'event-865', 'event-866', 'event-867'],
    },
  ],
]);
