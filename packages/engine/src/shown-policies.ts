/** Policies and findings as documents carry them. */
import type { ShownPolicy, ShownPolicyIssue, ShownRule } from './document/policy-types.ts';
import type { Source } from './observations/index.ts';
import type { WindowsPolicy, WindowsRule } from './policy/windows/assemble.ts';
import { defaultsText } from './policy/windows/default-sets.ts';
import { eventsFor } from './policy/windows/interpretation.ts';
import { issueSeverity, type PolicyIssue } from './policy/windows/lint.ts';
import { authenticationText, filterText, mainModeText, quickModeText } from './policy/windows/words.ts';

/** A finding of lint as documents carry it. */
export function shownIssue({ code, policy, rule, filter, other, about }: PolicyIssue): ShownPolicyIssue {
  return {
    code,
    severity: issueSeverity[code],
    policy: policy.title,
    filterList: rule?.filterList ?? null,
    filter: filter === null ? null : filterText(filter),
    otherFilterList: other?.rule.filterList ?? null,
    otherFilter: other === null ? null : filterText(other.filter),
    about,
    events: eventsFor(code),
  };
}

/** A policy, rule by rule. */
export function shownPolicy(policy: WindowsPolicy): ShownPolicy {
  const { store, object, title, description, assigned, pollingSeconds, mainMode } = policy;
  return {
    store,
    object,
    title,
    description,
    assigned,
    changed: policy.changed === null ? null : secondsText(policy.changed),
    pollingSeconds,
    mainMode:
      mainMode === null
        ? null
        : {
            offers: mainMode.offers.map(mainModeText),
            masterPfs: mainMode.masterPfs,
            lifetimeSeconds: mainMode.lifetimeSeconds,
          },
    rules: policy.rules.map((rule) => shownRule(rule, policy.modern === true)),
    source: placeOf(policy.src),
  };
}

/** The defaults of the system are those of connection security rules: what a tool puts into a legacy policy no source here tells. */
function shownRule(rule: WindowsRule, modern: boolean): ShownRule {
  return {
    filterList: rule.filterList,
    filterAction: rule.filterAction,
    action: rule.action,
    inboundPassThrough: rule.inboundPassThrough,
    fallBack: rule.fallBack,
    active: rule.active,
    defaultResponse: rule.defaultResponse,
    tunnelEndpoint: rule.tunnelEndpoint,
    interfaces: rule.interfaces,
    ...(rule.profiles === undefined ? {} : { profiles: rule.profiles }),
    authentication: rule.authentication.map(authenticationText),
    offers: rule.offers.map(quickModeText),
    pfs: rule.offers.some(({ pfs }) => pfs),
    filters: rule.filters.map(filterText),
    ...(rule.untold === undefined || rule.untold.length === 0
      ? {}
      : {
          untold: rule.untold,
          ...(modern ? { defaults: rule.untold.map((of) => ({ of, ...defaultsText(of) })) } : {}),
        }),
  };
}

/** Artifact and line of a source. */
export function placeOf({ artifact, at }: Source): string {
  const [first] = at;
  if (first === undefined) return artifact;
  return 'line' in first ? `${artifact}:${first.line}` : 'bytes' in first ? `${artifact}@${first.bytes[0]}` : artifact;
}

function secondsText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
