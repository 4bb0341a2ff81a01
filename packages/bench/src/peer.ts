import { hex } from '@ipsec-doctor/engine/protocol/bytes';
import { type BuildMessage, buildMessage, type BuildPayload, flag, sk } from '@ipsec-doctor/engine/protocol/ike/build';
import { esp, frame, icmp, type IpOptions, ip, marked, udpIp } from '@ipsec-doctor/engine/protocol/ip/build';
import type { Rng } from './rng.ts';

const ethernetLength = 14;

/** A frame and when it passed the capture, in microseconds since the capture began. */
export interface Timed {
  readonly at: number;
  readonly frame: Uint8Array;
}

/** Whose packet it is: the peer's, or the gateway's at which the capture is taken. */
export type From = 'peer' | 'gateway';

/** The gateway at which every capture of the bench is taken, by family of addresses (RFC 5737, RFC 3849). */
export const gateways = { 4: '192.0.2.1', 6: '2001:db8::1' } as const;

/**
 * The address of the peer with this number: of 198.18.0.0/15, set aside for benchmarks (RFC 2544), or of 2001:db8:1::/48. A
 * number has one address and an address one number.
 */
export function peerAddress(number: number, version: 4 | 6): string {
  if (number < 0 || number >= 2 ** 17) throw new RangeError(`no address for peer ${number}`);
  if (version === 6) {
    const [high, low] = [(number + 1) >>> 16, (number + 1) & 0xffff];
    return `2001:db8:1::${high === 0 ? '' : `${high.toString(16)}:`}${low.toString(16)}`;
  }
  return `198.${18 + (number >>> 16)}.${(number >>> 8) & 255}.${number & 255}`;
}

/** One peer of the gateway: addresses, ports, SPIs and counters of what passes between the two. */
export class Peer {
  readonly address: string;
  readonly gateway: string;
  readonly rng: Rng;
  /** Round-trip time in microseconds, and hops the peer's packets lost on the way. */
  readonly rtt: number;
  private readonly hops: number;
  private readonly nat: boolean;
  private port = 500;
  private peerPort = 500;
  private identification = 0;
  initiatorSpi = '';
  responderSpi = '';
  /** Clock of the conversation. */
  at: number;

  constructor(number: number, at: number, rng: Rng) {
    const version = rng.chance(0.15) ? 6 : 4;
    this.address = peerAddress(number, version);
    this.gateway = gateways[version];
    this.rng = rng;
    this.at = at;
    this.rtt = 4000 + rng.int(90_000);
    this.hops = 5 + rng.int(14);
    // A NAT in front of the peer rewrites its port; what arrives comes from the NAT's address, which is the one drawn.
    this.nat = version === 4 && rng.chance(0.3);
    this.newAttempt();
  }

  /** Behind a NAT: IKE floats to port 4500 and ESP goes in UDP. */
  get behindNat(): boolean {
    return this.nat;
  }

  /** A new IKE SA: new SPIs, and port 500 again. */
  newAttempt(): void {
    this.initiatorSpi = hex(this.rng.bytes(8)).replace(/^00/, '7a');
    this.responderSpi = hex(this.rng.bytes(8)).replace(/^00/, '7b');
    this.port = 500;
    this.peerPort = this.nat ? 1024 + this.rng.int(60_000) : 500;
  }

  /** Moves to port 4500, as both ends do after a NAT was found (RFC 7296 2.23). */
  float(): void {
    if (!this.nat) return;
    this.port = 4500;
    this.peerPort = 1024 + this.rng.int(60_000);
  }

  /** Port of one end as the gateway sees it. */
  portOf(from: From): number {
    return from === 'peer' ? this.peerPort : this.port;
  }

  private options(from: From): IpOptions {
    this.identification = (this.identification + 1) & 0xffff;
    return { hopLimit: from === 'peer' ? 64 - this.hops : 64, identification: this.identification };
  }

  private ends(from: From): [string, string] {
    return from === 'peer' ? [this.address, this.gateway] : [this.gateway, this.address];
  }

  /** A UDP datagram that carries an IKE message now. */
  ike(from: From, message: Uint8Array): Timed {
    const [src, dst] = this.ends(from);
    const [sport, dport] = from === 'peer' ? [this.peerPort, this.port] : [this.port, this.peerPort];
    const payload = this.port === 4500 ? marked(message) : message;
    return { at: this.at, frame: frame(udpIp(src, dst, sport, dport, payload, this.options(from))) };
  }

  /** An ESP packet now, in UDP behind a NAT; `length` bytes of ciphertext. */
  esp(from: From, spi: number, sequence: number, length: number): Timed {
    const [src, dst] = this.ends(from);
    const bytes = esp(spi, sequence, length);
    const options = this.options(from);
    const datagram = this.nat
      ? udpIp(src, dst, this.portOf(from), this.portOf(from === 'peer' ? 'gateway' : 'peer'), bytes, options)
      : ip(src, dst, 50, bytes, options);
    return { at: this.at, frame: frame(datagram) };
  }

  /** The peer's word that nothing listens on the port a frame went to (RFC 792, RFC 4443 3.1), quoting its beginning. */
  closed(asked: Uint8Array): Timed {
    const datagram = asked.subarray(ethernetLength);
    const [src, dst] = this.ends('peer');
    const payload = src.includes(':')
      ? icmp(1, 4, 0, datagram.subarray(0, 1000))
      : icmp(3, 3, 0, datagram.subarray(0, 28));
    return { at: this.at, frame: frame(ip(src, dst, src.includes(':') ? 58 : 1, payload, this.options('peer'))) };
  }

  /** An IKEv2 message with both SPIs. */
  message(parts: BuildMessage): Uint8Array {
    return buildMessage({ initiatorSpi: this.initiatorSpi, responderSpi: this.responderSpi, ...parts });
  }

  /** An encrypted IKEv2 message of `bytes` bytes in all, whose first payload inside is of type `inner`. */
  sealed(exchange: number, flags: number, messageId: number, inner: number, bytes: number): Uint8Array {
    return this.message({ exchange, flags, messageId, payloads: [sk(inner, this.rng.bytes(bytes - 32))] });
  }

  /** A nonce. */
  nonce(): BuildPayload {
    return { type: 40, body: this.rng.bytes(32) };
  }
}

/** Flags of an IKEv2 message by who sends it (RFC 7296 3.1). */
export function flagsOf(initiator: boolean, response: boolean): number {
  return (initiator ? flag.initiator : 0) | (response ? flag.response : 0);
}
