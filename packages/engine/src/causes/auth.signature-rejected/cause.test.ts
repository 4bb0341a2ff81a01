import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, from, healthy } from '../exchanges.fixture.ts';

const trusted = '[CFG]   using trusted ca certificate "C=KR, O=Example Works, CN=Root"';
const refusal = (scheme: string): readonly string[] => [
  ...certificateCame,
  trusted,
  "[IKE] authentication of 'a.example' with RSA_EMSA_PKCS1_SHA1 successful",
  `[CFG] ${scheme} not acceptable`,
  "[CFG] selected peer config 'net' unacceptable: non-matching authentication done",
  '[CFG] no alternative config found',
];
const files = authRefused({ method: 'certificate', says: refusal('ike signature scheme RSA_EMSA_PKCS1_SHA1') });

describeCause('auth.signature-rejected', {
  proves: { files, confidence: 'certain', details: { what: 'RSA_EMSA_PKCS1_SHA1' } },
  unlike: {
    'the key is too short for the policy': {
      files: authRefused({ method: 'certificate', says: refusal('RSA-1024 signatures') }),
      is: 'auth.certificate-unsuitable',
    },
    'authentication goes well': { files: healthy({ method: 'certificate' }), is: null },
  },
  cannotTell: { files: from('a', files) },
});
