import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scanCapture } from '../ip/scan.ts';
import { bytesSource } from '../source.ts';

const corpus =
  process.env['IPSEC_DOCTOR_CORPUS'] ?? fileURLToPath(new URL('../../../../../../shared/corpus', import.meta.url));
const captures = join(corpus, 'captures');

/** Packets, IKE messages, ESP and AH packets of real captures, as two other dissectors count them. */
const expected: Readonly<Record<string, readonly [packets: number, ike: number, esp: number, ah: number]>> = {
  'isakmp4500.pcap': [35, 15, 8, 0],
  'ISAKMP_sa_setup.pcap': [9, 9, 0, 0],
  'ikev2four.pcap': [21, 21, 0, 0],
  'espudp1.pcap': [8, 0, 8, 0],
  '02-sunrise-sunset-esp.pcap': [8, 0, 8, 0],
  'ikev2_nat_t.pcapng': [54, 30, 24, 0],
  'ah.pcapng': [6, 4, 0, 2],
  'esp.pcapng': [6, 4, 2, 0],
  'ah-esp.pcap': [10, 0, 10, 10],
  'IPsec_ESP-AH_tunnel_mode.cap': [10, 0, 10, 10],
  'custom_categories.pcapng': [85, 0, 1, 0],
  'esp-bug-12671.pcapng.gz': [6, 0, 6, 0],
  'ikev1-bug-12610.pcapng.gz': [16, 16, 0, 0],
  'ikev1-certs.pcap': [10, 10, 0, 0],
  'ikev2-decrypt-aes256cbc.pcapng': [4, 4, 0, 0],
  'ipv6_zero_len_ah.pcap': [10, 0, 0, 1],
};

function capturesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(pcap|pcapng|cap)(\.gz)?$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

async function scan(bytes: Uint8Array, block: number) {
  const log: unknown[] = [];
  const result = await scanCapture(bytesSource(bytes, block), {
    onIke: (datagram) => log.push({ ...datagram, bytes: datagram.bytes.slice() }),
    onIncomplete: (datagram) => log.push(datagram),
  });
  return { log, result };
}

describe('captures of other projects', () => {
  if (!existsSync(captures)) {
    it('are not on this machine: their suite did not run', () => {
      console.log('capture corpus: not found, skipped (set IPSEC_DOCTOR_CORPUS)');
    });
    return;
  }
  for (const path of capturesUnder(captures))
    it(basename(path), async () => {
      const bytes = new Uint8Array(readFileSync(path));
      const { log, result } = await scan(bytes, 1 << 20);
      expect(result.capture.incomplete).toBe(false);
      expect(result.capture.faults).toEqual([]);
      const counts = expected[basename(path)];
      if (counts !== undefined) {
        const { ike = 0, esp = 0, espInUdp = 0, ah = 0 } = result.counts;
        expect([result.capture.packets, ike, esp + espInUdp, ah]).toEqual(counts);
      }
      expect(await scan(bytes, 61)).toEqual({ log, result });
    });
});
