import type { FilterEnd, PolicyFilter } from '../../observations/index.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { relateFilters } from './filter-relations.ts';
import { waysBack } from './policy-tunnel.ts';

/** What is questionable about a policy, by stable name. The relations of filters are those of Al-Shaer and Hamed, for the most specific first. */
export type PolicyIssueCode =
  /** The same traffic, twice, with the same or with different actions (RRAS-01). */
  | 'duplicate-filter'
  | 'conflicting-filters'
  /** Part of the traffic of either, with different actions: which one wins hangs on weights. */
  | 'correlated-filters'
  /** All of its traffic is handled alike by a wider filter. */
  | 'redundant-filter'
  | 'not-mirrored'
  /** What answers meets a filter that does not permit it (C32). A block of one way is a tool, and no issue (GD-22). */
  | 'permit-one-way'
  /** A tunnel takes two rules, each with a filter for its way that is not mirrored (KB 816514). */
  | 'tunnel-one-way'
  | 'tunnel-mirrored'
  | 'broadcast-caught'
  | 'weak-encryption'
  | 'weak-integrity'
  | 'weak-group'
  | 'short-lifetime'
  /** Keys are renewed after so few kilobytes, or main mode so often, that the renewals are felt (LOSS-15). */
  | 'few-kilobytes'
  | 'short-main-mode'
  | 'main-mode-each-time'
  | 'deprecated-encryption'
  | 'no-protection'
  | 'mask-with-holes'
  /** The policy filters nothing; it has no key exchange offers; a rule negotiates and offers nothing (EVT-I-08 to EVT-I-11). */
  | 'no-filters'
  | 'no-main-mode-offers'
  | 'no-quick-mode-offers'
  /** A server that has to be reached without IPsec is not exempt (DC-02, DC-04, NAM-01, NET-07). */
  | 'exemption-missing'
  /** Traffic of one server is exempt in part, and negotiates in part (NAM-08). */
  | 'server-half-exempt'
  /** The automatic L2TP policy of the remote access service catches it (C33). */
  | 'rras-l2tp-conflict';

export interface PolicyIssue {
  readonly code: PolicyIssueCode;
  readonly policy: WindowsPolicy;
  /** The rule it is about, and the other one where there are two. */
  readonly rule: WindowsRule | null;
  readonly filter: PolicyFilter | null;
  readonly other: { readonly rule: WindowsRule; readonly filter: PolicyFilter } | null;
  /** What is weak, or how short. */
  readonly about: string;
}

/** How much it matters: `high` is wrong on the wire, `medium` may surprise, `low` is advice. */
export const issueSeverity: Readonly<Record<PolicyIssueCode, 'high' | 'medium' | 'low'>> = {
  'conflicting-filters': 'high',
  'exemption-missing': 'high',
  'rras-l2tp-conflict': 'high',
  'no-protection': 'high',
  'no-filters': 'high',
  'no-main-mode-offers': 'high',
  'no-quick-mode-offers': 'high',
  'server-half-exempt': 'medium',
  'main-mode-each-time': 'medium',
  'few-kilobytes': 'low',
  'short-main-mode': 'low',
  'deprecated-encryption': 'low',
  'correlated-filters': 'medium',
  'not-mirrored': 'medium',
  'permit-one-way': 'medium',
  'tunnel-one-way': 'medium',
  'tunnel-mirrored': 'medium',
  'broadcast-caught': 'medium',
  'mask-with-holes': 'medium',
  'weak-encryption': 'medium',
  'weak-group': 'medium',
  'weak-integrity': 'low',
  'short-lifetime': 'low',
  'duplicate-filter': 'low',
  'redundant-filter': 'low',
};

const maxIssues = 500;
/** Quick modes that are renewed more often than this cost more than they protect. */
const shortSeconds = 300;
/** The snap-in takes no fewer (its lowest bound); the default is 100,000. */
const fewKilobytes = 20_480;
/** Main mode lasts 8 hours by default; each is a Diffie-Hellman exchange and a proof. */
const shortMainModeSeconds = 3600;

