import { configurationAttributes } from './ikev2.ts';
import { defineRegistry, type Registry, type RegistryRow } from './registry.ts';

const modeConfig: readonly RegistryRow[] = [
  [1, 'INTERNAL_IP4_ADDRESS'],
  [2, 'INTERNAL_IP4_NETMASK'],
  [3, 'INTERNAL_IP4_DNS'],
  [4, 'INTERNAL_IP4_NBNS'],
  [5, 'INTERNAL_ADDRESS_EXPIRY'],
  [6, 'INTERNAL_IP4_DHCP'],
  [7, 'APPLICATION_VERSION'],
  [8, 'INTERNAL_IP6_ADDRESS'],
  [9, 'INTERNAL_IP6_NETMASK'],
  [10, 'INTERNAL_IP6_DNS'],
  [11, 'INTERNAL_IP6_NBNS'],
  [12, 'INTERNAL_IP6_DHCP'],
  [13, 'INTERNAL_IP4_SUBNET'],
  [14, 'SUPPORTED_ATTRIBUTES'],
  [15, 'INTERNAL_IP6_SUBNET'],
];

const xauthRef = { ref: 'draft-beaulieu-ike-xauth' } as const;
const unityRef = { ref: 'Cisco Unity' } as const;

const xauth: readonly RegistryRow[] = [
  [16520, 'XAUTH_TYPE', xauthRef],
  [16521, 'XAUTH_USER_NAME', xauthRef],
  [16522, 'XAUTH_USER_PASSWORD', xauthRef],
  [16523, 'XAUTH_PASSCODE', xauthRef],
  [16524, 'XAUTH_MESSAGE', xauthRef],
  [16525, 'XAUTH_CHALLENGE', xauthRef],
  [16526, 'XAUTH_DOMAIN', xauthRef],
  [16527, 'XAUTH_STATUS', xauthRef],
  [16528, 'XAUTH_NEXT_PIN', xauthRef],
  [16529, 'XAUTH_ANSWER', xauthRef],
];

const unity: readonly RegistryRow[] = [
  [28672, 'UNITY_BANNER', unityRef],
  [28673, 'UNITY_SAVE_PASSWD', unityRef],
  [28674, 'UNITY_DEF_DOMAIN', unityRef],
  [28675, 'UNITY_SPLITDNS_NAME', unityRef],
  [28676, 'UNITY_SPLIT_INCLUDE', unityRef],
  [28677, 'UNITY_NATT_PORT', unityRef],
  [28678, 'UNITY_LOCAL_LAN', unityRef],
  [28679, 'UNITY_PFS', unityRef],
  [28680, 'UNITY_FW_TYPE', unityRef],
  [28681, 'UNITY_BACKUP_SERVERS', unityRef],
  [28682, 'UNITY_DDNS_HOSTNAME', unityRef],
];

/** Attributes of IKEv1 mode config, XAUTH and Cisco Unity. Source: draft-dukes-ike-mode-cfg, draft-beaulieu-ike-xauth. */
export const modeConfigAttributes: Registry = defineRegistry(
  'mode-config-attribute',
  'IKEv1 mode config and XAUTH attributes',
  'draft-dukes-ike-mode-cfg section 3.5',
  [...modeConfig, ...xauth, ...unity],
  configurationAttributes.privateUse,
);
