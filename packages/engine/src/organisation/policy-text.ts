/** How policies are written in a deployment file: the words in which `policy show` prints them. */
import type {
  FilterEnd,
  FilterPorts,
  MainModeOffer,
  PolicyAuthentication,
  PolicyFilter,
  QuickModeOffer,
} from '../observations/index.ts';
import { secretDigest } from '../observations/secret.ts';
import { formatAddress, parseRange } from '../policy/addresses.ts';

const protocols: Readonly<Record<string, number>> = {
  any: 0,
  icmp: 1,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
};
const kinds: Readonly<Record<string, FilterEnd>> = {
  any: { kind: 'any' },
  me: { kind: 'me' },
  dns: { kind: 'dns' },
  wins: { kind: 'wins' },
  dhcp: { kind: 'dhcp' },
  gateway: { kind: 'gateway' },
  'local-subnet': { kind: 'local-subnet' },
};
const anyPort: FilterPorts = { from: 0, to: 65_535 };

/** A filter such as `udp me:68 <-> any:67`, `any <-> 192.0.2.0/24` or `tcp any -> me:1433` (`->`: not mirrored); null: it is none. */
export function filterOf(text: string): PolicyFilter | null {
  const words = text.trim().split(/\s+/, 5);
  const arrow = words.findIndex((word) => word === '<->' || word === '->');
  if (arrow < 1 || arrow > 2 || words.length !== arrow + 2) return null;
  const protocol = arrow === 1 ? 0 : protocolOf(words[0] ?? '');
  const source = endOf(words[arrow - 1] ?? '');
  const destination = endOf(words[arrow + 1] ?? '');
  if (protocol === null || source === null || destination === null) return null;
  return {
    description: '',
    mirrored: words[arrow] === '<->',
    source: source.end,
    destination: destination.end,
    protocol,
    sourcePorts: source.ports,
    destinationPorts: destination.ports,
    tunnel: null,
    unevenMask: false,
  };
}

/** Number of a protocol by its name or number; null: none. */
export function protocolOf(text: string): number | null {
  const known = protocols[text.toLowerCase()];
  if (known !== undefined) return known;
  return /^[0-9]{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : null;
}

function endOf(text: string): { readonly end: FilterEnd; readonly ports: FilterPorts } | null {
  const { name, ports } = splitEnd(text);
  if (ports === null || name === '') return null;
  const kind = kinds[name];
  if (kind !== undefined) return { end: kind, ports };
  const range = parseRange(name);
  if (range !== undefined) {
    const [from, to] = [formatAddress(range.family, range.from), formatAddress(range.family, range.to)];
    return { end: { kind: 'range', from, to }, ports };
  }
  return /^[a-z0-9_][a-z0-9_.-]{0,252}$/.test(name) && /[a-z]/.test(name)
    ? { end: { kind: 'name', name }, ports }
    : null;
}

/** `NAME:PORTS`; an address of IPv6 with ports stands in brackets: `[2001:db8::1]:80`, `[2001:db8::]/32`. */
function splitEnd(text: string): { readonly name: string; readonly ports: FilterPorts | null } {
  const lower = text.toLowerCase();
  const close = lower.startsWith('[') ? lower.indexOf(']') : -1;
  const colon = close < 0 ? lower.lastIndexOf(':') : lower.indexOf(':', close);
  const bare = close < 0 && lower.indexOf(':') !== colon;
  const whole = colon < 0 || bare ? lower : lower.slice(0, colon);
  const name = close < 0 ? whole : `${whole.slice(1, close)}${whole.slice(close + 1)}`;
  return { name, ports: colon < 0 || bare ? anyPort : portsOf(lower.slice(colon + 1)) };
}

function portsOf(text: string): FilterPorts | null {
  const [from = '', to = from, more] = text.split('-', 3);
  if (more !== undefined || !/^[0-9]{1,5}$/.test(from) || !/^[0-9]{1,5}$/.test(to)) return null;
  const ports = { from: Number(from), to: Number(to) };
  return ports.from <= ports.to && ports.to <= 65_535 ? ports : null;
}

/** A key exchange offer such as `3DES-SHA1-modp2048`; null: it is none. */
export function mainModeOfferOf(text: string): MainModeOffer | null {
  const [encryption = '', hash = '', group = '', more] = text.trim().split('-', 4);
  if (encryption === '' || hash === '' || group === '' || more !== undefined) return null;
  return {
    encryption: encryption.toUpperCase(),
    hash: hash.toUpperCase(),
    group: group.toLowerCase(),
    quickModeLimit: 0,
    lifetimeKilobytes: 0,
    lifetimeSeconds: 28_800,
  };
}

/** A security method such as `ESP 3DES-SHA1`, `AH SHA1`, or `AH SHA1 + ESP none-SHA1`; null: it is none. */
export function quickModeOfferOf(
  text: string,
  pfs: boolean,
  seconds: number,
  kilobytes: number,
): QuickModeOffer | null {
  const transforms = text.split('+', 3).map((part) => {
    const [word = '', algorithms = '', more] = part.trim().split(/\s+/, 3);
    const [first = '', second] = algorithms.split('-', 2);
    const name = first.toLowerCase() === 'none' ? 'none' : first.toUpperCase();
    if (more !== undefined || first === '') return null;
    if (word.toUpperCase() === 'AH' && second === undefined)
      return { protocol: 'AH' as const, algorithm: name, integrity: null, id: null };
    if (word.toUpperCase() !== 'ESP' || second === undefined || second === '') return null;
    const integrity = second.toLowerCase() === 'none' ? null : second.toUpperCase();
    return { protocol: 'ESP' as const, algorithm: name, integrity, id: null };
  });
  if (transforms.some((one) => one === null)) return null;
  return {
    lifetimeSeconds: seconds,
    lifetimeKilobytes: kilobytes,
    pfs,
    transforms: transforms.filter((one) => one !== null),
  };
}

/**
 * A way of authentication: `kerberos`, `ntlm`, `anonymous`, `certificate NAME OF AUTHORITY`, or `psk NAME`. A deployment file never holds a key: the name tells
 * which keys are the same.
 */
export function authenticationOf(text: string): PolicyAuthentication | null {
  const [method = '', ...rest] = text.trim().split(/\s+/);
  const name = rest.join(' ');
  switch (method.toLowerCase()) {
    case 'kerberos':
    case 'ntlm':
    case 'anonymous':
      return rest.length === 0 ? { method: method.toLowerCase() as 'kerberos' | 'ntlm' | 'anonymous' } : null;
    case 'certificate':
      return { method: 'certificate', authority: name, mapsToAccount: false, excludesAuthorityName: false };
    case 'psk':
      return name === ''
        ? null
        : { method: 'psk', key: secretDigest(Uint8Array.from(name, (char) => char.charCodeAt(0) & 0xff)) };
    default:
      return null;
  }
}
