import { bytesInput } from '@ipsec-doctor/engine';
import { preparedHost } from '@ipsec-doctor/engine/linux-simulation';
import { type HostPolicies, readHostPolicies, simulate } from '@ipsec-doctor/engine/policies';
import { parseAddress } from '@ipsec-doctor/engine/policy/addresses';
import { prepareLinux, type PreparedLinux } from '@ipsec-doctor/engine/policy/linux/decide';
import type { PacketPoint } from '@ipsec-doctor/engine/policy/packet-box';
import { makeRng } from '../../rng.ts';
import { drawPolicies, drawProbes, FIELD, type Probe } from './draw.ts';
import { buildLine, type Line, loadPolicies, playProbes } from './play.ts';

/** A round of random policies held against the kernel. */
export interface KernelRound {
  round: number;
  policies: number;
  probes: number;
  passed: number;
  /** Probes for which the kernel did otherwise than was said. */
  wrong: string[];
}

interface Listings {
  a: string;
  router: string;
  b: string;
}

/** Null: the namespace has no policies. */
type Hosts = Record<keyof Listings, HostPolicies | null>;

async function readListings(listings: Listings): Promise<Hosts> {
  const bytes = (listing: string): Uint8Array => new TextEncoder().encode(listing);
  const hosts = await readHostPolicies(
    (['a', 'router', 'b'] as const)
      .filter((host) => listings[host] !== '')
      .map((host) => ({ ...bytesInput('ip-xfrm-policy.txt', bytes(listings[host])), host })),
  );
  const of = (label: keyof Listings): HostPolicies | null => {
    const found = hosts.find((host) => host.label === label) ?? null;
    if (found === null && listings[label] !== '') throw new Error(`no policies were read of ${label}`);
    return found;
  };
  return { a: of('a'), router: of('router'), b: of('b') };
}

function packetOf(probe: Probe, back = false): PacketPoint {
  const [source, destination] = [parseAddress(probe.from), parseAddress(probe.to)];
  if (source === undefined || destination === undefined) throw new Error('a probe without addresses');
  const ports = [probe.sourcePort, probe.destinationPort] as const;
  return {
    family: source.family,
    source: back ? destination.value : source.value,
    destination: back ? source.value : destination.value,
    protocol: probe.protocol === 'udp' ? 17 : 6,
    sourcePort: back ? ports[1] : ports[0],
    destinationPort: back ? ports[0] : ports[1],
  };
}

/** There are no SAs: what has to be protected does not pass, what may be does. */
function passes(host: PreparedLinux, direction: 'out' | 'in' | 'fwd', packet: PacketPoint): boolean {
  const { action, policy } = host.decide(direction, packet);
  return action === 'none' || action === 'allow' || (action === 'protect' && policy?.optional === true);
}

function hold(hosts: Hosts, probes: readonly Probe[], arrived: ReadonlySet<number>): string[] {
  const made = (host: HostPolicies | null): PreparedLinux =>
    host === null ? prepareLinux([], [], []) : preparedHost(host.connections);
  const prepared = { a: made(hosts.a), router: made(hosts.router), b: made(hosts.b) };
  const wrong: string[] = [];
  for (const probe of probes) {
    const packet = packetOf(probe);
    const onItsWay = passes(prepared.router, 'fwd', packet);
    // A connection needs the answer too, which meets no policies but those of the router.
    const answered = probe.protocol === 'udp' || passes(prepared.router, 'fwd', packetOf(probe, true));
    const ends = passes(prepared.a, 'out', packet) && passes(prepared.b, 'in', packet);
    const said = ends && onItsWay && answered;
    const did = arrived.has(probe.id);
    const told = simulate(
      { label: 'a', host: hosts.a, words: { addresses: [probe.from] } },
      { label: 'b', host: hosts.b, words: { addresses: [probe.to] } },
      { protocol: packet.protocol, sourcePort: probe.sourcePort, destinationPort: probe.destinationPort },
    ).result;
    const contradicts =
      (told === 'blocked' && did) || (told === 'clear' && onItsWay && answered && !did) || said !== did;
    if (contradicts)
      wrong.push(
        `${probe.protocol} ${probe.from}:${probe.sourcePort} > ${probe.to}:${probe.destinationPort}: said ${said ? 'passes' : 'does not pass'} (${told ?? 'not told'}), the kernel ${did ? 'let it pass' : 'did not'}`,
      );
  }
  return wrong;
}

async function playRound(line: Line, seed: number, round: number): Promise<KernelRound> {
  const rng = makeRng(seed, `kernel-policies-${round}`);
  // Every other round has policies at one place only, where each shows by itself.
  const places = round % 2 === 0 ? (['a', 'router', 'b'] as const) : [rng.pick(['a', 'router', 'b'] as const)];
  const count = (host: 'a' | 'router' | 'b'): number =>
    (places as readonly string[]).includes(host) ? 20 + rng.int(60) : 0;
  const commands = {
    a: drawPolicies(rng, 'out', count('a')),
    router: drawPolicies(rng, 'fwd', count('router')),
    b: drawPolicies(rng, 'in', count('b')),
  };
  const listings = {
    a: await loadPolicies(line.a, commands.a),
    router: await loadPolicies(line.router, commands.router),
    b: await loadPolicies(line.b, commands.b),
  };
  const probes = drawProbes(rng, 160, FIELD.four.a.length * FIELD.sourcePorts.length);
  const arrived = await playProbes(line, probes);
  const hosts = await readListings(listings);
  return {
    round,
    policies: commands.a.length + commands.router.length + commands.b.length,
    probes: probes.length,
    passed: arrived.size,
    wrong: hold(hosts, probes, arrived),
  };
}

/**
 * Loads random policies (block, allow, protect; priorities, prefixes, ports, protocols; both families) into namespaces, sends probes through
 * them, and holds what the kernel did against what `policy simulate` says of its listings. Needs root.
 */
export async function kernelAgreement(
  seed: number,
  rounds: number,
  write: (line: string) => void,
): Promise<KernelRound[]> {
  const line = await buildLine(`labk${process.pid}`);
  const played: KernelRound[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const one = await playRound(line, seed, round);
      played.push(one);
      write(
        `${one.wrong.length === 0 ? 'agrees  ' : 'DIFFERS '} round ${round}: ${one.policies} policies, ${one.passed} of ${one.probes} probes passed`,
      );
      for (const text of one.wrong.slice(0, 10)) write(`    ${text}`);
    }
  } finally {
    await line.remove();
  }
  return played;
}
