import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCapture } from '../capture/read.ts';
import { bytesSource } from '../source.ts';
import { hex } from '../bytes.ts';
import { decodeIke, type IkeMessage, natSighting, payloadsOf, type PayloadKind } from './index.ts';
import { addressText } from '../address.ts';

/**
 * Compares what the decoder reads out of other projects' captures with those projects' recorded results. The captures are no
 * part of this repository: IPSEC_DOCTOR_CORPUS names their folder, or `shared/corpus` stands beside the repository.
 */
const corpus = process.env['IPSEC_DOCTOR_CORPUS'] ?? resolve(import.meta.dirname, '../../../../../../shared/corpus');
const captures = join(corpus, 'captures');

interface Seen {
  readonly packet: number;
  readonly source: { readonly address: string; readonly port: number };
  readonly destination: { readonly address: string; readonly port: number };
  readonly message: IkeMessage;
}

const HEADER: Readonly<Record<number, number>> = { 0: 4, 1: 14, 12: 0, 101: 0, 108: 4, 113: 16, 276: 20 };

/** Whole UDP datagrams on ports 500 and 4500 only; enough for these files and independent of the packet reader. */
function ikeOf(frame: Uint8Array, linkType: number): Omit<Seen, 'packet'> | undefined {
  let at = HEADER[linkType] ?? -1;
  if (at < 0) return undefined;
  if (linkType === 1 && frame[at - 2] === 0x81 && frame[at - 1] === 0) at += 4;
  const v6 = (frame[at] ?? 0) >> 4 === 6;
  const ip = v6 ? 40 : ((frame[at] ?? 0) & 15) * 4;
  const fragment = !v6 && (((frame[at + 6] ?? 0) << 8) | (frame[at + 7] ?? 0)) & 0x3fff;
  if (frame[at + (v6 ? 6 : 9)] !== 17 || fragment) return undefined;
  const udp = at + ip;
  const port = (offset: number): number => ((frame[udp + offset] ?? 0) << 8) | (frame[udp + offset + 1] ?? 0);
  const [from, to] = [port(0), port(2)];
  if (![from, to].some((value) => value === 500 || value === 4500)) return undefined;
  const payload = frame.subarray(udp + 8, Math.min(frame.length, udp + port(4)));
  const marked = (from === 4500 || to === 4500) && payload.subarray(0, 4).every((byte) => byte === 0);
  if ((from === 4500 || to === 4500) && !marked) return undefined;
  const size = v6 ? 16 : 4;
  return {
    source: { address: addressText(frame, at + (v6 ? 8 : 12), size) ?? '', port: from },
    destination: { address: addressText(frame, at + (v6 ? 24 : 16), size) ?? '', port: to },
    message: decodeIke(marked ? payload.subarray(4) : payload, { copy: true }),
  };
}

async function seenIn(path: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  await readCapture(bytesSource(new Uint8Array(readFileSync(join(captures, path)))), (packet) => {
    const found = ikeOf(packet.bytes.subarray(packet.offset, packet.offset + packet.capturedLength), packet.linkType);
    if (found !== undefined) seen.push({ packet: packet.number, ...found });
  });
  return seen;
}

function captureFiles(): string[] {
  const names = readdirSync(captures, { recursive: true }) as string[];
  return names.filter((name) => /\.(pcap|pcapng|cap)(\.gz)?$/.test(name)).sort();
}

const TCPDUMP_EXCHANGES: Readonly<Record<string, number>> = {
  base: 1,
  ident: 2,
  agg: 4,
  inf: 5,
  'oakley-quick': 32,
  ikev2_init: 34,
  ikev2_auth: 35,
  child_sa: 36,
  inf2: 37,
};
const TCPDUMP_KINDS: Readonly<Record<string, PayloadKind>> = {
  sa: 'sa',
  ke: 'ke',
  v2ke: 'ke',
  nonce: 'nonce',
  n: 'notify',
  vid: 'vendor',
  v2vid: 'vendor',
  v2IDi: 'id',
  v2e: 'sk',
  pay15: 'natd',
};

/** The packets of a tcpdump listing: number and its lines. */
function listing(path: string): Map<number, string> {
  const packets = new Map<number, string>();
  let current = 0;
  for (const line of readFileSync(join(captures, path), 'utf8').split('\n')) {
    const start = /^ {0,4}(\d+) {2}\d{4}-/.exec(line);
    if (start) current = Number(start[1]);
    packets.set(current, `${packets.get(current) ?? ''}${line}\n`);
  }
  return packets;
}

const tcpdump: readonly (readonly [capture: string, listing: string])[] = [
  ['isakmp-pointer-loop.pcap', 'isakmp2.out'],
  ['isakmp4500.pcap', 'isakmp4.out'],
  ['ISAKMP_sa_setup.pcap', 'isakmp5-v.out'],
  ['ikev2four.pcap', 'ikev2four.out'],
  ['ikev2four.pcap', 'ikev2fourv.out'],
  ['ikev2pI2.pcap', 'ikev2pI2.out'],
  ['ikev2-id-normal.pcap', 'ikev2-id-normal.out'],
];

