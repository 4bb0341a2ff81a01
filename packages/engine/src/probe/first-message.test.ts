import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeIke, firstPayload, natSighting, payloadsOf } from '../protocol/ike/index.ts';
import { aggressiveMode, type Draw, mainMode, offeredGroups, publicValueLength, saInit } from './first-message.ts';
import { OfferError, readOffers, sensibleV1, sensibleV2, wireV1 } from './offers.ts';

const local = { address: '192.0.2.5', port: 40_000 };
const remote = { address: '198.51.100.9', port: 500 };
const draw: Draw = {
  initiatorSpi: '1122334455667788',
  nonce: new Uint8Array(32).fill(7),
  publicValue: (group) => new Uint8Array(publicValueLength.get(group) ?? 0).fill(9),
};

describe('IKE_SA_INIT', () => {
  it('offers what the words say, with and without combined ciphers apart', () => {
    const message = decodeIke(saInit({ proposals: readOffers(sensibleV2), local, remote, group: 14 }, draw));
    expect(message.faults).toEqual([]);
    const proposals = firstPayload(message.payloads, 'sa')?.proposals ?? [];
    expect(proposals.map(({ number }) => number)).toEqual([1, 2]);
    const kinds = proposals.map(({ transforms }) => new Set(transforms.map(({ type }) => type?.name)));
    expect(kinds[0]?.has('INTEG')).toBe(true);
    expect(kinds[1]?.has('INTEG')).toBe(false);
    expect(firstPayload(message.payloads, 'ke')?.group?.name).toBe('modp2048');
  });

  it('carries NAT detection that a peer without NAT in between agrees with', () => {
    const message = decodeIke(saInit({ proposals: readOffers('aes128-sha1-modp1024'), local, remote, group: 2 }, draw));
    expect(natSighting(message, local, remote)).toEqual({ sender: false, receiver: false });
    expect(natSighting(message, { ...local, port: 1 }, remote)).toEqual({ sender: true, receiver: false });
  });

  it('sends a cookie back first (RFC 7296 section 2.6)', () => {
    const message = decodeIke(
      saInit({ proposals: readOffers('aes128-sha1-modp1024'), local, remote, group: 2, cookie: 'c0ffee' }, draw),
    );
    expect(message.payloads[0]).toMatchObject({ kind: 'notify', detail: { is: 'cookie', cookie: 'c0ffee' } });
  });

  it('is filled to the very size asked for, and still reads whole', () => {
    const options = { proposals: readOffers(sensibleV2), local, remote, group: 14 };
    const bare = saInit(options, draw).length;
    fc.assert(
      fc.property(fc.integer({ min: bare + 20, max: 9000 }), (fillTo) => {
        const bytes = saInit({ ...options, fillTo }, draw);
        expect(bytes.length).toBe(fillTo);
        expect(decodeIke(bytes).faults).toEqual([]);
      }),
    );
  });

  it('refuses a group whose public value nobody can make', () => {
    const options = { proposals: readOffers('aes128-sha1-modp1024'), local, remote, group: 2 };
    expect(() => saInit(options, { ...draw, publicValue: () => undefined })).toThrow(OfferError);
    expect(() => saInit(options, { ...draw, publicValue: () => new Uint8Array(5) })).toThrow(OfferError);
  });
});

describe('IKEv1', () => {
  it('main mode offers every combination as a transform of its own', () => {
    const message = decodeIke(
      mainMode({ proposals: readOffers('aes256-sha256-sha1-modp2048'), methods: ['psk', 'rsa'] }, draw),
    );
    expect(message.faults).toEqual([]);
    const suites = firstPayload(message.payloads, 'sa')?.proposals[0]?.transforms.map(({ suite }) => suite) ?? [];
    expect(
      suites.map((suite) => [suite?.hash?.name, suite?.authentication?.name, suite?.keyLength, suite?.lifeSeconds]),
    ).toEqual([
      ['SHA2-256', 'Pre-shared key', 256, 28_800],
      ['SHA2-256', 'RSA signatures', 256, 28_800],
      ['SHA1', 'Pre-shared key', 256, 28_800],
      ['SHA1', 'RSA signatures', 256, 28_800],
    ]);
    expect(payloadsOf(message.payloads, 'vendor').map(({ name }) => name)).toContain('RFC 3947');
  });

  it('aggressive mode offers the group of its public value alone', () => {
    const options = {
      proposals: readOffers(sensibleV1),
      methods: ['psk'] as const,
      group: 14,
      identity: 'probe.invalid',
    };
    const message = decodeIke(aggressiveMode(options, draw));
    expect(message.faults).toEqual([]);
    const groups = firstPayload(message.payloads, 'sa')?.proposals[0]?.transforms.map(({ suite }) => suite?.group?.id);
    expect(new Set(groups)).toEqual(new Set([14]));
    expect(firstPayload(message.payloads, 'ke')?.data.length).toBe(256);
    expect(firstPayload(message.payloads, 'id')?.text).toBe('probe.invalid');
  });

  it('says what it cannot offer', () => {
    const offer =
      (words: string): (() => unknown) =>
      () =>
        wireV1(readOffers(words), ['psk'], { lifeSeconds: 60 });
    expect(offer('aes128gcm16-prfsha256-modp2048')).toThrow(OfferError);
    expect(offer('aes128-aesxcbc-modp2048')).toThrow('AUTH_AES_XCBC_96');
  });
});

describe('offers', () => {
  it('refuses words that name nothing, and halves of a proposal', () => {
    for (const words of [
      '',
      'foo-bar',
      'aes256-sha256',
      'sha256-modp2048',
      'default',
      Array(17).fill('aes128-sha1-modp1024').join(','),
    ])
      expect(() => readOffers(words)).toThrow(OfferError);
    expect(offeredGroups(readOffers('aes128-sha1-modp2048-curve25519'))).toEqual([14, 31]);
  });
});
