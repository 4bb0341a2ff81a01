/**
 * Scope, tiers, the first questions of the help desk, what it must not tell, its scripts, and what goes with an escalation.
 * Source: Microsoft, "Server and Domain Isolation Using IPsec and Group Policy", chapter 7; in our own words.
 */
import { rows } from './row.ts';

export const scope = rows([
  [
    'GEN-01',
    "The knowledge comes from Microsoft's own operation of domain isolation. Tier 1 gets triage and collection of facts, most of it is for tier 2, and tier 3 work is left to specialists or the vendor.",
    '이 지식은 Microsoft가 도메인 격리를 직접 운영한 경험에서 나왔습니다. 1단계는 분류와 정보 수집을 맡고 대부분의 내용은 2단계를 위한 것이며 3단계 작업은 전문가나 공급업체의 몫입니다.',
  ],
  [
    'GEN-02',
    'Procedures, tools and scripts are examples. Each organisation adapts them to its own needs.',
    '절차, 도구, 스크립트는 예제입니다. 조직마다 자기 환경에 맞게 고쳐 사용합니다.',
  ],
  [
    'GEN-03',
    'Ordinary TCP/IP tests can stop working once TCP and UDP travel inside IPsec. Plan methods that know IPsec beforehand.',
    'TCP와 UDP가 IPsec 안으로 들어가면 평소의 TCP/IP 테스트가 통하지 않을 수 있습니다. IPsec에 맞는 방법을 미리 준비하십시오.',
  ],
  [
    'GEN-04',
    'Support of isolation is a regular service with an agreed service level (SLA).',
    '격리 지원은 서비스 수준(SLA)이 정해진 정규 서비스입니다.',
  ],
  [
    'GEN-05',
    'Tier 1 is the help desk: first contact for clients in and outside the domain and for centrally run servers. It classifies problems with a fixed taxonomy and flow charts.',
    '1단계는 헬프 데스크입니다. 도메인 안팎의 클라이언트와 중앙에서 운영하는 서버의 첫 접점이며 정해진 분류와 순서도로 문제를 나눕니다.',
  ],
  [
    'GEN-06',
    'In the pilot, problems of clients go to the IT security team; in production they go to tier 2.',
    '파일럿 기간에는 클라이언트 문제를 IT 보안 팀으로, 운영 배포 뒤에는 2단계로 보냅니다.',
  ],
  [
    'GEN-07',
    'Tier 2 are the operators of data centre, network and line-of-business applications, each with an expert for isolation. In the pilot they are the first stop for servers.',
    '2단계는 데이터 센터, 네트워크, 업무용 애플리케이션 운영 팀이며 각 팀에 격리 전문가가 있습니다. 파일럿 기간에는 서버 문제의 첫 담당입니다.',
  ],
  [
    'GEN-08',
    'Tier 3 knows IPsec, TCP/IP packet processing, computer accounts and network logon rights in depth; where there is nobody like that, it is the support of Microsoft.',
    '3단계는 IPsec, TCP/IP 패킷 처리, 컴퓨터 계정, 네트워크 로그온 권한을 깊이 압니다. 사내에 없으면 Microsoft 기술 지원이 그 역할을 합니다.',
  ],
  [
    'GEN-09',
    'All tools for IPsec need the rights of a local administrator.',
    'IPsec 문제 해결 도구를 쓰려면 모두 로컬 관리자 권한이 필요합니다.',
  ],
  [
    'GEN-10',
    'The guide covers Windows 2000, XP (up to SP2) and Server 2003 (up to SP1). Each procedure depends on the edition; for later editions see the modern counterparts.',
    '가이드는 Windows 2000, XP(SP2까지), Server 2003(SP1까지)을 다룹니다. 절차는 버전마다 다르며 이후 버전은 최신 대응 항목을 보십시오.',
  ],
  [
    'GEN-11',
    'The design assumed: all TCP and UDP between trusted hosts is protected, ICMP is exempt, inbound access needs IPsec, infrastructure servers are on an exemption list, IKE authenticates with Kerberos V5.',
    '전제하는 설계: 신뢰된 호스트 간의 모든 TCP/UDP를 보호하고 ICMP는 제외하며, 인바운드 액세스에는 IPsec이 필요하고, 인프라 서버는 예외 목록에 있으며, IKE는 Kerberos V5로 인증합니다.',
  ],
]);

