import { defineRegistry, type Registry, told } from './registry.ts';

/** IKEv1 and AuthIP exchange types. Source: IANA isakmp-registry; RFC 2408 section 3.1; MS-AIPS 2.2.1. */
export const exchangeTypesV1: Registry = defineRegistry(
  'exchange-v1',
  'IKEv1 and AuthIP exchange types',
  'IANA isakmp-registry; RFC 2408 section 3.1',
  [
    [
      0,
      'NONE',
      told(
        'No exchange; not a valid message.',
        '교환 없음. 올바른 메시지가 아니다.',
        'Look for corruption or for something else using the port.',
        '손상되었거나 다른 프로그램이 이 포트를 쓰는지 확인한다.',
      ),
    ],
    [
      1,
      'Base',
      told(
        'A basic exchange no current product uses.',
        '현재 제품은 쓰지 않는 기본 교환이다.',
        'Look for corruption or a scanner.',
        '손상된 패킷이거나 스캐너인지 확인한다.',
      ),
    ],
    [
      2,
      'Main Mode',
      {
        aliases: ['Identity Protection', 'ident', 'MM'],
        ...told(
          'IKEv1 phase 1 in six messages; the last two are encrypted and carry the identities.',
          'IKEv1 1단계 교환으로 메시지 6개이며, 마지막 2개는 암호화되어 ID를 담는다.',
          'See which of the six messages is the last one both ends saw.',
          '양쪽이 모두 본 마지막 메시지가 6개 중 몇 번째인지 확인한다.',
        ),
      },
    ],
    [
      3,
      'Authentication Only',
      told(
        'An exchange that only authenticates; no current product uses it.',
        '인증만 하는 교환으로, 현재 제품은 쓰지 않는다.',
        'Look for corruption or a scanner.',
        '손상된 패킷이거나 스캐너인지 확인한다.',
      ),
    ],
    [
      4,
      'Aggressive Mode',
      {
        aliases: ['Aggressive', 'AG', 'AM'],
        ...told(
          'IKEv1 phase 1 in three messages; identities travel in clear.',
          'IKEv1 1단계 교환으로 메시지 3개이며, ID가 평문으로 전송된다.',
          'Check that both ends allow aggressive mode and that the identity in the first message is the expected one.',
          '양쪽이 어그레시브 모드를 허용하는지, 첫 메시지의 ID가 기대한 값인지 확인한다.',
        ),
      },
    ],
    [
      5,
      'Informational',
      {
        aliases: ['inf'],
        ...told(
          'A notify or delete outside other exchanges; in clear it is not authenticated.',
          '다른 교환과 별도로 보내는 통지나 삭제이며, 평문이면 인증되지 않은 것이다.',
          'Read the notify it carries; before phase 1 ends anybody could have sent it.',
          '담긴 통지를 확인한다. 1단계가 끝나기 전이면 누구나 보낼 수 있다.',
        ),
      },
    ],
    [
      6,
      'Transaction',
      {
        aliases: ['Config Mode', 'Mode Config', 'XAUTH'],
        ...told(
          'Mode config or XAUTH between phase 1 and quick mode.',
          '1단계와 퀵 모드 사이의 모드 설정 또는 XAUTH 교환이다.',
          'When it stops here, check user name, password and address pool.',
          '여기서 멈추면 사용자 이름, 암호, 주소 풀을 확인한다.',
        ),
      },
    ],
    [
      32,
      'Quick Mode',
      {
        ref: 'RFC 2409 section 5.5',
        aliases: ['oakley-quick', 'QM'],
        ...told(
          'IKEv1 phase 2: agrees on the IPsec SAs, always encrypted.',
          'IKEv1 2단계: IPsec SA를 협상하며 항상 암호화된다.',
          'When the answer is missing, compare phase 2 proposals, PFS group and selectors of both ends.',
          '응답이 없으면 양쪽의 2단계 제안, PFS 그룹, 트래픽 선택기를 비교한다.',
        ),
      },
    ],
    [
      33,
      'New Group Mode',
      {
        ref: 'RFC 2409 section 5.6',
        ...told(
          'Agrees on a private Diffie-Hellman group; hardly ever used.',
          '사설 Diffie-Hellman 그룹을 합의하는 교환으로 거의 쓰이지 않는다.',
          'Use a group with an assigned number instead.',
          '번호가 할당된 그룹을 대신 사용한다.',
        ),
      },
    ],
    [
      243,
      'AuthIP Main Mode',
      {
        ref: 'MS-AIPS 2.2.1',
        ...told(
          'First exchange of AuthIP, the keying module of Windows Vista and later.',
          'Windows Vista 이후의 키 모듈인 AuthIP의 첫 교환이다.',
          'When nothing answers, the other end speaks only IKE: Windows tries IKEv1 next.',
          '응답이 없으면 상대가 IKE만 지원하는 것이다. Windows는 다음으로 IKEv1을 시도한다.',
        ),
      },
    ],
    [
      244,
      'AuthIP Quick Mode',
      {
        ref: 'MS-AIPS 2.2.1',
        ...told(
          'AuthIP agrees on the IPsec SAs; encrypted.',
          'AuthIP가 IPsec SA를 협상하며 암호화된다.',
          'Read the IPsec quick mode events on both hosts.',
          '양쪽 호스트의 IPsec 빠른 모드 이벤트를 확인한다.',
        ),
      },
    ],
    [
      245,
      'AuthIP Extended Mode',
      {
        ref: 'MS-AIPS 2.2.1',
        ...told(
          'AuthIP authenticates a second time, usually the user.',
          'AuthIP의 두 번째 인증으로, 보통 사용자 인증이다.',
          'Check the second authentication of the connection security rule.',
          '연결 보안 규칙의 두 번째 인증을 확인한다.',
        ),
      },
    ],
    [
      246,
      'AuthIP Notify',
      {
        ref: 'MS-AIPS 2.2.1',
        ...told(
          'A notification of AuthIP.',
          'AuthIP의 통지이다.',
          'Read the notify, or when it is encrypted the events of the host that sent it.',
          '통지를 읽고, 암호화되어 있으면 보낸 호스트의 이벤트를 확인한다.',
        ),
      },
    ],
  ],
  [[240, 255]],
);

