/** Users that prove themselves by EAP or XAUTH, as far as the secrets of both ends tell. */
import type { AuthRound, ConnectionConfig, SecretConfig } from '../observations/configuration.ts';
import { sameSecret } from '../observations/secret.ts';
import { type Aspect, nothing } from './aspects.ts';
import { dialectOf, type HostConfiguration, type Pair, sideSetting } from './differences.ts';

interface Told {
  readonly verdict: Aspect['verdict'];
  readonly why: string | null;
}

/** For each end that proves itself as a user: whether the other end knows the user by the same secret. */
export function userAspects({ a, b, hostA, hostB }: Pair): Aspect[] {
  if (!a.local.some(isUser) && !b.local.some(isUser)) return [];
  return (
    [
      [a, b, hostA, hostB],
      [b, a, hostB, hostA],
    ] as const
  ).flatMap(([own, peer, sender, checker]): Aspect[] => {
    if (own === b && b.local.some(({ method }) => method === 'eap')) return [responderByEap(a, b, sender)];
    const rounds = own.local
      .map((round, at) => [round, peer.remote[at]] as const)
      .filter(([mine, wanted]) => isUser(mine) && (wanted === undefined || isUser(wanted)) && isClient(mine, own));
    return rounds.map(([mine, wanted]): Aspect => {
      const user = userOf(mine, own);
      return {
        ...nothing,
        kind: 'user',
        ...told(mine, wanted, user, own, peer, sender, checker),
        initiator: own === a ? user : null,
        responder: own === a ? null : user,
        host: sender.label,
        sources: [own.src],
      };
    });
  });
}

/** Methods that prove the client alone (RFC 5998 section 4 lists those that prove both ends). */
const oneSided = /^eap-(?:md5|gtc|otp|mschapv2)$/i;

/**
 * EAP proves the initiator to the responder (RFC 7296 section 2.16). A responder proves itself by it only where both ends are proven by one
 * exchange of a method that proves both, and both daemons take that (RFC 5998).
 */
function responderByEap(a: ConnectionConfig, b: ConnectionConfig, { label }: HostConfiguration): Aspect {
  const word = (rounds: readonly AuthRound[]): string =>
    rounds.map(({ method, detail }) => detail ?? method).join(' + ');
  const both = a.local.some(({ method }) => method === 'eap') && b.remote.some(({ method }) => method === 'eap');
  const methods = [...a.local, ...a.remote, ...b.local, ...b.remote].map(({ detail }) => detail ?? '');
  const possible = both && !methods.some((one) => oneSided.test(one));
  return {
    ...nothing,
    kind: 'user',
    verdict: possible ? 'cannot-be-verified' : 'mismatch',
    why: possible ? 'eap-only-decides' : 'eap-of-responder',
    initiator: word(a.local),
    responder: word(b.local),
    host: label,
    sources: [a.src, b.src],
  };
}

const isUser = ({ method }: AuthRound): boolean => method === 'eap' || method === 'xauth';

/** ipsec.conf says of each side whether it is the server or the client of XAUTH; everything else names a user where it is one. */
function isClient({ method }: AuthRound, own: ConnectionConfig): boolean {
  if (method !== 'xauth' || own.settings['orientation'] === undefined) return true;
  return !/^(?:yes|1|true|on)$/i.test(sideSetting(own, 'local', 'xauthserver') ?? '');
}

/** The name a user proves: that of the round, or the identity of the end (swanctl.conf(5) `eap_id`, `xauth_id`; ipsec.conf(5) `leftusername`). */
function userOf(round: AuthRound, own: ConnectionConfig): string | null {
  const named = sideSetting(own, 'local', 'username') ?? sideSetting(own, 'local', 'xauthusername');
  return named ?? round.user ?? round.id ?? own.local[0]?.id ?? null;
}

function told(
  mine: AuthRound,
  wanted: AuthRound | undefined,
  user: string | null,
  own: ConnectionConfig,
  peer: ConnectionConfig,
  sender: HostConfiguration,
  checker: HostConfiguration,
): Told {
  const open = (why: string): Told => ({ verdict: 'cannot-be-verified', why });
  const details = `${mine.detail ?? ''} ${wanted?.detail ?? ''}`;
  if (/tls|peap|ttls|sim|aka/.test(details)) return open('certificate-decides');
  if (/radius|pam|dynamic/.test(details)) return open('user-store-decides');
  if (user === null || user.startsWith('%')) return open('user-not-known');
  const held = secretOf(sender.secrets, user);
  if (held === 'open') return open('user-not-known');
  if (held === null) {
    if (sender.whole === true && dialectOf(own) === 'strongswan')
      return { verdict: 'mismatch', why: 'user-secret-missing' };
    return open('user-not-known');
  }
  // pluto has its users in a file of hashes, or asks PAM (ipsec.conf(5) `xauthby`).
  if (dialectOf(peer) === 'libreswan') {
    if (peer.settings['xauthby'] === 'alwaysok') return { verdict: 'agrees', why: null };
    return open('user-store-decides');
  }
  // Without `eap_id` charon looks the IKE identity up, and with a name there that name.
  const asked =
    mine.method === 'xauth' || wanted?.user?.startsWith('%') === true ? user : (wanted?.user ?? mine.id ?? user);
  const known = secretOf(checker.secrets, asked);
  if (known === null) {
    const other = asked === user ? null : secretOf(checker.secrets, user);
    return checker.whole === true && other === null
      ? { verdict: 'mismatch', why: 'user-unknown' }
      : open('user-not-known');
  }
  if (known === 'open' || held.redacted === true || known.redacted === true) return open('user-not-known');
  return sameSecret(held.digest, known.digest)
    ? { verdict: 'agrees', why: null }
    : { verdict: 'mismatch', why: 'user-secret-differs' };
}

/**
 * The secret of a user: the one that names it, else the only one for everybody; null: there is none, `open`: which is taken, or whether the name is the
 * same, cannot be told. charon takes those of EAP and XAUTH for either.
 */
function secretOf(secrets: readonly SecretConfig[], user: string): SecretConfig | 'open' | null {
  const bare = (id: string): string => id.replace(/^@/, '');
  const all = secrets.filter(({ type }) => type === 'eap' || type === 'xauth');
  const named = all.filter(({ ids }) => ids.some((id) => bare(id) === bare(user)));
  const list = named.length > 0 ? named : all.filter(({ ids }) => ids.length === 0);
  const [first] = list;
  if (first === undefined) {
    const alike = all.some(({ ids }) => ids.some((id) => bare(id).toLowerCase() === bare(user).toLowerCase()));
    return alike ? 'open' : null;
  }
  return list.some((one) => !sameSecret(one.digest, first.digest)) ? 'open' : first;
}
