import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { isIPv6 } from 'node:net';
import type { ProbeRefusal } from '@ipsec-doctor/engine/document/probe-types';
import type { ProbeEnd } from '@ipsec-doctor/engine/probe/first-message';

/** Answers of one test that are kept; a flood is cut. */
const maxDatagrams = 64;

export interface Datagram {
  readonly bytes: Uint8Array;
  /** Milliseconds since the door was opened. */
  readonly at: number;
}

/** What came out of a wait: a datagram that was wanted, a refusal, or null when the time was up. */
export interface Heard {
  readonly datagram: Datagram | null;
  readonly refusal: ProbeRefusal | null;
}

/** A way to the peer: UDP from one port, or a TCP connection. */
export interface Door {
  readonly local: ProbeEnd;
  send(message: Uint8Array): Promise<ProbeRefusal | null>;
  /** The next datagram, waiting at most so long. */
  hear(ms: number): Promise<Heard>;
  now(): number;
  close(): void;
}

/** What the errors of the kernel say. A connected UDP socket is told ICMP answers that way (udp(7), RFC 1122 section 4.1.3.3). */
const refusals: Readonly<Record<string, ProbeRefusal>> = {
  ECONNREFUSED: 'port-unreachable',
  EHOSTUNREACH: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  ENETUNREACH: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ENOPROTOOPT: 'protocol-unreachable',
  EMSGSIZE: 'too-big',
  EPERM: 'not-permitted',
  EACCES: 'not-permitted',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timed-out',
};

function refusalOf(error: unknown): ProbeRefusal {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return refusals[code] ?? 'other';
}

/** Queue between what arrives and who waits for it. */
class Inbox {
  readonly #began = performance.now();
  readonly #datagrams: Datagram[] = [];
  #seen = 0;
  refusal: ProbeRefusal | null = null;
  #wake: () => void = () => {};

  now(): number {
    return performance.now() - this.#began;
  }

  put(bytes: Uint8Array): void {
    if (this.#seen++ >= maxDatagrams) return;
    this.#datagrams.push({ bytes, at: this.now() });
    this.#wake();
  }

  refuse(refusal: ProbeRefusal): void {
    this.refusal ??= refusal;
    this.#wake();
  }

  async hear(ms: number): Promise<Heard> {
    if (this.#datagrams.length === 0 && this.refusal === null)
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    this.#wake = () => {};
    const datagram = this.#datagrams.shift() ?? null;
    return { datagram, refusal: datagram === null ? this.refusal : null };
  }
}

/** Opens UDP to one port of the peer. Rejects where the local port cannot be had. */
export async function openUdp(address: string, port: number, sourcePort: number): Promise<Door> {
  const inbox = new Inbox();
  const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', reuseAddr: false });
  await new Promise<void>((done, fail) => {
    socket.once('error', fail);
    socket.bind({ port: sourcePort, exclusive: true }, () => {
      socket.off('error', fail);
      done();
    });
  });
  socket.on('error', (error) => inbox.refuse(refusalOf(error)));
  socket.on('message', (bytes) => inbox.put(new Uint8Array(bytes)));
  const refused = await new Promise<unknown>((done) => {
    // A callback would be told of failures too, without its type saying so; events are not.
    socket.once('error', done);
    socket.once('connect', () => {
      socket.off('error', done);
      done(null);
    });
    // Connected, only the peer is listened to, and the kernel hands on what ICMP says.
    socket.connect(port, address);
  });
  if (refused !== null) inbox.refuse(refusalOf(refused));
  const own = refused === null ? socket.address() : { address: '', port: sourcePort };
  return {
    local: { address: own.address, port: own.port },
    send: (message) =>
      new Promise((done) => {
        if (refused !== null) return done(inbox.refusal);
        socket.send(message, (error) => {
          // A refusal of an earlier copy comes back with the next one.
          if (error !== null) inbox.refuse(refusalOf(error));
          done(error === null ? null : refusalOf(error));
        });
      }),
    hear: (ms) => inbox.hear(ms),
    now: () => inbox.now(),
    close: () => socket.close(),
  };
}

/** Opens TCP to one port; messages in it come behind their length (RFC 9329 section 3). Null with the refusal when it is not taken. */
export async function openTcp(
  address: string,
  port: number,
  prefix: Uint8Array,
  ms: number,
): Promise<{ readonly door: Door | null; readonly refusal: ProbeRefusal | null; readonly tookMs: number }> {
  const inbox = new Inbox();
  const socket = connect({ host: address, port });
  const refusal = await new Promise<ProbeRefusal | null>((done) => {
    const timer = setTimeout(() => done('timed-out'), ms);
    const settle = (value: ProbeRefusal | null): void => {
      clearTimeout(timer);
      done(value);
    };
    socket.once('error', (error) => {
      const said = refusalOf(error);
      settle(said === 'port-unreachable' ? 'reset' : said);
    });
    socket.once('connect', () => settle(null));
  });
  const tookMs = inbox.now();
  if (refusal !== null) {
    socket.destroy();
    return { door: null, refusal, tookMs };
  }
  socket.on('error', () => inbox.refuse('reset'));
  socket.on('end', () => inbox.refuse('reset'));
  let rest = Buffer.alloc(0);
  socket.on('data', (piece) => {
    rest = Buffer.concat([rest, piece]).subarray(0, 65_536);
    while (rest.length >= 2) {
      const length = rest.readUInt16BE(0);
      if (length < 2 || rest.length < length) return;
      inbox.put(new Uint8Array(rest.subarray(2, length)));
      rest = rest.subarray(length);
    }
  });
  socket.write(prefix);
  const door: Door = {
    local: { address: socket.localAddress ?? '', port: socket.localPort ?? 0 },
    send: (message) =>
      new Promise((done) => {
        socket.write(message, (error) => done(error == null ? null : refusalOf(error)));
      }),
    hear: (wait) => inbox.hear(wait),
    now: () => inbox.now(),
    close: () => socket.destroy(),
  };
  return { door, refusal: null, tookMs };
}
