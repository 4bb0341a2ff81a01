import { describeCause } from '../describe-cause.fixture.ts';
import { askAuth, boot, bothProve, findPeer, from, healthy, refuseAuth, saInit, spiA } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** b has built everything; its answer does not come through, however often it is repeated, and its traffic does. */
function lost(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  bothProve(p);
  p.say('b', '[IKE] CHILD_SA lan{1} established with SPIs cb500002_i c1a00001_o and TS 10.2.0.0/24 === 10.1.0.0/24');
  p.message('b', 'IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]', { bytes: 220, lost: 'path' });
  for (let i = 1; i <= 3; i += 1) {
    p.wait(2 * i + 2);
    p.life('a', 'b');
    p.retransmit('a', i, { unread: true });
    p.say('b', '[IKE] received retransmit of request with ID 1, retransmitting response');
    p.resend('b', { lost: 'path' });
    p.esp('b', spiA, { udp: true, count: 1, first: i });
  }
  p.wait(20);
  p.say('a', '[IKE] giving up after 3 retransmits', '[IKE] establishing IKE_SA failed, peer not responding');
  p.life('a', 'b');
  return p.evidence();
}

function refused(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p);
  findPeer(p);
  p.say('b', "[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched");
  refuseAuth(p);
  return p.evidence();
}

const files = lost();

describeCause('ike.lost-final-message', {
  proves: {
    files,
    confidence: 'certain',
    details: { step: 'IKE_AUTH response', believes: 'b', doesNot: 'a', otherPacketsCross: true },
  },
  unlike: {
    'the responder refuses': { files: refused(), is: 'auth.psk-mismatch' },
    'the answer arrives': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
