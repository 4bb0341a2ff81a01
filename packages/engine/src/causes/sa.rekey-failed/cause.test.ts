import { describeCause } from '../describe-cause.fixture.ts';
import { askRekey, espTalk, from } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** The replacement of the child is refused by b. */
function refused(says: readonly string[], notify: string, name: string): readonly EvidenceFile[] {
  const p = play();
  askRekey(p);
  p.say('b', ...says);
  p.message('b', `CREATE_CHILD_SA response 2 [ N(${notify}) ]`, { bytes: 76 });
  p.say('a', `[IKE] received ${name} notify error`, '[IKE] CHILD_SA rekeying failed, trying again in 13 seconds');
  p.life('a', 'b');
  return p.evidence();
}

function done(): readonly EvidenceFile[] {
  const p = play();
  askRekey(p);
  p.say(
    'b',
    '[IKE] inbound CHILD_SA lan{2} established with SPIs cb500012_i c1a00011_o and TS 10.2.0.0/24 === 10.1.0.0/24',
  );
  p.message('b', 'CREATE_CHILD_SA response 2 [ SA No KE TSi TSr ]', { bytes: 440 });
  p.say(
    'a',
    '[IKE] inbound CHILD_SA lan{2} established with SPIs c1a00011_i cb500012_o and TS 10.1.0.0/24 === 10.2.0.0/24',
  );
  p.life('a', 'b');
  return p.evidence();
}

const files = refused(
  ['[IKE] unable to rekey, ESP CHILD_SA with SPI c1a00001 not found'],
  'NO_CHILD_SA',
  'CHILD_SA_NOT_FOUND',
);

describeCause('sa.rekey-failed', {
  proves: { files, confidence: 'likely' },
  unlike: {
    'the group of the replacement is not wanted': {
      files: refused(
        espTalk(
          'AES_CBC_256/HMAC_SHA2_256_128/ECP_384/NO_EXT_SEQ',
          'AES_CBC_256/HMAC_SHA2_256_128/MODP_2048/NO_EXT_SEQ',
        ),
        'NO_PROP',
        'NO_PROPOSAL_CHOSEN',
      ),
      is: 'proposal.pfs-mismatch',
    },
    'the child is replaced': { files: done(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
