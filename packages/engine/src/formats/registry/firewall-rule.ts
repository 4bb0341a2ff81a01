/**
 * Connection security rules as the registry holds them: one text `v2.10|Action=Secure|…|` for each (MS-GPFAS 2.2.6.2), with the sets they
 * name (2.2.4, 2.2.5) put in. They become the text of a rule as `netsh advfirewall consec show rule` has it.
 */
import type { SecretDigest } from '../../observations/index.ts';
import { formatRange, parseRange } from '../../policy/addresses.ts';
import { maskLine } from '../shared/mask.ts';
import { dhGroup, mainModeProposals, quickModeProposals } from '../windows-output/algorithms.ts';
import type { RuleText } from '../windows-output/rule.ts';
import type { RuleStore } from '../windows-output/security-rule.ts';

/** A set as it stands below its key: values by name in small letters, and its suites in order. */
export interface RuleSet {
  readonly values: ReadonlyMap<string, string>;
  readonly suites: readonly ReadonlyMap<string, string>[];
  /** Key of an authentication set; null: none, or taken out. */
  readonly key: SecretDigest | null;
}

/** Finds a set of a store; null: it is not there. */
export type FindSet = (kind: SetKind, id: string) => RuleSet | null;

export type SetKind = 'auth1' | 'auth2' | 'crypto1' | 'crypto2';

/** Sets that stand for what a host has for all rules; a store need not hold them (MS-GPFAS 2.2.4, 2.2.5). */
export const defaultSets: Readonly<Record<SetKind, string>> = {
  crypto1: '{e5a5d32a-4bce-4e4d-b07f-4ab1ba7e5fe1}',
  crypto2: '{e5a5d32a-4bce-4e4d-b07f-4ab1ba7e5fe2}',
  auth1: '{e5a5d32a-4bce-4e4d-b07f-4ab1ba7e5fe3}',
  auth2: '{e5a5d32a-4bce-4e4d-b07f-4ab1ba7e5fe4}',
};

const maxTokens = 20_000;

/** Tokens of a rule by name in small letters, each with all its values; null: not of this form. */
export function ruleTokens(text: string): ReadonlyMap<string, readonly string[]> | null {
  const [version = '', ...parts] = text.split('|', maxTokens);
  if (!/^v[0-9]{1,3}\.[0-9]{1,3}$/i.test(version)) return null;
  const tokens = new Map<string, string[]>([['version', [version.slice(1)]]]);
  for (const part of parts) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    const name = part.slice(0, at).toLowerCase();
    const list = tokens.get(name);
    if (list === undefined) tokens.set(name, [part.slice(at + 1)]);
    else list.push(part.slice(at + 1));
  }
  return tokens;
}

/** As netsh says them, so that a rule reads alike wherever it is read. */
const actions: Readonly<Record<string, string>> = {
  secure: 'RequireInRequireOut',
  secureserver: 'RequireInRequestOut',
  boundary: 'RequestInRequestOut',
  donotsecure: 'NoAuthentication',
};

const methods: Readonly<Record<string, string>> = {
  anonymous: 'Anonymous',
  machinekerb: 'ComputerKerb',
  machinecert: 'ComputerCert',
  machineshkey: 'ComputerPSK',
  machinentlm: 'ComputerNTLM',
  userkerb: 'UserKerb',
  usercert: 'UserCert',
  userntlm: 'UserNTLM',
};

/** A rule and what its store tells of it. */
export interface FoundRule {
  readonly text: RuleText;
  readonly store: Omit<RuleStore, 'store'>;
}

/** Reads the text of one rule; null: it is none. */
export function connectionSecurityRule(id: string, written: string, find: FindSet): FoundRule | null {
  const tokens = ruleTokens(written);
  if (tokens === null) return null;
  const all = (...names: readonly string[]): readonly string[] =>
    names
      .flatMap((name) => tokens.get(name) ?? [])
      .filter((value) => value !== '')
      .map(maskLine);
  const one = (...names: readonly string[]): string | null => all(...names)[0] ?? null;
  const missing: string[] = [];
  const faults: string[] = [];
  const setOf = (kind: SetKind, token: string | null): RuleSet | null => {
    const named = one(token ?? '') ?? defaultSets[kind];
    const found = find(kind, named.toLowerCase());
    if (found === null && named.toLowerCase() !== defaultSets[kind]) missing.push(named.slice(0, 80));
    return found;
  };
  const word = one('action')?.toLowerCase() ?? '';
  const clear = isTrue(one('secureinclearout'));
  const action = actions[word] ?? null;
  if (action === null) faults.push('an action that is not known');
  const exempt = word === 'donotsecure';
  const first = exempt ? null : setOf('auth1', 'auth1set');
  const second = exempt || one('auth2set') === null ? null : setOf('auth2', 'auth2set');
  const main = exempt ? null : setOf('crypto1', null);
  const quick = exempt ? null : setOf('crypto2', 'crypto2set');
  const pfs = pfsOf(quick);
  // Without `_2` the names of the two ends are exchanged (MS-GPFAS 2.2.6.2).
  const localTunnel = one('ltunnel4_2', 'ltunnel6_2', 'rtunnel4', 'rtunnel6');
  const remoteTunnel = one(
    'rtunnel4_2',
    'rtunnel6_2',
    'ltunnel4',
    'ltunnel6',
    'rtunendpts4',
    'rtunendpts6',
    'rtunnelfqdn',
  );
  const tunnel = localTunnel !== null || remoteTunnel !== null;
  const modules = all('keymod').map((word) => word.toLowerCase());
  const profiles = all('profile');
  const joined = (values: readonly string[]): string | null =>
    values.length === 0 ? null : [...new Set(values)].join(',');
  return {
    text: {
      name: one('name') ?? id,
      enabled: isTrue(one('active')),
      mode: tunnel ? 'tunnel' : 'transport',
      versions: [
        ...(modules.includes('ikev1') ? ([1] as const) : []),
        ...(modules.includes('ikev2') ? ([2] as const) : []),
      ],
      localEndpoint: joined(all('ep1_4', 'ep1_6').map(endpoint)),
      remoteEndpoint: joined(all('ep2_4', 'ep2_6').map(endpoint)),
      localTunnel,
      remoteTunnel,
      protocol: one('protocol'),
      localPort: joined(all('ep1port', 'ep1port2_10')),
      remotePort: joined(all('ep2port', 'ep2port2_10')),
      action: clear && action === 'RequireInRequireOut' ? 'RequireInClearOut' : action,
      first: methodsOf(first),
      second: methodsOf(second),
      authority: first?.suites.map((suite) => suite.get('caname') ?? '').find((name) => name !== '') ?? null,
      proposals: main === null ? [] : mainModeProposals(main.suites.map(mainModeText).join(',')),
      childProposals: quick === null ? [] : quickModeProposals(quick.suites.map(quickModeText).join(','), pfs),
      pfs: pfs === undefined ? null : pfs === null ? 'no' : 'yes',
      settings: { ...(profiles.length === 0 ? {} : { profiles: profiles.join(',') }), ...lifetimeOf(main) },
    },
    store: {
      id,
      key: first?.key ?? null,
      pfsFromMainMode: pfs === undefined && quick !== null,
      profiles,
      interfaces: interfacesOf(all('iftype')),
      description: one('desc'),
      missing,
      faults,
    },
  };
}

