import { describe, expect, it } from 'vitest';
import { plainAddress, readStates } from './kernel-plane.ts';

describe('plainAddress', () => {
  it('writes out the groups of IPv6 addresses only', () => {
    expect(plainAddress('192.0.2.1')).toBe('192.0.2.1');
    expect(plainAddress('2001:db8:10::c2')).toBe('2001:db8:10:0:0:0:0:c2');
    expect(plainAddress('2001:db8:10:0:0:0:0:c2')).toBe('2001:db8:10:0:0:0:0:c2');
    expect(plainAddress('::1')).toBe('0:0:0:0:0:0:0:1');
  });
});

describe('readStates', () => {
  it('reads what is needed to add a state again', () => {
    const text = `src 192.0.2.1 dst 198.51.100.2
	proto esp spi 0xc1 reqid 1 mode tunnel
	replay-window 32 flag af-unspec
	auth-trunc hmac(sha256) 0x00 128
	enc cbc(aes) 0x11
src 198.51.100.2 dst 192.0.2.1
	proto esp spi 0xc2 reqid 1 mode tunnel
	aead rfc4106(gcm(aes)) 0x22 128
`;
    const [first, second] = readStates(text);
    expect(first?.spi).toBe('0xc1');
    expect(first?.words.join(' ')).toBe(
      'proto esp spi 0xc1 reqid 1 mode tunnel auth-trunc hmac(sha256) 0x00 128 enc cbc(aes) 0x11',
    );
    expect(second?.words.join(' ')).toBe('proto esp spi 0xc2 reqid 1 mode tunnel aead rfc4106(gcm(aes)) 0x22 128');
  });
});
