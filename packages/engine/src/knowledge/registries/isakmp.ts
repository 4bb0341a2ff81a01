import { defineRegistry, type Registry } from './registry.ts';

/** IKEv1 payload types. Source: IANA isakmp-registry; RFC 2408 section 3.1. */
export const payloadTypesV1: Registry = defineRegistry(
  'payload-v1',
  'IKEv1 payload types',
  'IANA isakmp-registry; RFC 2408 section 3.1',
  [
    [0, 'NONE'],
    [1, 'SA'],
    [2, 'Proposal', { aliases: ['P'] }],
    [3, 'Transform', { aliases: ['T'] }],
    [4, 'Key Exchange', { aliases: ['KE'] }],
    [5, 'Identification', { aliases: ['ID'] }],
    [6, 'Certificate', { aliases: ['CERT'] }],
    [7, 'Certificate Request', { aliases: ['CERTREQ', 'CR'] }],
    [8, 'Hash', { aliases: ['HASH'] }],
    [9, 'Signature', { aliases: ['SIG'] }],
    [10, 'Nonce', { aliases: ['NONCE', 'NO'] }],
    [11, 'Notification', { aliases: ['N', 'NOTIFY'] }],
    [12, 'Delete', { aliases: ['D', 'DELETE'] }],
    [13, 'Vendor ID', { aliases: ['VID', 'V'] }],
    [14, 'Attributes', { aliases: ['Mode Config', 'CP'] }],
    [15, 'SA KEK (GDOI)'],
    [16, 'SA TEK (GDOI)'],
    [17, 'Key Download (GDOI)'],
    [18, 'Sequence Number (GDOI)'],
    [19, 'Proof of Possession (GDOI)'],
    [20, 'NAT-D', { ref: 'RFC 3947' }],
    [21, 'NAT-OA', { ref: 'RFC 3947' }],
    [22, 'Group Associated Policy'],
    [129, 'GSS-API Token', { ref: 'draft-ietf-ipsec-isakmp-gss-auth / MS-AIPS 0x81', aliases: ['KERBEROS'] }],
    [130, 'NAT-D (draft)', { ref: 'MS-IKEE 2.2.1 0x82' }],
    [131, 'NAT-OA (draft)', { ref: 'MS-IKEE 2.2.1 0x83' }],
    [132, 'Fragment', { ref: 'MS-IKEE 2.2.3.1 0x84' }],
    [133, 'Crypto (AuthIP)', { ref: 'MS-AIPS 0x85' }],
    [134, 'GSS_ID (AuthIP)', { ref: 'MS-AIPS 0x86' }],
    [135, 'Auth (AuthIP)', { ref: 'MS-AIPS 0x87' }],
    [136, 'Key Dictation (AuthIP)', { ref: 'MS-AIPS 0x88' }],
    [137, 'Key Dictation Weight (AuthIP)', { ref: 'MS-AIPS 0x89' }],
  ],
  [[128, 255]],
);

/** IKEv2 payload types. Source: IANA ikev2-parameters; RFC 7296 section 3.2. */
export const payloadTypesV2: Registry = defineRegistry(
  'payload-v2',
  'IKEv2 payload types',
  'IANA ikev2-parameters; RFC 7296 section 3.2',
  [
    [0, 'NONE'],
    [33, 'SA', { aliases: ['SAi', 'SAr'] }],
    [34, 'KE', { aliases: ['Key Exchange'] }],
    [35, 'IDi', { aliases: ['Identification - Initiator'] }],
    [36, 'IDr', { aliases: ['Identification - Responder'] }],
    [37, 'CERT', { aliases: ['Certificate'] }],
    [38, 'CERTREQ', { aliases: ['Certificate Request'] }],
    [39, 'AUTH', { aliases: ['Authentication'] }],
    [40, 'Nonce', { aliases: ['Ni', 'Nr', 'No'] }],
    [41, 'Notify', { aliases: ['N'] }],
    [42, 'Delete', { aliases: ['D'] }],
    [43, 'Vendor ID', { aliases: ['V', 'VID'] }],
    [44, 'TSi', { aliases: ['Traffic Selector - Initiator'] }],
    [45, 'TSr', { aliases: ['Traffic Selector - Responder'] }],
    [46, 'SK', { aliases: ['Encrypted and Authenticated'] }],
    [47, 'CP', { aliases: ['Configuration'] }],
    [48, 'EAP', { aliases: ['Extensible Authentication'] }],
    [49, 'GSPM', { aliases: ['Generic Secure Password Method'] }],
    [50, 'IDg'],
    [51, 'GSA'],
    [52, 'KD'],
    [53, 'SKF', { ref: 'RFC 7383', aliases: ['Encrypted and Authenticated Fragment', 'EF'] }],
    [54, 'PS', { ref: 'RFC 8019', aliases: ['Puzzle Solution'] }],
  ],
  [[128, 255]],
);

