import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, conf, from, healthy } from '../exchanges.fixture.ts';

const files = authRefused({
  says: [
    "[IKE] authentication of 'a.example' with pre-shared key successful",
    '[CFG] constraint requires public key authentication, but pre-shared key was used',
    "[CFG] selected peer config 'net' unacceptable: non-matching authentication done",
    '[CFG] no alternative config found',
  ],
});

describeCause('auth.method-mismatch', {
  proves: { files, confidence: 'certain', details: { offered: 'pre-shared key', wanted: 'public key' } },
  unlike: {
    'both use a pre-shared key and the keys differ': {
      files: authRefused({
        says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
        files: (p) => {
          conf(p, 'a', { secret: 'first-word' });
          conf(p, 'b', { secret: 'other-word' });
        },
      }),
      is: 'auth.psk-mismatch',
    },
    'authentication goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
