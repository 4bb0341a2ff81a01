import { describeCause } from '../describe-cause.fixture.ts';
import { acceptAuth, askAuth, authRequest, boot, conf, findPeer, refuseAuth, saInit } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** IKE_AUTH is refused; what the responder says of it is the test's. */
function refused(lines: readonly string[], sides: 'both' | 'initiator' = 'both'): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p);
  findPeer(p);
  p.say('b', ...lines);
  refuseAuth(p);
  p.life('a', 'b');
  return p.evidence().filter((file) => sides === 'both' || file.path.startsWith('a/'));
}

function healthy(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p);
  findPeer(p);
  acceptAuth(p);
  p.life('a', 'b');
  return p.evidence();
}

/** Main mode message 5 decrypts to garbage on b. */
function mainMode(): readonly EvidenceFile[] {
  return refused([authRequest]);
}

describeCause('auth.psk-mismatch', {
  proves: {
    files: refused(["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"]),
    confidence: 'certain',
    details: { localId: 'b.example', remoteId: 'a.example', verifiedBy: 'b' },
  },
  unlike: {
    'the responder has no key for these identities': {
      files: refused(["[IKE] no shared key found for 'b.example' - 'a.example'"]),
      is: 'auth.secret-missing',
    },
    'authentication goes well': { files: healthy(), is: null },
  },
  cannotTell: {
    files: refused(["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"], 'initiator'),
  },
});
void conf;
void mainMode;
