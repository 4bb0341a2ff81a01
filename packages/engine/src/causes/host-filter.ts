/** What a host's packet filter does with IKE, with ESP and with what a tunnel carries. */
import type { FilterRule, Selector } from '../observations/index.ts';
import { type AddressRange, parseAddress, parseRange } from '../policy/addresses.ts';
import { type FilteredPacket, type FilterOutcome, filterOutcome } from '../policy/packet-filter.ts';
import { type CaseView, type End, type Evidence, fromSource, type LedgerRow, type Role } from './api.ts';

/** The rules of a host's packet filter, in order. */
export function filterRules(view: CaseView, host: string): readonly FilterRule[] {
  return view.dump(host, 'filter-rule');
}

/** A rule as evidence; none when there is none. */
export function ruleEvidence(outcome: FilterOutcome): readonly Evidence[] {
  return outcome.rule === null ? [] : [fromSource(outcome.rule.src, 'configuration')];
}

/** Address of an end in the negotiation, as its peer knows it; undefined where a NAT may have changed it. */
function addressOf(view: CaseView, role: Role): AddressRange | undefined {
  const endpoint = role === 'initiator' ? view.main?.initiatorEndpoint : view.main?.responderEndpoint;
  if (endpoint == null || view.nat.behind === role || view.nat.behind === 'both') return undefined;
  return parseRange(endpoint.address);
}

/** The interface that has the address an end negotiates with; undefined when the host's addresses are not listed. */
function interfaceOf(view: CaseView, end: End): string | undefined {
  const endpoint = end.role === 'initiator' ? view.main?.initiatorEndpoint : view.main?.responderEndpoint;
  const found = view.dump(end.label, 'address').filter((item) => item.address === endpoint?.address);
  return found.length === 1 ? found[0]?.interface : undefined;
}

/** Members of a packet that passes the outer interface of an end, one way or the other. */
function outside(view: CaseView, role: Role, way: 'in' | 'out'): Omit<FilteredPacket, 'protocol'> | null {
  const end = view[role];
  const peer: Role = role === 'initiator' ? 'responder' : 'initiator';
  const endpoint = (role === 'initiator' ? view.main?.initiatorEndpoint : view.main?.responderEndpoint)?.address;
  const family = parseAddress(endpoint ?? end.host.addresses[0] ?? '')?.family;
  if (family === undefined) return null;
  const own = addressOf(view, role);
  const other = addressOf(view, peer);
  const device = interfaceOf(view, end);
  const [source, destination] = way === 'in' ? [other, own] : [own, other];
  return {
    hook: way === 'in' ? 'input' : 'output',
    family,
    ipsec: false,
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    ...(device === undefined ? {} : way === 'in' ? { inInterface: device } : { outInterface: device }),
  };
}

function sentAnything(view: CaseView, host: string): boolean {
  return view.negotiations.some((negotiation) => negotiation.rows.some((row) => negotiation[row.sender] === host));
}

export interface Filtered {
  readonly applies: FilterOutcome['applies'];
  readonly evidence: readonly Evidence[];
}

/**
 * What drops everything that was not accepted before says little where a rule accepts the very thing, under conditions that are not
 * known here: then nothing is said of it.
 */
function unlessMeant(
  outcome: FilterOutcome,
  rules: readonly FilterRule[],
  meant: (rule: FilterRule) => boolean,
): FilterOutcome {
  const { applies, rule } = outcome;
  if (applies !== 'maybe' || rule === null || meant(rule)) return outcome;
  return rules.some((other) => other.effect === 'accept' && meant(other)) ? { applies: 'no', rule: null } : outcome;
}

/** Whether the filter of an end drops an IKE message that it sends (`out`) or gets (`in`). */
export function filterOfIke(
  view: CaseView,
  role: Role,
  way: 'in' | 'out',
  row: Pick<LedgerRow, 'srcPort' | 'dstPort' | 'receivedByLog'>,
): Filtered {
  const packet = outside(view, role, way);
  const rules = filterRules(view, view[role].label);
  if (packet === null || rules.length === 0) return { applies: 'no', evidence: [] };
  // Its daemon got nothing, and the host sent nothing that this could be the answer to.
  const fresh = way === 'in' && row.receivedByLog === 'no' && !sentAnything(view, view[role].label);
  const walked = filterOutcome(rules, {
    ...packet,
    fresh,
    protocol: 17,
    ...(row.srcPort === null ? {} : { sourcePort: row.srcPort }),
    ...(row.dstPort === null ? {} : { destinationPort: row.dstPort }),
  });
  const port = row.dstPort ?? 500;
  const outcome = unlessMeant(walked, rules, (rule) =>
    [rule.destinationPorts, rule.sourcePorts].some(
      (list) => list?.some(({ from, to }) => from <= port && port <= to) === true,
    ),
  );
  return { applies: outcome.applies, evidence: ruleEvidence(outcome) };
}

