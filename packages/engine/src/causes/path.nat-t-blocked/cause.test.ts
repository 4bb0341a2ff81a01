import { expect, it } from 'vitest';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import {
  askAuth,
  boot,
  captures,
  findPeer,
  from,
  giveUp,
  healthy,
  lacking,
  mainMode,
  saInit,
} from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type MessageOptions } from '../play.fixture.ts';

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

/** Main mode floats, message 5 arrives on 4500, and message 6 is lost each time that it is sent. */
function lastLost(): readonly EvidenceFile[] {
  const p = play({ version: 1, nat: '203.0.113.9' });
  boot(p, 'a', 'b');
  mainMode(p);
  p.float();
  p.message('a', 'ID_PROT request 0 [ ID HASH N(INITIAL_CONTACT) ]', { bytes: 108 });
  p.message('b', 'ID_PROT response 0 [ ID HASH ]', { bytes: 92, lost: 'path' });
  for (let i = 1; i <= 3; i += 1) {
    p.wait(2 * i + 2);
    p.life('a', 'b');
    p.retransmit('b', i, { bytes: 92, lost: 'path' });
  }
  p.life('a', 'b');
  return p.evidence();
}

it('is not ruled out by the other way of UDP 4500, and not certain where only the last message is lost', async () => {
  const both = captures(lastLost());
  for (const files of [both, from('b', both)]) {
    const diagnosis = await diagnoseFiles(files);
    expect(candidates(diagnosis)).toContain('path.nat-t-blocked');
    expect(candidates(diagnosis)).toContain('ike.lost-final-message');
    expect(causesOf(diagnosis).filter(({ confidence }) => confidence === 'certain')).toEqual([]);
  }
});

it('is an answer for a last message that never comes, also where the log of its receiver is missing and the sender was stopped', async () => {
  const p = play({ version: 1, nat: '203.0.113.9' });
  boot(p, 'a', 'b');
  mainMode(p);
  p.float();
  p.message('a', 'ID_PROT request 0 [ ID HASH N(INITIAL_CONTACT) ]', { bytes: 108 });
  p.say('b', '[IKE] IKE_SA net[1] established between 198.51.100.20[b.example]...203.0.113.9[a.example]');
  p.message('b', 'ID_PROT response 0 [ ID HASH ]', { bytes: 92, lost: 'path' });
  for (let i = 1; i <= 3; i += 1) {
    p.wait(2 * i + 2);
    p.life('a', 'b');
    p.retransmit('a', i, { unread: true });
    p.say('b', '[IKE] received retransmit of request with ID 0, retransmitting response');
    p.resend('b', { lost: 'path' });
  }
  p.life('a', 'b');
  p.wait(2);
  p.say(
    'b',
    '[DMN] SIGTERM received, shutting down',
    '[IKE] deleting IKE_SA net[1] between 198.51.100.20[b.example]...203.0.113.9[a.example]',
  );
  const diagnosis = await diagnoseFiles(lacking(p.evidence(), 'a/charon.log'));
  expect(diagnosis.verdict).toBe('failing');
  expect(candidates(diagnosis)).toContain('path.nat-t-blocked');
});
