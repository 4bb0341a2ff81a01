import type { Context } from './context.ts';

/** The fixed part of a Notification payload as pluto dumps it: sixteen bytes a line, a wider gap after every fourth. */
const fixedPart = /^ {0,4}(?:[0-9a-f]{2} {1,2}){11}[0-9a-f]{2}(?![0-9a-f])/;

const ipsecDoi = 1;
/** IPsec DOI protocols of phase 2: AH and ESP (RFC 2407 section 4.4.1). */
const phase2Protocols: ReadonlySet<number> = new Set([2, 3]);

/**
 * A notify of IKEv1 that pluto takes no action on is dumped right behind the line that names it: `| ISAKMP Notification Payload`, then
 * its bytes. Its Protocol-ID (RFC 2408 section 3.14) tells of which phase it is, also where the SPI is not of an IPsec SA and the length
 * tells nothing. True where the line belongs to such a dump.
 */
export function noteDump(context: Context, text: string): boolean {
  if (text === 'ISAKMP Notification Payload') {
    context.dumped = context.notified;
    context.notified = null;
    return context.dumped !== null;
  }
  const entry = context.dumped;
  context.dumped = null;
  const found = entry === null ? null : fixedPart.exec(text);
  if (entry === null || found === null) return false;
  const bytes = found[0]
    .trim()
    .split(/ +/)
    .map((pair) => Number.parseInt(pair, 16));
  const doi = bytes.slice(4, 8).reduce((sum, byte) => sum * 256 + byte, 0);
  if (doi === ipsecDoi && phase2Protocols.has(bytes[8] ?? 0)) entry.args = { ...entry.args, exchange: 'Quick Mode' };
  return true;
}
