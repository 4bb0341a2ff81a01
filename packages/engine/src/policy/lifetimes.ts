/** How long keys live by what a connection says; what a release sets by default is not known. */
import type { ChildConfig, ConnectionConfig } from '../observations/configuration.ts';

/** Seconds; null: the default of the release, or no number. 0: no limit. */
export interface Lifetimes {
  /** When the IKE SA is renewed, by its keys or anew. */
  readonly ike: number | null;
  /** When the CHILD_SA is renewed, and when it ends without that. */
  readonly childRekey: number | null;
  readonly childEnd: number | null;
}

const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of `3600`, `30m`, `1h`; null when it is none. */
export function seconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  const found = /^([0-9]{1,9})[ \t]{0,4}([smhdw]?)(?:ec|econds?|in|inutes?|ours?|ays?|eeks?)?$/i.exec(text.trim());
  const unit = units[(found?.[2] ?? '').toLowerCase()];
  return found === null || unit === undefined ? null : Number(found[1]) * unit;
}

/** Lifetimes of a connection and one of its children. Sources: swanctl.conf(5), ipsec.conf(5) of both products. */
export function lifetimesOf(connection: ConnectionConfig, child: ChildConfig | null): Lifetimes {
  const own = connection.settings;
  const file = own['orientation'] !== undefined;
  if (!file) {
    const times = [seconds(own['rekey_time']), seconds(own['reauth_time'])].filter((one) => one !== null && one > 0);
    return {
      ike: times.length > 0 ? Math.min(...(times as number[])) : (seconds(own['rekey_time']) ?? null),
      childRekey: seconds(child?.settings['rekey_time']),
      childEnd: seconds(child?.settings['life_time']),
    };
  }
  const end = seconds(own['salifetime'] ?? own['lifetime'] ?? own['keylife']);
  const margin = seconds(own['margintime'] ?? own['rekeymargin']);
  return {
    ike: seconds(own['ikelifetime']),
    // Renewed a margin before the end; a default margin is not known.
    childRekey: end === null || margin === null ? null : Math.max(0, end - margin),
    childEnd: end,
  };
}
