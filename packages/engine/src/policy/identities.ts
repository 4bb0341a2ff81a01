/** Identities as the daemons type and compare them (strongSwan identification, Libreswan ipsec.conf `leftid`; RFC 7296 section 3.5). */
import type { Family } from './addresses.ts';
import { formatAddress, parseAddress, parseRange } from './addresses.ts';
import { compareNames, type NameParts, parseName } from './names.ts';

export type IdentityType = 'any' | 'address' | 'fqdn' | 'user-fqdn' | 'dn' | 'key-id' | 'other';

/** An identity with its type. `value` is in a form made for comparing. */
export interface Identity {
  readonly type: IdentityType;
  readonly value: string;
  readonly name: NameParts | null;
  readonly family: Family | null;
  /** Text as given. */
  readonly text: string;
  /** Set where the daemon that reads this text looks a bare host name up and uses the address. */
  readonly resolved: boolean;
}

export type IdentityDialect = 'strongswan' | 'libreswan';

const maxLength = 1024;

const prefixTypes: Readonly<Record<string, IdentityType>> = {
  ipv4: 'address',
  ipv6: 'address',
  ipv4net: 'address',
  ipv6net: 'address',
  ipv4range: 'address',
  ipv6range: 'address',
  fqdn: 'fqdn',
  dns: 'fqdn',
  rfc822: 'user-fqdn',
  email: 'user-fqdn',
  userfqdn: 'user-fqdn',
  asn1dn: 'dn',
  keyid: 'key-id',
};

/** Type and comparable value of an identity as a configuration or log writes it. Never fails: text of no known form is `other`. */
export function parseIdentity(text: string, dialect: IdentityDialect = 'strongswan'): Identity {
  const bare = unquote(text.trim().slice(0, maxLength)).replace(/^ID_[A-Z0-9_]+:? +/, '');
  const make = (type: IdentityType, value: string, more: Partial<Identity> = {}): Identity => ({
    type,
    value,
    name: null,
    family: null,
    resolved: false,
    text,
    ...more,
  });
  if (['', '*', '%any', '%any4', '%any6', '0.0.0.0', '::', '(any)', '[any]'].includes(bare)) return make('any', '%any');
  if (bare.startsWith('%')) return make('other', bare);
  const colon = bare.indexOf(':');
  const prefix = colon > 0 ? prefixTypes[bare.slice(0, colon).toLowerCase()] : undefined;
  if (prefix !== undefined && dialect === 'strongswan') return typed(prefix, bare.slice(colon + 1), make);
  if (bare.includes('=') && !bare.startsWith('@')) return typed('dn', bare, make);
  if (bare.startsWith('@')) return afterAt(bare, make);
  const address = parseRange(bare);
  if (address !== undefined) return typed('address', bare, make);
  if (bare.includes('@')) return make('user-fqdn', bare.toLowerCase());
  if (bare.includes(':')) return make('key-id', hexOf(bare));
  return make('fqdn', bare.toLowerCase(), { resolved: dialect === 'libreswan' });
}

type Make = (type: IdentityType, value: string, more?: Partial<Identity>) => Identity;

function typed(type: IdentityType, value: string, make: Make): Identity {
  if (type === 'address') {
    const one = parseAddress(value);
    if (one !== undefined) return make('address', formatAddress(one.family, one.value), { family: one.family });
    return make('address', value);
  }
  if (type === 'dn') {
    const name = parseName(value);
    return name === undefined ? make('key-id', hexOf(value)) : make('dn', value, { name });
  }
  if (type === 'key-id')
    return make('key-id', /^0x[0-9a-f]+$/i.test(value) ? value.slice(2).toLowerCase() : hexOf(value));
  return make(type, value.toLowerCase());
}

/** `@#hex` and `@[text]` are key ids, `@@user@host` is a user, `@~` a DER name, `@name` a domain name. */
function afterAt(bare: string, make: Make): Identity {
  const rest = bare.slice(1);
  if (rest.startsWith('#')) return make('key-id', rest.slice(1).replace(/^0x/i, '').replaceAll(':', '').toLowerCase());
  if (rest.startsWith('[')) return make('key-id', hexOf(rest.endsWith(']') ? rest.slice(1, -1) : rest.slice(1)));
  if (rest.startsWith('~')) return make('other', rest.toLowerCase());
  if (rest.startsWith('@')) return make('user-fqdn', rest.slice(1).toLowerCase());
  return rest.includes('@') ? make('user-fqdn', rest.toLowerCase()) : make('fqdn', rest.toLowerCase());
}

function hexOf(text: string): string {
  let hex = '';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(2, '0');
  return hex;
}

function unquote(text: string): string {
  const quote = text.charAt(0);
  return text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}

export type IdentityResult = 'same' | 'matches-wildcard' | 'different' | 'unknown';

/**
 * Why: `type` (same words, another identity type), `value`, `rdn-order` (same relative names, other order), `rdn-missing`,
 * `resolved` (one daemon uses the address of the name), `wildcard`, `equal`.
 */
export interface IdentityComparison {
  readonly result: IdentityResult;
  readonly reason: 'equal' | 'wildcard' | 'type' | 'value' | 'rdn-order' | 'rdn-missing' | 'resolved';
}

/**
 * Whether the identity a peer `sent` fits the one `expected`, which may hold wildcards: %any, `*.example.org`, `C=CH, O=*`,
 * an address range. Domain names and mail addresses compare without case, as both daemons do.
 */
export function compareIdentities(
  expected: string,
  sent: string,
  dialects: { readonly expected?: IdentityDialect; readonly sent?: IdentityDialect } = {},
): IdentityComparison {
  const want = parseIdentity(expected, dialects.expected);
  const got = parseIdentity(sent, dialects.sent);
  if (want.type === 'any') return { result: 'matches-wildcard', reason: 'wildcard' };
  if (want.resolved || got.resolved) {
    if (want.resolved && got.resolved && want.value === got.value) return { result: 'same', reason: 'equal' };
    return { result: 'unknown', reason: 'resolved' };
  }
  if (want.type !== got.type) {
    const sameWords = plain(want.text) === plain(got.text);
    return { result: 'different', reason: sameWords ? 'type' : 'value' };
  }
  if (want.type === 'dn' && want.name !== null && got.name !== null) return compareNames(want.name, got.name);
  if (want.value === got.value) return { result: 'same', reason: 'equal' };
  if (want.type === 'address') {
    const range = parseRange(want.value);
    const one = parseAddress(got.value);
    const inside = range !== undefined && one !== undefined && range.family === one.family;
    if (inside && range.from <= one.value && one.value <= range.to)
      return { result: 'matches-wildcard', reason: 'wildcard' };
  }
  const text = want.type === 'fqdn' || want.type === 'user-fqdn';
  if (text && want.value.startsWith('*') && want.value.length > 1 && got.value.endsWith(want.value.slice(1)))
    return { result: 'matches-wildcard', reason: 'wildcard' };
  return { result: 'different', reason: 'value' };
}

function plain(text: string): string {
  return unquote(text.trim())
    .replace(/^(?:fqdn|dns|keyid|email|rfc822|userfqdn):/i, '')
    .replace(/^@\[?/, '')
    .replace(/\]$/, '')
    .toLowerCase();
}
