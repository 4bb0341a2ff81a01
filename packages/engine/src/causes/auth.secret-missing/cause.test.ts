import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, conf, from, healthy } from '../exchanges.fixture.ts';

const says = ["[IKE] no shared key found for 'b.example' - 'a.example'"];
/** The configurations of both ends agree on who they are, and b's holds no secret. */
const files = authRefused({
  says,
  files: (p) => {
    conf(p, 'a');
    conf(p, 'b', { secret: null });
  },
});

describeCause('auth.secret-missing', {
  proves: { files, confidence: 'certain', details: { localId: 'b.example', remoteId: 'a.example' } },
  unlike: {
    'the secret is there under another identity': {
      files: authRefused({
        says,
        files: (p) => {
          conf(p, 'a');
          conf(p, 'b', { peerId: 'c.example' });
        },
      }),
      is: 'auth.identity-mismatch',
    },
    'a key is found and does not fit': {
      files: authRefused({
        says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
      }),
      is: 'auth.psk-mismatch',
    },
    'authentication goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
  // What b is configured for may be gone with its word for it.
  instead: ['auth.psk-mismatch', 'auth.identity-mismatch', 'auth.method-mismatch'],
});
