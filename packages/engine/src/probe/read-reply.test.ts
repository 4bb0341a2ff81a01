import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ascii,
  buildMessage,
  type BuildPayload,
  bytesOf,
  flag,
  keV2,
  notifyPayloadV1,
  notifyPayloadV2,
  plain,
  saV1,
  saV2,
} from '../protocol/ike/build.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { natDetectionHash } from '../protocol/ike/nat-detection.ts';
import { type ProbeRequest } from './first-message.ts';
import { readOffers, wireV1, wireV2 } from './offers.ts';
import { readReply } from './read-reply.ts';

const initiatorSpi = '1122334455667788';
const responderSpi = 'aabbccddeeff0011';
const request: ProbeRequest = {
  version: 2,
  exchange: 'IKE_SA_INIT',
  initiatorSpi,
  local: { address: '192.0.2.5', port: 40_000 },
  remote: { address: '198.51.100.9', port: 500 },
};
const old: ProbeRequest = { ...request, version: 1, exchange: 'main' };

const answerV2 = (payloads: readonly BuildPayload[], responder = responderSpi): Uint8Array =>
  buildMessage({ exchange: 34, flags: flag.response, initiatorSpi, responderSpi: responder, payloads });
const answerV1 = (exchange: number, payloads: readonly BuildPayload[], responder = responderSpi): Uint8Array =>
  buildMessage({ major: 1, exchange, initiatorSpi, responderSpi: responder, payloads });

const hash = (address: string, port: number): Uint8Array =>
  bytesOf(natDetectionHash({ initiatorSpi, responderSpi, address, port }) ?? '');

describe('answers of IKEv2', () => {
  it('an accepted proposal, vendor IDs by name, and who stands behind NAT', () => {
    const [offer] = wireV2(readOffers('aes256-sha256-modp2048'));
    if (offer === undefined) throw new Error('no offer');
    const reply = readReply(
      answerV2([
        saV2([offer]),
        keV2(14, new Uint8Array(256)),
        plain(40, new Uint8Array(32)),
        notifyPayloadV2(16388, hash('198.51.100.9', 500)),
        notifyPayloadV2(16389, hash('203.0.113.77', 1025)),
        plain(43, bytesOf('4048b7d56ebce88525e7de7f00d6c2d3')),
        plain(43, ascii('nobody knows this one')),
      ]),
      request,
      12.5,
    );
    expect(reply).toMatchObject({
      kind: 'accepted',
      atMs: 12.5,
      accepted: 'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048',
      natHere: true,
      natPeer: false,
    });
    expect(reply.vendors.map(({ name }) => name)).toEqual(['FRAGMENTATION', null]);
  });

  it('refusals, another group, a cookie', () => {
    expect(readReply(answerV2([notifyPayloadV2(14)], '0000000000000000'), request, 1)).toMatchObject({
      kind: 'refused',
      notifies: ['NO_PROPOSAL_CHOSEN'],
    });
    expect(readReply(answerV2([notifyPayloadV2(17, Uint8Array.of(0, 19))]), request, 1)).toMatchObject({
      kind: 'invalid-ke',
      wantedGroup: 19,
    });
    expect(readReply(answerV2([notifyPayloadV2(16390, bytesOf('c0ffee'))]), request, 1)).toMatchObject({
      kind: 'cookie',
      cookie: 'c0ffee',
    });
    // More than 64 bytes are no cookie (RFC 7296 section 2.6).
    expect(readReply(answerV2([notifyPayloadV2(16390, new Uint8Array(65))]), request, 1).cookie).toBeNull();
  });

  it('what answers something else is no answer', () => {
    const refusal = answerV2([notifyPayloadV2(14)]);
    expect(readReply(refusal, { ...request, initiatorSpi: '9999999999999999' }, 1).kind).toBe('stray');
    // The request itself, thrown back by an echo service.
    const echo = buildMessage({ exchange: 34, flags: flag.initiator, initiatorSpi, payloads: [notifyPayloadV2(14)] });
    expect(readReply(echo, request, 1).kind).toBe('stray');
    expect(readReply(ascii('HTTP/1.1 400 Bad Request'), request, 1).kind).toBe('malformed');
  });

  it('on port 4500 the marker stands before IKE, and its absence is said', () => {
    const refusal = answerV2([notifyPayloadV2(14)]);
    expect(readReply(concatBytes(new Uint8Array(4), refusal), request, 1, true).kind).toBe('refused');
    expect(readReply(refusal, request, 1, true).kind).toBe('malformed');
  });
});

describe('answers of IKEv1', () => {
  it('a transform accepted, with the method', () => {
    const offer = wireV1(readOffers('aes256-sha1-modp2048'), ['psk'], { lifeSeconds: 28_800 });
    expect(readReply(answerV1(2, [saV1([offer])]), old, 1)).toMatchObject({
      kind: 'accepted',
      accepted: 'ENCR_AES_CBC_256/AUTH_HMAC_SHA1_96/PRF_HMAC_SHA1/modp2048 (Pre-shared key)',
    });
    expect(readReply(answerV1(4, [saV1([offer])]), old, 1).kind).toBe('stray');
  });

  it('a refusal in an informational exchange, and a refusal of the version by the other one', () => {
    expect(readReply(answerV1(5, [notifyPayloadV1(14)]), old, 1)).toMatchObject({
      kind: 'refused',
      notifies: ['NO-PROPOSAL-CHOSEN'],
    });
    expect(readReply(answerV2([notifyPayloadV2(5, Uint8Array.of(2))]), old, 1)).toMatchObject({
      kind: 'refused',
      notifies: ['INVALID_MAJOR_VERSION'],
    });
  });
});

it('whatever comes back is read, bounded and without an exception', () => {
  const good = answerV2([notifyPayloadV2(14), plain(43, new Uint8Array(16))]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255))),
      fc.nat(good.length),
      fc.boolean(),
      (changes, cut, marked) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const reply = readReply(bytes.subarray(0, cut), request, 0, marked);
        expect(reply.faults.length).toBeLessThanOrEqual(8);
        expect(reply.bytes).toBe(cut);
      },
    ),
  );
});
