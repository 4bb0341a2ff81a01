import type {
  FilterEnd,
  FilterPorts,
  MainModeOffer,
  PolicyAuthentication,
  PolicyFilter,
  QuickModeOffer,
} from '../../observations/index.ts';
import { formatRange, parseRange } from '../addresses.ts';

const protocols: ReadonlyMap<number, string> = new Map([
  [0, 'any'],
  [1, 'ICMP'],
  [6, 'TCP'],
  [17, 'UDP'],
  [47, 'GRE'],
  [50, 'ESP'],
  [51, 'AH'],
]);

/** A generic filter as one line: `UDP me:68 <-> any:67`; `->` where it is not mirrored. */
export function filterText(filter: PolicyFilter): string {
  const protocol = protocols.get(filter.protocol) ?? String(filter.protocol);
  const way = filter.mirrored ? '<->' : '->';
  const { source, sourcePorts, destination, destinationPorts } = filter;
  return `${protocol} ${withPorts(endText(source), sourcePorts)} ${way} ${withPorts(endText(destination), destinationPorts)}`;
}

/** An end with its ports; addresses of IPv6 stand in brackets where ports follow. */
export function withPorts(end: string, ports: FilterPorts): string {
  const text = portText(ports);
  return text !== '' && end.includes(':') ? `[${end}]${text}` : `${end}${text}`;
}

function endText(end: FilterEnd): string {
  if (end.kind === 'name') return end.name;
  if (end.kind !== 'range') return end.kind;
  const range = parseRange(`${end.from}-${end.to}`);
  return range === undefined ? `${end.from}-${end.to}` : formatRange(range);
}

function portText({ from, to }: FilterPorts): string {
  return from === 0 && to === 65_535 ? '' : from === to ? `:${from}` : `:${from}-${to}`;
}

/** A main mode offer as one word: `3DES-SHA1-modp2048`. */
export function mainModeText(offer: MainModeOffer): string {
  return `${offer.encryption}-${offer.hash}-${offer.group}`;
}

/** A quick mode offer as one word: `ESP 3DES-SHA1`, `AH SHA1 + ESP none-MD5`; lifetimes where they are set. */
export function quickModeText(offer: QuickModeOffer): string {
  const transforms = offer.transforms.map(({ protocol, algorithm, integrity }) =>
    protocol === 'AH' ? `AH ${algorithm}` : `${protocol} ${algorithm}-${integrity ?? 'none'}`,
  );
  const life = [
    ...(offer.lifetimeSeconds > 0 ? [`${offer.lifetimeSeconds} s`] : []),
    ...(offer.lifetimeKilobytes > 0 ? [`${offer.lifetimeKilobytes} KB`] : []),
  ];
  return `${transforms.join(' + ')}${life.length > 0 ? ` (${life.join(', ')})` : ''}`;
}

/** How the ends prove themselves, as one word; of a pre-shared key only that there is one. */
export function authenticationText(one: PolicyAuthentication): string {
  switch (one.method) {
    case 'psk':
      return 'pre-shared key';
    case 'certificate':
      return `certificate of ${one.authority === '' ? '?' : one.authority}`;
    case 'unknown':
      return `unknown (${one.type})`;
    default:
      return { kerberos: 'Kerberos', ntlm: 'NTLM', anonymous: 'anonymous' }[one.method];
  }
}
