import { describeCause } from '../describe-cause.fixture.ts';
import { conf, firstRefused, from, healthy } from '../exchanges.fixture.ts';

const says = ['[IKE] no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN'];
const files = firstRefused({
  says,
  files: (p) => {
    conf(p, 'a');
    conf(p, 'b', { version: 1 });
  },
});

describeCause('ike.version-mismatch', {
  proves: { files, confidence: 'certain', details: { initiatorVersion: 2 } },
  unlike: {
    'the versions agree and no connection fits the addresses': {
      files: firstRefused({
        says,
        files: (p) => {
          conf(p, 'a');
          conf(p, 'b', { remote: '203.0.113.7' });
        },
      }),
      is: 'policy.no-ike-config',
    },
    'the versions agree and all goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
