import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesInput, ingest } from '../../ingest/ingest.ts';
import { makeCertificate, makeCrl, pem } from '../../protocol/certificate.fixture.ts';
import type { WireReading } from '../../protocol/wire-reading.ts';
import { textFormats } from '../index.ts';
import { everything, leaks, readText, sniffText } from '../shared/testing.ts';
import { derKind } from './observe.ts';
import { certificate } from './reader.ts';

const root = makeCertificate({ subject: 'C=KR, CN=Root', issuer: 'C=KR, CN=Root', ca: true, keyId: 'aa01' });
const leaf = makeCertificate({
  subject: 'C=KR, CN=a.example',
  issuer: 'C=KR, CN=Root',
  serial: '00beef',
  dns: ['a.example'],
  issuerKeyId: 'aa01',
});
const list = makeCrl({
  issuer: 'C=KR, CN=Root',
  revoked: ['00beef', '1001', '1002'].map((serial) => ({ serial, at: '2025-01-01T00:00:00Z' })),
});
/** No key: the words of one, in the label of one. */
const secret = 'not-a-real-key-but-it-must-never-be-shown';
const key = pem('RSA PRIVATE KEY', new TextEncoder().encode(secret));
const bundle = `subject=C = KR\n${pem('CERTIFICATE', leaf)}${key}${pem('CERTIFICATE', root)}`;

const readWire = (): Promise<WireReading> => Promise.reject(new Error('no capture here'));
const file = async (name: string, bytes: Uint8Array) =>
  (await ingest([bytesInput(name, bytes)], { formats: textFormats, readWire })).artifacts[0];

describe('certificates in PEM', () => {
  it('are read from a bundle, with their lines', () => {
    expect(sniffText(certificate, bundle)).toBeGreaterThan(90);
    expect(sniffText(certificate, `conn x\n${bundle}`)).toBeLessThan(50);
    const reading = readText(certificate, bundle);
    expect(reading).toMatchObject({ format: 'certificate', faults: [] });
    expect(reading.observations).toMatchObject([
      {
        subject: 'C=KR, CN=a.example',
        serial: 'beef',
        altNames: [{ type: 'dns', value: 'a.example' }],
        key: 'EC P-256 256',
      },
      { subject: 'C=KR, CN=Root', ca: true, subjectKeyId: 'aa01' },
    ]);
    const [first] = reading.observations;
    expect(first !== undefined && 'src' in first ? first.src.at[0] : null).toEqual({ line: 2 });
  });

  it('a private key is known and never shown', () => {
    expect(readText(certificate, key)).toMatchObject({ format: 'private-key', observations: [] });
    for (const text of [key, bundle, key.slice(0, -20), `-----BEGIN PRIVATE KEY-----\n${secret}`]) {
      expect(leaks(readText(certificate, text), secret)).toEqual([]);
      expect(everything(readText(certificate, text))).not.toContain(key.split('\n')[1]);
    }
  });

  it('one that was cut is a fault, and the next one is read', () => {
    const cut = pem('CERTIFICATE', leaf).split('\n').slice(0, 3).join('\n');
    const reading = readText(certificate, `${cut}\n${pem('CERTIFICATE', root)}`);
    expect(reading.faults).toEqual([{ line: 1, reason: 'an object without its end' }]);
    expect(reading.observations).toHaveLength(1);
  });

  it('never throws', () => {
    const piece = fc.oneof(fc.constantFrom(...bundle.split('\n')), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (lines) => {
        expect(readText(certificate, lines.join('\n')).faults.some((one) => one.line === null)).toBe(false);
      }),
    );
  });
});

describe('files in DER', () => {
  it('are told by their outer elements', async () => {
    expect(await file('a.crt', leaf)).toMatchObject({ format: 'certificate', status: 'read', text: { records: 1 } });
    expect(await file('a.crl', list)).toMatchObject({ format: 'crl', status: 'read' });
    expect((await file('a.crt', leaf))?.text?.observations[0]).toMatchObject({ file: 'a.crt', serial: 'beef' });
  });

  it('keys and containers are recognised', async () => {
    const long = new Array<number>(200).fill(1);
    // A version and a number: RSAPrivateKey (RFC 8017 A.1.2). Version 3 and a sequence: PFX (RFC 7292 4).
    const rsa = Uint8Array.from([0x30, 0x81, 206, 2, 1, 0, 2, 0x81, 200, ...long]);
    const pfx = Uint8Array.from([0x30, 0x81, 206, 2, 1, 3, 0x30, 0x81, 200, ...long]);
    expect(await file('a.key', rsa)).toMatchObject({
      format: 'private-key',
      status: 'read',
      note: { id: 'ingest.private-key' },
    });
    expect((await file('a.key', rsa))?.text).toBeUndefined();
    expect(await file('a.p12', pfx)).toMatchObject({ format: 'pkcs12', status: 'unsupported' });
  });

  it('cut or spoilt are never lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(leaf.length - 1),
        fc.nat(255),
        fc.integer({ min: 1, max: leaf.length }),
        async (at, byte, length) => {
          const spoilt = Uint8Array.from(leaf);
          spoilt[at] = byte;
          expect((await file('x', spoilt.subarray(0, length)))?.status).toBeDefined();
          derKind(spoilt);
        },
      ),
      { numRuns: 80 },
    );
  });
});
