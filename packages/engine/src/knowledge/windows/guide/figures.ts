/** Timing figures, known issues and references. Source: the guide, chapter 7 unless a row says otherwise; in our own words. */
import { type RowMore, rows } from './row.ts';

const figure: RowMore = { kind: 'figure' };
const issue: RowMore = { kind: 'known-issue' };

export const timing = rows([
  [
    'TIM-01',
    '3 seconds: wait before fall back to clear makes a soft SA.',
    '3초: 평문으로 대체하여 소프트 SA를 만들기 전의 대기 시간.',
    { ...figure, related: ['app.first-packet-delay'] },
  ],
  [
    'TIM-02',
    '3 to 4 seconds: how long a remote session stalls after the IPsec service of the other end was stopped, with fall back.',
    '3~4초: 원격의 IPsec 서비스가 중지된 뒤(평문 대체 허용 시) 원격 세션이 멈추는 시간.',
    figure,
  ],
  [
    'TIM-03',
    '1 to 2 seconds: a usual IKE negotiation with Kerberos.',
    '1~2초: 일반적인 Kerberos IKE 협상 시간.',
    { ...figure, related: ['app.first-packet-delay'] },
  ],
  [
    'TIM-04',
    '1 minute: until IKE or quick mode has used up its repeats; the delay where the ends disagree on main mode.',
    '1분: IKE/빠른 모드 재시도가 소진되는 시간, 양쪽의 기본 모드 상태가 다를 때의 지연.',
    { ...figure, related: ['ike.timeout', 'sa.out-of-sync'] },
  ],
  [
    'TIM-05',
    '5 minutes: delay when one side has deleted its SAs; an idle IPsec SA is deleted after that time.',
    '5분: 한쪽이 SA를 삭제했을 때의 지연. 유휴 IPsec SA가 삭제되는 시간.',
    { ...figure, related: ['sa.out-of-sync'] },
  ],
  [
    'TIM-06',
    '8 hours (480 minutes): default lifetime of a main mode SA.',
    '8시간(480분): 기본 모드 SA의 기본 수명.',
    figure,
  ],
  [
    'TIM-07',
    '63 seconds: Delta Time in time-out audits. It is the sum of the repeats 1+2+4+8+16+32 (the sum is our reading).',
    '63초: 시간 초과 감사의 Delta Time. 재전송 1+2+4+8+16+32의 합입니다(합산은 추정).',
    { ...figure, names: ['Delta Time 63'], related: ['ike.timeout'], see: ['EVT-K-16'] },
  ],
  [
    'TIM-08',
    '0: Delta Time of a target unknown at the first payload: no ticket could be had at all.',
    '0: 첫 페이로드에서 대상을 알 수 없을 때의 Delta Time. 티켓을 전혀 받지 못했습니다.',
    { ...figure, names: ['Delta Time 0'], related: ['auth.kerberos-unavailable'], see: ['EVT-K-27'] },
  ],
  [
    'TIM-09',
    '60 seconds: minimum of LogInterval.',
    '60초: LogInterval의 최솟값.',
    { ...figure, see: ['setting-LogInterval'] },
  ],
  [
    'TIM-10',
    '21 or 24 hours: quick mode lifetime to have fewer rekeys; not above 100 MB per key with ESP encryption.',
    '21 또는 24시간: 키 갱신을 줄이는 빠른 모드 수명. ESP 암호화 시 키당 100MB 이하.',
    { ...figure, see: ['LOSS-15'] },
  ],
  ['TIM-11', '50,000 lines: the limit of Oakley.log.', '50,000줄: Oakley.log의 한도.', { ...figure, see: ['IKE-15'] }],
  [
    'TIM-12',
    '5,000 bytes: payload of the ping that tests fragments.',
    '5,000바이트: 조각화 시험 ping의 페이로드 크기.',
    { ...figure, see: ['IKE-04'] },
  ],
  [
    'TIM-13',
    '1 minute: wait after klist purge before the next try; the time of the at command lies as much ahead.',
    '1분: klist purge 후 다시 시도하기까지의 대기 시간. at 명령의 시각도 1분 뒤로 정합니다.',
    { ...figure, see: ['DC-12'] },
  ],
  [
    'TIM-14',
    '3 seconds: how long some UDP applications wait for an answer.',
    '3초: 일부 UDP 애플리케이션이 응답을 기다리는 시간.',
    { ...figure, related: ['app.first-packet-delay'] },
  ],
  [
    'TIM-15',
    '5 minutes: a soft SA lives on after traffic stops; in that time the untrusted peer can open plain connections back.',
    '5분: 트래픽이 멈춘 뒤 소프트 SA가 유지되는 시간. 그동안 신뢰되지 않은 상대가 평문으로 되돌아 연결할 수 있습니다.',
    { ...figure, from: 'guide' },
  ],
  [
    'TIM-16',
    'Polling: 180 minutes by default for the IPsec service, 90 for Group Policy; the guide sets both to 60 (5 in its lab).',
    '폴링: IPsec 서비스 기본 180분, 그룹 정책 기본 90분. 가이드는 둘 다 60분(실습에서는 5분)으로 설정합니다.',
    { ...figure, from: 'guide', related: ['policy.stale'] },
  ],
  [
    'TIM-17',
    "The guide's main mode lifetime is 180 minutes, 20 in the boundary group; quick modes per main mode 0 (unlimited).",
    '가이드의 기본 모드 수명은 180분, 경계 그룹은 20분, 기본 모드당 세션 수는 0(무제한)입니다.',
    { ...figure, from: 'guide' },
  ],
  [
    'TIM-18',
    'About 5 KB of user memory per main mode SA.',
    '기본 모드 SA당 사용자 메모리 약 5KB.',
    { ...figure, from: 'guide' },
  ],
  [
    'TIM-19',
    'About 1,000 groups per account: the practical limit of a Kerberos token (KB 327825, KB 306259).',
    '계정당 그룹 약 1,000개: Kerberos 토큰의 실질적 한도(KB 327825, KB 306259).',
    { ...figure, from: 'guide', related: ['auth.kerberos-unavailable'] },
  ],
  [
    'TIM-20',
    '2 hours: filters of the default response rule idle out.',
    '2시간: 기본 응답 규칙의 필터가 유휴로 만료되는 시간.',
    { ...figure, from: 'guide' },
  ],
]);