export const firstQuestions = rows([
  [
    'T1-01',
    'Typical calls: "I could reach that server until IPsec was switched on" and "yesterday everything worked, today nothing connects".',
    '전형적인 문의: "IPsec을 켜기 전에는 그 서버에 연결됐다", "어제까지 다 됐는데 오늘은 아무것도 연결되지 않는다".',
  ],
  [
    'T1-02',
    'While isolation is rolled out, calls about any failed connection and any "access denied" rise: users watch more closely and blame IPsec. Do not take IPsec for guilty without a sign.',
    '격리를 배포하는 동안에는 모든 연결 실패와 "액세스 거부" 문의가 늘어납니다. 사용자가 더 민감해지고 IPsec을 탓하기 때문이므로 근거 없이 IPsec 문제로 단정하지 마십시오.',
  ],
  [
    'T1-03',
    'Calls are classified so that the help desk can report how many incidents of IPsec there are and of which kind.',
    'IPsec 관련 사고의 수와 종류를 보고할 수 있도록 문의를 분류합니다.',
  ],
  [
    'T1-04',
    "First take down the caller's administrative data, then follow the fixed procedure.",
    '먼저 호출자의 관리 정보를 기록하고 정해진 절차를 따릅니다.',
  ],
  [
    'T1-05',
    'Flow charts change with every change of the isolation design, because policies act differently and a rollout takes days or weeks; the help desk takes part in planning.',
    '격리 설계가 바뀔 때마다 정책 동작이 달라지고 배포에 며칠에서 몇 주가 걸리므로 순서도를 다시 정합니다. 헬프 데스크도 계획에 참여합니다.',
  ],
  [
    'T1-06',
    'Aim of tier 1: classify, try the known solutions, and if they fail collect the right facts and hand over to tier 2.',
    '1단계의 목표: 분류하고, 알려진 해결책을 시도하고, 실패하면 필요한 정보를 모아 2단계로 넘깁니다.',
  ],
  [
    'T1-07',
    'Class "network": the path does not carry packets. Test with ping and tracert (ICMP).',
    '분류 "네트워크": 경로가 패킷을 전달하지 못합니다. ping과 tracert(ICMP)로 확인합니다.',
    { related: ['path.peer-unreachable'] },
  ],
  [
    'T1-08',
    'Class "name resolution": the name does not lead to the right address. Test with ping NAME and nslookup.',
    '분류 "이름 확인": 이름이 올바른 주소로 이어지지 않습니다. ping 이름, nslookup으로 확인합니다.',
    { related: ['name.resolution-failed', 'name.wrong-address'] },
  ],
  [
    'T1-09',
    'Class "application": to the same target some applications work (net view, say) and others do not.',
    '분류 "애플리케이션": 같은 대상에 어떤 애플리케이션(예: net view)은 되고 다른 것은 안 됩니다.',
    { related: ['app.not-ipsec', 'app.first-packet-delay'] },
  ],
  [
    'T1-10',
    'Class "service": a service interferes. First suspect is Routing and Remote Access, whose automatic L2TP policy conflicts with isolation.',
    '분류 "서비스": 서비스가 방해합니다. 가장 먼저 라우팅 및 원격 액세스(RRAS)를 의심하십시오. 자동 L2TP 정책이 격리 정책과 충돌합니다.',
    { related: ['policy.rras-l2tp-conflict'] },
  ],
  [
    'T1-11',
    'Class "caller\'s computer": it reaches no trusted host, not even those set up for tests.',
    '분류 "호출자 컴퓨터": 테스트용으로 준비한 호스트를 포함해 신뢰된 호스트 어디에도 연결되지 않습니다.',
  ],
  [
    'T1-12',
    'Class "target computer": the caller reaches every test host but not this one target.',
    '분류 "대상 컴퓨터": 모든 테스트 호스트에는 연결되지만 특정 대상에만 연결되지 않습니다.',
  ],
  [
    'T1-13',
    'Remote Assistance or Remote Desktop into the computer of the caller lets the help desk look at IP Security Monitor or the Event Viewer; it is an option, not required.',
    '원격 지원이나 원격 데스크톱으로 호출자 컴퓨터에 들어가 IP 보안 모니터나 이벤트 뷰어를 볼 수 있습니다. 선택 사항입니다.',
    { see: ['SOC-09'] },
  ],
  [
    'T1-14',
    'Where servers are isolated without the domain, the help desk has to know which servers are in the group.',
    '도메인 격리 없이 서버 격리만 쓰는 곳에서는 어떤 서버가 그룹에 있는지 헬프 데스크가 알아야 합니다.',
  ],
  [
    'T1-15',
    'Ask for the scope: who is affected, are there others, how many, and where are they?',
    '범위를 물어보십시오. 누가 영향을 받는지, 다른 사용자도 그런지, 몇 명이고 어디에 있는지 확인합니다.',
  ],
  [
    'T1-16',
    'Ask for the severity: one server, or something broad such as logons failing across the network?',
    '심각도를 물어보십시오. 서버 하나의 문제인지, 네트워크 전반의 로그온 실패처럼 넓은 문제인지 확인합니다.',
  ],
  [
    'T1-17',
    'Family "the computer itself": IKE authenticates both computers, so each needs a valid domain account, reach to a domain controller and the right groups; policy and access hang on the computer account.',
    '컴퓨터별 문제: IKE는 양쪽 컴퓨터를 인증하므로 각각 유효한 도메인 계정, 도메인 컨트롤러 연결, 올바른 그룹이 필요합니다. 정책과 액세스는 컴퓨터 계정에 달려 있습니다.',
    { related: ['auth.computer-account', 'auth.kerberos-unavailable'] },
  ],
  [
    'T1-18',
    'A wrong service pack, missing update or wrong registry setting on one computer.',
    '한 컴퓨터의 잘못된 서비스 팩, 빠진 업데이트 또는 잘못된 레지스트리 설정입니다.',
  ],
  [
    'T1-19',
    'A particular program installed or service running on one computer.',
    '한 컴퓨터에 설치된 특정 프로그램이나 실행 중인 서비스입니다.',
    { related: ['app.third-party-vpn', 'app.layered-provider'] },
  ],
  [
    'T1-20',
    'A particular address or path in use: some computers have the trouble, others do not.',
    '사용 중인 특정 IP 주소나 네트워크 경로입니다. 일부 컴퓨터만 문제가 생깁니다.',
  ],
  [
    'T1-21',
    'Family "place and path": devices on the way may see only IKE, IPsec and ICMP; a fault of any of the three between two points blocks the pair.',
    '위치와 경로 문제: 경로의 장비는 IKE, IPsec, ICMP만 볼 수 있습니다. 셋 중 하나라도 두 지점 사이에서 막히면 연결되지 않습니다.',
    { related: ['path.ike-blocked', 'path.esp-blocked'] },
  ],
  [
    'T1-22',
    'Family "the user": isolation changes network logon rights. The user is in no authorised group, or is and holds tickets from before; domain, local and service accounts differ.',
    '사용자별 문제: 격리는 네트워크 로그온 권한을 바꿉니다. 사용자가 허가된 그룹에 없거나, 있어도 이전 티켓을 가지고 있을 수 있습니다. 도메인, 로컬, 서비스 계정은 서로 다릅니다.',
    { related: ['auth.logon-right-denied', 'auth.membership-stale'] },
  ],
  [
    'T1-23',
    'Filters by subnet and policy by membership mean that a fault shows only from some addresses (wireless but not LAN), only on some computers, or only in part of the network.',
    '서브넷 필터와 구성원 자격에 따른 정책 할당 때문에 일부 주소(무선은 안 되고 유선은 됨), 일부 컴퓨터, 네트워크 일부에서만 장애가 나타날 수 있습니다.',
  ],
  [
    'T1-24',
    "There are three flow charts: 7.1 first triage, 7.2 the caller's computer, 7.3 the target. The command `triage` follows them.",
    '순서도는 세 가지입니다. 7.1 초기 분류, 7.2 호출자 컴퓨터, 7.3 대상 컴퓨터.',
  ],
  [
    'T1-25',
    'Flow chart 7.1, result network: basic network troubleshooting; not solved → tier 2.',
    '순서도 7.1, 결과 네트워크: 기본 네트워크 문제 해결을 하고 해결되지 않으면 2단계로 보냅니다.',
  ],
  [
    'T1-26',
    'Flow chart 7.1, result names: basic name-resolution troubleshooting; not solved → tier 2.',
    '순서도 7.1, 결과 이름 확인: 기본 이름 확인 문제 해결을 하고 해결되지 않으면 2단계로 보냅니다.',
  ],
  [
    'T1-27',
    'Flow chart 7.1, result application: hand over to tier 2.',
    '순서도 7.1, 결과 애플리케이션: 2단계로 보냅니다.',
  ],
  [
    'T1-28',
    'Flow chart 7.1, result IPsec: trouble at the caller → chart 7.2; at the target → chart 7.3.',
    '순서도 7.1, 결과 IPsec: 호출자 쪽이면 순서도 7.2로, 대상 쪽이면 순서도 7.3으로 갑니다.',
  ],
  [
    'T1-29',
    'Chart 7.1 assumes that the caller runs IPsec and that DNS has reverse zones, so that ping -a gives a name.',
    '순서도 7.1은 호출자가 IPsec을 실행하고 DNS 역방향 조회 영역이 있어 ping -a가 동작한다고 전제합니다.',
  ],
  [
    'T1-30',
    'Chart 7.2 finds: Routing and Remote Access (stop it when not needed, else tier 2), a policy problem (refresh Group Policy and IPsec policy), a missing domain account (join the domain); nothing of these → tier 2.',
    '순서도 7.2가 찾는 것: RRAS(필요 없으면 중지, 필요하면 2단계), 정책 문제(그룹 정책과 IPsec 정책 새로 고침), 도메인 계정 문제(도메인 가입). 해당 없으면 2단계로 보냅니다.',
    { related: ['policy.rras-l2tp-conflict', 'policy.stale', 'auth.computer-account'] },
  ],
  [
    'T1-31',
    'Chart 7.3 finds: Routing and Remote Access → tier 2; a policy problem → refresh Group Policy and IPsec policy, then test the network; no connectivity → tier 2; logon rights → tier 2.',
    '순서도 7.3이 찾는 것: RRAS → 2단계, 정책 문제 → 그룹 정책과 IPsec 정책 새로 고침 뒤 네트워크 연결 확인, 연결 불가 → 2단계, 로그온 권한 → 2단계.',
    { related: ['policy.rras-l2tp-conflict', 'policy.stale', 'auth.logon-right-denied'] },
  ],
  [
    'T1-32',
    'The refresh script can cure a fault without anybody learning its cause.',
    '새로 고침 스크립트는 원인이 밝혀지지 않은 채 문제를 고칠 수 있습니다.',
  ],
  ['T1-33', 'Exit status "fixed, cause identified".', '종료 상태 "해결됨, 원인 확인".'],
  [
    'T1-34',
    'Exit status "fixed, cause unclear": for instance a policy refresh helped and nobody knows why the wrong policy or none was there.',
    '종료 상태 "해결됨, 원인 불명": 예를 들어 정책 새로 고침으로 해결됐지만 왜 잘못된 정책이 있었는지 모르는 경우입니다.',
  ],
  [
    'T1-35',
    'Exit status "not fixed": the likely problem is named and goes to tier 2.',
    '종료 상태 "미해결": 유력한 문제를 적어 2단계로 보냅니다.',
  ],
]);

