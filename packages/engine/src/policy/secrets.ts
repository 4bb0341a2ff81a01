/** Which pre-shared key a daemon takes for a pair of identities. */
import type { SecretConfig } from '../observations/configuration.ts';
import { sameSecret } from '../observations/secret.ts';
import { compareIdentities, type IdentityDialect } from './identities.ts';

export type SecretLookup =
  | { readonly result: 'found'; readonly secret: SecretConfig }
  | { readonly result: 'missing' }
  | { readonly result: 'ambiguous'; readonly candidates: readonly SecretConfig[] };

/**
 * The pre-shared key for `local` and `remote` identity (texts as configured) among `secrets`, by the daemon's own rules:
 * strongSwan takes the one whose owners match best, first the peer, then itself, and one owner is enough; pluto wants both, or
 * itself with %any or alone, then keys without owners. Equal matches with different keys are `ambiguous`.
 * Sources: swanctl.conf(5) "secrets", ipsec.secrets(5) of both products.
 */
export function findSecret(
  secrets: readonly SecretConfig[],
  local: string,
  remote: string,
  dialect: IdentityDialect,
): SecretLookup {
  let best = 0;
  let found: SecretConfig[] = [];
  for (const secret of secrets) {
    if (secret.type !== 'psk') continue;
    const score = dialect === 'libreswan' ? plutoScore(secret, local, remote) : charonScore(secret, local, remote);
    if (score === 0 || score < best) continue;
    if (score > best) found = [];
    best = score;
    found.push(secret);
  }
  const first = found[0];
  if (first === undefined) return { result: 'missing' };
  if (found.some((one) => !sameSecret(one.digest, first.digest))) return { result: 'ambiguous', candidates: found };
  return { result: 'found', secret: first };
}

/** 0 no match, 1 wildcard, 2 the identity itself. */
function matches(owner: string, id: string, dialect: IdentityDialect): 0 | 1 | 2 {
  const { result } = compareIdentities(owner, id, { expected: dialect, sent: dialect });
  return result === 'same' ? 2 : result === 'matches-wildcard' ? 1 : 0;
}

function bestOwner(secret: SecretConfig, id: string): number {
  if (secret.ids.length === 0) return 1;
  return Math.max(...secret.ids.map((owner) => matches(owner, id, 'strongswan')));
}

function charonScore(secret: SecretConfig, local: string, remote: string): number {
  const me = bestOwner(secret, local);
  const other = bestOwner(secret, remote);
  return me === 0 && other === 0 ? 0 : other * 4 + me + 1;
}

function plutoScore(secret: SecretConfig, local: string, remote: string): number {
  if (secret.ids.length === 0) return 1;
  const has = (id: string): boolean => secret.ids.some((owner) => matches(owner, id, 'libreswan') === 2);
  const me = has(local);
  const other = has(remote);
  const any = secret.ids.some((owner) => matches(owner, local, 'libreswan') === 1) || (me && secret.ids.length === 1);
  if (me && other) return 12;
  if (me && any) return 10;
  if (other && any) return 6;
  return any ? 2 : 0;
}
