import { statusV1 } from './notify-v1-status.ts';
import { defineRegistry, type Registry, type RegistryRow, told } from './registry.ts';

const errors: readonly RegistryRow[] = [
  [
    1,
    'INVALID-PAYLOAD-TYPE',
    told(
      'The peer met a payload it does not know or did not expect.',
      '상대가 모르거나 예상하지 않은 페이로드를 받았다.',
      'Often a failed decryption: compare the preshared keys; then look for extensions only one end has.',
      '복호화 실패인 경우가 많다. 사전 공유 키를 비교하고, 한쪽에만 있는 확장 기능을 확인한다.',
    ),
  ],
  [
    2,
    'DOI-NOT-SUPPORTED',
    told(
      'The peer does not support the domain of interpretation.',
      '상대가 이 해석 도메인(DOI)을 지원하지 않는다.',
      'Check that both ends mean IPsec and not a group key service.',
      '양쪽이 그룹 키가 아닌 IPsec을 사용하는지 확인한다.',
    ),
  ],
  [
    3,
    'SITUATION-NOT-SUPPORTED',
    told(
      'The peer does not support the situation asked for (labels).',
      '상대가 요청한 상황(보안 레이블)을 지원하지 않는다.',
      'Remove secrecy or integrity labels from the policy.',
      '정책에서 기밀 또는 무결성 레이블을 제거한다.',
    ),
  ],
  [
    4,
    'INVALID-COOKIE',
    told(
      'The peer has no SA for these cookies.',
      '상대에 이 쿠키에 해당하는 SA가 없다.',
      'One end lost its state: bring the tunnel down on both ends and up again; look for restarts.',
      '한쪽이 상태를 잃었다. 양쪽에서 터널을 내렸다가 다시 올리고 재시작 여부를 확인한다.',
    ),
  ],
  [
    5,
    'INVALID-MAJOR-VERSION',
    told(
      'The peer does not speak this IKE version.',
      '상대가 이 IKE 버전을 지원하지 않는다.',
      'Set the same IKE version on both ends.',
      '양쪽에 같은 IKE 버전을 설정한다.',
    ),
  ],
  [
    6,
    'INVALID-MINOR-VERSION',
    told(
      'The peer does not accept the minor version.',
      '상대가 부 버전을 받아들이지 않는다.',
      'Look for corruption or an unusual implementation.',
      '손상 여부나 특이한 구현인지 확인한다.',
    ),
  ],
  [
    7,
    'INVALID-EXCHANGE-TYPE',
    told(
      'The peer does not allow this exchange (often aggressive mode).',
      '상대가 이 교환(주로 어그레시브 모드)을 허용하지 않는다.',
      'Set main or aggressive mode alike on both ends.',
      '양쪽의 메인/어그레시브 모드를 같게 설정한다.',
    ),
  ],
  [
    8,
    'INVALID-FLAGS',
    told(
      'The peer found header flags that do not fit.',
      '상대가 맞지 않는 헤더 플래그를 발견했다.',
      'Usually a decryption or state mismatch: compare keys and look for stale SAs.',
      '보통 복호화나 상태 불일치이다. 키를 비교하고 오래된 SA를 확인한다.',
    ),
  ],
  [
    9,
    'INVALID-MESSAGE-ID',
    told(
      'The message id does not belong to a known exchange.',
      '메시지 ID가 알려진 교환에 속하지 않는다.',
      'Look for stale state after a restart of one end.',
      '한쪽이 재시작된 뒤 남은 상태가 있는지 확인한다.',
    ),
  ],
  [
    10,
    'INVALID-PROTOCOL-ID',
    told(
      'A proposal names a security protocol the peer does not accept.',
      '제안에 상대가 받아들이지 않는 보안 프로토콜이 있다.',
      'Check ESP against AH on both ends.',
      '양쪽의 ESP/AH 설정을 확인한다.',
    ),
  ],
  [
    11,
    'INVALID-SPI',
    told(
      'The peer has no IPsec SA with this SPI, or the SPI is malformed.',
      '상대에 이 SPI의 IPsec SA가 없거나 SPI가 잘못되었다.',
      'One end lost its SA: look for a restart, a missed delete, or a rekey that only one end finished.',
      '한쪽이 SA를 잃었다. 재시작, 유실된 삭제, 한쪽만 끝난 키 갱신을 확인한다.',
    ),
  ],
  [
    12,
    'INVALID-TRANSFORM-ID',
    told(
      'A transform number is not accepted.',
      '변환 번호가 받아들여지지 않는다.',
      'Compare the algorithms of both ends.',
      '양쪽의 알고리즘을 비교한다.',
    ),
  ],
  [
    13,
    'ATTRIBUTES-NOT-SUPPORTED',
    told(
      'An attribute of a transform is not supported (key length, lifetime, mode).',
      '변환의 속성(키 길이, 수명, 모드)이 지원되지 않는다.',
      'Compare key length, lifetime and encapsulation mode of both ends.',
      '양쪽의 키 길이, 수명, 캡슐화 모드를 비교한다.',
    ),
  ],
  [
    14,
    'NO-PROPOSAL-CHOSEN',
    told(
      'None of the proposals is acceptable to the peer.',
      '상대가 받아들일 수 있는 제안이 없다.',
      'Put the proposals of both ends side by side: phase 1 in main mode, phase 2 and PFS in quick mode.',
      '양쪽 제안을 나란히 비교한다. 메인 모드면 1단계, 퀵 모드면 2단계와 PFS이다.',
    ),
  ],
  [
    15,
    'BAD-PROPOSAL-SYNTAX',
    told(
      'The peer could not parse the proposal.',
      '상대가 제안을 해석하지 못했다.',
      'Compare versions of the implementations; capture the message in clear.',
      '구현 버전을 비교하고 평문 메시지를 캡처한다.',
    ),
  ],
  [
    16,
    'PAYLOAD-MALFORMED',
    told(
      'A payload did not parse; after encryption starts this usually means a wrong key.',
      '페이로드를 해석하지 못했다. 암호화가 시작된 뒤라면 보통 키가 다른 것이다.',
      'In main mode message 5 or 6 compare the preshared keys of both ends.',
      '메인 모드 5번이나 6번 메시지라면 양쪽의 사전 공유 키를 비교한다.',
    ),
  ],
  [
    17,
    'INVALID-KEY-INFORMATION',
    told(
      'The key exchange data is not acceptable.',
      '키 교환 데이터가 받아들여지지 않는다.',
      'Compare the Diffie-Hellman groups of both ends.',
      '양쪽의 Diffie-Hellman 그룹을 비교한다.',
    ),
  ],
  [
    18,
    'INVALID-ID-INFORMATION',
    told(
      'The identity, or in quick mode the selectors, do not fit the peer configuration.',
      'ID(퀵 모드에서는 트래픽 선택기)가 상대 설정과 맞지 않는다.',
      'In phase 1 compare the identities; in quick mode compare the networks of both ends, mirrored.',
      '1단계면 ID를 비교하고, 퀵 모드면 양쪽 네트워크가 서로 대칭인지 비교한다.',
    ),
  ],
  [
    19,
    'INVALID-CERT-ENCODING',
    told(
      'The certificate encoding is not accepted.',
      '인증서 인코딩이 받아들여지지 않는다.',
      'Send X.509 signature certificates.',
      'X.509 서명 인증서를 보내도록 설정한다.',
    ),
  ],
  [
    20,
    'INVALID-CERTIFICATE',
    told(
      'The certificate was refused.',
      '인증서가 거부되었다.',
      'Check validity, chain and key usage of the certificate this end sends.',
      '이쪽이 보내는 인증서의 유효 기간, 체인, 키 용도를 확인한다.',
    ),
  ],
  [
    21,
    'CERT-TYPE-UNSUPPORTED',
    told(
      'The certificate type is not supported.',
      '인증서 종류가 지원되지 않는다.',
      'Use X.509 certificates with a key type both ends support.',
      '양쪽이 지원하는 키 종류의 X.509 인증서를 사용한다.',
    ),
  ],
  [
    22,
    'INVALID-CERT-AUTHORITY',
    told(
      'The authority that signed the certificate is not accepted.',
      '인증서를 서명한 기관이 받아들여지지 않는다.',
      'Install the issuing authority as trusted on the peer.',
      '발급 기관을 상대에 신뢰하도록 설치한다.',
    ),
  ],
  [
    23,
    'INVALID-HASH-INFORMATION',
    told(
      'The authenticating hash does not verify.',
      '인증용 해시 검증에 실패했다.',
      'Compare the preshared keys and identities of both ends.',
      '양쪽의 사전 공유 키와 ID를 비교한다.',
    ),
  ],
  [
    24,
    'AUTHENTICATION-FAILED',
    told(
      'The peer refused the authentication.',
      '상대가 인증을 거부했다.',
      'Read the log of the peer: it knows whether key, identity or certificate was wrong.',
      '상대의 로그를 확인한다. 키, ID, 인증서 중 무엇이 틀렸는지 거기에 있다.',
    ),
  ],
  [
    25,
    'INVALID-SIGNATURE',
    told(
      'The signature does not verify.',
      '서명 검증에 실패했다.',
      'Check that the private key belongs to the certificate and that the peer holds the right public key.',
      '개인 키가 인증서와 맞는지, 상대가 올바른 공개 키를 가졌는지 확인한다.',
    ),
  ],
  [
    26,
    'ADDRESS-NOTIFICATION',
    told(
      'The peer tells an address.',
      '상대가 주소를 알린다.',
      'Nothing to do by itself.',
      '이것만으로는 조치할 것이 없다.',
    ),
  ],
  [
    27,
    'NOTIFY-SA-LIFETIME',
    told(
      'The peer uses another SA lifetime.',
      '상대가 다른 SA 수명을 사용한다.',
      'Make the lifetimes equal to avoid early rekeys.',
      '이른 키 갱신을 피하려면 수명을 같게 한다.',
    ),
  ],
  [
    28,
    'CERTIFICATE-UNAVAILABLE',
    told(
      'A requested certificate is not available.',
      '요청한 인증서를 구할 수 없다.',
      'Install the certificate, or let the peer send it.',
      '인증서를 설치하거나 상대가 보내도록 한다.',
    ),
  ],
  [
    29,
    'UNSUPPORTED-EXCHANGE-TYPE',
    told(
      'The exchange type is not supported.',
      '교환 유형이 지원되지 않는다.',
      'Use an exchange both ends know (main mode, or IKEv2).',
      '양쪽이 아는 교환(메인 모드 또는 IKEv2)을 사용한다.',
    ),
  ],
  [
    30,
    'UNEQUAL-PAYLOAD-LENGTHS',
    told(
      'Message and payload lengths disagree.',
      '메시지와 페이로드의 길이가 일치하지 않는다.',
      'Usually a failed decryption: compare the preshared keys; otherwise look for damage on the path.',
      '보통 복호화 실패이다. 사전 공유 키를 비교하고, 아니면 경로의 손상을 확인한다.',
    ),
  ],
];

/** IKEv1 and AuthIP notify messages. Source: IANA isakmp-registry; RFC 2408 section 3.14.1; RFC 2407 section 4.6.3. */
export const notifyV1: Registry = defineRegistry(
  'notify-v1',
  'IKEv1 and AuthIP notify messages',
  'RFC 2408 section 3.14.1',
  [...errors, ...statusV1],
  [
    [8192, 16383],
    [32768, 40959],
  ],
);
