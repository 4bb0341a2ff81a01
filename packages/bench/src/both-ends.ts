import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { internetChecksum } from '@ipsec-doctor/engine/protocol/ip/checksum';
import { writeCaptureFile } from './capture-file.ts';
import { initAnswer, initRequest, type Ids, later, turn } from './exchanges.ts';
import { flagsOf, type From, Peer, type Timed } from './peer.ts';
import { makeRng } from './rng.ts';
import { mixedLength, traffic, Tunnel } from './stories.ts';

const ethernetLength = 14;
const second = 1_000_000;

/** The same packet at the other end: half a round trip away, with the hop limit it has there. */
function atPeer({ at, frame }: Timed, from: From, rtt: number, hops: number): Timed {
  const copy = frame.slice();
  const header = copy.subarray(ethernetLength);
  header[8] = from === 'peer' ? 64 : 64 - hops;
  header.set([0, 0], 10);
  const sum = internetChecksum(header, 0, 20);
  header.set([sum >> 8, sum & 255], 10);
  return { at: at + Math.round(from === 'peer' ? -rtt / 2 : rtt / 2), frame: copy };
}

const two = (value: number, width = 2): string => String(value).padStart(width, '0');

/** `2026-01-05 00:00:01.123` of microseconds since the captures began. */
function stamp(at: number): string {
  const seconds = Math.floor(at / second);
  return `2026-01-05 ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(Math.floor(at / 1000) % 1000, 3)}`;
}

/**
 * Evidence of both ends in `folder`: a capture of about `bytes` bytes and the log of its daemon for each. A tunnel stands and carries
 * traffic for a while; then the peer calls anew with a key that is not the gateway's. The cause is `auth.psk-mismatch`.
 */
