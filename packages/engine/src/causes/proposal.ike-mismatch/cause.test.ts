import { expect, it } from 'vitest';
import { diagnoseFiles } from '../play.fixture.ts';
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

it('a group that pluto asks for anew is no more than possible where its log ends with it, and likely where nothing came', async () => {
  const line = (time: string, text: string): string => `Nov 22 ${time}: "net"[1] 192.0.2.10 #1: ${text}`;
  const asks = [
    line(
      '22:25:00.000000',
      'initiator guessed wrong keying material group (MODP1024); responding with INVALID_KE_PAYLOAD requesting MODP2048',
    ),
    line(
      '22:25:00.000100',
      'responding to IKE_SA_INIT message (ID 0) from 192.0.2.10:500 with unencrypted notification INVALID_KE_PAYLOAD',
    ),
  ];
  const sure = async (lines: readonly string[]): Promise<string | undefined> => {
    const { findings } = await diagnoseFiles([{ path: 'a/pluto.log', lines }]);
    expect(findings[0]?.id).toBe('proposal.ike-mismatch');
    return findings[0]?.confidence;
  };
  expect(await sure(asks)).toBe('possible');
  expect(await sure([...asks, 'Nov 22 22:35:00.000000: shutting down'])).toBe('likely');
});
