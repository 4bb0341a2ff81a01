import type {
  ChildConfig,
  ConnectionConfig,
  FilterRule,
  HostFact,
  Selector,
  Source,
} from '../../observations/index.ts';
import { isBrokenAddress } from '../addresses.ts';
import { type AlgorithmStatus, objections } from '../algorithm-status.ts';
import { lifetimesOf } from '../lifetimes.ts';
import { boxRelation, type BoxRelation, boxWidth, plainBoxes } from '../packet-box.ts';
import { filterOutcome } from '../packet-filter.ts';
import type { LinuxPolicy } from './kernel-policy.ts';

/**
 * What is questionable, by stable name. The relations of policies are those of Al-Shaer and Hamed ("Firewall Policy Advisor", 2003), as Fu
 * and others have them for IPsec ("IPSec/VPN Security Policy: Correctness, Conflict Detection and Resolution", 2001).
 */
export type LinuxIssueCode =
  /** The same traffic twice, handled alike, or not: then the order alone decides. */
  | 'duplicate-policy'
  | 'conflicting-policies'
  /** All of its traffic is taken by one that is tried before, and handled otherwise: it never applies. */
  | 'shadowed-policy'
  /** All of its traffic is handled alike by a wider one. */
  | 'redundant-policy'
  /** A narrower one before it makes an exception. */
  | 'generalised-policy'
  /** Part of the traffic of either, handled otherwise. */
  | 'correlated-policies'
  | 'broken-algorithm'
  | 'deprecated-algorithm'
  | 'fading-algorithm'
  | 'no-encryption'
  | 'old-exchange'
  | 'aggressive-psk'
  | 'short-child-lifetime'
  | 'short-ike-lifetime'
  | 'ends-before-rekey'
  | 'ike-ends-before-child'
  | 'no-children'
  | 'no-selectors'
  | 'no-proposal-known'
  | 'no-authentication'
  /** A word that no release known here has, or a proposal without what every one needs: charon refuses the connection. */
  | 'unknown-algorithm'
  | 'incomplete-proposal'
  /** What is spelled like an address and is none. */
  | 'broken-address'
  /** A setting that the daemon does not know, a section or a file that is not here, sections that take in each other. */
  | 'unknown-key'
  | 'reference-unresolved'
  | 'reference-loop'
  | 'duplicate-connection'
  | 'include-not-read'
  | 'any-network'
  | 'translated-before-policy';

export interface LinuxIssue {
  readonly code: LinuxIssueCode;
  readonly connection: string | null;
  readonly child: string | null;
  readonly policy: LinuxPolicy | null;
  readonly other: LinuxPolicy | null;
  /** The algorithm, the seconds, the rule. */
  readonly about: string;
  readonly sources: readonly Source[];
}

/** How much it matters: `high` is wrong on the wire, `medium` may surprise, `low` is advice. */
export const linuxIssueSeverity: Readonly<Record<LinuxIssueCode, 'high' | 'medium' | 'low'>> = {
  'conflicting-policies': 'high',
  'shadowed-policy': 'high',
  'translated-before-policy': 'high',
  'no-children': 'high',
  'no-selectors': 'high',
  'no-proposal-known': 'high',
  'ends-before-rekey': 'high',
  'unknown-algorithm': 'high',
  'incomplete-proposal': 'high',
  'broken-address': 'high',
  'unknown-key': 'high',
  'reference-unresolved': 'high',
  'reference-loop': 'medium',
  'duplicate-connection': 'medium',
  'include-not-read': 'low',
  'broken-algorithm': 'medium',
  'correlated-policies': 'medium',
  'duplicate-policy': 'medium',
  'short-child-lifetime': 'medium',
  'short-ike-lifetime': 'medium',
  'ike-ends-before-child': 'medium',
  'no-authentication': 'medium',
  'any-network': 'medium',
  'aggressive-psk': 'medium',
  'deprecated-algorithm': 'medium',
  'no-encryption': 'medium',
  'fading-algorithm': 'low',
  'old-exchange': 'low',
  'redundant-policy': 'low',
  'generalised-policy': 'low',
};

