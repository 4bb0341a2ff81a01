import { defineRegistry, type Registry } from './registry.ts';

/** EAP packet codes. Source: RFC 3748 section 4. */
export const eapCodes: Registry = defineRegistry('eap-code', 'EAP codes', 'RFC 3748 section 4', [
  [1, 'Request'],
  [2, 'Response'],
  [3, 'Success'],
  [4, 'Failure'],
  [5, 'Initiate', { ref: 'RFC 6696' }],
  [6, 'Finish', { ref: 'RFC 6696' }],
]);

/** EAP method types. Source: IANA eap-numbers. */
export const eapMethods: Registry = defineRegistry('eap-method', 'EAP method types', 'IANA eap-numbers; RFC 3748', [
  [1, 'Identity'],
  [2, 'Notification'],
  [3, 'Nak'],
  [4, 'MD5-Challenge', { aliases: ['EAP-MD5'] }],
  [5, 'OTP'],
  [6, 'GTC', { aliases: ['EAP-GTC'] }],
  [13, 'EAP-TLS', { ref: 'RFC 5216' }],
  [17, 'LEAP'],
  [18, 'EAP-SIM', { ref: 'RFC 4186' }],
  [21, 'EAP-TTLS', { ref: 'RFC 5281' }],
  [23, 'EAP-AKA', { ref: 'RFC 4187' }],
  [25, 'PEAP'],
  [26, 'EAP-MSCHAPv2', { aliases: ['MS-EAP-Authentication', 'MSCHAPV2'] }],
  [33, 'EAP-TLV'],
  [43, 'EAP-FAST', { ref: 'RFC 4851' }],
  [47, 'EAP-PSK', { ref: 'RFC 4764' }],
  [48, 'EAP-SAKE', { ref: 'RFC 4763' }],
  [49, 'EAP-IKEv2', { ref: 'RFC 5106' }],
  [50, 'EAP-AKA-PRIME', { ref: 'RFC 9048', aliases: ["EAP-AKA'"] }],
  [51, 'EAP-GPSK', { ref: 'RFC 5433' }],
  [52, 'EAP-pwd', { ref: 'RFC 5931' }],
  [53, 'EAP-EKE', { ref: 'RFC 6124' }],
  [54, 'PT-EAP', { ref: 'RFC 7171' }],
  [55, 'TEAP', { ref: 'RFC 9930' }],
  [254, 'Expanded'],
  [255, 'Experimental'],
]);
