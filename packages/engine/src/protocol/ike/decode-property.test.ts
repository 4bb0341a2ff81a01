import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../bytes.ts';
import * as build from './build.ts';
import { decodeIke, decodePayloads, type IkeMessage, limits, looksLikeIke, natSighting, payloadsOf } from './index.ts';

const blob = fc.uint8Array({ maxLength: 60 });
const byte = fc.nat(255);
const word = fc.nat(65535);
const spi = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => hex(bytes));
const short = fc.uint8Array({ minLength: 4, maxLength: 4 });

const attribute = fc.tuple(fc.nat(0x7fff), fc.oneof(word, blob));
const proposal = fc.record({
  number: byte,
  protocol: byte,
  spi: fc.constantFrom('', 'c0000001', '1122334455667788'),
  transforms: fc.array(fc.record({ first: byte, id: byte, attributes: fc.array(attribute, { maxLength: 4 }) }), {
    maxLength: 5,
  }),
});

const payload: fc.Arbitrary<build.BuildPayload> = fc.oneof(
  fc.array(proposal, { maxLength: 4 }).map(build.saV2),
  fc.array(proposal, { maxLength: 4 }).map(build.saV1),
  fc.tuple(word, blob).map(([group, data]) => build.keV2(group, data)),
  fc.tuple(word, blob).map(([type, data]) => build.notifyPayloadV2(type, data)),
  fc.tuple(word, blob).map(([type, data]) => build.notifyPayloadV1(type, data)),
  fc
    .tuple(fc.constantFrom(16407, 16408, 16443, 16409, 24576, 16436), blob)
    .map(([type, data]) => build.notifyPayloadV2(type, data)),
  fc.tuple(byte, blob).map(([type, data]) => build.idV2('initiator', type, data)),
  fc
    .tuple(fc.constantFrom(6, 7, 37, 38), byte, blob)
    .map(([type, encoding, data]) => build.certificatePayload(type as 6, encoding, data)),
  fc.array(fc.tuple(fc.nat(0x7fff), blob), { maxLength: 4 }).map((list) => build.configuration(2, 1, list)),
  fc.tuple(byte, byte, byte, blob).map(([code, id, method, data]) => build.eap(code, id, method, data)),
  fc.tuple(byte, blob).map(([type, body]) => ({ type, body })),
);

const message: fc.Arbitrary<build.BuildMessage> = fc.record({
  major: fc.constantFrom(1, 2, 2, 3),
  minor: fc.constantFrom(0, 0, 1),
  initiatorSpi: spi,
  responderSpi: spi,
  exchange: fc.oneof(fc.constantFrom(2, 4, 5, 6, 32, 34, 35, 36, 37, 43, 243, 246), byte),
  flags: fc.oneof(fc.constant(0), byte),
  messageId: fc.nat(0xffffffff),
  payloads: fc.array(payload, { maxLength: 8 }),
});

function within(decoded: IkeMessage, size: number): void {
  expect(decoded.payloads.length).toBeLessThanOrEqual(limits.payloads);
  expect(decoded.faults.length).toBeLessThanOrEqual(limits.faults);
  for (const found of decoded.payloads) {
    expect(found.offset).toBeGreaterThanOrEqual(28);
    expect(found.offset + found.length).toBeLessThanOrEqual(size);
  }
}