const oddFacts: ReadonlySet<string> = new Set<LinuxIssueCode>([
  'unknown-key',
  'reference-unresolved',
  'reference-loop',
  'duplicate-connection',
  'include-not-read',
]);

/** Whether a fact of a file is a finding by itself. */
export function isOddity({ name }: HostFact): boolean {
  return oddFacts.has(name);
}

const maxIssues = 500;
/** Pairs of policies that are looked at; what is beyond is told by `more`. */
const maxPairs = 60_000_000;
/** Keys that are renewed more often than this cost more than they protect. */
const shortChildSeconds = 300;
const shortIkeSeconds = 600;

export interface LinuxLint {
  readonly issues: readonly LinuxIssue[];
  /** There is more than is listed, or than was looked at. */
  readonly more: boolean;
}

/** Looks over what a Linux host is configured to do. `policies`: in match order. Bounded. */
export function lintLinux(
  connections: readonly ConnectionConfig[],
  policies: readonly LinuxPolicy[],
  rules: readonly FilterRule[],
  oddities: readonly HostFact[] = [],
): LinuxLint {
  const issues: LinuxIssue[] = [];
  let more = false;
  const add = (issue: LinuxIssue): void => {
    if (issues.length < maxIssues) issues.push(issue);
    else more = true;
  };
  for (const { name, value, src } of oddities)
    add({
      code: name as LinuxIssueCode,
      connection: null,
      child: null,
      policy: null,
      other: null,
      about: value,
      sources: [src],
    });
  for (const connection of connections) lintConnection(connection, add);
  if (lintOrder(policies, add)) more = true;
  lintTranslation(policies, rules, add);
  return { issues, more };
}

type Add = (issue: LinuxIssue) => void;

/** Policies of one direction and family against each other. Gives whether some pairs were left out. */
function lintOrder(policies: readonly LinuxPolicy[], add: Add): boolean {
  let pairs = 0;
  let cut = false;
  for (const direction of ['out', 'in', 'fwd'] as const) {
    for (const family of [4, 6] as const) {
      const own = policies.filter(
        (one) => one.direction === direction && one.source.family === family && one.condition === null,
      );
      const plain = plainBoxes(own, family);
      const bySource = own
        .map((_, i) => i)
        .sort((a, b) => (plain.bounds[a * boxWidth] ?? 0) - (plain.bounds[b * boxWidth] ?? 0) || a - b);
      for (const [place, i] of bySource.entries()) {
        const end = plain.bounds[i * boxWidth + 1] ?? 0;
        for (let k = place + 1; k < bySource.length; k++) {
          const j = bySource[k] ?? 0;
          if ((plain.bounds[j * boxWidth] ?? 0) > end) break;
          if (++pairs > maxPairs) {
            cut = true;
            break;
          }
          // Most pairs part here: it has to be cheap.
          if ((plain.bounds[i * boxWidth + 2] ?? 0) > (plain.bounds[j * boxWidth + 3] ?? 0)) continue;
          if ((plain.bounds[j * boxWidth + 2] ?? 0) > (plain.bounds[i * boxWidth + 3] ?? 0)) continue;
          const [first, second] = i < j ? [i, j] : [j, i];
          relate(own[first], own[second], boxRelation(plain, first, second), add);
        }
      }
    }
  }
  return cut;
}

