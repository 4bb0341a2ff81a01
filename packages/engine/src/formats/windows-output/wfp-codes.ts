/**
 * What the errors of IKE in the events of the filtering platform say, in the words of facts. Numbers and names: winerror.h. Only a
 * failure that this host itself decided (`IPSEC_FAILURE_ME`) is a decision; what the peer is said to have refused is told as such.
 */
import type { ArgValue, FactCode } from '../../observations/index.ts';

interface Said {
  readonly code: FactCode;
  readonly args: Readonly<Record<string, ArgValue>>;
}

/** Names of winerror.h behind `ERROR_IPSEC_IKE_`, with their numbers. */
const numbers: Readonly<Record<string, number>> = {
  AUTH_FAIL: 13801,
  ATTRIB_FAIL: 13802,
  TIMED_OUT: 13805,
  NO_CERT: 13806,
  DROP_NO_RESPONSE: 13813,
  MM_DELAY_DROP: 13814,
  QM_DELAY_DROP: 13815,
  INVALID_KEY_USAGE: 13818,
  INVALID_CERT_TYPE: 13819,
  NO_PRIVATE_KEY: 13820,
  NO_POLICY: 13825,
  INVALID_SIGNATURE: 13826,
  KERBEROS_ERROR: 13827,
  NO_PEER_CERT: 13847,
  NO_MM_POLICY: 13850,
  GETSPIFAIL: 13857,
  ADD_UPDATE_KEY_FAILED: 13860,
  DECRYPT: 13867,
  POLICY_MATCH: 13868,
  INVALID_HASH: 13870,
  INVALID_SIG: 13875,
  INVALID_MAJOR_VERSION: 13880,
  INVALID_CERT_KEYLEN: 13881,
  CERT_CHAIN_POLICY_MISMATCH: 13887,
};

/** Number of an error as it is written: a number, hexadecimal, or its name; null where the name is not known. */
export function errorNumber(text: string): number | null {
  const bare = text.trim();
  if (/^[0-9]{1,10}$/.test(bare)) return Number(bare);
  if (/^0x[0-9a-f]{1,8}$/i.test(bare)) return Number.parseInt(bare.slice(2), 16);
  return numbers[bare.replace(/^ERROR_IPSEC_(?:IKE_)?/, '')] ?? null;
}

/** What this host found by itself. */
function decided(number: number, quick: boolean, responder: boolean): Said | null {
  const protocol = quick ? 'ESP' : 'IKE';
  switch (number) {
    case 13802:
      return { code: 'proposal.none-chosen', args: { protocol } };
    case 13868:
      // An initiator has this from the peer's refusal as well.
      return responder ? { code: 'proposal.none-chosen', args: { protocol } } : null;
    case 13806:
      return { code: 'auth.certificate-missing', args: { whose: 'own' } };
    case 13847:
      return { code: 'auth.certificate-missing', args: { whose: 'peer' } };
    case 13818:
    case 13819:
    case 13881:
      return { code: 'auth.certificate-unsuitable', args: {} };
    case 13820:
      return { code: 'auth.private-key-missing', args: {} };
    case 13825:
    case 13850:
      return quick ? { code: 'policy.selectors-unacceptable', args: {} } : { code: 'policy.no-ike-config', args: {} };
    case 13826:
    case 13875:
      return { code: 'auth.signature-invalid', args: {} };
    case 13857:
    case 13860:
      return { code: 'kernel.sa-refused', args: {} };
    case 13867:
      return { code: 'message.undecryptable', args: {} };
    case 13870:
      return { code: 'auth.hash-mismatch', args: {} };
    case 13880:
      return { code: 'ike.version-refused', args: {} };
    case 13887:
      return { code: 'auth.certificate-untrusted', args: {} };
    default:
      return null;
  }
}

/** The fact that a failure is. `own`: this host is the failure point. */
export function saidBy(
  error: string,
  failure: { readonly own: boolean; readonly quick: boolean; readonly responder: boolean; readonly state: string },
): Said {
  const number = errorNumber(error);
  if (number !== null && [13805, 13813, 13814, 13815].includes(number))
    return {
      code: 'message.gave-up',
      args: { state: failure.state, ...(failure.quick ? { hint: 'quick-mode' } : {}) },
    };
  const said = number === null || !failure.own ? null : decided(number, failure.quick, failure.responder);
  if (said !== null) return { code: said.code, args: { ...said.args, what: error } };
  const auth = number === 13801 || number === 13827;
  return { code: auth && failure.own ? 'auth.failed' : 'ike.failed', args: { what: error } };
}
