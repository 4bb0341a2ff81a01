import { describe, expect, it } from 'vitest';
import { writePcap, writePcapng, type WrittenPacket } from './capture/write.ts';
import { arp, esp, fragments, frame, icmp, ikeMessage, ip, marked, tcp, udp, udpIp } from './ip/build.ts';
import { concatBytes } from './bytes.ts';
import { bytesSource } from './source.ts';
import { readWire } from './wire.ts';
import type { Confined } from './wire-only.ts';
import type { WireReading } from './wire-reading.ts';

const a = '192.0.2.1';
const b = '198.51.100.9';

const packets = (frames: readonly Uint8Array[]): WrittenPacket[] =>
  frames.map((one, i) => ({ ns: BigInt(i) * 1_000_000_000n, frame: one }));

const read = (bytes: Uint8Array): Promise<WireReading> => readWire(bytesSource(bytes), 'a1');

const onlyOf = async (...frames: readonly Uint8Array[]): Promise<Confined | undefined> =>
  (await read(writePcap(packets(frames)))).only;

const ike = frame(udpIp(a, b, 500, 500, ikeMessage()));
const floated = frame(udpIp(a, b, 4500, 4500, marked(ikeMessage())));
const encapsulated = frame(udpIp(a, b, 4500, 4500, esp(1, 1)));
const keepalive = frame(udpIp(a, b, 4500, 4500, Uint8Array.of(0xff)));

describe('what a capture is confined to', () => {
  it('IKE on UDP 500, on UDP 4500, and what shares its ports', async () => {
    expect(await onlyOf(ike)).toBe('UDP 500');
    expect(await onlyOf(floated)).toBe('UDP 4500');
    expect(await onlyOf(floated, encapsulated, keepalive)).toBe('UDP 4500');
    expect(await onlyOf(ike, encapsulated)).toBe('IKE ports');
    expect(await onlyOf(ike, keepalive)).toBe('IKE ports');
    expect(await onlyOf(ike, floated)).toBe('IKE ports');
  });

  it('a message in fragments is no other packet', async () => {
    const large = fragments(a, b, 17, udp(a, b, 500, 500, concatBytes(ikeMessage(), new Uint8Array(3000))), 1400).map(
      (one) => frame(one),
    );
    expect(large.length).toBeGreaterThan(2);
    expect(await onlyOf(...large)).toBe('UDP 500');
    expect(await onlyOf(ike, ...large.slice(0, 1))).toBe('UDP 500');
  });

  it('nothing, where anything else is there: no filter for these ports let it through', async () => {
    const others = [
      frame(ip(a, b, 50, esp(1, 1))),
      frame(ip(a, b, 1, icmp(8, 0, 1, new Uint8Array(8)))),
      frame(ip(a, b, 6, tcp(1, 2, 2))),
      frame(udpIp(a, b, 40_000, 123, new Uint8Array(48))),
      frame(arp(a, b), 'ethernet', 0x0806),
    ];
    for (const other of others) expect(await onlyOf(ike, other)).toBeUndefined();
    expect(await onlyOf()).toBeUndefined();
    expect(await onlyOf(keepalive)).toBeUndefined();
  });

  it('the filter that a file names says what it would have shown', async () => {
    const named = async (filter: string): Promise<Confined | undefined> =>
      (await read(writePcapng(packets([ike]), { interfaces: [{ filter }] }))).only;
    expect(await named('udp port 500')).toBe('UDP 500');
    expect(await named('udp port 500 or udp port 4500')).toBe('IKE ports');
    expect(await named('udp port 500 or udp port 4500 or esp')).toBeUndefined();
    expect(await named('udp port 500 or ip proto 50')).toBeUndefined();
  });
});

describe('the one host that a capture hears', () => {
  const heard = async (...frames: readonly Uint8Array[]): Promise<string | undefined> =>
    (await read(writePcap(packets(frames)))).onlySender;

  it('its own answers of address resolution are no other host, nor are link-local addresses', async () => {
    const own = frame(arp(a, b, true), 'ethernet', 0x0806);
    const foreign = frame(arp('192.0.2.254', a, true), 'ethernet', 0x0806);
    const linkLocal = frame(udpIp('fe80::1', 'ff02::2', 546, 547, new Uint8Array(4)));
    expect(await heard(ike, own, linkLocal)).toBe(a);
    expect(await heard(ike, foreign)).toBeUndefined();
  });
});