/** Looks a policy over: filters against each other, algorithms, lifetimes. Bounded; the first `maxIssues` are given. */
export function lintPolicy(policy: WindowsPolicy): readonly PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  const add = (issue: Omit<PolicyIssue, 'policy'>): void => {
    if (issues.length < maxIssues) issues.push({ policy, ...issue });
  };
  relateFilters(policy, add);
  const backs = waysBack(policy.rules.filter(({ active }) => active));
  for (const rule of policy.rules) {
    if (!rule.active) continue;
    for (const filter of rule.filters) {
      if (!filter.mirrored && rule.action === 'negotiate' && rule.tunnelEndpoint === null)
        add({ code: 'not-mirrored', rule, filter, other: null, about: '' });
      if (rule.tunnelEndpoint !== null && policy.modern !== true)
        if (filter.mirrored) add({ code: 'tunnel-mirrored', rule, filter, other: null, about: '' });
        else if (!backs.has(rule)) add({ code: 'tunnel-one-way', rule, filter, other: null, about: '' });
      if (filter.unevenMask) add({ code: 'mask-with-holes', rule, filter, other: null, about: '' });
      if (rule.action !== 'permit' && policy.modern !== true && catchesBroadcast(filter))
        add({ code: 'broadcast-caught', rule, filter, other: null, about: '' });
    }
    weakOffers(rule, add);
  }
  renewals(policy, add);
  for (const offer of policy.mainMode?.offers ?? []) {
    const about = `${offer.encryption}-${offer.hash}-${offer.group}`;
    const weak = { rule: null, filter: null, other: null, about };
    if (offer.encryption === 'DES') add({ code: 'weak-encryption', ...weak });
    if (offer.encryption === '3DES') add({ code: 'deprecated-encryption', ...weak });
    if (offer.hash === 'MD5') add({ code: 'weak-integrity', ...weak });
    if (offer.group === 'modp768' || offer.group === 'modp1024') add({ code: 'weak-group', ...weak });
  }
  return issues;
}

type Add = (issue: Omit<PolicyIssue, 'policy'>) => void;

function weakOffers(rule: WindowsRule, add: Add): void {
  for (const offer of rule.offers) {
    const names = offer.transforms.flatMap(({ algorithm, integrity }) => [algorithm, integrity ?? '']);
    const about = names.filter((name) => name !== '').join('-');
    const weak = { rule, filter: null, other: null, about };
    if (names.includes('DES')) add({ code: 'weak-encryption', ...weak });
    // RFC 8221 section 5: SHOULD NOT.
    if (names.includes('3DES')) add({ code: 'deprecated-encryption', ...weak });
    if (offer.transforms.every(({ algorithm, integrity }) => algorithm === 'none' && integrity === null))
      add({ code: 'no-protection', ...weak });
    if (offer.lifetimeKilobytes > 0 && offer.lifetimeKilobytes < fewKilobytes)
      add({ code: 'few-kilobytes', rule, filter: null, other: null, about: String(offer.lifetimeKilobytes) });
    if (names.includes('MD5')) add({ code: 'weak-integrity', ...weak });
    if (offer.lifetimeSeconds > 0 && offer.lifetimeSeconds < shortSeconds)
      add({ code: 'short-lifetime', rule, filter: null, other: null, about: String(offer.lifetimeSeconds) });
  }
}

/** Settings of main mode that make it anew more often than it needs (LOSS-15). */
function renewals({ mainMode }: WindowsPolicy, add: Add): void {
  if (mainMode === null) return;
  const about = { rule: null, filter: null, other: null };
  if (mainMode.masterPfs || mainMode.quickModeLimit === 1) add({ code: 'main-mode-each-time', ...about, about: '' });
  if (mainMode.lifetimeSeconds > 0 && mainMode.lifetimeSeconds < shortMainModeSeconds)
    add({ code: 'short-main-mode', ...about, about: String(mainMode.lifetimeSeconds) });
}

/** Any address on one side and a subnet on the other: packets to the subnet's broadcast address and to groups are caught (PATH-21 to PATH-23). */
function catchesBroadcast(filter: PolicyFilter): boolean {
  const wide = (end: FilterEnd): boolean => end.kind === 'any';
  const subnet = (end: FilterEnd): boolean => end.kind === 'range' && end.from !== end.to;
  const carries = filter.protocol === 0 || filter.protocol === 17;
  return (
    carries &&
    ((subnet(filter.source) && wide(filter.destination)) || (wide(filter.source) && subnet(filter.destination)))
  );
}
