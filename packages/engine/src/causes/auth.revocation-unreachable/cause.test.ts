import { describeCause } from '../describe-cause.fixture.ts';
import {
  authRefused,
  certificateCame,
  certificateTalk,
  certificateRequest,
  acceptAuth,
  boot,
  from,
  saInit,
} from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

const failing = [
  '[CFG] checking certificate status of "C=KR, O=Example Works, CN=a.example"',
  "[CFG]   fetching crl from 'http://192.0.2.250/root.crl' ...",
  '[CFG] crl fetching failed',
  '[CFG] certificate status is not available',
];
const files = authRefused({
  method: 'certificate',
  says: [
    ...certificateCame,
    ...failing,
    "[IKE] authentication of 'a.example' with RSA_EMSA_PKCS1_SHA2_256 successful",
    '[CFG] constraint check failed: RULE_CRL_VALIDATION is FAILED, but requires at least GOOD',
    "[CFG] selected peer config 'net' unacceptable: non-matching authentication done",
    '[CFG] no alternative config found',
  ],
});

/** A lax policy does without. */
function lax(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  p.say('a', ...certificateTalk);
  p.float();
  p.message('a', certificateRequest, { bytes: 1180 });
  p.say('b', ...certificateCame, ...failing);
  acceptAuth(p, { method: 'certificate' });
  p.life('a', 'b');
  return p.evidence();
}

describeCause('auth.revocation-unreachable', {
  proves: { files, confidence: 'certain', details: { checkedBy: 'b' } },
  unlike: {
    'the check fails and a lax policy goes on': { files: lax(), is: null },
    'the certificate is known to be revoked': {
      files: authRefused({
        method: 'certificate',
        says: [
          ...certificateCame,
          '[CFG] certificate was revoked on Sep 01 10:00:00 UTC 2025, reason: superseded',
          "[IKE] no trusted RSA public key found for 'a.example'",
        ],
      }),
      is: 'auth.certificate-revoked',
    },
  },
  cannotTell: { files: from('a', files) },
});
