import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, certificateCame, from, healthy } from '../exchanges.fixture.ts';

const says = [
  ...certificateCame,
  '[CFG]   using trusted ca certificate "C=KR, O=Example Works, CN=Root"',
  '[CFG] subject certificate invalid (valid from Jan 10 09:00:00 2024 to Jan 10 09:00:00 2025)',
  "[IKE] no trusted RSA public key found for 'a.example'",
];
/** Validity ends in January 2025; it is November 2024, and b believes that it is 2025. */
const files = authRefused({ method: 'certificate', play: { start: 1_730_628_000n, clock: { b: 31_536_000n } }, says });

describeCause('host.clock', {
  proves: { files, confidence: 'likely', details: { host: 'b' } },
  unlike: {
    'the certificate is past its end by both clocks': {
      files: authRefused({ method: 'certificate', says }),
      is: 'auth.certificate-expired',
    },
    'the clocks differ and nothing depends on them': {
      files: healthy(),
      is: null,
    },
  },
  cannotTell: { files: from('b', files) },
});