export const knownIssues = rows([
  [
    'KI-01',
    'Ping of Windows 2000 does not wait for the next echo, so it ends before the soft SA is there; XP and 2003 wait.',
    'Windows 2000 ping은 다음 에코까지 충분히 기다리지 않아 소프트 SA가 생기기 전에 끝납니다. XP/2003은 기다립니다.',
    { ...issue, os: ['2000'], see: ['TOOL-30'] },
  ],
  [
    'KI-02',
    'NAT traversal started from outside needs path MTU discovery at both ends.',
    '외부에서 시작하는 NAT-T에는 양쪽의 PMTU 검색이 필요합니다.',
    { ...issue, related: ['path.pmtu-blackhole'], see: ['PATH-18'] },
  ],
  [
    'KI-03',
    'Windows 2000 and XP have no path MTU discovery for transport mode in NAT traversal.',
    'Windows 2000과 XP는 NAT-T 전송 모드의 PMTU 검색을 지원하지 않습니다.',
    { ...issue, os: ['2000', 'xp'], related: ['path.pmtu-blackhole'], see: ['PATH-17'] },
  ],
  [
    'KI-04',
    'Windows 2000 and XP before SP2 lose packets at rekeying (bad SPI). Fixed in XP SP2 and Server 2003.',
    'Windows 2000과 XP SP2 이전은 키 갱신 때 패킷을 잃습니다(잘못된 SPI). XP SP2와 Server 2003에서 수정됨.',
    { ...issue, os: ['2000', 'xp'], related: ['sa.out-of-sync'], see: ['LOSS-07', 'event-4283'] },
  ],
  [
    'KI-05',
    'NAT traversal over wireless times out with 2003 or XP clients (KB 885267).',
    '2003/XP 클라이언트의 무선 NAT-T가 시간 초과됩니다(KB 885267).',
    { ...issue, os: ['xp', '2003'], names: ['KB 885267', '885267'], see: ['LOSS-19'] },
  ],
  [
    'KI-06',
    'The policy name that tools show can be out of step with the policy in use.',
    '도구가 보여 주는 정책 이름이 실제 정책과 어긋날 수 있습니다.',
    { ...issue, related: ['policy.stale'], see: ['POL-13'] },
  ],
  [
    'KI-07',
    'The snap-in over a slow link can corrupt a large policy when its window is closed.',
    '느린 링크에서 스냅인 창을 닫으면 큰 정책이 손상될 수 있습니다.',
    { ...issue, related: ['policy.corrupt'], see: ['POL-28'] },
  ],
  [
    'KI-08',
    'A Windows 2000 snap-in strips features of XP and 2003 from a policy it saves.',
    'Windows 2000 스냅인은 저장하는 정책에서 XP/2003 기능을 없앱니다.',
    { ...issue, related: ['policy.corrupt'], see: ['POL-27'] },
  ],
  [
    'KI-09',
    'ipseccmd exists in one version for XP SP2 and one before; neither works on the other. XP SP2 does not update netdiag.',
    'ipseccmd는 XP SP2용과 그 이전용이 따로 있어 서로 바꿔 쓸 수 없습니다. XP SP2는 netdiag를 업데이트하지 않습니다.',
    { ...issue, os: ['xp'], see: ['TOOL-07', 'TOOL-12'] },
  ],
  [
    'KI-10',
    'Undocking and docking again costs one minute until main mode is made anew.',
    '도킹 해제 후 다시 도킹하면 기본 모드가 새로 만들어질 때까지 1분 지연됩니다.',
    { ...issue, related: ['sa.out-of-sync'], see: ['IKE-18'] },
  ],
  [
    'KI-11',
    'The automatic L2TP policy of Routing and Remote Access conflicts with isolation.',
    'RRAS의 자동 L2TP 정책이 격리와 충돌합니다.',
    { ...issue, related: ['policy.rras-l2tp-conflict'], see: ['RRAS-01'] },
  ],
  [
    'KI-12',
    'The text "Policy Agent has not interface list." is misspelt in Windows itself.',
    '"Policy Agent has not interface list."라는 문구는 Windows 자체의 오타입니다.',
    { ...issue, os: ['2000'], see: ['EVT-I-03'] },
  ],
  [
    'KI-13',
    'RTC clients and Windows Media need multicast, which subnet filters drop: NoDefaultExempt=1.',
    'RTC 클라이언트와 Windows Media는 서브넷 필터가 버리는 멀티캐스트가 필요합니다. NoDefaultExempt=1.',
    { ...issue, related: ['policy.multicast-dropped'], see: ['PATH-22'] },
  ],
  [
    'KI-14',
    'The snap-in cannot manage a computer of another edition; XP SP2 and 2003 SP1 block its remote access.',
    '스냅인은 다른 OS 버전의 컴퓨터를 관리할 수 없고 XP SP2와 2003 SP1은 원격 RPC를 막습니다.',
    { ...issue, see: ['POL-22', 'POL-23'] },
  ],
  [
    'KI-15',
    'Windows 2000 sends a single delete, which may be lost.',
    'Windows 2000은 삭제 메시지를 한 번만 보내 유실될 수 있습니다.',
    { ...issue, os: ['2000'], related: ['sa.out-of-sync'], see: ['IKE-21'] },
  ],
]);

