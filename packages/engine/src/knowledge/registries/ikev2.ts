import { defineRegistry, type Registry } from './registry.ts';

/** IKEv2 transform types. Source: IANA ikev2-parameters; RFC 7296 section 3.3.2, RFC 9370. */
export const transformTypes: Registry = defineRegistry(
  'transform-type',
  'IKEv2 transform types',
  'IANA ikev2-parameters; RFC 7296 section 3.3.2, RFC 9370',
  [
    [1, 'ENCR'],
    [2, 'PRF'],
    [3, 'INTEG'],
    [4, 'KE', { aliases: ['DH', 'Key Exchange Method'] }],
    [5, 'SN', { aliases: ['ESN'] }],
    [6, 'ADDKE1'],
    [7, 'ADDKE2'],
    [8, 'ADDKE3'],
    [9, 'ADDKE4'],
    [10, 'ADDKE5'],
    [11, 'ADDKE6'],
    [12, 'ADDKE7'],
    [13, 'KWA'],
    [14, 'GCAUTH'],
  ],
  [[241, 255]],
);

/** IKEv2 encryption algorithms (transform type 1). Source: IANA ikev2-parameters; RFC 7296 section 3.3.2. */
export const encryptionTransforms: Registry = defineRegistry(
  'encr',
  'IKEv2 encryption algorithms (transform type 1)',
  'IANA ikev2-parameters; RFC 7296 section 3.3.2',
  [
    [1, 'ENCR_DES_IV64'],
    [2, 'ENCR_DES'],
    [3, 'ENCR_3DES'],
    [4, 'ENCR_RC5'],
    [5, 'ENCR_IDEA'],
    [6, 'ENCR_CAST'],
    [7, 'ENCR_BLOWFISH'],
    [8, 'ENCR_3IDEA'],
    [9, 'ENCR_DES_IV32'],
    [11, 'ENCR_NULL'],
    [12, 'ENCR_AES_CBC'],
    [13, 'ENCR_AES_CTR'],
    [14, 'ENCR_AES_CCM_8'],
    [15, 'ENCR_AES_CCM_12'],
    [16, 'ENCR_AES_CCM_16'],
    [18, 'ENCR_AES_GCM_8'],
    [19, 'ENCR_AES_GCM_12'],
    [20, 'ENCR_AES_GCM_16'],
    [21, 'ENCR_NULL_AUTH_AES_GMAC'],
    [23, 'ENCR_CAMELLIA_CBC'],
    [24, 'ENCR_CAMELLIA_CTR'],
    [25, 'ENCR_CAMELLIA_CCM_8'],
    [26, 'ENCR_CAMELLIA_CCM_12'],
    [27, 'ENCR_CAMELLIA_CCM_16'],
    [28, 'ENCR_CHACHA20_POLY1305'],
    [29, 'ENCR_AES_CCM_8_IIV'],
    [30, 'ENCR_AES_GCM_16_IIV'],
    [31, 'ENCR_CHACHA20_POLY1305_IIV'],
    [32, 'ENCR_KUZNYECHIK_MGM_KTREE'],
    [33, 'ENCR_MAGMA_MGM_KTREE'],
    [34, 'ENCR_KUZNYECHIK_MGM_MAC_KTREE'],
    [35, 'ENCR_MAGMA_MGM_MAC_KTREE'],
  ],
  [[1024, 65535]],
);

/** IKEv2 pseudorandom functions (transform type 2). Source: IANA ikev2-parameters; RFC 7296 section 3.3.2. */
export const prfTransforms: Registry = defineRegistry(
  'prf',
  'IKEv2 pseudorandom functions (transform type 2)',
  'IANA ikev2-parameters; RFC 7296 section 3.3.2',
  [
    [1, 'PRF_HMAC_MD5'],
    [2, 'PRF_HMAC_SHA1'],
    [3, 'PRF_HMAC_TIGER'],
    [4, 'PRF_AES128_XCBC'],
    [5, 'PRF_HMAC_SHA2_256'],
    [6, 'PRF_HMAC_SHA2_384'],
    [7, 'PRF_HMAC_SHA2_512'],
    [8, 'PRF_AES128_CMAC'],
    [9, 'PRF_HMAC_STREEBOG_512'],
  ],
  [[1024, 65535]],
);

/** IKEv2 integrity algorithms (transform type 3). Source: IANA ikev2-parameters; RFC 7296 section 3.3.2. */
export const integrityTransforms: Registry = defineRegistry(
  'integ',
  'IKEv2 integrity algorithms (transform type 3)',
  'IANA ikev2-parameters; RFC 7296 section 3.3.2',
  [
    [0, 'NONE'],
    [1, 'AUTH_HMAC_MD5_96'],
    [2, 'AUTH_HMAC_SHA1_96'],
    [3, 'AUTH_DES_MAC'],
    [4, 'AUTH_KPDK_MD5'],
    [5, 'AUTH_AES_XCBC_96'],
    [6, 'AUTH_HMAC_MD5_128'],
    [7, 'AUTH_HMAC_SHA1_160'],
    [8, 'AUTH_AES_CMAC_96'],
    [9, 'AUTH_AES_128_GMAC'],
    [10, 'AUTH_AES_192_GMAC'],
    [11, 'AUTH_AES_256_GMAC'],
    [12, 'AUTH_HMAC_SHA2_256_128'],
    [13, 'AUTH_HMAC_SHA2_384_192'],
    [14, 'AUTH_HMAC_SHA2_512_256'],
  ],
  [[1024, 65535]],
);

