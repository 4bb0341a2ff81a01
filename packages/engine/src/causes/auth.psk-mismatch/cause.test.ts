import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, from, healthy } from '../exchanges.fixture.ts';

const files = authRefused({ says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"] });

describeCause('auth.psk-mismatch', {
  proves: {
    files,
    confidence: 'certain',
    details: { localId: 'b.example', remoteId: 'a.example', verifiedBy: 'b' },
  },
  unlike: {
    'the responder has no key for these identities': {
      files: authRefused({ says: ["[IKE] no shared key found for 'b.example' - 'a.example'"] }),
      is: 'auth.secret-missing',
    },
    'the responder knows no connection for the identity': {
      files: authRefused({
        says: [
          '[CFG] looking for peer configs matching 198.51.100.20[b.example]...192.0.2.10[a.example]',
          '[CFG] no matching peer config found',
        ],
        found: false,
      }),
      is: 'auth.identity-mismatch',
    },
    'authentication goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
