/** Win32 errors of IKE: the negotiation. Source of number, name and text: MS-ERREF and winerror.h of the Windows SDK; meanings in our own words. */
import type { Entry } from '../types.ts';
import { win32 } from './error.ts';

export const negotiationErrors: readonly Entry[] = [
  win32(
    13800,
    'ERROR_IPSEC_IKE_NEG_STATUS_BEGIN',
    '',
    'Marks the beginning of the range of IKE errors; not an error itself.',
    'IKE 오류 범위의 시작을 표시하는 값이며 오류가 아닙니다.',
  ),
  win32(
    13801,
    'ERROR_IPSEC_IKE_AUTH_FAIL',
    'IKE authentication credentials are unacceptable',
    'The peer, or this computer, did not accept the proof of identity in IKE.',
    'IKE에서 상대 또는 이 컴퓨터가 신원 증명을 받아들이지 않았습니다.',
    {
      causes: [
        'With IKEv2 VPN mostly the server certificate: its name is not the one dialled, the extended key usage "server authentication" is missing, the root is not in the Trusted Root store of the computer, or it has expired. Elsewhere: different preshared keys or authentication methods, a missing trust.',
        'IKEv2 VPN에서는 대개 서버 인증서 문제입니다. 인증서 이름이 접속 이름과 다르거나, 확장 키 용도 "서버 인증"이 없거나, 루트가 컴퓨터의 신뢰할 수 있는 루트 인증 기관에 없거나, 만료되었습니다. 그 밖에 미리 공유한 키나 인증 방법이 다르거나 트러스트가 없을 수 있습니다.',
      ],
      action: [
        'Check name, key usage, chain and dates of the server certificate and the root in the store of the local computer; compare the authentication methods; read the log of the other end.',
        '서버 인증서의 이름, 키 용도, 체인, 유효 기간과 로컬 컴퓨터 저장소의 루트를 확인하고, 인증 방법을 비교하고, 상대의 로그를 보십시오.',
      ],
      related: [
        'auth.certificate-untrusted',
        'auth.identity-mismatch',
        'auth.certificate-unsuitable',
        'auth.certificate-expired',
        'auth.psk-mismatch',
        'auth.method-mismatch',
      ],
      see: ['EVT-K-29', 'setting-DisableIKENameEkuCheck'],
    },
  ),
  win32(
    13802,
    'ERROR_IPSEC_IKE_ATTRIB_FAIL',
    'IKE security attributes are unacceptable',
    'The two ends have no security attributes in common that both accept (main mode or quick mode).',
    '양쪽이 함께 받아들일 수 있는 보안 특성(기본 모드 또는 빠른 모드)이 없습니다.',
    {
      causes: [
        'Encryption, hash, group or authentication method differ; a policy is wrong or from another version.',
        '암호화, 해시, 그룹 또는 인증 방법이 다르거나 정책이 잘못됐거나 버전이 다릅니다.',
      ],
      action: [
        'Hold the security methods of both ends side by side; verify which policy each has.',
        '양쪽의 보안 방법을 나란히 비교하고 각각 어떤 정책이 적용됐는지 확인하십시오.',
      ],
      related: ['proposal.ike-mismatch', 'proposal.esp-mismatch', 'auth.method-mismatch'],
      see: ['EVT-K-15'],
    },
  ),
  win32(
    13803,
    'ERROR_IPSEC_IKE_NEGOTIATION_PENDING',
    'IKE Negotiation in progress',
    'A negotiation is still running; no error.',
    '협상이 아직 진행 중입니다. 오류가 아닙니다.',
  ),
  win32(
    13804,
    'ERROR_IPSEC_IKE_GENERAL_PROCESSING_ERROR',
    'General processing error',
    'IKE failed while processing and has no narrower code for it.',
    'IKE 처리 중 실패했고 더 구체적인 코드가 없습니다.',
    {
      causes: [
        'High load or little memory, a packet that is damaged, a fault of either implementation.',
        '높은 부하나 메모리 부족, 손상된 패킷, 어느 한쪽 구현의 결함.',
      ],
      action: [
        'Look at CPU and kernel memory; verify the policy; collect a trace of IKE of both ends.',
        'CPU와 커널 메모리를 보고 정책을 확인하고 양쪽의 IKE 추적을 수집하십시오.',
      ],
      related: ['load.overload', 'ike.protocol-violation'],
      see: ['EVT-K-20'],
    },
  ),
  win32(
    13805,
    'ERROR_IPSEC_IKE_TIMED_OUT',
    'Negotiation timed out',
    'The negotiation did not finish in time: an answer was expected and did not come.',
    '협상이 제시간에 끝나지 않았습니다. 기다리던 응답이 오지 않았습니다.',
    {
      causes: [
        'The other end failed and fell silent; large messages are lost as fragments; a filter on the path; a responder without a matching filter.',
        '상대가 실패하고 응답을 멈춤, 큰 메시지가 조각으로 유실됨, 경로의 필터, 일치하는 필터가 없는 응답자.',
      ],
      action: [
        'Look at the failures of the other end in the minute before (IKE-23). The last step that was processed tells where it stopped.',
        '직전 1분의 상대 쪽 실패를 확인하십시오(IKE-23). 마지막으로 처리된 단계가 멈춘 곳을 알려 줍니다.',
      ],
      related: ['ike.timeout', 'ike.peer-failed', 'path.fragments-dropped', 'path.ike-blocked', 'path.nat-t-blocked'],
      see: ['EVT-K-16', 'EVT-K-24', 'IKE-23'],
    },
  ),
  win32(
    13806,
    'ERROR_IPSEC_IKE_NO_CERT',
    'IKE failed to find valid machine certificate. Contact your Network Security Administrator about installing a valid certificate in the appropriate Certificate Store.',
    'IKE found no machine certificate it may use.',
    'IKE가 사용할 수 있는 컴퓨터 인증서를 찾지 못했습니다.',
    {
      causes: [
        'No certificate in the Personal store of the local computer, none from the authority the policy names, expired, without private key, or with the wrong key usage. In a design with Kerberos only: a policy with certificates was matched, often the automatic L2TP policy.',
        '로컬 컴퓨터의 개인 저장소에 인증서가 없거나, 정책에 지정된 인증 기관의 것이 아니거나, 만료되었거나, 개인 키가 없거나, 키 용도가 맞지 않습니다. Kerberos만 쓰는 설계라면 인증서 정책(대개 RRAS 자동 L2TP 정책)과 일치한 것입니다.',
      ],
      action: [
        'Check the certificate with its private key in certlm.msc (computer account, not user); enrol a new one; or find the rule that asks for a certificate.',
        'certlm.msc(사용자가 아닌 컴퓨터 계정)에서 인증서와 개인 키를 확인하고 새로 등록하거나, 인증서를 요구하는 규칙을 찾으십시오.',
      ],
      related: [
        'auth.certificate-missing',
        'auth.certificate-unsuitable',
        'auth.certificate-expired',
        'policy.rras-l2tp-conflict',
        'auth.method-mismatch',
      ],
      see: ['EVT-K-32', 'RRAS-05'],
    },
  ),
  win32(
    13807,
    'ERROR_IPSEC_IKE_SA_DELETED',
    'IKE SA deleted by peer before establishment completed',
    'The peer deleted the main mode before it was established.',
    '기본 모드가 설정되기 전에 상대가 삭제했습니다.',
    {
      causes: [
        'The peer failed and says no more than that, or it was stopped or got a new policy.',
        '상대가 실패하고 이유를 밝히지 않았거나, 중지되었거나 새 정책을 받았습니다.',
      ],
      action: ['Read the log of the peer of that moment.', '그 시각의 상대 로그를 보십시오.'],
      related: ['ike.peer-failed'],
      see: ['IKE-23'],
    },
  ),
  win32(
    13808,
    'ERROR_IPSEC_IKE_SA_REAPED',
    'IKE SA deleted before establishment completed',
    'This computer gave the main mode up before it was established; much like a time-out.',
    '기본 모드가 설정되기 전에 이 컴퓨터가 포기했습니다. 시간 초과와 거의 같습니다.',
    {
      causes: [
        'The peer fell silent. Harmless for mobile clients that undock, sleep or lose their network.',
        '상대가 응답을 멈췄습니다. 도킹 해제, 절전, 네트워크 이탈 등 이동 클라이언트에서는 무해합니다.',
      ],
      action: [
        'As for 13805; look at the other end, and at IKE-19 for the harmless reasons.',
        '13805와 같습니다. 상대를 확인하고 무해한 경우는 IKE-19를 보십시오.',
      ],
      related: ['ike.timeout', 'ike.peer-failed'],
      see: ['EVT-K-17', 'IKE-19', 'IKE-23'],
    },
  ),
  win32(
    13809,
    'ERROR_IPSEC_IKE_MM_ACQUIRE_DROP',
    'Negotiation request sat in Queue too long',
    'A request waited too long in the queue of IKE and was dropped (a new main mode).',
    '요청이 IKE 대기열에서 너무 오래 기다려 버려졌습니다(새 기본 모드).',
    {
      causes: ['The computer has more negotiations to do than it can.', '처리할 수 있는 것보다 협상이 많습니다.'],
      action: [
        'Look at CPU and the number of negotiations; a flood?',
        'CPU와 협상 수를 확인하고 대량 요청(공격)인지 보십시오.',
      ],
      related: ['load.overload', 'load.flood'],
    },
  ),
  win32(
    13810,
    'ERROR_IPSEC_IKE_QM_ACQUIRE_DROP',
    'Negotiation request sat in Queue too long',
    'A request waited too long in the queue of IKE and was dropped (a quick mode).',
    '요청이 IKE 대기열에서 너무 오래 기다려 버려졌습니다(빠른 모드).',
    {
      causes: ['The computer has more negotiations to do than it can.', '처리할 수 있는 것보다 협상이 많습니다.'],
      action: [
        'Look at CPU and the number of negotiations; a flood?',
        'CPU와 협상 수를 확인하고 대량 요청(공격)인지 보십시오.',
      ],
      related: ['load.overload', 'load.flood'],
    },
  ),
  win32(
    13811,
    'ERROR_IPSEC_IKE_QUEUE_DROP_MM',
    'Negotiation request sat in Queue too long',
    'A request waited too long in the queue of IKE and was dropped (a packet of a main mode).',
    '요청이 IKE 대기열에서 너무 오래 기다려 버려졌습니다(기본 모드 패킷).',
    {
      causes: ['The computer has more negotiations to do than it can.', '처리할 수 있는 것보다 협상이 많습니다.'],
      action: [
        'Look at CPU and the number of negotiations; a flood?',
        'CPU와 협상 수를 확인하고 대량 요청(공격)인지 보십시오.',
      ],
      related: ['load.overload', 'load.flood'],
    },
  ),
  win32(
    13812,
    'ERROR_IPSEC_IKE_QUEUE_DROP_NO_MM',
    'Negotiation request sat in Queue too long',
    'A request waited too long in the queue of IKE and was dropped (a packet without main mode).',
    '요청이 IKE 대기열에서 너무 오래 기다려 버려졌습니다(기본 모드가 없는 패킷).',
    {
      causes: ['The computer has more negotiations to do than it can.', '처리할 수 있는 것보다 협상이 많습니다.'],
      action: [
        'Look at CPU and the number of negotiations; a flood?',
        'CPU와 협상 수를 확인하고 대량 요청(공격)인지 보십시오.',
      ],
      related: ['load.overload', 'load.flood'],
    },
  ),
  win32(
    13813,
    'ERROR_IPSEC_IKE_DROP_NO_RESPONSE',
    'No response from peer',
    'Nothing came back from the peer at all.',
    '상대에게서 아무 응답도 없었습니다.',
    {
      causes: [
        'To be expected towards a computer without IPsec that is not exempt. Otherwise UDP 500 or 4500 is blocked, the peer is off, or its IKE service does not run.',
        '예외 목록에 없는 비IPsec 컴퓨터로 갈 때는 예상된 동작입니다. 그렇지 않으면 UDP 500/4500이 막혔거나, 상대가 꺼졌거나, 상대의 IKE 서비스가 실행되지 않습니다.',
      ],
      action: [
        'Judge by the destination. Test the path, capture at both ends, check that IKEEXT runs and the firewall lets UDP 500 and 4500 in.',
        '대상을 보고 판단하십시오. 경로를 시험하고 양쪽에서 캡처하고, IKEEXT가 실행 중이며 방화벽이 UDP 500, 4500을 허용하는지 확인하십시오.',
      ],
      related: ['policy.peer-without-ipsec', 'path.ike-blocked', 'path.peer-unreachable', 'service.not-listening'],
      see: ['EVT-K-13', 'IKE-17'],
    },
  ),
  win32(
    13814,
    'ERROR_IPSEC_IKE_MM_DELAY_DROP',
    'Negotiation took too long',
    'Main mode took too long and was given up.',
    '기본 모드 협상이 너무 오래 걸려 포기했습니다.',
    {
      causes: [
        'Slow authentication (controllers, revocation lists), load, loss.',
        '느린 인증(DC, 인증서 해지 목록), 부하, 손실.',
      ],
      related: ['load.overload', 'ike.timeout'],
    },
  ),
  win32(
    13815,
    'ERROR_IPSEC_IKE_QM_DELAY_DROP',
    'Negotiation took too long',
    'Quick mode took too long and was given up.',
    '빠른 모드 협상이 너무 오래 걸려 포기했습니다.',
    { causes: ['Load or loss.', '부하나 손실.'], related: ['load.overload', 'ike.timeout'] },
  ),
  win32(
    13816,
    'ERROR_IPSEC_IKE_ERROR',
    'Unknown error occurred',
    'An error that IKE has no other code for.',
    'IKE에 다른 코드가 없는 오류입니다.',
    { action: ['Read the events around it and collect an IKE trace.', '주변 이벤트를 보고 IKE 추적을 수집하십시오.'] },
  ),
  win32(
    13817,
    'ERROR_IPSEC_IKE_CRL_FAILED',
    'Certificate Revocation Check failed',
    'The revocation check of a certificate failed: it is revoked, or the list could not be had and the policy demands it.',
    '인증서 해지 확인에 실패했습니다. 해지되었거나, 정책이 요구하는데 목록을 얻지 못했습니다.',
    {
      action: [
        'certutil -verify -urlfetch FILE shows which; see StrongCrlCheck.',
        'certutil -verify -urlfetch 파일로 확인하고 StrongCrlCheck를 보십시오.',
      ],
      related: ['auth.revocation-unreachable', 'auth.certificate-revoked'],
      see: ['setting-StrongCrlCheck'],
    },
  ),
  win32(
    13818,
    'ERROR_IPSEC_IKE_INVALID_KEY_USAGE',
    'Invalid certificate key usage',
    'The key usage of the certificate does not allow what IKE wants to do with it.',
    '인증서의 키 용도가 IKE 사용을 허용하지 않습니다.',
    {
      action: [
        'Issue one with digital signature, and the extended key usage that the policy asks for.',
        '디지털 서명과 정책이 요구하는 확장 키 용도를 가진 인증서를 발급하십시오.',
      ],
      related: ['auth.certificate-unsuitable'],
    },
  ),
  win32(
    13819,
    'ERROR_IPSEC_IKE_INVALID_CERT_TYPE',
    'Invalid certificate type',
    'The certificate is of a type IKE cannot use.',
    'IKE가 사용할 수 없는 종류의 인증서입니다.',
    { related: ['auth.certificate-unsuitable'] },
  ),
  win32(
    13820,
    'ERROR_IPSEC_IKE_NO_PRIVATE_KEY',
    'IKE negotiation failed because the machine certificate used does not have a private key. IPsec certificates require a private key. Contact your Network Security administrator about replacing with a certificate that has a private key.',
    'The machine certificate that was chosen has no private key on this computer.',
    '선택된 컴퓨터 인증서의 개인 키가 이 컴퓨터에 없습니다.',
    {
      causes: [
        'The certificate was imported without its key, or the key is not readable by the system.',
        '키 없이 인증서만 가져왔거나 시스템이 키를 읽을 수 없습니다.',
      ],
      action: [
        'Import it with its key (PFX), or certutil -repairstore my SERIAL.',
        '키와 함께(PFX) 가져오거나 certutil -repairstore my 일련번호를 실행하십시오.',
      ],
      related: ['auth.certificate-missing'],
    },
  ),
  win32(
    13821,
    'ERROR_IPSEC_IKE_SIMULTANEOUS_REKEY',
    'Simultaneous rekeys were detected.',
    'Both ends rekeyed at the same moment; one of the two goes on.',
    '양쪽이 동시에 키를 갱신했습니다. 둘 중 하나가 계속됩니다.',
  ),
  win32(
    13822,
    'ERROR_IPSEC_IKE_DH_FAIL',
    'Failure in Diffie-Hellman computation',
    'The Diffie-Hellman computation failed.',
    'Diffie-Hellman 계산에 실패했습니다.',
    { related: ['ike.protocol-violation'] },
  ),
  win32(
    13823,
    'ERROR_IPSEC_IKE_CRITICAL_PAYLOAD_NOT_RECOGNIZED',
    "Don't know how to process critical payload",
    'The message holds a payload marked critical that this end does not know.',
    '이 쪽이 모르는 필수(critical) 페이로드가 메시지에 있습니다.',
    { related: ['ike.protocol-violation', 'ike.version-mismatch'] },
  ),
  win32(
    13824,
    'ERROR_IPSEC_IKE_INVALID_HEADER',
    'Invalid header',
    'The header of the message is not valid.',
    '메시지 헤더가 올바르지 않습니다.',
    { related: ['ike.protocol-violation', 'path.packet-altered'] },
  ),
  win32(
    13825,
    'ERROR_IPSEC_IKE_NO_POLICY',
    'No policy configured',
    'No policy on this computer fits the peer or its request.',
    '이 컴퓨터에 상대나 그 요청에 맞는 정책이 없습니다.',
    {
      causes: [
        'The filters of the two ends do not mirror each other, no rule exists for that address or subnet, or the policy has not arrived.',
        '양쪽 필터가 서로 대칭이 아니거나, 그 주소나 서브넷의 규칙이 없거나, 정책이 도착하지 않았습니다.',
      ],
      action: [
        'A problem when the source is in the internal subnets: compare filters of both ends and which policy each has.',
        '원본 IP가 내부 서브넷이면 문제입니다. 양쪽 필터와 각자 적용된 정책을 비교하십시오.',
      ],
      related: ['policy.no-ike-config', 'policy.selector-mismatch', 'policy.not-assigned'],
      see: ['EVT-K-14', 'EVT-K-18'],
    },
  ),
  win32(
    13826,
    'ERROR_IPSEC_IKE_INVALID_SIGNATURE',
    'Failed to verify signature',
    "The signature of the peer's proof does not verify.",
    '상대 증명의 서명을 검증하지 못했습니다.',
    {
      causes: [
        'The private key does not belong to the certificate, a method the other end does not know, or a changed message.',
        '개인 키가 인증서와 맞지 않거나, 상대가 모르는 방법이거나, 메시지가 변경되었습니다.',
      ],
      related: ['auth.signature-rejected'],
    },
  ),
  win32(
    13827,
    'ERROR_IPSEC_IKE_KERBEROS_ERROR',
    'Failed to authenticate using Kerberos',
    'Authentication by Kerberos failed.',
    'Kerberos 인증에 실패했습니다.',
    {
      causes: [
        'No ticket (controller, DNS, trust, clock); or the computer was authenticated and lacks the right "Access this computer from the network" at the responder, which the event does not tell; or its tickets are older than its membership.',
        '티켓을 얻지 못함(DC, DNS, 트러스트, 시계). 또는 인증은 되었지만 응답자에서 "네트워크에서 이 컴퓨터 액세스" 권한이 없음(이벤트에는 나타나지 않음). 또는 티켓이 그룹 구성원 변경보다 오래됨.',
      ],
      action: [
        "Check controllers, trust and clocks; the initiator's group membership; if it is a member purge its tickets (DC-11). Server 2003: Oakley.log of the server.",
        'DC, 트러스트, 시계를 확인하고 개시자의 그룹 구성원 자격을 확인하십시오. 구성원이면 티켓을 제거하십시오(DC-11). Server 2003은 서버의 Oakley.log를 보십시오.',
      ],
      related: [
        'auth.kerberos-unavailable',
        'auth.logon-right-denied',
        'auth.membership-stale',
        'auth.kerberos-clock-skew',
      ],
      see: ['EVT-K-31', 'DC-11'],
    },
  ),
  win32(
    13828,
    'ERROR_IPSEC_IKE_NO_PUBLIC_KEY',
    "Peer's certificate did not have a public key",
    'The certificate of the peer has no public key that can be used.',
    '상대 인증서에 사용할 수 있는 공개 키가 없습니다.',
    { related: ['auth.certificate-unsuitable'] },
  ),
];