function compareTcpdump(text: string, message: IkeMessage): void {
  const exchange = /(?:phase [12]\S* [IR?]|parent_sa|child_sa) +(ikev2_\w+|child_sa|inf2|[\w-]+)(\[[EIRC]*\])?/.exec(
    text,
  );
  const expected = TCPDUMP_EXCHANGES[exchange?.[1] ?? ''];
  if (expected !== undefined) expect(message.exchangeType.id).toBe(expected);
  if (message.protocol === 'IKEv1' && exchange) expect(message.flags.encrypted).toBe(exchange[2] === '[E]');
  const head = /isakmp (\d)\.(\d) msgid ([0-9a-f]{8})/.exec(text);
  if (!head) return;
  expect([message.version.major, message.version.minor, message.messageId]).toEqual([
    Number(head[1]),
    Number(head[2]),
    Number.parseInt(head[3] ?? '', 16),
  ]);
  const cookies = /cookie ([0-9a-f]{16})->([0-9a-f]{16})/.exec(text);
  // tcpdump prints the initiator's SPI for both when the responder's is zero or not, so only the first is compared.
  if (cookies) expect(message.initiatorSpi).toBe(cookies[1]);
  const lines = text.split('\n').filter((line) => /^ {4}\((\w+)/.test(line));
  const kinds = lines.map((line) => TCPDUMP_KINDS[/^ {4}\((\w+)/.exec(line)?.[1] ?? '']);
  if (!message.encrypted || message.protocol === 'IKEv2')
    expect(message.payloads.map((payload) => payload.kind)).toEqual(kinds);
  const notifies = lines.flatMap((line) => /^ {4}\(n: .*?type=(\d+)/.exec(line)?.[1] ?? []);
  expect(payloadsOf(message.payloads, 'notify').map((notify) => String(notify.notify.id))).toEqual(notifies);
  const nonces = lines.flatMap((line) => /nonce=\(([0-9a-f]+)\)/.exec(line)?.[1] ?? []);
  if (nonces.length > 0) expect(payloadsOf(message.payloads, 'nonce').map((nonce) => hex(nonce.data))).toEqual(nonces);
  const groups = [...text.matchAll(/group=(\w+)/g)].map((match) => match[1]);
  if (groups.length > 0) expect(payloadsOf(message.payloads, 'ke').map((ke) => ke.group?.name)).toEqual(groups);
}

/** Rows of a Zeek log as records by field name. */
function zeekLog(path: string): Record<string, string>[] {
  const lines = readFileSync(join(captures, path), 'utf8').split('\n');
  const fields =
    lines
      .find((line) => line.startsWith('#fields'))
      ?.split('\t')
      .slice(1) ?? [];
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => Object.fromEntries(line.split('\t').map((value, i) => [fields[i] ?? '', value])));
}

const zeek: readonly (readonly [capture: string, log: string])[] = [
  ['ikev1-certs.pcap', 'analyzer.ikev1-a'],
  ['ipsec-ikev1-isakmp-aggressive-mode.pcap', 'analyzer.ikev1-b'],
  ['ipsec-ikev1-isakmp-main-mode.pcap', 'analyzer.ikev1-c'],
];

function zeekRow(seen: Seen): string {
  const { message } = seen;
  const bit = (mask: number): string => ((message.flags.raw & mask) === 0 ? 'F' : 'T');
  const sa = payloadsOf(message.payloads, 'sa')[0];
  const vendors = payloadsOf(message.payloads, 'vendor').length;
  return [
    message.initiatorSpi,
    message.responderSpi,
    `${message.version.major}.${message.version.minor}`,
    message.exchangeType.id,
    [1, 2, 4, 8, 16, 32].map(bit).join(''),
    message.messageId,
    message.length,
    vendors,
    sa?.doi?.id ?? '-',
    sa?.proposals.map((proposal) => proposal.number).join() ?? '',
  ].join(' ');
}

const count = (value: string | undefined): number =>
  value === '(empty)' || value === '-' || !value ? 0 : value.split(',').length;
const list = (value: string | undefined): string => (value === '(empty)' || value === '-' || !value ? '' : value);

function zeekExpected(row: Record<string, string>): string {
  return [
    row['initiator_spi'],
    row['responder_spi'],
    `${row['maj_ver']}.${row['min_ver']}`,
    row['exchange_type'],
    ['e', 'c', 'a', 'i', 'v', 'r'].map((flag) => row[`flag_${flag}`]).join(''),
    row['message_id'],
    row['length'],
    count(row['vendor_ids']),
    row['doi'],
    list(row['proposals']),
  ].join(' ');
}

const sightings = async (path: string): Promise<unknown[]> =>
  (await seenIn(path))
    .map((one) => natSighting(one.message, one.source, one.destination))
    .filter((sighting) => sighting.sender !== null);

if (!existsSync(captures)) {
  describe('shared captures', () => {
    it('are absent, so nothing is compared with them', () => {
      console.warn(`IKE decoder: captures of other projects are absent, comparison not run`);
    });
  });
} else {
  describe('shared captures', () => {
    it.each(tcpdump)('%s reads as tcpdump lists it in %s', async (capture, name) => {
      const packets = listing(`tcpdump/tests/${name}`);
      const seen = await seenIn(`tcpdump/tests/${capture}`);
      expect(seen.length).toBeGreaterThan(0);
      const inListing = [...packets].filter(([, text]) => /isakmp[: ]/.test(text) && !text.includes('keep-alive'));
      expect(seen.map((one) => one.packet)).toEqual(inListing.map(([packet]) => packet));
      for (const one of seen) compareTcpdump(packets.get(one.packet) ?? '', one.message);
    });

    it.each(zeek)('%s reads as Zeek logs it in %s', async (capture, log) => {
      const rows = zeekLog(`zeek-spicy-ipsec/tests/baseline/${log}/ipsec.log`);
      const seen = await seenIn(`zeek-spicy-ipsec/tests/traces/${capture}`);
      expect(rows.length).toBeGreaterThan(0);
      expect(seen.map(zeekRow).sort()).toEqual(rows.map(zeekExpected).sort());
    });

    it('reads what Suricata expects of main mode', async () => {
      const path = 'suricata-verify/tests/ikev1';
      const text = readFileSync(join(captures, path, 'test.yaml'), 'utf8');
      const value = (key: string): string | undefined => new RegExp(`${key}: "([^"]+)"`).exec(text)?.[1];
      const seen = await seenIn('suricata-verify/tests/ikev1-rules/ikev1-isakmp-main-mode.pcap');
      const fourth = seen[3]?.message;
      expect(fourth).toMatchObject({
        initiatorSpi: value('ike.init_spi'),
        responderSpi: value('ike.resp_spi'),
        exchangeType: { id: 2 },
      });
      const nonces = seen.flatMap((one) => payloadsOf(one.message.payloads, 'nonce').map((nonce) => hex(nonce.data)));
      expect(nonces).toEqual([value('ike.ikev1.client.nonce_payload'), value('ike.ikev1.server.nonce_payload')]);
      const suite = payloadsOf(seen[1]?.message.payloads ?? [], 'sa')[0]?.proposals[0]?.transforms[0]?.suite;
      expect(suite).toMatchObject({
        encryption: { name: 'AES-CBC' },
        hash: { name: 'SHA1' },
        group: { name: 'modp1024' },
        authentication: { name: 'Pre-shared key' },
        lifeSeconds: 86400,
      });
    });

    it('reads what Suricata expects of a weak IKEv2 offer', async () => {
      const [first] = await seenIn('suricata-verify/tests/ikev2-weak-dh/IKEv2_SA_INIT_2-8-weak.pcap');
      expect(first?.message).toMatchObject({
        version: { major: 2 },
        exchangeType: { id: 34 },
        messageId: 0,
        initiatorSpi: '61d3693ce12af528',
        responderSpi: '0000000000000000',
        faults: [],
      });
      expect(first?.message.payloads.map((payload) => payload.kind).sort()).toEqual(['ke', 'nonce', 'sa']);
    });

    it('verifies NAT detection hashes against the addresses on the wire', async () => {
      const straight = { sender: false, receiver: false };
      expect(await sightings('wireshark/test/captures/ikev2-decrypt-aes256cbc.pcapng')).toEqual([straight, straight]);
      expect(await sightings('suricata-verify/tests/ikev1-rules/ikev1-isakmp-main-mode.pcap')).toEqual([
        straight,
        straight,
      ]);
      // The first sender of this capture stands behind a NAT, the second does not.
      expect(await sightings('tcpdump/tests/isakmp4500.pcap')).toEqual([{ sender: true, receiver: false }, straight]);
    });

    it('reads every well-formed IKE message without a fault', async () => {
      const files = captureFiles();
      expect(files.length).toBeGreaterThan(20);
      const hostile = /oobr|pointer-loop|segfault|id-normal|zero-length|ubsan|dns/;
      const faults: string[] = [];
      let messages = 0;
      for (const file of files) {
        for (const one of await seenIn(file)) {
          messages++;
          if (!hostile.test(file) && one.message.faults.length > 0)
            faults.push(`${file} ${one.packet} ${one.message.faults.map((found) => found.message).join('; ')}`);
        }
      }
      expect(messages).toBeGreaterThan(100);
      expect(faults).toEqual([]);
    });
  });
}
