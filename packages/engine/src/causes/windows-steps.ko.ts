/** The steps of `windows-steps.en.ts` in Korean. */
export const windowsStepsKo: Readonly<Record<string, string>> = {
  'auth.certificate-chain-incomplete.fix':
    '보내는 쪽(또는 받는 쪽)의 컴퓨터 저장소 “중간 인증 기관”에 중간 인증서를 설치하고 연결을 다시 시작하십시오.',
  'auth.certificate-expired.check':
    '컴퓨터 저장소에 있는 컴퓨터 인증서와 모든 발급자의 유효 기간을 확인하고(certlm.msc, Windows 8 이전은 컴퓨터 계정용 MMC 인증서 스냅인) 검사하는 호스트의 날짜를 기준 시각과 비교하십시오.',
  'auth.certificate-expired.fix':
    '컴퓨터 인증서를 갱신하고(certlm.msc 또는 certutil -pulse로 자동 등록) 만료된 인증서는 선택되지 않도록 제거한 뒤 연결을 다시 시작하십시오.',
  'auth.certificate-missing.check':
    '사용자 저장소가 아닌 컴퓨터 저장소의 “개인”을 확인하십시오. 인증서가 있고 개인 키가 있어야 하며(certutil이 키 컨테이너를 보여 줍니다) 발급자가 규칙에 지정된 기관이어야 합니다.',
  'auth.certificate-missing.fix':
    '규칙의 인증에 지정된 기관에서 개인 키가 있는 컴퓨터 인증서를 컴퓨터 저장소에 등록하고 연결을 다시 시작하십시오.',
  'auth.certificate-revoked.check':
    '기관의 최신 해지 목록에서 일련 번호를 찾으십시오(certutil -URL FILE.cer 또는 certutil -verify -urlfetch FILE.cer). 검사하는 쪽 캐시의 오래된 목록은 아닌지도 확인하십시오(certutil -urlcache CRL).',
  'auth.certificate-unsuitable.check':
    '인증서의 키 용도, 확장 키 용도, 주체를 확인하십시오(certutil -v -store My). VPN 서버에는 서버 인증 용도가 필요하고 클라이언트가 접속하는 이름이 인증서에 있어야 합니다. 맞는 인증서가 여러 개면 Windows IKEv2는 IP 보안 IKE 중간 용도도 봅니다.',
  'auth.certificate-untrusted.check':
    '검사하는 쪽의 컴퓨터(사용자가 아님) “신뢰할 수 있는 루트 인증 기관”을 확인하고 받은 인증서의 발급자와 이름뿐 아니라 키 식별자로 비교하십시오. 갱신된 루트는 이름이 같은 경우가 많습니다. 규칙이나 정책에 지정된 기관도 그 루트여야 합니다.',
  'auth.certificate-untrusted.fix':
    '검사하는 쪽의 컴퓨터 저장소에 루트를 설치하거나(certutil -addstore Root FILE.cer 또는 그룹 정책) 합의한 기관의 인증서를 상대에게 주고 연결을 다시 시작하십시오.',
  'auth.identity-mismatch.compare':
    '보낸 이름과 기대하는 이름을 나란히 비교하십시오. VPN 연결에서는 클라이언트가 접속하는 이름이 서버 인증서(주체 또는 주체 대체 이름)에 있어야 하고, 규칙에서는 끝점과 인증의 식별자를 봅니다. 사전 공유 키를 쓰면 Windows는 자기 주소를 식별자로 보내며 NAT 뒤에서는 내부 주소입니다.',
  'auth.method-mismatch.compare':
    '양쪽 규칙의 인증 집합(첫 번째와 두 번째 인증: 컴퓨터 Kerberos, 컴퓨터 인증서, 사전 공유 키) 또는 두 정책의 인증 방법과 그 순서를 비교하십시오. 같은 방법이 하나는 있어야 합니다.',
  'auth.psk-mismatch.reload':
    '양쪽의 규칙, 정책 또는 VPN 연결에 키를 다시 입력하고, 그룹 정책에서 온 것이면 정책을 새로 고친 뒤 연결을 다시 시작하십시오.',
  'auth.secret-missing.check':
    '이 상대에 대한 규칙, 정책 또는 VPN 연결에 사전 공유 키가 있는지 확인하십시오. 규칙의 인증 집합, 정책 규칙의 인증 방법, L2TP 연결의 고급 설정, VPN 서버라면 라우팅 및 원격 액세스의 키입니다.',
  'auth.secret-missing.fix':
    '상대와 같은 키를 이쪽에 입력하고, 그룹 정책에서 온 것이면 정책을 새로 고친 뒤 연결을 다시 시작하십시오.',
  'auth.revocation-unreachable.fix':
    '목록으로 가는 길(이름 확인, 컴퓨터 계정의 프록시, 방화벽)을 열거나 최신 목록을 게시하십시오. 검사를 느슨하게 하는 것(netsh advfirewall set global ipsec strongcrlcheck, Vista 이전은 StrongCRLCheck)은 보안 책임자가 동의할 때만 하십시오.',
  'auth.signature-rejected.check':
    '양쪽이 무엇으로 서명하는지 비교하십시오. 규칙의 인증서 서명(RSA 또는 ECDSA)과 컴퓨터 저장소에 있는 인증서의 키입니다. 개인 키가 보내는 인증서의 것인지 확인하십시오.',
  'host.clock.check':
    '시계를 기준 시각과 비교하고 Windows 시간 서비스가 실행 중인지, 어디에서 시각을 받는지 확인하십시오.',
  'host.forwarding-or-filter.check':
    '호스트가 전달을 하는지(IPEnableRouter 또는 인터페이스의 전달), 방화벽이 복호화된 패킷을 통과시키는지, 뒤쪽 호스트에 돌아오는 경로가 있는지 확인하십시오.',
  'host.forwarding-or-filter.fix':
    '전달을 켜고(라우팅 및 원격 액세스 또는 Set-NetIPInterface -Forwarding Enabled) 방화벽에서 트래픽을 허용하고 뒤쪽 호스트에 돌아오는 경로를 주십시오.',
  'host.ip-configuration.check':
    '주소를 나열하십시오. 169.254로 시작하는 주소는 DHCP 서버가 응답하지 않아 Windows가 스스로 만든 것입니다. IPsec 정책에서 DHCP(UDP 67, 68)가 예외인지 확인하고, 규칙에 끝점이 있으면 그 주소와 비교하십시오.',
  'host.ip-configuration.fix':
    '호스트의 주소를 복구하고(ipconfig /renew, 케이블, 스위치 포트, DHCP 서버) 규칙에 끝점이 지정되어 있으면 그 주소와 같은지 확인하십시오.',
  'host.nat-before-ipsec.check':
    '원본 네트워크에 적용되는 호스트의 NAT(Get-NetNat, 인터넷 연결 공유, 라우팅 및 원격 액세스의 NAT)를 확인하십시오.',
  'host.nat-before-ipsec.fix':
    'IPsec으로 보호할 네트워크를 호스트의 NAT에서 빼거나 NAT와 IPsec을 서로 다른 장비에서 하십시오.',
  'host.offload.check':
    '어댑터가 IPsec을 오프로드하는지 확인하십시오(Get-NetAdapterIPsecOffload, Windows 8 이전은 netsh int ip show offload).',
  'host.offload.fix':
    '시험 삼아 오프로드를 끄십시오(Disable-NetAdapterIPsecOffload, 오래된 시스템은 EnableOffload = 0 후 재시작). 나아지면 드라이버와 펌웨어를 갱신한 뒤 다시 켜십시오.',
  'host.route-missing.check': '상대 주소로 가는 경로를 호스트에서 확인하십시오(Find-NetRoute 또는 route print).',
  'ike.exchange-mismatch.compare':
    'Windows는 기본 모드(main mode)만 사용합니다. 상대가 적극 모드(aggressive mode)를 기대하는지 확인하십시오.',
  'ike.exchange-mismatch.fix':
    '상대를 기본 모드로 설정하거나 양쪽을 IKEv2로 옮기십시오. Windows에는 적극 모드가 없습니다.',
  'ike.lost-final-message.fix':
    'SA가 있다고 믿는 쪽에서 SA를 끝내고 연결을 다시 시작하십시오. 다시 나타나면 경로의 손실을 고치고, 모든 메시지를 확인하는 IKEv2로 옮기십시오.',
  'ike.peer-failed.log':
    '시간 초과 직전 1분 동안의 그쪽 보안 로그를 보십시오(감사 4652~4654, 4984, Vista 이전은 547과 Oakley.log). 아무것도 없으면 IPsec 감사를 켜고 다시 시도하십시오.',
  'ike.peer-failed.fix':
    '로그가 지적하는 것을 고치십시오. 서비스가 멈추었거나 바쁘면 다시 시작하기 전에 로그를 저장하십시오. 다시 시작하면 모든 SA가 사라집니다.',
  'ike.protocol-violation.escalate':
    '같은 시도에 대한 버전, 캡처, 양쪽의 보안 로그와 추적(netsh wfp capture, Vista 이전은 Oakley.log)을 두 공급업체에 주십시오.',
  'ike.timeout.log':
    '시간 초과 직전 1분 동안의 상대 보안 로그를 보십시오(감사 4652~4654, 4984, Vista 이전은 547). 이쪽의 시간 초과는 상대 쪽의 실패인 경우가 매우 많습니다.',
  'ike.version-mismatch.compare':
    '버전을 비교하십시오. 규칙의 키 모듈(IKEv1, AuthIP, IKEv2), VPN 연결의 종류(L2TP와 Windows Server 2012 이전의 규칙은 IKEv1, IKEv2는 별도 종류), 상대가 쓰는 버전입니다. Windows 7 이전에는 IKEv2가 없습니다.',
  'ike.version-mismatch.fix':
    '양쪽 모두 가능하면 IKEv2로, 아니면 모두 IKEv1로 설정하십시오. 그룹 정책에서 온 것이면 정책을 새로 고치고 연결을 다시 시작하십시오.',
  'load.flood.check':
    '원본별로 기본 모드 SA와 시도를 세십시오(감사 4652, 4653. 이벤트 4646은 서비스 거부 방지가 시작되었다는 뜻이며 Vista 이전은 통계와 Oakley.log).',
  'load.overload.check':
    '프로세서, 메모리, 기본 모드 SA의 수와 서비스가 무엇을 기다리는지(도메인 컨트롤러, 인증서 목록, DNS) 확인하십시오.',
  'name.resolution-failed.check':
    '그 호스트에서 이름을 확인하고(nslookup, Resolve-DnsName, ping은 hosts 파일의 내용도 보여 줍니다) DNS 서버를 ipconfig /all과 비교하십시오. 터널 안에서만 확인되는 이름에 주의하십시오.',
  'name.wrong-address.check':
    '그 호스트와 다른 호스트에서 이름을 확인하고 hosts 파일(%SystemRoot%\\System32\\drivers\\etc\\hosts)과 LMHOSTS를 읽어 상대의 실제 주소와 비교하십시오.',
  'path.ah-blocked.fix':
    'NAT 뒤에서는 AH 대신 ESP를 쓰십시오. 암호화가 필요 없으면 null 암호화로 하십시오. NAT가 없으면 방화벽에서 IP 프로토콜 51을 통과시키십시오.',
  'path.esp-blocked.counters': 'ping을 보내면서 양쪽의 SA를 나열하고 각각 보내고 받은 것을 비교하십시오.',
  'path.esp-blocked.fix':
    '방화벽이나 통신사에서 IP 프로토콜 50과 그 조각을 통과시키십시오. 사이에 NAT가 없으면 Windows는 ESP를 UDP 4500에 넣지 않습니다.',
  'path.fragments-dropped.fix':
    'IP가 조각내지 않도록 메시지를 줄이십시오. 제안과 인증서를 줄이고, ECDSA 키를 쓰고, Kerberos 티켓의 그룹을 줄입니다. Windows 10(1803) 이후의 IKEv2는 양쪽이 지원하면 스스로 조각내며 RRAS에는 EnableServerFragmentation = 1이 필요합니다.',
  'path.ike-blocked.capture':
    '한 번 시도하는 동안 양쪽에서 동시에 캡처하십시오. 아래 명령은 키를 누를 때까지 캡처합니다. 패킷이 마지막으로 보인 곳이 고장의 경계입니다. ICMP 오류와 그것을 보낸 장비를 찾으십시오.',
  'path.ike-blocked.check':
    '패킷이 인터페이스에 도착하는데 서비스가 받지 못하면 방화벽 규칙과 로그(pfirewall.log)를 보고 netsh wfp show netevents에서 버려진 패킷을 찾으십시오.',
  'path.nat-without-nat-t.check':
    'SA가 UDP로 캡슐화되는지, AssumeUDPEncapsulationContextOnSendRule이 있는지 확인하십시오(Vista 이후는 PolicyAgent 키, 이전은 IPSec 키). 이 값이 없으면 Windows는 NAT 뒤의 서버와 SA를 만들지 않습니다. XP와 2000에는 NAT-T 업데이트(KB 818043)도 필요합니다.',
  'path.nat-without-nat-t.fix':
    '클라이언트에서 AssumeUDPEncapsulationContextOnSendRule을 1(서버가 NAT 뒤) 또는 2(양쪽 모두)로 설정하고 다시 시작한 뒤 UDP 4500을 여십시오. 일부 NAT 장비의 “IPsec 통과” 기능은 방해가 되므로 끄십시오.',
  'path.packet-altered.pattern':
    '무결성 실패 이벤트(4960, Vista 이전은 4285)를 세어 원본, 시간대, 크기, 어댑터에 규칙성이 있는지 보십시오. 패킷 몇 개는 조사할 필요가 없습니다. 먼저 IPsec 오프로드를 꺼서 호스트를 제외하고 그다음 경로를 조사하십시오.',
  'path.peer-unreachable.trace':
    'tracert나 pathping으로 IKE가 쓰는 주소와 같은 곳의 다른 주소까지 따라가 어디에서 끝나는지 보십시오. ping에 응답이 없다는 것만으로는 아무것도 증명되지 않습니다. 막아 둔 곳이 많습니다.',
  'path.pmtu-blackhole.measure':
    'ping -f -l SIZE로 크기를 늘려 가며 터널을 통과하는 최대 크기를 찾으십시오. ICMP “조각화 필요”가 돌아오는지, 방화벽이 버리는지 확인하십시오.',
  'path.pmtu-blackhole.fix':
    'ICMP 유형 3 코드 4(IPv6: 유형 2)를 통과시키거나 게이트웨이에서 TCP MSS를 줄이거나 인터페이스의 MTU를 낮추십시오(netsh interface ipv4 set subinterface). EnablePMTUDiscovery가 0이면 안 됩니다.',
  'path.stateful-timeout.fix':
    '경로의 장비에서 UDP 500, UDP 4500, ESP를 상태 만료에서 제외하거나 만료 시간을 늘리십시오. 또는 만료 시간보다 자주 트래픽을 보내십시오.',
  'policy.config-rejected.load':
    '어떤 정책이 적용되고 어떤 것이 적용되지 않았는지 보고 그에 대한 서비스 이벤트를 읽으십시오(5456~5474, Vista 이전은 시스템 로그의 원본 IPSec과 PolicyAgent).',
  'policy.config-rejected.fix':
    '이벤트가 지적한 규칙이나 정책을 원본에서 고치고 정책을 새로 고친 뒤 활성 목록에 있는지 확인하십시오.',
  'policy.conflicting-filters.list':
    '활성 필터를 나열하고 같은 주소와 포트가 두 번 있는지 보십시오. IP 보안 모니터의 빠른 모드 필터, netsh ipsec dynamic show qmfilter all, netsh wfp show filters로 볼 수 있습니다.',
  'policy.mode-mismatch.compare':
    '규칙의 모드와 터널 끝점을 비교하십시오. 전송 모드에서는 끝점이 바로 두 호스트여야 합니다.',
  'policy.mode-mismatch.fix':
    '양쪽의 모드와 터널 끝점을 같게 하고, 그룹 정책에서 온 것이면 정책을 새로 고친 뒤 연결을 다시 시작하십시오.',
  'policy.no-ike-config.check':
    '편집기의 것이 아니라 활성 상태인 규칙이나 정책을 나열하고, 도착하는 패킷(NAT를 거친 뒤)의 두 주소에 맞는 끝점이 현재 네트워크 프로필에 있는지 보십시오. 해당 포트 종류가 없는 VPN 서버도 같은 응답을 합니다.',
  'policy.no-ike-config.fix':
    '규칙의 끝점이나 프로필을 고치거나 정책을 할당하십시오. 그룹 정책에서 온 것이면 새로 고치고 다시 시도하십시오.',
  'policy.not-assigned.check': '활성 상태인 것과 컴퓨터가 받은 그룹 정책 개체를 나열하십시오(gpresult).',
  'policy.not-assigned.fix':
    '정책을 할당하거나 규칙을 켜십시오. 그룹 정책에서 온 것이면 컴퓨터를 알맞은 그룹이나 조직 구성 단위에 넣고 새로 고치십시오(gpupdate /force).',
  'policy.peer-without-ipsec.check': '상대에 활성 규칙이나 정책이 있는지, IPsec 서비스가 실행 중인지 확인하십시오.',
  'policy.selector-mismatch.compare':
    '끝점을 나란히 놓으십시오. 이쪽의 로컬이 저쪽의 원격이어야 하고 프리픽스 길이, 프로토콜, 포트도 같아야 합니다. NAT 뒤에서 호스트 자신의 주소는 내부 주소입니다.',
  'policy.selector-mismatch.fix':
    '틀린 쪽을 고쳐 서로 거울상이 되게 하고, 그룹 정책에서 온 것이면 정책을 새로 고친 뒤 연결을 다시 시작하십시오.',
  'policy.wrong-connection.compare':
    '활성 규칙을 끝점과 인증과 함께 나열하고 일반적인 규칙이 왜 먼저 선택되는지 알아내십시오. Windows는 가장 구체적인 필터를 선택하며, 같은 정도면 순서가 정해져 있지 않습니다.',
  'policy.wrong-connection.fix':
    '규칙을 끝점으로 구별되게 하거나, 주소를 함께 쓰는 규칙의 인증과 알고리즘을 같게 한 뒤 정책을 새로 고치십시오.',
  'proposal.esp-mismatch.compare':
    '빠른 모드 집합을 나란히 놓으십시오. AH인지 ESP인지, 암호화와 키 길이, 무결성, PFS 그룹입니다(Get-NetIPsecQuickModeCryptoSet, VPN 연결은 Get-VpnConnection과 사용자 지정 정책, Vista 이전은 필터 동작).',
  'proposal.esp-mismatch.fix':
    '양쪽이 지원하는 빠른 모드 제안을 하나 추가하고, 그룹 정책에서 온 것이면 정책을 새로 고친 뒤 연결을 다시 시작하십시오.',
  'proposal.ike-mismatch.compare':
    '기본 모드 집합을 하나하나 나란히 놓으십시오. 암호화와 키 길이, 무결성, 그룹입니다(Get-NetIPsecMainModeCryptoSet, Vista 이전은 정책의 키 교환 설정). Windows의 VPN 연결은 기본적으로 약한 알고리즘(그룹 2, 3DES, SHA-1)을 제안하며 이제는 많은 게이트웨이가 거부합니다.',
  'proposal.ike-mismatch.fix':
    '지원이 적은 쪽에 양쪽이 지원하는 제안을 하나 추가하십시오. AES, SHA-256, 그룹 14 이상이 가장 좋습니다. 규칙은 기본 모드 집합, IKEv2 VPN 연결은 Set-VpnConnectionIPsecConfiguration, L2TP는 NegotiateDH2048_AES256 값입니다. 양쪽을 모두 넓히지는 마십시오.',
  'proposal.pfs-mismatch.compare':
    '빠른 모드 집합의 PFS 그룹을 비교하십시오(없음은 PFS를 쓰지 않는다는 뜻, “기본 모드와 동일”은 그 그룹을 이어받습니다. Vista 이전은 필터 동작의 “세션 키 PFS(Perfect Forward Secrecy) 사용”).',
  'proposal.pfs-mismatch.fix':
    '양쪽에 같은 그룹을 설정하거나 양쪽 모두 없음으로 하고, 그룹 정책에서 온 것이면 정책을 새로 고친 뒤 빠른 모드 수명보다 오래 유지되는 연결로 확인하십시오.',
  'sa.install-failed.check':
    '이벤트 옆의 오류를 보십시오. 부하가 높을 때 오류 13860이 있는 547은 부하를 줄이라는 뜻입니다. 그 밖에는 필터링 플랫폼이나 IPsec 드라이버의 상태를 보십시오.',
  'sa.install-failed.fix': '부하를 줄이거나 방해가 되는 필터나 제품을 제거한 뒤 연결을 다시 시작하십시오.',
  'sa.lookup-failed.check': '드라이버의 필터와 SA를 보고, 패킷을 하나 보낸 뒤 버려진 패킷을 다시 보십시오.',
  'sa.lookup-failed.fix':
    '다른 제품이 남긴 필터를 제거하고 양쪽 규칙이 서로 거울상이 되게 한 뒤 연결을 다시 시작하십시오.',
  'sa.lookup-failed.escalate':
    '모두 맞는데 계속 버려지면 netsh wfp show state와 show netevents가 쓰는 파일(Vista 이전은 netsh ipsec dynamic show all)을 앞뒤로 모아 넘기십시오.',
  'sa.out-of-sync.fix':
    '아직 SA가 있다고 믿는 쪽에서 SA를 끝내고 연결을 다시 시작하십시오. 다음 패킷이 SA를 새로 만듭니다. 아래 명령은 모든 상대와의 SA를 끝냅니다.',
  'sa.rekey-failed.force':
    '연결 하나를 빠른 모드와 기본 모드의 수명보다 오래 유지하고 그 순간의 양쪽 감사를 읽으십시오. 한쪽에서만 키 갱신이 되면 상태를 가진 방화벽이나 서로 다른 규칙 때문입니다.',
  'sa.rekey-failed.fix': '양쪽의 수명, 그룹, 알고리즘을 비교하고 한쪽이 확실히 먼저 키를 갱신하게 하십시오.',
  'sa.replay.check':
    '재생 검사 실패 이벤트(4961, 4962)를 세고, 캡처에서 중복되거나 순서가 바뀐 시퀀스 번호를 찾으십시오(QoS 등급, 여러 회선, 여러 프로세서).',
  'sa.replay.fix':
    'SA 하나는 회선 하나로 보내고, 패킷을 복제하거나 순서를 바꾸는 장비를 멈추십시오. 검사를 끄지 마십시오.',
  'sa.sequence-exhausted.check': '그 무렵의 감사와 마지막 키 갱신이 일어나지 않은 이유를 읽으십시오.',
  'sa.sequence-exhausted.fix':
    '지금 연결을 다시 시작하고, 2^32 패킷에 이르기 훨씬 전에 시간이나 킬로바이트로 키를 갱신하십시오(빠른 모드 집합의 수명).',
  'sa.transform-disagreement.compare':
    '양쪽에서 같은 SPI의 SA를 비교하십시오. 알고리즘, 키 길이, 무결성 값의 절단 길이입니다.',
  'sa.transform-disagreement.fix': '양쪽에서 의심의 여지가 없는 알고리즘(AES-GCM)을 쓰고 연결을 다시 시작하십시오.',
  'service.not-listening.check':
    '누가 UDP 500과 4500을 수신하는지, 서비스가 실행 중인지 확인하십시오. IKEEXT와 PolicyAgent이며 BFE가 필요합니다. Vista 이전은 PolicyAgent뿐입니다. 실행 중인데 수신하지 않으면 시스템 로그를 처음부터 읽으십시오.',
  'service.not-listening.fix':
    '서비스를 시작하고 부팅할 때 시작되게 하십시오(sc config IKEEXT start= auto, net start IKEEXT, net start PolicyAgent, Vista 이전은 PolicyAgent뿐). 다시 멈추면 시스템 로그를 보관하십시오. 이유가 거기에 있습니다.',
  'service.port-conflict.check':
    '포트를 가진 프로그램을 찾으십시오. 옆에 프로그램 이름이 있거나, 프로세스 ID를 작업 목록에서 찾으면 됩니다.',
  'service.start-failed.check':
    '마지막 시작 이후의 시스템 로그(원본 Service Control Manager, IPSec, PolicyAgent)와 감사 5478~5485를 읽고, 필요한 서비스(BFE, RPC, 도메인 구성원이면 Netlogon)가 실행 중인지 확인하십시오.',
  'service.start-failed.escalate': '다시 멈추면 버전, 내보낸 로그, 오류 코드를 함께 넘기십시오.',
};
