import { describeCause } from '../describe-cause.fixture.ts';
import { askAuth, boot, from, healthy, mainMode, saInit } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** b cannot read a message whose keys are right. */
function malformed(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p, { unread: true });
  p.say(
    'b',
    '[ENC] TRAFFIC_SELECTOR_SUBSTRUCTURE payload verification failed',
    '[ENC] could not decrypt payloads',
    '[IKE] message verification failed',
    '[IKE] IKE_AUTH request with message ID 1 processing failed',
  );
  p.message('b', 'IKE_AUTH response 1 [ N(INVAL_SYN) ]', { bytes: 76 });
  p.say('a', '[IKE] received INVALID_SYNTAX notify error');
  p.life('a', 'b');
  return p.evidence();
}

/** IKEv1: garbage after decryption is what a wrong key looks like. */
function garbage(): readonly EvidenceFile[] {
  const p = play({ version: 1 });
  boot(p, 'a', 'b');
  mainMode(p);
  p.message('a', 'ID_PROT request 0 [ ID HASH N(INITIAL_CONTACT) ]', { bytes: 108, unread: true });
  p.say(
    'b',
    '[ENC] invalid ID_V1 payload length, decryption failed?',
    '[ENC] could not decrypt payloads',
    '[IKE] message parsing failed',
  );
  p.message('b', 'INFORMATIONAL_V1 request 1298374650 [ HASH N(PLD_MAL) ]', { bytes: 76 });
  p.say('b', '[IKE] ID_PROT request with message ID 0 processing failed');
  p.say(
    'a',
    '[IKE] ignore malformed INFORMATIONAL request',
    '[IKE] INFORMATIONAL_V1 request with message ID 1298374650 processing failed',
  );
  p.life('a', 'b');
  return p.evidence();
}

const files = malformed();

describeCause('ike.protocol-violation', {
  proves: { files, confidence: 'likely' },
  unlike: {
    'the keys of main mode differ': { files: garbage(), is: 'auth.psk-mismatch' },
    'all messages are read': { files: healthy(), is: null },
  },
  cannotTell: { files: from('b', files) },
  // Nobody reads which notify an encrypted refusal holds.
  orCertain: ['auth.psk-mismatch'],
  instead: ['auth.psk-mismatch', 'auth.identity-mismatch', 'auth.method-mismatch', 'auth.secret-missing'],
});
