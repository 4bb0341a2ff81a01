import { type RegistryRow, told } from './registry.ts';

/** Error types of IKEv2. Source: IANA ikev2-parameters; RFC 7296 section 3.10.1. */
export const errorsV2: readonly RegistryRow[] = [
  [
    1,
    'UNSUPPORTED_CRITICAL_PAYLOAD',
    told(
      'The peer does not know a payload marked critical.',
      '상대가 중요(critical)로 표시된 페이로드를 모른다.',
      'Switch off the extension the payload belongs to; its type stands in the data.',
      '그 페이로드가 속한 확장 기능을 끈다. 유형은 데이터에 있다.',
    ),
  ],
  [
    4,
    'INVALID_IKE_SPI',
    told(
      'The peer has no IKE SA with these SPIs.',
      '상대에 이 SPI의 IKE SA가 없다.',
      'Look for a restart of the peer or a missed delete; bring the tunnel up again.',
      '상대의 재시작이나 유실된 삭제를 확인하고 터널을 다시 올린다.',
    ),
  ],
  [
    5,
    'INVALID_MAJOR_VERSION',
    told(
      'The peer does not speak this IKE version.',
      '상대가 이 IKE 버전을 지원하지 않는다.',
      'Set the same IKE version on both ends.',
      '양쪽에 같은 IKE 버전을 설정한다.',
    ),
  ],
  [
    7,
    'INVALID_SYNTAX',
    told(
      'The peer found a message that breaks the protocol; it may also hide a decryption failure.',
      '상대가 규약에 어긋난 메시지를 받았다. 복호화 실패일 수도 있다.',
      'Read the log of the peer for the payload; compare implementation versions.',
      '상대 로그에서 해당 페이로드를 확인하고 구현 버전을 비교한다.',
    ),
  ],
  [
    9,
    'INVALID_MESSAGE_ID',
    told(
      'A message id was outside the window.',
      '메시지 ID가 윈도우를 벗어났다.',
      'Look for lost state on one end, or for a middlebox repeating packets.',
      '한쪽이 상태를 잃었는지, 중간 장비가 패킷을 반복하는지 확인한다.',
    ),
  ],
  [
    11,
    'INVALID_SPI',
    told(
      'The peer got ESP or AH with an SPI it does not have.',
      '상대가 자신에게 없는 SPI의 ESP나 AH를 받았다.',
      'One end lost its SA: look for a restart, a missed delete, or a half-finished rekey.',
      '한쪽이 SA를 잃었다. 재시작, 유실된 삭제, 끝나지 않은 키 갱신을 확인한다.',
    ),
  ],
  [
    14,
    'NO_PROPOSAL_CHOSEN',
    told(
      'None of the proposals is acceptable to the peer.',
      '상대가 받아들일 수 있는 제안이 없다.',
      'Put the proposals of both ends side by side; in IKE_SA_INIT it is the IKE proposal, later the ESP or AH one. It may also mean no connection matched.',
      '양쪽 제안을 나란히 비교한다. IKE_SA_INIT이면 IKE 제안, 이후면 ESP/AH 제안이다. 맞는 연결 설정이 없다는 뜻일 수도 있다.',
    ),
  ],
  [
    17,
    'INVALID_KE_PAYLOAD',
    told(
      'The peer wants another key exchange group; its number is in the data.',
      '상대가 다른 키 교환 그룹을 원하며, 번호가 데이터에 있다.',
      'Normal when a retry with that group follows; otherwise add the group to the proposal.',
      '그 그룹으로 재시도가 이어지면 정상이다. 아니면 제안에 그 그룹을 추가한다.',
    ),
  ],
  [
    24,
    'AUTHENTICATION_FAILED',
    told(
      'The peer refused the authentication, for whatever reason: key, identity, certificate, method or no matching connection.',
      '상대가 인증을 거부했다. 키, ID, 인증서, 방식, 또는 맞는 연결 없음 등 이유는 다양하다.',
      'Read the log of the end that sent it: only it knows which check failed.',
      '이것을 보낸 쪽의 로그를 확인한다. 어떤 검사가 실패했는지는 그쪽만 안다.',
    ),
  ],
  [
    34,
    'SINGLE_PAIR_REQUIRED',
    told(
      'The peer accepts only one pair of addresses per child SA.',
      '상대가 자식 SA마다 주소 한 쌍만 허용한다.',
      'Propose single addresses, or loosen the policy of the peer.',
      '단일 주소를 제안하거나 상대의 정책을 완화한다.',
    ),
  ],
  [
    35,
    'NO_ADDITIONAL_SAS',
    told(
      'The peer takes no further child SA on this IKE SA.',
      '상대가 이 IKE SA에서 자식 SA를 더 받지 않는다.',
      'Use one child with all networks, or another IKE SA.',
      '모든 네트워크를 한 자식 SA에 넣거나 별도의 IKE SA를 사용한다.',
    ),
  ],
  [
    36,
    'INTERNAL_ADDRESS_FAILURE',
    told(
      'The peer has no address to assign.',
      '상대가 할당할 주소가 없다.',
      'Check size and leases of the address pool on the gateway.',
      '게이트웨이 주소 풀의 크기와 임대를 확인한다.',
    ),
  ],
  [
    37,
    'FAILED_CP_REQUIRED',
    told(
      'The peer requires a configuration request and got none.',
      '상대가 구성 요청을 요구하지만 받지 못했다.',
      'Let the initiator ask for an address (virtual IP).',
      '개시자가 주소(가상 IP)를 요청하도록 설정한다.',
    ),
  ],
  [
    38,
    'TS_UNACCEPTABLE',
    told(
      'The peer accepts none of the traffic selectors.',
      '상대가 받아들일 수 있는 트래픽 선택기가 없다.',
      'Compare the networks of both ends: local of one must be remote of the other.',
      '양쪽의 네트워크를 비교한다. 한쪽의 로컬이 다른 쪽의 원격이어야 한다.',
    ),
  ],
  [
    39,
    'INVALID_SELECTORS',
    told(
      'A packet arrived in an SA whose selectors it does not fit.',
      '선택기에 맞지 않는 패킷이 SA로 들어왔다.',
      'Compare routing and NAT behind the sender with the agreed selectors.',
      '보낸 쪽 뒤의 라우팅과 NAT를 합의된 선택기와 비교한다.',
    ),
  ],
  [
    40,
    'UNACCEPTABLE_ADDRESSES',
    {
      ref: 'RFC 4555',
      ...told(
        'The peer refuses the new addresses (MOBIKE).',
        '상대가 새 주소를 거부했다(MOBIKE).',
        'Check the addresses the peer allows, and NAT on the new path.',
        '상대가 허용하는 주소와 새 경로의 NAT를 확인한다.',
      ),
    },
  ],
  [
    41,
    'UNEXPECTED_NAT_DETECTED',
    {
      ref: 'RFC 4555',
      ...told(
        'A NAT appeared although none is allowed.',
        '허용되지 않은 NAT가 발견되었다.',
        'Allow NAT, or take it out of the path.',
        'NAT를 허용하거나 경로에서 제거한다.',
      ),
    },
  ],
  [
    42,
    'USE_ASSIGNED_HoA',
    {
      ref: 'RFC 5026',
      ...told(
        'Mobile IPv6: use the assigned home address.',
        '모바일 IPv6: 할당된 홈 주소를 사용해야 한다.',
        'Use the address the home agent assigned.',
        '홈 에이전트가 할당한 주소를 사용한다.',
      ),
    },
  ],
  [
    43,
    'TEMPORARY_FAILURE',
    told(
      'The peer cannot do this right now, usually because of a rekey at the same time.',
      '상대가 지금은 처리할 수 없다. 보통 동시에 키 갱신 중이다.',
      'Normal when a retry succeeds; otherwise set different rekey times on the ends.',
      '재시도가 성공하면 정상이다. 아니면 양쪽의 키 갱신 시간을 다르게 한다.',
    ),
  ],
  [
    44,
    'CHILD_SA_NOT_FOUND',
    told(
      'The child SA to rekey does not exist at the peer.',
      '갱신하려는 자식 SA가 상대에 없다.',
      'Normal in a rekey collision; otherwise one end lost the SA: make a new child.',
      '키 갱신 충돌이면 정상이다. 아니면 한쪽이 SA를 잃었으므로 새 자식 SA를 만든다.',
    ),
  ],
  [
    45,
    'INVALID_GROUP_ID',
    {
      ref: 'RFC 9838',
      ...told(
        'The group is unknown to the controller.',
        '그룹 컨트롤러가 모르는 그룹이다.',
        'Check the group identity.',
        '그룹 ID를 확인한다.',
      ),
    },
  ],
  [
    46,
    'AUTHORIZATION_FAILED',
    {
      ref: 'RFC 9838',
      ...told(
        'The member may not join the group.',
        '구성원이 그룹에 참여할 수 없다.',
        'Check the membership at the controller.',
        '컨트롤러에서 구성원 자격을 확인한다.',
      ),
    },
  ],
  [
    47,
    'STATE_NOT_FOUND',
    {
      ref: 'RFC 9370',
      ...told(
        'The peer has no state for this follow-up key exchange.',
        '상대에 이 후속 키 교환의 상태가 없다.',
        'Start the rekey again; look for long delays between the exchanges.',
        '키 갱신을 다시 시작하고 교환 사이의 긴 지연을 확인한다.',
      ),
    },
  ],
  [
    48,
    'TS_MAX_QUEUE',
    {
      ref: 'RFC 9611',
      ...told(
        'The peer takes no more per-resource child SAs for these selectors.',
        '상대가 이 선택기에 대한 자원별 자식 SA를 더 받지 않는다.',
        'Nothing to do unless throughput suffers.',
        '처리량 문제가 없으면 조치할 것이 없다.',
      ),
    },
  ],
  [
    49,
    'REGISTRATION_FAILED',
    {
      ref: 'RFC 9838',
      ...told(
        'The group member could not register.',
        '그룹 구성원 등록에 실패했다.',
        'Read the log of the group controller.',
        '그룹 컨트롤러의 로그를 확인한다.',
      ),
    },
  ],
  [
    12345,
    'NOTIFY_STATUS (Microsoft)',
    {
      ref: 'MS-IKEE 2.2.7',
      ...told(
        'A Windows peer reports its error code.',
        'Windows 상대가 오류 코드를 알린다.',
        'Look up the Win32 code in the data.',
        '데이터의 Win32 코드를 찾아본다.',
      ),
    },
  ],
];
