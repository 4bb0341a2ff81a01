import type { Family } from '../addresses.ts';
import { converse, type Conversation, type ConversationOutcome } from './converse.ts';
import type { SpecificFilter } from './expand.ts';
import { pathBetween, type PreparedHost } from './host-state.ts';

/** One class of traffic between two hosts, and how it goes. */
export interface ComparedClass {
  readonly from: string;
  readonly to: string;
  readonly what: Conversation;
  readonly outcome: ConversationOutcome;
}

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
    for (const what of whats)
      compared.push({ from: from.state.label, to: to.state.label, what, outcome: converse(from, to, what) });
  return compared;
}

function classesBetween(a: PreparedHost, b: PreparedHost, family: Family): readonly Conversation[] {
  const path = pathBetween(a, b, family);
  if (path === null) return [];
  const { source: x, destination: y } = path;
  const icmp = family === 4 ? 1 : 58;
  const classes = new Map<string, Conversation>();
  const add = (protocol: number, destinationPort: number): void => {
    const key = `${protocol} ${destinationPort}`;
    if (classes.size < maxClasses && !classes.has(key))
      classes.set(key, { family, protocol, sourcePort: protocol === icmp ? 0 : someSourcePort, destinationPort });
  };
  const between = ({ source, destination }: SpecificFilter): boolean =>
    source.family === family &&
    ((source.from <= x && x <= source.to && destination.from <= y && y <= destination.to) ||
      (source.from <= y && y <= source.to && destination.from <= x && x <= destination.to));
  for (const filter of [...a.outbound, ...a.inbound, ...b.outbound, ...b.inbound]) {
    if (filter.protocol === 0 || !between(filter)) continue;
    for (const { from, to } of [filter.sourcePorts, filter.destinationPorts])
      add(filter.protocol, from === 0 && to === 65_535 ? (filter.protocol === icmp ? 0 : unnamedPort) : from);
  }
  add(6, unnamedPort);
  add(17, unnamedPort);
  return [...classes.values()].sort((p, q) => p.protocol - q.protocol || p.destinationPort - q.destinationPort);
}

/** Stands for a port that no filter names. */
const unnamedPort = 9;
