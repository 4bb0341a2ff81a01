import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Excerpt, Excerpts } from '../document/excerpts.ts';
import { exampleDiagnosis } from '../document/example.fixture.ts';
import type { Diagnosis, DocumentSource } from '../document/types.ts';
import { diagnose } from '../index.ts';
import { bytesInput } from '../ingest/ingest.ts';
import type { EvidenceInput, Ingested } from '../ingest/types.ts';
import { writePcap } from '../protocol/capture/write.ts';
import { buildMessage, plain } from '../protocol/ike/build.ts';
import { esp, fragments, frame, icmp, ikeMessage, ip, marked, tcp, udp, udpIp } from '../protocol/ip/build.ts';
import { excerptsOf } from './excerpts.ts';
import { keysOf } from './keys.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const [left, right] = ['192.0.2.1', '198.51.100.1'];

/** A document of one file that cites these places in it. */
function citing(path: string, format: string, places: readonly DocumentSource['at'][]): Diagnosis {
  const [artifact] = exampleDiagnosis.artifacts;
  if (artifact === undefined) throw new Error('the example');
  return {
    ...exampleDiagnosis,
    findings: [],
    negotiations: [],
    considered: [],
    artifacts: [{ ...artifact, id: 'a1', path, format }],
    sources: places.map((at, i) => ({ id: `s${i + 1}`, artifact: 'a1', at })),
  };
}

const keys = new Map([['a1', 'a1']]);

async function opened(
  path: string,
  format: string,
  bytes: Uint8Array,
  places: readonly DocumentSource['at'][],
  excerpts = {},
): Promise<Excerpts> {
  return excerptsOf(citing(path, format, places), [bytesInput(path, bytes)], { keys, excerpts });
}

/** Lines as `>5 text` (cited) and ` 4 text`. */
function linesOf(excerpt: Excerpt | undefined): string[] {
  if (excerpt?.kind !== 'lines') throw new Error('lines');
  return excerpt.lines.map(({ number, text, cited }) => `${cited ? '>' : ' '}${number ?? '⋮'} ${text}`);
}

const charon = Array.from(
  { length: 40 },
  (_, i) =>
    `Mar  2 08:02:${String(i).padStart(2, '0')} gw charon: 09[IKE] <gw|1> retransmit ${i + 1} of request with message ID 1`,
);

