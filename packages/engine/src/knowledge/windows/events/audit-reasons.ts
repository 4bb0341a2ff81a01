/**
 * What stands inside the audits of IKE: blocks, states, failure reasons, and how the events of old and new editions correspond. Sources:
 * the guide, chapter 7; oakley.dll and msobjs.dll as documented by libyal/winevt-kb. Meanings in our own words.
 */
import { rows } from '../guide/row.ts';
import { type Entry, entry, told } from '../types.ts';

const wevt = ['libyal/winevt-kb, message tables of released binaries'];
const main = ['event-547', 'event-4653'];
const quick = ['event-547', 'event-4654', 'EVT-K-25'];

export const auditReasons = rows([
  [
    'EVT-K-08',
    'The block Filter of the audits 541 to 547. Windows 2000: source and destination address with masks, protocol, ports. XP adds IKE Local Addr and IKE Peer Addr; 2003 adds the IKE ports and Peer Private Addr (behind a NAT).',
    '감사 541~547의 필터 블록. Windows 2000: 원본/대상 주소와 마스크, 프로토콜, 포트. XP는 IKE Local Addr, IKE Peer Addr를, 2003은 IKE 포트와 Peer Private Addr(NAT 뒤)를 더합니다.',
    { from: 'public', sources: wevt, names: ['IKE Peer Addr', 'Peer Private Addr'], see: ['event-541', 'event-547'] },
  ],
  [
    'EVT-K-09',
    'The block Parameters of 541. Quick mode: ESP, HMAC and AH algorithm, encapsulation, inbound and outbound SPI, lifetime in seconds and KB; main mode: ESP and HMAC algorithm, lifetime. 2003 adds delta times.',
    '541의 매개 변수 블록. 빠른 모드: ESP/HMAC/AH 알고리즘, 캡슐화, 인바운드/아웃바운드 SPI, 수명(초, KB). 기본 모드: ESP/HMAC 알고리즘, 수명. 2003은 델타 시간을 더합니다.',
    { from: 'public', sources: wevt, names: ['InboundSpi', 'OutBoundSpi'], see: ['event-541', 'EVT-K-12'] },
  ],
  [
    'EVT-K-10',
    'The block Peer Identity: "Kerberos based Identity" with a name, "Preshared key ID.", or "Certificate based Identity." with subject, thumbprint and authorities; then the address of the peer. It tells which authentication was tried.',
    '피어 ID 블록: "Kerberos based Identity"와 이름, "Preshared key ID.", 또는 "Certificate based Identity."와 주체, 지문, 인증 기관, 그리고 상대 IP. 어떤 인증을 시도했는지 알려 줍니다.',
    {
      from: 'public',
      sources: wevt,
      names: ['Kerberos based Identity', 'Preshared key ID.', 'Certificate based Identity.'],
      see: ['event-547'],
    },
  ],
  [
    'EVT-K-11',
    'Extra Status of 2003: the last step that was done (sent or processed SA, KE or ID payload, quick mode), then the role and the seconds since the start (Delta Time).',
    '2003의 Extra Status: 마지막으로 수행한 단계(SA, KE, ID 페이로드 전송/처리, 빠른 모드), 이어서 역할과 시작 후 경과 시간(Delta Time).',
    {
      from: 'public',
      sources: wevt,
      names: ['Extra Status', 'Delta Time'],
      see: ['state-processed-first-sa-payload', 'TIM-07'],
    },
  ],
  [
    'EVT-K-12',
    'A soft SA in a 541: ESP, HMAC and AH algorithm None, encapsulation None, outbound SPI 0. The traffic goes in clear because the peer did not answer IKE. Repeated ones to one address differ in time and inbound SPI.',
    '541의 소프트 SA: ESP/HMAC/AH 알고리즘과 캡슐화가 None이고 아웃바운드 SPI가 0입니다. 상대가 IKE에 응답하지 않아 평문으로 통신합니다. 같은 IP로 반복되면 시각과 인바운드 SPI가 다릅니다.',
    {
      severity: 'info',
      related: ['policy.peer-without-ipsec'],
      names: ['OutBoundSpi 0', 'soft SA'],
      see: ['event-541', 'GD-15', 'GD-17'],
    },
  ],
  [
    'EVT-K-13',
    'Main mode, "No response from peer": to be expected towards a computer without IPsec that is not exempt; otherwise something blocks IKE. Judge by the destination.',
    '기본 모드 "No response from peer"(피어 응답 없음): 예외 목록에 없는 비IPsec 컴퓨터로 갈 때는 예상된 동작이고 아니면 IKE가 막힌 것입니다. 대상으로 판단하십시오.',
    {
      severity: 'medium',
      tier: '2',
      related: ['policy.peer-without-ipsec', 'path.ike-blocked'],
      see: [...main, '13813'],
    },
  ],
  [
    'EVT-K-14',
    'Main mode, "No policy configured": a problem when the source is inside the internal subnets, or a sign that filters do not fit; otherwise perhaps expected, as no rule exists for that range.',
    '기본 모드 "No policy configured"(정책 없음): 원본 IP가 내부 서브넷이면 문제이거나 필터 집합이 맞지 않는 것입니다. 규칙이 없는 범위라면 예상된 동작일 수 있습니다.',
    {
      severity: 'medium',
      tier: '2',
      related: ['policy.no-ike-config', 'policy.selector-mismatch'],
      see: [...main, '13825'],
    },
  ],
  [
    'EVT-K-15',
    'Main mode, "IKE security attributes are unacceptable": does not occur with the right policies; verify the policy of both ends.',
    '기본 모드 "IKE security attributes are unacceptable": 올바르게 구성된 시스템에서는 생기지 않습니다. 양쪽 정책을 확인하십시오.',
    {
      severity: 'high',
      tier: '2',
      related: ['proposal.ike-mismatch', 'policy.wrong-assignment'],
      see: [...main, '13802', 'POL-01'],
    },
  ],
  [
    'EVT-K-16',
    'Main mode, "Negotiation timed out", alone or with Extra Status (processed SA payload, responder, 63; processed KE payload, initiator, 63; processed KE payload, responder): look at the other end first. Its IKE failed, or it has no matching filter, rather than being gone.',
    '기본 모드 "Negotiation timed out"(협상 시간 초과): 단독 또는 Extra Status(SA 처리 후 응답자 63, KE 처리 후 개시자 63, KE 처리 후 응답자)와 함께 나타납니다. 원격 쪽부터 보십시오. 상대가 사라진 것보다 원격 IKE 실패나 일치하는 필터가 없는 경우가 많습니다.',
    {
      severity: 'medium',
      tier: '2',
      related: ['ike.timeout', 'ike.peer-failed', 'policy.no-ike-config'],
      see: [...main, '13805', 'IKE-23', 'TIM-07'],
    },
  ],
  [
    'EVT-K-17',
    'Main mode, "IKE SA deleted before establishment completed": much the same as a time-out, the negotiation was given up. Harmless for mobile clients.',
    '기본 모드 "IKE SA deleted before establishment completed": 시간 초과와 사실상 같으며 협상을 포기한 것입니다. 이동 클라이언트에서는 무해합니다.',
    {
      severity: 'low',
      tier: '2',
      related: ['ike.timeout', 'ike.peer-failed'],
      see: [...main, '13808', 'IKE-19', 'IKE-23'],
    },
  ],
  [
    'EVT-K-18',
    'Quick mode, "No policy configured" with processed third (ID) payload at the initiator: the responder has no filter for that traffic.',
    '빠른 모드 "No policy configured"(개시자, 세 번째(ID) 페이로드 처리): 응답자에 해당 트래픽의 필터가 없습니다.',
    { severity: 'high', tier: '2', related: ['policy.selector-mismatch'], see: [...quick, '13825'] },
  ],
  [
    'EVT-K-19',
    'Quick mode, "Security association negotiation failure because of attribute mismatch.": the event names attribute, expected and received value.',
    '빠른 모드 "Security association negotiation failure because of attribute mismatch.": 특성, 예상 값, 받은 값이 이벤트에 있습니다.',
    {
      severity: 'high',
      tier: '2',
      names: ['Security association negotiation failure because of attribute mismatch', 'attribute mismatch'],
      related: ['proposal.esp-mismatch', 'proposal.pfs-mismatch', 'policy.mode-mismatch'],
      see: [...quick, 'event-546'],
    },
  ],
  [
    'EVT-K-20',
    'Quick mode, "General processing error".',
    '빠른 모드 "General processing error"(일반 처리 오류).',
    { severity: 'high', tier: '2', related: ['load.overload', 'ike.protocol-violation'], see: [...quick, '13804'] },
  ],
  [
    'EVT-K-21',
    'Quick mode, "Failed to obtain new SPI for the inbound SA from Ipsec driver.": mostly the driver lacks the right filter.',
    '빠른 모드 "Failed to obtain new SPI for the inbound SA from Ipsec driver.": 대개 드라이버에 올바른 필터가 없습니다.',
    {
      severity: 'high',
      tier: '2',
      names: ['Failed to obtain new SPI for the inbound SA from Ipsec driver'],
      related: ['policy.selector-mismatch', 'sa.install-failed'],
      see: [...quick, '13857'],
    },
  ],
  [
    'EVT-K-23',
    'Quick mode, "Failed to add Security Association to IPSec Driver.": mostly the negotiation took too long; reduce the load.',
    '빠른 모드 "Failed to add Security Association to IPSec Driver.": 대개 협상이 너무 오래 걸린 것입니다. 부하를 줄이십시오.',
    {
      severity: 'high',
      tier: '2',
      names: ['Failed to add Security Association to IPSec Driver'],
      related: ['sa.install-failed', 'load.overload'],
      see: [...quick, '13860'],
    },
  ],
  [
    'EVT-K-24',
    'Quick mode, "Negotiation timed out": to be expected when a computer no longer uses its former address.',
    '빠른 모드 "Negotiation timed out": 컴퓨터가 이전 IP를 더 이상 쓰지 않으면 예상된 동작입니다.',
    { severity: 'medium', tier: '2', related: ['ike.timeout', 'sa.out-of-sync'], see: [...quick, '13805', 'IKE-18'] },
  ],
  [
    'EVT-K-25',
    'Quick mode does not fail under a well-made policy and normal load. So verify the policy first, then look for 100% CPU or very little kernel memory at that time.',
    '잘 설계된 정책과 정상 부하에서는 빠른 모드가 실패하지 않습니다. 먼저 정책을 확인하고 그 시점의 CPU 100%나 커널 메모리 부족을 찾으십시오.',
    { severity: 'high', tier: '2', related: ['policy.selector-mismatch', 'load.overload'] },
  ],
  [
    'EVT-K-26',
    'Authentication, "The specified target is unknown or unreachable" or "No authority could be contacted for authentication".',
    '인증 실패 "The specified target is unknown or unreachable" 또는 "No authority could be contacted for authentication".',
    {
      severity: 'high',
      tier: '2',
      related: ['auth.kerberos-unavailable'],
      see: ['EVT-K-28', 'code-0x80090303', 'code-0x80090311'],
    },
  ],
  [
    'EVT-K-27',
    'Authentication, "The specified target is unknown or unreachable" with processed first (SA) payload, initiator, Delta Time 0: no ticket could be had at all.',
    '인증 실패 "The specified target is unknown or unreachable"(첫 번째(SA) 페이로드 처리, 개시자, Delta Time 0): 티켓을 전혀 얻지 못했습니다.',
    {
      severity: 'high',
      tier: '2',
      related: ['auth.kerberos-unavailable'],
      see: ['EVT-K-28', 'TIM-08', 'code-0x80090303'],
    },
  ],
  [
    'EVT-K-28',
    'What these two mean: no service ticket for the identity of the other computer, because there is no trust to its domain or no access to controllers. Check trust and controllers.',
    '위 둘의 의미: 원격 컴퓨터의 Kerberos ID에 대한 서비스 티켓이 없습니다. 도메인 트러스트가 없거나 DC에 접근할 수 없습니다. 트러스트와 DC를 확인하십시오.',
    { severity: 'high', tier: '2', related: ['auth.kerberos-unavailable'], see: ['DC-01', 'T2-20'] },
  ],
  [
    'EVT-K-29',
    'Authentication, "IKE authentication credentials are unacceptable": compare the authentication methods of both ends, trust, tickets. The guide lists it without an explanation; this reading is ours.',
    '인증 실패 "IKE authentication credentials are unacceptable": 양쪽 인증 방법, 트러스트, 티켓을 비교하십시오. 가이드에는 설명 없이 실려 있으며 이 해석은 추정입니다.',
    {
      severity: 'high',
      tier: '2',
      unconfirmed: true,
      related: ['auth.method-mismatch', 'auth.psk-mismatch', 'auth.certificate-untrusted'],
      see: [...main, '13801'],
    },
  ],
  [
    'EVT-K-30',
    'Authentication, "The logon attempt failed": check the computer account, the secure channel and the logon rights. The guide lists it without an explanation; this reading is ours.',
    '인증 실패 "The logon attempt failed": 컴퓨터 계정, 보안 채널, 네트워크 로그온 권한을 확인하십시오. 가이드에는 설명 없이 실려 있으며 이 해석은 추정입니다.',
    {
      severity: 'high',
      tier: '2',
      unconfirmed: true,
      related: ['auth.computer-account', 'auth.logon-right-denied'],
      see: ['code-0x8009030c', 'tool-nltest'],
    },
  ],
  [
    'EVT-K-31',
    'Authentication, "Failed to authenticate using kerberos": also what the enforcing side reports when an inbound peer lacks the right "Access this computer from the network", which the event does not tell. Get Oakley.log of the server; check the groups of the initiator; if it is a member its tickets are stale.',
    '인증 실패 "Failed to authenticate using kerberos": 인바운드 상대에게 "네트워크에서 이 컴퓨터 액세스" 권한이 없을 때(또는 거부 권한)도 이렇게 기록되며 이벤트에는 그 사실이 나오지 않습니다. 서버의 Oakley.log를 얻고 개시자의 그룹을 확인하십시오. 구성원이라면 티켓이 오래된 것입니다.',
    {
      severity: 'high',
      tier: '2',
      related: ['auth.kerberos-unavailable', 'auth.logon-right-denied', 'auth.membership-stale'],
      see: [...main, '13827', 'DC-11', 'GD-12'],
    },
  ],
  [
    'EVT-K-32',
    'Authentication, "IKE failed to find valid machine certificate": in a design with Kerberos only it shows that a policy with certificates was matched, such as the L2TP filter of a VPN server. The guide lists it without an explanation; this reading is ours.',
    '인증 실패 "IKE failed to find valid machine certificate": Kerberos만 쓰는 설계라면 VPN 서버의 L2TP 필터 같은 인증서 정책과 일치했다는 뜻입니다. 가이드에는 설명 없이 실려 있으며 이 해석은 추정입니다.',
    {
      severity: 'high',
      tier: '2',
      unconfirmed: true,
      related: ['auth.certificate-missing', 'policy.rras-l2tp-conflict', 'auth.method-mismatch'],
      see: [...main, '13806', 'RRAS-05'],
    },
  ],
  [
    'EVT-K-33',
    '"New policy invalidated SAs formed with old policy": a change of policy deleted SAs; ignore it, new ones form.',
    '"New policy invalidated SAs formed with old policy": 정책 변경으로 현재 SA가 삭제되었습니다. 무시하십시오. 새 SA가 만들어집니다.',
    { severity: 'info', tier: '2', see: ['13849', 'GD-18'] },
  ],
  [
    'EVT-K-34',
    '"IKE has a large number of pending Security Association establishment requests …": IKE defends itself and drops many requests. Many failures with forged addresses speak for an attack, otherwise the computer is just very busy.',
    '"IKE has a large number of pending Security Association establishment requests …": IKE가 기본 모드 요청이 몰려 방어하느라 많은 요청을 버립니다. 위조된 IP로의 실패 감사가 많으면 공격이고 아니면 부하가 큰 것입니다.',
    {
      severity: 'high',
      tier: '2',
      names: [
        'denial of service prevention mode',
        'IKE has a large number of pending Security Association establishment requests',
        'DoS prevention',
      ],
      related: ['load.flood', 'load.overload'],
      see: ['event-4646', 'event-550', 'EVT-K-35'],
    },
  ],
  [
    'EVT-K-35',
    '"IKE has recovered from denial of service prevention mode and has resumed normal operation."',
    '"IKE has recovered from denial of service prevention mode …": 서비스 거부 방지 모드에서 정상으로 돌아왔습니다.',
    {
      severity: 'info',
      tier: '2',
      names: ['IKE has recovered from denial of service prevention mode and has resumed normal operation'],
      see: ['EVT-K-34'],
    },
  ],
  [
    'EVT-K-36',
    'Such entries do not by themselves mean that communication failed; take them as side information.',
    '이러한 항목은 그 자체로 통신 실패를 뜻하지 않습니다. 참고 정보로 쓰십시오.',
    { severity: 'info', see: ['EVT-K-33', 'EVT-K-34', 'EVT-K-35'] },
  ],
  [
    'EVT-K-37',
    'Codes in IKE audits and logs are Windows system errors 12000 to 15999, those of IKE 13800 to 13909. Ask for any of them by number.',
    'IKE 감사와 로그의 오류 코드는 Windows 시스템 오류 12000~15999이며 IKE는 13800~13909입니다. 번호로 explain 하십시오.',
    { see: ['13800', '13897'] },
  ],
  [
    'EVT-K-38',
    'Old and new events: 541 → 4650, 4651 (main mode), 5451 (quick mode); 542 → 5452; 543 → 4655; 547 → 4652, 4653 (main mode), 4654 (quick mode); 4283 (printed 4268) → 4965; 4284 and 867 → 4963; 4285 and 864 → 4960; 865, 866 → 4961, 4962; 613, 614, 615, 616 → 4709, 4710, 4711, 4712; the sentences of 615 → 5456 to 5485; 550 → 4646; new: 5453 (IKEEXT not started), 4976 to 4978 (invalid packets).',
    '이전/이후 이벤트 대응: 541 → 4650, 4651(기본 모드), 5451(빠른 모드); 542 → 5452; 543 → 4655; 547 → 4652, 4653(기본 모드), 4654(빠른 모드); 4283(인쇄 4268) → 4965; 4284, 867 → 4963; 4285, 864 → 4960; 865, 866 → 4961, 4962; 613~616 → 4709~4712; 615의 문장 → 5456~5485; 550 → 4646. 새 이벤트: 5453(IKEEXT 미시작), 4976~4978(잘못된 협상 패킷).',
    {
      from: 'public',
      sources: wevt,
      names: ['event mapping', '이벤트 대응'],
      see: ['event-541', 'event-547', 'event-4653'],
    },
  ],
]);