/** IKEv2 sequence numbers (transform type 5). Source: IANA ikev2-parameters; RFC 7296 section 3.3.2, RFC 9827. */
export const sequenceNumberTransforms: Registry = defineRegistry(
  'sn',
  'IKEv2 sequence numbers (transform type 5)',
  'IANA ikev2-parameters; RFC 7296 section 3.3.2, RFC 9827',
  [
    [0, 'NO_ESN', { aliases: ['No Extended Sequence Numbers', '32-bit Sequential Numbers'] }],
    [1, 'ESN', { aliases: ['Extended Sequence Numbers', 'Partially Transmitted 64-bit Sequential Numbers'] }],
    [2, '32-bit Unspecified Numbers'],
  ],
  [[1024, 65535]],
);

/** IKEv2 authentication methods. Source: IANA ikev2-parameters; RFC 7296 section 3.8. */
export const authMethods: Registry = defineRegistry(
  'auth-method',
  'IKEv2 authentication methods',
  'IANA ikev2-parameters; RFC 7296 section 3.8',
  [
    [1, 'RSA Digital Signature'],
    [2, 'Shared Key Message Integrity Code'],
    [3, 'DSS Digital Signature'],
    [9, 'ECDSA with SHA-256 on P-256'],
    [10, 'ECDSA with SHA-384 on P-384'],
    [11, 'ECDSA with SHA-512 on P-521'],
    [12, 'Generic Secure Password'],
    [13, 'NULL Authentication'],
    [14, 'Digital Signature', { ref: 'RFC 7427' }],
  ],
  [[201, 255]],
);

/** IKEv2 signature hash algorithms. Source: IANA ikev2-parameters; RFC 7427 section 4. */
export const hashAlgorithms: Registry = defineRegistry(
  'hash-algorithm',
  'IKEv2 signature hash algorithms',
  'IANA ikev2-parameters; RFC 7427 section 4',
  [
    [1, 'SHA1'],
    [2, 'SHA2-256'],
    [3, 'SHA2-384'],
    [4, 'SHA2-512'],
    [5, 'Identity'],
    [6, 'STREEBOG_256'],
    [7, 'STREEBOG_512'],
  ],
  [[1024, 65535]],
);

/** IKEv2 traffic selector types. Source: IANA ikev2-parameters; RFC 7296 section 3.13.1. */
export const trafficSelectorTypes: Registry = defineRegistry(
  'ts-type',
  'IKEv2 traffic selector types',
  'IANA ikev2-parameters; RFC 7296 section 3.13.1',
  [
    [7, 'TS_IPV4_ADDR_RANGE'],
    [8, 'TS_IPV6_ADDR_RANGE'],
    [9, 'TS_FC_ADDR_RANGE'],
    [10, 'TS_SECLABEL', { ref: 'RFC 9478' }],
  ],
  [[241, 255]],
);

/** Configuration payload types (IKEv2, and IKEv1 mode config). Source: IANA ikev2-parameters; RFC 7296 section 3.15; draft-dukes-ike-mode-cfg. */
export const configurationTypes: Registry = defineRegistry(
  'cfg-type',
  'Configuration payload types (IKEv2, and IKEv1 mode config)',
  'IANA ikev2-parameters; RFC 7296 section 3.15; draft-dukes-ike-mode-cfg',
  [
    [1, 'CFG_REQUEST'],
    [2, 'CFG_REPLY'],
    [3, 'CFG_SET'],
    [4, 'CFG_ACK'],
  ],
  [[128, 255]],
);

/** IKEv2 configuration attributes. Source: IANA ikev2-parameters; RFC 7296 section 3.15.1. */
export const configurationAttributes: Registry = defineRegistry(
  'cfg-attribute',
  'IKEv2 configuration attributes',
  'IANA ikev2-parameters; RFC 7296 section 3.15.1',
  [
    [1, 'INTERNAL_IP4_ADDRESS'],
    [2, 'INTERNAL_IP4_NETMASK'],
    [3, 'INTERNAL_IP4_DNS'],
    [4, 'INTERNAL_IP4_NBNS'],
    [6, 'INTERNAL_IP4_DHCP'],
    [7, 'APPLICATION_VERSION'],
    [8, 'INTERNAL_IP6_ADDRESS'],
    [10, 'INTERNAL_IP6_DNS'],
    [12, 'INTERNAL_IP6_DHCP'],
    [13, 'INTERNAL_IP4_SUBNET'],
    [14, 'SUPPORTED_ATTRIBUTES'],
    [15, 'INTERNAL_IP6_SUBNET'],
    [16, 'MIP6_HOME_PREFIX'],
    [17, 'INTERNAL_IP6_LINK'],
    [18, 'INTERNAL_IP6_PREFIX'],
    [19, 'HOME_AGENT_ADDRESS'],
    [20, 'P_CSCF_IP4_ADDRESS'],
    [21, 'P_CSCF_IP6_ADDRESS'],
    [22, 'FTT_KAT'],
    [23, 'EXTERNAL_SOURCE_IP4_NAT_INFO'],
    [24, 'TIMEOUT_PERIOD_FOR_LIVENESS_CHECK'],
    [25, 'INTERNAL_DNS_DOMAIN'],
    [26, 'INTERNAL_DNSSEC_TA'],
    [27, 'ENCDNS_IP4'],
    [28, 'ENCDNS_IP6'],
    [29, 'ENCDNS_DIGEST_INFO'],
  ],
  [[16384, 32767]],
);
