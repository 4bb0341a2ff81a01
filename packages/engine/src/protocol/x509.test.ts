import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from './bytes.ts';
import { derChildren, derOid, derTime, readDer } from './der.ts';
import { sha1 } from './digest.ts';
import { distinguishedName } from './distinguished-name.ts';
import { readCertificate } from './x509.ts';

/** Self-signed, made for this test: EC P-256, every kind of alternative name. */
const certificate = Uint8Array.from(
  Buffer.from(
    [
      'MIIC0zCCAnmgAwIBAgIEEjSrzTAKBggqhkjOPQQDAjByMQswCQYDVQQGEwJLUjEWMBQGA1UECgwNRXhhbXBsZSwgSW5jLjERMA8GA1UECwwIR2',
      'F0ZXdheXMxGDAWBgNVBAMMD2d3MS5leGFtcGxlLm5ldDEeMBwGCSqGSIb3DQEJARYPb3BzQGV4YW1wbGUubmV0MB4XDTI2MTEyMzIyMjY0MFoX',
      'DTM2MTEyMDIyMjY0MFowcjELMAkGA1UEBhMCS1IxFjAUBgNVBAoMDUV4YW1wbGUsIEluYy4xETAPBgNVBAsMCEdhdGV3YXlzMRgwFgYDVQQDDA',
      '9ndzEuZXhhbXBsZS5uZXQxHjAcBgkqhkiG9w0BCQEWD29wc0BleGFtcGxlLm5ldDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABA1QiDSCRrLZ',
      '0X2sNbaY2wGiTN590BqQLlqZoa8r8Af7RVoaKrSU8bgE0RoCDN+4Vey9MYVktIJbArCLK1YpiT6jgfwwgfkwDAYDVR0TAQH/BAIwADAOBgNVHQ',
      '8BAf8EBAMCA4gwJwYDVR0lBCAwHgYIKwYBBQUHAwEGCCsGAQUFCAICBggrBgEFBQcDETAdBgNVHQ4EFgQUpFhGk7a+Ngt95AIFqNr+2BNcbS4w',
      'gZAGA1UdEQSBiDCBhYIPZ3cxLmV4YW1wbGUubmV0gQ9vcHNAZXhhbXBsZS5uZXSHBMAAAgGHECABDbgAAAAAAAAAAAAAAAGGFGh0dHBzOi8vZX',
      'hhbXBsZS5uZXQvoB8GCisGAQQBgjcUAgOgEQwPZ3cxQGV4YW1wbGUubmV0pBIwEDEOMAwGA1UEAwwFb3RoZXIwCgYIKoZIzj0EAwIDSAAwRQIh',
      'AJCmPx5hWfXIRC+GoQFBhmUZTSZZjV5BNGBOuWUzTOSFAiBOdmvzMKy2A/MUzCH0eh0gQwE7+qW2QzEMusvDNpzWMw==',
    ].join(''),
    'base64',
  ),
);

const ns = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;

describe('certificates', () => {
  it('reads what the certificate says', () => {
    const read = readCertificate(certificate);
    expect(read).toMatchObject({
      subject: 'C=KR, O=Example\\, Inc., OU=Gateways, CN=gw1.example.net, E=ops@example.net',
      serial: '1234abcd',
      keyType: 'EC P-256',
      keyBits: 256,
      signatureAlgorithm: 'ECDSA-SHA256',
      ca: false,
      keyUsage: ['digitalSignature', 'keyAgreement'],
      extendedKeyUsage: ['serverAuth', 'ikeIntermediate', 'ipsecIKE'],
      subjectAltNames: [
        { type: 'dns', value: 'gw1.example.net' },
        { type: 'email', value: 'ops@example.net' },
        { type: 'ip', value: '192.0.2.1' },
        { type: 'ip', value: '2001:db8::1' },
        { type: 'uri', value: 'https://example.net/' },
        { type: 'upn', value: 'gw1@example.net' },
        { type: 'dn', value: 'CN=other' },
      ],
      unread: [],
    });
    expect(read?.issuer).toBe(read?.subject);
  });

  it('agrees with the platform on times and key', () => {
    const read = readCertificate(certificate);
    const platform = new X509Certificate(certificate);
    expect(read?.notBefore).toBe(ns(platform.validFrom));
    expect(read?.notAfter).toBe(ns(platform.validTo));
    const [offset, length] = read?.publicKeyInfo ?? [0, 0];
    const spki = platform.publicKey.export({ type: 'spki', format: 'der' });
    expect(hex(certificate.subarray(offset, offset + length))).toBe(spki.toString('hex'));
    expect(hex(sha1(certificate.subarray(offset, offset + length)))).toBe(read && hex(sha1(spki)));
  });

  it('never throws, and refuses or reads every damaged certificate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(certificate.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(certificate.length),
        (changes, length) => {
          const damaged = certificate.slice(0, length);
          for (const [at, value] of changes) if (at < length) damaged[at] = value;
          readCertificate(damaged);
          distinguishedName(damaged);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.uint8Array({ size: 'max', maxLength: 4000 }), (bytes) => void readCertificate(bytes)));
  });
});

const time = (tag: number, text: string): bigint | undefined => {
  const bytes = Uint8Array.from([tag, text.length, ...Buffer.from(text)]);
  return derTime(bytes, readDer(bytes, 0));
};

describe('DER', () => {
  it('refuses indefinite and overlong lengths', () => {
    expect(readDer(Uint8Array.of(0x30, 0x80, 0, 0), 0)).toBeUndefined();
    expect(readDer(Uint8Array.of(0x30, 0x05, 0, 0), 0)).toBeUndefined();
    expect(readDer(Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff), 0)).toBeUndefined();
    expect(readDer(Uint8Array.of(0x1f, 0x81, 0x01, 0x00), 0)).toBeUndefined();
  });

  it('reads object identifiers and times', () => {
    const oid = Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11);
    expect(derOid(oid, readDer(oid, 0))).toBe('1.2.840.113549.1.1.11');
    expect(time(0x17, '491231235959Z')).toBe(BigInt(Date.UTC(2049, 11, 31, 23, 59, 59)) * 1_000_000n);
    expect(time(0x17, '500101000000Z')).toBe(BigInt(Date.UTC(1950, 0, 1)) * 1_000_000n);
    expect(time(0x18, '20500101000000Z')).toBe(BigInt(Date.UTC(2050, 0, 1)) * 1_000_000n);
    expect(time(0x18, '99991231235959Z')).toBe(BigInt(Date.UTC(9999, 11, 31, 23, 59, 59)) * 1_000_000n);
    expect(time(0x17, '4913312359590')).toBeUndefined();
    expect(time(0x17, '491331235959Z')).toBeUndefined();
  });

  it('bounds the number of elements', () => {
    const many = Uint8Array.from([0x30, 0x82, 0x02, 0x00, ...Array(512).fill(0)]);
    const node = readDer(many, 0);
    expect(node && derChildren(many, node, 10).length).toBe(10);
  });
});
