import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, certificateTalk, from, healthy } from '../exchanges.fixture.ts';

const files = authRefused({
  method: 'certificate',
  asks: certificateTalk.slice(0, 3),
  payloads: 'IKE_AUTH request 1 [ IDi N(INIT_CONTACT) CERTREQ IDr AUTH SA TSi TSr ]',
  says: [
    '[CFG] looking for peer configs matching 198.51.100.20[b.example]...192.0.2.10[a.example]',
    "[CFG] selected peer config 'net'",
    "[IKE] no trusted RSA public key found for 'a.example'",
  ],
});

describeCause('auth.certificate-missing', {
  proves: { files, confidence: 'certain' },
  unlike: {
    'none came, and the issuer of the one at hand is not known': {
      files: authRefused({
        method: 'certificate',
        asks: certificateTalk.slice(0, 3),
        payloads: 'IKE_AUTH request 1 [ IDi N(INIT_CONTACT) CERTREQ IDr AUTH SA TSi TSr ]',
        says: [
          "[CFG] selected peer config 'net'",
          '[CFG]   using certificate "C=KR, O=Example Works, CN=a.example"',
          '[CFG] no issuer certificate found for "C=KR, O=Example Works, CN=a.example"',
          '[CFG]   issuer is "C=KR, O=Other House, CN=Their Root"',
          "[IKE] no trusted RSA public key found for 'a.example'",
        ],
      }),
      is: 'auth.certificate-untrusted',
    },
    'a certificate came and its issuer is not trusted': {
      files: authRefused({
        method: 'certificate',
        loads: { a: ['[CFG] loaded ca certificate "C=KR, O=Other House, CN=Their Root" from \'x.pem\''] },
        says: [
          ...certificateCame,
          '[CFG] no issuer certificate found for "C=KR, O=Example Works, CN=a.example"',
          '[CFG]   issuer is "C=KR, O=Other House, CN=Their Root"',
          "[IKE] no trusted RSA public key found for 'a.example'",
        ],
      }),
      is: 'auth.certificate-untrusted',
    },
    'a certificate came and carries another name': {
      files: authRefused({
        method: 'certificate',
        // charon says "using certificate" of one that carries the identity.
        says: [...certificateCame.slice(0, -1), "[IKE] no trusted RSA public key found for 'a.example'"],
      }),
      is: 'auth.identity-mismatch',
    },
    'authentication goes well': { files: healthy({ method: 'certificate' }), is: null },
  },
  cannotTell: { files: from('a', files) },
});
