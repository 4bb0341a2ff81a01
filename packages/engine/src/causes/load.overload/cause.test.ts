import { describeCause } from '../describe-cause.fixture.ts';
import { boot, from, giveUp, healthy, initRequest } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** b turns a away; before it real peers, or strangers who never come back. */
function crowd(comesBack: boolean): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  for (let i = 1; i <= 30; i += 1) p.stranger(i, { comesBack });
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest, { lost: 'in' });
  p.say('b', '[NET] ignoring IKE_SA setup from 192.0.2.10, half-open IKE_SA limit of 20 reached');
  giveUp(p, { lost: 'in' }, 2);
  return p.evidence();
}

const files = crowd(true);

describeCause('load.overload', {
  proves: { files, confidence: 'certain' },
  unlike: {
    'strangers who never come back are the load': { files: crowd(false), is: 'load.flood' },
    'nobody else asks': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
