/** Changes of how one end proves itself or knows the other: identity, way of authentication, the name a secret stands under. */
import type { AuthRound, ConnectionConfig } from '../observations/configuration.ts';
import { sameSecret } from '../observations/secret.ts';
import { type Difference, dialectOf } from './differences.ts';
import { type Ends, has, isSwanctl, type Move, none, one, type SettingChange, sideOf } from './fix-types.ts';
import { compareIdentities, type IdentityDialect, parseIdentity } from './identities.ts';

/** An identity as the other file has it, spelled for this one; null for kinds that the products spell in ways of their own. */
function writeIdentity(text: string, from: IdentityDialect, to: IdentityDialect): string | null {
  const parsed = parseIdentity(text, from);
  const bare =
    parsed.type === 'fqdn'
      ? text.replace(/^(?:fqdn:|dns:|@)/i, '')
      : parsed.type === 'user-fqdn'
        ? text.replace(/^(?:rfc822:|email:|userfqdn:|@@)/i, '')
        : parsed.type === 'address' || parsed.type === 'dn'
          ? text
          : null;
  if (bare === null || parsed.resolved) return null;
  const written = parsed.type === 'fqdn' && to === 'libreswan' ? `@${bare}` : bare;
  return compareIdentities(written, text, { expected: to, sent: from }).result === 'same' ? written : null;
}

function withRound(list: readonly AuthRound[], change: Partial<AuthRound>): readonly AuthRound[] {
  return list.map((round, i) => (i === 0 ? { ...round, ...change } : round));
}

export function identity(difference: Difference, { own, peer, host }: Ends): readonly Move[] {
  const { sent, expected } = difference.details;
  if (typeof sent !== 'string' || typeof expected !== 'string') return none;
  const expecting = difference.host === host.label;
  const which = expecting ? 'remote' : 'local';
  // A certificate has to carry the identity: another name here would need another certificate.
  if (!expecting && own.local[0]?.method !== 'psk') return none;
  // A pattern is something to expect, and nothing to be called.
  if (/[*%]/.test(expecting ? sent : expected)) return none;
  const value = writeIdentity(expecting ? sent : expected, dialectOf(peer), dialectOf(own));
  const section = isSwanctl(own) ? `${which}#0` : '';
  const side = isSwanctl(own) ? '' : sideOf(own, which);
  if (value === null || side === null) return none;
  const changed = { ...own, [which]: withRound(own[which], { id: value }) };
  const settings = [{ section, key: `${side}id`, value }];
  const plain = one(settings, changed);
  // A key that stands under the old name has to follow.
  const old = expecting ? expected : sent;
  const named = host.secrets.flatMap((secret) =>
    secret.type !== 'psk'
      ? []
      : secret.ids.flatMap((id, index) =>
          compareIdentities(id, old, { expected: dialectOf(own), sent: dialectOf(own) }).result === 'same'
            ? [{ secret, index, value }]
            : [],
        ),
  );
  return named.length === 1 ? [...plain, { settings, secrets: named, own: changed, weakens: false }] : plain;
}

export function method({ own, peer, host }: Ends): readonly Move[] {
  if (own.local.length !== 1 || own.remote.length !== 1 || peer.local.length !== 1 || peer.remote.length !== 1)
    return none;
  // An end without any key would only fail a step later.
  const wantsKey = peer.remote[0]?.method === 'psk' || peer.local[0]?.method === 'psk';
  if (wantsKey && !host.secrets.some((secret) => secret.type === 'psk')) return none;
  const settings: SettingChange[] = [];
  let changed = own;
  let weakens = false;
  const libreswan = own.settings['dialect'] === 'libreswan';
  for (const [which, wanted] of [
    ['local', peer.remote[0]],
    ['remote', peer.local[0]],
  ] as const) {
    const mine = own[which][0];
    if (mine === undefined || wanted === undefined || mine.method === wanted.method || wanted.method === 'any')
      continue;
    if ((wanted.method !== 'psk' && wanted.method !== 'pubkey') || wanted.detail !== null) return none;
    // Without a certificate of its own an end cannot prove itself by one.
    if (wanted.method === 'pubkey' && which === 'local' && mine.certificates.length === 0) return none;
    const word = wanted.method === 'psk' ? (libreswan ? 'secret' : 'psk') : libreswan ? 'rsasig' : 'pubkey';
    const side = isSwanctl(own) ? null : sideOf(own, which);
    if (isSwanctl(own)) settings.push({ section: `${which}#0`, key: 'auth', value: word });
    else if (side !== null && has(own, `${side}auth`)) settings.push({ section: '', key: `${side}auth`, value: word });
    else return authby(own, peer, word);
    changed = { ...changed, [which]: withRound(changed[which], { method: wanted.method, detail: null }) };
    weakens ||= wanted.method === 'psk' && mine.method === 'pubkey';
  }
  return settings.length === 0 ? none : one(settings, changed, weakens);
}

/** `authby` is the way of both ends. */
function authby(own: ConnectionConfig, peer: ConnectionConfig, word: string): readonly Move[] {
  const to = peer.local[0]?.method;
  if (to === undefined || to !== peer.remote[0]?.method || !has(own, 'authby')) return none;
  if (to === 'pubkey' && own.local[0]?.certificates.length === 0) return none;
  const both = { method: to, detail: null };
  const changed = { ...own, local: withRound(own.local, both), remote: withRound(own.remote, both) };
  return one([{ section: '', key: 'authby', value: word }], changed, to === 'psk' && own.local[0]?.method === 'pubkey');
}

/** The peer's key is there under another name: the name is put right. A key that is not there at all is nothing to show. */
export function secretName(difference: Difference, { own, host, peerHost }: Ends): readonly Move[] {
  const { localId, remoteId } = difference.details;
  if (difference.host !== host.label || typeof localId !== 'string' || typeof remoteId !== 'string') return none;
  const dialect = dialectOf(own);
  const is = (id: string, wanted: string): boolean =>
    compareIdentities(id, wanted, { expected: dialect, sent: dialect }).result === 'same';
  const shared = host.secrets.filter(
    (secret) =>
      secret.type === 'psk' &&
      secret.redacted !== true &&
      peerHost.secrets.some((other) => other.redacted !== true && sameSecret(other.digest, secret.digest)),
  );
  const [secret] = shared;
  if (secret === undefined || shared.length > 1) return none;
  const wrong = secret.ids.findIndex((id) => !is(id, localId) && !is(id, remoteId));
  const value = secret.ids.some((id) => is(id, remoteId)) ? localId : remoteId;
  return wrong < 0 ? none : [{ settings: [], secrets: [{ secret, index: wrong, value }], own, weakens: false }];
}
