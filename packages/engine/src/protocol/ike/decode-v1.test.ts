import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes.ts';
import * as build from './build.ts';
import { abbreviatePayload, decodeIke, decodePayloads, firstPayload, payloadsOf } from './index.ts';

const { ascii, be16, be32, bytesOf } = build;
const filled = (length: number, value = 7): Uint8Array => new Uint8Array(length).fill(value);
const utf16le = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0), 0]));

const phase1: readonly build.BuildAttribute[] = [
  [1, 7],
  [14, 256],
  [2, 4],
  [4, 14],
  [3, 1],
  [11, 1],
  [12, be32(28800)],
];

const offer = (attributes: readonly build.BuildAttribute[]): string | undefined =>
  firstPayload(
    decodeIke(
      build.buildMessage({
        major: 1,
        exchange: 2,
        payloads: [build.saV1([{ protocol: 1, transforms: [{ first: 1, id: 1, attributes }] }])],
      }),
    ).payloads,
    'sa',
  )?.proposals[0]?.transforms[0]?.suite?.authentication?.name;

describe('IKEv1 messages', () => {
  it('reads a main mode offer', () => {
    const message = decodeIke(
      build.buildMessage({
        major: 1,
        exchange: 2,
        payloads: [
          build.saV1([{ protocol: 1, transforms: [{ first: 1, id: 1, attributes: phase1 }] }]),
          build.plain(13, bytesOf('4a131c81070358455c5728f20e95452f')),
          build.plain(13, bytesOf('afcad71368a1f1c96b8696fc77570100')),
          build.plain(13, bytesOf('4048b7d56ebce88525e7de7f00d6c2d3')),
        ],
      }),
    );
    expect(message).toMatchObject({
      protocol: 'IKEv1',
      exchangeType: { name: 'Main Mode' },
      encrypted: false,
      faults: [],
    });
    expect(message.payloads.map(abbreviatePayload)).toEqual(['SA', 'V', 'V', 'V']);
    const sa = firstPayload(message.payloads, 'sa');
    expect(sa).toMatchObject({ doi: { name: 'IPSEC' }, situation: 1 });
    expect(sa?.proposals[0]?.transforms[0]).toMatchObject({
      transform: { name: 'KEY_IKE' },
      keyLength: 256,
      suite: {
        encryption: { name: 'AES-CBC' },
        hash: { name: 'SHA2-256' },
        authentication: { name: 'Pre-shared key' },
        group: { name: 'modp2048' },
        lifeSeconds: 28800,
        lifeKilobytes: null,
      },
    });
    expect(payloadsOf(message.payloads, 'vendor').map((vendor) => `${vendor.name} ${vendor.suffix}`.trim())).toEqual([
      'RFC 3947',
      'Dead Peer Detection 1.0',
      'FRAGMENTATION',
    ]);
  });

  it('tells Kerberos from XAUTH by the principal', () => {
    expect(offer([[3, 65001]])).toBe('XAUTHInitPreShared');
    expect(
      offer([
        [3, 65001],
        [16384, utf16le('host/pc.example.net')],
      ]),
    ).toBe('GSS-API Kerberos');
  });

  it('reads quick mode payloads from decrypted bytes', () => {
    const chain = build.buildPayloads([
      build.plain(8, filled(32)),
      build.saV1([
        {
          protocol: 3,
          spi: 'c0000001',
          transforms: [
            {
              first: 1,
              id: 12,
              attributes: [
                [1, 1],
                [2, 3600],
                [1, 2],
                [2, be32(4608000)],
                [4, 61443],
                [5, 5],
                [6, 128],
                [3, 14],
              ],
            },
          ],
        },
      ]),
      build.plain(10, filled(20)),
      build.idV1(4, Uint8Array.of(10, 1, 0, 0, 255, 255, 0, 0)),
      build.idV1(4, Uint8Array.of(10, 2, 0, 0, 255, 255, 255, 0), 17, 1701),
    ]);
    const decoded = decodePayloads(concatBytes(chain, filled(8, 0)), 8, 'IKEv1', { exchangeType: 32 });
    expect(decoded.faults).toEqual([]);
    expect(decoded.payloads).toMatchObject([
      { kind: 'hash' },
      { kind: 'sa' },
      { kind: 'nonce' },
      { kind: 'id', role: 'initiator', text: '10.1.0.0/16', protocol: { id: 0 }, port: 0 },
      { kind: 'id', role: 'responder', text: '10.2.0.0/24', protocol: { name: 'udp' }, port: 1701 },
    ]);
    expect(firstPayload(decoded.payloads, 'sa')?.proposals[0]).toMatchObject({
      spi: 'c0000001',
      protocol: { name: 'PROTO_IPSEC_ESP' },
      transforms: [
        {
          transform: { name: 'ESP_AES-CBC' },
          suite: {
            hash: { name: 'HMAC-SHA2-256' },
            group: { name: 'modp2048' },
            encapsulation: { name: 'UDP-Encapsulated-Tunnel (draft)' },
            lifeSeconds: 3600,
            lifeKilobytes: 4608000,
            keyLength: 128,
          },
        },
      ],
    });
  });

  it('keeps encrypted messages closed and fragments open', () => {
    const closed = decodeIke(
      build.buildMessage({
        major: 1,
        exchange: 2,
        flags: 1,
        next: 5,
        raw: filled(64),
        responderSpi: '2222222222222222',
      }),
    );
    expect(closed).toMatchObject({
      encrypted: true,
      ciphertextLength: 64,
      payloads: [],
      nextPayload: { name: 'Identification' },
    });
    const fragment = build.buildMessage({
      major: 1,
      exchange: 2,
      payloads: [build.fragmentV1(1, 2, true, filled(500))],
    });
    expect(decodeIke(fragment)).toMatchObject({
      encrypted: false,
      faults: [],
      payloads: [{ kind: 'fragment', id: 1, number: 2, last: true }],
    });
    const flagged = fragment.slice();
    flagged[19] = 1;
    expect(decodeIke(flagged).payloads).toMatchObject([{ kind: 'fragment' }]);
  });

  it('reads informational, NAT and configuration payloads', () => {
    const decoded = decodePayloads(
      build.buildPayloads([
        build.notifyPayloadV1(14, ascii('no match')),
        build.notifyPayloadV1(36136, be32(77), { protocol: 1, spi: '11'.repeat(16) }),
        build.notifyPayloadV1(40003, be32(13825)),
        build.notifyPayloadV1(24576, bytesOf('800b0001000c000400015180')),
        build.deletePayload(1, 3, ['c0000001']),
        build.plain(20, filled(20, 9)),
        { type: 21, body: Uint8Array.of(1, 0, 0, 0, 192, 0, 2, 1) },
        build.configuration(
          1,
          2,
          [
            [16521, ascii('alice')],
            [16522, ascii('planted-secret')],
            [28676, Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
          ],
          99,
        ),
        build.plain(129, filled(10)),
      ]),
      11,
      'IKEv1',
      { exchangeType: 5 },
    );
    expect(decoded.faults).toEqual([]);
    expect(decoded.payloads).toMatchObject([
      { notify: { name: 'NO-PROPOSAL-CHOSEN' }, error: true, detail: { is: 'text', text: 'no match' } },
      { notify: { name: 'R-U-THERE' }, error: false, detail: { is: 'number', value: 77 }, spi: '11'.repeat(16) },
      { notify: { name: 'NOTIFY_STATUS' }, error: true, detail: { is: 'win32', status: 13825 } },
      {
        notify: { name: 'RESPONDER-LIFETIME' },
        detail: { is: 'lifetime', attributes: [{ text: 'seconds' }, { value: 86400 }] },
      },
      { kind: 'delete', spis: ['c0000001'] },
      { kind: 'natd', hash: '09'.repeat(20) },
      { kind: 'natoa', address: '192.0.2.1' },
      { kind: 'attributes', identifier: 99, configuration: { name: 'CFG_REPLY' } },
      { kind: 'gss' },
    ]);
    const attributes = firstPayload(decoded.payloads, 'attributes')?.attributes;
    expect(attributes?.map((attribute) => attribute.text)).toEqual(['alice', '', '10.0.0.0/8']);
    expect(JSON.stringify(attributes)).not.toContain('planted-secret');
  });

  it('reads AuthIP headers and clear payloads', () => {
    const clear = decodeIke(
      build.buildMessage({
        major: 1,
        exchange: 243,
        payloads: [
          build.plain(133, concatBytes(be32(2), filled(8))),
          build.plain(134, utf16le('host/srv.example.net')),
          build.plain(135, concatBytes(be16(2), be16(0), be16(5), be16(0))),
          { type: 11, body: concatBytes(be32(1), Uint8Array.of(1, 1), be16(40020), be32(13806)) },
        ],
      }),
    );
    expect(clear).toMatchObject({
      protocol: 'AuthIP',
      exchangeType: { name: 'AuthIP Main Mode' },
      encrypted: false,
      faults: [],
    });
    expect(clear.payloads).toMatchObject([
      { kind: 'authip-crypto', sequence: 2, encrypted: false },
      { kind: 'gss-id', text: 'host/srv.example.net' },
      { kind: 'authip-auth', methods: [{ name: 'Kerberos' }, { name: 'NTLM' }] },
      { kind: 'notify', error: true, detail: { is: 'win32', status: 13806 } },
    ]);
    const closed = decodeIke(
      build.buildMessage({
        major: 1,
        exchange: 244,
        flags: 1,
        next: 133,
        raw: concatBytes(bytesOf('01000034'), be32(5), filled(44)),
      }),
    );
    expect(closed).toMatchObject({
      encrypted: true,
      ciphertextLength: 44,
      payloads: [{ kind: 'authip-crypto', sequence: 5, encrypted: true }],
    });
  });
});
