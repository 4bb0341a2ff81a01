import type { Endpoint } from '../../observations/index.ts';
import { addressBytes, addressText } from '../../protocol/address.ts';

/** Canonical text of an address (RFC 5952), or null when the text is not an address. */
export function canonicalAddress(text: string): string | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (bare.length > 45) return null;
  const bytes = addressBytes(bare);
  if (bytes === undefined) return null;
  return addressText(bytes, 0, bytes.length === 4 ? 4 : 16) ?? null;
}

/**
 * Address and port as pluto writes them: `192.0.2.1:500`, `192.0.2.1:UDP/4500`, `[2001:db8::1]:500`, a bare address
 * (port 0), or the old `2001:db8::1:500`. Null when there is no address.
 */
export function parseEndpoint(raw: string): Endpoint | null {
  let text = raw.trim();
  while (text.endsWith('.') || text.endsWith(',') || text.endsWith(';')) text = text.slice(0, -1);
  if (text.length > 80) return null;
  if (text.startsWith('...')) text = text.slice(3);
  const protocol = text.indexOf(':UDP/') >= 0 ? ':UDP/' : ':TCP/';
  const slash = text.indexOf(protocol);
  if (slash > 0) {
    const address = canonicalAddress(text.slice(0, slash));
    return address === null ? null : { address, port: portNumber(text.slice(slash + protocol.length)) };
  }
  const whole = canonicalAddress(text);
  const colon = text.lastIndexOf(':');
  if (whole !== null && (!whole.includes(':') || colon < 0 || text.includes('::') || text.startsWith('['))) {
    // An old IPv6 text with a port appended can still be an address by itself; full form addresses have seven colons.
    return { address: whole, port: 0 };
  }
  if (colon > 0) {
    const address = canonicalAddress(text.slice(0, colon));
    if (address !== null && whole === null) return { address, port: portNumber(text.slice(colon + 1)) };
  }
  return whole === null ? null : { address: whole, port: 0 };
}

function portNumber(text: string): number {
  if (!/^[0-9]{1,5}$/.test(text)) return 0;
  const port = Number(text);
  return port <= 65535 ? port : 0;
}

/** Identity without pluto's mark of a name (`@east.example` is the FQDN east.example); types stay out of it. */
export function normalIdentity(raw: string): string {
  let text = raw.trim();
  if (text.length > 1 && text.startsWith("'") && text.endsWith("'")) text = text.slice(1, -1);
  if (text.startsWith('@@')) return text.slice(2);
  if (text.startsWith('@') && !text.startsWith('@#') && !text.startsWith('@[') && !text.startsWith('@~'))
    return text.slice(1);
  return text;
}

/** Identity type in the RFC's name without ID_: IPV4_ADDR, FQDN, USER_FQDN, DER_ASN1_DN … */
export function identityType(raw: string): string {
  return raw.startsWith('ID_') ? raw.slice(3) : raw;
}

/**
 * A range of 4.x, `10.1.0.0-10.1.0.255:0-65535 0`, in prefix form where it is one, with protocol and ports after it when
 * they are narrower than all: `10.1.0.0/24`, `10.1.0.1/32[17/1701-1701]`. Unknown forms come back as they are.
 */
export function rangeText(raw: string): string {
  const found = /^([0-9a-fA-F.:]{2,45})-([0-9a-fA-F.:]{2,45}):([0-9]{1,5})-([0-9]{1,5}) ([0-9]{1,3})$/.exec(raw.trim());
  if (found === null) return raw.trim();
  const [, from = '', to = '', portFrom = '', portTo = '', protocol = ''] = found;
  const low = addressBytes(from);
  const high = addressBytes(to);
  if (low === undefined || high === undefined || low.length !== high.length) return raw.trim();
  const address = addressText(low, 0, low.length === 4 ? 4 : 16) ?? from;
  const prefix = prefixLength(low, high);
  const range =
    prefix === null ? `${address}-${addressText(high, 0, high.length === 4 ? 4 : 16) ?? to}` : `${address}/${prefix}`;
  const allPorts = portFrom === '0' && portTo === '65535';
  return allPorts && protocol === '0' ? range : `${range}[${protocol}/${portFrom}-${portTo}]`;
}

/** Prefix length when low…high is exactly one prefix. */
function prefixLength(low: Uint8Array, high: Uint8Array): number | null {
  let bits = 0;
  let open = false;
  for (let i = 0; i < low.length; i++) {
    for (let bit = 7; bit >= 0; bit--) {
      const a = ((low[i] ?? 0) >> bit) & 1;
      const b = ((high[i] ?? 0) >> bit) & 1;
      if (!open && a === b) bits++;
      else if (a === 0 && b === 1) open = true;
      else return null;
    }
  }
  return bits;
}

/** SPI as eight lower-case hex digits, or null. */
export function spiText(raw: string): string | null {
  const text = raw.startsWith('0x') ? raw.slice(2) : raw;
  return /^[0-9a-fA-F]{1,8}$/.test(text) ? text.toLowerCase().padStart(8, '0') : null;
}

/** IKE SPI or cookie of `00 11 22 33  44 55 66 77`: sixteen lower-case hex digits, or null (also when all zero). */
export function cookieText(raw: string): string | null {
  const text = raw.replaceAll(' ', '').toLowerCase();
  return text.length === 16 && /^[0-9a-f]{16}$/.test(text) && text !== '0000000000000000' ? text : null;
}

/** Notify name in the registry's spelling, without v1N_ or v2N_. */
export function notifyText(raw: string): string {
  let text = raw.trim();
  for (const end of ['.', ',', ';', ':']) if (text.endsWith(end)) text = text.slice(0, -1);
  return text.startsWith('v2N_') || text.startsWith('v1N_') ? text.slice(4) : text;
}

const statusNotifies = new Set([
  'COOKIE',
  'INITIAL_CONTACT',
  'IPSEC_INITIAL_CONTACT',
  'IPSEC_RESPONDER_LIFETIME',
  'IPSEC_REPLAY_STATUS',
  'R_U_THERE',
  'R_U_THERE_ACK',
  'REDIRECT',
  'IKEV2_FRAGMENTATION_SUPPORTED',
  'CISCO_LOAD_BALANCE',
  'ISAKMP_N_CISCO_LOAD_BALANCE',
  'CONNECTED',
]);

/** Whether a notify pluto names is of an error type (RFC 2408 section 3.14.1, RFC 7296 section 3.10.1). */
export function isError(notify: string): boolean {
  return !statusNotifies.has(notify) && !notify.startsWith('NAT_DETECTION') && !notify.endsWith('_SUPPORTED');
}
