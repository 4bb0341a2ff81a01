import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, from, healthy } from '../exchanges.fixture.ts';

const says = [
  ...certificateCame,
  '[CFG]   using trusted ca certificate "C=KR, O=Example Works, CN=Root"',
  '[CFG] checking certificate status of "C=KR, O=Example Works, CN=a.example"',
  '[CFG] certificate was revoked on Sep 01 10:00:00 UTC 2025, reason: key compromise',
  "[IKE] no trusted RSA public key found for 'a.example'",
];
const files = authRefused({ method: 'certificate', says });

describeCause('auth.certificate-revoked', {
  proves: { files, confidence: 'certain', details: { checkedBy: 'b' } },
  unlike: {
    'whether it is revoked cannot be found out, and policy wants to know': {
      files: authRefused({
        method: 'certificate',
        says: [
          ...certificateCame,
          '[CFG] checking certificate status of "C=KR, O=Example Works, CN=a.example"',
          "[CFG]   fetching crl from 'http://192.0.2.250/root.crl' ...",
          '[CFG] crl fetching failed',
          '[CFG] certificate status is not available',
          "[IKE] authentication of 'a.example' with RSA_EMSA_PKCS1_SHA2_256 successful",
          '[CFG] constraint check failed: RULE_CRL_VALIDATION is FAILED, but requires at least GOOD',
          "[CFG] selected peer config 'net' unacceptable: non-matching authentication done",
          '[CFG] no alternative config found',
        ],
      }),
      is: 'auth.revocation-unreachable',
    },
    'authentication goes well': { files: healthy({ method: 'certificate' }), is: null },
  },
  cannotTell: { files: from('a', files) },
});
