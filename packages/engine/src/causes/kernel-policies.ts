import type { KernelPolicyState, Selector } from '../observations/index.ts';
import { parseAddress } from '../policy/addresses.ts';
import { compareSelectors } from '../policy/selectors.ts';
import type { CaseView, ClearView } from './api.ts';

/** The kernel of an end refused the SA, its SPI or its policy, which strongSwan also answers with TS_UNACCEPTABLE. */
export function kernelRefused(view: CaseView): boolean {
  return (
    view.facts('kernel.sa-refused', 'kernel.policy-refused', 'kernel.policy-taken', 'kernel.spi-refused').length > 0
  );
}

/** Priority of a listed policy; a missing one is the best there is (Linux takes the lowest number first). */
export function priorityOf(policy: KernelPolicyState): number {
  return Number(policy.attributes['priority'] ?? '0');
}

/** Bound to marks, interfaces or a device: which packets it meets cannot be told from addresses. */
function bound(policy: KernelPolicyState): boolean {
  return ['mark', 'if_id', 'dev'].some((name) => policy.attributes[name] !== undefined);
}

/**
 * Policies of a host for one direction that addresses alone decide about; null when its kernel was not asked. What its daemon tells of
 * traps and shunts has no priority to go by.
 */
export function policiesOf(
  view: CaseView,
  host: string,
  direction: KernelPolicyState['direction'],
): readonly KernelPolicyState[] | null {
  const asked = view.dump(host, 'listing').some((listing) => listing.of === 'kernel-policies');
  if (!asked) return null;
  return view
    .dump(host, 'kernel-policy')
    .filter((policy) => policy.direction === direction && policy.attributes['told-by'] === undefined && !bound(policy));
}

/** Every packet that `inner` is for meets `outer` as well. */
export function coversPolicy(outer: KernelPolicyState, inner: KernelPolicyState): boolean {
  return (
    holds(compareSelectors([outer.source], [inner.source]).relation) &&
    holds(compareSelectors([outer.destination], [inner.destination]).relation)
  );
}

function holds(relation: string): boolean {
  return relation === 'equal' || relation === 'superset';
}

/** The policy that decides over a clear flow between two addresses: of those that cover it, the one with the lowest priority. */
export function rulingPolicy(policies: readonly KernelPolicyState[], flow: ClearView): KernelPolicyState | null {
  const protocol = protocolOf(flow);
  let best: KernelPolicyState | null = null;
  for (const policy of policies) {
    // The source port of a flow is any.
    if (
      !covers(policy.source, flow.src, protocol, null) ||
      !covers(policy.destination, flow.dst, protocol, flow.dstPort)
    )
      continue;
    if (best === null || priorityOf(policy) < priorityOf(best)) best = policy;
  }
  return best;
}

function protocolOf(flow: ClearView): number | null {
  return { tcp: 6, udp: 17, 'icmp-echo': flow.src.includes(':') ? 58 : 1, other: null }[flow.protocol];
}

/** Whether selectors of an SA, seen from the sender's side, are for this flow. */
export function selectorsCover(from: readonly Selector[], to: readonly Selector[], flow: ClearView): boolean {
  const protocol = protocolOf(flow);
  return (
    from.some((selector) => covers(selector, flow.src, protocol, null)) &&
    to.some((selector) => covers(selector, flow.dst, protocol, flow.dstPort))
  );
}

function covers(selector: Selector, address: string, protocol: number | null, port: number | null): boolean {
  const [at, from, to] = [address, selector.from, selector.to].map(parseAddress);
  if (at === undefined || from === undefined || to === undefined || at.family !== from.family) return false;
  if (at.value < from.value || at.value > to.value) return false;
  if (selector.protocol !== 0 && selector.protocol !== protocol) return false;
  if (selector.portFrom === 0 && selector.portTo === 65535) return true;
  return port !== null && selector.portFrom <= port && port <= selector.portTo;
}
