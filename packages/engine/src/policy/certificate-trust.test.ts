import { describe, expect, it } from 'vitest';
import type { CertificateState, RevocationListState } from '../observations/index.ts';
import type { HostConfiguration } from './differences.ts';
import { said, swanctl } from './ends.fixture.ts';

const day = 86_400_000_000_000n;
const now = 20_000n * day;
const src = { artifact: 'a1', at: [{ line: 1 }], quote: '', time: null } as unknown as CertificateState['src'];

const certificate = (more: Partial<CertificateState> = {}): CertificateState => ({
  kind: 'certificate',
  from: 'file',
  file: 'east.pem',
  subject: 'CN=east.example.org',
  issuer: 'CN=Root',
  serial: '01',
  notBefore: now - 10n * day,
  notAfter: now + 10n * day,
  altNames: [{ type: 'dns', value: 'east.example.org' }],
  ca: null,
  keyUsage: null,
  extendedKeyUsage: null,
  key: 'EC P-256 256',
  signature: 'ECDSA-SHA256',
  subjectKeyId: null,
  authorityKeyId: 'aa',
  publicKeyId: 'e0',
  revocationPlaces: false,
  ownKey: null,
  src,
  ...more,
});
const authority = (name: string, id: string, more: Partial<CertificateState> = {}): CertificateState =>
  certificate({
    file: `${name}.pem`,
    subject: `CN=${name}`,
    issuer: `CN=${name}`,
    serial: `0${id}`,
    altNames: [],
    ca: true,
    subjectKeyId: id,
    authorityKeyId: id,
    publicKeyId: id,
    ...more,
  });
const root = authority('Root', 'aa');
const sub = authority('Sub', 'bb', { issuer: 'CN=Root', authorityKeyId: 'aa' });
const list = (serials: readonly string[], next = now + day): RevocationListState => ({
  kind: 'revocation-list',
  from: 'file',
  issuer: 'CN=Root',
  authorityKeyId: 'aa',
  thisUpdate: now - day,
  nextUpdate: next,
  partial: false,
  revoked: serials.map((serial) => ({ serial, at: now - day, reason: null })),
  src,
});

interface Change {
  readonly east?: Partial<HostConfiguration>;
  readonly west?: Partial<HostConfiguration>;
  readonly one?: Partial<CertificateState>;
  readonly eastConnection?: string;
  readonly westRemote?: string;
  readonly eastLocal?: string;
}

/** East proves itself by a certificate and west by the pre-shared key's stead of another: only east's is looked at. */
async function ofEast(change: Change = {}): ReturnType<typeof said> {
  const west = certificate({
    file: 'west.pem',
    subject: 'CN=west.example.org',
    serial: '02',
    publicKeyId: 'e1',
    altNames: [{ type: 'dns', value: 'west.example.org' }],
  });
  return said(
    {
      files: {
        'swanctl.conf': swanctl({
          own: 'east',
          local: change.eastLocal ?? 'auth = pubkey\n      certs = east.pem',
          remote: 'auth = pubkey',
          connection: change.eastConnection ?? '',
        }),
      },
      more: {
        certificates: [certificate(change.one), root],
        privateKeys: ['e0'],
        whole: true,
        now,
        ...change.east,
      },
    },
    {
      files: {
        'swanctl.conf': swanctl({
          own: 'west',
          local: 'auth = pubkey\n      certs = west.pem',
          remote: change.westRemote ?? 'auth = pubkey',
        }),
      },
      more: { certificates: [west, root], privateKeys: ['e1'], whole: true, now, ...change.west },
    },
  );
}