describe('the decoder on anything', () => {
  it('never throws on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ size: 'max', maxLength: 3000 }), byte, fc.boolean(), (bytes, next, v2) => {
        within(decodeIke(bytes), bytes.length);
        decodePayloads(bytes, next, v2 ? 'IKEv2' : 'IKEv1', { exchangeType: 35 });
        looksLikeIke(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws on damaged messages', () => {
    const damage = fc.array(fc.tuple(fc.nat(4000), byte), { maxLength: 6 });
    fc.assert(
      fc.property(message, damage, fc.nat(4000), (made, changes, cut) => {
        const bytes = build.buildMessage(made).slice(0, cut);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const decoded = decodeIke(bytes);
        within(decoded, bytes.length);
        const end = { address: '192.0.2.1', port: 500 };
        natSighting(decoded, end, end);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps what was built', () => {
    fc.assert(
      fc.property(message, (made) => {
        const decoded = decodeIke(build.buildMessage(made));
        expect(decoded.initiatorSpi).toBe(made.initiatorSpi);
        expect(decoded.responderSpi).toBe(made.responderSpi);
        expect(decoded.messageId).toBe(made.messageId);
        expect(decoded.exchangeType.id).toBe(made.exchange);
        expect(decoded.flags.raw).toBe(made.flags);
        expect(decoded.version).toEqual({ major: made.major, minor: made.minor });
        expect(decoded.length).toBe(decoded.available);
      }),
    );
  });

  it('keeps proposals, selectors and notifies', () => {
    const selector = fc.tuple(short, short, byte, word, word).map(([a, b, protocol, low, high]) => ({
      from: [...a].join('.'),
      to: [...b].join('.'),
      protocol,
      ports: [low, high] as const,
    }));
    fc.assert(
      fc.property(
        fc.array(proposal, { minLength: 1, maxLength: 4 }),
        fc.array(selector, { maxLength: 4 }),
        word,
        blob,
        (proposals, selectors, type, data) => {
          const { payloads } = decodePayloads(
            build.buildPayloads([
              build.saV2(proposals),
              build.tsV2('responder', selectors),
              build.notifyPayloadV2(type, data),
            ]),
            33,
            'IKEv2',
            { exchangeType: 36 },
          );
          const sa = payloadsOf(payloads, 'sa')[0];
          expect(
            sa?.proposals.map((p) => [
              p.number,
              p.protocol.id,
              p.spi,
              p.transforms.map((t) => [t.type?.id, t.transform.id, t.attributes.map((a) => a.id)]),
            ]),
          ).toEqual(
            proposals.map((p) => [
              p.number,
              p.protocol,
              p.spi,
              p.transforms.map((t) => [t.first, t.id, t.attributes.map(([id]) => id)]),
            ]),
          );
          const ts = payloadsOf(payloads, 'ts')[0];
          expect(
            ts?.selectors.map((s) => [s.startAddress, s.endAddress, s.protocol.id, s.startPort, s.endPort]),
          ).toEqual(selectors.map((s) => [s.from, s.to, s.protocol, ...s.ports]));
          const notify = payloadsOf(payloads, 'notify')[0];
          expect([notify?.notify.id, notify && hex(notify.data)]).toEqual([type, hex(data)]);
        },
      ),
    );
  });

  it('does not take longer than the bytes ask for', () => {
    const hostile = [
      build.buildMessage({ exchange: 34, payloads: [], raw: new Uint8Array(65000), next: 33 }),
      build.buildMessage({
        exchange: 34,
        payloads: [
          build.saV2(
            Array.from({ length: 250 }, () => ({
              protocol: 1,
              transforms: Array.from({ length: 30 }, () => ({ first: 1, id: 1 })),
            })),
          ),
        ],
      }),
      build.buildMessage({
        exchange: 34,
        payloads: Array.from({ length: 255 }, () => build.notifyPayloadV2(16388, new Uint8Array(250))),
      }),
      build.buildMessage({
        exchange: 35,
        payloads: [build.certificatePayload(37, 4, new Uint8Array(64000).fill(0x30))],
      }),
      build.buildMessage({
        major: 1,
        exchange: 2,
        payloads: [
          build.saV1([
            {
              protocol: 1,
              transforms: [{ first: 1, id: 1, attributes: Array.from({ length: 16000 }, (_, i) => [i, 1] as const) }],
            },
          ]),
        ],
      }),
    ];
    for (const bytes of hostile) {
      // A decoder that is not linear does not come to an end here.
      for (let i = 0; i < 50; i++) decodeIke(bytes);
      expect(decodeIke(bytes).payloads.length).toBeLessThanOrEqual(256);
    }
  });
});
