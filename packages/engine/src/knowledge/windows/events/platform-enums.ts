/**
 * Names that the filtering platform writes into its events and XML (netsh wfp show netevents, wfpdiag.xml). Source of names and
 * values: iketypes.h and fwpmtypes.h of the Windows SDK. Meanings in our own words.
 */
import { type Entry, entry, told } from '../types.ts';

type Constant = readonly [name: string, value: number, en: string, ko: string];

const sets: readonly (readonly [header: string, constants: readonly Constant[]])[] = [
  [
    'fwpmtypes.h',
    [
      [
        'FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE',
        0,
        'Event of the platform: main mode failed; failureErrorCode tells why, failurePoint who gave up, mmState how far it got.',
        '플랫폼 이벤트: 기본 모드 실패. failureErrorCode는 이유, failurePoint는 포기한 쪽, mmState는 진행 상태.',
      ],
      [
        'FWPM_NET_EVENT_TYPE_IKEEXT_QM_FAILURE',
        1,
        'Event of the platform: quick mode failed.',
        '플랫폼 이벤트: 빠른 모드 실패.',
      ],
      [
        'FWPM_NET_EVENT_TYPE_IKEEXT_EM_FAILURE',
        2,
        'Event of the platform: extended mode (second authentication of AuthIP) failed.',
        '플랫폼 이벤트: 확장 모드(AuthIP의 두 번째 인증) 실패.',
      ],
      [
        'FWPM_NET_EVENT_TYPE_CLASSIFY_DROP',
        3,
        'Event of the platform: a filter dropped a packet; with UDP 500 or 4500 it is IKE that is blocked here.',
        '플랫폼 이벤트: 필터가 패킷을 버림. UDP 500이나 4500이면 IKE가 이 호스트에서 막힌 것입니다.',
      ],
      [
        'FWPM_NET_EVENT_TYPE_IPSEC_KERNEL_DROP',
        4,
        'Event of the platform: IPsec dropped a packet; failureStatus and the SPI tell why.',
        '플랫폼 이벤트: IPsec이 패킷을 버림. failureStatus와 SPI가 이유를 알려 줍니다.',
      ],
      [
        'FWPM_NET_EVENT_TYPE_IPSEC_DOSP_DROP',
        5,
        'Event of the platform: denial-of-service protection dropped a packet.',
        '플랫폼 이벤트: IPsec DoS 보호가 패킷을 버림.',
      ],
      [
        'FWPM_NET_EVENT_TYPE_CLASSIFY_ALLOW',
        6,
        'Event of the platform: a filter allowed a packet.',
        '플랫폼 이벤트: 필터가 패킷을 허용함.',
      ],
    ],
  ],
  [
    'iketypes.h',
    [
      ['IKEEXT_KEY_MODULE_IKE', 0, 'Keying module: IKEv1.', '키 모듈: IKEv1.'],
      [
        'IKEEXT_KEY_MODULE_AUTHIP',
        1,
        'Keying module: AuthIP, the extension of IKEv1 by Microsoft with a second authentication.',
        '키 모듈: AuthIP(두 번째 인증이 있는 Microsoft의 IKEv1 확장).',
      ],
      ['IKEEXT_KEY_MODULE_IKEV2', 2, 'Keying module: IKEv2.', '키 모듈: IKEv2.'],
      ['IKEEXT_PRESHARED_KEY', 0, 'Authentication method: preshared key.', '인증 방법: 미리 공유한 키.'],
      ['IKEEXT_CERTIFICATE', 1, 'Authentication method: certificate with RSA.', '인증 방법: 인증서(RSA).'],
      ['IKEEXT_KERBEROS', 2, 'Authentication method: Kerberos.', '인증 방법: Kerberos.'],
      ['IKEEXT_ANONYMOUS', 3, 'Authentication method: anonymous, proves nothing.', '인증 방법: 익명(증명 없음).'],
      [
        'IKEEXT_SSL',
        4,
        'Authentication method: certificate in extended mode (AuthIP).',
        '인증 방법: 확장 모드의 인증서(AuthIP).',
      ],
      ['IKEEXT_NTLM_V2', 5, 'Authentication method: NTLM version 2 (AuthIP).', '인증 방법: NTLMv2(AuthIP).'],
      [
        'IKEEXT_IPV6_CGA',
        6,
        'Authentication method: cryptographically generated IPv6 address.',
        '인증 방법: 암호화 생성 IPv6 주소(CGA).',
      ],
      [
        'IKEEXT_CERTIFICATE_ECDSA_P256',
        7,
        'Authentication method: certificate with ECDSA P-256.',
        '인증 방법: 인증서(ECDSA P-256).',
      ],
      [
        'IKEEXT_CERTIFICATE_ECDSA_P384',
        8,
        'Authentication method: certificate with ECDSA P-384.',
        '인증 방법: 인증서(ECDSA P-384).',
      ],
      [
        'IKEEXT_SSL_ECDSA_P256',
        9,
        'Authentication method: ECDSA P-256 certificate in extended mode.',
        '인증 방법: 확장 모드의 ECDSA P-256 인증서.',
      ],
      [
        'IKEEXT_SSL_ECDSA_P384',
        10,
        'Authentication method: ECDSA P-384 certificate in extended mode.',
        '인증 방법: 확장 모드의 ECDSA P-384 인증서.',
      ],
      ['IKEEXT_EAP', 11, 'Authentication method: EAP (IKEv2).', '인증 방법: EAP(IKEv2).'],
      ['IKEEXT_CIPHER_DES', 0, 'Encryption: DES, broken.', '암호화: DES(안전하지 않음).'],
      ['IKEEXT_CIPHER_3DES', 1, 'Encryption: 3DES, weak.', '암호화: 3DES(취약).'],
      ['IKEEXT_CIPHER_AES_128', 2, 'Encryption: AES-CBC 128.', '암호화: AES-CBC 128.'],
      ['IKEEXT_CIPHER_AES_192', 3, 'Encryption: AES-CBC 192.', '암호화: AES-CBC 192.'],
      ['IKEEXT_CIPHER_AES_256', 4, 'Encryption: AES-CBC 256.', '암호화: AES-CBC 256.'],
      ['IKEEXT_CIPHER_AES_GCM_128_16ICV', 5, 'Encryption: AES-GCM 128.', '암호화: AES-GCM 128.'],
      ['IKEEXT_CIPHER_AES_GCM_256_16ICV', 6, 'Encryption: AES-GCM 256.', '암호화: AES-GCM 256.'],
      ['IKEEXT_INTEGRITY_MD5', 0, 'Integrity: MD5, broken.', '무결성: MD5(안전하지 않음).'],
      ['IKEEXT_INTEGRITY_SHA1', 1, 'Integrity: SHA-1.', '무결성: SHA-1.'],
      ['IKEEXT_INTEGRITY_SHA_256', 2, 'Integrity: SHA-256.', '무결성: SHA-256.'],
      ['IKEEXT_INTEGRITY_SHA_384', 3, 'Integrity: SHA-384.', '무결성: SHA-384.'],
      ['IKEEXT_DH_GROUP_NONE', 0, 'Diffie-Hellman: none.', 'Diffie-Hellman: 없음.'],
      [
        'IKEEXT_DH_GROUP_1',
        1,
        'Diffie-Hellman: group 1 (768 bits), broken.',
        'Diffie-Hellman: 그룹 1(768비트, 안전하지 않음).',
      ],
      [
        'IKEEXT_DH_GROUP_2',
        2,
        'Diffie-Hellman: group 2 (1024 bits), weak; the default that Windows VPN clients propose.',
        'Diffie-Hellman: 그룹 2(1024비트, 취약). Windows VPN 클라이언트가 기본으로 제안합니다.',
      ],
      ['IKEEXT_DH_GROUP_14', 3, 'Diffie-Hellman: group 14 (2048 bits).', 'Diffie-Hellman: 그룹 14(2048비트).'],
      ['IKEEXT_DH_ECP_256', 4, 'Diffie-Hellman: group 19 (ECP 256).', 'Diffie-Hellman: 그룹 19(ECP 256).'],
      ['IKEEXT_DH_ECP_384', 5, 'Diffie-Hellman: group 20 (ECP 384).', 'Diffie-Hellman: 그룹 20(ECP 384).'],
      ['IKEEXT_DH_GROUP_24', 6, 'Diffie-Hellman: group 24.', 'Diffie-Hellman: 그룹 24.'],
    ],
  ],
];

/** One entry per constant. Its value stands in the text, not as its number: the numbers of several sets would be confused. */
export const platformEnumEntries: readonly Entry[] = sets.flatMap(([header, constants]) =>
  constants.map(([name, value, en, ko]) =>
    entry(
      'state',
      `constant-${name.toLowerCase().replaceAll('_', '-')}`,
      name,
      told(`${en} Value ${value}.`, `${ko} 값 ${value}.`),
      {
        sources: [`Windows SDK, ${header}`],
      },
    ),
  ),
);
