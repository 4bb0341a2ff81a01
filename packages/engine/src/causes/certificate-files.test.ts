import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../document/types.ts';
import { makeCertificate, makeCrl, pem, type CertificateDraft } from '../protocol/certificate.fixture.ts';
import type { CertificateState } from '../observations/index.ts';
import type { CaseView } from './api.ts';
import { exampleCase } from './case.fixture.ts';
import { listedOutside } from './certificate-files.ts';
import { candidates, causesOf } from './describe-cause.fixture.ts';
import { authRefused, certificateCame, conf, lacking, type RefusalOptions } from './exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile, type Play } from './play.fixture.ts';

const root = {
  subject: 'C=KR, O=Example Works, CN=Root',
  issuer: 'C=KR, O=Example Works, CN=Root',
  ca: true,
  keyId: 'aa01',
};
const leaf: CertificateDraft = {
  subject: 'C=KR, O=Example Works, CN=a.example',
  issuer: root.subject,
  serial: '2001',
  dns: ['a.example'],
  usage: 0x80,
  issuerKeyId: 'aa01',
};
const certificate = (more: Partial<CertificateDraft> = {}): string =>
  pem('CERTIFICATE', makeCertificate({ ...leaf, ...more }));

/** b refuses the certificate of a, and its log, of the lowest level, does not say why. The play is of November 2025. */
function refused(files: (p: Play) => void, more: Partial<RefusalOptions> = {}): readonly EvidenceFile[] {
  return authRefused({
    method: 'certificate',
    says: [...certificateCame, "[IKE] no trusted ECDSA public key found for 'a.example'"],
    files,
    ...more,
  });
}

function first(diagnosis: Diagnosis): string {
  const [cause] = causesOf(diagnosis);
  return `${cause?.id ?? 'none'} ${cause?.confidence ?? ''}`;
}

const of = async (files: readonly EvidenceFile[]): Promise<string> => first(await diagnoseFiles(files));

describe('certificates of a refused proof', () => {
  const expired = certificate({ to: '2025-01-10T09:00:00Z' });

  it('one that was past its end is the likely cause, and is cited', async () => {
    const diagnosis = await diagnoseFiles(refused((p) => p.file('a', 'a.pem', expired)));
    expect(first(diagnosis)).toBe('auth.certificate-expired likely');
    const [cause] = causesOf(diagnosis);
    expect(cause?.details).toMatchObject({ notAfter: '2025-01-10T09:00:00Z', checkedBy: 'b' });
    const cited = cause?.evidence.map(({ source }) => diagnosis.sources.find(({ id }) => id === source));
    expect(
      cited?.some((source) => diagnosis.artifacts.find(({ id }) => id === source?.artifact)?.path === 'a/a.pem'),
    ).toBe(true);
  });

  it('is found in what the initiator alone has, where its connection names the file', async () => {
    const files = refused((p) => {
      p.file('a', 'a.pem', expired);
      conf(p, 'a', { auth: 'pubkey', secret: null, certs: 'a.pem' });
    });
    expect(await of(files.filter(({ path }) => path.startsWith('a/')))).toMatch(
      /^auth.certificate-expired (likely|possible)/,
    );
  });

  it.each([
    [
      'it was renewed, and the new one is there too',
      (p: Play) => p.file('a', 'chain.pem', expired + certificate({ serial: '2002' })),
    ],
    [
      'it is of somebody else',
      (p: Play) =>
        p.file('a', 'x.pem', certificate({ subject: 'CN=x.example', dns: ['x.example'], to: '2025-01-10T09:00:00Z' })),
    ],
    ['it was valid', (p: Play) => p.file('a', 'a.pem', certificate())],
  ])('says nothing where %s', async (_, files) => {
    expect(await of(refused(files))).not.toContain('expired');
  });

  it('says nothing where the proof was made with a shared key, or accepted', async () => {
    const psk = authRefused({
      says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
      files: (p) => p.file('a', 'a.pem', expired),
    });
    expect(await of(psk)).toBe(await of(lacking(psk, 'a.pem')));
  });

  it('not valid yet, revoked, made for something else: each is told', async () => {
    const crl = (serial: string, reason?: number): string =>
      pem(
        'X509 CRL',
        makeCrl({
          issuer: root.subject,
          revoked: [{ serial, at: '2025-09-01T00:00:00Z', ...(reason === undefined ? {} : { reason }) }],
        }),
      );
    expect(await of(refused((p) => p.file('a', 'a.pem', certificate({ from: '2026-02-01T00:00:00Z' }))))).toBe(
      'auth.certificate-not-yet-valid likely',
    );
    const revoked = (serial: string, reason?: number): readonly EvidenceFile[] =>
      refused((p) => {
        p.file('a', 'a.pem', certificate());
        p.file('b', 'root.crl.pem', crl(serial, reason));
      });
    expect(await of(revoked('2001'))).toBe('auth.certificate-revoked likely');
    // Of another number, or taken off the list again.
    expect(await of(revoked('2999'))).not.toContain('revoked');
    expect(await of(revoked('2001', 8))).not.toContain('revoked');
    expect(await of(refused((p) => p.file('a', 'a.pem', certificate({ purposes: ['1.3.6.1.5.5.7.3.3'] }))))).toMatch(
      /^auth.certificate-unsuitable/,
    );
    expect(
      await of(refused((p) => p.file('a', 'a.pem', certificate({ purposes: ['1.3.6.1.5.5.7.3.1'] })))),
    ).not.toContain('unsuitable');
  });

  it('an identity that the configured certificate lacks is told', async () => {
    const files = refused((p) => {
      p.file('a', 'a.pem', certificate({ dns: ['other.example'] }));
      conf(p, 'a', { auth: 'pubkey', secret: null, certs: 'a.pem' });
    });
    expect(await of(files)).toMatch(/^auth.identity-mismatch/);
  });

  it('no file ever makes it certain', async () => {
    for (const text of [
      expired,
      certificate({ from: '2026-02-01T00:00:00Z' }),
      certificate({ usage: 0x20 }),
      certificate(),
    ])
      for (const side of ['a', 'b'] as const)
        expect(
          await of(refused((p) => p.file(side, 'x.pem', text + pem('CERTIFICATE', makeCertificate(root))))),
        ).not.toContain('certain');
  });
});