describe('excerpts of texts', () => {
  it('show the cited line with two neighbours, and what is cited far apart in pieces', async () => {
    const { bySource } = await opened('a.log', 'charon-log', utf8(charon.join('\n')), [
      [{ line: 5 }],
      [{ line: 1 }],
      [{ line: 2 }, { line: 39 }],
      [{ line: 99 }],
    ]);
    expect(linesOf(bySource.get('s1')).map((line) => line.slice(0, 3))).toEqual([' 3 ', ' 4 ', '>5 ', ' 6 ', ' 7 ']);
    expect(linesOf(bySource.get('s2')).map((line) => line.slice(0, 3))).toEqual(['>1 ', ' 2 ', ' 3 ']);
    expect(linesOf(bySource.get('s3')).map((line) => line.split(' ')[0] || line.split(' ')[1])).toEqual(
      ['1', '>2', '3', '4', '⋮', '37', '38', '>39', '40'].map((text) => text),
    );
    expect(bySource.has('s4')).toBe(false);
  });

  it('mask what the neighbours of a line may hold', async () => {
    const secrets = [
      'hunter2hunter2',
      '3a4b5c6d7e8f90a1',
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7',
      'Tr0ub4dor',
    ];
    const lines = [
      ...charon.slice(0, 3),
      `Mar  2 08:02:03 gw charon: 09[CFG] password = ${secrets[0]}`,
      'Mar  2 08:02:03 gw charon: 09[IKE] SK_d secret => 20 bytes @ 0x7f00',
      'Mar  2 08:02:03 gw charon: 09[IKE]    0: 3a 4b 5c 6d 7e 8f 90 a1 00 11 22 33 44 55 66 77  :K\\m~...',
      charon[3] ?? '',
      '-----BEGIN PRIVATE KEY-----',
      secrets[2] ?? '',
      charon[4] ?? '',
      `Mar  2 08:02:03 gw charon: 09[CFG] : PSK "${secrets[3]}"`,
      `Mar  2 08:02:03 gw charon: 09[CFG] key 0x${secrets[1]}3a4b5c6d7e8f90a1`,
    ];
    const { bySource } = await opened('a.log', 'charon-log', utf8(lines.join('\n')), [
      [{ line: 3 }],
      [{ line: 7 }],
      [{ line: 10 }],
    ]);
    const text = ['s1', 's2', 's3'].flatMap((id) => linesOf(bySource.get(id))).join('\n');
    expect(text).toContain('retransmit 3');
    for (const secret of [...secrets, '3a 4b 5c']) expect(text, secret).not.toContain(secret);
  });

  it('mask in configurations what their readers mask, also over several lines, and show a section whole', async () => {
    const conf =
      'connections {\n  gw {\n    version = 2\n  }\n}\nsecrets {\n  ike-1 {\n    id = a.example\n    secret = "swordfish\nswordtail"\n  }\n}\n';
    const { bySource } = await opened('swanctl.conf', 'swanctl-conf', utf8(conf), [[{ line: 7 }, { line: 11 }]]);
    const lines = linesOf(bySource.get('s1'));
    expect(lines.join('\n')).toContain('>8     id = a.example');
    expect(lines.join('\n')).not.toMatch(/sword/);
    const xfrm = `src ${left} dst ${right}\n\tproto esp spi 0xc0ffee01 reqid 1 mode tunnel\n\tauth-trunc hmac(sha256) 0x${'ab'.repeat(32)} 128\n\tenc cbc(aes) 0x${'cd'.repeat(16)}\n`;
    const states = await opened('xfrm.txt', 'ip-xfrm-state', utf8(xfrm), [[{ line: 1 }, { line: 4 }]]);
    expect(linesOf(states.bySource.get('s1')).join('\n')).not.toMatch(/abab|cdcd/);
    expect(linesOf(states.bySource.get('s1')).join('\n')).toContain('spi 0xc0ffee01');
  });

  it('show only cited lines of a configuration that its reader could not follow', async () => {
    const conf =
      'connections {\n  gw {\n    version = 2\n  }\n}\nsecrets {\n  ike-1 {\n    id = a.example\n    secret = "swordfish\nswordtail\n';
    const { bySource } = await opened('swanctl.conf', 'swanctl-conf', utf8(conf), [[{ line: 8 }]]);
    expect(linesOf(bySource.get('s1'))).toEqual(['>8     id = a.example']);
  });

  it('do not open lists of secrets', async () => {
    const { bySource } = await opened('ipsec.secrets', 'ipsec-secrets', utf8(`${left} ${right} : PSK "swordfish"\n`), [
      [{ line: 1 }],
    ]);
    expect(bySource.size).toBe(0);
  });

  it('are bounded, and say so', async () => {
    const places = Array.from({ length: 30 }, (_, i): DocumentSource['at'] => [{ line: i + 1 }]);
    const bytes = utf8(charon.map((line) => line + 'x'.repeat(2000)).join('\n'));
    const { bySource, limits } = await opened('a.log', 'charon-log', bytes, places, {
      maxSources: 20,
      maxBytes: 5000,
      maxLine: 100,
    });
    for (const excerpt of bySource.values()) for (const line of linesOf(excerpt)) expect(line.length).toBeLessThan(110);
    expect(bySource.size).toBeGreaterThan(5);
    expect(limits).toEqual([
      { what: 'excerpts', cap: 20, seen: 30, kept: 20 },
      { what: 'excerpt-bytes', cap: 5000, seen: 20, kept: bySource.size },
    ]);
  });
});

