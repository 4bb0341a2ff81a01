import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything, readText, sniffText } from '../shared/testing.ts';
import { decryptionKeys } from './reader.ts';

const e16 = '00112233445566778899aabbccddeeff';
const a20 = '0102030405060708090a0b0c0d0e0f1011121314';
const wireshark2 = `0011223344556677,8899aabbccddeeff,${e16},${e16},"AES-CBC-128 [RFC3602]",${a20},${a20},"HMAC_SHA1_96 [RFC2404]"`;
const wireshark1 = `0011223344556677,${e16}${e16}`;
const wiresharkEsp = `"IPv4","192.0.2.1","198.51.100.2","0xc1234567","AES-CBC [RFC3602]","0x${e16}","HMAC-SHA-256-128 [RFC4868]","0x${e16}${e16}"`;
const tcpdump = `0xc1234567@192.0.2.1 aes128-cbc-hmac96:0x${e16}
ikev2 I 0x0011223344556677 0x8899aabbccddeeff sha1:0x${a20} aes128:0x${e16}
ikev2 R 0x0011223344556677 0x8899aabbccddeeff sha1:0x${a20} aes128:0x${e16}`;

describe('key tables', () => {
  it('of Wireshark, tcpdump and of our own are read', () => {
    const kinds = (text: string): string[] => readText(decryptionKeys, text).observations.map((item) => item.kind);
    expect(kinds(wireshark2)).toEqual(['ike-keys']);
    expect(kinds(wireshark1)).toEqual(['ike-keys']);
    expect(kinds(wiresharkEsp)).toEqual(['esp-keys']);
    expect(kinds(tcpdump)).toEqual(['esp-keys', 'ike-keys']);
    expect(kinds(`# note\n\nikev1-psk-dh 0011223344556677 ${e16} ${a20}`)).toEqual(['ikev1-secrets']);
  });

  it('names algorithms as the registries do', () => {
    const [ike] = readText(decryptionKeys, wireshark2).observations;
    expect(ike).toMatchObject({ encryption: 'ENCR_AES_CBC_128', integrity: 'AUTH_HMAC_SHA1_96' });
    const gcm = wireshark2
      .replace('AES-CBC-128 [RFC3602]', 'AES-GCM-128 with 8 octet ICV [RFC5282]')
      .replace('HMAC_SHA1_96', 'NONE');
    expect(readText(decryptionKeys, gcm).observations[0]).toMatchObject({
      encryption: 'ENCR_AES_GCM_8_128',
      integrity: null,
      integrityKeys: null,
    });
    expect(readText(decryptionKeys, wiresharkEsp).observations[0]).toMatchObject({
      spi: 'c1234567',
      encryption: 'ENCR_AES_CBC_128',
      integrity: 'AUTH_HMAC_SHA2_256_128',
    });
  });

  it('are known by their content, and other lists with commas are not', () => {
    expect(sniffText(decryptionKeys, wireshark2)).toBeGreaterThan(90);
    expect(sniffText(decryptionKeys, wireshark1)).toBeGreaterThan(90);
    expect(sniffText(decryptionKeys, wiresharkEsp)).toBeGreaterThan(90);
    expect(sniffText(decryptionKeys, tcpdump)).toBeGreaterThan(90);
    expect(sniffText(decryptionKeys, 'a,b\n1,2\nname,value')).toBe(0);
    expect(sniffText(decryptionKeys, '')).toBe(0);
  });

  it('show no key, whether the line is understood or not', () => {
    for (const text of [wireshark2, wireshark1, wiresharkEsp, tcpdump, `${wireshark2}x`, `nonsense ${e16}`]) {
      const shown = everything(readText(decryptionKeys, text)).toLowerCase();
      expect(shown).not.toContain(e16);
      expect(shown).not.toContain(a20);
    }
  });

  it('tell of lines they cannot use', () => {
    const faults = readText(
      decryptionKeys,
      `${wireshark2.replace('AES-CBC-128', 'ROT13')}\n"IPv4","a"\nikev2 I 0x1 0x2 sha1:0x00 aes128:0x00`,
    ).faults;
    expect(faults.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('never throw', () => {
    const part = fc.constantFrom(',', '"', 'IPv4', e16, '0x', 'ikev2 I ', '[RFC', '\n', ' ');
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
        readText(decryptionKeys, parts.join(''));
        sniffText(decryptionKeys, parts.join(''));
      }),
    );
  });
});
