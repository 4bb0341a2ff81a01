/** Profiles of networks that connection security rules are bound to (Microsoft's reference of `netsh advfirewall consec`, `profile`). */
import type { ConnectionConfig } from '../../observations/index.ts';
import type { WindowsRule } from './assemble.ts';

export const networkProfiles = ['domain', 'private', 'public'] as const;
export type NetworkProfile = (typeof networkProfiles)[number];

/** The profiles that words name, in small letters; null: every one of them. */
export function boundProfiles(words: readonly string[]): readonly string[] | null {
  const told = new Set(words.map((word) => word.trim().toLowerCase()).filter((word) => word !== ''));
  const every = networkProfiles.every((name) => told.has(name));
  return told.size === 0 || every || told.has('any') || told.has('all') ? null : [...told];
}

/** Whether a rule is in force in a network of a profile; null: it is bound to some, and the profile is not known. */
export function inProfile(
  { profiles }: Pick<WindowsRule, 'profiles'>,
  profile: NetworkProfile | undefined,
): boolean | null {
  if (profiles === undefined) return true;
  return profile === undefined ? null : profiles.includes(profile);
}

/** The same of a rule as a connection. */
export function connectionInProfile(
  { settings }: ConnectionConfig,
  profile: NetworkProfile | undefined,
): boolean | null {
  const bound = settings['store'] === undefined ? null : boundProfiles((settings['profiles'] ?? '').split(','));
  return inProfile(bound === null ? {} : { profiles: bound }, profile);
}