/** Events of Windows 2000 to 2003 and those that took their place in Vista and later (EVT-K-38). */
export const successors: ReadonlyMap<number, readonly number[]> = new Map([
  [541, [4650, 4651, 5451]],
  [542, [5452]],
  [543, [4655]],
  [544, [4652]],
  [545, [4653]],
  [546, [4653, 4654]],
  [547, [4652, 4653, 4654]],
  [550, [4646]],
  [613, [4709]],
  [614, [4710]],
  [615, [4711]],
  [616, [4712]],
  [864, [4960]],
  [865, [4961]],
  [866, [4962]],
  [867, [4963]],
  [4268, [4965]],
  [4283, [4965]],
  [4284, [4963]],
  [4285, [4960]],
]);

type State = readonly [text: string, en: string, ko: string, names?: readonly string[]];

const states: readonly State[] = [
  [
    'Local computer',
    'Failure point: this computer gave up. Its reason is its own; read the policy and log here.',
    '실패 지점: 이 컴퓨터가 포기했습니다. 이유는 이 컴퓨터의 것이므로 여기의 정책과 로그를 보십시오.',
    ['%%8199', 'Me', 'IPSEC_FAILURE_ME'],
  ],
  [
    'Remote computer',
    'Failure point: the peer refused, or told of its failure. Read its log for why.',
    '실패 지점: 상대가 거부하거나 실패를 알렸습니다. 이유는 상대의 로그를 보십시오.',
    ['%%8200', 'Peer', 'IPSEC_FAILURE_PEER'],
  ],
  ['No failure point', 'Failure point: none was recorded.', '실패 지점: 기록되지 않았습니다.', ['IPSEC_FAILURE_NONE']],
  [
    'No state',
    'State: nothing was sent yet.',
    '상태: 아직 아무것도 보내지 않았습니다.',
    ['%%8201', '%%8207', '%%8218', 'IKEEXT_MM_SA_STATE_NONE', 'IKEEXT_QM_SA_STATE_NONE', 'IKEEXT_EM_SA_STATE_NONE'],
  ],
  [
    'Sent first (SA) payload',
    'State: the first message went out. Main mode: the proposals; no answer means a silent peer or path, a refusal means no common proposal or no policy.',
    '상태: 첫 메시지를 보냈습니다. 기본 모드에서는 제안이며, 응답이 없으면 상대나 경로가 침묵한 것이고 거부면 공통 제안이나 정책이 없는 것입니다.',
    ['%%8202', '%%8208', 'IKEEXT_MM_SA_STATE_SA_SENT', 'IKEEXT_QM_SA_STATE_INITIAL'],
  ],
  [
    'Sent second (KE) payload',
    'State: the key exchange went out; the proposals were agreed on.',
    '상태: 키 교환(KE)을 보냈습니다. 제안은 합의되었습니다.',
    ['%%8203', 'IKEEXT_MM_SA_STATE_SSPI_SENT'],
  ],
  [
    'Sent third (ID) payload',
    'State: identity and proof went out. A failure from here on is authentication, or large messages lost as fragments.',
    '상태: ID와 증명을 보냈습니다. 여기서부터의 실패는 인증이거나 큰 메시지가 조각으로 유실된 것입니다.',
    ['%%8204', 'IKEEXT_MM_SA_STATE_FINAL', 'IKEEXT_MM_SA_STATE_FINAL_SENT'],
  ],
  [
    'Sent final payload',
    'State of quick mode: its last message went out.',
    '빠른 모드 상태: 마지막 메시지를 보냈습니다.',
    ['%%8209', 'IKEEXT_QM_SA_STATE_FINAL'],
  ],
  [
    'Complete',
    'State: finished.',
    '상태: 완료되었습니다.',
    [
      '%%8210',
      'IKEEXT_MM_SA_STATE_COMPLETE',
      'IKEEXT_QM_SA_STATE_COMPLETE',
      'IKEEXT_EM_SA_STATE_COMPLETE',
      'Quick Mode finished',
    ],
  ],
  [
    'Sent first (EM attributes) payload',
    'State of extended mode: its attributes went out.',
    '확장 모드 상태: 특성을 보냈습니다.',
    ['%%8219', 'IKEEXT_EM_SA_STATE_SENT_ATTS'],
  ],
  [
    'Sent second (SSPI) payload',
    'State of extended mode: the token of the second authentication went out.',
    '확장 모드 상태: 두 번째 인증의 토큰(SSPI)을 보냈습니다.',
    ['%%8220', 'IKEEXT_EM_SA_STATE_SSPI_SENT'],
  ],
  [
    'Sent third (hash) payload',
    'State of extended mode: the hash went out.',
    '확장 모드 상태: 해시를 보냈습니다.',
    ['%%8221', 'IKEEXT_EM_SA_STATE_AUTH_COMPLETE', 'IKEEXT_EM_SA_STATE_FINAL'],
  ],
  [
    'EAP payload sent',
    'State of IKEv2: an EAP message went out; the user is being authenticated.',
    'IKEv2 상태: EAP 메시지를 보냈습니다. 사용자 인증 중입니다.',
    ['%%8245'],
  ],
  [
    'Authentication payload sent',
    'State of IKEv2: the proof (AUTH) went out.',
    'IKEv2 상태: 인증(AUTH) 페이로드를 보냈습니다.',
    ['%%8246'],
  ],
  [
    'Processed first (SA) payload',
    'Extra Status: the first answer came and was processed. At the responder with Delta Time 63: its answer did not get back, or the initiator gave up.',
    'Extra Status: 첫(SA) 페이로드를 처리했습니다. 응답자, Delta Time 63이면 응답이 돌아가지 못했거나 개시자가 포기한 것입니다.',
  ],
  [
    'Processed second (KE) payload',
    'Extra Status: the key exchange was processed; then the message with the proof or ticket is missing, often lost as fragments.',
    'Extra Status: 두 번째(KE) 페이로드를 처리했습니다. 다음의 증명/티켓 메시지가 오지 않았으며 조각으로 유실된 경우가 많습니다.',
  ],
  [
    'Processed second (KE) payload, need extra round trip',
    'Extra Status: the authentication needs one more exchange (Kerberos).',
    'Extra Status: 인증에 한 번 더 왕복이 필요합니다(Kerberos).',
  ],
  [
    'Processed third (ID) payload',
    'Extra Status: the peer was authenticated as far as main mode goes.',
    'Extra Status: 세 번째(ID) 페이로드를 처리했습니다. 기본 모드 인증은 진행되었습니다.',
  ],
  [
    'Processed Quick Mode payload',
    'Extra Status: a message of quick mode was processed.',
    'Extra Status: 빠른 모드 페이로드를 처리했습니다.',
  ],
  ['Unknown state', 'Extra Status: no step is known.', 'Extra Status: 알 수 없는 상태입니다.', ['%%8211']],
  [
    'Initiator',
    'Role: this computer began the negotiation.',
    '역할: 이 컴퓨터가 협상을 시작한 개시자입니다.',
    ['%%8205', 'IKEEXT_SA_ROLE_INITIATOR'],
  ],
  [
    'Responder',
    'Role: the peer began the negotiation.',
    '역할: 상대가 시작했고 이 컴퓨터는 응답자입니다.',
    ['%%8206', 'IKEEXT_SA_ROLE_RESPONDER'],
  ],
  [
    'Key Exchange Mode (Main Mode)',
    'Mode of the audits 541 to 547: main mode.',
    '감사 541~547의 모드: 기본 모드(키 교환).',
  ],
  [
    'Data Protection Mode (Quick Mode)',
    'Mode of the audits 541 to 547: quick mode.',
    '감사 541~547의 모드: 빠른 모드(데이터 보호).',
  ],
];

