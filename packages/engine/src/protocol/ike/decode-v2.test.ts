import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes.ts';
import * as build from './build.ts';
import { abbreviatePayload, decodeIke, decodePayloads, type IkeMessage, looksLikeIke, payloadsOf } from './index.ts';

const { ascii, be16, be32, bytesOf } = build;
const filled = (length: number, value = 7): Uint8Array => new Uint8Array(length).fill(value);

function inner(...payloads: build.BuildPayload[]): IkeMessage['payloads'] {
  const decoded = decodePayloads(build.buildPayloads(payloads), payloads[0]?.type ?? 0, 'IKEv2', { exchangeType: 35 });
  expect(decoded.faults).toEqual([]);
  return decoded.payloads;
}

describe('IKEv2 messages', () => {
  it('reads an IKE_SA_INIT request', () => {
    const message = decodeIke(
      build.buildMessage({
        initiatorSpi: '0123456789abcdef',
        exchange: 34,
        flags: build.flag.initiator,
        payloads: [
          build.saV2([
            {
              protocol: 1,
              transforms: [
                { first: 1, id: 12, attributes: [[14, 256]] },
                { first: 2, id: 5 },
                { first: 3, id: 12 },
                { first: 4, id: 14 },
                { first: 6, id: 36 },
              ],
            },
            { protocol: 1, transforms: [{ first: 1, id: 20, attributes: [[14, 128]] }] },
          ]),
          build.keV2(14, filled(256)),
          build.plain(40, filled(32)),
          build.notifyPayloadV2(16388, filled(20, 1)),
          build.notifyPayloadV2(16430),
          build.notifyPayloadV2(16431, concatBytes(be16(2), be16(3), be16(4))),
          build.plain(43, bytesOf('882fe56d6fd20dbc2251613b2ebe5beb')),
        ],
      }),
    );
    expect(message.faults).toEqual([]);
    expect(message).toMatchObject({
      protocol: 'IKEv2',
      version: { major: 2, minor: 0 },
      initiatorSpi: '0123456789abcdef',
      responderSpi: '0000000000000000',
      exchangeType: { id: 34, name: 'IKE_SA_INIT' },
      flags: { initiator: true, response: false, encrypted: false },
      messageId: 0,
      encrypted: false,
      ciphertextLength: null,
    });
    expect(message.payloads.map(abbreviatePayload).join(' ')).toBe('SA KE No N(NATD_S_IP) N(FRAG_SUP) N(HASH_ALG) V');
    const [sa, ke, , , , hashes, vendor] = message.payloads;
    expect(sa).toMatchObject({ offset: 28, critical: false });
    expect(
      sa?.kind === 'sa' && sa.proposals.map((p) => p.transforms.map((t) => [t.transform.name, t.keyLength])),
    ).toEqual([
      [
        ['ENCR_AES_CBC', 256],
        ['PRF_HMAC_SHA2_256', null],
        ['AUTH_HMAC_SHA2_256_128', null],
        ['modp2048', null],
        ['ML-KEM-768', null],
      ],
      [['ENCR_AES_GCM_16', 128]],
    ]);
    expect(ke).toMatchObject({ kind: 'ke', group: { id: 14, name: 'modp2048' } });
    expect(hashes).toMatchObject({
      detail: { items: [{ name: 'SHA2-256' }, { name: 'SHA2-384' }, { name: 'SHA2-512' }] },
    });
    expect(vendor).toMatchObject({ kind: 'vendor', name: 'strongSwan', suffix: '' });
  });

  it('reads the clear part of encrypted messages', () => {
    const whole = decodeIke(
      build.buildMessage({ exchange: 35, messageId: 1, flags: 8, payloads: [build.sk(35, filled(220))] }),
    );
    expect(whole).toMatchObject({ encrypted: true, ciphertextLength: 220, faults: [] });
    expect(whole.payloads).toMatchObject([{ kind: 'sk', firstPayload: { name: 'IDi' }, ciphertextOffset: 32 }]);
    const part = decodeIke(
      build.buildMessage({ exchange: 35, messageId: 1, flags: 8, payloads: [build.skf(0, 2, 3, filled(100))] }),
    );
    expect(part).toMatchObject({ encrypted: true, ciphertextLength: 100, faults: [] });
    expect(part.payloads).toMatchObject([{ kind: 'skf', number: 2, total: 3 }]);
  });

  it('reads what notifies say', () => {
    const notifies = inner(
      build.notifyPayloadV2(17, be16(19)),
      build.notifyPayloadV2(16390, bytesOf('c0ffee')),
      build.notifyPayloadV2(16407, concatBytes(Uint8Array.of(1, 4, 192, 0, 2, 9), filled(4, 1))),
      build.notifyPayloadV2(16407, concatBytes(Uint8Array.of(3, 7), ascii('gw.test'))),
      build.notifyPayloadV2(16393, new Uint8Array(), { protocol: 3, spi: 'c1234567' }),
      build.notifyPayloadV2(16403, be32(3600)),
      build.notifyPayloadV2(16397, Uint8Array.of(198, 51, 100, 7)),
      build.notifyPayloadV2(16409, concatBytes(be32(600), filled(40))),
      build.notifyPayloadV2(16387, Uint8Array.of(0, 9, 2)),
      build.notifyPayloadV2(16436, concatBytes(Uint8Array.of(2), ascii('ppk-1'))),
      build.notifyPayloadV2(16443, Uint8Array.of(2, 2, 3, 14, 1)),
      build.notifyPayloadV2(12345, be32(13801)),
      build.notifyPayloadV2(16391),
      build.notifyPayloadV2(38),
      build.notifyPayloadV2(40961, bytesOf('0102')),
    );
    const details = payloadsOf(notifies, 'notify').map((notify) => [notify.notify.name, notify.error, notify.detail]);
    expect(details).toEqual([
      ['INVALID_KE_PAYLOAD', true, { is: 'group', group: { id: 19, name: 'ecp256' } }],
      ['COOKIE', false, { is: 'cookie', cookie: 'c0ffee' }],
      [
        'REDIRECT',
        false,
        { is: 'gateway', type: { id: 1, name: 'IPv4 address' }, gateway: '192.0.2.9', nonce: '01010101' },
      ],
      ['REDIRECT', false, { is: 'gateway', type: { id: 3, name: 'FQDN' }, gateway: 'gw.test', nonce: '' }],
      ['REKEY_SA', false, { is: 'spi', protocol: { id: 3, name: 'ESP' }, spi: 'c1234567' }],
      ['AUTH_LIFETIME', false, { is: 'seconds', seconds: 3600 }],
      ['ADDITIONAL_IP4_ADDRESS', false, { is: 'address', address: '198.51.100.7' }],
      ['TICKET_LT_OPAQUE', false, { is: 'ticket', seconds: 600, ticketLength: 40 }],
      ['IPCOMP_SUPPORTED', false, { is: 'ipcomp', cpi: '0009', transform: { id: 2, name: 'IPCOMP_DEFLATE' } }],
      ['PPK_IDENTITY', false, { is: 'identity', type: { id: 2, name: 'PPK_ID_FIXED' }, identity: 'ppk-1' }],
      [
        'SUPPORTED_AUTH_METHODS',
        false,
        {
          is: 'list',
          items: [
            { id: 2, name: 'Shared Key Message Integrity Code' },
            { id: 14, name: 'Digital Signature' },
          ],
        },
      ],
      ['NOTIFY_STATUS (Microsoft)', true, { is: 'win32', status: 13801 }],
      ['USE_TRANSPORT_MODE', false, { is: 'none' }],
      ['TS_UNACCEPTABLE', true, { is: 'none' }],
      ['PRIVATE(40961)', false, { is: 'bytes', hex: '0102' }],
    ]);
  });

  it('reads identities, selectors, configuration, EAP and deletes', () => {
    const dn = bytesOf('301e310b3009060355040613024b52310f300d06035504030c06676174652c31');
    const payloads = inner(
      build.idV2('initiator', 2, ascii('east.example.net')),
      build.idV2('responder', 9, dn),
      build.authV2(14, bytesOf('0c300a06082a8648ce3d040302aabb')),
      build.certificatePayload(38, 4, filled(40, 3)),
      build.tsV2('initiator', [
        { from: '10.1.0.0', to: '10.1.255.255' },
        { protocol: 6, ports: [443, 443], from: '10.2.0.1', to: '10.2.0.9' },
        { protocol: 1, ports: [0x0800, 0x0800], from: '10.3.0.0', to: '10.3.0.255' },
        { protocol: 17, ports: [65535, 0], from: '::', to: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' },
      ]),
      build.configuration(2, 2, [
        [1, Uint8Array.of(10, 9, 0, 2)],
        [8, concatBytes(build.addressOf('2001:db8::5'), Uint8Array.of(64))],
        [13, Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0)],
        [25, ascii('example.net')],
      ]),
      build.eap(2, 7, 1, ascii('user@example.net')),
      build.eap(2, 8, 3, Uint8Array.of(13, 26)),
      build.eap(4, 9),
      build.deletePayload(2, 3, ['c1000001', 'c1000002']),
      build.deletePayload(2, 1),
    );
    expect(payloads).toMatchObject([
      { kind: 'id', role: 'initiator', idType: { name: 'ID_FQDN' }, text: 'east.example.net' },
      { kind: 'id', role: 'responder', text: 'C=KR, CN=gate\\,1' },
      { kind: 'auth', method: { id: 14 }, algorithm: 'ECDSA-SHA256' },
      { kind: 'certreq', authorities: ['03'.repeat(20), '03'.repeat(20)] },
      { kind: 'ts', role: 'initiator' },
      { kind: 'cp', configuration: { name: 'CFG_REPLY' } },
      { kind: 'eap', code: { name: 'Response' }, method: { name: 'Identity' }, identity: 'user@example.net' },
      { kind: 'eap', wanted: [{ name: 'EAP-TLS' }, { name: 'EAP-MSCHAPv2' }] },
      { kind: 'eap', code: { name: 'Failure' }, method: null },
      { kind: 'delete', protocol: { name: 'ESP' }, spis: ['c1000001', 'c1000002'] },
      { kind: 'delete', protocol: { name: 'IKE' }, spis: [] },
    ]);
    expect(payloadsOf(payloads, 'ts')[0]?.selectors.map((selector) => selector.text)).toEqual([
      '10.1.0.0/16',
      '10.2.0.1-10.2.0.9[tcp/443]',
      '10.3.0.0/24[icmp/8(0)]',
      '::/0[udp/OPAQUE]',
    ]);
    expect(payloadsOf(payloads, 'cp')[0]?.attributes.map((attribute) => `${attribute.name}=${attribute.text}`)).toEqual(
      [
        'INTERNAL_IP4_ADDRESS=10.9.0.2',
        'INTERNAL_IP6_ADDRESS=2001:db8::5/64',
        'INTERNAL_IP4_SUBNET=10.0.0.0/8',
        'INTERNAL_DNS_DOMAIN=example.net',
      ],
    );
  });

  it('cites lengths that do not hold and keeps the rest', () => {
    const bytes = build.buildMessage({
      exchange: 34,
      payloads: [build.plain(40, filled(32)), build.keV2(14, filled(256))],
    });
    const cut = decodeIke(bytes.subarray(0, 100));
    expect(cut.payloads.map((payload) => payload.kind)).toEqual(['nonce', 'ke']);
    expect(cut.faults).toMatchObject([
      { code: 'truncated', length: { layer: 'IKE message', needed: 328, had: 100, claimedBy: 'header length' } },
      {
        code: 'truncated',
        offset: 64,
        length: { layer: 'KE payload', needed: 264, had: 36, claimedBy: 'payload length' },
      },
    ]);
    const zero = decodeIke(build.buildMessage({ exchange: 34, payloads: [{ type: 40, body: filled(32), length: 0 }] }));
    expect(zero.faults).toMatchObject([{ code: 'bad-length', offset: 30 }]);
    const more = decodeIke(concatBytes(bytes, filled(9)));
    expect(more.faults).toMatchObject([{ code: 'trailing-bytes', offset: 328 }]);
    expect(decodeIke(Uint8Array.of(1, 2, 3)).faults).toMatchObject([
      { code: 'truncated', length: { needed: 28, had: 3 } },
    ]);
    expect(decodeIke(build.buildMessage({ major: 3, exchange: 34 })).faults).toMatchObject([{ code: 'unsupported' }]);
  });

  it('says when a critical payload is unknown', () => {
    const message = decodeIke(
      build.buildMessage({ exchange: 34, payloads: [{ type: 200, body: filled(4), critical: true }] }),
    );
    expect(message.payloads).toMatchObject([{ kind: 'unknown', type: { name: 'PRIVATE(200)' }, critical: true }]);
  });

  it('stops at the limits', () => {
    const many = Array.from({ length: 300 }, () => build.plain(43, filled(4)));
    const message = decodeIke(build.buildMessage({ exchange: 34, payloads: many }));
    expect(message.payloads.length).toBe(256);
    expect(message.faults).toMatchObject([{ code: 'limit' }]);
    const transforms = Array.from({ length: 255 }, () => ({ first: 1, id: 12 }));
    const proposals = Array.from({ length: 6 }, () => ({ protocol: 1, transforms }));
    const large = decodeIke(build.buildMessage({ exchange: 34, payloads: [build.saV2(proposals)] }));
    expect(large.faults.some((found) => found.code === 'limit')).toBe(true);
  });

  it('tells IKE from other bytes', () => {
    expect(looksLikeIke(build.buildMessage({ exchange: 34, payloads: [build.plain(40, filled(32))] }))).toBe(true);
    expect(looksLikeIke(build.buildMessage({ exchange: 99 }))).toBe(false);
    expect(looksLikeIke(build.buildMessage({ exchange: 34, initiatorSpi: '0000000000000000' }))).toBe(false);
    expect(looksLikeIke(filled(200, 0xff))).toBe(false);
  });
});
