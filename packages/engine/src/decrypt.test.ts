import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose, type Diagnosis } from './index.ts';
import { documentText } from './document/index.ts';
import { authV2, type BuildPayload, notifyPayloadV2, saV2, tsV2 } from './protocol/ike/build.ts';
import { captureOf, charonKeys, nameId, pskAuth, secrets, table } from './protocol/decrypt/seal.fixture.ts';
import { utf8Bytes } from './formats/shared/secret-value.ts';

const esp = saV2([
  {
    protocol: 3,
    spi: 'c1000001',
    transforms: [
      { first: 1, id: 12, attributes: [[14, 128]] },
      { first: 3, id: 2 },
      { first: 5, id: 0 },
    ],
  },
]);
const net = (role: 'initiator' | 'responder', third: number) =>
  tsV2(role, [{ from: `10.${third}.0.0`, to: `10.${third}.255.255` }]);

/** IKE_AUTH of the initiator: identity, proof, child. */
function request(name: string, key = 'correct horse', remote = 2): BuildPayload[] {
  return [
    { type: 35, body: nameId(name) },
    authV2(2, pskAuth('initiator', nameId(name), key)),
    esp,
    net('initiator', 1),
    net('responder', remote),
  ];
}
const authenticationFailed = [notifyPayloadV2(24)];
const selectorsRefused: BuildPayload[] = [
  { type: 36, body: nameId('b.example') },
  authV2(2, pskAuth('responder', nameId('b.example'), 'correct horse')),
  notifyPayloadV2(38),
];

const listed = `site: IKEv2, no reauthentication, rekeying every 14400s
  local:  198.51.100.20
  remote: 192.0.2.10
  local pre-shared key authentication:
    id: b.example
  remote pre-shared key authentication:
    id: a.example
  net: TUNNEL, rekeying every 3600s
    local:  10.2.0.0/16
    remote: 10.1.0.0/16
`;
const conf = (key: string): string => `connections {
  site {
    version = 2
    local_addrs = 198.51.100.20
    remote_addrs = 192.0.2.10
    local { auth = psk
      id = b.example }
    remote { auth = psk
      id = a.example }
    children { net { local_ts = 10.2.0.0/16
      remote_ts = 10.1.0.0/16
      esp_proposals = aes128-sha1 } }
  }
}
secrets { ike-1 { id = a.example
    secret = "${key}" } }
`;

function run(files: Readonly<Record<string, string | Uint8Array>>): Promise<Diagnosis> {
  return diagnose(
    Object.entries(files).map(([path, data]) =>
      bytesInput(path, typeof data === 'string' ? utf8Bytes(data) : data, 'folder'),
    ),
  );
}
const named = (doc: Diagnosis): string[] =>
  doc.findings.filter((one) => one.role === 'cause').map(({ id, confidence }) => `${id} ${confidence}`);

describe('keys among the evidence', () => {
  it('show the identity that the configuration does not expect', async () => {
    const files = {
      'b/capture.pcap': captureOf(request('other.example'), authenticationFailed),
      'b/list-conns.txt': listed,
    };
    expect(named(await run(files))).not.toContain('auth.identity-mismatch certain');
    const doc = await run({ ...files, 'b/ikev2_decryption_table': table });
    expect(named(doc)).toEqual(['auth.identity-mismatch certain']);
    expect(doc.findings[0]?.details).toMatchObject({ sent: 'fqdn:other.example', expected: 'a.example' });
    const cited = doc.findings[0]?.evidence.map(({ source }) => doc.sources.find(({ id }) => id === source)?.at);
    // The place goes through the key: packet, then the line of the table.
    expect(cited).toContainEqual([
      { packet: 3 },
      { layer: 'decrypted' },
      { path: expect.stringMatching(/^key a\d+:1$/) as string },
    ]);
  });

  it('show selectors that the configuration does not have', async () => {
    const files = {
      'b/capture.pcap': captureOf(request('a.example', undefined, 9), selectorsRefused),
      'b/list-conns.txt': listed,
    };
    expect(named(await run(files))).not.toContain('policy.selector-mismatch certain');
    const doc = await run({ ...files, 'b/ikev2_decryption_table': table });
    expect(named(doc)).toEqual(['policy.selector-mismatch certain']);
  });

  it('hold the pre-shared key of one end against the proof of the other', async () => {
    const files = (key: string): Record<string, string | Uint8Array> => ({
      'b/capture.pcap': captureOf(request('a.example', 'battery staple'), authenticationFailed),
      'b/swanctl.conf': conf(key),
    });
    expect(named(await run(files('correct horse')))).not.toContain('auth.psk-mismatch certain');
    const keys = { 'b/keys.log': charonKeys() };
    expect(named(await run({ ...files('correct horse'), ...keys }))).toEqual(['auth.psk-mismatch certain']);
    expect(named(await run({ ...files('battery staple'), ...keys }))).not.toContain('auth.psk-mismatch certain');
  });

  it('show that no address was to be had', async () => {
    const answer = [...selectorsRefused.slice(0, 2), notifyPayloadV2(36)];
    const files = { 'a/capture.pcap': captureOf(request('a.example'), answer) };
    expect(named(await run(files))).not.toContain('ike.address-assignment-failed certain');
    expect(named(await run({ ...files, 'a/ikev2_decryption_table': table }))).toEqual([
      'ike.address-assignment-failed certain',
    ]);
  });

  it('that do not fit are told of, and change nothing', async () => {
    const files = {
      'b/capture.pcap': captureOf(request('other.example'), authenticationFailed),
      'b/list-conns.txt': listed,
    };
    const wrong = table.replace(/,[0-9a-f]{40}/g, `,${'00'.repeat(20)}`);
    const doc = await run({ ...files, 'b/ikev2_decryption_table': wrong });
    expect(named(doc)).toEqual(named(await run(files)));
    expect(doc.artifacts.find(({ path }) => path === 'b/capture.pcap')?.faults).toEqual([
      { line: null, packet: 3, reason: 'the key handed in does not open it: the integrity check fails with it' },
      { line: null, packet: 4, reason: 'the key handed in does not open it: the integrity check fails with it' },
    ]);
  });

  it('come out nowhere', async () => {
    const text = await documentText(
      await run({
        'b/capture.pcap': captureOf(request('other.example'), authenticationFailed),
        'b/swanctl.conf': conf('correct horse'),
        'b/ikev2_decryption_table': table,
        'b/keys.log': charonKeys(),
      }),
    );
    for (const key of Object.values(secrets)) {
      const plain = Buffer.from(key).toString('hex');
      expect(text.toLowerCase().replaceAll(' ', '')).not.toContain(plain.slice(0, 20));
    }
    expect(text).not.toContain('correct horse');
  });
});
