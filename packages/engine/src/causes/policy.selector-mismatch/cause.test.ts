import { describeCause } from '../describe-cause.fixture.ts';
import { childRefused, from, healthy } from '../exchanges.fixture.ts';

const hears = ['[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built'];
const files = childRefused({
  says: [
    '[CFG] looking for a child config for 10.9.0.0/24 === 10.1.0.0/24',
    '[IKE] traffic selectors 10.9.0.0/24 === 10.1.0.0/24 unacceptable',
  ],
  notify: 'TS_UNACCEPT',
  hears,
});

describeCause('policy.selector-mismatch', {
  proves: { files, confidence: 'certain', details: { proposedLocal: '10.9.0.0/24', proposedRemote: '10.1.0.0/24' } },
  unlike: {
    'the kernel refused the SA, and the peer was told of selectors': {
      files: childRefused({
        says: [
          '[KNL] received netlink error: Function not implemented (38)',
          '[KNL] unable to add SAD entry with SPI cb500002 (FAILED)',
          '[IKE] unable to install inbound and outbound IPsec SA (SAD) in kernel',
        ],
        notify: 'TS_UNACCEPT',
        hears,
      }),
      is: 'sa.install-failed',
    },
    'the child stands': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
