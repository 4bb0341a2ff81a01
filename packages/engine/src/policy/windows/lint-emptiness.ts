import type { WindowsPolicy } from './assemble.ts';
import type { PolicyIssue } from './lint.ts';

/**
 * What a policy does not have: Windows discards what has no offers (EVT-I-08 to EVT-I-11). For policies that are written down; of those out
 * of a store `assemblePolicies` tells it as faults of the objects.
 */
export function lintEmptiness(policy: WindowsPolicy): readonly PolicyIssue[] {
  const { rules, mainMode } = policy;
  const about = { policy, filter: null, other: null, about: '' };
  const issues: PolicyIssue[] = [];
  if (!rules.some(({ active, filters }) => active && filters.length > 0))
    issues.push({ code: 'no-filters', rule: null, ...about });
  if (mainMode !== null && mainMode.offers.length === 0)
    issues.push({ code: 'no-main-mode-offers', rule: null, ...about });
  for (const rule of rules)
    if (rule.active && rule.action === 'negotiate' && rule.filters.length > 0 && rule.offers.length === 0)
      issues.push({ code: 'no-quick-mode-offers', rule, ...about });
  return issues;
}
