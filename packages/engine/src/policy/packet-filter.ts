/**
 * Walks the rules of a packet filter for one packet, of which not everything may be known. What a rule asks for beyond that makes it
 * one that may apply: it never settles anything.
 */
import type { FilterAddresses, FilterHook, FilterRule, PortRange } from '../observations/index.ts';
import { type AddressRange, parseRange } from './addresses.ts';

/** A packet as far as it is known; members that are absent are not known. */
export interface FilteredPacket {
  readonly hook: FilterHook;
  readonly family: 4 | 6;
  readonly protocol?: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** All addresses that the packet may have. */
  readonly source?: AddressRange;
  readonly destination?: AddressRange;
  /** Whether it came out of an SA, or a policy is to protect it. */
  readonly ipsec: boolean;
  /** It belongs to no connection that the host knows of already. */
  readonly fresh?: boolean;
  /** A packet that may come, not one that came: that a rule has counted nothing so far says nothing of it. */
  readonly imagined?: boolean;
  /** Interface it came in by, or leaves by. */
  readonly inInterface?: string;
  readonly outInterface?: string;
}

export type Match = 'yes' | 'maybe' | 'no';

/** What the filter does with a packet: whether a rule with the effect asked for takes it, and which. */
export interface FilterOutcome {
  readonly applies: Match;
  readonly rule: FilterRule | null;
}

const limits = { steps: 20_000, depth: 16 };

function all(...parts: readonly Match[]): Match {
  return parts.includes('no') ? 'no' : parts.includes('maybe') ? 'maybe' : 'yes';
}

function ports(wanted: readonly PortRange[] | null, port: number | undefined): Match {
  if (wanted === null) return 'yes';
  if (port === undefined) return 'maybe';
  return wanted.some(({ from, to }) => port >= from && port <= to) ? 'yes' : 'no';
}

function addresses(wanted: FilterAddresses | null, has: AddressRange | undefined): Match {
  if (wanted === null) return 'yes';
  if (has === undefined) return 'maybe';
  let touched = false;
  for (const text of wanted.list) {
    const range = parseRange(text);
    if (range === undefined) return 'maybe';
    if (range.family !== has.family) continue;
    if (has.from >= range.from && has.to <= range.to) return wanted.not ? 'no' : 'yes';
    if (has.from <= range.to && has.to >= range.from) touched = true;
  }
  if (touched) return 'maybe';
  return wanted.not ? 'yes' : 'no';
}

function device(wanted: string | null, has: string | undefined, ipsec: boolean): Match {
  if (wanted === null) return 'yes';
  if (wanted === 'lo') return 'no';
  // Devices that IPsec makes carry nothing but what came out of a tunnel or goes into one.
  if (has === undefined) return ipsec && /^(?:ipsec|vti|xfrm)/.test(wanted) ? 'yes' : 'maybe';
  const last = wanted.at(-1);
  if (last === '*' || last === '+') return has.startsWith(wanted.slice(0, -1)) ? 'yes' : 'no';
  return has === wanted ? 'yes' : 'no';
}

/** States of connection tracking (nf_conntrack): what is new is neither established nor related. */
function state(wanted: readonly string[] | null, fresh: boolean): Match {
  if (wanted === null) return 'yes';
  if (!fresh) return 'maybe';
  if (wanted.includes('new')) return 'yes';
  return wanted.every((word) => word === 'established' || word === 'related') ? 'no' : 'maybe';
}

/** Whether a rule takes a packet. */
export function matchRule(rule: FilterRule, packet: FilteredPacket): Match {
  const { protocol } = packet;
  return all(
    rule.family === 'inet' || rule.family === (packet.family === 4 ? 'ip' : 'ip6') ? 'yes' : 'no',
    rule.protocols === null || rule.protocols.length === 0
      ? 'yes'
      : protocol === undefined
        ? 'maybe'
        : rule.protocols.includes(protocol)
          ? 'yes'
          : 'no',
    protocol !== undefined && protocol !== 17 && protocol !== 6 && (rule.sourcePorts ?? rule.destinationPorts) !== null
      ? 'no'
      : 'yes',
    ports(rule.sourcePorts, packet.sourcePort),
    ports(rule.destinationPorts, packet.destinationPort),
    addresses(rule.source, packet.source),
    addresses(rule.destination, packet.destination),
    device(rule.inInterface, packet.inInterface, packet.ipsec),
    device(rule.outInterface, packet.outInterface, packet.ipsec),
    rule.ipsec === null || (rule.ipsec === 'only') === packet.ipsec ? 'yes' : 'no',
    state(rule.states, packet.fresh === true),
    rule.more ? 'maybe' : 'yes',
  );
}

