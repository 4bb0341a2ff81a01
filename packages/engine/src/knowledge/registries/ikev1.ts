import { defineRegistry, type Registry } from './registry.ts';

/** IKEv1 phase 1 attributes. Source: IANA ipsec-registry; RFC 2409 appendix A. */
export const oakleyAttributes: Registry = defineRegistry(
  'oakley-attribute',
  'IKEv1 phase 1 attributes',
  'IANA ipsec-registry; RFC 2409 appendix A',
  [
    [1, 'Encryption Algorithm'],
    [2, 'Hash Algorithm'],
    [3, 'Authentication Method'],
    [4, 'Group Description'],
    [5, 'Group Type'],
    [6, 'Group Prime'],
    [7, 'Group Generator One'],
    [8, 'Group Generator Two'],
    [9, 'Group Curve A'],
    [10, 'Group Curve B'],
    [11, 'Life Type'],
    [12, 'Life Duration'],
    [13, 'PRF'],
    [14, 'Key Length'],
    [15, 'Field Size'],
    [16, 'Group Order'],
    [16384, 'GSS Identity Name', { ref: 'draft-ietf-ipsec-isakmp-gss-auth; UTF-16LE string from Windows' }],
  ],
  [[16384, 32767]],
);

/** IKEv1 phase 1 encryption algorithms. Source: IANA ipsec-registry; RFC 2409 appendix A. */
export const oakleyEncryption: Registry = defineRegistry(
  'oakley-encryption',
  'IKEv1 phase 1 encryption algorithms',
  'IANA ipsec-registry; RFC 2409 appendix A',
  [
    [1, 'DES-CBC'],
    [2, 'IDEA-CBC'],
    [3, 'Blowfish-CBC'],
    [4, 'RC5-R16-B64-CBC'],
    [5, '3DES-CBC'],
    [6, 'CAST-CBC'],
    [7, 'AES-CBC'],
    [8, 'CAMELLIA-CBC'],
  ],
  [[65001, 65535]],
);

/** IKEv1 phase 1 hash algorithms. Source: IANA ipsec-registry; RFC 2409 appendix A. */
export const oakleyHash: Registry = defineRegistry(
  'oakley-hash',
  'IKEv1 phase 1 hash algorithms',
  'IANA ipsec-registry; RFC 2409 appendix A',
  [
    [1, 'MD5'],
    [2, 'SHA1'],
    [3, 'Tiger'],
    [4, 'SHA2-256'],
    [5, 'SHA2-384'],
    [6, 'SHA2-512'],
  ],
  [[65001, 65535]],
);

/** IKEv1 phase 1 authentication methods. Source: IANA ipsec-registry; RFC 2409 appendix A; MS-IKEE. */
export const oakleyAuthentication: Registry = defineRegistry(
  'oakley-authentication',
  'IKEv1 phase 1 authentication methods',
  'IANA ipsec-registry; RFC 2409 appendix A; MS-IKEE',
  [
    [1, 'Pre-shared key'],
    [2, 'DSS signatures'],
    [3, 'RSA signatures'],
    [4, 'RSA encryption'],
    [5, 'Revised RSA encryption'],
    [9, 'ECDSA SHA-256 P-256'],
    [10, 'ECDSA SHA-384 P-384'],
    [11, 'ECDSA SHA-512 P-521'],
    [64221, 'HybridInitRSA'],
    [64222, 'HybridRespRSA'],
    [64223, 'HybridInitDSS'],
    [64224, 'HybridRespDSS'],
    [
      65001,
      'XAUTHInitPreShared',
      {
        ref: 'decide by Vendor ID: GSSAPI / MS NT5 ISAKMPOAKLEY vs XAUTH',
        aliases: ['GSS-API Kerberos (with a Microsoft or GSSAPI vendor ID)', 'Kerberos'],
      },
    ],
    [65002, 'XAUTHRespPreShared'],
    [65003, 'XAUTHInitDSS'],
    [65004, 'XAUTHRespDSS'],
    [65005, 'XAUTHInitRSA', { aliases: ['AUTH_CGA (Microsoft)'] }],
    [65006, 'XAUTHRespRSA'],
    [65007, 'XAUTHInitRSAEncryption'],
    [65008, 'XAUTHRespRSAEncryption'],
    [65009, 'XAUTHInitRSARevisedEncryption'],
    [65010, 'XAUTHRespRSARevisedEncryption'],
  ],
  [[65001, 65535]],
);

/** IKEv1 phase 1 group types. Source: IANA ipsec-registry; RFC 2409 appendix A. */
export const oakleyGroupTypes: Registry = defineRegistry(
  'oakley-group-type',
  'IKEv1 phase 1 group types',
  'IANA ipsec-registry; RFC 2409 appendix A',
  [
    [1, 'MODP'],
    [2, 'ECP'],
    [3, 'EC2N'],
  ],
  [[65001, 65535]],
);

/** IKEv1 SA life types. Source: IANA ipsec-registry; RFC 2409 appendix A, RFC 2407 section 4.5. */
export const lifeTypes: Registry = defineRegistry(
  'life-type',
  'IKEv1 SA life types',
  'IANA ipsec-registry; RFC 2409 appendix A, RFC 2407 section 4.5',
  [
    [1, 'seconds'],
    [2, 'kilobytes'],
  ],
  [[61440, 65535]],
);
