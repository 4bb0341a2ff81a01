import { describe, expect, it } from 'vitest';
import { agreedProposal, groupName, oneProposal, proposalList } from './algorithms.ts';
import { parsePrefix, pastedMessage } from './prefix.ts';
import { redact } from './redact.ts';
import { compileTemplate, matchTemplate } from './template.ts';
import { normalIdentity, parseEndpoint, rangeText, spiText } from './values.ts';

describe('templates', () => {
  it('catches typed parts, quoted text to its last end', () => {
    const template = compileTemplate("Peer {{n:n}} is {{type:w}}: '{{id:q}}' here");
    expect(matchTemplate(template, "Peer 12 is FQDN: 'a' here 'b' here and more")).toEqual({
      n: '12',
      type: 'FQDN',
      id: "a' here 'b",
    });
    expect(matchTemplate(template, "Peer x is FQDN: 'a' here")).toBeNull();
    expect(matchTemplate(template, "peer 12 is FQDN: 'a' here")).toBeNull();
    expect(matchTemplate(compileTemplate('shutting down$'), 'shutting down interface lo')).toBeNull();
    expect(matchTemplate(compileTemplate('spi {{s:x}} end$'), 'spi 0xAb12 end')).toEqual({ s: '0xAb12' });
  });
});

describe('prefixes', () => {
  it('tells connection, instance, peer, serial and state', () => {
    expect(parsePrefix('"road"[2] 192.0.2.7 #31: STATE_MAIN_R2: sent MR2')).toMatchObject({
      connection: 'road[2]',
      peer: '192.0.2.7',
      serial: 31,
      state: 'STATE_MAIN_R2',
      text: 'sent MR2',
    });
    expect(parsePrefix('003 "a" #9: text')).toMatchObject({ whack: 3, connection: 'a', serial: 9, text: 'text' });
    expect(parsePrefix('ERROR: "a" #9: text')).toMatchObject({ severity: 'error', serial: 9 });
    expect(parsePrefix('"a" #9: ERROR: text')).toMatchObject({ severity: 'error', text: 'text' });
    expect(parsePrefix('packet from 2001:db8::1:500: text')).toMatchObject({
      packetFrom: '2001:db8::1:500',
      text: 'text',
    });
    expect(parsePrefix('| "a" #9: spent')).toMatchObject({ severity: 'debug', serial: 9 });
    expect(parsePrefix('"oe#192.0.2.0/24"[1] ...192.0.2.5 #1: x')).toMatchObject({ peer: '...192.0.2.5', serial: 1 });
    expect(parsePrefix('ipsec whack: ERROR: Pluto is not running')).toMatchObject({
      severity: 'error',
      text: 'Pluto is not running',
    });
  });

  it('bears an address that was hidden', () => {
    for (const hidden of ['x.x.x.x', '203.0.113.***', 'CLIENT_IP', 'my_phone_ip', '<client.public.ip>'])
      expect(parsePrefix(`"road"[2] ${hidden} #31: text`), hidden).toMatchObject({
        connection: 'road[2]',
        peer: null,
        serial: 31,
        text: 'text',
      });
    expect(parsePrefix('"road" words #31: text').serial).toBeNull();
  });

  it('finds a daemon quoted behind other words', () => {
    expect(pastedMessage('the router says pluto[710]: text')).toBe('text');
    expect(pastedMessage('other end: 09[CFG] text')).toBe('text');
    expect(pastedMessage('pluto[710] is the daemon')).toBeNull();
    expect(pastedMessage('some five or more words 09[CFG] text')).toBeNull();
  });

  it('takes nothing else for a prefix', () => {
    expect(parsePrefix('"/etc/ipsec.secrets" line 3: bad').connection).toBeNull();
    expect(parsePrefix('"a" and "b" #4: x').serial).toBeNull();
    expect(parsePrefix('').text).toBe('');
  });
});

describe('values', () => {
  it('writes proposals in one spelling', () => {
    const want = 'IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048';
    expect(oneProposal('IKE:ENCR=AES_CBC_256;PRF=HMAC_SHA2_256;INTEG=HMAC_SHA2_256_128;DH=MODP2048[first-match]')).toBe(
      want,
    );
    expect(oneProposal('IKE=AES_CBC_256-HMAC_SHA2_256-HMAC_SHA2_256_128-MODP2048')).toBe(want);
    expect(agreedProposal('{cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=MODP2048}')).toBe(want);
    expect(oneProposal('ESP=AES_GCM_16_256-NONE-MODP2048-ENABLED+DISABLED')).toBe(
      'ESP:AES_GCM_16_256/MODP_2048/EXT_SEQ/NO_EXT_SEQ',
    );
    expect(oneProposal('AH=HMAC_SHA1_96-NONE-DISABLED')).toBe('AH:HMAC_SHA1_96/NO_EXT_SEQ');
    expect(
      proposalList('1:ESP:ENCR=AES_GCM_C_256,AES_GCM_C_128;INTEG=NONE;DH=NONE;ESN=DISABLED 2:AH:INTEG=HMAC_SHA1_96'),
    ).toEqual(['ESP:AES_GCM_16_256/AES_GCM_16_128/NO_EXT_SEQ', 'AH:HMAC_SHA1_96']);
    expect(['DH19', 'modp1024', 'OAKLEY_GROUP_MODP2048', 'DH31'].map(groupName)).toEqual([
      'ECP_256',
      'MODP_1024',
      'MODP_2048',
      'CURVE_25519',
    ]);
  });

  it('reads endpoints, ranges, identities and SPIs', () => {
    expect(parseEndpoint('192.0.2.1:UDP/4500')).toEqual({ address: '192.0.2.1', port: 4500 });
    expect(parseEndpoint('[2001:DB8::1]:500')).toEqual({ address: '2001:db8::1', port: 500 });
    expect(parseEndpoint('xx.xx.xx.xx:500')).toBeNull();
    expect(rangeText('10.1.0.0-10.1.0.255:0-65535 0')).toBe('10.1.0.0/24');
    expect(rangeText('10.1.0.1-10.1.0.2:0-65535 0')).toBe('10.1.0.1-10.1.0.2');
    expect(rangeText('192.0.2.1-192.0.2.1:1701-1701 17')).toBe('192.0.2.1/32[17/1701-1701]');
    expect(rangeText('anything')).toBe('anything');
    expect(['@east.example', "'@a'", 'user@host', '@#0a'].map(normalIdentity)).toEqual([
      'east.example',
      'a',
      'user@host',
      '@#0a',
    ]);
    expect([spiText('0xABC'), spiText('zz')]).toEqual(['00000abc', null]);
  });

  it('masks what may be a key and leaves the rest', () => {
    expect(redact('a: PSK "topsecret" b')).toBe('a: PSK [masked] b');
    expect(redact('password=topsecret, next')).toBe('password=[masked], next');
    expect(redact(`key 0x${'ab'.repeat(16)} end`)).toBe('key [masked] end');
    expect(redact('PSK length of 23 bytes is too short for PRF HMAC_SHA2_256')).toBe(
      'PSK length of 23 bytes is too short for PRF HMAC_SHA2_256',
    );
    expect(redact('{ESP=>0xaabbccdd <0x11223344}')).toBe('{ESP=>0xaabbccdd <0x11223344}');
  });
});
