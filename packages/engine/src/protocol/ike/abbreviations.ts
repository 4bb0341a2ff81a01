/** Payloads in the short form daemons write into their logs: `SA KE No N(NATD_S_IP)`. */
import type { IkePayload } from './message.ts';

const NOTIFY: Readonly<Record<string, string>> = {
  NAT_DETECTION_SOURCE_IP: 'NATD_S_IP',
  NAT_DETECTION_DESTINATION_IP: 'NATD_D_IP',
  IKEV2_FRAGMENTATION_SUPPORTED: 'FRAG_SUP',
  SIGNATURE_HASH_ALGORITHMS: 'HASH_ALG',
  REDIRECT_SUPPORTED: 'REDIR_SUP',
  NO_PROPOSAL_CHOSEN: 'NO_PROP',
  INVALID_KE_PAYLOAD: 'INVAL_KE',
  AUTHENTICATION_FAILED: 'AUTH_FAILED',
  TS_UNACCEPTABLE: 'TS_UNACCEPT',
  MULTIPLE_AUTH_SUPPORTED: 'MULT_AUTH',
  EAP_ONLY_AUTHENTICATION: 'EAP_ONLY',
  MOBIKE_SUPPORTED: 'MOBIKE_SUP',
  IKEV2_MESSAGE_ID_SYNC_SUPPORTED: 'MSG_ID_SYN_SUP',
  USE_TRANSPORT_MODE: 'USE_TRANSP',
  INITIAL_CONTACT: 'INIT_CONTACT',
  ESP_TFC_PADDING_NOT_SUPPORTED: 'ESP_TFC_PAD_N',
  NON_FIRST_FRAGMENTS_ALSO: 'NON_FIRST_FRAG',
  INTERMEDIATE_EXCHANGE_SUPPORTED: 'INTERM_SUP',
  CHILDLESS_IKEV2_SUPPORTED: 'CHDLESS_SUP',
  TEMPORARY_FAILURE: 'TEMP_FAIL',
  ADDITIONAL_IP4_ADDRESS: 'ADD_4_ADDR',
  ADDITIONAL_IP6_ADDRESS: 'ADD_6_ADDR',
  NO_ADDITIONAL_ADDRESSES: 'NO_ADD_ADDR',
  'NO-PROPOSAL-CHOSEN': 'NO_PROP',
  'INITIAL-CONTACT': 'INITIAL_CONTACT',
  'INVALID-ID-INFORMATION': 'INVAL_ID',
  'INVALID-KEY-INFORMATION': 'INVAL_KE',
  'INVALID-HASH-INFORMATION': 'INVAL_HASH',
  'PAYLOAD-MALFORMED': 'PLD_MAL',
  'AUTHENTICATION-FAILED': 'AUTH_FAILED',
  'R-U-THERE': 'DPD',
  'R-U-THERE-ACK': 'DPD_ACK',
};

/** Short form of one payload, as strongSwan's log abbreviates it where it does. */
export function abbreviatePayload(payload: IkePayload): string {
  const v2 = payload.type.id >= 33 && payload.type.id <= 54;
  switch (payload.kind) {
    case 'sa':
      return 'SA';
    case 'ke':
      return 'KE';
    case 'nonce':
      return 'No';
    case 'id':
      return v2 ? payload.type.name : 'ID';
    case 'notify':
      return `N(${NOTIFY[payload.notify.name] ?? payload.notify.name})`;
    case 'ts':
      return payload.role === 'initiator' ? 'TSi' : 'TSr';
    case 'vendor':
      return 'V';
    case 'delete':
      return 'D';
    case 'natd':
      return 'NAT-D';
    case 'natoa':
      return 'NAT-OA';
    case 'fragment':
      return payload.last ? `FRAG(${payload.number})` : `FRAG(${payload.number}..)`;
    case 'skf':
      return `EF(${payload.number}/${payload.total})`;
    case 'sk':
      return 'E';
    case 'cp':
    case 'attributes':
      return `CP(${payload.configuration.name})`;
    case 'eap':
      return `EAP(${payload.code.name}${payload.method === null ? '' : `/${payload.method.name}`})`;
    case 'hash':
      return 'HASH';
    case 'sig':
      return 'SIG';
    default:
      return payload.type.name;
  }
}
