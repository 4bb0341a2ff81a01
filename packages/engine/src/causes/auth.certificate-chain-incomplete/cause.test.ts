import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, from, healthy } from '../exchanges.fixture.ts';

const says = (issuer: string): readonly string[] => [
  '[IKE] received cert request for "C=KR, O=Example Works, CN=Root"',
  ...certificateCame,
  '[CFG] no issuer certificate found for "C=KR, O=Example Works, CN=a.example"',
  `[CFG]   issuer is "${issuer}"`,
  "[IKE] no trusted RSA public key found for 'a.example'",
];
const root = '[CFG] loaded ca certificate "C=KR, O=Example Works, CN=Root" from \'root.pem\'';
const files = authRefused({
  method: 'certificate',
  loads: { a: [root], b: [root] },
  says: says('C=KR, O=Example Works, CN=Branch'),
});

describeCause('auth.certificate-chain-incomplete', {
  proves: { files, confidence: 'certain', details: { issuer: 'C=KR, O=Example Works, CN=Branch' } },
  unlike: {
    'the issuer is a root of the peer that this end does not trust': {
      files: authRefused({
        method: 'certificate',
        loads: { a: ['[CFG] loaded ca certificate "C=KR, O=Other House, CN=Their Root" from \'x.pem\''], b: [root] },
        says: says('C=KR, O=Other House, CN=Their Root').slice(1),
      }),
      is: 'auth.certificate-untrusted',
    },
    'authentication goes well': { files: healthy({ method: 'certificate' }), is: null },
  },
  cannotTell: { files: from('a', files) },
});
