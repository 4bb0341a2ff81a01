import type { ArgValue, FactCode } from '../../observations/index.ts';

/** What part of a proposal an attribute is. */
type Transform = 'encryption' | 'integrity' | 'prf' | 'group';

interface AttributeRow {
  /** Name in the message table of oakley.dll (617 to 645), in small letters: what the text begins with. */
  readonly name: string;
  readonly protocol: 'IKE' | 'ESP';
  readonly transform: Transform | null;
  /** Fact that the difference is by itself, where it is none of a proposal. */
  readonly code?: FactCode;
}

/** Attributes of a refused proposal (message table of oakley.dll, builds 5.0.2195 to 5.2.3790; inventory EVT-K-06, EVT-K-19). */
const attributes: readonly AttributeRow[] = [
  { name: 'phase i encryption algorithm', protocol: 'IKE', transform: 'encryption' },
  { name: 'phase i hash algorithm', protocol: 'IKE', transform: 'integrity' },
  { name: 'phase i diffie-hellman', protocol: 'IKE', transform: 'group' },
  { name: 'phase i dh group', protocol: 'IKE', transform: 'group' },
  { name: 'length (in bytes) of phase i diffie-hellman', protocol: 'IKE', transform: 'group' },
  { name: 'phase i pseudo-random function', protocol: 'IKE', transform: 'prf' },
  { name: 'phase i key length', protocol: 'IKE', transform: 'encryption' },
  { name: 'phase i lifetime', protocol: 'IKE', transform: null },
  { name: 'authentication method', protocol: 'IKE', transform: null, code: 'auth.method-refused' },
  { name: 'phase ii diffie-hellman', protocol: 'ESP', transform: 'group', code: 'proposal.pfs-refused' },
  { name: 'phase ii encapsulation mode', protocol: 'ESP', transform: null, code: 'policy.mode-refused' },
  { name: 'phase ii hmac algorithm', protocol: 'ESP', transform: 'integrity' },
  { name: 'phase ii encryption', protocol: 'ESP', transform: 'encryption' },
  { name: 'phase ii key', protocol: 'ESP', transform: 'encryption' },
  { name: 'phase ii protocol', protocol: 'ESP', transform: null },
  { name: 'phase ii life', protocol: 'ESP', transform: null },
];

/** An attribute on which the two ends differ, as this end tells it. */
export interface Mismatch {
  readonly attribute: string;
  readonly wanted: string | null;
  readonly offered: string | null;
}

/** A mismatch in the vocabulary of facts: what it means by itself, or null where it is one of the proposals; and the particulars. */
export function mismatchFact(
  mismatch: Mismatch,
  quick: boolean,
): { readonly code: FactCode | null; readonly protocol: 'IKE' | 'ESP'; readonly args: Record<string, ArgValue> } {
  const name = mismatch.attribute.trim().toLowerCase();
  const row = attributes.find((item) => name.startsWith(item.name));
  const protocol = row?.protocol ?? (quick ? 'ESP' : 'IKE');
  return {
    code: row?.code ?? null,
    protocol,
    args: {
      protocol,
      what: mismatch.attribute.trim().slice(0, 80),
      transform: row?.transform ?? null,
      offered: mismatch.offered,
      wanted: mismatch.wanted,
    },
  };
}

/** Words of a refused proposal: what was offered and what was expected. */
export function mismatchWords({ attribute, wanted, offered }: Mismatch): string {
  return `${attribute}: ${offered ?? '?'} offered, ${wanted ?? '?'} expected`;
}

const value = (text: string, label: string, until: readonly string[]): string | null => {
  const small = text.toLowerCase();
  const at = small.indexOf(label);
  if (at < 0) return null;
  const from = at + label.length;
  const ends = until.map((next) => small.indexOf(next, from)).filter((end) => end >= 0);
  const found = text
    .slice(from, Math.min(text.length, ...ends))
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .find((line) => line !== '');
  return found === undefined || found === '' ? null : found.slice(0, 120);
};

/**
 * The mismatch that a text of message 607 of oakley.dll tells ("Security association negotiation failure because of attribute mismatch.
 * Attribute: … Expected Value: … Received Value: …"), on one line or several; null where it tells none.
 */
export function mismatchIn(text: string): Mismatch | null {
  const told = text.slice(0, 2000);
  const attribute = value(told, 'attribute:', ['expected value:', 'received value:']);
  if (attribute === null) return null;
  const wanted = value(told, 'expected value:', ['received value:']);
  const offered = value(told, 'received value:', ['expected value:']);
  return wanted === null && offered === null ? null : { attribute, wanted, offered };
}
