import type { LedgerRow } from './types.ts';

/**
 * An IKE_AUTH answer too small for IDr, AUTH: only a notify fits (RFC 7296 2.21.2: SK{N(AUTHENTICATION_FAILED)} is 65 to 92
 * bytes whatever the cipher). EAP answers are small too, but another IKE_AUTH request follows them.
 */
export function smallAnswer(rows: readonly LedgerRow[]): boolean {
  const auth = rows.filter((row) => row.exchange === 'IKE_AUTH');
  const last = auth.filter((row) => row.kind === 'response').at(-1);
  if (last === undefined || last.bytes === null) return false;
  // A log tells what is in it: the success of EAP is as small.
  if (last.payloads.includes('EAP/SUCC')) return false;
  const later = auth.some((row) => row.kind === 'request' && (row.messageId ?? 0) > (last.messageId ?? 0));
  return !later && last.bytes <= 100;
}

/** Nanoseconds. A daemon refuses within some milliseconds; tens of them later it tells of other addresses as well (RFC 4555 3.6). */
const prompt = 15_000_000n;

/** The initiator speaks again right after the IKE_AUTH answer, in an INFORMATIONAL of its own: it refuses or deletes. */
export function promptGoodbye(rows: readonly LedgerRow[]): boolean {
  return goodbye(rows) !== null;
}

/** It does so by logs of whole seconds alone, in which a deletion on purpose, some tenths later, looks the same. */
export function coarseGoodbye(rows: readonly LedgerRow[]): boolean {
  const found = goodbye(rows);
  return (
    found !== null &&
    found.next.notifies.every((notify) => !notify.error) &&
    [found.answer, found.next].every(({ sightings }) =>
      sightings.every(({ from, ns }) => from === 'log' && ns !== null && ns % second === 0n),
    )
  );
}

const second = 1_000_000_000n;

function goodbye(rows: readonly LedgerRow[]): { readonly answer: LedgerRow; readonly next: LedgerRow } | null {
  const answer = rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response').at(-1);
  if (answer === undefined) return null;
  const next = rows.find(
    (row) => row.exchange === 'INFORMATIONAL' && row.kind === 'request' && row.sender === 'initiator',
  );
  if (next === undefined || next.at === null || answer.at === null) return null;
  // A log tells what is in it: other addresses (RFC 4555 3.6) are no goodbye.
  const told = next.payloads.filter((payload) => payload !== 'SK' && payload !== 'SKF');
  if (told.length > 0 && !told.includes('D') && next.notifies.every((notify) => !notify.error)) return null;
  // Who refuses is gone; who only closed a child speaks again.
  const later = rows.some(
    (row) => row.sender === 'initiator' && row.kind === 'request' && (row.messageId ?? 0) > (next.messageId ?? 0),
  );
  const soon = next.messageId === (answer.messageId ?? 0) + 1 && next.at - answer.at < prompt;
  return !later && soon ? { answer, next } : null;
}
