import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, from, healthy } from '../exchanges.fixture.ts';

const trusted = '[CFG]   using trusted ca certificate "C=KR, O=Example Works, CN=Root"';
const files = authRefused({
  method: 'certificate',
  says: [
    ...certificateCame,
    trusted,
    '[IKE] rejecting certificate without digitalSignature or nonRepudiation keyUsage flags',
    "[IKE] no trusted RSA public key found for 'a.example'",
  ],
});

describeCause('auth.certificate-unsuitable', {
  proves: { files, confidence: 'certain', details: { what: 'keyUsage' } },
  unlike: {
    'the certificate is fit and its signature algorithm is not wanted': {
      files: authRefused({
        method: 'certificate',
        says: [
          ...certificateCame,
          trusted,
          "[IKE] authentication of 'a.example' with RSA_EMSA_PKCS1_SHA1 successful",
          '[CFG] ike signature scheme RSA_EMSA_PKCS1_SHA1 not acceptable',
          "[CFG] selected peer config 'net' unacceptable: non-matching authentication done",
          '[CFG] no alternative config found',
        ],
      }),
      is: 'auth.signature-rejected',
    },
    'authentication goes well': { files: healthy({ method: 'certificate' }), is: null },
  },
  cannotTell: { files: from('a', files) },
});
