import { describeCause } from '../describe-cause.fixture.ts';
import { conf, firstRefused, from, healthy } from '../exchanges.fixture.ts';

const files = firstRefused({
  says: [
    '[IKE] 192.0.2.10 is initiating an IKE_SA',
    '[CFG] received proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
    '[CFG] configured proposals: IKE:AES_GCM_16_256/PRF_HMAC_SHA2_512/ECP_521',
    '[IKE] received proposals unacceptable',
  ],
});

describeCause('proposal.ike-mismatch', {
  proves: {
    files,
    confidence: 'certain',
    details: {
      decidedBy: 'b',
      received: ['IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048'],
      configured: ['IKE:AES_GCM_16_256/PRF_HMAC_SHA2_512/ECP_521'],
    },
  },
  unlike: {
    'the same words on the wire, and no connection for the addresses': {
      files: firstRefused({
        says: ['[IKE] no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN'],
        files: (p) => {
          conf(p, 'a');
          conf(p, 'b', { remote: '203.0.113.7' });
        },
      }),
      is: 'policy.no-ike-config',
    },
    'a common proposal is found': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
