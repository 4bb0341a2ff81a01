import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, conf, from, healthy } from '../exchanges.fixture.ts';

const says = ["[IKE] no shared key found for 'b.example' - 'a.example'"];
const files = authRefused({ says });

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
});
