import { describeCause } from '../describe-cause.fixture.ts';
import { childRefused, from, healthy } from '../exchanges.fixture.ts';

const hears = ['[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built'];
const files = childRefused({
  says: [
    '[KNL] received netlink error: Function not implemented (38)',
    '[KNL] unable to add SAD entry with SPI cb500002 (FAILED)',
    '[IKE] unable to install inbound and outbound IPsec SA (SAD) in kernel',
  ],
  notify: 'TS_UNACCEPT',
  hears,
});

describeCause('sa.install-failed', {
  proves: { files, confidence: 'certain' },
  unlike: {
    'the selectors do not fit': {
      files: childRefused({
        says: ['[IKE] traffic selectors 10.9.0.0/24 === 10.1.0.0/24 unacceptable'],
        notify: 'TS_UNACCEPT',
        hears,
      }),
      is: 'policy.selector-mismatch',
    },
    'the SA is installed': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
