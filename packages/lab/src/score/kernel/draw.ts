import type { Rng } from '../../rng.ts';

/** What a round is played with: addresses of the two ends and ports that policies and probes take from. */
export const FIELD = {
  four: { a: [1, 2, 3, 4, 5, 6].map((n) => `10.77.0.${n}`), b: [1, 2, 3, 4, 5, 6].map((n) => `10.78.0.${n}`) },
  six: { a: [1, 2, 3, 4, 5, 6].map((n) => `fd00:77::${n}`), b: [1, 2, 3, 4, 5, 6].map((n) => `fd00:78::${n}`) },
  sourcePorts: [4001, 4002, 4003, 4004, 4005, 4006],
  destinationPorts: [5001, 5002, 5003, 5004],
} as const;

export type Family = 'four' | 'six';

/** One datagram or one connection that is tried. */
export interface Probe {
  id: number;
  protocol: 'udp' | 'tcp';
  family: Family;
  from: string;
  to: string;
  sourcePort: number;
  destinationPort: number;
}

function prefix(rng: Rng, family: Family, side: 'a' | 'b'): string {
  if (rng.chance(0.15)) return family === 'four' ? '0.0.0.0/0' : '::/0';
  const [whole, lengths] =
    family === 'four' ? [32, [32, 32, 31, 30, 29, 24, 16]] : [128, [128, 128, 127, 126, 125, 64]];
  const length = rng.pick(lengths);
  return `${rng.pick(FIELD[family][side])}/${length === whole ? whole : length}`;
}

/** `ip xfrm policy add` commands of random policies of one direction, between side A and side B; few priorities, so that many are equal. */
export function drawPolicies(rng: Rng, direction: 'out' | 'in' | 'fwd', count: number): string[] {
  const commands = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const family = rng.pick<Family>(['four', 'six']);
    const back = direction === 'fwd' && rng.chance(0.3);
    const [from, to] = back ? (['b', 'a'] as const) : (['a', 'b'] as const);
    const words = ['src', prefix(rng, family, from), 'dst', prefix(rng, family, to)];
    const protocol = rng.pick(['', 'udp', 'tcp', 'udp', 'tcp']);
    if (protocol !== '') {
      words.push('proto', protocol);
      const [own, other] = back
        ? [FIELD.destinationPorts, FIELD.sourcePorts]
        : [FIELD.sourcePorts, FIELD.destinationPorts];
      if (rng.chance(0.3)) words.push('sport', String(rng.pick(own)));
      if (rng.chance(0.5)) words.push('dport', String(rng.pick(other)));
    }
    const selector = words.join(' ');
    // The kernel has one policy for a selector and a direction.
    if (commands.has(selector)) continue;
    const priority = rng.int(6) + 1;
    const way = rng.pick(['allow', 'allow', 'block', 'block', 'protect', 'optional']);
    const action =
      way === 'allow' || way === 'block'
        ? `action ${way} priority ${priority}`
        : `priority ${priority} tmpl proto esp mode transport${way === 'optional' ? ' level use' : ''}`;
    commands.set(selector, `xfrm policy add ${selector} dir ${direction} ${action}`);
  }
  return [...commands.values()];
}

/** Probes with every pair of own address and source port at most once for each protocol. */
export function drawProbes(rng: Rng, udp: number, tcp: number): Probe[] {
  const probes: Probe[] = [];
  const used = new Set<string>();
  for (const [protocol, count] of [
    ['udp', udp],
    ['tcp', tcp],
  ] as const) {
    for (
      let tries = 0;
      probes.filter((one) => one.protocol === protocol).length < count && tries < count * 20;
      tries++
    ) {
      const family = rng.pick<Family>(['four', 'six']);
      const from = rng.pick(FIELD[family].a);
      const sourcePort = rng.pick(FIELD.sourcePorts);
      const to = rng.pick(FIELD[family].b);
      const destinationPort = rng.pick(FIELD.destinationPorts);
      // A connection needs its own address and port for itself.
      const key =
        protocol === 'tcp' ? `tcp ${from} ${sourcePort}` : `udp ${from} ${sourcePort} ${to} ${destinationPort}`;
      if (used.has(key)) continue;
      used.add(key);
      probes.push({ id: probes.length, protocol, family, from, to, sourcePort, destinationPort });
    }
  }
  return probes;
}
