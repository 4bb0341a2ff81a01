import { type RegistryRow, told } from './registry.ts';

const NOTHING = ['Nothing to do.', '조치할 것이 없다.'] as const;

/** Status types of IKEv2 from RFC 6631 on. Source: IANA ikev2-parameters. */
export const recentStatusV2: readonly RegistryRow[] = [
  [
    16425,
    'PSK_PERSIST',
    {
      ref: 'RFC 6631',
      ...told('PACE: asks to keep a strong shared key.', 'PACE: 강한 공유 키를 보관하도록 요청한다.', ...NOTHING),
    },
  ],
  [
    16426,
    'PSK_CONFIRM',
    { ref: 'RFC 6631', ...told('PACE: the strong shared key was kept.', 'PACE: 강한 공유 키를 보관했다.', ...NOTHING) },
  ],
  [
    16427,
    'ERX_SUPPORTED',
    { ref: 'RFC 6867', ...told('EAP re-authentication is supported.', 'EAP 재인증을 지원한다.', ...NOTHING) },
  ],
  [
    16428,
    'IFOM_CAPABILITY',
    {
      ref: '3GPP TS 24.303',
      ...told('Mobile networks: flow mobility.', '이동 통신망: 흐름 이동성 지원이다.', ...NOTHING),
    },
  ],
  [
    16429,
    'SENDER_REQUEST_ID',
    { ref: 'RFC 9838', ...told('Group key management: sender ids.', '그룹 키 관리: 송신자 ID 요청이다.', ...NOTHING) },
  ],
  [
    16430,
    'IKEV2_FRAGMENTATION_SUPPORTED',
    {
      ref: 'RFC 7383',
      aliases: ['FRAG_SUP'],
      ...told(
        'The sender can split large messages itself, so that IP need not.',
        '보낸 쪽이 큰 메시지를 직접 나눌 수 있어 IP 단편화가 필요 없다.',
        'When only one end sends it, large IKE_AUTH messages depend on IP fragments: allow them or turn this on.',
        '한쪽만 보내면 큰 IKE_AUTH가 IP 단편에 의존한다. IP 단편을 허용하거나 이 기능을 켠다.',
      ),
    },
  ],
  [
    16431,
    'SIGNATURE_HASH_ALGORITHMS',
    {
      ref: 'RFC 7427',
      aliases: ['HASH_ALG'],
      ...told(
        'Hash algorithms the sender accepts in signatures.',
        '보낸 쪽이 서명에서 받아들이는 해시 알고리즘이다.',
        'When the peer refuses the signature, compare this list with the one it was made with.',
        '상대가 서명을 거부하면 이 목록을 서명에 쓴 알고리즘과 비교한다.',
      ),
    },
  ],
  [
    16432,
    'CLONE_IKE_SA_SUPPORTED',
    { ref: 'RFC 7791', ...told('The IKE SA can be cloned.', 'IKE SA를 복제할 수 있다.', ...NOTHING) },
  ],
  [
    16433,
    'CLONE_IKE_SA',
    { ref: 'RFC 7791', ...told('Asks to clone the IKE SA.', 'IKE SA 복제를 요청한다.', ...NOTHING) },
  ],
  [
    16434,
    'PUZZLE',
    {
      ref: 'RFC 8019',
      ...told(
        'The responder is under attack and asks the initiator to solve a puzzle.',
        '공격을 받는 응답자가 개시자에게 퍼즐을 풀도록 요구한다.',
        'Look at the number of half-open SAs at the responder.',
        '응답자의 반개방 SA 수를 확인한다.',
      ),
    },
  ],
  [
    16435,
    'USE_PPK',
    {
      ref: 'RFC 8784',
      ...told(
        'A post-quantum preshared key can be mixed in.',
        '양자 내성 사전 공유 키를 섞을 수 있다.',
        'When one end requires it, configure the same key on both.',
        '한쪽이 요구하면 양쪽에 같은 키를 설정한다.',
      ),
    },
  ],
  [
    16436,
    'PPK_IDENTITY',
    {
      ref: 'RFC 8784',
      ...told(
        'Names the post-quantum preshared key in use.',
        '사용하는 양자 내성 사전 공유 키의 이름이다.',
        'When authentication fails, compare the key of this name on both ends.',
        '인증이 실패하면 양쪽에서 이 이름의 키를 비교한다.',
      ),
    },
  ],
  [
    16437,
    'NO_PPK_AUTH',
    {
      ref: 'RFC 8784',
      ...told(
        'Authentication without the post-quantum key, for a peer that lacks it.',
        '키가 없는 상대를 위해 양자 내성 키 없이 만든 인증이다.',
        ...NOTHING,
      ),
    },
  ],
  [
    16438,
    'INTERMEDIATE_EXCHANGE_SUPPORTED',
    {
      ref: 'RFC 9242',
      ...told(
        'The sender can do IKE_INTERMEDIATE.',
        '보낸 쪽이 IKE_INTERMEDIATE를 지원한다.',
        'Additional key exchanges need it from both ends.',
        '추가 키 교환에는 양쪽 모두 필요하다.',
      ),
    },
  ],
  [
    16439,
    'IP4_ALLOWED',
    {
      ref: 'RFC 8983',
      ...told(
        'Only IPv4 addresses are given.',
        'IPv4 주소만 할당된다.',
        'Ask for an IPv4 address.',
        'IPv4 주소를 요청한다.',
      ),
    },
  ],
  [
    16440,
    'IP6_ALLOWED',
    {
      ref: 'RFC 8983',
      ...told(
        'Only IPv6 addresses are given.',
        'IPv6 주소만 할당된다.',
        'Ask for an IPv6 address.',
        'IPv6 주소를 요청한다.',
      ),
    },
  ],
  [
    16441,
    'ADDITIONAL_KEY_EXCHANGE',
    {
      ref: 'RFC 9370',
      ...told('Links the follow-up key exchanges of a rekey.', '키 갱신의 후속 키 교환을 연결한다.', ...NOTHING),
    },
  ],
  [
    16442,
    'USE_AGGFRAG',
    {
      ref: 'RFC 9347',
      ...told('Aggregation and fragmentation (IP-TFS) is asked for.', '집합 및 단편화(IP-TFS)를 요청한다.', ...NOTHING),
    },
  ],
  [
    16443,
    'SUPPORTED_AUTH_METHODS',
    {
      ref: 'RFC 9593',
      ...told(
        'Authentication methods the sender accepts.',
        '보낸 쪽이 받아들이는 인증 방식이다.',
        'When authentication is refused, compare this list with the method used.',
        '인증이 거부되면 이 목록을 사용한 방식과 비교한다.',
      ),
    },
  ],
  [
    16444,
    'SA_RESOURCE_INFO',
    {
      ref: 'RFC 9611',
      ...told(
        'Names the resource (CPU, queue) a child SA belongs to.',
        '자식 SA가 속한 자원(CPU, 큐)을 알린다.',
        ...NOTHING,
      ),
    },
  ],
  [
    16445,
    'USE_PPK_INT',
    {
      ref: 'RFC 9867',
      ...told(
        'A post-quantum preshared key can be mixed in during IKE_INTERMEDIATE.',
        'IKE_INTERMEDIATE에서 양자 내성 사전 공유 키를 섞을 수 있다.',
        'When one end requires it, configure the same key on both.',
        '한쪽이 요구하면 양쪽에 같은 키를 설정한다.',
      ),
    },
  ],
  [
    16446,
    'PPK_IDENTITY_KEY',
    {
      ref: 'RFC 9867',
      ...told(
        'Names a post-quantum preshared key and proves knowing it.',
        '양자 내성 사전 공유 키의 이름과 그 키를 안다는 증명이다.',
        'When none is chosen, compare the key of this name on both ends.',
        '선택되지 않으면 양쪽에서 이 이름의 키를 비교한다.',
      ),
    },
  ],
];
