import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, certificateTalk, from, healthy } from '../exchanges.fixture.ts';

const issuer = (name: string): readonly string[] => [
  ...certificateCame,
  '[CFG] no issuer certificate found for "C=KR, O=Example Works, CN=a.example"',
  `[CFG]   issuer is "${name}"`,
  "[IKE] no trusted RSA public key found for 'a.example'",
];
const loads = {
  a: [
    '[CFG] loaded ca certificate "C=KR, O=Other House, CN=Their Root" from \'their-root.pem\'',
    '[CFG] loaded ca certificate "C=KR, O=Example Works, CN=Root" from \'root.pem\'',
  ],
};
const files = authRefused({ method: 'certificate', loads, says: issuer('C=KR, O=Other House, CN=Their Root') });

describeCause('auth.certificate-untrusted', {
  proves: { files, confidence: 'certain', details: { issuer: 'C=KR, O=Other House, CN=Their Root', checkedBy: 'b' } },
  unlike: {
    'both trust the same root and the certificate between is not sent': {
      files: authRefused({
        method: 'certificate',
        loads: { a: ['[CFG] loaded ca certificate "C=KR, O=Example Works, CN=Root" from \'root.pem\''] },
        asks: certificateTalk,
        says: [
          '[IKE] received cert request for "C=KR, O=Example Works, CN=Root"',
          ...issuer('C=KR, O=Example Works, CN=Branch'),
        ],
      }),
      is: 'auth.certificate-chain-incomplete',
    },
    'authentication goes well': { files: healthy({ method: 'certificate' }), is: null },
  },
  cannotTell: { files: from('a', files) },
});