export const socialEngineering = rows([
  [
    'SOC-01',
    'The help desk knows where IPsec does not protect (the exemption list). Elsewhere only senior staff knows such things, so train it to notice and resist social engineering.',
    '헬프 데스크는 IPsec이 보호하지 않는 곳(예외 목록)을 알게 됩니다. 다른 보안 설계에서는 고위 담당자만 아는 정보이므로 사회 공학을 알아채고 거부하도록 교육하십시오.',
  ],
  [
    'SOC-02',
    'Do not tell: who is on the exemption list. Local administrators can read it in IP Security Monitor or in the cached policy in the registry; some settings let others read the cache too.',
    '알려 주지 말 것: 예외 목록의 구성원. 로컬 관리자는 IP 보안 모니터나 레지스트리의 정책 캐시에서 읽을 수 있고, 설정에 따라 일반 사용자도 캐시를 읽을 수 있습니다.',
  ],
  [
    'SOC-03',
    'Once the whole domain is isolated, an attacker has to scan for exempt hosts; DNS, DHCP and WINS servers are known from DHCP, domain controllers from DNS or LDAP.',
    '도메인 전체가 격리되면 공격자는 예외 호스트를 스캔해야 합니다. 다만 DNS, DHCP, WINS 서버는 DHCP 구성에서, 도메인 컨트롤러는 DNS나 LDAP에서 쉽게 알 수 있습니다.',
  ],
  [
    'SOC-04',
    'Do not tell: which computers, domains or kinds of servers are outside the isolation.',
    '알려 주지 말 것: 격리에 포함되지 않은 컴퓨터, 도메인, 서버 종류.',
  ],
  [
    'SOC-05',
    'Do not tell: which computers use server isolation or need machine-based access; they hold the most valuable data.',
    '알려 주지 말 것: 서버 격리나 컴퓨터 기반 액세스 제어를 쓰는 컴퓨터. 가장 중요한 데이터가 있습니다.',
  ],
  [
    'SOC-06',
    'Do not tell: who is an administrator or has a special role. Computers named after e-mail addresses disclose logon names.',
    '알려 주지 말 것: 관리자나 특별한 IT 역할을 가진 사용자. 전자 메일 주소를 컴퓨터 이름으로 쓰면 로그온 이름이 드러납니다.',
  ],
  [
    'SOC-07',
    'Do not tell: which subnets serve which purpose or organisation.',
    '알려 주지 말 것: 특정 용도나 조직에서 쓰는 서브넷.',
  ],
  [
    'SOC-08',
    'Do not tell: which other protections are there (firewalls, router filters, intrusion detection).',
    '알려 주지 말 것: 방화벽, 라우터 필터, 침입 탐지 등 다른 네트워크 보호 수단.',
  ],
  [
    'SOC-09',
    'Alarm: a caller asks staff to connect to an address of theirs "to see what is wrong" (file share, Remote Desktop, Telnet …). A connection without IPsec can give away password material: refuse and report.',
    '경고: 호출자가 "문제를 봐 달라"며 자기 IP 주소로 파일 공유, 원격 데스크톱, 텔넷 등으로 연결해 달라고 합니다. IPsec 없는 연결은 암호 정보를 노출할 수 있으므로 거절하고 보고하십시오.',
    { severity: 'high', tier: '1' },
  ],
  [
    'SOC-10',
    'Why: some client protocols do not authenticate the destination strongly, or accept weak password protection, before they reveal identity or password data.',
    '이유: 일부 클라이언트 프로토콜은 대상을 강하게 인증하지 않거나 약한 암호 보호를 받아들인 채 ID나 암호 정보를 내보냅니다.',
  ],
]);

