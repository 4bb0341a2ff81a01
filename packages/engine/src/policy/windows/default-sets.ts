import { defaultKeyModule, windowsIpsecDefaults } from '../../knowledge/windows/ipsec-defaults.ts';
import type { AuthRound, ChildConfig, ConnectionConfig, Proposal } from '../../observations/index.ts';
import type { AspectKind } from '../aspects.ts';
import { parseProposals } from '../proposals.ts';

/** Setting of a connection that lists what of it stands by the system's defaults alone. */
const assumedKey = 'assumed-defaults';

/**
 * A connection security rule with the system's defaults in the place of what it leaves to them. What is filled in is no finding: a policy that
 * is not among the files may have set it (`assumedOf` tells what). Exemptions and legacy policies are given back as they are.
 */
export function withDefaults(connection: ConnectionConfig): ConnectionConfig {
  const [known] = windowsIpsecDefaults;
  const shunt = connection.children.every(({ mode }) => mode === 'pass' || mode === 'drop');
  if (known === undefined || shunt) return connection;
  const assumed = new Set<AspectKind>();
  const take = <T>(given: readonly T[], kind: AspectKind, otherwise: readonly T[]): readonly T[] => {
    if (given.length > 0) return given;
    assumed.add(kind);
    return otherwise;
  };
  const made = (words: readonly string[], protocol: Proposal['protocol']): readonly Proposal[] =>
    parseProposals(words.join(','), 'strongswan', protocol);
  const proof: AuthRound = {
    method: known.authentication,
    detail: null,
    id: null,
    certificates: [],
    authorities: [],
  };
  const filled: ConnectionConfig = {
    ...connection,
    versions: take(connection.versions, 'version', [defaultKeyModule.version]),
    local: take(connection.local, 'auth-method', [proof]),
    remote: take(connection.remote, 'auth-method', [proof]),
    proposals: take(connection.proposals, 'ike-proposal', made(known.mainMode, 'IKE')),
    children: connection.children.map((child): ChildConfig => {
      const proposals = take(child.proposals, 'child-proposal', [...made(known.esp, 'ESP'), ...made(known.ah, 'AH')]);
      // Whether PFS is on is said by the same set.
      if (proposals === child.proposals) return child;
      assumed.add('pfs');
      const life = { rekey_time: `${known.quickModeSeconds}s` };
      return { ...child, proposals, pfs: child.pfs ?? 'no', settings: { ...life, ...child.settings } };
    }),
  };
  const aggressive = filled.versions.includes(2) ? connection.aggressive : false;
  const life = assumed.has('ike-proposal') ? { rekey_time: `${known.mainModeSeconds}s` } : {};
  return {
    ...filled,
    aggressive,
    settings: {
      ...life,
      ...connection.settings,
      ...(assumed.size > 0 ? { [assumedKey]: [...assumed].sort().join(' ') } : {}),
    },
  };
}

const nothing: ReadonlySet<string> = new Set();

/** What the system does by itself where a rule leaves something to it, as a line, with the releases that a public page says it of. */
export function defaultsText(of: 'main-mode' | 'authentication' | 'offers'): {
  readonly text: string;
  readonly releases: readonly string[];
  readonly source: string;
} {
  const known = windowsIpsecDefaults.find(({ confirmed }) => confirmed);
  if (known === undefined) return { text: '', releases: [], source: '' };
  const { releases, source, mainMode, mainModeSeconds, esp, ah, quickModeSeconds, quickModeKilobytes } = known;
  const texts = {
    'main-mode': `${mainMode.join(', ')}; ${mainModeSeconds} s`,
    offers: `ESP ${esp.join(', ')}; AH ${ah.join(', ')}; ${quickModeSeconds} s, ${quickModeKilobytes} KB`,
    authentication: 'Kerberos',
  };
  return { text: texts[of], releases, source };
}

/** What of a connection stands by the system's defaults alone. */
export function assumedOf({ settings }: ConnectionConfig): ReadonlySet<string> {
  const words = settings[assumedKey];
  return words === undefined ? nothing : new Set(words.split(' '));
}
