import { describeCause } from '../describe-cause.fixture.ts';
import { askRekey, espTalk, from } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** The first child stood; its replacement is answered. */
function rekey(answer: 'refused' | 'done', received: string, configured: string): readonly EvidenceFile[] {
  const p = play();
  askRekey(p);
  if (answer === 'refused') {
    p.say('b', ...espTalk(received, configured), '[IKE] failed to establish CHILD_SA, keeping IKE_SA');
    p.message('b', 'CREATE_CHILD_SA response 2 [ N(NO_PROP) ]', { bytes: 76 });
    p.say(
      'a',
      '[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built',
      '[IKE] failed to establish CHILD_SA, keeping IKE_SA',
      '[IKE] CHILD_SA rekeying failed, trying again in 13 seconds',
    );
  } else {
    p.say(
      'b',
      '[IKE] inbound CHILD_SA lan{2} established with SPIs cb500012_i c1a00011_o and TS 10.2.0.0/24 === 10.1.0.0/24',
    );
    p.message('b', 'CREATE_CHILD_SA response 2 [ SA No KE TSi TSr ]', { bytes: 440 });
    p.say(
      'a',
      '[IKE] inbound CHILD_SA lan{2} established with SPIs c1a00011_i cb500012_o and TS 10.1.0.0/24 === 10.2.0.0/24',
    );
  }
  p.life('a', 'b');
  return p.evidence();
}

const files = rekey(
  'refused',
  'AES_CBC_256/HMAC_SHA2_256_128/ECP_384/NO_EXT_SEQ',
  'AES_CBC_256/HMAC_SHA2_256_128/MODP_2048/NO_EXT_SEQ',
);

describeCause('proposal.pfs-mismatch', {
  proves: { files, confidence: 'certain', details: { decidedBy: 'b' } },
  unlike: {
    'the ciphers differ as well': {
      files: rekey(
        'refused',
        'AES_GCM_16_256/ECP_384/NO_EXT_SEQ',
        'AES_CBC_256/HMAC_SHA2_256_128/MODP_2048/NO_EXT_SEQ',
      ),
      is: 'proposal.esp-mismatch',
    },
    'the child is replaced': { files: rekey('done', '', ''), is: null },
  },
  cannotTell: { files: from('a', files) },
});