/** Values inside the audits: `Authentication method` and algorithms are what they say; these two say whether something protects. */
const values: readonly State[] = [
  [
    'IKE DoS-prevention mode started',
    'IKE defends itself against too many requests.',
    'IKE가 너무 많은 요청을 방어하기 시작했습니다.',
    ['%%8214', 'IKE/AuthIP DoS prevention mode started'],
  ],
  [
    'IKE DoS-prevention mode stopped',
    'IKE no longer defends itself.',
    'IKE의 서비스 거부 방지가 끝났습니다.',
    ['%%8215', 'IKE/AuthIP DoS prevention mode stopped'],
  ],
  [
    'Anonymous',
    'Authentication method: none proves anything of the peer.',
    '인증 방법: 익명(상대를 증명하지 않음).',
    ['%%8224'],
  ],
];

/** `%%8192` and its neighbours: names of methods and algorithms that the audits carry as numbers. */
const parameters: readonly (readonly [number: number, text: string])[] = [
  [8192, 'Kerberos'],
  [8193, 'Preshared key'],
  [8194, 'Unknown authentication'],
  [8195, 'DES'],
  [8196, '3DES'],
  [8197, 'MD5'],
  [8198, 'SHA1'],
  [8212, 'Transport'],
  [8213, 'Tunnel'],
  [8216, 'Enabled'],
  [8217, 'Not enabled'],
  [8222, 'IKEv1'],
  [8223, 'AuthIP'],
  [8225, 'NTLM V2'],
  [8226, 'CGA'],
  [8227, 'Certificate'],
  [8228, 'SSL'],
  [8229, 'None'],
  [8230, 'DH group 1'],
  [8231, 'DH group 2'],
  [8232, 'DH group 14'],
  [8233, 'DH group ECP 256'],
  [8234, 'DH group ECP 384'],
  [8235, 'AES-128'],
  [8236, 'AES-192'],
  [8237, 'AES-256'],
  [8238, 'Certificate ECDSA P256'],
  [8239, 'Certificate ECDSA P384'],
  [8240, 'SSL ECDSA P256'],
  [8241, 'SSL ECDSA P384'],
  [8242, 'SHA 256'],
  [8243, 'SHA 384'],
  [8244, 'IKEv2'],
  [8247, 'EAP'],
  [8248, 'DH group 24'],
];

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

export const stateEntries: readonly Entry[] = [
  ...[...states, ...values].map(([text, en, ko, names = []]) =>
    entry('state', `state-${slug(text)}`, text, told(en, ko), {
      text,
      names,
      sources: [...wevt, 'Windows SDK, iketypes.h'],
    }),
  ),
  ...parameters.map(([number, text]) =>
    entry(
      'state',
      `parameter-${number}`,
      `%%${number}`,
      told(`Stands for "${text}" in an audit.`, `감사에서 "${text}"을(를) 나타냅니다.`),
      { number, sources: wevt },
    ),
  ),
];