describe('an issuer that the daemon did not find', () => {
  const link = {
    subject: 'C=KR, O=Example Works, CN=Sub',
    issuer: root.subject,
    ca: true,
    keyId: 'bb02',
    issuerKeyId: 'aa01',
  };
  const says = (issuer: string): readonly string[] => [
    ...certificateCame,
    `[CFG] no issuer certificate found for "C=KR, O=Example Works, CN=a.example"`,
    `[CFG]   issuer is "${issuer}"`,
    "[IKE] no trusted ECDSA public key found for 'a.example'",
  ];

  it('is a root of the peer where the peer has it as one', async () => {
    const files = authRefused({
      method: 'certificate',
      asks: ["[IKE] authentication of 'a.example' (myself) with ECDSA_WITH_SHA256_DER successful"],
      says: says('C=KR, O=Other, CN=Root 2'),
      files: (p) =>
        p.file(
          'a',
          'ca.pem',
          pem(
            'CERTIFICATE',
            makeCertificate({ subject: 'C=KR, O=Other, CN=Root 2', issuer: 'C=KR, O=Other, CN=Root 2', ca: true }),
          ),
        ),
    });
    expect(await of(files)).toBe('auth.certificate-untrusted certain');
  });

  it('is a link between where the peer has it and this end has what is above it', async () => {
    const files = authRefused({
      method: 'certificate',
      asks: ["[IKE] authentication of 'a.example' (myself) with ECDSA_WITH_SHA256_DER successful"],
      says: says(link.subject),
      files: (p) => {
        p.file('a', 'sub.pem', pem('CERTIFICATE', makeCertificate(link)));
        p.file('b', 'root.pem', pem('CERTIFICATE', makeCertificate(root)));
      },
    });
    expect(await of(files)).toMatch(/^auth.certificate-chain-incomplete (likely|possible)/);
    expect(await of(lacking(files, 'root.pem'))).not.toContain('certain');
  });
});

