import { describeCause } from '../describe-cause.fixture.ts';
import { askAuth, boot, findPeer, from, giveUp, healthy, lacking, saInit } from '../exchanges.fixture.ts';
import { play, type EvidenceFile, type MessageOptions } from '../play.fixture.ts';

/** IKE_SA_INIT goes well on 500; IKE_AUTH on 4500 does not get through as `how` says. */
function floated(how: MessageOptions): readonly EvidenceFile[] {
  const p = play({ nat: '203.0.113.9' });
  boot(p, 'a', 'b');
  saInit(p);
  p.say('a', '[IKE] local host is behind NAT, sending keep alives');
  askAuth(p, how);
  giveUp(p, how);
  return p.evidence();
}

const files = floated({ lost: 'path' });

/** The request is taken in, and no answer is ever sent. */
function swallowed(): readonly EvidenceFile[] {
  const p = play({ nat: '203.0.113.9' });
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p);
  findPeer(p);
  giveUp(p);
  return p.evidence();
}

describeCause('path.nat-t-blocked', {
  proves: { files, confidence: 'certain', details: { direction: 'a->b', where: 'path', crossedOn4500: 0 } },
  unlike: {
    'only what is sent in fragments is lost': {
      files: floated({ lost: 'path', mtu: 1280, bytes: 2400, firstArrives: true }),
      is: 'path.fragments-dropped',
    },
    'the request arrives and the peer falls silent': { files: swallowed(), is: 'ike.peer-failed' },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: lacking(from('a', files), '.log') },
  // Without a trace of what came after the first exchange that is what stays silent.
  instead: ['path.ike-blocked', 'ike.peer-failed'],
});
