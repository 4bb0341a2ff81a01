import { expect, test } from 'vitest';
import { removedLine, secretFilter } from './secrets.ts';
import type { SecretFilter } from './types.ts';

export function filtered(name: SecretFilter, text: string): { text: string; removed: number } {
  const filter = secretFilter(name);
  const lines = text.split('\n').flatMap((line) => filter.line(line) ?? []);
  return { text: lines.join('\n'), removed: filter.removed };
}

test('the secrets of swanctl.conf go, however they are written, and what is around them stays', () => {
  const conf = [
    'connections { a { version = 2',
    '  local { auth = psk }',
    '} }',
    'secrets {',
    '  ike-1 {',
    '    secret = "planted1"',
    '  }',
    '}',
    'secrets.more { ike { secret = planted2 } }',
    'secrets',
    '{',
    '  eap { secret = 0splanted3 }',
    '}',
    'pools { p { addrs = 10.1.0.0/24 } } secrets { x { secret = planted4 } }',
    'authorities { }',
  ].join('\n');
  const { text, removed } = filtered('swanctl', conf);
  expect(text).not.toContain('planted');
  expect(text).toContain('authorities { }');
  expect(text).toContain('  local { auth = psk }');
  expect(removed).toBe(4);
});

test('keys of kernel states go, the states stay', () => {
  const listing = [
    'src 192.0.2.1 dst 192.0.2.2',
    '\tproto esp spi 0xc0ffee01(3238002177) reqid 1(0x00000001) mode tunnel',
    '\tauth-trunc hmac(sha256) 0xb1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184 (256 bits) 128',
    '\tenc cbc(aes) 0xb1946ac92492d2347c6235b4d2611184 (128 bits)',
    '\tanti-replay context: seq 0x0, oseq 0x5, bitmap 0x00000000',
  ].join('\n');
  const { text } = filtered('xfrm', listing);
  expect(text).not.toContain('b1946ac9');
  expect(text).toContain('spi 0xc0ffee01');
  expect(text).toContain('oseq 0x5');
});

test('what a daemon tells of keys at its highest level goes with all its octets, and nothing else', () => {
  const log = [
    '12[IKE] IKE_SA a[1] state change: CREATED => CONNECTING',
    '12[IKE] Sk_ai secret => 20 bytes @ 0x7f3c',
    '12[IKE]    0: 3D 1F 4B 11 22 33 44 55 66 77 88 99 AA BB CC DD  =.K',
    '12[IKE]   16: EE FF 00 11                                      ....',
    '12[ENC] generated IKE_AUTH request 1 [ IDi AUTH ]',
    '12[IKE] authentication of a with pre-shared key',
    "12[IKE] no shared key found for 'a' - 'b'",
    '12[CFG]   secret = planted',
  ].join('\n');
  const { text, removed } = filtered('log', log);
  expect(text.split('\n')).toEqual([
    '12[IKE] IKE_SA a[1] state change: CREATED => CONNECTING',
    removedLine,
    '12[ENC] generated IKE_AUTH request 1 [ IDi AUTH ]',
    '12[IKE] authentication of a with pre-shared key',
    "12[IKE] no shared key found for 'a' - 'b'",
    removedLine,
  ]);
  expect(removed).toBe(2);
});

test('entries of ipsec.secrets and what Windows prints of keys go', () => {
  const text = [
    '@a @b :',
    '  PSK "planted"',
    ': RSA {',
    '  PrivateExponent: 0xplanted',
    '  }',
    '<presharedKey>',
    '  <data>planted</data>',
    '</presharedKey>',
    '<item><presharedKey>planted</presharedKey></item>',
    '192.0.2.1 %any : PSK "planted"',
    ': RSA planted.pem',
    'Auth1PSK:   planted',
    '  Preshared key : planted',
    'Auth1: ComputerKerb',
  ].join('\n');
  expect(filtered('text', text).text).not.toContain('planted');
  expect(filtered('text', text).text).toContain('Auth1: ComputerKerb');
});

test('a private key goes whole, and one that does not end takes the rest with it', () => {
  const text =
    'a\n-----BEGIN RSA PRIVATE KEY-----\nMII1\n-----END RSA PRIVATE KEY-----\nb\n-----BEGIN PRIVATE KEY-----\nMII2\nMII3';
  expect(filtered('text', text).text).toBe(`a\n${removedLine}\nb\n${removedLine}`);
});
