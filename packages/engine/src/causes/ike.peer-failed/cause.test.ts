import { expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { askAuth, askRekey, boot, findPeer, from, giveUp, healthy, saInit } from '../exchanges.fixture.ts';
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

/** A rekey that the peer takes in; its answer comes after the other end has given up, or never. */
function rekey(late: boolean): readonly EvidenceFile[] {
  const p = play();
  askRekey(p);
  giveUp(p);
  p.wait(3);
  if (late) p.message('b', 'CREATE_CHILD_SA response 2 [ SA No KE TSi TSr ]', { bytes: 460, lost: 'in' });
  p.wait(1);
  p.life('a', 'b');
  return p.evidence();
}

it('is not certain where the answer comes too late: the peer was not silent', async () => {
  for (const [late, confidence] of [
    [false, 'certain'],
    [true, 'likely'],
  ] as const)
    expect(causesOf(await diagnoseFiles(rekey(late)))).toMatchObject([{ id: 'ike.peer-failed', confidence }]);
});
