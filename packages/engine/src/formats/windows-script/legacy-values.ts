/** Values of netsh ipsec, ipseccmd and ipsecpol: ends of filters, security methods, authentication. */
import type {
  FilterEnd,
  FilterPorts,
  MainModeOffer,
  OfferedTransform,
  PolicyAuthentication,
  QuickModeOffer,
} from '../../observations/index.ts';
import { formatAddress, parseAddress, parseRange } from '../../policy/addresses.ts';
import { digestOfText, isRedacted } from '../shared/secret-value.ts';

const servers: ReadonlySet<string> = new Set(['dns', 'wins', 'dhcp', 'gateway']);

/** An end of a filter out of an address, range, name or word, and its mask or prefix where one is told. */
export function endOf(address: string, mask: string | undefined): FilterEnd {
  const word = address.trim().toLowerCase();
  if (word === 'any' || word === '*' || word === '' || word === '0.0.0.0/0') return { kind: 'any' };
  if (word === 'me') return { kind: 'me' };
  if (servers.has(word)) return { kind: word } as FilterEnd;
  const single = parseAddress(word);
  const masked = single === undefined || mask === undefined || mask === '' ? word : `${word}/${mask}`;
  const range = parseRange(masked);
  if (range === undefined) return { kind: 'name', name: address.trim().slice(0, 256) };
  // 0.0.0.0 with a mask of no bits is any address.
  if (range.from === 0n && range.family === 4 && range.to === 0xffffffffn) return { kind: 'any' };
  return { kind: 'range', from: formatAddress(range.family, range.from), to: formatAddress(range.family, range.to) };
}

const protocols: Readonly<Record<string, number>> = { any: 0, icmp: 1, tcp: 6, udp: 17, raw: 255, '': 0, icmpv6: 58 };

/** Number of a protocol; null: not known. */
export function protocolOf(word: string): number | null {
  const found = protocols[word.toLowerCase()];
  if (found !== undefined) return found;
  return /^[0-9]{1,3}$/.test(word) && Number(word) < 256 ? Number(word) : null;
}

/** Ports of a filter; 0 and `*` are any. Null: no port. */
export function portsOf(word: string): FilterPorts | null {
  if (word === '' || word === '0' || word === '*' || /^any$/i.test(word)) return { from: 0, to: 65_535 };
  const found = /^([0-9]{1,5})(?:-([0-9]{1,5}))?$/.exec(word);
  const [from, to] = [Number(found?.[1]), Number(found?.[2] ?? found?.[1])];
  return found === null || to > 65_535 || from > to ? null : { from, to };
}

const hashes: Readonly<Record<string, string>> = { md5: 'MD5', sha1: 'SHA1', sha: 'SHA1', none: 'none' };
const ciphers: Readonly<Record<string, string>> = { des: 'DES', '3des': '3DES', none: 'none' };
const groups: Readonly<Record<string, string>> = {
  '1': 'modp768',
  '2': 'modp1024',
  '3': 'modp2048',
  '2048': 'modp2048',
};

const known = (names: Readonly<Record<string, string>>, word: string): string =>
  names[word.trim().toLowerCase()] ?? `unknown (${word.trim().slice(0, 40)})`;

/** Main mode methods `3DES-SHA1-2`, divided by blanks. */
export function mainModeOffers(
  text: string,
  lifetimeSeconds: number,
  quickModeLimit: number,
): readonly MainModeOffer[] {
  return text
    .trim()
    .split(/\s+/, 64)
    .flatMap((word) => {
      const [encryption = '', hash = '', group = ''] = word.split('-');
      if (word === '') return [];
      return [
        {
          encryption: known(ciphers, encryption),
          hash: known(hashes, hash),
          group: known(groups, group),
          quickModeLimit,
          lifetimeKilobytes: 0,
          lifetimeSeconds,
        },
      ];
    });
}

const part = /(ESP|AH)\s*\[([A-Za-z0-9]{1,8})\s*(?:,\s*([A-Za-z0-9]{1,8})\s*)?\]/gi;

/**
 * Security methods `ESP[3DES,SHA1]:100000k/3600s`, `AH[SHA1]+ESP[DES,none]`, divided by blanks (netsh); with `50000K/3600SP` behind them in
 * ipseccmd and ipsecpol, where P asks for PFS.
 */
export function quickModeOffers(text: string): readonly QuickModeOffer[] {
  const found: QuickModeOffer[] = [];
  for (const word of text.replaceAll(/ ?, ?/g, ',').trim().split(/\s+/, 64)) {
    if (word === '') continue;
    const whole = word.slice(0, 200);
    const transforms: OfferedTransform[] = [...whole.matchAll(part)].map(([, protocol = '', first = '', second]) =>
      protocol.toUpperCase() === 'AH'
        ? { protocol: 'AH', algorithm: known(hashes, first), integrity: null, id: null }
        : { protocol: 'ESP', algorithm: known(ciphers, first), integrity: hashOf(second), id: null },
    );
    const behind = whole.slice(whole.lastIndexOf(']') + 1);
    found.push({
      lifetimeSeconds: Number(/([0-9]{1,9})s/i.exec(behind)?.[1] ?? 0),
      lifetimeKilobytes: Number(/([0-9]{1,10})k/i.exec(behind)?.[1] ?? 0),
      pfs: /p/i.test(behind),
      transforms:
        transforms.length > 0
          ? transforms
          : [{ protocol: 'unknown', algorithm: whole.slice(0, 80), integrity: null, id: null }],
    });
  }
  return found;
}

function hashOf(word: string | undefined): string | null {
  const name = known(hashes, word ?? 'none');
  return name === 'none' ? null : name;
}

/** A pre-shared key; of one that was taken out nothing is known. */
export function sharedKey(text: string): PolicyAuthentication {
  return { method: 'psk', key: isRedacted(text) || !/^[\x20-\x7e]+$/.test(text) ? null : digestOfText(text) };
}

/** A root certificate: `"CN=Root certmap:yes excludecaname:no"`. */
export function rootAuthority(text: string): PolicyAuthentication {
  const mapped = /\scertmap:\s*(yes|no)/i.exec(text);
  const excluded = /\sexcludecaname:\s*(yes|no)/i.exec(text);
  const ends = [mapped?.index, excluded?.index].filter((at) => at !== undefined);
  return {
    method: 'certificate',
    authority: text
      .slice(0, Math.min(text.length, ...ends))
      .replaceAll("\\'", '"')
      .trim()
      .slice(0, 300),
    mapsToAccount: /yes/i.test(mapped?.[1] ?? ''),
    excludesAuthorityName: /yes/i.test(excluded?.[1] ?? ''),
  };
}

/** Connection type of a rule. */
export function interfacesOf(word: string | undefined): 'all' | 'lan' | 'dial-up' | 'unknown' {
  const key = (word ?? 'all').toLowerCase();
  return key === 'lan' ? 'lan' : key === 'dialup' ? 'dial-up' : key === 'all' ? 'all' : 'unknown';
}