describe('a certificate held against what the other end has', () => {
  it('is taken where everything is there, and then the whole would establish', async () => {
    const one = await ofEast();
    expect(one.of('certificate', 'east')).toMatchObject({ verdict: 'agrees', why: null });
    expect(one.of('certificate', 'west')).toMatchObject({ verdict: 'agrees', why: null });
    expect(one.result).toBe('would-establish');
  });

  const faults: readonly (readonly [why: string, change: Change])[] = [
    ['expired', { one: { notAfter: now - day } }],
    ['not-yet-valid', { one: { notBefore: now + day } }],
    // That of an authority on the way ends it as well.
    ['expired', { west: { certificates: [authority('Root', 'aa', { notAfter: now - day })] } }],
    ['issuer-unknown', { one: { issuer: 'CN=Sub', authorityKeyId: 'bb' } }],
    // The same name and another key is another authority.
    ['issuer-unknown', { west: { certificates: [authority('Root', 'cc')] } }],
    ['revoked', { west: { revocationLists: [list(['01'])] } }],
    ['certificate-missing', { east: { certificates: [root] } }],
    ['certificate-not-sent', { eastConnection: 'send_cert = never' }],
    ['key-too-small', { one: { key: 'RSA 2048' }, westRemote: 'auth = rsa-3072' }],
    ['key-refused', { westRemote: 'auth = rsa' }],
    ['signature-refused', { westRemote: 'auth = ike:ecdsa-sha512' }],
    [
      'path-too-long',
      {
        one: { issuer: 'CN=Sub', authorityKeyId: 'bb' },
        west: { certificates: [sub, authority('Root', 'aa', { pathLength: 0 })] },
      },
    ],
    ['key-usage', { one: { keyUsage: ['keyEncipherment'] } }],
  ];
  it.each(faults)('is refused: %s', async (why, change) => {
    const one = await ofEast(change);
    expect(one.of('certificate', 'east')).toMatchObject({ verdict: 'mismatch', why });
    expect(one.result).toBe('would-fail');
  });

  const open: readonly (readonly [why: string, needs: string, change: Change])[] = [
    // Who does not say that all files are here may have an authority elsewhere.
    ['trust-decides', 'authority', { west: { certificates: [], whole: false } }],
    ['private-key-decides', 'private-key', { east: { privateKeys: ['ff'] } }],
    ['certificate-decides', 'certificate', { east: { certificates: [root], whole: false } }],
    ['certificate-decides', 'certificate', { eastLocal: 'auth = pubkey\n      pubkeys = east.pub' }],
    ['clocks-differ', 'clock', { west: { now: now + 400n * day } }],
    ['revocation-decides', 'revocation-list', { westRemote: 'auth = pubkey\n      revocation = strict' }],
    ['revocation-decides', 'revocation-list', { one: { revocationPlaces: true } }],
    [
      'revocation-decides',
      'revocation-list',
      {
        westRemote: 'auth = pubkey\n      revocation = strict',
        west: { revocationLists: [list([], now - day)] },
      },
    ],
    // Which of the hashes is signed with where several are taken is left to the signer.
    ['signature-decides', 'signature', { westRemote: 'auth = ike:ecdsa-sha256-ecdsa-sha512' }],
    // charon trusts whom it was given by itself.
    [
      'trust-decides',
      'authority',
      { one: { issuer: 'CN=Nobody' }, west: { certificates: [certificate({ issuer: 'CN=Nobody' })] } },
    ],
    ['purpose-decides', 'release', { one: { extendedKeyUsage: ['codeSigning'] } }],
    ['trust-decides', 'authority', { westRemote: 'auth = pubkey\n      cacerts = other.pem' }],
  ];
  it.each(open)('is open: %s, and what would settle it is %s', async (why, needs, change) => {
    const one = await ofEast(change);
    expect(one.of('certificate', 'east')).toMatchObject({ verdict: 'cannot-be-verified', why, needs });
    expect(one.result).not.toBe('would-establish');
  });

  it('needs the time', async () => {
    const { now: _, ...timeless } = { certificates: [root], privateKeys: ['e1'], whole: true, now };
    const one = await said(
      {
        files: {
          'swanctl.conf': swanctl({ own: 'east', local: 'auth = pubkey\n certs = east.pem', remote: 'auth = psk' }),
        },
        more: { certificates: [certificate(), root], privateKeys: ['e0'], whole: true },
      },
      {
        files: { 'swanctl.conf': swanctl({ own: 'west', local: 'auth = psk', remote: 'auth = pubkey' }) },
        more: timeless,
      },
    );
    expect(one.of('certificate', 'east')).toMatchObject({ why: 'time-decides', needs: 'time' });
  });

  it('goes by way of authorities that charon sends along, and of lists that are current', async () => {
    const leaf = { issuer: 'CN=Sub', authorityKeyId: 'bb' };
    const along = await ofEast({ one: leaf, east: { certificates: [certificate(leaf), sub, root] } });
    expect(along.of('certificate', 'east')).toMatchObject({ verdict: 'agrees' });
    const strict = await ofEast({
      westRemote: 'auth = pubkey\n      revocation = strict',
      west: { revocationLists: [list([])] },
    });
    expect(strict.of('certificate', 'east')).toMatchObject({ verdict: 'agrees' });
    // Of an authority that was renewed the one that is valid counts.
    const renewed = await ofEast({
      west: { certificates: [authority('Root', 'aa', { serial: '09', notAfter: now - day }), root] },
    });
    expect(renewed.of('certificate', 'east')).toMatchObject({ verdict: 'agrees' });
    const larger = await ofEast({ one: { key: 'RSA 4096' }, westRemote: 'auth = rsa-3072' });
    expect(larger.of('certificate', 'east')).toMatchObject({ verdict: 'agrees' });
  });

  it('is the one that charon finds for its identity where none is named', async () => {
    const change = { eastLocal: 'auth = pubkey' };
    expect((await ofEast(change)).of('certificate', 'east')).toMatchObject({ verdict: 'agrees' });
    const other = await ofEast({ ...change, one: { altNames: [{ type: 'dns', value: 'elsewhere.example.org' }] } });
    expect(other.of('certificate', 'east')).toMatchObject({ verdict: 'mismatch', why: 'certificate-missing' });
  });
});
