import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, from, healthy } from '../exchanges.fixture.ts';

const says = [
  ...certificateCame,
  '[CFG]   using trusted ca certificate "C=KR, O=Example Works, CN=Root"',
  '[CFG] subject certificate invalid (valid from Mar 01 09:00:00 2026 to Mar 01 09:00:00 2028)',
  "[IKE] no trusted RSA public key found for 'a.example'",
];
const files = authRefused({ method: 'certificate', says });

describeCause('auth.certificate-not-yet-valid', {
  proves: { files, confidence: 'certain', details: { checkedBy: 'b' } },
  unlike: {
    'the certificate is valid by every clock but that of the host that checks': {
      files: authRefused({ method: 'certificate', play: { start: 1_782_896_400n, clock: { b: -31_536_000n } }, says }),
      is: 'host.clock',
    },
    'the certificate has expired': {
      files: authRefused({
        method: 'certificate',
        says: [
          ...certificateCame,
          '[CFG] subject certificate invalid (valid from Jan 10 09:00:00 2023 to Jan 10 09:00:00 2024)',
          "[IKE] no trusted RSA public key found for 'a.example'",
        ],
      }),
      is: 'auth.certificate-expired',
    },
    'authentication goes well': { files: healthy({ method: 'certificate' }), is: null },
  },
  cannotTell: { files: from('a', files) },
});
