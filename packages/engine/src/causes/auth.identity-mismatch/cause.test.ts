import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, conf, from, healthy } from '../exchanges.fixture.ts';

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
