/** NAT detection: do the hashes a sender put into its message fit the addresses the message was seen with? */
import { addressBytes } from '../address.ts';
import { concatBytes, fromHex, hex } from '../bytes.ts';
import { digest, type DigestName } from '../digest.ts';
import { type IkeMessage, payloadsOf } from './message.ts';

/** What goes into the hash: both SPIs (16 hex digits), an address as text, and the UDP port. */
export interface NatDetectionInput {
  readonly initiatorSpi: string;
  readonly responderSpi: string;
  readonly address: string;
  readonly port: number;
}

/**
 * HASH(SPIi | SPIr | IP | port), lower-case hex, or undefined when an SPI or the address is not one. IKEv2 always hashes with
 * SHA-1 (RFC 7296 section 2.23); IKEv1 with the negotiated hash (RFC 3947 section 3.2).
 */
export function natDetectionHash(input: NatDetectionInput, algorithm: DigestName = 'sha1'): string | undefined {
  const initiator = fromHex(input.initiatorSpi);
  const responder = fromHex(input.responderSpi);
  const address = addressBytes(input.address);
  if (initiator?.length !== 8 || responder?.length !== 8 || address === undefined) return undefined;
  const port = Uint8Array.of((input.port >> 8) & 255, input.port & 255);
  return hex(digest(algorithm, concatBytes(initiator, responder, address, port)));
}

const BY_LENGTH: Readonly<Record<number, DigestName>> = {
  32: 'md5',
  40: 'sha1',
  64: 'sha256',
  96: 'sha384',
  128: 'sha512',
};

/**
 * Whether a NAT detection hash (hex) is the one of this address and port. The algorithm is told by the hash's length when left
 * out. Undefined when the hash or the input cannot be used.
 */
export function natDetectionMatches(
  hash: string,
  input: NatDetectionInput,
  algorithm?: DigestName,
): boolean | undefined {
  const name = algorithm ?? BY_LENGTH[hash.length];
  const expected = name === undefined ? undefined : natDetectionHash(input, name);
  return expected === undefined ? undefined : expected === hash.toLowerCase();
}

export interface NatSighting {
  /** True: the sender's address or port was changed before this place. */
  readonly sender: boolean | null;
  /** True: the receiver is not known to the sender by the address and port seen at this place. */
  readonly receiver: boolean | null;
}

/**
 * Which ends stand behind NAT as this message shows at the place it was seen: its hashes against the addresses and ports of
 * the datagram. Null where the message carries no usable hash. A sender that forces encapsulation sends a wrong source hash
 * on purpose, which looks the same. IKEv1 puts the destination first (RFC 3947 section 3.2).
 */
export function natSighting(
  message: IkeMessage,
  source: { readonly address: string; readonly port: number },
  destination: { readonly address: string; readonly port: number },
): NatSighting {
  const { initiatorSpi, responderSpi } = message;
  const seen = (
    hashes: readonly string[],
    end: { readonly address: string; readonly port: number },
  ): boolean | null => {
    const results = hashes.map((hash) => natDetectionMatches(hash, { initiatorSpi, responderSpi, ...end }));
    if (results.includes(true)) return false;
    return results.includes(false) ? true : null;
  };
  if (message.protocol === 'IKEv2') {
    const hashes = (type: number): string[] =>
      payloadsOf(message.payloads, 'notify').flatMap((notify) =>
        notify.notify.id === type && notify.detail.is === 'hash' ? [notify.detail.hash] : [],
      );
    return { sender: seen(hashes(16388), source), receiver: seen(hashes(16389), destination) };
  }
  const [first, ...rest] = payloadsOf(message.payloads, 'natd').map((payload) => payload.hash);
  return { sender: seen(rest, source), receiver: seen(first === undefined ? [] : [first], destination) };
}
