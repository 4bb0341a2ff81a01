import { concatBytes } from '@ipsec-doctor/engine/protocol/bytes';
import { frame, icmp, ip, tcp, udpIp } from '@ipsec-doctor/engine/protocol/ip/build';
import { gateways, Peer, peerAddress, type Timed } from './peer.ts';
import { makeRng, type Rng } from './rng.ts';
import { merged } from './schedule.ts';
import { type FaultKind, faultKinds, faulty, type Habits, healthy, mixedLength } from './stories.ts';

export type ShapeName = 'ike-heavy' | 'esp-heavy' | 'small-packets' | 'huge';

export interface PlanOptions {
  readonly packets: number;
  readonly seed: number;
  readonly faults: number;
}

/** A fault that was hidden: which, and the peer it is with. */
export interface Hidden {
  readonly kind: FaultKind;
  readonly peer: string;
}

/** A capture to be written: its frames in the order of time, and what is hidden in it. */
export interface Plan {
  readonly hidden: readonly Hidden[];
  /** Conversations that negotiate. */
  readonly negotiations: number;
  frames(): Generator<Timed>;
}

const second = 1_000_000;

/** Tunnels per packet and what goes on in each; the packets that are left are filled up by one more tunnel. */
const shapes: Readonly<
  Record<ShapeName, { readonly per: number; readonly spacing: number; readonly habits: Habits; readonly clear: number }>
> = {
  // 40 packets for each negotiation, most of them IKE: signs of life every ten seconds, a replacement, a delete.
  'ike-heavy': {
    per: 40,
    spacing: 60_000,
    habits: { lives: 10, rekeys: 1, rounds: 2, lifeGap: 10 * second, gap: 400_000, length: () => 104 },
    clear: 0,
  },
  'esp-heavy': {
    per: 500,
    spacing: 30_000,
    habits: { lives: 4, rekeys: 1, rounds: 105, lifeGap: 10 * second, gap: 40_000, length: mixedLength },
    clear: 0,
  },
  'small-packets': {
    per: 400,
    spacing: 30_000,
    habits: { lives: 4, rekeys: 1, rounds: 12, lifeGap: 10 * second, gap: 100_000, length: () => 56 },
    clear: 0.83,
  },
  huge: {
    per: 7000,
    spacing: 30_000,
    habits: {
      lives: 4,
      rekeys: 1,
      rounds: 1650,
      lifeGap: 10 * second,
      gap: 4000,
      length: (peer) => 1400 + peer.rng.int(3) * 16,
    },
    clear: 0,
  },
};

function drawFaults(options: PlanOptions, count: number): Map<number, FaultKind> {
  const rng = makeRng(options.seed, 'faults');
  const kinds = Object.keys(faultKinds) as FaultKind[];
  const drawn = new Map<number, FaultKind>();
  const wanted = Math.min(options.faults, count);
  while (drawn.size < wanted) {
    const number = rng.int(count);
    if (!drawn.has(number)) drawn.set(number, kinds[drawn.size % kinds.length] ?? 'peer-silent');
  }
  return drawn;
}

/** Plans a capture of exactly so many packets. The same options give the same frames. */
export function plan(name: ShapeName, options: PlanOptions): Plan {
  const shape = shapes[name];
  const tunnels = Math.max(options.faults + 1, Math.floor(options.packets / shape.per));
  const faults = drawFaults(options, tunnels);
  const peerOf = (number: number): Peer =>
    new Peer(number + 1, number * shape.spacing, makeRng(options.seed, `${name} ${number}`));
  const story = (number: number): Iterable<Timed> => {
    const peer = peerOf(number);
    const fault = faults.get(number);
    return fault === undefined ? healthy(peer, shape.habits) : faulty(peer, fault);
  };
  return {
    hidden: [...faults].sort(([a], [b]) => a - b).map(([number, kind]) => ({ kind, peer: peerOf(number).address })),
    negotiations: tunnels,
    *frames() {
      let left = options.packets;
      let at = 0;
      const clear = clearTraffic(
        makeRng(options.seed, `${name} clear`),
        tunnels * shape.spacing,
        shape.clear * options.packets,
      );
      for (const timed of interleaved(
        merged(tunnels, (number) => number * shape.spacing, story),
        clear,
      )) {
        if (left-- === 0) return;
        at = timed.at;
        yield timed;
      }
      const filler = new Peer(0, at + second, makeRng(options.seed, `${name} filler`));
      for (const timed of healthy(filler, { ...shape.habits, lives: 0, rekeys: 0, rounds: left, gap: 1000 })) {
        if (left-- <= 0) return;
        yield timed;
      }
    },
  };
}

function* interleaved(a: Generator<Timed>, b: Generator<Timed>): Generator<Timed> {
  let [one, two] = [a.next(), b.next()];
  while (one.done !== true || two.done !== true) {
    if (two.done === true || (one.done !== true && one.value.at <= two.value.at)) {
      if (one.done !== true) yield one.value;
      one = a.next();
    } else {
      yield two.value;
      two = b.next();
    }
  }
}

const servers = ['203.0.113.10', '203.0.113.20', '203.0.113.30', '198.51.100.7'] as const;

/** Small packets in clear, `count` of them over `length` microseconds: names looked up, connections opened and closed, echoes. */
function* clearTraffic(rng: Rng, length: number, count: number): Generator<Timed> {
  const gap = length / Math.max(1, count);
  let at = 0;
  let made = 0;
  while (made < count) {
    const client = peerAddress(2 ** 16 + rng.int(4000), 4);
    const server = rng.pick(servers);
    const port = 20_000 + rng.int(40_000);
    for (const datagram of exchange(rng, client, server, port)) {
      at += gap;
      made++;
      yield { at: Math.round(at), frame: frame(datagram) };
    }
  }
}

function exchange(rng: Rng, client: string, server: string, port: number): Uint8Array[] {
  const kind = rng.int(10);
  if (kind < 4)
    return [
      udpIp(client, server, port, 53, rng.bytes(30 + rng.int(20)), { hopLimit: 57 }),
      udpIp(server, client, 53, port, rng.bytes(46 + rng.int(60)), { hopLimit: 60 }),
    ];
  if (kind < 9) {
    const to = (flags: number): Uint8Array => ip(client, server, 6, tcp(port, 443, flags), { hopLimit: 57 });
    const back = (flags: number): Uint8Array => ip(server, client, 6, tcp(443, port, flags), { hopLimit: 60 });
    return [to(2), back(18), to(16), to(24), back(16), to(17), back(17), to(16)];
  }
  const data = concatBytes(rng.bytes(32));
  return [
    ip(client, gateways[4], 1, icmp(8, 0, port, data), { hopLimit: 57 }),
    ip(gateways[4], client, 1, icmp(0, 0, port, data)),
  ];
}
