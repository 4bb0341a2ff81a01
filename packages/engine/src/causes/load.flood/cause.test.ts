import { describeCause } from '../describe-cause.fixture.ts';
import { boot, giveUp, healthy, initRequest } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** Strangers by the dozen ask b, and a is turned away. `comesBack`: they are real peers, only many. */
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

const files = crowd(false);

describeCause('load.flood', {
  proves: { files, confidence: 'certain' },
  unlike: {
    'those who ask go on with the exchange': { files: crowd(true), is: 'load.overload' },
    'nobody else asks': { files: healthy(), is: null },
  },
  cannotTell: { files: files.filter((file) => file.path === 'b/capture.pcap') },
  instead: ['path.ike-blocked', 'ike.peer-failed'],
});