describe('excerpts of captures', () => {
  const user = utf8('USER alice PASS swordfish '.repeat(8));
  const ike = ikeMessage({}, 2000);
  const shown = async (...datagrams: readonly Uint8Array[]): Promise<string[]> => {
    const packets = datagrams.map((datagram, i) => ({ ns: BigInt(i) * 1_000_000_000n, frame: frame(datagram) }));
    const { bySource } = await opened('a.pcap', 'pcap', writePcap(packets), [
      datagrams.map((_, i) => ({ packet: i + 1 })),
    ]);
    const excerpt = bySource.get('s1');
    if (excerpt?.kind !== 'packets') throw new Error('packets');
    return excerpt.packets.map(({ bytes, captured, hidden }) => `${bytes.length}/${captured} ${hidden}`);
  };

  it('show IKE whole, with its time and bytes', async () => {
    const packet = frame(udpIp(left, right, 500, 500, ikeMessage()));
    const { bySource } = await opened('a.pcap', 'pcap', writePcap([{ ns: 5_000_000_000n, frame: packet }]), [
      [{ packet: 1 }],
    ]);
    expect(bySource.get('s1')).toEqual({
      kind: 'packets',
      packets: [
        {
          number: 1,
          time: '1970-01-01T00:00:05.000000000Z',
          bytes: packet,
          captured: packet.length,
          length: packet.length,
          hidden: null,
        },
      ],
    });
    expect(await shown(udpIp(left, right, 4500, 4500, marked(ikeMessage())))).toEqual(['114/114 null']);
  });

  it('show only headers of what users send', async () => {
    const http = ip(left, right, 6, Uint8Array.of(...tcp(40000, 80, 24), ...user));
    expect(await shown(http)).toEqual([`54/${54 + user.length} payload`]);
    expect(await shown(udpIp(left, right, 40000, 53, user))).toEqual([`42/${42 + user.length} payload`]);
    // NULL encryption is no encryption.
    const inner = Uint8Array.of(...esp(0xc0ffee01, 1, 16), ...user);
    expect(await shown(ip(left, right, 50, inner))).toEqual([`50/${34 + inner.length} payload`]);
    expect(await shown(udpIp(left, right, 4500, 4500, inner))).toEqual([`58/${42 + inner.length} payload`]);
    const refused = icmp(3, 3, 0, http);
    expect(await shown(ip(right, left, 1, refused))).toEqual([`70/${34 + refused.length} payload`]);
    expect(await shown(ip(left, right, 47, user))).toEqual([`34/${34 + user.length} payload`]);
  });

  it('show no password of IKE in clear', async () => {
    const start = {
      major: 1,
      initiatorSpi: '1111111111111111',
      responderSpi: '2222222222222222',
      exchange: 6,
      messageId: 7,
    } as const;
    const attributes = Uint8Array.from([1, 0, 0, 1, 0x40, 0x8a, 0, 9, ...utf8('swordfish')]);
    for (const flags of [0, 1]) {
      const message = buildMessage({
        ...start,
        flags,
        payloads: [plain(8, new Uint8Array(20)), plain(14, attributes)],
      });
      const [size] = await shown(udpIp(left, right, 500, 500, message));
      expect(size).toBe(
        flags === 1 ? `${42 + message.length}/${42 + message.length} null` : `94/${42 + message.length} payload`,
      );
    }
  });

  it('show fragments of IKE whole, whichever comes first, and of all else the headers', async () => {
    const [first, second] = fragments(left, right, 17, udp(left, right, 500, 500, ike), 1400);
    if (first === undefined || second === undefined) throw new Error('two fragments');
    expect(await shown(second, first)).toEqual([
      `${14 + second.length}/${14 + second.length} null`,
      `${14 + first.length}/${14 + first.length} null`,
    ]);
    const [one, two] = fragments(left, right, 17, udp(left, right, 40000, 69, new Uint8Array(2000).fill(65)), 1400);
    if (one === undefined || two === undefined) throw new Error('two fragments');
    expect(await shown(one, two)).toEqual([`42/${14 + one.length} payload`, `34/${14 + two.length} payload`]);
  });

  it('cut what is too long', async () => {
    const big = frame(udpIp(left, right, 500, 500, ikeMessage({}, 3000)));
    const { bySource } = await opened('a.pcap', 'pcap', writePcap([{ ns: 0n, frame: big }]), [[{ packet: 1 }]]);
    expect(bySource.get('s1')).toMatchObject({ packets: [{ captured: big.length, hidden: 'cap' }] });
  });
});

describe('reading again', () => {
  const files = {
    'b/charon.log': utf8(charon.join('\n')),
    'a/capture.pcap': writePcap([{ ns: 0n, frame: frame(udpIp(left, right, 500, 500, ikeMessage())) }]),
    'a/notes.txt': utf8('nothing\n'),
  };
  const folder = Object.entries(files).map(([path, bytes]) => bytesInput(path, bytes, 'folder'));

  async function both(inputs: readonly EvidenceInput[]): Promise<readonly [Diagnosis, Excerpts, Excerpts]> {
    let ingested: Ingested = { artifacts: [], limits: [] };
    const doc = await diagnose(inputs, {
      onIngested: (read) => {
        ingested = read;
      },
    });
    return [doc, await excerptsOf(doc, inputs, { keys: keysOf(ingested) }), await excerptsOf(doc, inputs)];
  }

  it('finds the same places in a folder, in an archive, in any order, with the keys at hand or without', async () => {
    const [doc, known, found] = await both(folder);
    expect(doc.sources.length).toBeGreaterThan(0);
    expect(known.bySource.size).toBe(doc.sources.length);
    expect(found).toEqual(known);
    const [, archived] = await both([bytesInput('case.zip', zipSync(files), 'archive')]);
    const [, turned] = await both(folder.toReversed());
    expect(archived).toEqual(known);
    expect(turned).toEqual(known);
  });

  it('opens nothing of a file that is not what it was, and nothing of a pipe', async () => {
    const [doc] = await both(folder);
    const other = { ...files, 'b/charon.log': utf8(`${charon.join('\n')}\nmore`) };
    const changed = await excerptsOf(
      doc,
      Object.entries(other).map(([path, bytes]) => bytesInput(path, bytes, 'folder')),
    );
    const log = doc.artifacts.find(({ path }) => path === 'b/charon.log')?.id;
    expect(doc.sources.some(({ artifact }) => artifact === log)).toBe(true);
    for (const { id, artifact } of doc.sources) expect(changed.bySource.has(id), id).toBe(artifact !== log);
    let opens = 0;
    const pipes = folder.map(
      (input): EvidenceInput => ({ ...input, once: true, open: () => ((opens += 1), input.open()) }),
    );
    const [, piped] = await both(pipes);
    expect(opens).toBe(pipes.length);
    expect(piped.bySource.size).toBe(0);
  });
});
