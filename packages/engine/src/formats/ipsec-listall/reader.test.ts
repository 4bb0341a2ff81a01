import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFormats } from '../index.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { ipsecListall } from './reader.ts';

const listing = `000  
000 List of Public Keys:
000  
000 Nov 23 10:00:00 2026, 2048 RSA Key AwEAAexam (no private key), until Jan 10 09:00:00 2027 ok
000        ID_FQDN '@east.example'
000  
000 List of Pre-shared secrets (from /etc/ipsec.secrets)
000  
000 List of X.509 End Certificates:
000  
000 End certificate "east" - SN: 0x00ab12
000   subject: CN=east.example, O=Example Works, C=KR
000   issuer: CN=Root, O=Example Works, C=KR
000   not before: Wed Jan 10 09:00:00 2024
000   not after: Fri Jan 10 09:00:00 2025
000   3072 bit RSA: has private key
000  
000 List of X.509 CA Certificates:
000  
000 Root CA certificate "Example Root" - SN: 0x01
000   subject: CN=Root, O=Example Works, C=KR
000   issuer: CN=Root, O=Example Works, C=KR
000   not before: Wed Jan 01 00:00:00 2020
000   not after: Sun Jan 01 00:00:00 2040
000   256 bit(other)
000  
000 List of CRLs:
000  
000 issuer: CN=Root, O=Example Works, C=KR
000 revoked certs: 1
`;
const bare = listing.replaceAll(/^000 ?/gm, '');

describe('listings of Libreswan', () => {
  it('win over every other reader, with the code of whack or without', () => {
    for (const text of [listing, bare])
      for (const other of textFormats)
        if (other !== ipsecListall) expect([other.format, sniffText(other, text) < 97]).toEqual([other.format, true]);
    for (const text of [listing, bare]) expect(sniffText(ipsecListall, text)).toBe(97);
  });

  it('tell certificates by their nickname, and which have a key', () => {
    for (const text of [listing, bare])
      expect(readText(ipsecListall, text).observations).toMatchObject([
        {
          kind: 'certificate',
          from: 'daemon',
          file: 'east',
          subject: 'CN=east.example, O=Example Works, C=KR',
          serial: 'ab12',
          ca: false,
          ownKey: true,
          key: 'RSA 3072',
          notAfter: BigInt(Date.UTC(2025, 0, 10, 9)) * 1_000_000n,
          localTime: true,
          src: { at: [{ line: 11 }, { line: 16 }] },
        },
        { ca: true, ownKey: false, file: 'Example Root' },
        { kind: 'listing', of: 'certificates', entries: 2 },
      ]);
  });

  it('without the list of authorities say nothing of what is missing', () => {
    const ends = listing.slice(0, listing.indexOf('000 List of X.509 CA'));
    expect(readText(ipsecListall, ends).observations.map(({ kind }) => kind)).toEqual(['certificate']);
  });

  it('never throw', () => {
    const piece = fc.oneof(fc.constantFrom(...listing.split('\n')), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (lines) => {
        expect(readText(ipsecListall, lines.join('\n')).faults).toEqual([]);
      }),
    );
  });
});
