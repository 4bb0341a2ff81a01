import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose } from '../index.ts';
import type { EvidenceInput } from '../ingest/types.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { membersOf } from './members.ts';
import { deviceSecret, devices } from './planted-devices.fixture.ts';
import { planted } from './planted.fixture.ts';
import type { TestFile } from './run.fixture.ts';
import { packed, SecretsOut } from './secrets-out.ts';

interface Made {
  readonly files: readonly TestFile[];
  readonly found: Readonly<Record<string, number>>;
  readonly leftOut: readonly string[];
}

/** A file that is read in blocks of some size. */
function inBlocks(path: string, bytes: Uint8Array, size: number): EvidenceInput {
  return {
    path,
    hosts: 'folder',
    size: bytes.length,
    open() {
      let at = 0;
      return {
        close: async () => undefined,
        next: async () => (at < bytes.length ? bytes.slice(at, (at += size)) : null),
      };
    },
  };
}

async function all(files: readonly TestFile[], keep = false, block = 2 ** 20): Promise<Made> {
  const own = new SecretsOut();
  const out: TestFile[] = [];
  const found: Record<string, number> = {};
  const leftOut: string[] = [];
  for await (const member of membersOf(files.map(({ path, bytes }) => inBlocks(path, bytes, block)))) {
    const made = await packed(member, own, keep);
    if (typeof made === 'string') {
      leftOut.push(`${member.path} ${made}`);
      continue;
    }
    const blocks: Uint8Array[] = [];
    for await (const block of made.blocks) blocks.push(block.slice());
    out.push({ path: made.path, bytes: concatBytes(...blocks) });
    if (made.found() > 0) found[made.path] = made.found();
  }
  return { files: out, found, leftOut };
}

const text = (path: string, content: string): TestFile => ({ path, bytes: utf8Bytes(content) });
const one = async (content: string, block?: number): Promise<string> =>
  Buffer.from((await all([text('a/f.txt', content)], false, block)).files[0]?.bytes ?? []).toString();

