/**
 * Which logs of a host tell of IPsec, whether they are on, how they are switched, and what has to be restarted for it (inventory C43,
 * IKE-12, LOSS-13, LOSS-14, REG-06, REG-07, REG-17, REG-18).
 */
import type { Text } from './types.ts';

export type ReadinessSystem = '2000' | 'xp' | '2003' | 'windows' | 'strongswan' | 'libreswan';

export const readinessSystems: readonly ReadinessSystem[] = [
  '2000',
  'xp',
  '2003',
  'windows',
  'strongswan',
  'libreswan',
];

export interface LogSwitch {
  readonly log: 'ike-audits' | 'driver-events' | 'ike-log' | 'group-policy-log' | 'kerberos-events';
  readonly systems: readonly ReadinessSystem[];
  /** A registry value, `KEY\NAME`, or what is looked at by a command; null: there is nothing to look at. */
  readonly setting: string | null;
  /** Number of the value that means on, as `REG_DWORD:n`; `nonzero`: any but 0; `not-1`: on unless it is 1. Null: a command tells. */
  readonly on: string | null;
  /** Whether it is on where the value is not there. */
  readonly withoutIt: boolean | null;
  /** What switches it on. */
  readonly how: string;
  readonly restart: 'none' | 'service' | 'computer';
  readonly source: string;
}

export const logNames: Readonly<Record<LogSwitch['log'], Text>> = {
  'ike-audits': { en: 'audits of IKE (security log)', ko: 'IKE 감사(보안 로그)' },
  'driver-events': { en: 'events of the IPsec driver', ko: 'IPsec 드라이버 이벤트' },
  'ike-log': { en: 'log of IKE', ko: 'IKE 로그' },
  'group-policy-log': { en: 'log of group policy', ko: '그룹 정책 로그' },
  'kerberos-events': { en: 'Kerberos events (system log)', ko: 'Kerberos 이벤트(시스템 로그)' },
};

const ipsec = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSec';
const oakley = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\PolicyAgent\\Oakley\\EnableLogging';
const kerberos = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\Kerberos\\Parameters\\LogLevel';
const auditing = (subcategory: string): string =>
  `auditpol /set /subcategory:{0cce${subcategory}-69ae-11d9-bed3-505054503030} /success:enable /failure:enable`;

