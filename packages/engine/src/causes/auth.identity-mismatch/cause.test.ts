import { describe, expect, it } from 'vitest';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, conf, from, healthy } from '../exchanges.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';

const says = [
  '[CFG] looking for peer configs matching 198.51.100.20[b.example]...192.0.2.10[guest.example]',
  '[CFG] no matching peer config found',
];
const files = authRefused({ found: false, says, files: (p) => conf(p, 'b') });

describeCause('auth.identity-mismatch', {
  proves: { files, confidence: 'certain', details: { sent: 'guest.example' } },
  unlike: {
    'the identity is expected, from another address': {
      files: authRefused({ found: false, says, files: (p) => conf(p, 'b', { peerId: 'guest.example' }) }),
      is: 'policy.wrong-connection',
    },
    'the identity is right and the key is not': {
      files: authRefused({
        says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
      }),
      is: 'auth.psk-mismatch',
    },
    'no key is trusted because the certificate is revoked': {
      files: authRefused({
        method: 'certificate',
        says: [
          ...certificateCame,
          '[CFG] certificate was revoked on Sep 01 10:00:00 UTC 2025, reason: key compromise',
          "[IKE] no trusted RSA public key found for 'a.example'",
        ],
      }),
      is: 'auth.certificate-revoked',
    },
    'authentication goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});

describe('a certificate that no daemon finds a key in', () => {
  const noKey = "[IKE] no trusted RSA public key found for 'a.example'";

  it('does not carry the identity when charon names none that does', async () => {
    const files = authRefused({ method: 'certificate', says: [...certificateCame.slice(0, -1), noKey] });
    const diagnosis = await diagnoseFiles(files);
    expect(causesOf(diagnosis).map(({ id, confidence }) => [id, confidence])).toEqual([
      ['auth.identity-mismatch', 'likely'],
    ]);
    expect(diagnosis.rivals).toEqual([]);
  });

  it('carries it where its authority is named, though the line that names itself is gone', async () => {
    const authority = '[CFG]   using trusted ca certificate "C=KR, O=Example Works, CN=Root"';
    const says = [...certificateCame.slice(0, -1), authority, noKey];
    const diagnosis = await diagnoseFiles(authRefused({ method: 'certificate', says }));
    expect(causesOf(diagnosis).map(({ confidence }) => confidence)).toEqual(['possible']);
    expect(candidates(diagnosis)).toEqual(
      expect.arrayContaining(['auth.certificate-untrusted', 'auth.certificate-expired']),
    );
  });

  it('carries it when charon names it, and then the check that failed is not told', async () => {
    const diagnosis = await diagnoseFiles(authRefused({ method: 'certificate', says: [...certificateCame, noKey] }));
    expect(causesOf(diagnosis)[0]).toMatchObject({ id: 'auth.certificate-untrusted', confidence: 'possible' });
    expect(candidates(diagnosis)).toContain('auth.certificate-expired');
    expect(candidates(diagnosis)).not.toContain('auth.signature-rejected');
  });
});
