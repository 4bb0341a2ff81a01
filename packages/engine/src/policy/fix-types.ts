/** What a change of one end is made of. */
import type { ConnectionConfig, SecretConfig } from '../observations/configuration.ts';
import type { HostConfiguration } from './differences.ts';

/** One setting to be written; `section` as in `ConnectionPlaces`. */
export interface SettingChange {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** The id of a secret to be written anew: which secret, which of its ids. */
export interface SecretChange {
  readonly secret: SecretConfig;
  readonly index: number;
  readonly value: string;
}

/** A way to make one end fit the other. */
export interface Move {
  readonly settings: readonly SettingChange[];
  readonly secrets: readonly SecretChange[];
  readonly own: ConnectionConfig;
  /** It takes a weaker algorithm, version or proof than this end has now. */
  readonly weakens: boolean;
}

/** One end that may be changed, and the one that stays. */
export interface Ends {
  readonly own: ConnectionConfig;
  readonly peer: ConnectionConfig;
  readonly host: HostConfiguration;
  readonly peerHost: HostConfiguration;
  /** Whether IKEv1 is known to be allowed by what stands outside of the connection. */
  readonly allowsV1: boolean;
}

export const none: readonly Move[] = [];

export function isSwanctl(config: ConnectionConfig): boolean {
  return config.places?.grammar === 'swanctl.conf';
}

export function has(config: ConnectionConfig, key: string): boolean {
  return config.places?.settings.has(key) === true;
}

/** `left` or `right`, whichever is local or remote in this file; null when that is not known. */
export function sideOf(config: ConnectionConfig, which: 'local' | 'remote'): 'left' | 'right' | null {
  const local = config.settings['orientation'];
  if (local !== 'left' && local !== 'right') return null;
  return (which === 'local') === (local === 'left') ? 'left' : 'right';
}

export const one = (settings: readonly SettingChange[], own: ConnectionConfig, weakens = false): readonly Move[] => [
  { settings, secrets: [], own, weakens },
];