describe('a listing of the daemon', () => {
  const entry = (subject: string, issuer: string, keyId: string, more = ''): string => `  subject:  "${subject}"
  issuer:   "${issuer}"
  validity:  not before Jan 10 09:00:00 UTC 2020, ok
             not after  Jan 10 09:00:00 UTC 2040, ok (expires in 5000 days)
  serial:    01
  subjkeyId: ${keyId}
${more}  pubkey:    ECDSA 256 bits

`;
  const authorities = (...entries: readonly string[]): string => `List of X.509 CA Certificates\n\n${entries.join('')}`;
  const has = (name: string, text: string): readonly EvidenceFile[] =>
    refused((p) => {
      p.file('a', 'a.pem', certificate());
      p.file('b', name, text);
    });

  it('without the authority speaks for a certificate that is not trusted, and the one with it does not', async () => {
    const other = authorities(entry('CN=Other', 'CN=Other', 'cc:03'));
    expect(await of(has('list-certs.txt', other))).toMatch(/^auth.certificate-untrusted (likely|possible)/);
    const right = authorities(entry(root.subject, root.subject, 'aa:01'));
    expect(await of(has('list-certs.txt', right))).not.toContain('untrusted likely');
  });

  it('of an expired certificate does as its file does', async () => {
    const text = `List of X.509 End Entity Certificates

  subject:  "${leaf.subject}"
  issuer:   "${root.subject}"
  validity:  not before Jan 10 09:00:00 2020, ok
             not after  Jan 10 09:00:00 2025, expired (297 days ago)
  serial:    20:01
  altNames:  a.example
  pubkey:    ECDSA 256 bits, has private key
`;
    expect(await of(refused((p) => p.file('a', 'list-certs.txt', text)))).toBe('auth.certificate-expired likely');
    // Within what a time zone may be off it is not known.
    const near = text.replace('Jan 10 09:00:00 2025', 'Nov 03 02:00:00 2025');
    expect(await of(refused((p) => p.file('a', 'list-certs.txt', near)))).not.toContain('expired');
  });

  const leafOf = (validity: string, issuerKey = 'aa:01'): string => `List of X.509 End Entity Certificates

  subject:  "${leaf.subject}"
  issuer:   "${root.subject}"
  validity:  ${validity}
  serial:    20:01
  altNames:  a.example
  authkeyId: ${issuerKey}
  pubkey:    ECDSA 256 bits, has private key

`;
  const runs =
    'not before Jan 10 09:00:00 2020, ok\n             not after  Jan 10 09:00:00 2040, ok (expires in 5000 days)';

  it('tells which side of the validity NSS means, which calls both expired', () => {
    const day = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;
    const own = { kind: 'certificate', subject: leaf.subject, ca: false } as CertificateState;
    const view = (one: Partial<CertificateState>, at: string): CaseView => ({
      ...exampleCase([{ code: 'auth.certificate-invalid-time', role: 'responder', args: { subject: leaf.subject } }]),
      dump: (host) => (host === 'a' ? [{ ...own, ...one }] : []) as never[],
      timesOf: () => ({ own: day(at), common: day(at), error: 0n, theirs: null }),
    });
    const sides = (one: Partial<CertificateState>, at: string): readonly boolean[] => {
      const case_ = view(one, at);
      return case_
        .facts('auth.certificate-invalid-time')
        .flatMap((fact) => (['expired', 'not-yet-valid'] as const).map((side) => listedOutside(fact, case_, side)));
    };
    const validity = { notBefore: day('2024-01-01'), notAfter: day('2025-01-01') };
    expect(sides(validity, '2025-06-01')).toEqual([true, false]);
    expect(sides(validity, '2023-06-01')).toEqual([false, true]);
    expect(sides(validity, '2024-06-01')).toEqual([false, false]);
    expect(sides({ ...validity, subject: 'CN=somebody else' }, '2025-06-01')).toEqual([false, false]);
  });

  it('of the initiator alone: no link is missing where the checker asks for the root that issued it', async () => {
    const alone = (key: string, asked: string) =>
      refused(
        (p) => {
          conf(p, 'a', { auth: 'pubkey', secret: null });
          p.file('a', 'list-certs.txt', leafOf(runs, key) + authorities(entry(root.subject, root.subject, 'aa:01')));
        },
        { asks: [`[IKE] received cert request for "${asked}"`] },
      ).filter(({ path }) => path.startsWith('a/'));
    const rivals = async (key: string, asked: string): Promise<readonly string[]> =>
      candidates(await diagnoseFiles(alone(key, asked)));
    const direct = await rivals('aa:01', root.subject);
    expect(direct).not.toContain('auth.certificate-chain-incomplete');
    // By the clock here it is valid: the one that is wrong may be this one.
    expect(direct).toContain('auth.certificate-expired');
    expect(await rivals('bb:02', root.subject)).toContain('auth.certificate-chain-incomplete');
    expect(await rivals('aa:01', 'C=KR, O=Example Works, CN=Other')).toContain('auth.certificate-chain-incomplete');
  });
});
