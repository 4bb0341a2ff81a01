import { expect, it } from 'vitest';
import { makeCertificate } from '../protocol/certificate.fixture.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { learnCertificate } from './der.ts';
import { Redaction } from './redaction.ts';
import { redacted, testKey, textOf } from './run.fixture.ts';

const certificate = makeCertificate({
  subject: 'CN=gangnam',
  issuer: 'CN=initrode',
  dns: ['vogon.corp.example'],
  uri: ['https://golgafrin.corp.example/users', 'urn:uuid:magrathea'],
  email: ['trillian@corp.example'],
  other: [
    { oid: '1.3.6.1.4.1.311.20.2.3', value: 'zaphod@CORP.EXAMPLE' },
    { oid: '1.3.6.1.5.5.7.8.7', value: '_ike.slartibart.example' },
  ],
});

it('every alternative name of a certificate is learned', () => {
  const redaction = new Redaction(testKey);
  expect(learnCertificate(certificate, redaction)).toBe(true);
  for (const word of ['gangnam', 'initrode', 'vogon', 'golgafrin', 'magrathea', 'trillian', 'zaphod', 'slartibart'])
    expect(redaction.names.isLearned(word), word).toBe(true);
  for (const word of ['https', 'urn', 'uuid']) expect(redaction.names.isLearned(word), word).toBe(false);
});

it('and replaced in texts as in the certificate', async () => {
  const text = 'golgafrin magrathea trillian zaphod slartibart\n';
  const { files } = await redacted([
    { path: 'cert.der', bytes: certificate },
    { path: 'f.txt', bytes: utf8Bytes(text) },
  ]);
  const inside = Buffer.from(files.find(({ path }) => path === 'cert.der')?.bytes ?? [])
    .toString('latin1')
    .toLowerCase();
  const words = textOf(files, 'f.txt').trim().split(' ');
  expect(words).toHaveLength(5);
  for (const word of words) expect(inside).toContain(word);
  for (const word of text.trim().split(' ')) expect(inside).not.toContain(word);
});
