/**
 * Servers that a host leans on before IPsec can work and that its policy has to leave alone: domain controllers, DNS, DHCP and WINS
 * servers (inventory DC-02, DC-04, NAM-01, NET-07). Their addresses come from listings of the host, and so does what its policy does
 * with them.
 */
import { parseAddress, parseRange } from '../policy/addresses.ts';
import type { ConnectionConfig, HostFact, Selector } from '../observations/index.ts';
import { type CaseView, type End, type Evidence, fromSource } from './api.ts';

export type ServerKind = 'domain-controller' | 'dns-server' | 'dhcp-server' | 'wins-server';

export interface LeanedOn {
  readonly kind: ServerKind;
  readonly address: string;
  readonly told: Evidence;
}

const kinds: readonly ServerKind[] = ['domain-controller', 'dns-server', 'dhcp-server', 'wins-server'];

/** Servers of a host by address. A name alone is one where the host looked it up. */
export function serversOf(view: CaseView, host: string): readonly LeanedOn[] {
  const facts = view.dump(host, 'host-fact');
  const lookups = view.dump(host, 'probe').filter((probe) => probe.addresses.length > 0);
  const found = new Map<string, LeanedOn>();
  for (const kind of kinds) {
    for (const fact of facts.filter((item) => item.name === kind)) {
      const [word = ''] = fact.value.split(' ');
      const addresses =
        parseAddress(word) !== undefined
          ? [word]
          : lookups
              .filter((probe) => probe.target?.toLowerCase() === word.toLowerCase())
              .flatMap((probe) => probe.addresses);
      for (const address of addresses)
        if (!found.has(address) && !/^(?:127\.|::1$|169\.254\.|fe80:|fec0:)/.test(address))
          found.set(address, { kind, address, told: fromSource(fact.src, 'statement') });
    }
  }
  return [...found.values()].slice(0, 64);
}

function covers(range: string, address: string): boolean {
  if (range === 'any') return true;
  const set = parseRange(range);
  const one = parseAddress(address);
  return (
    set !== undefined && one !== undefined && set.family === one.family && set.from <= one.value && one.value <= set.to
  );
}

/** The other end of a filter as a listing writes it: `out me 10.0.0.0/8`. */
function otherEnd(fact: HostFact): string {
  const [, from = '', to = ''] = fact.value.split(' ');
  return to === 'me' ? from : to;
}

/** Whether a filter of a Windows listing is for this very address or a range with it; one for any address is not meant. */
export function filterCovers(fact: HostFact, address: string): boolean {
  return otherEnd(fact) !== 'any' && covers(otherEnd(fact), address);
}

function within(selectors: readonly Selector[], address: string): boolean {
  return selectors.some((selector) => selector.protocol === 0 && covers(`${selector.from}-${selector.to}`, address));
}

/** Whether a rule of the host's policy leaves this address alone. Words for groups of servers (`DNS`, `DHCP`) leave what they name alone. */
export function exempted(view: CaseView, host: string, server: LeanedOn): boolean {
  const words: Readonly<Record<ServerKind, RegExp>> = {
    'domain-controller': /^$/,
    'dns-server': /^dns/i,
    'dhcp-server': /^dhcp/i,
    'wins-server': /^wins/i,
  };
  return view
    .dump(host, 'host-fact')
    .some(
      (fact) =>
        (fact.name === 'ipsec-exempt' &&
          fact.value
            .split(',')
            .some((word) => covers(word.trim(), server.address) || words[server.kind].test(word.trim()))) ||
        (fact.name === 'ipsec-filter-permit' && otherEnd(fact) !== 'any' && covers(otherEnd(fact), server.address)),
    );
}

/** Whether the rules of a policy store, as they were saved, leave this address alone by name. */
export function exemptedByStore(end: End, server: LeanedOn): boolean {
  return end.host.connections.some((rule) => doesWithout(rule) && storeRule(rule, server.address) === 'named');
}

/** Rules of a policy store that ask for security with this address and do not fall back to clear. */
export function negotiatedByStore(end: End, server: LeanedOn): readonly Evidence[] {
  return end.host.connections
    .filter(
      (rule) =>
        rule.children.every(({ mode }) => mode === 'transport') &&
        rule.settings['fallback'] === undefined &&
        storeRule(rule, server.address) !== null,
    )
    .slice(0, 3)
    .map((rule) => fromSource(rule.src, 'configuration'));
}

/** What shows that the server's own policy, which is at hand, does not speak IPsec with this end: its store, without a rule for it. */
export function storeWithout(server: End, other: End): readonly Evidence[] {
  const objects = server.host.state.filter(
    (item) => item.kind === 'policy-object' || item.kind === 'policy-assignment',
  );
  const [first] = objects;
  if (first === undefined) return [];
  // Connection security rules and daemons speak for themselves, beside the store.
  const beside =
    server.host.state.some(({ kind }) => kind === 'security-rule') ||
    server.host.connections.some(({ settings }) => settings['store'] === undefined);
  if (beside) return [];
  // What the domain assigned and the store does not hold may say otherwise.
  const domain = objects.some((item) => item.kind === 'policy-assignment' && item.store === 'domain');
  const held = objects.some((item) => item.kind === 'policy-object' && /^(?:domain|cache)$/.test(item.store));
  if (domain && !held) return [];
  const addresses = other.host.addresses;
  const speaks = server.host.connections.some(
    (rule) => !doesWithout(rule) && addresses.some((address) => storeRule(rule, address) !== null),
  );
  return speaks ? [] : [fromSource(first.src, 'configuration')];
}

/** Whether a rule of a policy store is for this address: `wide` where it is so only because it is for any. */
function storeRule(rule: ConnectionConfig, address: string): 'named' | 'wide' | null {
  if (rule.settings['store'] === undefined) return null;
  if (!rule.children.some((child) => child.remote.some((selector) => selector.protocol === 0))) return null;
  const ranges = rule.remoteAddresses.filter((word) => word !== '%any');
  if (ranges.some((word) => covers(word, address))) return 'named';
  return rule.remoteAddresses.includes('%any') ? 'wide' : null;
}

function doesWithout(rule: ConnectionConfig): boolean {
  return rule.children.every(({ mode }) => mode === 'pass');
}

/** What of the host's policy asks for security with this address: a filter, or a rule that does not do without it. */
export function negotiated(view: CaseView, end: End, server: LeanedOn): readonly Evidence[] {
  const filters = view
    .dump(end.label, 'host-fact')
    .filter((fact) => fact.name === 'ipsec-filter-negotiate' && covers(otherEnd(fact), server.address))
    .map((fact) => fromSource(fact.src, 'configuration'));
  const rules = end.host.connections
    .filter(
      (rule) =>
        rule.loaded &&
        /^Require.*RequireOut$|out Require$|out 2$/i.test(rule.settings['action'] ?? '') &&
        rule.children.some((child) => child.mode === 'transport' && within(child.remote, server.address)),
    )
    .map((rule) => fromSource(rule.src, 'configuration'));
  return [...filters, ...rules].slice(0, 3);
}

/** The host's own ping to this address was held back while IKE negotiated: a filter of its policy fits (TOOL-29). */
export function heldPing(view: CaseView, host: string, server: LeanedOn): readonly Evidence[] {
  return view
    .dump(host, 'probe')
    .filter((probe) => probe.negotiating > 0 && probe.addresses.includes(server.address))
    .slice(0, 2)
    .map((probe) => fromSource(probe.src, 'statement'));
}
