import type { FilterPorts } from '../../observations/index.ts';
import type { Family } from '../addresses.ts';
import { echoRequest } from '../packet-box.ts';
import { converse, type Conversation, type ConversationOutcome } from './converse.ts';
import type { SpecificFilter } from './expand.ts';
import { pathBetween, type PreparedHost } from './host-state.ts';

/** One class of traffic between two hosts, and how it goes. */
export interface ComparedClass {
  readonly from: string;
  readonly to: string;
  readonly what: Conversation;
  /** Its port stands for every one that no filter names. */
  readonly unnamed: boolean;
  readonly outcome: ConversationOutcome;
}

type TrafficClass = Pick<ComparedClass, 'what' | 'unnamed'>;

/** A source port that no service has. */
const someSourcePort = 1030;
const maxClasses = 500;

/**
 * Everything two hosts' filters tell apart of the traffic between them, in both directions: each protocol and port that a filter names, and
 * what no filter names; for each family of addresses that both have. Bounded.
 */
export function compareHosts(a: PreparedHost, b: PreparedHost): readonly ComparedClass[] {
  const families = ([4, 6] as const).filter((family) => pathBetween(a, b, family) !== null);
  const whats = families.flatMap((family) => classesBetween(a, b, family));
  const compared: ComparedClass[] = [];
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    for (const { what, unnamed } of whats)
      compared.push({ from: from.state.label, to: to.state.label, what, unnamed, outcome: converse(from, to, what) });
  return compared;
}

function classesBetween(a: PreparedHost, b: PreparedHost, family: Family): readonly TrafficClass[] {
  const path = pathBetween(a, b, family);
  if (path === null) return [];
  const { source: x, destination: y } = path;
  const icmp = family === 4 ? 1 : 58;
  const classes = new Map<string, TrafficClass>();
  const add = (protocol: number, destinationPort: number, unnamed = false): void => {
    const key = `${protocol} ${destinationPort}`;
    if (classes.size >= maxClasses || classes.has(key)) return;
    const sourcePort = protocol === icmp ? echoRequest(protocol) : someSourcePort;
    classes.set(key, { what: { family, protocol, sourcePort, destinationPort }, unnamed });
  };
  const between = ({ source, destination }: SpecificFilter): boolean =>
    source.family === family &&
    ((source.from <= x && x <= source.to && destination.from <= y && y <= destination.to) ||
      (source.from <= y && y <= source.to && destination.from <= x && x <= destination.to));
  const filters = [...a.outbound, ...a.inbound, ...b.outbound, ...b.inbound].filter(
    (filter) => filter.protocol !== 0 && between(filter),
  );
  const others = new Set([6, 17]);
  for (const { protocol, sourcePorts, destinationPorts } of filters)
    for (const { from, to } of [sourcePorts, destinationPorts]) {
      if (protocol === icmp) add(protocol, 0);
      else if (from === 0 && to === 65_535) others.add(protocol);
      else add(protocol, from);
    }
  const ports = filters.flatMap(({ sourcePorts, destinationPorts }) => [sourcePorts, destinationPorts]);
  const named = ports.filter(({ from, to }) => from > 0 || to < 65_535);
  for (const protocol of others) add(protocol, unnamedPort(named), true);
  return [...classes.values()].sort(
    ({ what: p }, { what: q }) => p.protocol - q.protocol || p.destinationPort - q.destinationPort,
  );
}

/** The first port from 9 (discard) on that none of the ranges holds; it stands for all of them. */
function unnamedPort(named: readonly FilterPorts[]): number {
  let port = 9;
  for (const { from, to } of [...named].sort((p, q) => p.from - q.from)) if (from <= port && port <= to) port = to + 1;
  return Math.min(port, 65_535);
}