describe('evidence is packed without its secrets', () => {
  it('whatever file they stand in, and names and addresses stay', async () => {
    const { files, found } = await all([...planted, ...devices]);
    const views = files.flatMap(({ bytes }) => [
      Buffer.from(bytes).toString('latin1').replaceAll('\0', ''),
      Buffer.from(bytes).toString('latin1').replaceAll('\0', '').replaceAll(',', ''),
    ]);
    const secrets = [
      'S3cr3t-Psk',
      'XauthPw99',
      'EapPw77',
      'TokenValue123',
      deviceSecret,
      'deadbeefdeadbeefdeadbeefdeadbeef',
    ];
    const key = Buffer.from('Planted-K3y', 'utf16le').toString('hex');
    for (const secret of [...secrets, key]) for (const view of views) expect(view.includes(secret), secret).toBe(false);
    const log = files.find(({ path }) => path === 'gangnam/charon.log')?.bytes ?? new Uint8Array(0);
    expect(Buffer.from(log).toString()).toContain("authentication of 'zaphod@initrode.example' (myself)");
    expect(Buffer.from(log).toString()).not.toContain('DE AD BE EF');
    expect(found['gangnam/ipsec.secrets']).toBe(5);
  });

  it('files without one are the same bytes', async () => {
    const clean = [
      text(
        'a/charon.log',
        "Nov 24 00:02:15 hq charon[1]: 09[CFG] loaded ike secret 'ike-1'\n09[ENC]    0: 45 00 01 02 03 04 05 06 07\n",
      ),
      text(
        'a/status.txt',
        '000 configdir=/etc, secrets=/etc/ipsec.secrets\n| id type added to secret(0x1) SECRET_PSK: @hq.example\n',
      ),
      text(
        'a/pluto.log',
        '"x" #1: IKEv1 Aggressive Mode with PSK is vulnerable to dictionary attacks\n| SKEYID psk: delref psk-key@0x1\n| ***emit ISAKMP Key Exchange Payload:\n',
      ),
      ...planted.filter(({ path }) => /\.(?:pcap|der|evtx)$/.test(path)),
    ];
    const { files, found } = await all(clean);
    expect(found).toEqual({});
    for (const { path, bytes } of clean) expect(files.find((made) => made.path === path)?.bytes).toEqual(bytes);
  });

  it('octets that are no UTF-8 stay, beside a secret too', async () => {
    const bytes = concatBytes(
      Uint8Array.of(0x62, 0xe9, 0x72, 0x0a),
      utf8Bytes('secret = "abc"\n'),
      Uint8Array.of(0xff, 0xfe, 0x41, 0x0a),
    );
    const made = (await all([{ path: 'a/f.txt', bytes }])).files[0]?.bytes ?? new Uint8Array(0);
    expect([...made.subarray(0, 4)]).toEqual([0x62, 0xe9, 0x72, 0x0a]);
    expect([...made.subarray(-4)]).toEqual([0xff, 0xfe, 0x41, 0x0a]);
    expect(Buffer.from(made).toString('latin1')).not.toContain('abc');
  });

  it('a dump of a key goes with all of its lines, wherever the file is read in two', async () => {
    const dump = ' 16: DE AD BE EF DE AD BE EF DE AD BE EF DE AD BE EF\n';
    for (const block of [64, 61, 67, 71, 4096]) {
      const made = await one(
        `first\n09[IKE] SK_ei secret => 32 bytes @ 0x7f\n  0: DE AD BE EF DE AD BE EF DE AD BE EF DE AD BE EF\n${dump}done\n`,
        block,
      );
      expect(made, String(block)).not.toContain('DE AD');
      expect(made).toMatch(/done\n$/);
    }
    expect(
      await one('{"key":"x","pem":"-----BEGIN PRIVATE KEY-----\\nMIIEvQ\\n-----END PRIVATE KEY-----"}\n'),
    ).not.toContain('MIIEvQ');
  });

  it('equal ones are still equal, and nothing is told of what they were', async () => {
    const made = await one('secret = "abc"\nsecret = "abd"\n: PSK 0x616263\n');
    const stand = [...made.matchAll(/taken-out-([0-9a-f]{24})/g)].map(([, digits]) => digits);
    expect(stand[0]).toBe(stand[2]);
    expect(stand[0]).not.toBe(stand[1]);
    // The same whatever the secrets are: there is nothing to try guesses against.
    expect(await one('secret = "xyz"\nsecret = "abd"\n: PSK "xyz"\n')).toBe(
      made.replace('0x', '').replace(/: PSK (\S+)/, ': PSK "$1"'),
    );
  });

  it('two ends that have different keys are still told apart', async () => {
    const end = (secret: string): string =>
      `connections {\n  x {\n    remote_addrs = 203.0.113.7\n    local {\n      auth = psk\n      id = a\n    }\n  }\n}\nsecrets {\n  ike-x {\n    id = a\n    secret = "${secret}"\n  }\n}\n`;
    const { files } = await all([text('a/swanctl.conf', end('one')), text('b/swanctl.conf', end('two'))]);
    const [a, b] = files.map(({ bytes }) => /secret = "([^"]+)"/.exec(Buffer.from(bytes).toString())?.[1]);
    expect(a).not.toBe(b);
    const doc = await diagnose(files.map(({ path, bytes }) => bytesInput(path, bytes, 'folder')));
    expect(doc.artifacts.map(({ format }) => format)).toEqual(['swanctl-conf', 'swanctl-conf']);
  });

  it('files of nothing but secrets are left out, and said to be', async () => {
    const keys =
      'a1b2c3d4e5f60718,1122334455667788,00112233445566778899aabbccddeeff,00112233445566778899aabbccddeeff,"AES-CBC-128 [RFC3602]",00112233445566778899aabbccddeeff00112233,00112233445566778899aabbccddeeff00112233,"HMAC_SHA1_96 [RFC2404]"\n';
    const { leftOut, files } = await all([
      text('a/ikev2_decryption_table', keys),
      text('a/etc/ppp/chap-secrets', 'zaphod * hunter2 *\n'),
      text('a/krb5.keytab', 'x'),
      text('a/ip-addr.txt', '1: lo\n'),
    ]);
    expect(leftOut).toEqual([
      'a/etc/ppp/chap-secrets secrets',
      'a/ikev2_decryption_table secrets',
      'a/krb5.keytab secrets',
    ]);
    expect(files.map(({ path }) => path)).toEqual(['a/ip-addr.txt']);
  });

  it('where they are wanted they stay, and are counted', async () => {
    const { files, found, leftOut } = await all(planted, true);
    expect(leftOut).toEqual([]);
    for (const { path, bytes } of planted) expect(files.find((made) => made.path === path)?.bytes, path).toEqual(bytes);
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining([
        'gangnam/ipsec.secrets',
        'gangnam/key.pem',
        'gangnam/policy.hiv',
        'gangnam/capture.pcapng',
        'gangnam/xfrm.txt',
      ]),
    );
  });

  it('captures keep every packet', async () => {
    const capture = planted.find(({ path }) => path.endsWith('.pcapng'));
    const { files } = await all(capture === undefined ? [] : [capture]);
    const read = async (own: readonly TestFile[]): Promise<unknown> =>
      (await diagnose(own.map(({ path, bytes }) => bytesInput(path, bytes, 'folder')))).artifacts[0]?.records;
    expect(await read(files)).toBe(await read(capture === undefined ? [] : [capture]));
  });
});