/** An address, range or subnet as netsh shows it, with the length of its prefix; words for servers stay. */
function endpoint(word: string): string {
  const range = parseRange(word);
  return range === undefined ? word.slice(0, 300) : formatRange(range);
}

/** Lifetime of main mode as netsh has it, `480min,0sess`. */
function lifetimeOf(set: RuleSet | null): Readonly<Record<string, string>> {
  const minutes = set?.values.get('timeoutminutes');
  if (minutes === undefined) return {};
  return { mainmodekeylifetime: `${minutes}min,${set?.values.get('timeoutsessions') ?? '0'}sess` };
}

function isTrue(text: string | null): boolean {
  return text?.toLowerCase() === 'true';
}

function interfacesOf(types: readonly string[]): 'all' | 'lan' | 'dial-up' | 'unknown' {
  const words = new Set(types.map((type) => type.toLowerCase()));
  if (words.size === 0 || words.has('all') || words.size > 1) return 'all';
  return words.has('lan') ? 'lan' : words.has('remoteaccess') ? 'dial-up' : 'unknown';
}

function methodsOf(set: RuleSet | null): readonly string[] {
  return (set?.suites ?? []).flatMap((suite) => {
    const method = suite.get('method') ?? '';
    return method === '' ? [] : [methods[method.toLowerCase()] ?? method.slice(0, 40)];
  });
}

/** Values for newer systems stand beside the plain ones, with the version in front of their names; they win. */
function newest(suite: ReadonlyMap<string, string>, ...names: readonly string[]): string {
  return names.map((name) => suite.get(name) ?? '').find((value) => value !== '') ?? 'None';
}

/** Group, cipher and hash of a suite as netsh joins them: `DHGroup14-AES128-SHA256`. */
export function mainModeText(suite: ReadonlyMap<string, string>): string {
  const group = newest(suite, '2_16keyexchange', 'keyexchange');
  const cipher = newest(suite, 'encryption').replaceAll('-', '');
  const hash = newest(suite, '2_1hash', 'hash');
  return `${keyExchanges[group.toLowerCase()] ?? group.replaceAll(/[,-]/g, '')}-${cipher}-${hash}`;
}

const keyExchanges: Readonly<Record<string, string>> = {
  dh1: 'DHGroup1',
  dh2: 'DHGroup2',
  dh2048: 'DHGroup14',
  dh24: 'DHGroup24',
  'ecdh-256': 'ECDHP256',
  'ecdh-384': 'ECDHP384',
};

/** A suite of quick mode as netsh has it: `ESP:SHA1-AES128+60min+100000kb`. */
export function quickModeText(suite: ReadonlyMap<string, string>): string {
  const protocol = newest(suite, '2_9protocol', 'protocol').toUpperCase();
  const plain = (text: string): string => text.replaceAll(/[-,+]/g, '');
  const ah = `AH:${plain(newest(suite, '2_1ahhash', 'ahhash'))}`;
  const esp = `ESP:${plain(newest(suite, '2_1esphash', 'esphash'))}-${plain(newest(suite, '2_1encryption', 'encryption'))}`;
  const minutes = Number(suite.get('timeoutminutes') ?? 0);
  const kilobytes = Number(suite.get('timeoutkbytes') ?? 0);
  const life = `${minutes > 0 ? `+${minutes}min` : ''}${kilobytes > 0 ? `+${kilobytes}kb` : ''}`;
  if (protocol === 'AH') return ah + life;
  if (protocol === 'ESP') return esp + life;
  return protocol === 'AH&ESP' ? `${ah}+${esp}${life}` : `${plain(protocol)}${life}`;
}

/** Group of PFS; null: none; undefined: that of main mode, or not told. */
function pfsOf(set: RuleSet | null): string | null | undefined {
  if (set === null) return undefined;
  const word = newest(set.values, '2_16pfs', 'pfs').toLowerCase();
  if (word === 'disable') return null;
  const found = dhGroup(keyExchanges[word.replace('rekey', '').replace(/^ecdh(?=[0-9])/, 'ecdh-')] ?? word);
  return found ?? undefined;
}
