/** The isolation design that the guide builds: groups, paths, policies, filters. Source: chapters 4 to 6 and appendices of the guide; in our own words. */
import { rows } from './row.ts';

export const design = rows(
  [
    [
      'GD-01',
      'Isolation groups: isolation domain (ID), boundary (BO), no fall back (NF), encryption (EN); besides untrusted systems (UN) and the exemption list (EX).',
      '격리 그룹: 격리 도메인(ID), 경계(BO), 대체 없음(NF), 암호화(EN). 그 밖에 신뢰되지 않은 시스템(UN)과 예외 목록(EX).',
    ],
    [
      'GD-02',
      'Paths that are allowed (both ways? IKE? fall back? encrypted?): ID–EX both, no IKE; ID–BO both, IKE; ID→UN IKE, then fall back; BO–EX both, no IKE; BO→UN IKE, then fall back; UN→BO no IKE; UN–EX both, no IKE.',
      '허용되는 경로: ID–EX 양방향(IKE 없음), ID–BO 양방향(IKE), ID→UN IKE 후 평문 대체, BO–EX 양방향(IKE 없음), BO→UN IKE 후 평문 대체, UN→BO IKE 없음, UN–EX 양방향(IKE 없음).',
      { see: ['GD-03'] },
    ],
    [
      'GD-03',
      'More paths: EN–EX both, no IKE; EN–ID and EN–NF both, IKE and encryption; EN→BO IKE and encryption; NF–ID and NF–BO both, IKE; NF–EX both, no IKE. What is not listed is not allowed.',
      '추가 경로: EN–EX 양방향(IKE 없음), EN–ID와 EN–NF 양방향(IKE, 암호화), EN→BO(IKE, 암호화), NF–ID와 NF–BO 양방향(IKE), NF–EX 양방향(IKE 없음). 목록에 없으면 허용되지 않습니다.',
      { see: ['GD-02'] },
    ],
    [
      'GD-04',
      'Four policies, one per group, each with its version in the name (1.0.041001.1600): Kerberos only, all connections, no tunnel, default response off.',
      '그룹마다 하나씩 정책 네 개이며 이름에 버전(1.0.041001.1600)이 있습니다. Kerberos만, 모든 연결, 터널 없음, 기본 응답 해제.',
    ],
    [
      'GD-05',
      'Filter actions: Block; Permit; Request Mode (accept inbound, allow outbound) for BO; Secure Request Mode (ignore inbound, allow outbound) for ID; Full Require Mode (ignore inbound, disallow outbound) for NF; Require Encryption Mode for EN.',
      '필터 동작: 차단, 허용, 요청 모드(인바운드 허용, 아웃바운드 허용; BO), 보안 요청 모드(인바운드 무시, 아웃바운드 허용; ID), 완전 필수 모드(인바운드 무시, 아웃바운드 금지; NF), 암호화 필수 모드(EN).',
    ],
    [
      'GD-06',
      'Security methods: ESP SHA-1 without encryption, then ESP SHA-1 with 3DES (ID, BO, NF); only the latter for EN. An appendix lists MD5 too.',
      '보안 방법: ESP SHA-1/암호화 없음, 다음 ESP SHA-1/3DES(ID, BO, NF). EN은 후자만. 부록에는 MD5도 있습니다.',
      { related: ['proposal.esp-mismatch'] },
    ],
    [
      'GD-07',
      'Check boxes: "Accept unsecured communication, but always respond using IPsec" is inbound passthrough (BO only); "Allow unsecured communication with non-IPsec-aware computers" is fall back to clear (ID, BO).',
      '확인란: "보안되지 않은 통신을 허용하지만 항상 IPsec을 사용하여 응답"은 인바운드 통과(BO만), "IPsec을 인식하지 못하는 컴퓨터와 보안되지 않은 통신 허용"은 평문 대체(ID, BO)입니다.',
      { names: ['fall back to clear', 'inbound passthrough', '평문 대체'] },
    ],
    [
      'GD-08',
      'Filter lists of the sample (mirrored): secure subnets any ↔ 192.168.1.0/24 and 172.10.1.0/24; exemptions for DNS, controllers, WINS and an application server by address; DHCP own ↔ any UDP 68→67; ICMP own ↔ any.',
      '예제의 필터 목록(미러): 보안 서브넷 모두 ↔ 192.168.1.0/24, 172.10.1.0/24. DNS, DC, WINS, 업무 서버는 주소별 예외. DHCP 내 IP ↔ 모두 UDP 68→67, ICMP 내 IP ↔ 모두.',
    ],
    [
      'GD-09',
      'General policy of appendix B: ten rules of exemptions (cluster address, DHCP, DNS, controllers, WINS, applications, ICMP, exempt addresses and subnets, version) and one for the subnets of the organisation. Empty lists must not be in a policy.',
      '부록 B의 일반 정책: 예외 규칙 10개(클러스터 VIP, DHCP, DNS, DC, WINS, 업무 서버, ICMP, 예외 주소, 예외 서브넷, 정책 버전)와 조직 서브넷 규칙 하나. 빈 목록은 정책에 넣으면 안 됩니다.',
    ],
    [
      'GD-10',
      'Main mode methods: 3DES/SHA1 with group 2048, 3DES/SHA1 with 1024, 3DES/MD5 with 1024; group 2048 only on XP SP2 and 2003, ignored by Windows 2000.',
      '기본 모드 방법: 3DES/SHA1 그룹 2048, 3DES/SHA1 그룹 1024, 3DES/MD5 그룹 1024. 2048은 XP SP2/2003에서만 쓰이고 Windows 2000은 무시합니다.',
      { related: ['proposal.ike-mismatch'] },
    ],
    [
      'GD-11',
      'Computer groups: CG_IsolationDomain_computers, CG_BoundaryIG_computers, CG_NoFallbackIG_computers, CG_EncryptionIG_computers, CG_NoIPSec_Computers. A host is in one of them only, and may be in several network access groups.',
      '컴퓨터 그룹: CG_IsolationDomain_computers, CG_BoundaryIG_computers, CG_NoFallbackIG_computers, CG_EncryptionIG_computers, CG_NoIPSec_Computers. 호스트는 하나에만 속하며 네트워크 액세스 그룹은 여러 개일 수 있습니다.',
      { related: ['policy.wrong-assignment'] },
    ],
    [
      'GD-12',
      'Network access groups (ANAG allow, DNAG deny) work by the rights "Access this computer from the network" and "Deny access to this computer from the network"; deny wins. IKE checks the right of the computer, upper protocols then that of the user.',
      '네트워크 액세스 그룹(ANAG 허용, DNAG 거부)은 "네트워크에서 이 컴퓨터 액세스"와 "네트워크에서 이 컴퓨터 액세스 거부" 권한으로 적용되며 거부가 우선합니다. IKE는 컴퓨터의 권한을, 상위 프로토콜은 사용자의 권한을 확인합니다.',
      {
        names: [
          'ANAG',
          'DNAG',
          'network access group',
          'Access this computer from the network',
          '네트워크에서 이 컴퓨터 액세스',
        ],
        related: ['auth.logon-right-denied', 'auth.membership-stale'],
      },
    ],
    [
      'GD-13',
      'One GPO per policy: its computer group may read and apply, the group without IPsec is denied to apply; linked at the domain, Apply taken from Authenticated Users.',
      '정책마다 GPO 하나: 해당 컴퓨터 그룹에 읽기와 적용을 허용하고 IPsec 제외 그룹은 적용을 거부합니다. 도메인에 연결하고 Authenticated Users의 적용 권한을 뺍니다.',
      { related: ['policy.wrong-assignment'] },
    ],
    [
      'GD-14',
      'Reasons for an exemption: no compatible IPsec; serves untrusted hosts without fitting the boundary; cannot bear the 3 seconds or encapsulation; thousands of clients; several isolation domains that distrust each other; domain controller. Exemptions are static and both ways.',
      '예외로 두는 이유: 호환되는 IPsec 없음, 경계 조건에 맞지 않으면서 신뢰되지 않은 호스트도 서비스, 3초 지연이나 캡슐화를 견디지 못함, 수천 클라이언트, 서로 신뢰하지 않는 여러 격리 도메인, 도메인 컨트롤러. 예외는 정적이며 양방향입니다.',
      { related: ['policy.exemption-missing'] },
    ],
    [
      'GD-15',
      'Fall back happens only when there is no IKE answer at all. If the peer answers and the negotiation fails, the traffic is blocked.',
      '평문 대체는 IKE 응답이 전혀 없을 때만 일어납니다. 상대가 응답했지만 협상이 실패하면 트래픽은 차단됩니다.',
      { names: ['soft SA', '소프트 SA'], related: ['policy.peer-without-ipsec'] },
    ],
    [
      'GD-16',
      'The most specific filter wins; quick mode filters are ordered by weight. Filters of two single addresses are found fast, any ↔ subnet is searched one after the other.',
      '가장 구체적인 필터가 우선하며 빠른 모드 특정 필터는 가중치 순입니다. 단일 IP 쌍은 빠르게 찾고 모두 ↔ 서브넷은 순차 검색합니다.',
    ],
    [
      'GD-17',
      'One main mode SA for both directions and two IPsec SAs. A hard SA shows something other than None under authentication, ESP confidentiality or ESP integrity; a soft SA None in all three.',
      '양방향 기본 모드 SA 하나와 IPsec SA 둘. 하드 SA는 인증, ESP 기밀성, ESP 무결성 중 하나라도 없음(None)이 아니고 소프트 SA는 셋 다 없음입니다.',
      { names: ['hard SA', '하드 SA'] },
    ],
    [
      'GD-18',
      'What a change does: authentication or main mode methods delete main mode SAs (IPsec SAs stay until rekey); a filter action deletes IPsec SAs; a more specific filter, methods that do not fit, a disabled rule, fall back or clear communication turned off break clients; more filters that do not match, lifetimes, permit→negotiate do not.',
      '변경의 영향: 인증 방법이나 기본 모드 방법 변경은 기본 모드 SA를 삭제(IPsec SA는 키 갱신까지 유지), 필터 동작 변경은 IPsec SA 삭제. 더 구체적인 필터, 맞지 않는 방법, 규칙 사용 안 함, 평문 대체나 비보안 통신 해제는 클라이언트를 끊고, 일치하지 않는 필터 추가, 수명, 허용→협상 변경은 그렇지 않습니다.',
      { see: ['EVT-K-33'] },
    ],
    [
      'GD-19',
      'Version id major.minor.yymmdd.hhmm, as in 1.0.041001.1600; carried by a dummy rule: filter list "IPsec policy ver 1.0.041001.1600", filter 1.1.1.1 ↔ 1.1.1.2 ICMP, permit.',
      '버전 형식은 주.부.연월일.시분(예: 1.0.041001.1600)이며 더미 규칙에 담습니다. 필터 목록 "IPsec policy ver 1.0.041001.1600", 필터 1.1.1.1 ↔ 1.1.1.2 ICMP, 허용.',
      { names: ['1.0.041001.1600'] },
    ],
    [
      'GD-20',
      'What tools print when all is well: see the sample outputs of netdiag, ipseccmd show gpo and netsh ipsec static show gpoassignedpolicy.',
      '정상일 때의 도구 출력: netdiag, ipseccmd show gpo, netsh ipsec static show gpoassignedpolicy의 출력 예를 보십시오.',
      { see: ['sample-netdiag', 'sample-ipseccmd', 'sample-netsh-gpoassignedpolicy'] },
    ],
    [
      'GD-21',
      'Acceptance test with net view: members of the domain reach each other with hard SAs, the encryption servers only from members of their access group and encrypted, untrusted hosts by soft SA except from groups without fall back; an untrusted host reaches only the boundary.',
      'net view 인수 시험: 격리 도메인 구성원끼리는 하드 SA, 암호화 서버는 액세스 그룹 구성원만 암호화로, 신뢰되지 않은 호스트로는 소프트 SA(대체 없음 그룹 제외), 신뢰되지 않은 호스트에서는 경계 그룹에만 연결됩니다.',
    ],
    [
      'GD-22',
      'Containing an outbreak: clear the fall back box of the domain, block a port by two one-way filters that are not mirrored (TCP 1433), shorten polling, a preshared key per child domain; never isolate infrastructure servers.',
      '확산 차단: 격리 도메인의 평문 대체 해제, 미러가 아닌 단방향 필터 둘로 포트(예: TCP 1433) 차단, 폴링 간격 단축, 하위 도메인별 미리 공유한 키. 인프라 서버는 절대 격리하지 마십시오.',
    ],
    [
      'GD-23',
      'A restored host may have an old cached policy that lacks newer controllers: stop the service there, start in Safe Mode with Networking, set the service to manual or disabled, let it reach the controllers.',
      '복원한 호스트에는 새 DC 예외가 없는 오래된 캐시 정책이 있을 수 있습니다. 로컬에서 서비스를 중지하고 네트워킹 사용 안전 모드로 시작해 서비스를 수동이나 사용 안 함으로 두고 DC에 연결되게 하십시오.',
      { related: ['policy.stale', 'policy.exemption-missing'] },
    ],
    [
      'GD-24',
      'Assigned before replication has finished: clients know of the assignment and cannot fetch it; 2000 and XP then apply neither domain nor local policy. Make all objects first, assign last. Deleting an assigned policy leaves a dead link in the GPO.',
      '복제 전에 할당하면 클라이언트가 할당을 알지만 정책을 받지 못합니다. 2000/XP는 도메인 정책도 로컬 정책도 적용하지 않습니다. 모든 개체를 만든 뒤 마지막에 할당하십시오. 할당된 정책을 삭제하면 GPO에 죽은 링크가 남습니다.',
      { related: ['policy.retrieval-failed', 'policy.not-assigned', 'policy.corrupt'] },
    ],
    [
      'GD-25',
      'Default exemptions: 2000 and XP exempt broadcast, multicast, Kerberos, IKE and RSVP; 2003 and XP SP2 only IKE.',
      '기본 예외: 2000/XP는 브로드캐스트, 멀티캐스트, Kerberos, IKE, RSVP. 2003과 XP SP2는 IKE만.',
      { names: ['default exemptions', '기본 예외'], see: ['setting-NoDefaultExempt'] },
    ],
    [
      'GD-26',
      'The responder chooses the authentication by the filter for the source address of the initiator; if the chosen method fails IKE tries no other.',
      '응답자는 개시자의 원본 IP에 맞는 필터로 인증 방법을 고르고, 그 방법이 실패하면 IKE는 다른 방법을 시도하지 않습니다.',
      { related: ['auth.method-mismatch'] },
    ],
  ],
  'guide',
);
