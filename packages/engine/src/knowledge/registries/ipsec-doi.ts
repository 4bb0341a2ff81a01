import { defineRegistry, type Registry } from './registry.ts';

/** IKEv1 phase 2 attributes. Source: IANA isakmp-registry; RFC 2407 section 4.5. */
export const doiAttributes: Registry = defineRegistry(
  'doi-attribute',
  'IKEv1 phase 2 attributes',
  'IANA isakmp-registry; RFC 2407 section 4.5',
  [
    [1, 'SA Life Type'],
    [2, 'SA Life Duration'],
    [3, 'Group Description'],
    [4, 'Encapsulation Mode'],
    [5, 'Authentication Algorithm'],
    [6, 'Key Length'],
    [7, 'Key Rounds'],
    [8, 'Compress Dictionary Size'],
    [9, 'Compress Private Algorithm'],
    [10, 'ECN Tunnel'],
    [11, 'Extended (64-bit) Sequence Number'],
    [12, 'Authentication Key Length'],
    [13, 'Signature Encoding Algorithm'],
    [14, 'Address Preservation'],
    [15, 'SA Direction'],
  ],
  [[32001, 32767]],
);

/** IKEv1 encapsulation modes. Source: IANA isakmp-registry; RFC 2407 section 4.5, RFC 3947 section 5.1. */
export const encapsulationModes: Registry = defineRegistry(
  'encapsulation-mode',
  'IKEv1 encapsulation modes',
  'IANA isakmp-registry; RFC 2407 section 4.5, RFC 3947 section 5.1',
  [
    [1, 'Tunnel'],
    [2, 'Transport'],
    [3, 'UDP-Encapsulated-Tunnel', { ref: 'RFC 3947' }],
    [4, 'UDP-Encapsulated-Transport', { ref: 'RFC 3947' }],
    [61443, 'UDP-Encapsulated-Tunnel (draft)'],
    [61444, 'UDP-Encapsulated-Transport (draft)'],
  ],
  [[61440, 65535]],
);

/** IKEv1 phase 2 authentication algorithms. Source: IANA isakmp-registry; RFC 2407 section 4.5. */
export const authenticationAlgorithms: Registry = defineRegistry(
  'doi-authentication',
  'IKEv1 phase 2 authentication algorithms',
  'IANA isakmp-registry; RFC 2407 section 4.5',
  [
    [1, 'HMAC-MD5'],
    [2, 'HMAC-SHA1'],
    [3, 'DES-MAC'],
    [4, 'KPDK'],
    [5, 'HMAC-SHA2-256'],
    [6, 'HMAC-SHA2-384'],
    [7, 'HMAC-SHA2-512'],
    [8, 'HMAC-RIPEMD'],
    [9, 'AES-XCBC-MAC'],
    [10, 'SIG-RSA'],
    [11, 'AES-128-GMAC'],
    [12, 'AES-192-GMAC'],
    [13, 'AES-256-GMAC'],
  ],
  [[61440, 65535]],
);

/** IKEv1 AH transforms. Source: IANA isakmp-registry; RFC 2407 section 4.4.3. */
export const ahTransforms: Registry = defineRegistry(
  'ah-transform',
  'IKEv1 AH transforms',
  'IANA isakmp-registry; RFC 2407 section 4.4.3',
  [
    [2, 'AH_MD5'],
    [3, 'AH_SHA'],
    [4, 'AH_DES'],
    [5, 'AH_SHA2-256'],
    [6, 'AH_SHA2-384'],
    [7, 'AH_SHA2-512'],
    [8, 'AH_RIPEMD'],
    [9, 'AH_AES-XCBC-MAC'],
    [10, 'AH_RSA'],
    [11, 'AH_AES-128-GMAC'],
    [12, 'AH_AES-192-GMAC'],
    [13, 'AH_AES-256-GMAC'],
  ],
  [[249, 255]],
);

/** IKEv1 ESP transforms. Source: IANA isakmp-registry; RFC 2407 section 4.4.4. */
export const espTransforms: Registry = defineRegistry(
  'esp-transform',
  'IKEv1 ESP transforms',
  'IANA isakmp-registry; RFC 2407 section 4.4.4',
  [
    [1, 'ESP_DES_IV64'],
    [2, 'ESP_DES'],
    [3, 'ESP_3DES'],
    [4, 'ESP_RC5'],
    [5, 'ESP_IDEA'],
    [6, 'ESP_CAST'],
    [7, 'ESP_BLOWFISH'],
    [8, 'ESP_3IDEA'],
    [9, 'ESP_DES_IV32'],
    [10, 'ESP_RC4'],
    [11, 'ESP_NULL'],
    [12, 'ESP_AES-CBC'],
    [13, 'ESP_AES-CTR'],
    [14, 'ESP_AES-CCM_8'],
    [15, 'ESP_AES-CCM_12'],
    [16, 'ESP_AES-CCM_16'],
    [18, 'ESP_AES-GCM_8'],
    [19, 'ESP_AES-GCM_12'],
    [20, 'ESP_AES-GCM_16'],
    [21, 'ESP_SEED_CBC'],
    [22, 'ESP_CAMELLIA'],
    [23, 'ESP_NULL_AUTH_AES-GMAC'],
  ],
  [[249, 255]],
);

/** IPCOMP transforms. Source: IANA isakmp-registry; RFC 2407 section 4.4.5. */
export const ipcompTransforms: Registry = defineRegistry(
  'ipcomp-transform',
  'IPCOMP transforms',
  'IANA isakmp-registry; RFC 2407 section 4.4.5',
  [
    [1, 'IPCOMP_OUI'],
    [2, 'IPCOMP_DEFLATE'],
    [3, 'IPCOMP_LZS'],
    [4, 'IPCOMP_LZJH'],
  ],
  [],
);