/** The filter of one of the ends drops the first message of IKE or its answer, wherever it was seen; null when none does. */
export function filterOfFirst(view: CaseView): (Filtered & { readonly role: Role; readonly sender: Role }) | null {
  const first = view.rows[0];
  const row = { srcPort: first?.srcPort ?? 500, dstPort: first?.dstPort ?? 500, receivedByLog: 'unknown' } as const;
  const back = { ...row, srcPort: row.dstPort, dstPort: row.srcPort };
  for (const [role, way, sender] of [
    ['initiator', 'out', 'initiator'],
    ['responder', 'in', 'initiator'],
    ['responder', 'out', 'responder'],
    ['initiator', 'in', 'responder'],
  ] as const) {
    // What was seen to leave, or taken in, no rule kept back.
    const passed = view.rows.some((seen) =>
      seen.sender !== sender
        ? false
        : way === 'out'
          ? seen.seenLeaving === 'yes' || seen.seenArriving === 'yes'
          : seen.receivedByLog === 'yes' || seen.processed === 'yes',
    );
    if (passed) continue;
    const found = filterOfIke(view, role, way, sender === 'initiator' ? row : back);
    if (found.applies !== 'no') return { ...found, role, sender };
  }
  return null;
}

/** Whether the filter of the receiver drops ESP or AH before the kernel takes it in, or that of the sender keeps it in. */
export function filterOfSecured(view: CaseView, role: Role, way: 'in' | 'out', protocol: 50 | 51 | 17): FilterOutcome {
  const packet = outside(view, role, way);
  if (packet === null) return { applies: 'no', rule: null };
  const rules = filterRules(view, view[role].label);
  const outcome = filterOutcome(rules, {
    ...packet,
    protocol,
    ...(protocol === 17 ? { sourcePort: 4500, destinationPort: 4500 } : {}),
  });
  return unlessMeant(outcome, rules, (rule) =>
    protocol === 17
      ? [rule.destinationPorts, rule.sourcePorts].some(
          (list) => list?.some(({ from, to }) => from <= 4500 && to >= 4500) === true,
        )
      : rule.protocols?.includes(protocol) === true,
  );
}

/** Addresses of a list of selectors, from the lowest to the highest; undefined when there are none, or of both families. */
function span(selectors: readonly Selector[]): AddressRange | undefined {
  const [one] = selectors;
  return selectors.length === 1 && one !== undefined && one.dynamic !== true
    ? parseRange(one.from === one.to ? one.from : `${one.from}-${one.to}`)
    : undefined;
}

/** What this end protects: its side of the selectors and the other one, as its configuration or the SAs tell; empty when nothing does. */
export function protectedBy(
  view: CaseView,
  end: End,
): { readonly own: AddressRange | undefined; readonly other: AddressRange | undefined } {
  const states = view.sas.flatMap((sa) => [
    ...(sa.from === end.label ? sa.senderState : []),
    ...(sa.to === end.label ? sa.receiverState : []),
  ]);
  const told = states.find((state) => state.from === 'daemon' && state.localTs.length > 0);
  const child = end.connections.length === 1 ? end.connections[0]?.children : undefined;
  const [local, remote] =
    told !== undefined
      ? [told.localTs, told.remoteTs]
      : child?.length === 1
        ? [child[0]?.local ?? [], child[0]?.remote ?? []]
        : [[], []];
  return { own: span(local), other: span(remote) };
}

