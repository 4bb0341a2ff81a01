/** What an end asks of the key and the signature by which the other one proves itself. */
import type { CertificateState, ConnectionConfig } from '../observations/configuration.ts';
import { dialectOf } from './differences.ts';
import type { Judged } from './certificate-trust.ts';

const fine: Judged = { verdict: 'agrees', why: null };
const open: Judged = { verdict: 'cannot-be-verified', why: 'signature-decides' };

type KeyKind = 'rsa' | 'ecdsa' | 'other';

function kindOf({ key }: CertificateState): { readonly kind: KeyKind; readonly bits: number } | null {
  const found = /^(RSA|EC|ECDSA)(?: [A-Za-z0-9-]{1,30})? ([0-9]{1,5})$/.exec(key ?? '');
  if (found?.[2] === undefined) return key === null || key.startsWith('key ') ? null : { kind: 'other', bits: 0 };
  return { kind: found[1] === 'RSA' ? 'rsa' : 'ecdsa', bits: Number(found[2]) };
}

interface Constraint {
  readonly kinds: ReadonlySet<string>;
  /** Smallest size by kind. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly hashes: ReadonlySet<string>;
}

/** `rsa-3072-sha256`, `ike:ecdsa-sha384`: which keys, how large, and which hashes (swanctl.conf(5), `auth` of `remote`). */
function constraintOf(detail: string): Constraint {
  const kinds = new Set<string>();
  const sizes = new Map<string, number>();
  const hashes = new Set<string>();
  let last = '';
  for (const word of detail
    .replaceAll('ike:', '')
    .split(/[-,\s]/)
    .slice(0, 40)) {
    if (/^[0-9]{1,5}$/.test(word)) sizes.set(last, Number(word));
    else if (/^(?:sha|identity)/.test(word)) hashes.add(word.replace(/^sha2_/, 'sha'));
    else {
      last = word.replace(/\/pss$/, '');
      kinds.add(last);
    }
  }
  return { kinds, sizes, hashes };
}

/**
 * The hash that charon signs with where nothing restricts it: that of the key's strength, for which it asks the list of
 * schemes by key size (public_key.c, `scheme_map`). RSA: PSS or not, and with which hash, is left open.
 */
const hashOfCurve: Readonly<Record<number, string>> = { 256: 'sha256', 384: 'sha384', 521: 'sha512' };

/** Whether the key suits both ends, and the signature that it makes the checker. */
export function keyVerdict(
  one: CertificateState,
  { own, peer, checkerStarts }: { own: ConnectionConfig; peer: ConnectionConfig; checkerStarts: boolean },
): Judged {
  const key = kindOf(one);
  for (const [config, side] of [
    [own, 'local'],
    [peer, 'remote'],
  ] as const) {
    const judged =
      dialectOf(config) === 'libreswan'
        ? ofPluto(key, config)
        : ofCharon(
            key,
            config[side][0]?.detail ?? null,
            side === 'remote',
            checkerStarts || dialectOf(own) !== 'strongswan',
          );
    if (judged.verdict !== 'agrees') return judged;
  }
  return fine;
}

type Key = ReturnType<typeof kindOf>;

function ofCharon(key: Key, detail: string | null, checks: boolean, hashKnown: boolean): Judged {
  if (detail === null || detail === 'pubkey') return fine;
  if (key === null || key.kind === 'other') return open;
  const { kinds, sizes, hashes } = constraintOf(detail);
  if (!kinds.has('pubkey') && !kinds.has(key.kind)) return { verdict: 'mismatch', why: 'key-refused' };
  const least = sizes.get(key.kind) ?? sizes.get('pubkey') ?? 0;
  if (key.bits < least) return { verdict: 'mismatch', why: 'key-too-small' };
  if (hashes.size === 0) return fine;
  const hash = key.kind === 'ecdsa' ? hashOfCurve[key.bits] : undefined;
  // As initiator the checker tells before which hashes it takes (RFC 7427 section 4), and the signer keeps to it.
  if (checks && !hashKnown && hash !== undefined && !hashes.has(hash))
    return { verdict: 'mismatch', why: 'signature-refused' };
  return open;
}

/** `authby` of Libreswan names the kinds of keys; IKEv1 has RSA alone (ipsec.conf(5) of Libreswan). */
function ofPluto(key: Key, config: ConnectionConfig): Judged {
  if (key === null || key.kind === 'other') return open;
  const words = (config.settings['authby'] ?? config.settings['leftauth'] ?? '').toLowerCase();
  if (config.versions.includes(1) && key.kind !== 'rsa') return open;
  if (words === '') return key.kind === 'rsa' || !config.versions.includes(1) ? fine : open;
  const [rsa, ecdsa] = [/rsa|pubkey/.test(words), /ecdsa|pubkey/.test(words)];
  if (key.kind === 'rsa' ? !rsa : !ecdsa) return { verdict: 'mismatch', why: 'key-refused' };
  // A single hash that is named has to be one that the signer uses.
  return /sha/.test(words) ? open : fine;
}
