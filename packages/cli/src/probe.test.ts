import { spawn, spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProbeDocument, ProbeExchange } from '@ipsec-doctor/engine/document/probe-types';
import { readOffers, wireV1, wireV2 } from '@ipsec-doctor/engine/probe/offers';
import {
  type BuildPayload,
  buildMessage,
  bytesOf,
  flag,
  notifyPayloadV1,
  notifyPayloadV2,
  saV1,
  saV2,
} from '@ipsec-doctor/engine/protocol/ike/build';
import { decodeIke, firstPayload, type IkeMessage, payloadsOf } from '@ipsec-doctor/engine/protocol/ike/index';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = join(root, 'packages/cli/bin/ipsec-doctor.js');
const scratch = mkdtempSync(join(tmpdir(), 'ipsec-doctor-probe-'));

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Not `spawnSync`: the peers of these tests live in this very process. */
function run(...args: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: scratch });
    let out = '';
    let err = '';
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
    child.on('close', (status) => done({ status, out, err }));
  });
}

const open: (Socket | Server)[] = [];

beforeAll(() => {
  if (!existsSync(join(root, 'packages/cli/dist/start.js'))) {
    const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--bundles'], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
  }
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A peer on loopback: what it is sent, and what it sends back for each message; once more after `againMs`. */
async function peer(
  answer: (message: IkeMessage, heard: number) => readonly Uint8Array[],
  { againMs }: { readonly againMs?: number } = {},
): Promise<{ port: number; heard: Uint8Array[] }> {
  const socket = createSocket('udp4');
  open.push(socket);
  const heard: Uint8Array[] = [];
  socket.on('message', (bytes, from) => {
    heard.push(new Uint8Array(bytes));
    for (const back of answer(decodeIke(new Uint8Array(bytes), { copy: true }), heard.length)) {
      socket.send(back, from.port, from.address);
      if (againMs !== undefined) setTimeout(() => socket.send(back, from.port, from.address), againMs);
    }
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return { port: socket.address().port, heard };
}

function answerV2(to: IkeMessage, payloads: readonly BuildPayload[]): Uint8Array {
  return buildMessage({
    exchange: 34,
    flags: flag.response,
    initiatorSpi: to.initiatorSpi,
    responderSpi: 'aabbccddeeff0011',
    payloads,
  });
}

async function probed(
  ...args: readonly string[]
): Promise<{ document: ProbeDocument; first: ProbeExchange; status: number | null; err: string }> {
  const { status, out, err } = await run('probe', '127.0.0.1', '--format', 'json', '--wait', '200', ...args);
  const document = JSON.parse(out) as ProbeDocument;
  const [first] = document.exchanges;
  if (first === undefined) throw new Error('no exchange');
  return { document, first, status, err };
}

const ikev2 = (port: number, more: readonly string[] = []): readonly string[] => [
  '--test',
  'ikev2',
  '--port',
  `${port}`,
  '--nat-port',
  `${port}`,
  ...more,
];

describe('probe', () => {
  it('answers a cookie and another group once each, and keeps the cookie', async () => {
    const { port, heard } = await peer((message, count) => {
      if (count === 1) return [answerV2(message, [notifyPayloadV2(16390, bytesOf('c0ffee'))])];
      if (count === 2) return [answerV2(message, [notifyPayloadV2(17, Uint8Array.of(0, 19))])];
      return [answerV2(message, [saV2(wireV2(readOffers('aes256-sha256-ecp256')))])];
    });
    // The other door is a closed port, so that this peer hears of one test alone.
    const { first, document } = await probed('--test', 'ikev2', '--port', `${port}`, '--nat-port', '1');
    expect(first).toMatchObject({ outcome: 'accepted', sent: 3 });
    expect(first.replies.map(({ kind }) => kind)).toEqual(['cookie', 'invalid-ke', 'accepted']);
    const last = decodeIke(heard[2] ?? new Uint8Array());
    expect(firstPayload(last.payloads, 'ke')?.group?.name).toBe('ecp256');
    expect(firstPayload(last.payloads, 'ke')?.data.length).toBe(64);
    expect(payloadsOf(last.payloads, 'notify')[0]).toMatchObject({ detail: { cookie: 'c0ffee' } });
    expect(document.sent).toBeLessThanOrEqual(document.planned.messages);
  });

  it('a peer that asks for cookies without end gets two messages and no more', async () => {
    const { port, heard } = await peer((message) => [answerV2(message, [notifyPayloadV2(16390, bytesOf('c0ffee'))])]);
    const { first } = await probed('--test', 'ikev2', '--port', `${port}`, '--nat-port', '1');
    expect(first.outcome).toBe('answered');
    expect(heard).toHaveLength(2);
  });

  it('a group that was not offered is not sent', async () => {
    const { port, heard } = await peer((message) => [answerV2(message, [notifyPayloadV2(17, Uint8Array.of(0, 1))])]);
    await probed('--test', 'ikev2', '--port', `${port}`, '--nat-port', '1');
    expect(heard).toHaveLength(1);
  });

  it('silence is met with the same message, as often as asked, and proves nothing', async () => {
    const { port, heard } = await peer(() => []);
    const { first, status } = await probed(...ikev2(port, ['--tries', '2']));
    expect(first).toMatchObject({ outcome: 'silent', sent: 2, roundTripMs: null });
    expect(status).toBe(3);
    // Both doors lead to this peer: two copies each, the second ones behind the marker.
    const plain = heard.filter((bytes) => bytes[0] !== 0);
    expect(plain).toHaveLength(2);
    expect(plain[0]).toEqual(plain[1]);
  });

  it('answers of others are no answers, and a flood is cut', async () => {
    const { port } = await peer((message) =>
      Array<Uint8Array>(500).fill(answerV2({ ...message, initiatorSpi: '9999999999999999' }, [notifyPayloadV2(14)])),
    );
    const { first } = await probed('--test', 'ikev2', '--port', `${port}`, '--nat-port', '1', '--tries', '1');
    expect(first.outcome).toBe('unintelligible');
    expect(first.replies.length).toBeLessThanOrEqual(16);
  });

  it('a closed port is told by ICMP', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
    const { port } = socket.address();
    socket.close();
    const { first, status, document } = await probed(...ikev2(port));
    expect(first).toMatchObject({ outcome: 'unreachable', refusal: 'port-unreachable' });
    expect(document.findings.map(({ code }) => code)).toContain('port-closed');
    expect(status).toBe(1);
  });

  it('IKEv1: an accepted transform, and how the peer sends it again', async () => {
    const offer = wireV1(readOffers('aes256-sha1-modp2048'), ['psk'], { lifeSeconds: 28_800 });
    const { port } = await peer(
      ({ exchangeType, initiatorSpi }) => [
        buildMessage({
          major: 1,
          exchange: exchangeType.id,
          initiatorSpi,
          responderSpi: 'aabbccddeeff0011',
          payloads: [saV1([offer])],
        }),
      ],
      { againMs: 300 },
    );
    const { first, status } = await probed('--test', 'main', '--port', `${port}`, '--listen', '1');
    expect(first).toMatchObject({ test: 'main', outcome: 'accepted' });
    expect(first.replies[0]?.accepted).toContain('Pre-shared key');
    expect(first.retransmissions).toHaveLength(1);
    expect(first.retransmissions[0]).toBeGreaterThan(200);
    expect(status).toBe(0);
  });

  it('IKEv1: refused in an informational exchange', async () => {
    const { port } = await peer((message) => [
      buildMessage({ major: 1, exchange: 5, initiatorSpi: message.initiatorSpi, payloads: [notifyPayloadV1(14)] }),
    ]);
    const { document, status } = await probed('--test', 'aggressive', '--port', `${port}`, '--listen', '0');
    expect(document.findings.map(({ code }) => code)).toEqual(['no-proposal', 'ike-answers']);
    expect(status).toBe(1);
  });

  it('IKE in TCP: prefix, length, marker, and the answer in the same frames (RFC 9329)', async () => {
    const got: Buffer[] = [];
    const server = createServer((socket) => {
      let rest = Buffer.alloc(0);
      socket.on('data', (piece) => {
        rest = Buffer.concat([rest, piece]);
        if (rest.length < 8 || rest.length < 6 + rest.readUInt16BE(6)) return;
        got.push(rest);
        const message = decodeIke(new Uint8Array(rest.subarray(12)));
        const answer = Buffer.concat([Buffer.alloc(4), answerV2(message, [notifyPayloadV2(14)])]);
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length + 2);
        socket.write(Buffer.concat([length, answer]));
      });
    });
    open.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { first, document } = await probed('--test', 'tcp', '--nat-port', `${port}`);
    expect(got[0]?.subarray(0, 6).toString()).toBe('IKETCP');
    expect([...(got[0]?.subarray(8, 12) ?? [])]).toEqual([0, 0, 0, 0]);
    expect(first).toMatchObject({ door: 'tcp-4500', outcome: 'refused' });
    expect(document.findings.map(({ code }) => code)).toContain('tcp-ike');
  });

  it('says before what it will send, and sends nothing when only that is asked for', async () => {
    const { port, heard } = await peer(() => []);
    const { status, out, err } = await run('probe', '127.0.0.1', ...ikev2(port), '--dry-run');
    expect({ status, out }).toEqual({ status: 0, out: '' });
    expect(err).toMatch(/at most 18 IKE messages and 0 pings/);
    expect(heard).toEqual([]);
  });

  it('refuses what it cannot do', async () => {
    for (const args of [
      [],
      ['127.0.0.1', '--rules', 'x'],
      ['a b'],
      ['127.0.0.1', '--proposal', 'rot13'],
      ['127.0.0.1', '--test', 'x'],
      ['127.0.0.1', '--tries', '0'],
      ['127.0.0.1', '--source-port', '99999'],
    ])
      expect((await run('probe', ...args)).status).toBe(2);
  });
});

describe('the commands beside it', () => {
  it('rules, fragments, detection and the plan of a refresh, in both languages', async () => {
    writeFileSync(
      join(scratch, 'acl.txt'),
      'ip access-list extended IN\n permit udp any any eq isakmp\n permit esp any any\n',
    );
    const rules = await run('probe', '--rules', 'acl.txt', '--without', 'ah');
    expect(rules.status).toBe(1);
    expect(rules.out).toContain('UDP 4500');
    expect(rules.out).not.toContain('protocol 51');
    expect((await run('probe', '--rules', 'acl.txt', '--lang', 'ko')).out).toContain('없는 것');
    expect(await run('fragments', '--carrier', 'udp')).toMatchObject({
      status: 0,
      out: expect.stringContaining('1422 bytes'),
    });
    expect((await run('fragments', '--lang', 'ko', '--ticket', '4000')).out).toContain('Kerberos');
    expect((await run('fragments', '--mtu', '10')).status).toBe(2);
    writeFileSync(join(scratch, 'version.txt'), 'IPsec policy is up-to-date\n');
    const detected = await run('detect-policy', 'version.txt', '--lang', 'ko');
    expect(detected.status).toBe(0);
    expect(detected.out.split('\n')).toContain('IPsec policy is up-to-date');
    expect(await run('refresh-policy', '--system', 'windows', '--dry-run')).toMatchObject({
      status: 0,
      out: expect.stringContaining('gpupdate /target:computer /force'),
    });
    // Nothing is run here that belongs to another system.
    expect((await run('refresh-policy', '--system', 'windows-2003', '--yes')).status).toBe(2);
  });
});
