import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesOf } from './build.ts';
import * as build from './build.ts';
import { decodeIke, natDetectionHash, natDetectionMatches, natSighting } from './index.ts';

const left = { address: '192.0.2.1', port: 500 };
const right = { address: '198.51.100.2', port: 500 };
const outside = { address: '203.0.113.9', port: 61234 };
const spis = { initiatorSpi: '0123456789abcdef', responderSpi: '0000000000000000' };

function hash(end: { address: string; port: number }, algorithm = 'sha1'): string {
  const [a, b, c, d] = end.address.split('.').map(Number);
  const data = [
    ...Buffer.from('0123456789abcdef0000000000000000', 'hex'),
    a ?? 0,
    b ?? 0,
    c ?? 0,
    d ?? 0,
    end.port >> 8,
    end.port & 255,
  ];
  return createHash(algorithm).update(Uint8Array.from(data)).digest('hex');
}

describe('NAT detection', () => {
  it('hashes as RFC 7296 says', () => {
    expect(natDetectionHash({ ...spis, ...left })).toBe(hash(left));
    expect(natDetectionHash({ ...spis, ...left }, 'md5')).toBe(hash(left, 'md5'));
    expect(natDetectionMatches(hash(left, 'sha256'), { ...spis, ...left })).toBe(true);
    expect(natDetectionMatches(hash(right), { ...spis, ...left })).toBe(false);
    expect(natDetectionMatches('00', { ...spis, ...left })).toBeUndefined();
    expect(natDetectionHash({ ...spis, address: 'nonsense', port: 1 })).toBeUndefined();
    expect(natDetectionHash({ ...spis, address: '2001:db8::1', port: 4500 })).toHaveLength(40);
  });

  it('tells which end is behind NAT (IKEv2)', () => {
    const message = decodeIke(
      build.buildMessage({
        initiatorSpi: spis.initiatorSpi,
        exchange: 34,
        payloads: [
          build.notifyPayloadV2(16388, bytesOf(hash(left))),
          build.notifyPayloadV2(16389, bytesOf(hash(right))),
        ],
      }),
    );
    expect(natSighting(message, left, right)).toEqual({ sender: false, receiver: false });
    expect(natSighting(message, outside, right)).toEqual({ sender: true, receiver: false });
    expect(natSighting(message, left, outside)).toEqual({ sender: false, receiver: true });
  });

  it('tells which end is behind NAT (IKEv1, destination first)', () => {
    const message = decodeIke(
      build.buildMessage({
        major: 1,
        initiatorSpi: spis.initiatorSpi,
        exchange: 2,
        payloads: [build.plain(20, bytesOf(hash(right, 'sha256'))), build.plain(20, bytesOf(hash(left, 'sha256')))],
      }),
    );
    expect(natSighting(message, left, right)).toEqual({ sender: false, receiver: false });
    expect(natSighting(message, outside, right)).toEqual({ sender: true, receiver: false });
    expect(natSighting(decodeIke(build.buildMessage({ exchange: 34 })), left, right)).toEqual({
      sender: null,
      receiver: null,
    });
  });
});
