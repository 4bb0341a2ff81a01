import { expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { askAuth, authResponse, boot, findPeer, from, giveUp, healthy, saInit } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type MessageOptions } from '../play.fixture.ts';

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

it('is not certain where the answer comes too late: the peer was not silent', async () => {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p);
  findPeer(p);
  giveUp(p);
  p.wait(3);
  p.message('b', authResponse, { bytes: 220, lost: 'in' });
  p.wait(1);
  p.life('a', 'b');
  const causes = causesOf(await diagnoseFiles(p.evidence()));
  expect(causes.map(({ id }) => id)).toContain('ike.peer-failed');
  expect(causes.map(({ confidence }) => confidence)).not.toContain('certain');
});