/** The rule of this end that translates the source of what its tunnel is for, before IPsec sees it. */
export function translation(view: CaseView, end: End): FilterOutcome {
  const { own, other } = protectedBy(view, end);
  const rules = filterRules(view, end.label);
  const family = own?.family ?? other?.family;
  const device = interfaceOf(view, end);
  let best: FilterOutcome = { applies: 'no', rule: null };
  for (const one of family === undefined ? ([4, 6] as const) : [family]) {
    const outcome = filterOutcome(
      rules,
      {
        hook: 'postrouting',
        family: one,
        // What it is to protect: a rule for packets without a policy leaves it alone.
        ipsec: true,
        ...(own === undefined ? {} : { source: own }),
        ...(other === undefined ? {} : { destination: other }),
        ...(device === undefined ? {} : { outInterface: device }),
      },
      'translate',
    );
    if (outcome.applies === 'yes') return outcome;
    if (best.rule === null) best = outcome;
  }
  return best;
}

const echo: Readonly<Record<4 | 6, number>> = { 4: 1, 6: 58 };

/** The protocol of what came out of the tunnel of an end and got no answer, where its captures show one and no other. */
function innerProtocol(view: CaseView, end: End, family: 4 | 6): number | undefined {
  const { own } = protectedBy(view, end);
  const inside = (text: string): boolean => {
    const address = parseAddress(text);
    return (
      address !== undefined &&
      own !== undefined &&
      address.family === own.family &&
      address.value >= own.from &&
      address.value <= own.to
    );
  };
  const kinds = new Set(
    view.clear.flatMap((flow) =>
      end.host.artifacts.includes(flow.artifact) && flow.requests > 0 && flow.answers === 0 && inside(flow.dst)
        ? [flow.protocol]
        : [],
    ),
  );
  const [kind] = kinds;
  if (kinds.size !== 1) return undefined;
  return kind === 'icmp-echo' ? echo[family] : kind === 'tcp' ? 6 : kind === 'udp' ? 17 : undefined;
}

/** Whether this end's own address is all that it protects: then nothing of the tunnel is forwarded. */
export function protectsItself(view: CaseView, end: End): boolean {
  const { own } = protectedBy(view, end);
  const transport = view.sas.some((sa) =>
    [...sa.senderState, ...sa.receiverState].some((state) => state.mode === 'transport'),
  );
  return (
    transport ||
    (own !== undefined &&
      own.from === own.to &&
      end.host.addresses.some((text) => {
        const address = parseAddress(text);
        return address !== undefined && address.family === own.family && address.value === own.from;
      }))
  );
}

/** Whether the filter of an end drops what came out of its tunnel, or the answers to it. */
export function filterOfInner(view: CaseView, end: End): FilterOutcome {
  const rules = filterRules(view, end.label);
  if (rules.length === 0) return { applies: 'no', rule: null };
  const { own, other } = protectedBy(view, end);
  const family = own?.family ?? other?.family ?? 4;
  const protocol = innerProtocol(view, end, family);
  const upper = protocol === undefined ? {} : { protocol };
  const sides = (source: AddressRange | undefined, destination: AddressRange | undefined): Partial<FilteredPacket> => ({
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
  });
  const itself = protectsItself(view, end);
  // What is for the host itself goes one way, what is for hosts behind it another; which it was is known of the former only.
  const hooks = itself ? (['input'] as const) : (['forward', 'input'] as const);
  const inward = hooks.map((hook) =>
    filterOutcome(rules, { hook, family, ...upper, ...sides(other, own), ipsec: true }),
  );
  const [first = { applies: 'no', rule: null }] = inward;
  if (first.applies === 'yes') return first;
  // Where a host protects a network, a rule of its own input chain may never see the packets.
  const doubtful = inward.slice(1).find((outcome) => outcome.rule !== null);
  if (doubtful?.applies === 'yes' && seenFor(view, end)) return doubtful;
  const back = filterOutcome(rules, {
    hook: itself ? 'output' : 'forward',
    family,
    ...upper,
    ...sides(own, other),
    ipsec: true,
  });
  const rule = first.rule ?? doubtful?.rule ?? back.rule;
  return unlessMeant(
    rule === null ? { applies: 'no', rule: null } : { applies: 'maybe', rule },
    rules,
    (one) => one.ipsec === 'only',
  );
}

/** What came out of the tunnel was for an address of this end itself. */
function seenFor(view: CaseView, end: End): boolean {
  const flows = view.clear.filter(
    (flow) => end.host.artifacts.includes(flow.artifact) && flow.requests > 0 && flow.answers === 0,
  );
  const owned = new Set([...end.host.addresses, ...view.dump(end.label, 'address').map((item) => item.address)]);
  return flows.length > 0 && flows.every((flow) => owned.has(flow.dst));
}