export const scripts = rows([
  [
    'SCR-01',
    'The guide shipped scripts in its folder "Tools and Templates", so that tier 1 gets the key facts without knowing the tools. They are tested examples without support. `collect`, `detect-policy` and `refresh-policy` do their work today.',
    '가이드의 "Tools and Templates" 폴더에 스크립트가 있어 1단계가 도구 구문을 몰라도 핵심 정보를 얻을 수 있습니다. 테스트된 예제이며 지원되지 않습니다.',
  ],
  [
    'SCR-02',
    'The scripts need a user who is local administrator.',
    '스크립트를 실행하는 사용자는 로컬 관리자여야 합니다.',
  ],
  [
    'SCR-03',
    'IPsec_Debug.vbs collects debug data and may repair the fault: cscript IPsec_Debug.vbs.',
    'IPsec_Debug.vbs는 디버그 데이터를 모으며 문제를 고치기도 합니다. cscript IPsec_Debug.vbs로 실행합니다.',
    { names: ['IPsec_Debug', 'IPsec_Debug.vbs'] },
  ],
  [
    'SCR-04',
    'IPsec_Debug stops and starts the IPsec service (all SAs are lost), forces a Group Policy refresh so that the domain policy is loaded again, and renews the policy cache.',
    'IPsec_Debug는 IPsec 서비스를 중지했다가 시작하고(모든 SA 삭제), 그룹 정책을 강제로 새로 고쳐 도메인 정책을 다시 불러오고, 정책 캐시를 갱신합니다.',
    { see: ['PROC-04'] },
  ],
  [
    'SCR-05',
    'Download IPsec_Debug to the computer and run it there as administrator: over Remote Desktop the session would be lost.',
    'IPsec_Debug는 해당 컴퓨터에 내려받아 관리자 계정으로 로컬에서 실행하십시오. 원격 데스크톱으로 실행하면 세션이 끊깁니다.',
  ],
  [
    'SCR-06',
    'What IPsec_Debug does, in order: find the edition; call Detect_IPsec_Policy; raise logging of Group Policy, then of Kerberos; purge tickets; refresh Group Policy; turn on IPsec logging; run ping and net view; list file versions; test policy and network; copy the 547 events; turn IPsec logging off; put Kerberos and Group Policy logging back.',
    'IPsec_Debug의 순서: OS 버전 확인, Detect_IPsec_Policy 호출, 그룹 정책 로깅과 Kerberos 로깅 강화, 티켓 제거, 그룹 정책 새로 고침, IPsec 로깅 사용, ping과 net view 실행, 파일 버전 확인, 정책 및 네트워크 진단, 547 이벤트 복사, IPsec 로깅 해제, Kerberos와 그룹 정책 로깅 복원.',
  ],
  [
    'SCR-07',
    'IPsec_Debug also turns on all the IPsec logs that tier 2 works with.',
    'IPsec_Debug는 2단계가 사용하는 IPsec 관련 로그도 모두 켭니다.',
  ],
  [
    'SCR-08',
    'Detect_IPsec_Policy.vbs reads the version of the domain policy from the cache in the registry and tells whether it is the right one; IPsec_Debug calls it by itself.',
    'Detect_IPsec_Policy.vbs는 레지스트리 캐시에서 도메인 IPsec 정책의 버전을 읽어 올바른 정책인지 알려 줍니다. IPsec_Debug가 자동으로 호출합니다.',
    { names: ['Detect_IPsec_Policy', 'Detect_IPsec_Policy.vbs'] },
  ],
  [
    'SCR-09',
    'It finds the filter list that carries the version (in its description) in Active Directory, looks for the same object under HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Cache, and compares the names: equal means in step.',
    '버전 정보를 설명에 담은 필터 목록을 Active Directory에서 찾고 HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Cache에서 같은 개체를 찾아 이름을 비교합니다. 같으면 로컬과 도메인이 일치합니다.',
    { from: 'guide', see: ['GD-19'] },
  ],
  [
    'SCR-10',
    'The text that chart 7.2 asks for is "IPsec policy is up-to-date".',
    '순서도 7.2가 확인하는 결과 문구는 "IPsec policy is up-to-date"입니다.',
    { names: ['IPsec policy is up-to-date'] },
  ],
  [
    'SCR-11',
    "Refresh_IPsec_Policy.vbs renews the computer's Kerberos tickets and Group Policy; it cures a wrong assignment and a failed download.",
    'Refresh_IPsec_Policy.vbs는 컴퓨터의 Kerberos 티켓과 그룹 정책을 새로 고칩니다. 잘못된 할당이나 실패한 정책 다운로드를 고칩니다.',
    {
      names: ['Refresh_IPsec_Policy', 'Refresh_IPsec_Policy.vbs'],
      related: ['policy.stale', 'policy.wrong-assignment', 'policy.retrieval-failed'],
    },
  ],
  [
    'SCR-12',
    'Run the scripts from a share on a test server of the help desk that the caller can reach.',
    '호출자가 연결할 수 있는 헬프 데스크 테스트 서버의 공유에서 스크립트를 실행합니다.',
  ],
]);