/** IKEv1 security protocol identifiers. Source: IANA isakmp-registry; RFC 2407 section 4.4.1. */
export const protocolsV1: Registry = defineRegistry(
  'protocol-v1',
  'IKEv1 security protocol identifiers',
  'IANA isakmp-registry; RFC 2407 section 4.4.1',
  [
    [0, 'NONE'],
    [1, 'PROTO_ISAKMP'],
    [2, 'PROTO_IPSEC_AH'],
    [3, 'PROTO_IPSEC_ESP'],
    [4, 'PROTO_IPCOMP'],
    [5, 'PROTO_GIGABEAM_RADIO'],
  ],
  [[249, 255]],
);

/** IKEv2 security protocol identifiers. Source: IANA ikev2-parameters; RFC 7296 section 3.3.1. */
export const protocolsV2: Registry = defineRegistry(
  'protocol-v2',
  'IKEv2 security protocol identifiers',
  'IANA ikev2-parameters; RFC 7296 section 3.3.1',
  [
    [0, 'NONE'],
    [1, 'IKE'],
    [2, 'AH'],
    [3, 'ESP'],
    [4, 'FC_ESP_HEADER'],
    [5, 'FC_CT_AUTHENTICATION'],
    [6, 'GIKE_UPDATE'],
  ],
  [[201, 255]],
);

/** Identification types. Source: IANA isakmp-registry and ikev2-parameters; RFC 2407 section 4.6.2.1, RFC 7296 section 3.5. */
export const identificationTypes: Registry = defineRegistry(
  'identification',
  'Identification types',
  'IANA isakmp-registry and ikev2-parameters; RFC 2407 section 4.6.2.1, RFC 7296 section 3.5',
  [
    [1, 'ID_IPV4_ADDR'],
    [2, 'ID_FQDN', { aliases: ['FQDN'] }],
    [3, 'ID_RFC822_ADDR', { aliases: ['ID_USER_FQDN', 'USER_FQDN'] }],
    [4, 'ID_IPV4_ADDR_SUBNET'],
    [5, 'ID_IPV6_ADDR'],
    [6, 'ID_IPV6_ADDR_SUBNET'],
    [7, 'ID_IPV4_ADDR_RANGE'],
    [8, 'ID_IPV6_ADDR_RANGE'],
    [9, 'ID_DER_ASN1_DN', { aliases: ['DN'] }],
    [10, 'ID_DER_ASN1_GN'],
    [11, 'ID_KEY_ID', { aliases: ['KEY_ID'] }],
    [12, 'ID_FC_NAME', { aliases: ['ID_LIST'] }],
    [13, 'ID_NULL'],
    [250, 'ID_IPV6_CGA', { ref: 'MS-IKEE 2.2.5 0xFA' }],
  ],
  [[249, 255]],
);

/** Certificate encodings. Source: IANA ikev2-parameters; RFC 2408 section 3.9, RFC 7296 section 3.6. */
export const certificateEncodings: Registry = defineRegistry(
  'cert-encoding',
  'Certificate encodings',
  'IANA ikev2-parameters; RFC 2408 section 3.9, RFC 7296 section 3.6',
  [
    [1, 'PKCS #7 wrapped X.509'],
    [2, 'PGP'],
    [3, 'DNS Signed Key'],
    [4, 'X.509 Signature'],
    [5, 'X.509 Key Exchange'],
    [6, 'Kerberos Tokens'],
    [7, 'CRL'],
    [8, 'ARL'],
    [9, 'SPKI'],
    [10, 'X.509 Attribute'],
    [11, 'Raw RSA Key'],
    [12, 'Hash and URL of X.509 certificate'],
    [13, 'Hash and URL of X.509 bundle'],
    [14, 'OCSP Content'],
    [15, 'Raw Public Key'],
  ],
  [[201, 255]],
);
