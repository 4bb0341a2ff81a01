import { describe, expect, it } from 'vitest';
import { describeCause } from '../describe-cause.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';
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

describe('a clock that was reset', () => {
  const early = (date: string): string[] => [
    `${date} 00:02:01 06[ENC] <net|1> generating IKE_AUTH request 1 [ IDi CERT IDr AUTH SA TSi TSr ]`,
    `${date} 00:02:01 07[ENC] <net|1> parsed IKE_AUTH response 1 [ IDr CERT AUTH SA TSi TSr ]`,
    `${date} 00:02:01 07[CFG] <net|1> subject certificate invalid (valid from Jan 01 00:00:00 2024 to Jan 01 00:00:00 2034)`,
    `${date} 00:02:01 07[IKE] <net|1> no trusted RSA public key found for 'b.example'`,
  ];

  it('is the likely cause where the log is older than IKEv2, and only possible where it is not', async () => {
    for (const [date, expected] of [
      ['1970-01-01', ['host.clock', 'likely']],
      ['2004-02-29', ['host.clock', 'likely']],
      ['2023-06-01', ['auth.certificate-not-yet-valid', 'possible']],
    ] as const) {
      const { findings } = await diagnoseFiles([{ path: 'a/charon.log', lines: early(date) }]);
      expect([findings[0]?.id, findings[0]?.confidence]).toEqual(expected);
    }
  });
});
