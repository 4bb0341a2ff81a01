import { expect, it } from 'vitest';
import { bytesInput, diagnose } from '../index.ts';
import { writePcap } from '../protocol/capture/write.ts';
import { frame, ikeMessage, marked, udpIp } from '../protocol/ip/build.ts';

const ends = ['192.0.2.1', '198.51.100.9'] as const;

/** A negotiation of an answered first and an answered second exchange, as a capture with a snap length holds it. */
function snapped(length: number): Uint8Array {
  const [a, b] = ends;
  const of = { initiatorSpi: 7, responderSpi: 9 };
  const frames = [
    frame(udpIp(a, b, 500, 500, ikeMessage({ initiatorSpi: 7 }, 400))),
    frame(udpIp(b, a, 500, 500, ikeMessage({ ...of, flags: 0x20 }, 300))),
    frame(udpIp(a, b, 4500, 4500, marked(ikeMessage({ ...of, exchange: 35, messageId: 1 }, 200)))),
    frame(udpIp(b, a, 4500, 4500, marked(ikeMessage({ ...of, exchange: 35, messageId: 1, flags: 0x20 }, 150)))),
  ];
  return writePcap(
    frames.map((one, i) => ({
      ns: 1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n,
      frame: one.subarray(0, length),
      originalLength: one.length,
    })),
  );
}

it.each([
  [64, 4, 2],
  [50, 4, 4],
])(
  'a capture of %i bytes of each packet is no proof of anything, and says what to do',
  async (length, messages, unread) => {
    const doc = await diagnose([bytesInput('ike.pcap', snapped(length))]);
    expect([doc.verdict, doc.findings.filter(({ role }) => role === 'cause')]).toEqual(['inconclusive', []]);
    expect(doc.artifacts[0]?.message).toEqual({ id: 'ingest.capture-cut', args: { messages, unread } });
    expect(doc.artifacts[0]?.note).toContain('tcpdump -s 0');
    expect(doc.artifacts[0]?.window?.to).toBe('2023-11-14T22:13:20.003000000Z');
  },
);
