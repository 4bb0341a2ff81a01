/** The specific filters of a host: `policy expand`. */
import type { ExpansionDocument } from './document/policy-types.ts';
import type { HostPolicies, HostWords } from './host-policies.ts';
import { expandHostConnections } from './linux-policies.ts';
import { type Expansion, expandPolicies, specificFilterText } from './policy/windows/expand.ts';
import { compareMonitorList, readMonitorList } from './policy/windows/monitor-list.ts';
import { filterText } from './policy/windows/words.ts';
import { toolVersion } from './version.ts';

/** A host's generic filters as the driver would have them, in match order; `list`: an Export List of IP Security Monitor to hold against it. */
export function expandHost(
  host: HostPolicies,
  words: HostWords,
  list: { readonly file: string; readonly text: string } | null = null,
): ExpansionDocument {
  const expansion = expandPolicies(host.active, words);
  const { filters, unexpanded } = expansion;
  const connections = expandHostConnections(host.connections, words.addresses);
  return {
    schema: 'ipsec-doctor/policy-expansion@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    host: host.label,
    addresses: words.addresses,
    filters: [
      ...filters.map((filter) => ({
        direction: filter.direction,
        text: specificFilterText(filter),
        action: filter.action,
        policy: filter.policy.title,
        filterList: filter.rule.filterList,
        mirror: filter.mirror,
        weight: filter.weight,
      })),
      ...connections.filters,
    ],
    unread: host.unread,
    unexpanded: [
      ...unexpanded.map(({ rule, index, why }) => {
        const filter = rule.filters[index];
        return { filterList: rule.filterList, filter: filter === undefined ? '' : filterText(filter), why };
      }),
      ...connections.unexpanded,
    ],
    against: list === null ? null : againstList(expansion, list),
  };
}

/** What a list of IP Security Monitor shows otherwise than the policy makes it. */
function againstList(
  expansion: Expansion,
  { file, text }: { readonly file: string; readonly text: string },
): ExpansionDocument['against'] {
  const list = readMonitorList(text);
  const { same, missing, extra, otherAction, otherOrder } = compareMonitorList(list, expansion);
  return {
    file,
    same,
    missing: missing.map(specificFilterText),
    extra: extra.map(({ line }) => line),
    otherAction: otherAction.map(({ row, filter }) => ({ line: row.line, text: specificFilterText(filter) })),
    otherOrder: otherOrder.map(([first, second]) => [first.line, second.line] as const),
    faults: list.faults,
  };
}