interface Walk {
  readonly packet: FilteredPacket;
  readonly effect: 'drop' | 'translate';
  readonly chains: ReadonlyMap<string, readonly FilterRule[]>;
  steps: number;
  /** Something before may have taken the packet out of the walk. */
  doubtful: boolean;
  found: FilterOutcome;
}

function note(walk: Walk, applies: Match, rule: FilterRule): void {
  if (walk.found.applies === 'yes' || (walk.found.applies === 'maybe' && applies === 'maybe')) return;
  walk.found = { applies, rule };
}

/** Walks one chain. `ended`: the packet's way through this table is at its end for sure. */
function walkChain(walk: Walk, key: string, depth: number, sure: boolean): 'ended' | 'goes-on' {
  const rules = walk.chains.get(key) ?? [];
  let returned = false;
  for (const rule of rules) {
    if (walk.steps++ > limits.steps) return 'ended';
    // The way back out of a chain that the kernel entered leads to its policy.
    if (returned && !rule.policy) continue;
    const match = rule.policy ? 'yes' : matchRule(rule, walk.packet);
    if (match === 'no') continue;
    const certain = sure && match === 'yes';
    if (rule.effect === 'jump') {
      if (depth >= limits.depth) continue;
      const end = walkChain(walk, chainKey(rule, rule.target ?? ''), depth + 1, certain);
      if (certain && (end === 'ended' || rule.goto)) return end;
      continue;
    }
    if (rule.effect === 'return') {
      if (match === 'yes') returned = true;
      else walk.doubtful = true;
      continue;
    }
    if (rule.effect === walk.effect) {
      // A rule that counted nothing took nothing.
      if (rule.packets !== '0' || walk.packet.imagined === true)
        note(walk, certain && !walk.doubtful ? 'yes' : 'maybe', rule);
      if (certain) return 'ended';
      continue;
    }
    // Accepted, queued, or dropped where a translation is asked for: no later rule of this table sees it.
    if (certain) return 'ended';
    walk.doubtful = true;
  }
  return 'goes-on';
}

function chainKey(rule: FilterRule, chain: string): string {
  return `${rule.family} ${rule.table} ${chain}`;
}

/**
 * Whether these rules, of one host and in their order, drop a packet or translate its source. `maybe`: a rule may apply, or one
 * before it may have let the packet pass, or another listing of the host tells otherwise. Rules whose counter stands at zero are not
 * blamed.
 */
export function filterOutcome(
  rules: readonly FilterRule[],
  packet: FilteredPacket,
  effect: 'drop' | 'translate' = 'drop',
): FilterOutcome {
  const listings = new Map<string, FilterRule[]>();
  for (const rule of rules) {
    const known = listings.get(rule.src.artifact);
    if (known === undefined) listings.set(rule.src.artifact, [rule]);
    else known.push(rule);
  }
  const outcomes: FilterOutcome[] = [];
  for (const listing of listings.values()) {
    const outcome = outcomeOf(listing, packet, effect);
    if (outcome !== null) outcomes.push(outcome);
  }
  const blamed =
    outcomes.find((outcome) => outcome.applies === 'yes') ?? outcomes.find((outcome) => outcome.rule !== null);
  if (blamed === undefined) return { applies: 'no', rule: null };
  // Listings of one host made at different times, or of two filters, of which one lets it pass.
  return outcomes.every((outcome) => outcome.applies === 'yes') ? blamed : { applies: 'maybe', rule: blamed.rule };
}

/** The same of one listing; null when it has no chain that the packet comes to. */
function outcomeOf(
  rules: readonly FilterRule[],
  packet: FilteredPacket,
  effect: 'drop' | 'translate',
): FilterOutcome | null {
  if (effect === 'translate' && packet.hook !== 'postrouting') return null;
  const chains = new Map<string, FilterRule[]>();
  const bases = new Set<string>();
  for (const rule of rules) {
    const key = chainKey(rule, rule.chain);
    const known = chains.get(key);
    if (known === undefined) chains.set(key, [rule]);
    else if (rule.policy || known.at(-1)?.policy !== true) known.push(rule);
    else known.splice(-1, 0, rule);
    if (rule.hook === packet.hook) bases.add(key);
  }
  if (bases.size === 0) return null;
  let best: FilterOutcome = { applies: 'no', rule: null };
  for (const key of bases) {
    const walk: Walk = { packet, effect, chains, steps: 0, doubtful: false, found: { applies: 'no', rule: null } };
    walkChain(walk, key, 0, true);
    if (walk.found.applies === 'yes') return walk.found;
    if (walk.found.applies === 'maybe' && best.rule === null) best = walk.found;
  }
  return best;
}
