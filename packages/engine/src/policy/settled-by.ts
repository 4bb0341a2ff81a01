/** What would settle a thing about two connections that their files leave open. */
import type { Aspect } from './aspects.ts';
import type { Pair } from './differences.ts';

/** What is missing, by stable name, for each reason for which something cannot be verified. */
const needs: Readonly<Record<string, string>> = {
  'certificate-decides': 'certificate',
  'trust-decides': 'authority',
  'private-key-decides': 'private-key',
  'certificate-not-sent': 'certificate',
  'time-decides': 'time',
  'clocks-differ': 'clock',
  'revocation-decides': 'revocation-list',
  'signature-decides': 'signature',
  'purpose-decides': 'release',
  'user-not-known': 'user-secret',
  'user-store-decides': 'user-store',
  'pool-may-be-full': 'leases',
  'pool-not-known': 'pool',
  'name-lookup': 'name-lookup',
  'interface-down': 'interface-up',
  'plugin-not-known': 'start-of-daemon',
  'filter-may-block': 'filter-counters',
  'nat-t-blocked': 'filter-counters',
  'defaults-fit': 'windows-defaults',
  'defaults-do-not-fit': 'windows-defaults',
  'nat-may-be': 'known-address',
  'ppk-not-known': 'ppk',
  'other-port': 'port',
  'daemon-setting': 'strongswan-conf',
  'release-default': 'release',
  'part-of-proposal-open': 'release',
  'release-decides': 'release',
  'build-decides': 'build',
  'not-listed': 'file-of-connection',
  'authentication-not-read': 'file-of-connection',
  'selectors-not-stated': 'own-address',
  'not-all-read': 'rest-of-list',
  'profile-not-known': 'profile',
  'not-loaded-by-itself': 'loaded-list',
  'dynamic-address': 'own-address',
};

/** What would tell, by stable name; null where the aspect is settled, or where nothing that could be given would settle it. */
export function settledBy({ verdict, why, host }: Aspect, { a, b, hostA }: Pair): string | null {
  if (verdict !== 'cannot-be-verified' || why === null) return null;
  if (why !== 'secret-not-known') return needs[why] ?? null;
  const { settings } = host === hostA.label ? a : b;
  // swanctl has its secrets beside the connections; ipsec.conf of either daemon has them in a file of their own.
  return settings['dialect'] === 'strongswan' && settings['orientation'] === undefined
    ? 'swanctl-secrets'
    : 'ipsec-secrets';
}
