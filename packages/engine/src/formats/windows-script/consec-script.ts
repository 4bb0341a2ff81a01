/**
 * `netsh advfirewall consec add|set|delete rule` and `netsh advfirewall set global mainmode` commands. Source: Microsoft command reference,
 * netsh advfirewall consec (dd736198).
 */
import { dhGroup, mainModeProposals, quickModeProposals } from '../windows-output/algorithms.ts';
import type { RuleText } from '../windows-output/rule.ts';
import type { RuleStore } from '../windows-output/security-rule.ts';
import { digestOfText, isRedacted } from '../shared/secret-value.ts';
import { isYes, tagged } from './words.ts';

export const ruleTags: readonly string[] = [
  'name',
  'endpoint1',
  'endpoint2',
  'action',
  'description',
  'mode',
  'enable',
  'profile',
  'type',
  'localtunnelendpoint',
  'remotetunnelendpoint',
  'port1',
  'port2',
  'protocol',
  'interfacetype',
  'auth1',
  'auth1psk',
  'auth1kerbproxyfqdn',
  'auth1ca',
  'auth1healthcert',
  'auth1ecdsap256ca',
  'auth1ecdsap256healthcert',
  'auth1ecdsap384ca',
  'auth1ecdsap384healthcert',
  'auth2',
  'auth2kerbproxyfqdn',
  'auth2ca',
  'auth2ecdsap256ca',
  'auth2ecdsap384ca',
  'qmpfs',
  'qmsecmethods',
  'exemptipsecprotectedconnections',
  'applyauthz',
  'group',
];

/** A rule as commands leave it: values by tag. */
export interface ScriptRule {
  readonly values: Map<string, string>;
  readonly line: number;
  readonly last: number;
}

/** Carries out a command on rules by name; a reason where it cannot be. */
export function runConsec(
  rules: Map<string, ScriptRule>,
  verb: string,
  words: readonly string[],
  line: number,
  last: number,
): string | null {
  const cut = words.findIndex((word) => /^new$/i.test(word));
  const identifying = new Map(tagged(verb === 'set' && cut >= 0 ? words.slice(0, cut) : words, ruleTags));
  const key = (identifying.get('name') ?? '').toLowerCase();
  if (verb === 'delete') {
    if (key === 'all') rules.clear();
    else rules.delete(key);
    return null;
  }
  if (verb === 'set') {
    const old = rules.get(key);
    if (old === undefined) return 'a rule is changed that is not there';
    for (const [tag, value] of tagged(words.slice(cut + 1), ruleTags))
      if (cut >= 0 && tag !== 'name') old.values.set(tag, value);
    return null;
  }
  if (key === '') return 'a rule without a name';
  if (rules.size >= 20_000) return 'more rules than are kept';
  rules.set(key, { values: identifying, line, last });
  return null;
}

/** A rule as netsh would list it. `mainMode` are the methods of the host, `dhgroup2:3des-sha1` divided by commas; null: not told. */
export function ruleText(
  { values }: ScriptRule,
  mainMode: string | null,
): { readonly text: RuleText; readonly store: Omit<RuleStore, 'store'>; readonly key: string } {
  const value = (tag: string): string | null => values.get(tag) ?? null;
  const mode = value('mode')?.toLowerCase() === 'tunnel' ? 'tunnel' : 'transport';
  const words = (tag: string): readonly string[] =>
    (value(tag) ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  const group = value('qmpfs')?.toLowerCase() ?? null;
  const pfs = group === null || group === 'default' || group === 'mainmode' ? undefined : dhGroup(group);
  const key = value('auth1psk') ?? '';
  const tunnel = (tag: string): string | null =>
    mode === 'tunnel' && !/^any$/i.test(value(tag) ?? 'any') ? value(tag) : null;
  const profiles = words('profile').filter((word) => !/^any$/i.test(word));
  const types = value('interfacetype')?.toLowerCase() ?? 'any';
  // A certificate's options stand behind its name.
  const authority = value('auth1ca')?.replace(/\s(?:certmapping|excludecaname|catype):.*$/is, '') ?? null;
  return {
    key,
    text: {
      name: value('name') ?? '',
      enabled: !values.has('enable') || isYes(values.get('enable')),
      mode,
      versions: [],
      localEndpoint: value('endpoint1'),
      remoteEndpoint: value('endpoint2'),
      localTunnel: tunnel('localtunnelendpoint'),
      remoteTunnel: tunnel('remotetunnelendpoint'),
      protocol: value('protocol'),
      localPort: value('port1'),
      remotePort: value('port2'),
      action: value('action'),
      first: words('auth1').filter((word) => !/^none$/i.test(word)),
      second: words('auth2').filter((word) => !/^none$/i.test(word)),
      authority,
      proposals: mainMode === null ? [] : mainModeProposals(mainMode.replaceAll(':', '-')),
      childProposals: quickModeProposals((value('qmsecmethods') ?? '').replace(/^default$/i, ''), pfs),
      pfs: pfs === undefined ? null : pfs === null ? 'no' : 'yes',
      settings: profiles.length === 0 ? {} : { profiles: profiles.join(',') },
    },
    store: {
      key: key === '' || isRedacted(key) || !/^[\x20-\x7e]+$/.test(key) ? null : digestOfText(key),
      pfsFromMainMode: group === 'mainmode',
      profiles,
      interfaces: types === 'any' ? 'all' : types === 'lan' ? 'lan' : types === 'ras' ? 'dial-up' : 'unknown',
      description: value('description'),
    },
  };
}
