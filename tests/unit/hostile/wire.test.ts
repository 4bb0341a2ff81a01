import { describe, expect, it } from 'vitest';
import { ikeMessage, ip, marked, udpIp, frame, fragments, esp, udp } from '@ipsec-doctor/engine/protocol/ip/build';
import { writePcap, writePcapng } from '@ipsec-doctor/engine/protocol/capture/write';
import { exampleFiles } from './examples.ts';
import { sound } from './sound.ts';

const a = '192.0.2.1';
const b = '198.51.100.1';
const second = 1_000_000_000n;
const start = 1_767_225_600n * second;

/** Frames, a millisecond apart. */
const capture = (frames: readonly Uint8Array[]): Uint8Array =>
  writePcap(frames.map((bytes, i) => ({ ns: start + BigInt(i) * 1_000_000n, frame: bytes })));

const ike = (message: Uint8Array): Uint8Array => frame(udpIp(a, b, 500, 500, message));

/** An IKE message whose payload bytes are `body` and whose first payload is `next`. */
function message(next: number, body: readonly number[], version = 0x20): Uint8Array {
  const out = ikeMessage({ version, exchange: version === 0x20 ? 34 : 2 }, body.length);
  out[16] = next;
  out.set(body, 28);
  return out;
}

describe('packets that mean ill', () => {
  it('with lengths that lie or payloads that lead back are read without end or exception', async () => {
    const lengths = [0, 1, 3, 4, 5, 8, 255, 65535];
    const bodies: Uint8Array[] = [];
    for (const version of [0x20, 0x10]) {
      for (const length of lengths) {
        const two = [length >> 8, length & 255];
        // Every payload names itself as the next one; its length is a lie, and so is all inside.
        for (const next of [1, 33, 34, 40, 41, 43, 44, 46, 53, 48, 132])
          bodies.push(message(next, [next, 0, ...two, 1, 1, ...two, 9, 255, ...two, 3, 0, ...two, 255, 255], version));
        const claimed = message(33, [0, 0, 0, 8, 0, 0, 0, 0], version);
        claimed.set([0, 0, ...two], 24);
        bodies.push(claimed);
      }
    }
    const doc = await sound({ 'a/capture.pcap': capture(bodies.map(ike)) });
    expect(doc.artifacts[0]?.records).toBe(bodies.length);
  });

  it('in extension headers and fragments that lead nowhere are bounded', async () => {
    const chain = Array.from({ length: 200 }, () => ({ type: 60, bytes: new Uint8Array(8) }));
    const v6 = ip('2001:db8::1', '2001:db8::2', 17, new Uint8Array(20), { extensions: chain });
    const overlapping = Array.from({ length: 400 }, (_, i) =>
      ip(a, b, 17, new Uint8Array(64).fill(i), {
        identification: i % 3,
        fragmentOffset: ((i * 5) % 90) * 8,
        moreFragments: i % 7 !== 0,
      }),
    );
    const open = Array.from({ length: 3000 }, (_, i) =>
      ip(a, b, 17, new Uint8Array(1400), { identification: i, fragmentOffset: 0, moreFragments: true }),
    );
    const whole = fragments(a, b, 17, udp(a, b, 500, 500, ikeMessage({}, 3000)), 1280);
    await sound({ 'a/capture.pcap': capture([v6, ...overlapping, ...open, ...whole].map((bytes) => frame(bytes))) });
  });

  it('in blocks of pcapng that lie are cited', async () => {
    const good = writePcapng([{ ns: start, frame: ike(ikeMessage()) }]);
    for (let at = 4; at < good.length; at += 4) {
      for (const value of [0, 1, 0x7fffffff, 0xffffffff]) {
        const copy = good.slice();
        new DataView(copy.buffer, copy.byteOffset).setUint32(at, value, true);
        await sound({ 'a/x.pcapng': copy });
      }
    }
  });

  it('in a flood of half-open negotiations do not hide what fails, nor take unbounded room', async () => {
    const example = exampleFiles('psk-mismatch');
    const flood = Array.from({ length: 30_000 }, (_, i) =>
      frame(
        udpIp(
          `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
          b,
          500,
          500,
          ikeMessage({ initiatorSpi: i + 1 }, 12),
        ),
      ),
    );
    const doc = await sound({ ...example, 'b/flood.pcap': capture(flood) });
    expect(doc.findings.some(({ id, role }) => id === 'auth.psk-mismatch' && role === 'cause')).toBe(true);
    expect(doc.negotiations.length).toBeLessThanOrEqual(200);
  });

  it('of thousands of SAs and odd ports are bounded', async () => {
    const frames = Array.from({ length: 20_000 }, (_, i) =>
      frame(
        i % 2 === 0
          ? ip(a, b, 50, esp(i + 256, 1))
          : udpIp(a, b, 4500, 1024 + (i % 60_000), marked(ikeMessage({ initiatorSpi: i }))),
      ),
    );
    const doc = await sound({ 'a/capture.pcap': capture(frames) });
    expect(doc.securityAssociations.length).toBeLessThanOrEqual(500);
  });
});