export const references = rows([
  [
    'REF-01',
    'Knowledge Base articles that the chapter names: 257225 (basic IPsec troubleshooting), 818043 (NAT traversal update), 310099 (PortQry), 329194 (permissions of the policy container), 233256 (IKE and IPsec traffic through firewalls), 810207 and 811832 (default exemptions), 885267 (wireless NAT traversal), 240262 (L2TP with a preshared key), 314496 (default MTU sizes).',
    '장에서 언급한 기술 자료: 257225(기본 IPsec 문제 해결), 818043(NAT-T 업데이트), 310099(PortQry), 329194(정책 컨테이너 권한), 233256(방화벽 통과), 810207과 811832(기본 예외), 885267(무선 NAT-T), 240262(미리 공유한 키 L2TP), 314496(기본 MTU 크기).',
    { names: ['257225', '818043', '310099', '329194', '233256', '810207', '811832', '240262', '314496'] },
  ],
  [
    'REF-02',
    'Further articles in the undamaged chapter: 816103 (PortQry with controllers), 810739 (policy replication), 248750 (the L2TP filters), 314067 and 314831 (TCP/IP and L2TP/IPsec troubleshooting).',
    '원문의 추가 자료: 816103(DC에 PortQry 사용), 810739(정책 복제), 248750(L2TP 필터), 314067과 314831(TCP/IP 및 L2TP/IPsec 문제 해결).',
    { names: ['816103', '810739', '248750', '314067', '314831'] },
  ],
  [
    'REF-03',
    'Further articles in the rest of the guide: 327825 and 306259 (token size), 885407 and 885348 (NAT traversal), 838079 (support tools of XP SP2).',
    '가이드 다른 부분의 자료: 327825와 306259(토큰 크기), 885407과 885348(NAT-T), 838079(XP SP2 지원 도구).',
    { from: 'guide', names: ['327825', '306259', '885407', '885348', '838079'] },
  ],
  [
    'REF-04',
    'Reading list: "How IPsec Works", "How TCP/IP Works", "TCP/IP in Windows 2000 Professional", TCP/IP troubleshooting of XP and Server 2003, help on IPsec of 2000 and 2003, "Understanding IPSec Protection During Computer Startup", "Troubleshooting Active Directory-Related DNS Problems".',
    '읽을거리: "How IPsec Works", "How TCP/IP Works", "TCP/IP in Windows 2000 Professional", XP와 Server 2003의 TCP/IP 문제 해결, 2000과 2003의 IPsec 도움말, "Understanding IPSec Protection During Computer Startup", "Troubleshooting Active Directory-Related DNS Problems".',
  ],
]);
