import { describeCause } from '../describe-cause.fixture.ts';
import { childRefused, espTalk, from, healthy } from '../exchanges.fixture.ts';

const hears = ['[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built'];
const files = childRefused({
  says: espTalk('AES_CBC_256/HMAC_SHA2_256_128/NO_EXT_SEQ', 'AES_GCM_16_256/NO_EXT_SEQ'),
  notify: 'NO_PROP',
  hears,
});

describeCause('proposal.esp-mismatch', {
  proves: {
    files,
    confidence: 'certain',
    details: { decidedBy: 'b', received: ['ESP:AES_CBC_256/HMAC_SHA2_256_128/NO_EXT_SEQ'] },
  },
  unlike: {
    'only the groups differ': {
      files: childRefused({
        says: espTalk(
          'AES_CBC_256/HMAC_SHA2_256_128/MODP_2048/NO_EXT_SEQ',
          'AES_CBC_256/HMAC_SHA2_256_128/ECP_384/NO_EXT_SEQ',
        ),
        notify: 'NO_PROP',
        hears,
      }),
      is: 'proposal.pfs-mismatch',
    },
    'the selectors do not fit': {
      files: childRefused({
        says: ['[IKE] traffic selectors 10.9.0.0/24 === 10.1.0.0/24 unacceptable'],
        notify: 'TS_UNACCEPT',
        hears: ['[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built'],
      }),
      is: 'policy.selector-mismatch',
    },
    'the child stands': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
