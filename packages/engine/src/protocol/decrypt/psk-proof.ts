/** Whether an AUTH payload was made with a given pre-shared key (RFC 7296 section 2.15). */
import type { IkeKeys } from '../../observations/keys.ts';
import { concatBytes } from '../bytes.ts';
import { prfs } from '../crypto/macs.ts';
import { firstPayload, payloadsOf } from '../ike/message.ts';
import type { WireIke } from '../wire-reading.ts';

/** Tells whether the sender's AUTH was made with this key. */
export type PskProof = (preSharedKey: Uint8Array) => boolean;

const keyPad = Uint8Array.from('Key Pad for IKEv2', (char) => char.charCodeAt(0));

/** The exchange that an AUTH signs: the first request as it was taken, and the answer to it. */
export interface FirstExchange {
  readonly request: WireIke;
  readonly response: WireIke;
}

/** The last IKE_SA_INIT request before the answer that carries a proposal; null when they are not both whole. */
export function firstExchange(messages: readonly WireIke[]): FirstExchange | null {
  const init = messages.filter(({ message }) => message.protocol === 'IKEv2' && message.exchangeType.id === 34);
  const at = init.findIndex(
    ({ message }) => message.flags.response && firstPayload(message.payloads, 'sa') !== undefined,
  );
  const response = init[at];
  const request = init.slice(0, Math.max(at, 0)).findLast(({ message }) => !message.flags.response);
  const whole = (one: WireIke): boolean => one.octets.length === one.message.length;
  return response === undefined || request === undefined || !whole(response) || !whole(request)
    ? null
    : { request, response };
}

/**
 * The proof of an opened IKE_AUTH message with a pre-shared key. Null where SK_pi and SK_pr are not known, AUTH is made another way,
 * or something is missing that it signs (IKE_INTERMEDIATE adds to it, RFC 9242).
 */
export function pskProof(
  opened: WireIke,
  first: FirstExchange,
  keys: IkeKeys,
  prfName: string | null,
): PskProof | null {
  const { payloads, flags } = opened.message;
  const auth = firstPayload(payloads, 'auth');
  const role = flags.initiator ? 'initiator' : 'responder';
  const id = payloadsOf(payloads, 'id').find((one) => one.role === role);
  const prf = prfs.get(prfName ?? '');
  const nonce = firstPayload((flags.initiator ? first.response : first.request).message.payloads, 'nonce');
  if (auth?.method.id !== 2 || id === undefined || prf === undefined || nonce === undefined || keys.proofKeys === null)
    return null;
  const real = (flags.initiator ? first.request : first.response).octets;
  const identity = concatBytes(Uint8Array.of(id.idType.id, 0, 0, 0), id.data);
  const signed = keys.proofKeys[role].use((key) => concatBytes(real, nonce.data, prf(key, identity)));
  return (preSharedKey) => {
    const made = prf(prf(preSharedKey, keyPad), signed);
    return made.length === auth.data.length && made.every((byte, at) => byte === auth.data[at]);
  };
}
