import { defineRegistry, type Registry } from './registry.ts';

/** Authentication methods of the AuthIP Auth payload. Source: MS-AIPS 2.2.3.4. */
export const authIpMethods: Registry = defineRegistry(
  'authip-method',
  'AuthIP authentication methods',
  'MS-AIPS 2.2.3.4',
  [
    [2, 'Kerberos'],
    [3, 'Anonymous'],
    [4, 'TLS'],
    [5, 'NTLM'],
  ],
);

/** What an AuthIP notify is about; it stands where IKEv1 has the protocol. Source: MS-AIPS 2.2.3.5. */
export const authIpNotifyScopes: Registry = defineRegistry('authip-notify', 'AuthIP notify scopes', 'MS-AIPS 2.2.3.5', [
  [1, 'main or extended mode'],
  [2, 'quick mode'],
]);

/** Domains of interpretation. Source: IANA isakmp-registry. */
export const domainsOfInterpretation: Registry = defineRegistry(
  'doi',
  'Domains of interpretation',
  'IANA isakmp-registry',
  [
    [0, 'ISAKMP'],
    [1, 'IPSEC'],
    [2, 'GDOI', { ref: 'RFC 6407' }],
  ],
);

/** Gateway identity types of REDIRECT and REDIRECTED_FROM. Source: RFC 5685 section 8. */
export const redirectGatewayTypes: Registry = defineRegistry(
  'gateway-type',
  'IKEv2 gateway identity types',
  'RFC 5685',
  [
    [1, 'IPv4 address'],
    [2, 'IPv6 address'],
    [3, 'FQDN'],
  ],
);

/** IKEv2 notification IPCOMP transform ids. Source: IANA ikev2-parameters, RFC 7296 section 3.10.1. */
export const ipcompTransformsV2: Registry = defineRegistry(
  'ipcomp-v2',
  'IKEv2 IPCOMP transforms',
  'IANA ikev2-parameters; RFC 7296 section 3.10.1',
  [
    [1, 'IPCOMP_OUI'],
    [2, 'IPCOMP_DEFLATE'],
    [3, 'IPCOMP_LZS'],
    [4, 'IPCOMP_LZJH'],
  ],
  [[241, 255]],
);

/** Secure password methods. Source: RFC 6467. */
export const securePasswordMethods: Registry = defineRegistry(
  'secure-password',
  'IKEv2 secure password methods',
  'IANA ikev2-parameters; RFC 6467',
  [
    [1, 'PACE', { ref: 'RFC 6631' }],
    [2, 'AugPAKE', { ref: 'RFC 6628' }],
    [3, 'Secure PSK Authentication', { ref: 'RFC 6617' }],
  ],
  [[1024, 65535]],
);

/** Post-quantum preshared key identity types. Source: RFC 8784 section 5.1. */
export const ppkIdentityTypes: Registry = defineRegistry('ppk-id', 'IKEv2 PPK_ID types', 'RFC 8784 section 5.1', [
  [1, 'PPK_ID_OPAQUE'],
  [2, 'PPK_ID_FIXED'],
]);

/** The protocol numbers that occur in selectors. Source: IANA protocol-numbers. */
export const ipProtocols: Registry = defineRegistry('ip-protocol', 'IP protocol numbers', 'IANA protocol-numbers', [
  [0, 'any'],
  [1, 'icmp'],
  [2, 'igmp'],
  [4, 'ipip'],
  [6, 'tcp'],
  [17, 'udp'],
  [41, 'ipv6'],
  [47, 'gre'],
  [50, 'esp'],
  [51, 'ah'],
  [58, 'icmpv6'],
  [88, 'eigrp'],
  [89, 'ospf'],
  [103, 'pim'],
  [108, 'ipcomp'],
  [112, 'vrrp'],
  [115, 'l2tp'],
  [132, 'sctp'],
  [135, 'mobility-header'],
]);
