/** Authentication words of strongSwan in neutral form. */
import type { AuthMethod } from '../../observations/index.ts';

/** Method and detail of `psk`, `pubkey-sha256-rsa`, `eap-mschapv2`, `xauth-eap`, `rsa`, `ike:…`, `any`. */
export function strongswanAuth(word: string): { readonly method: AuthMethod; readonly detail: string | null } {
  const bare = word.trim().toLowerCase().replaceAll('_', '-');
  const detail = bare.includes('-') || bare.includes(':') ? bare : null;
  if (bare === 'psk' || bare === 'pre-shared key') return { method: 'psk', detail: null };
  if (bare === 'any') return { method: 'any', detail: null };
  if (bare.startsWith('eap')) return { method: 'eap', detail };
  if (bare.startsWith('xauth')) return { method: 'xauth', detail };
  if (bare === 'null' || bare === 'never') return { method: 'null', detail: bare };
  return { method: 'pubkey', detail: bare === 'pubkey' || bare === 'public key' ? null : bare };
}

/** Words of a list divided by commas and blanks outside quotes. */
export function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
