import type { LogEvent, Source } from '../observations/index.ts';
import { notifiesOf } from './notify-names.ts';
import type { Sighting } from './types.ts';

/** A message of a log under construction. */
export interface Draft {
  sighting: Sighting;
  sources: Source[];
}

/** A whole number of an argument, however it was read; null when it is none. */
export function whole(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  if (typeof value === 'string' && /^[0-9]{1,10}$/.test(value)) return Number(value);
  return null;
}

/** A message that carries nothing but one fragment of another one: `EF(1/2)` (RFC 7383), `FRAG(1)` or `FRAG(2/2)` with IKEv1. */
export function fragmentOf(payloads: readonly string[]): { readonly total: number } | null {
  const [only] = payloads;
  const found = payloads.length === 1 ? /^(?:EF|FRAG)\(([0-9]{1,5})(?:\/([0-9]{1,5}))?\)$/.exec(only ?? '') : null;
  return found === null ? null : { total: Number(found[2] ?? found[1]) };
}

/**
 * Folds a fragment into the message it is part of, and a message that was put together again into what its fragments began. False
 * when the line tells of a message of its own.
 */
export function foldFragment(
  draft: Draft,
  item: LogEvent,
  received: LogEvent | null,
  part: { readonly total: number } | null,
  payloads: readonly string[],
): boolean {
  const was = draft.sighting;
  const complete = was.act === 'parsed' || (was.act === 'sent' && was.payloads.length > 0);
  const own = item.code === 'message.generated';
  if (part === null ? was.ikeFragments === null || complete : complete && !own) return false;
  const bytes = received === null ? null : whole(received.args['bytes']);
  const seen = was.ikeFragments;
  if (received !== null) draft.sources.push(received.src);
  draft.sources.push(item.src);
  draft.sighting = {
    ...was,
    act: own ? 'sent' : part === null ? 'parsed' : 'received',
    payloads: part === null ? payloads : was.payloads,
    notifies: part === null ? notifiesOf(payloads, was.encrypted === true) : was.notifies,
    bytes: bytes !== null && bytes > (was.bytes ?? 0) ? bytes : was.bytes,
    lastNs: item.ns ?? was.lastNs,
    ikeFragments: part === null ? seen : { total: Math.max(part.total, seen?.total ?? 0), seen: (seen?.seen ?? 0) + 1 },
  };
  return true;
}

/**
 * The IKE_AUTH request that is repeated although nothing tells of its making: message 1 of the initiator is no other, and that it was
 * made says that the first exchange was done (RFC 7296 2.2).
 */
export function unseenProof(first: Sighting, item: LogEvent, drafts: Draft[]): Draft {
  const draft: Draft = {
    sources: [item.src],
    sighting: {
      ...first,
      exchange: 'IKE_AUTH',
      kind: 'request',
      messageId: 1,
      bytes: null,
      encrypted: true,
      payloads: [],
      notifies: [],
      copies: 2,
      ns: null,
      lastNs: item.ns,
      seq: item.seq,
      srcPort: null,
      dstPort: null,
      round: 0,
      ikeFragments: null,
    },
  };
  drafts.push(draft);
  return draft;
}
