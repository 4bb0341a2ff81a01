/** A connection security rule of Windows as a connection, whichever tool showed it. */
import { parseAddress } from '../../policy/addresses.ts';
import { maxSelectors, parseSelector } from '../../policy/selectors.ts';
import type {
  AuthMethod,
  AuthRound,
  ChildConfig,
  ConnectionConfig,
  Proposal,
  Selector,
  Source,
} from '../../observations/index.ts';

/** What a tool says of one rule. Null: not said. */
export interface RuleText {
  readonly name: string;
  readonly enabled: boolean;
  readonly mode: 'transport' | 'tunnel' | null;
  readonly versions: readonly (1 | 2)[];
  readonly localEndpoint: string | null;
  readonly remoteEndpoint: string | null;
  readonly localTunnel: string | null;
  readonly remoteTunnel: string | null;
  readonly protocol: string | null;
  readonly localPort: string | null;
  readonly remotePort: string | null;
  readonly action: string | null;
  /** Words of the first authentication, and of the second. */
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly authority: string | null;
  readonly proposals: readonly Proposal[];
  readonly childProposals: readonly Proposal[];
  readonly pfs: 'yes' | 'no' | null;
  readonly settings: Readonly<Record<string, string>>;
}

const any = /^(?:any|all|모두|\*|)$/iu;

/** Way of authentication by the words of netsh (`ComputerPSK`) or of WMI (`Pre-shared Key`, `2`). */
export function authMethod(word: string): AuthMethod {
  const key = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (/psk|presharedkey|preshared/.test(key) || key === '2') return 'psk';
  if (/kerb|ntlm/.test(key) || /^6500[2345]$/.test(key)) return 'kerberos';
  if (/cert|x509|rsa|dss|ecdsa/.test(key) || /^6500[678]$/.test(key)) return 'pubkey';
  return 'any';
}

/** Several ways in one round are alternatives: which is used the two ends agree on. */
function round(words: readonly string[], authority: string | null): readonly AuthRound[] {
  const methods = new Set(words.map(authMethod));
  const [only] = methods;
  if (only === undefined) return [];
  return [
    {
      method: methods.size === 1 ? only : 'any',
      detail: words.join(', '),
      id: null,
      certificates: [],
      authorities: authority === null ? [] : [authority],
    },
  ];
}

const numbers: Readonly<Record<string, number>> = { icmp: 1, icmpv4: 1, icmpv6: 58, igmp: 2, gre: 47 };

/** Selectors of one side, the first `maxSelectors` of them; null where a word stands for something that is not told (LocalSubnet, DNS, DHCP). */
export function selectorsOf(
  endpoint: string | null,
  protocol: string | null,
  port: string | null,
): readonly Selector[] | null {
  const upper = any.test(protocol ?? '') ? '' : String(numbers[(protocol ?? '').toLowerCase()] ?? protocol ?? '');
  const range = any.test(port ?? '') ? '' : `/${port ?? ''}`;
  const bracket = upper === '' ? '' : `[${upper}${range}]`;
  const words = any.test((endpoint ?? '').trim())
    ? ['0.0.0.0/0', '::/0']
    : (endpoint ?? '').split(',').slice(0, maxSelectors);
  const found: Selector[] = [];
  for (const word of words) {
    const selector = parseSelector(`${word.trim()}${bracket}`);
    if (selector === undefined) return null;
    found.push(selector);
  }
  return found;
}

/** Addresses an endpoint names, for finding the peer; empty for any. */
function addressesOf(endpoint: string | null): readonly string[] {
  const words = (endpoint ?? '').split(',').map((word) => word.trim());
  return words
    .slice(0, maxSelectors)
    .flatMap((word) => (any.test(word) ? [] : [word.replace(/\/(?:32|128|255\.255\.255\.255)$/, '')]));
}

/** Whether an action says that nothing is negotiated: an exemption. */
export function isExemption(action: string | null): boolean {
  return action !== null && /^(?:noauthentication|do not authenticate|none)$/i.test(action.replaceAll(' ', ''));
}

/** How many addresses the rule gives for each side of which only the first are kept. */
function cutOf({ localEndpoint, remoteEndpoint }: RuleText): NonNullable<ChildConfig['cut']> | null {
  const given = (text: string | null): number => (text ?? '').split(',').length;
  const [local, remote] = [given(localEndpoint), given(remoteEndpoint)];
  if (local <= maxSelectors && remote <= maxSelectors) return null;
  return { ...(local > maxSelectors ? { local } : {}), ...(remote > maxSelectors ? { remote } : {}) };
}

/** The connection that a rule is. In transport mode the endpoints are the peers themselves. */
export function connectionOf(rule: RuleText, src: Source): ConnectionConfig {
  const tunnel = rule.mode === 'tunnel';
  // The ends of what goes through a tunnel are no ends of the tunnel.
  const local = tunnel ? rule.localTunnel : rule.localEndpoint;
  const remote = tunnel ? rule.remoteTunnel : rule.remoteEndpoint;
  const cut = cutOf(rule);
  // The second authentication is AuthIP's: IKE has no part in it.
  const rounds = round(rule.first, rule.authority);
  const one = (endpoint: string | null): boolean =>
    parseAddress((endpoint ?? '').replace(/\/(?:32|128)$/, '')) !== undefined;
  return {
    kind: 'connection',
    name: rule.name,
    loaded: rule.enabled,
    versions: rule.versions,
    aggressive: rule.versions.includes(2) ? null : false,
    localAddresses: tunnel || one(local) ? addressesOf(local) : [],
    remoteAddresses: addressesOf(remote),
    local: rounds,
    remote: rounds,
    proposals: rule.proposals,
    children: [
      {
        name: rule.name,
        // Transport mode protects what goes between the two hosts themselves; the rule only says for whom it is asked for.
        local: selectorsOf(rule.localEndpoint, rule.protocol, rule.localPort) ?? [],
        remote: selectorsOf(rule.remoteEndpoint, rule.protocol, rule.remotePort) ?? [],
        ...(cut === null ? {} : { cut }),
        mode: rule.mode,
        proposals: rule.childProposals,
        pfs: rule.pfs,
        settings: {},
        src,
      },
    ],
    settings: {
      ...rule.settings,
      ...(rule.action === null ? {} : { action: rule.action }),
      ...(rule.second.length === 0 ? {} : { 'second-authentication': rule.second.join(', ') }),
    },
    src,
  };
}
