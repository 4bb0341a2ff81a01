import { describeCause } from '../describe-cause.fixture.ts';
import { askAuth, boot, findPeer, from, giveUp, healthy, saInit } from '../exchanges.fixture.ts';
import { play, type EvidenceFile, type MessageOptions } from '../play.fixture.ts';

/** IKE_AUTH arrives, is read, and nothing follows; or it does not arrive. */
function silence(how: MessageOptions): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p, how);
  if (how.lost === undefined) findPeer(p);
  giveUp(p, how);
  return p.evidence();
}

const files = silence({});

describeCause('ike.peer-failed', {
  proves: { files, confidence: 'certain', details: { lastTaken: 'IKE_AUTH request', peer: 'b' } },
  unlike: {
    'the request is lost on the way': { files: silence({ lost: 'path' }), is: 'path.nat-t-blocked' },
    'an answer comes': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