export const logSwitches: readonly LogSwitch[] = [
  {
    log: 'ike-audits',
    systems: ['2000'],
    setting: null,
    on: null,
    withoutIt: null,
    how: 'secpol.msc: Local Policies, Audit Policy, Audit logon events: Success, Failure',
    restart: 'none',
    source: 'IKE-12; KB 257225',
  },
  {
    log: 'ike-audits',
    systems: ['xp', '2003'],
    setting: 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\Audit\\DisableIKEAudits',
    on: 'not-1',
    withoutIt: true,
    how: 'Audit logon events: Success, Failure; and DisableIKEAudits deleted or 0',
    restart: 'service',
    source: 'IKE-12, REG-07 (path inferred)',
  },
  {
    log: 'ike-audits',
    systems: ['windows'],
    setting: 'auditpol /get /subcategory:{0cce9218-69ae-11d9-bed3-505054503030}',
    on: null,
    withoutIt: null,
    how: ['9218', '9219', '921a'].map(auditing).join(' & '),
    restart: 'none',
    source: 'Microsoft command reference, auditpol',
  },
  {
    log: 'driver-events',
    systems: ['2000'],
    setting: `${ipsec}\\LogInterval`,
    on: null,
    withoutIt: true,
    how: 'LogInterval = 60 (the least) while looking for the fault',
    restart: 'service',
    source: 'LOSS-08, LOSS-13, LOSS-14',
  },
  {
    log: 'driver-events',
    systems: ['xp'],
    setting: `${ipsec}\\EnableDiagnostics`,
    on: 'nonzero',
    withoutIt: false,
    how: 'EnableDiagnostics = 7, LogInterval = 60',
    restart: 'computer',
    source: 'LOSS-13, LOSS-14, REG-06 (path inferred)',
  },
  {
    log: 'driver-events',
    systems: ['2003'],
    setting: `${ipsec}\\EnableDiagnostics`,
    on: 'nonzero',
    withoutIt: false,
    how: 'netsh ipsec dynamic set config ipsecdiagnostics 7 & netsh ipsec dynamic set config ipsecloginterval 60',
    restart: 'computer',
    source: 'LOSS-13, LOSS-14, CMD-12',
  },
  {
    log: 'driver-events',
    systems: ['windows'],
    setting: 'auditpol /get /subcategory:{0cce9213-69ae-11d9-bed3-505054503030}',
    on: null,
    withoutIt: null,
    how: auditing('9213'),
    restart: 'none',
    source: 'Microsoft command reference, auditpol',
  },
  {
    log: 'ike-log',
    systems: ['2000', 'xp'],
    setting: oakley,
    on: 'nonzero',
    withoutIt: false,
    how: 'EnableLogging = 1 (oakley.log)',
    restart: 'service',
    source: 'REG-17; KB 257225',
  },
  {
    log: 'ike-log',
    systems: ['2003'],
    setting: oakley,
    on: 'nonzero',
    withoutIt: false,
    how: 'netsh ipsec dynamic set config ikelogging 1 (oakley.log)',
    restart: 'none',
    source: 'CMD-12',
  },
  {
    log: 'ike-log',
    systems: ['windows'],
    setting: null,
    on: null,
    withoutIt: null,
    how: 'netsh wfp capture start; netsh wfp capture stop (wfpdiag.cab)',
    restart: 'none',
    source: 'Microsoft command reference, netsh wfp',
  },
  {
    log: 'ike-log',
    systems: ['strongswan'],
    setting: null,
    on: null,
    withoutIt: null,
    how: 'filelog in strongswan.conf, then swanctl --reload-settings',
    restart: 'none',
    source: 'strongswan.conf(5), swanctl(8)',
  },
  {
    log: 'ike-log',
    systems: ['libreswan'],
    setting: 'ipsec whack --status (debug:)',
    on: null,
    withoutIt: null,
    how: 'ipsec whack --debug base',
    restart: 'none',
    source: 'ipsec_whack(8)',
  },
  {
    log: 'group-policy-log',
    systems: ['2000', 'xp', '2003'],
    setting: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\UserEnvDebugLevel',
    on: 'REG_DWORD:196610',
    withoutIt: false,
    how: 'UserEnvDebugLevel = 0x30002 (userenv.log)',
    restart: 'none',
    source: 'REG-18; KB 221833',
  },
  {
    log: 'group-policy-log',
    systems: ['windows'],
    setting: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Diagnostics\\GPSvcDebugLevel',
    on: 'REG_DWORD:196610',
    withoutIt: false,
    how: 'GPSvcDebugLevel = 0x30002 (gpsvc.log)',
    restart: 'none',
    source: 'KB 944043',
  },
  {
    log: 'kerberos-events',
    systems: ['2000'],
    setting: kerberos,
    on: 'nonzero',
    withoutIt: false,
    how: 'LogLevel = 1',
    restart: 'computer',
    source: 'REG-18; KB 262177',
  },
  {
    log: 'kerberos-events',
    systems: ['xp', '2003', 'windows'],
    setting: kerberos,
    on: 'nonzero',
    withoutIt: false,
    how: 'LogLevel = 1',
    restart: 'none',
    source: 'REG-18; KB 262177',
  },
];

export interface LogState {
  readonly log: LogSwitch['log'];
  /** `unknown` where a command has to be asked, or nobody looked. */
  readonly state: 'on' | 'off' | 'unknown';
  readonly how: string;
  readonly restart: LogSwitch['restart'];
}

/**
 * What of a host's logging is on. `values` are registry values by `KEY\NAME`, `REG_DWORD:n`, or null where somebody looked and there
 * is none; a setting that is not among them was not looked at.
 */
export function logStates(system: ReadinessSystem, values: ReadonlyMap<string, string | null>): LogState[] {
  return logSwitches
    .filter(({ systems }) => systems.includes(system))
    .map(({ log, setting, on, withoutIt, how, restart }) => {
      const value = setting === null ? undefined : values.get(setting);
      const number = /^REG_DWORD:([0-9]{1,10})$/.exec(value ?? '')?.[1];
      const told = (yes: boolean): LogState['state'] => (yes ? 'on' : 'off');
      const state = ((): LogState['state'] => {
        if (value === null) return withoutIt === null ? 'unknown' : told(withoutIt);
        if (number === undefined || on === null) return 'unknown';
        if (on === 'nonzero') return told(Number(number) !== 0);
        if (on === 'not-1') return told(Number(number) !== 1);
        return told(`REG_DWORD:${Number(number)}` === on);
      })();
      return { log, state, how, restart };
    });
}