export function writeBothEnds(folder: string, bytes: number, seed: number): void {
  const rng = makeRng(seed, 'both ends');
  let number = 1;
  let peer = new Peer(number, second, rng);
  // Neither NAT nor IPv6, so that one pair of addresses is all there is.
  while (peer.behindNat || peer.address.includes(':')) peer = new Peer(++number, second, rng);
  const hops = 9;
  const gateway: Timed[] = [];
  const far: Timed[] = [];
  const logs: Record<From, string[]> = { peer: [], gateway: [] };
  const say = (side: From, ...lines: readonly string[]): void => {
    const at = peer.at + (side === 'peer' ? -peer.rtt / 2 : 0);
    for (const line of lines) {
      const text = line.replaceAll('net|1', `net|${uid}`).replaceAll('net[1]', `net[${uid}]`);
      logs[side].push(`${stamp(at)} ${side === 'peer' ? '09' : '14'}${text}`);
    }
  };
  let size = 0;
  let uid = 1;
  const see = (frames: Iterable<Timed>): void => {
    for (const timed of frames) {
      const from: From = timed.frame[ethernetLength + 12] === 198 ? 'peer' : 'gateway';
      gateway.push(timed);
      far.push(atPeer(timed, from, peer.rtt, hops));
      size += timed.frame.length + 16;
    }
  };
  /** An exchange with the lines both daemons write about it. */
  const exchange = (
    request: Uint8Array,
    answer: Uint8Array,
    name: string,
    id: number,
    what: readonly [string, string],
  ): void => {
    const [up, down] = [`${peer.address}[500]`, `${peer.gateway}[500]`];
    say(
      'peer',
      `[ENC] <net|1> generating ${name} request ${id} [ ${what[0]} ]`,
      `[NET] <net|1> sending packet: from ${up} to ${down} (${request.length} bytes)`,
    );
    const frames = [...turn(peer, { from: 'peer', request, answer })];
    say(
      'gateway',
      `[NET] <net|1> received packet: from ${up} to ${down} (${request.length} bytes)`,
      `[ENC] <net|1> parsed ${name} request ${id} [ ${what[0]} ]`,
    );
    answered.forEach((line) => say('gateway', line));
    answered = [];
    say(
      'gateway',
      `[ENC] <net|1> generating ${name} response ${id} [ ${what[1]} ]`,
      `[NET] <net|1> sending packet: from ${down} to ${up} (${answer.length} bytes)`,
    );
    peer.at += 1000;
    say(
      'peer',
      `[NET] <net|1> received packet: from ${down} to ${up} (${answer.length} bytes)`,
      `[ENC] <net|1> parsed ${name} response ${id} [ ${what[1]} ]`,
    );
    see(frames);
  };
  let answered: string[] = [];
  const init = (): void => {
    say('peer', `[IKE] <net|1> initiating IKE_SA net[1] to ${peer.gateway}`);
    answered = [
      `[IKE] <net|1> ${peer.address} is initiating an IKE_SA`,
      '[CFG] <net|1> selected proposal: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE_25519',
    ];
    const payloads = 'SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG)';
    exchange(initRequest(peer, 'peer'), initAnswer(peer, 'gateway'), 'IKE_SA_INIT', 0, [payloads, payloads]);
    say(
      'peer',
      '[CFG] <net|1> selected proposal: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE_25519',
      "[IKE] <net|1> authentication of 'a.example' (myself) with pre-shared key",
      '[IKE] <net|1> establishing CHILD_SA lan{1}',
    );
  };
  for (const side of ['peer', 'gateway'] as const)
    say(
      side,
      '[DMN] Starting IKE charon daemon (strongSwan 5.9.14, Linux 6.1.0-18-amd64, x86_64)',
      '[CFG] added vici connection: net',
    );
  peer.at += second;
  init();
  const tunnel = new Tunnel(peer);
  const [inbound, outbound] = tunnel.spiTexts;
  const ends = (own: string, other: string): string => `${own} ${other}`;
  answered = [
    `[CFG] <net|1> looking for peer configs matching ${peer.gateway}[b.example]...${peer.address}[a.example]`,
    "[CFG] <net|1> selected peer config 'net'",
    "[IKE] <net|1> authentication of 'a.example' with pre-shared key successful",
    "[IKE] <net|1> authentication of 'b.example' (myself) with pre-shared key",
    `[IKE] <net|1> IKE_SA net[1] established between ${peer.gateway}[b.example]...${peer.address}[a.example]`,
    `[IKE] <net|1> CHILD_SA lan{1} established with SPIs ${ends(`${inbound}_i`, `${outbound}_o`)} and TS 10.2.0.0/24 === 10.1.0.0/24`,
  ];
  exchange(
    peer.sealed(35, flagsOf(true, false), 1, 35, 304),
    peer.sealed(35, flagsOf(false, true), 1, 36, 240),
    'IKE_AUTH',
    1,
    ['IDi N(INIT_CONTACT) IDr AUTH SA TSi TSr', 'IDr AUTH SA TSi TSr'],
  );
  say(
    'peer',
    "[IKE] <net|1> authentication of 'b.example' with pre-shared key successful",
    `[IKE] <net|1> IKE_SA net[1] established between ${peer.address}[a.example]...${peer.gateway}[b.example]`,
    `[IKE] <net|1> CHILD_SA lan{1} established with SPIs ${ends(`${outbound}_i`, `${inbound}_o`)} and TS 10.1.0.0/24 === 10.2.0.0/24`,
  );
  let id = 2;
  peer.at += second;
  for (;;) {
    if (size >= bytes - 4096) break;
    see(traffic(peer, tunnel, 20, 4000, mixedLength));
    peer.at += 100_000;
    if (rng.chance(0.5)) continue;
    exchange(
      peer.sealed(37, flagsOf(true, false), id, 0, 80),
      peer.sealed(37, flagsOf(false, true), id, 0, 80),
      'INFORMATIONAL',
      id,
      ['', ''],
    );
    id++;
    peer.at += 100_000;
  }
  const ids: Ids = { initiator: id, responder: 0 };
  peer.at += second;
  const closing = [...later(peer, 'peer', 'peer', ids, 37, 42, [80, 80])];
  const [ours, theirs] = [`${peer.address}[a.example]`, `${peer.gateway}[b.example]`];
  say('peer', `[IKE] <net|1> deleting IKE_SA net[1] between ${ours}...${theirs}`, '[IKE] <net|1> IKE_SA deleted');
  say('gateway', '[IKE] <net|1> received DELETE for IKE_SA net[1]', '[IKE] <net|1> IKE_SA deleted');
  see(closing);
  uid++;
  peer.at += 4 * second;
  peer.newAttempt();
  init();
  answered = [
    `[CFG] <net|1> looking for peer configs matching ${peer.gateway}[b.example]...${peer.address}[a.example]`,
    "[CFG] <net|1> selected peer config 'net'",
    "[IKE] <net|1> tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched",
  ];
  exchange(
    peer.sealed(35, flagsOf(true, false), 1, 35, 304),
    peer.sealed(35, flagsOf(false, true), 1, 41, 80),
    'IKE_AUTH',
    1,
    ['IDi N(INIT_CONTACT) IDr AUTH SA TSi TSr', 'N(AUTH_FAILED)'],
  );
  say('peer', '[IKE] <net|1> received AUTHENTICATION_FAILED notify error');
  for (const [name, frames, lines] of [
    ['a', far, logs.peer],
    ['b', gateway, logs.gateway],
  ] as const) {
    mkdirSync(join(folder, name), { recursive: true });
    frames.sort((x, y) => x.at - y.at);
    writeCaptureFile(join(folder, name, 'capture.pcap'), frames);
    writeFileSync(join(folder, name, 'charon.log'), `${lines.join('\n')}\n`);
  }
}
