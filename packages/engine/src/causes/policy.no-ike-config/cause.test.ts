import { describeCause } from '../describe-cause.fixture.ts';
import { conf, firstRefused, from, healthy } from '../exchanges.fixture.ts';

const says = ['[IKE] no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN'];
const files = firstRefused({
  says,
  files: (p) => {
    conf(p, 'a');
    conf(p, 'b', { remote: '203.0.113.7' });
  },
});

describeCause('policy.no-ike-config', {
  proves: { files, confidence: 'certain', details: { local: '198.51.100.20', remote: '192.0.2.10' } },
  unlike: {
    'a connection fits the addresses and speaks the other version': {
      files: firstRefused({
        says,
        files: (p) => {
          conf(p, 'a');
          conf(p, 'b', { version: 1 });
        },
      }),
      is: 'ike.version-mismatch',
    },
    'the proposals have nothing in common': {
      files: firstRefused({
        says: [
          '[IKE] 192.0.2.10 is initiating an IKE_SA',
          '[CFG] received proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
          '[CFG] configured proposals: IKE:AES_GCM_16_256/PRF_HMAC_SHA2_512/ECP_521',
          '[IKE] received proposals unacceptable',
        ],
      }),
      is: 'proposal.ike-mismatch',
    },
    'a connection is found': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
