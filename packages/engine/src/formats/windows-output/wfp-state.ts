/**
 * What `netsh wfp show state`, `show filters` and wfpdiag.xml hold beside events: the filters of the platform with those who made them, and
 * how often IKE ended with which error. Members of filters as Microsoft's "Troubleshooting UWP App Connectivity Issues" shows them
 * (filterId, displayData, layerKey, filterCondition, action, effectiveWeight), providers and their names as in wfpstate.xml; the table of
 * errors as in "Securing End-to-End IPsec connections by using IKEv2" (errorFrequencyTable). SAs: wfp-sas.ts.
 */
import { type Draft, hostFact } from '../shared/reading.ts';
import { all, find, textOf, type XmlNode } from './xml.ts';

/** A filter of the platform, as far as it says something of IKE. */
interface Filter {
  readonly line: number;
  readonly name: string;
  readonly provider: string;
  readonly block: boolean;
  readonly way: 'in' | 'out' | null;
  /** Layer and sublayer: filters decide among each other within both. */
  readonly place: string;
  readonly weight: bigint;
  /** Ports of IKE that it names; empty: any. */
  readonly ports: readonly number[];
  /** Nothing but protocol and ports of IKE is asked for. */
  readonly plain: boolean;
}

/** Filters by their number, with the one who made them: who dropped a packet. */
export type FilterNames = ReadonlyMap<string, string>;

const child = (node: XmlNode, name: string): XmlNode | undefined => node.children.find((one) => one.name === name);

/** Names of providers by their keys. */
function providersOf(roots: readonly XmlNode[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const providers of all(roots, (node) => node.name === 'providers'))
    for (const item of providers.children) {
      const key = child(item, 'providerKey')?.text ?? '';
      const name = textOf(item, 'name');
      if (key !== '' && name !== null) names.set(key, name.slice(0, 120));
    }
  return names;
}

/** Number of a value of a condition, whatever its type; null where it is a range or no number. */
function numberIn(condition: XmlNode): number | null {
  const text = textOf(condition, 'uint8', 'uint16', 'uint32') ?? '';
  return /^[0-9]{1,10}$/.test(text) ? Number(text) : null;
}

const maxFilters = 5000;
const ikePorts: ReadonlySet<number> = new Set([500, 4500]);

function filterOf(item: XmlNode, providers: ReadonlyMap<string, string>): Filter | null {
  const action = child(item, 'action');
  const type = action === undefined ? '' : (child(action, 'type')?.text ?? '');
  if (!/^FWP_ACTION_(?:BLOCK|PERMIT)$/.test(type)) return null;
  const layer = child(item, 'layerKey')?.text ?? '';
  const way = /_(?:ALE_AUTH_RECV_ACCEPT|INBOUND_TRANSPORT|INBOUND_IPPACKET)_/.test(layer)
    ? 'in'
    : /_(?:ALE_AUTH_CONNECT|OUTBOUND_TRANSPORT|OUTBOUND_IPPACKET)_/.test(layer)
      ? 'out'
      : null;
  const ports: number[] = [];
  let plain = true;
  for (const condition of child(item, 'filterCondition')?.children ?? []) {
    const field = textOf(condition, 'fieldKey') ?? '';
    const equal = textOf(condition, 'matchType') === 'FWP_MATCH_EQUAL';
    const value = numberIn(condition);
    if (equal && field === 'FWPM_CONDITION_IP_PROTOCOL' && value === 17) continue;
    if (equal && /^FWPM_CONDITION_IP_(?:LOCAL|REMOTE)_PORT$/.test(field) && value !== null && ikePorts.has(value))
      ports.push(value);
    else plain = false;
  }
  const key = child(item, 'providerKey')?.text ?? '';
  const effective = child(item, 'effectiveWeight');
  const weight = effective === undefined ? '' : (textOf(effective, 'uint64') ?? '');
  return {
    line: item.line,
    name: (textOf(item, 'name') ?? '').slice(0, 120),
    provider: providers.get(key) ?? key.slice(0, 80),
    block: type.endsWith('BLOCK'),
    way,
    place: `${layer} ${child(item, 'subLayerKey')?.text ?? ''}`,
    weight: /^[0-9]{1,20}$/.test(weight) ? BigInt(weight) : 0n,
    ports,
    plain,
  };
}

/** A filter that names a port of IKE, blocks it, and is not outdone by a heavier one of its own place that lets it through. */
function stopsIke(filter: Filter, filters: readonly Filter[]): boolean {
  if (!filter.block || !filter.plain || filter.way === null || filter.ports.length === 0) return false;
  return !filters.some(
    (other) =>
      !other.block &&
      other.plain &&
      other.place === filter.place &&
      other.weight > filter.weight &&
      (other.ports.length === 0 || other.ports.some((port) => filter.ports.includes(port))),
  );
}

/** `"name" of "provider"`. */
const shown = (filter: Filter): string => `"${filter.name}" of "${filter.provider}"`;

/** Tells of the filters that stop IKE, and gives the names of all. */
export function readFilters(roots: readonly XmlNode[], draft: Draft): FilterNames {
  const providers = providersOf(roots);
  const names = new Map<string, string>();
  const filters: Filter[] = [];
  const items = all(
    roots,
    (node) => node.name === 'item' && child(node, 'filterId') !== undefined && child(node, 'action') !== undefined,
  );
  for (const item of items) {
    const filter = filterOf(item, providers);
    if (filter === null) continue;
    names.set(child(item, 'filterId')?.text ?? '', shown(filter));
    if (filter.plain) filters.push(filter);
  }
  // Without all of them nobody can say which of them decides.
  if (filters.length > maxFilters) return names;
  for (const filter of filters)
    if (stopsIke(filter, filters))
      for (const port of new Set(filter.ports))
        draft.add(hostFact(draft, 'firewall-blocks', `udp/${port} ${filter.way} ${shown(filter)}`, filter.line));
  return names;
}

/** The last table of errors of a file: how often IKE ended with each since the service was started. */
export function readErrorTable(roots: readonly XmlNode[], draft: Draft): void {
  const last = all(roots, (node) => node.name === 'errorFrequencyTable').at(-1);
  if (last === undefined) return;
  for (const item of all(last.children, (node) => find(node, 'frequency') !== null).slice(0, 100)) {
    const error = textOf(item, 'error') ?? '';
    const times = textOf(item, 'frequency') ?? '';
    if (/^[A-Z0-9_]{3,80}$/.test(error) && /^[0-9]{1,10}$/.test(times) && times !== '0')
      draft.add(hostFact(draft, 'ike-errors', `${error} ${times}`, item.line));
  }
}
