import { describeCause } from '../describe-cause.fixture.ts';
import { boot, healthy, from, saInit, askAuth, findPeer, acceptAuth, unanswered } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** a cannot resolve the name of its peer; `later` it can. */
function unresolved(later: boolean): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.say(
    'a',
    "[CFG] vici initiate CHILD_SA 'lan'",
    "[LIB] resolving 'gate.b.example' failed: Name or service not known",
    '[IKE] unable to resolve gate.b.example, initiate aborted',
  );
  p.wait(3);
  p.life('a', 'b');
  if (later) {
    p.attempt();
    saInit(p);
    askAuth(p);
    findPeer(p);
    acceptAuth(p);
    p.life('a', 'b');
  }
  return p.evidence();
}

const files = unresolved(false);

describeCause('name.resolution-failed', {
  proves: { files, confidence: 'certain', details: { host: 'a', name: 'gate.b.example' } },
  unlike: {
    'the name resolves, and nobody answers': {
      files: unanswered({ before: (p) => p.ping('a') }),
      is: 'path.ike-blocked',
    },
    'it resolved a moment later': { files: unresolved(true), is: null },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('b', files), unseen: true },
});