/** `first` is tried before `second`. */
function relate(first: LinuxPolicy | undefined, second: LinuxPolicy | undefined, how: BoxRelation, add: Add): void {
  if (first === undefined || second === undefined || how === 'apart') return;
  const alike = sameHandling(first, second);
  const code: LinuxIssueCode | null =
    how === 'equal'
      ? alike
        ? 'duplicate-policy'
        : 'conflicting-policies'
      : how === 'crossing'
        ? alike
          ? null
          : 'correlated-policies'
        : how === 'around'
          ? alike
            ? 'redundant-policy'
            : 'shadowed-policy'
          : alike
            ? 'redundant-policy'
            : 'generalised-policy';
  if (code === null) return;
  // Of one inside a wider one that is handled alike the narrower is the one too many.
  const [policy, other] = code === 'redundant-policy' && how === 'inside' ? [first, second] : [second, first];
  add({
    code,
    connection: policy.connection,
    child: policy.child,
    policy,
    other,
    about: '',
    sources: [policy.src, other.src],
  });
}

function sameHandling(a: LinuxPolicy, b: LinuxPolicy): boolean {
  if (a.action !== b.action) return false;
  if (a.action !== 'protect') return true;
  return (
    a.mode === b.mode &&
    a.connection === b.connection &&
    a.tunnel?.from === b.tunnel?.from &&
    a.tunnel?.to === b.tunnel?.to
  );
}

function lintConnection(connection: ConnectionConfig, add: Add): void {
  const say = (code: LinuxIssueCode, about = '', child: ChildConfig | null = null): void =>
    add({
      code,
      connection: connection.name,
      child: child?.name ?? null,
      policy: null,
      other: null,
      about,
      sources: [child?.src ?? connection.src],
    });
  const shunt = connection.children.length > 0 && connection.children.every(isShunt);
  if (connection.children.length === 0) say('no-children');
  for (const address of [...connection.localAddresses, ...connection.remoteAddresses])
    if (isBrokenAddress(address)) say('broken-address', address);
  if (!shunt) {
    if (connection.local.length === 0 || connection.remote.length === 0) say('no-authentication');
    if (connection.versions.length === 1 && connection.versions[0] === 1) say('old-exchange');
    const psk = [...connection.local, ...connection.remote].some(({ method }) => method === 'psk');
    if (connection.aggressive === true && psk && connection.versions.includes(1)) say('aggressive-psk');
    if (connection.proposals.length > 0 && connection.proposals.every(isUnknown))
      say('no-proposal-known', connection.proposals.map(({ text }) => text).join(', '));
    else sayUnknown(connection, connection.proposals, (code, about) => say(code, about));
    sayObjections(connection.proposals, (code, about) => say(code, about));
  }
  for (const child of connection.children) {
    if (child.local.length === 0 || child.remote.length === 0) say('no-selectors', '', child);
    if (isShunt(child)) continue;
    if (child.proposals.length > 0 && child.proposals.every(isUnknown))
      say('no-proposal-known', child.proposals.map(({ text }) => text).join(', '), child);
    else sayUnknown(connection, child.proposals, (code, about) => say(code, about, child));
    sayObjections(child.proposals, (code, about) => say(code, about, child));
    if (child.proposals.some((one) => one.protocol === 'ESP' && one.encryption.some((name) => /NULL/.test(name))))
      say('no-encryption', '', child);
    const net = anyNetwork(child);
    if (net !== null && !hasBypass(connection, child)) say('any-network', net, child);
    lintLifetimes(connection, child, say);
  }
}

function lintLifetimes(
  connection: ConnectionConfig,
  child: ChildConfig,
  say: (code: LinuxIssueCode, about: string, child: ChildConfig | null) => void,
): void {
  const { ike, childRekey, childEnd } = lifetimesOf(connection, child);
  const short = childRekey ?? childEnd;
  if (short !== null && short > 0 && short < shortChildSeconds) say('short-child-lifetime', String(short), child);
  if (ike !== null && ike > 0 && ike < shortIkeSeconds) say('short-ike-lifetime', String(ike), null);
  if (childRekey !== null && childEnd !== null && childEnd > 0 && (childRekey === 0 || childEnd <= childRekey))
    say('ends-before-rekey', String(childEnd), child);
  // With IKEv1, and where it is authenticated anew, the children go with it.
  if (ike !== null && ike > 0 && short !== null && short > 0 && ike < short)
    say('ike-ends-before-child', String(ike), child);
}