/** IKEv2 exchange types. Source: IANA ikev2-parameters; RFC 7296 section 3.1. */
export const exchangeTypesV2: Registry = defineRegistry(
  'exchange-v2',
  'IKEv2 exchange types',
  'IANA ikev2-parameters; RFC 7296 section 3.1',
  [
    [
      34,
      'IKE_SA_INIT',
      {
        aliases: ['ikev2_init', 'parent_sa'],
        ...told(
          'First exchange: algorithms, nonces and key exchange, all in clear.',
          '첫 교환: 알고리즘, 논스, 키 교환이 모두 평문으로 오간다.',
          'When no response comes, look at path and service; a clear error notify names the disagreement.',
          '응답이 없으면 경로와 서비스를 확인한다. 평문 오류 통지가 있으면 불일치 내용을 알려 준다.',
        ),
      },
    ],
    [
      35,
      'IKE_AUTH',
      {
        aliases: ['ikev2_auth'],
        ...told(
          'Identities, authentication and the first child SA; encrypted, often the first large message.',
          'ID, 인증, 첫 자식 SA를 처리한다. 암호화되며 보통 처음으로 큰 메시지이다.',
          'When the request is repeated without answer, compare its size with the path MTU and look for lost fragments.',
          '요청이 응답 없이 반복되면 크기를 경로 MTU와 비교하고 단편이 유실되는지 확인한다.',
        ),
      },
    ],
    [
      36,
      'CREATE_CHILD_SA',
      {
        aliases: ['child_sa'],
        ...told(
          'Makes another child SA or rekeys an SA.',
          '자식 SA를 더 만들거나 SA의 키를 갱신한다.',
          'When it is refused, compare proposals, key exchange group and selectors of the child.',
          '거부되면 자식 SA의 제안, 키 교환 그룹, 트래픽 선택기를 비교한다.',
        ),
      },
    ],
    [
      37,
      'INFORMATIONAL',
      {
        aliases: ['inf2'],
        ...told(
          'Notifies, deletes and liveness checks; encrypted.',
          '통지, 삭제, 활성 확인이며 암호화된다.',
          'When it is repeated without answer, the peer is gone or the path is broken.',
          '응답 없이 반복되면 상대가 사라졌거나 경로가 끊긴 것이다.',
        ),
      },
    ],
    [
      38,
      'IKE_SESSION_RESUME',
      {
        ref: 'RFC 5723',
        ...told(
          'Takes up an earlier session with a ticket.',
          '티켓으로 이전 세션을 재개한다.',
          'When it fails, a full IKE_SA_INIT follows; that is no fault.',
          '실패하면 전체 IKE_SA_INIT이 이어지며, 이는 장애가 아니다.',
        ),
      },
    ],
    [
      39,
      'GSA_AUTH',
      {
        ref: 'RFC 9838',
        ...told(
          'Group key management: authenticates a member.',
          '그룹 키 관리: 구성원을 인증한다.',
          'Look at the group controller.',
          '그룹 컨트롤러를 확인한다.',
        ),
      },
    ],
    [
      40,
      'GSA_REGISTRATION',
      {
        ref: 'RFC 9838',
        ...told(
          'Group key management: registers a member.',
          '그룹 키 관리: 구성원을 등록한다.',
          'Look at the group controller.',
          '그룹 컨트롤러를 확인한다.',
        ),
      },
    ],
    [
      41,
      'GSA_REKEY',
      {
        ref: 'RFC 9838',
        ...told(
          'Group key management: new keys for members.',
          '그룹 키 관리: 구성원에게 새 키를 준다.',
          'Look at the group controller.',
          '그룹 컨트롤러를 확인한다.',
        ),
      },
    ],
    [
      42,
      'GSA_INBAND_REKEY',
      {
        ref: 'RFC 9838',
        ...told(
          'Group key management: new keys inside the SA.',
          '그룹 키 관리: SA 안에서 새 키를 준다.',
          'Look at the group controller.',
          '그룹 컨트롤러를 확인한다.',
        ),
      },
    ],
    [
      43,
      'IKE_INTERMEDIATE',
      {
        ref: 'RFC 9242',
        ...told(
          'Carries large data between IKE_SA_INIT and IKE_AUTH, usually an additional key exchange.',
          'IKE_SA_INIT과 IKE_AUTH 사이에 큰 데이터(보통 추가 키 교환)를 전달한다.',
          'When it stops here, look for lost fragments: these messages are large.',
          '여기서 멈추면 메시지가 크므로 단편이 유실되는지 확인한다.',
        ),
      },
    ],
    [
      44,
      'IKE_FOLLOWUP_KE',
      {
        ref: 'RFC 9370',
        ...told(
          'Further key exchanges of a rekey or a new child.',
          '키 갱신이나 새 자식 SA의 추가 키 교환이다.',
          'Check that both ends offer the same additional key exchanges.',
          '양쪽이 같은 추가 키 교환을 제안하는지 확인한다.',
        ),
      },
    ],
  ],
  [[240, 255]],
);
