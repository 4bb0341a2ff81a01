/** Addresses as text: IPv4 dotted, IPv6 after RFC 5952, ranges as prefixes where they are one. */

/** Text of 4 or 16 address bytes at `offset`, or undefined when they are not all there. IPv6 after RFC 5952. */
export function addressText(bytes: Uint8Array, offset: number, length: 4 | 16): string | undefined {
  if (offset < 0 || offset + length > bytes.length) return undefined;
  if (length === 4) return `${bytes[offset]}.${bytes[offset + 1]}.${bytes[offset + 2]}.${bytes[offset + 3]}`;
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(((bytes[offset + i] ?? 0) << 8) | (bytes[offset + i + 1] ?? 0));
  return ipv6Text(groups);
}

function ipv6Text(groups: readonly number[]): string {
  let bestStart = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; ) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > bestLength) {
      bestStart = i;
      bestLength = end - i;
    }
    i = end > i ? end : i + 1;
  }
  if (bestStart === 0 && bestLength === 5 && groups[5] === 0xffff) {
    const [a, b] = [groups[6] ?? 0, groups[7] ?? 0];
    return `::ffff:${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`;
  }
  const words = groups.map((group) => group.toString(16));
  if (bestStart < 0) return words.join(':');
  return `${words.slice(0, bestStart).join(':')}::${words.slice(bestStart + bestLength).join(':')}`;
}

/**
 * Bytes of an address text, or undefined when it is not one. Strict: no leading zeros in IPv4, no zone, no prefix.
 * Source: RFC 4291 section 2.2, RFC 6943 section 3.1.1 (strict form).
 */
export function addressBytes(text: string): Uint8Array | undefined {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text);
}

function ipv4Bytes(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const bytes = new Uint8Array(4);
  for (let i = 0; i < 4; i++) {
    const part = parts[i] ?? '';
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    bytes[i] = Number(part);
  }
  return bytes;
}

function ipv6Bytes(text: string): Uint8Array | undefined {
  if (text.length > 45) return undefined;
  let body = text;
  const tail: number[] = [];
  const dot = body.indexOf('.');
  if (dot >= 0) {
    const colon = body.lastIndexOf(':');
    const v4 = ipv4Bytes(body.slice(colon + 1));
    if (v4 === undefined || colon < 0) return undefined;
    tail.push(((v4[0] ?? 0) << 8) | (v4[1] ?? 0), ((v4[2] ?? 0) << 8) | (v4[3] ?? 0));
    body = body.slice(0, colon + 1);
    if (!body.endsWith('::')) body = body.slice(0, -1);
  }
  const halves = body.split('::');
  if (halves.length > 2) return undefined;
  const head = words(halves[0] ?? '');
  const rest = halves.length === 2 ? words(halves[1] ?? '') : [];
  if (head === undefined || rest === undefined) return undefined;
  const count = head.length + rest.length + tail.length;
  if (halves.length === 2 ? count > 7 : count !== 8) return undefined;
  const groups = [...head, ...Array<number>(8 - count).fill(0), ...rest, ...tail];
  const bytes = new Uint8Array(16);
  groups.forEach((group, i) => {
    bytes[2 * i] = group >> 8;
    bytes[2 * i + 1] = group & 255;
  });
  return bytes;
}

function words(text: string): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  return parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))
    ? parts.map((part) => Number.parseInt(part, 16))
    : undefined;
}

/** Number of leading one bits of a mask of 4 or 16 bytes, or undefined when the ones are not contiguous. */
export function maskLength(mask: Uint8Array): number | undefined {
  let ones = 0;
  let ended = false;
  for (const byte of mask) {
    for (let bit = 7; bit >= 0; bit--) {
      if ((byte >> bit) & 1) {
        if (ended) return undefined;
        ones++;
      } else ended = true;
    }
  }
  return ones;
}

/** Length of the prefix that is exactly the range `start`-`end` (both inclusive, same family), or undefined. */
export function rangePrefix(start: Uint8Array, end: Uint8Array): number | undefined {
  if (start.length !== end.length) return undefined;
  let prefix = 0;
  let inHost = false;
  for (let i = 0; i < start.length; i++) {
    const a = start[i] ?? 0;
    const b = end[i] ?? 0;
    for (let bit = 7; bit >= 0; bit--) {
      const x = (a >> bit) & 1;
      const y = (b >> bit) & 1;
      if (!inHost && x === y) prefix++;
      else {
        inHost = true;
        if (x !== 0 || y !== 1) return undefined;
      }
    }
  }
  return prefix;
}

/**
 * A range of addresses as text: `10.1.0.0/16`, a single address with its full prefix length (`10.1.2.3/32`), or
 * `10.1.0.5-10.1.0.9` when the range is no prefix.
 */
export function rangeText(start: Uint8Array, end: Uint8Array): string {
  const length = start.length === 16 ? 16 : 4;
  const from = addressText(start, 0, length) ?? '';
  const to = addressText(end, 0, end.length === 16 ? 16 : 4) ?? '';
  const prefix = rangePrefix(start, end);
  return prefix === undefined ? `${from}-${to}` : `${from}/${prefix}`;
}

/** Whether an address is not routed on the internet: RFC 1918, RFC 6598, RFC 4193, link-local. */
export function isPrivate(address: string): boolean {
  return (
    /^(10|192\.168|169\.254|172\.(1[6-9]|2[0-9]|3[01])|100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))\./.test(address) ||
    /^(f[cd]|fe[89ab])[0-9a-f]*:/i.test(address)
  );
}
