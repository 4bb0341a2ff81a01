/** Whether the packet filters of the two hosts let IKE through, as far as their rules are among the files. */
import type { FilterHook, FilterRule } from '../observations/index.ts';
import { type AddressRange, parseRange } from './addresses.ts';
import { type Aspect, nothing } from './aspects.ts';
import type { HostConfiguration, Pair } from './differences.ts';
import { type FilteredPacket, filterOutcome } from './packet-filter.ts';

const udp = 17;

/**
 * IKE on UDP 500 has to get out of the host that begins and into the other, and the answer back (RFC 7296 section 2). UDP 4500 is needed where a
 * NAT stands between or packets of ESP do not pass, which no file of the hosts tells: that it is closed leaves the matter open.
 */
export function filterAspects({ a, b, hostA, hostB }: Pair): Aspect[] {
  if (hostA.filters === undefined && hostB.filters === undefined) return [];
  return (
    [
      [a, hostA, true],
      [b, hostB, false],
    ] as const
  ).flatMap(([config, host, begins]): Aspect[] => {
    const rules = host.filters ?? [];
    if (rules.length === 0) return [];
    const [own, peer] = [one(config.localAddresses), one(config.remoteAddresses)];
    const key = `${config.localAddresses.join(' ')} ${config.remoteAddresses.join(' ')} ${begins}`;
    const { verdict, why, rule } = remembered(host, key, () => fate(rules, own, peer, begins));
    if (verdict === 'agrees') return [];
    return [
      {
        ...nothing,
        kind: 'packet-filter',
        verdict,
        why,
        initiator: begins ? (rule?.text ?? null) : null,
        responder: begins ? null : (rule?.text ?? null),
        host: host.label,
        sources: rule === null ? [] : [rule.src],
      },
    ];
  });
}

interface Fate {
  readonly verdict: 'agrees' | 'mismatch' | 'cannot-be-verified';
  readonly why: string | null;
  readonly rule: FilterRule | null;
}

const fates = new WeakMap<HostConfiguration, Map<string, Fate>>();

/** Many connections of a host name the same two addresses. */
function remembered(host: HostConfiguration, key: string, find: () => Fate): Fate {
  const own = fates.get(host) ?? new Map<string, Fate>();
  fates.set(host, own);
  const known = own.get(key) ?? find();
  if (own.size < 10_000) own.set(key, known);
  return known;
}

function one(addresses: readonly string[]): AddressRange | undefined {
  return addresses.length === 1 ? parseRange(addresses[0] ?? '') : undefined;
}

function fate(
  rules: readonly FilterRule[],
  own: AddressRange | undefined,
  peer: AddressRange | undefined,
  begins: boolean,
): Fate {
  const family = (peer ?? own)?.family ?? 4;
  const answered = rules.flatMap(ofConnection);
  const fresh = rules.map(uncounted);
  const through = (port: number, hooks: readonly FilterHook[], goesOut: boolean): Fate => {
    // What begins is new to the filter, and its answer belongs to what is known.
    const isNew = goesOut === begins;
    for (const hook of hooks) {
      const [source, destination] = goesOut ? [own, peer] : [peer, own];
      const packet: FilteredPacket = {
        hook,
        family,
        protocol: udp,
        sourcePort: port,
        destinationPort: port,
        ipsec: false,
        ...(isNew ? { fresh: true } : {}),
        ...(source === undefined ? {} : { source }),
        ...(destination === undefined ? {} : { destination }),
      };
      const { applies, rule } = filterOutcome(isNew ? fresh : answered, packet);
      if (applies === 'yes') return { verdict: 'mismatch', why: 'ike-blocked', rule };
      if (applies === 'maybe') return { verdict: 'cannot-be-verified', why: 'filter-may-block', rule };
    }
    return { verdict: 'agrees', why: null, rule: null };
  };
  const both = (port: number): readonly Fate[] => [
    through(port, ['output', 'postrouting'], true),
    through(port, ['prerouting', 'input'], false),
  ];
  const on500 = both(500);
  const worst =
    on500.find(({ verdict }) => verdict === 'mismatch') ?? on500.find(({ verdict }) => verdict !== 'agrees');
  if (worst !== undefined) return worst;
  const on4500 = both(4500).find(({ verdict }) => verdict !== 'agrees');
  return on4500 === undefined
    ? { verdict: 'agrees', why: null, rule: null }
    : { ...on4500, verdict: 'cannot-be-verified', why: 'nat-t-blocked' };
}

/** A counter tells what came so far, not what would come. */
function uncounted(rule: FilterRule): FilterRule {
  return rule.packets === null ? rule : { ...rule, packets: null };
}

/** A rule as a packet of a known connection meets it; none where it is for others. */
function ofConnection(rule: FilterRule): readonly FilterRule[] {
  if (rule.states === null) return [uncounted(rule)];
  return rule.states.includes('established') ? [{ ...uncounted(rule), states: null }] : [];
}
