import { type RegistryRow, told } from './registry.ts';

const NOTHING = ['Nothing to do.', '조치할 것이 없다.'] as const;

/** Status types of IKEv2 up to RFC 6467. Source: IANA ikev2-parameters; RFC 7296 section 3.10.1. */
export const statusV2: readonly RegistryRow[] = [
  [
    16384,
    'INITIAL_CONTACT',
    told(
      'This is the only IKE SA between these identities; older ones are dropped.',
      '이 ID들 사이의 유일한 IKE SA이며 이전 SA는 삭제된다.',
      'When working tunnels vanish, two hosts may use the same identity.',
      '잘 되던 터널이 사라지면 두 호스트가 같은 ID를 쓰는지 확인한다.',
    ),
  ],
  [
    16385,
    'SET_WINDOW_SIZE',
    told('How many requests may be open at once.', '동시에 열 수 있는 요청 수이다.', ...NOTHING),
  ],
  [
    16386,
    'ADDITIONAL_TS_POSSIBLE',
    told(
      'The selectors were narrowed; further child SAs could carry the rest.',
      '선택기가 좁혀졌으며 나머지는 추가 자식 SA로 처리할 수 있다.',
      'When part of the traffic does not pass, compare the narrowed selectors with the wanted ones.',
      '일부 트래픽만 통하면 좁혀진 선택기를 원하는 것과 비교한다.',
    ),
  ],
  [16387, 'IPCOMP_SUPPORTED', told('The sender can compress packets.', '보낸 쪽이 패킷 압축을 지원한다.', ...NOTHING)],
  [
    16388,
    'NAT_DETECTION_SOURCE_IP',
    told(
      'Hash of the sender address and port: when it does not match what arrived, the sender is behind NAT.',
      '보낸 쪽 주소와 포트의 해시이다. 도착한 값과 다르면 보낸 쪽이 NAT 뒤에 있다.',
      'With NAT, make sure UDP 4500 passes.',
      'NAT가 있으면 UDP 4500이 통과하는지 확인한다.',
    ),
  ],
  [
    16389,
    'NAT_DETECTION_DESTINATION_IP',
    told(
      'Hash of the receiver address and port: when it does not match, the receiver is behind NAT.',
      '받는 쪽 주소와 포트의 해시이다. 다르면 받는 쪽이 NAT 뒤에 있다.',
      'With NAT, make sure UDP 4500 passes.',
      'NAT가 있으면 UDP 4500이 통과하는지 확인한다.',
    ),
  ],
  [
    16390,
    'COOKIE',
    told(
      'The responder is under load and asks the initiator to repeat with this cookie.',
      '부하가 걸린 응답자가 이 쿠키로 다시 보내도록 요구한다.',
      'Normal when the repeated request is answered; when it stays, look at the number of half-open SAs.',
      '반복된 요청에 응답이 오면 정상이다. 계속되면 반개방 SA 수를 확인한다.',
    ),
  ],
  [
    16391,
    'USE_TRANSPORT_MODE',
    told(
      'Transport mode is asked for or agreed.',
      '전송 모드를 요청하거나 동의한다.',
      'When only the request has it, the responder chose tunnel mode: compare the modes.',
      '요청에만 있으면 응답자가 터널 모드를 선택한 것이다. 모드를 비교한다.',
    ),
  ],
  [
    16392,
    'HTTP_CERT_LOOKUP_SUPPORTED',
    told('The sender can fetch certificates by URL.', '보낸 쪽이 URL로 인증서를 가져올 수 있다.', ...NOTHING),
  ],
  [
    16393,
    'REKEY_SA',
    told(
      'This CREATE_CHILD_SA replaces the child SA with the SPI given.',
      '이 CREATE_CHILD_SA는 지정한 SPI의 자식 SA를 교체한다.',
      ...NOTHING,
    ),
  ],
  [
    16394,
    'ESP_TFC_PADDING_NOT_SUPPORTED',
    told(
      'The sender does not accept padding against traffic analysis.',
      '보낸 쪽이 트래픽 분석 방지 패딩을 받지 않는다.',
      ...NOTHING,
    ),
  ],
  [
    16395,
    'NON_FIRST_FRAGMENTS_ALSO',
    told('Later fragments of packets go through the same SA.', '첫 단편이 아닌 단편도 같은 SA로 보낸다.', ...NOTHING),
  ],
  [
    16396,
    'MOBIKE_SUPPORTED',
    {
      ref: 'RFC 4555',
      ...told(
        'The sender can move the SA to other addresses.',
        '보낸 쪽이 SA를 다른 주소로 옮길 수 있다.',
        'Expect a change to port 4500 even without NAT.',
        'NAT가 없어도 4500 포트로 바뀔 수 있다.',
      ),
    },
  ],
  [
    16397,
    'ADDITIONAL_IP4_ADDRESS',
    { ref: 'RFC 4555', ...told('Another IPv4 address of the sender.', '보낸 쪽의 다른 IPv4 주소이다.', ...NOTHING) },
  ],
  [
    16398,
    'ADDITIONAL_IP6_ADDRESS',
    { ref: 'RFC 4555', ...told('Another IPv6 address of the sender.', '보낸 쪽의 다른 IPv6 주소이다.', ...NOTHING) },
  ],
  [
    16399,
    'NO_ADDITIONAL_ADDRESSES',
    { ref: 'RFC 4555', ...told('The sender has no further addresses.', '보낸 쪽에 추가 주소가 없다.', ...NOTHING) },
  ],
  [
    16400,
    'UPDATE_SA_ADDRESSES',
    {
      ref: 'RFC 4555',
      ...told(
        'The sender moved: use its new address.',
        '보낸 쪽이 이동했으므로 새 주소를 사용한다.',
        'When traffic stops after it, look at the new path and at NAT.',
        '이후 트래픽이 멈추면 새 경로와 NAT를 확인한다.',
      ),
    },
  ],
  [
    16401,
    'COOKIE2',
    {
      ref: 'RFC 4555',
      ...told('Return routability check of a new path.', '새 경로의 왕복 가능성 확인이다.', ...NOTHING),
    },
  ],
  [
    16402,
    'NO_NATS_ALLOWED',
    {
      ref: 'RFC 4555',
      ...told(
        'The sender forbids NAT on the path.',
        '보낸 쪽이 경로의 NAT를 금지한다.',
        'Take the NAT out of the path or allow it.',
        'NAT를 경로에서 제거하거나 허용한다.',
      ),
    },
  ],
  [
    16403,
    'AUTH_LIFETIME',
    {
      ref: 'RFC 4478',
      ...told(
        'The peer must authenticate again before this many seconds.',
        '상대는 이 시간(초) 안에 다시 인증해야 한다.',
        'When tunnels end at regular times, check the reauthentication.',
        '터널이 일정한 간격으로 끊기면 재인증을 확인한다.',
      ),
    },
  ],
  [
    16404,
    'MULTIPLE_AUTH_SUPPORTED',
    {
      ref: 'RFC 4739',
      ...told('Several authentications in a row are supported.', '연속된 여러 번의 인증을 지원한다.', ...NOTHING),
    },
  ],
  [
    16405,
    'ANOTHER_AUTH_FOLLOWS',
    {
      ref: 'RFC 4739',
      ...told(
        'A second authentication follows.',
        '두 번째 인증이 이어진다.',
        'Check that both ends configure the same number of rounds.',
        '양쪽이 같은 인증 횟수로 설정되었는지 확인한다.',
      ),
    },
  ],
  [
    16406,
    'REDIRECT_SUPPORTED',
    {
      ref: 'RFC 5685',
      ...told('The initiator can be sent to another gateway.', '개시자를 다른 게이트웨이로 보낼 수 있다.', ...NOTHING),
    },
  ],
  [
    16407,
    'REDIRECT',
    {
      ref: 'RFC 5685',
      ...told(
        'The responder sends the initiator to the gateway in the data.',
        '응답자가 개시자를 데이터의 게이트웨이로 보낸다.',
        'Check that the new gateway can be reached and accepts the client.',
        '새 게이트웨이에 도달할 수 있고 클라이언트를 받는지 확인한다.',
      ),
    },
  ],
  [
    16408,
    'REDIRECTED_FROM',
    {
      ref: 'RFC 5685',
      ...told(
        'The initiator tells which gateway sent it here.',
        '개시자가 자신을 보낸 게이트웨이를 알린다.',
        ...NOTHING,
      ),
    },
  ],
  [
    16409,
    'TICKET_LT_OPAQUE',
    {
      ref: 'RFC 5723',
      ...told('A ticket to resume the session, with its lifetime.', '세션 재개용 티켓과 그 수명이다.', ...NOTHING),
    },
  ],
  [
    16410,
    'TICKET_REQUEST',
    { ref: 'RFC 5723', ...told('The initiator asks for a ticket.', '개시자가 티켓을 요청한다.', ...NOTHING) },
  ],
  [16411, 'TICKET_ACK', { ref: 'RFC 5723', ...told('A ticket will be given.', '티켓이 발급될 것이다.', ...NOTHING) }],
  [
    16412,
    'TICKET_NACK',
    {
      ref: 'RFC 5723',
      ...told('No ticket: a full exchange is needed.', '티켓이 거부되어 전체 교환이 필요하다.', ...NOTHING),
    },
  ],
  [
    16413,
    'TICKET_OPAQUE',
    { ref: 'RFC 5723', ...told('The ticket to resume with.', '재개에 쓰는 티켓이다.', ...NOTHING) },
  ],
  [
    16414,
    'LINK_ID',
    { ref: 'RFC 5739', ...told('Identifies a virtual IPv6 link.', '가상 IPv6 링크를 식별한다.', ...NOTHING) },
  ],
  [
    16415,
    'USE_WESP_MODE',
    { ref: 'RFC 5840', ...told('Wrapped ESP is asked for.', '래핑된 ESP(WESP)를 요청한다.', ...NOTHING) },
  ],
  [
    16416,
    'ROHC_SUPPORTED',
    { ref: 'RFC 5857', ...told('Header compression is supported.', '헤더 압축을 지원한다.', ...NOTHING) },
  ],
  [
    16417,
    'EAP_ONLY_AUTHENTICATION',
    {
      ref: 'RFC 5998',
      ...told(
        'The initiator accepts a responder that authenticates by EAP alone.',
        '개시자가 EAP만으로 인증하는 응답자를 받아들인다.',
        ...NOTHING,
      ),
    },
  ],
  [
    16418,
    'CHILDLESS_IKEV2_SUPPORTED',
    {
      ref: 'RFC 6023',
      ...told('An IKE SA without a first child is possible.', '첫 자식 SA 없이 IKE SA를 만들 수 있다.', ...NOTHING),
    },
  ],
  [
    16419,
    'QUICK_CRASH_DETECTION',
    {
      ref: 'RFC 6290',
      ...told(
        'A token that proves a lost SA after a crash.',
        '장애 후 SA를 잃었음을 증명하는 토큰이다.',
        'In clear it says that the peer restarted: make a new IKE SA.',
        '평문으로 오면 상대가 재시작된 것이므로 새 IKE SA를 만든다.',
      ),
    },
  ],
  [
    16420,
    'IKEV2_MESSAGE_ID_SYNC_SUPPORTED',
    {
      ref: 'RFC 6311',
      ...told('A cluster can bring message ids in step.', '클러스터가 메시지 ID를 맞출 수 있다.', ...NOTHING),
    },
  ],
  [
    16421,
    'IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED',
    {
      ref: 'RFC 6311',
      ...told(
        'A cluster can bring replay counters in step.',
        '클러스터가 재전송 방지 카운터를 맞출 수 있다.',
        ...NOTHING,
      ),
    },
  ],
  [
    16422,
    'IKEV2_MESSAGE_ID_SYNC',
    {
      ref: 'RFC 6311',
      ...told(
        'New message ids after a failover.',
        '장애 조치 후의 새 메시지 ID이다.',
        'Look for a failover of the sender.',
        '보낸 쪽의 장애 조치를 확인한다.',
      ),
    },
  ],
  [
    16423,
    'IPSEC_REPLAY_COUNTER_SYNC',
    {
      ref: 'RFC 6311',
      ...told(
        'New replay counters after a failover.',
        '장애 조치 후의 새 재전송 방지 카운터이다.',
        'Look for a failover of the sender.',
        '보낸 쪽의 장애 조치를 확인한다.',
      ),
    },
  ],
  [
    16424,
    'SECURE_PASSWORD_METHODS',
    {
      ref: 'RFC 6467',
      ...told('Password methods the sender supports.', '보낸 쪽이 지원하는 암호 방식이다.', ...NOTHING),
    },
  ],
];