function isShunt(child: ChildConfig): boolean {
  return child.mode === 'pass' || child.mode === 'drop';
}

function isUnknown(proposal: ConnectionConfig['proposals'][number]): boolean {
  return (
    proposal.builtIn !== true &&
    proposal.encryption.length + proposal.integrity.length + proposal.groups.length === 0 &&
    (proposal.unknown?.length ?? 0) > 0
  );
}

/**
 * Words of proposals that no algorithm is called by, and proposals of charon without a cipher, or for the IKE SA without a key exchange: it discards
 * the connection for either (proposal.c of strongSwan, `check_proposal`: both are mandatory). A key exchange alone (`none`) is no proposal.
 */
function sayUnknown(
  { settings }: ConnectionConfig,
  proposals: ConnectionConfig['proposals'],
  say: (code: LinuxIssueCode, about: string) => void,
): void {
  for (const proposal of proposals) {
    const { unknown = [], encryption, groups, protocol, builtIn, text } = proposal;
    if (unknown.length > 0) say('unknown-algorithm', `${unknown.join(', ')} (${text})`);
    else if (settings['dialect'] === 'strongswan' && builtIn !== true && protocol !== 'AH')
      if (encryption.length === 0 || (protocol === 'IKE' && groups.length === 0)) say('incomplete-proposal', text);
  }
}

const codes: Readonly<Record<AlgorithmStatus, LinuxIssueCode>> = {
  broken: 'broken-algorithm',
  deprecated: 'deprecated-algorithm',
  fading: 'fading-algorithm',
};

function sayObjections(
  proposals: ConnectionConfig['proposals'],
  say: (code: LinuxIssueCode, about: string) => void,
): void {
  const told = new Set<string>();
  for (const { name, status, source } of proposals.flatMap(objections)) {
    if (told.has(name)) continue;
    told.add(name);
    say(codes[status], `${name} (${source})`);
  }
}

function isAny(selector: Selector): boolean {
  return selector.dynamic !== true && ['0.0.0.0', '::'].includes(selector.from) && selector.from !== selector.to;
}

/** A network on one side and any address on the other: what the network says to itself, to groups and to all of it is caught too. */
function anyNetwork(child: ChildConfig): string | null {
  const wide = child.remote.find((one) => isAny(one) && one.protocol === 0);
  const net = child.local.find((one) => one.dynamic !== true && one.from !== one.to);
  return wide === undefined || net === undefined ? null : `${net.text} === ${wide.text}`;
}

/** strongSwan's bypass plugin or a `pass` child leave the network's own traffic alone; only the latter is to be seen. */
function hasBypass(connection: ConnectionConfig, child: ChildConfig): boolean {
  return connection.children.some((other) => other !== child && other.mode === 'pass');
}

/** A source that is translated on the way out is no longer the one that the policy is for. */
function lintTranslation(policies: readonly LinuxPolicy[], rules: readonly FilterRule[], add: Add): void {
  if (rules.length === 0) return;
  for (const policy of policies.filter((one) => one.direction === 'out' && one.action === 'protect').slice(0, 500)) {
    const found = filterOutcome(
      rules,
      {
        hook: 'postrouting',
        family: policy.source.family,
        source: policy.source,
        destination: policy.destination,
        ...(policy.protocol === 0 ? {} : { protocol: policy.protocol }),
        ipsec: true,
        fresh: true,
      },
      'translate',
    );
    if (found.applies !== 'yes' || found.rule === null) continue;
    add({
      code: 'translated-before-policy',
      connection: policy.connection,
      child: policy.child,
      policy,
      other: null,
      about: found.rule.text,
      sources: [policy.src, found.rule.src],
    });
  }
}
