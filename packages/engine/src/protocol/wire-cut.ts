/** IKE messages of which a capture kept the beginning alone (snap length), and what such a capture still stands for. */
import { toNs } from './capture/types.ts';
import type { IkeSighting } from './ip/ike-sighting.ts';
import type { WireReading } from './wire-reading.ts';

/** The ISAKMP header (RFC 2408 3.1, RFC 7296 3.1), and how far it has to go to tell version, exchange and flags. */
const headerBytes = 28;
const versionAt = 17;
const exchangeAt = 18;
const flagsEnd = 20;

/** Exchanges whose messages all have message ID 0: IKE_SA_INIT; base, main and aggressive mode. */
const withoutId: ReadonlyMap<number, readonly number[]> = new Map([
  [2, [34]],
  [1, [1, 2, 4]],
]);

function byteAt({ data, from, captured }: IkeSighting, offset: number): number | null {
  return offset < captured ? (data[from + offset] ?? 0) : null;
}

/** Whether the capture ends within the header of what may be an IKE message as far as it goes. */
export function isHeaderCut(sighting: IkeSighting): boolean {
  const { captured, length } = sighting;
  if (captured >= headerBytes || length < headerBytes) return false;
  const version = byteAt(sighting, versionAt);
  return version === null || version >> 4 === 1 || version >> 4 === 2;
}

/**
 * Whether what is left of a cut header tells which message it is: both SPIs, version, exchange and flags, of an exchange whose
 * message ID is known without it. Of any other message it cannot be told whether it is new or a repetition, a question or which answer.
 */
export function isFirstOfCut(sighting: IkeSighting): boolean {
  if (!isHeaderCut(sighting) || sighting.captured < flagsEnd) return false;
  const version = byteAt(sighting, versionAt) ?? 0;
  const exchange = byteAt(sighting, exchangeAt) ?? 0;
  if ((version & 15) > 1 || withoutId.get(version >> 4)?.includes(exchange) !== true) return false;
  for (let i = 0; i < 8; i++) if (byteAt(sighting, i) !== 0) return true;
  return false;
}

/** Counts cut messages while a capture is read. */
export interface CutMessages {
  /** Takes a message in, whether it was `read` or too little of it is left. */
  met(sighting: IkeSighting, read: boolean): void;
  /** The parts of a reading about its time; `first` and `last` are the times of its packets. */
  window(first: bigint | null, last: bigint | null): Pick<WireReading, 'first' | 'last' | 'cut'>;
}

/** Begins with none. */
export function cutMessages(): CutMessages {
  let messages = 0;
  let unread = 0;
  /** The last message before the first that is not read. */
  let told: bigint | null = null;
  return {
    met(sighting, read) {
      if (sighting.captured < sighting.length) messages++;
      if (!read) unread++;
      else if (unread === 0) told = toNs(sighting.seconds, sighting.nanoseconds);
    },
    window(first, last) {
      if (messages === 0) return { first, last };
      const span = { from: first, to: last };
      if (unread === 0) return { first, last, cut: { messages, unread, span } };
      // Which messages there are beyond these is not known, so the capture stands for no more of the time.
      return { first: told === null ? null : first, last: told, cut: { messages, unread, span } };
    },
  };
}