export const escalation = rows([
  [
    'ESC-01',
    'Tier 1 → 2: hand over the log files that IPsec_Debug.vbs wrote (today: what `collect` wrote).',
    '1단계 → 2단계: IPsec_Debug.vbs가 만든 로그 파일을 전달합니다.',
    { tier: '1', see: ['FILE-00'] },
  ],
  [
    'ESC-02',
    "Tier 1 → 2: hand over the name of the caller's computer, by which the files are found.",
    '1단계 → 2단계: 로그 파일을 찾을 수 있도록 호출자의 컴퓨터 이름을 전달합니다.',
    { tier: '1' },
  ],
  [
    'ESC-03',
    'Tier 1 → 2: hand over which destination refused access; it decides which group gets the case.',
    '1단계 → 2단계: 액세스가 거부된 대상 컴퓨터를 전달합니다. 담당 그룹을 정하는 데 필요합니다.',
    { tier: '1' },
  ],
  [
    'ESC-04',
    'Server isolation often has a support team of its own that checks membership of the network access groups.',
    '서버 격리에는 네트워크 액세스 그룹 구성원을 확인하는 별도의 지원 팀이 있는 경우가 많습니다.',
  ],
  [
    'ESC-05',
    'Tier 2 → 3: the right policy still does not arrive or is not installed by the scripts after deleting and refreshing.',
    '2단계 → 3단계: 삭제와 새로 고침 뒤에도 올바른 정책을 가져오지 못하거나 스크립트가 설치하지 못할 때입니다.',
    { tier: '2', related: ['policy.retrieval-failed', 'policy.corrupt'] },
  ],
  [
    'ESC-06',
    'Tier 2 → designer of the policy: event 4284, clear text that should have been secured.',
    '2단계 → 정책 설계자: 이벤트 4284(보호되어야 할 평문 패킷)가 있을 때입니다.',
    { tier: '2', related: ['policy.clear-when-protected'], see: ['event-4284'] },
  ],
  [
    'ESC-07',
    'Tier 3 → vendor: the procedures do not solve it, or nobody in house knows more. Collect the evidence first.',
    '3단계 → 공급업체: 절차로 해결되지 않거나 사내 전문가가 없을 때입니다. 먼저 증거를 모으십시오.',
    { tier: '3', see: ['T3-02'] },
  ],
]);
