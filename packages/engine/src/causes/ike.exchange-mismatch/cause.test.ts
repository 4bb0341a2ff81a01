import { describeCause } from '../describe-cause.fixture.ts';
import { boot, conf, from } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** Aggressive mode; b has a connection for the peer, with this method. */
function aggressive(method: 'psk' | 'pubkey'): readonly EvidenceFile[] {
  const p = play({ version: 1 });
  boot(p, 'a', 'b');
  p.say('a', `[IKE] initiating Aggressive Mode IKE_SA net[1] to ${p.b}`);
  p.message('a', 'AGGRESSIVE request 0 [ SA KE No ID V V V ]');
  p.say(
    'b',
    '[IKE] 192.0.2.10 is initiating a Aggressive Mode IKE_SA',
    '[CFG] looking for pre-shared key peer configs matching 198.51.100.20...192.0.2.10[a.example]',
    '[IKE] found 1 matching config, but none allows pre-shared key authentication using Aggressive Mode',
  );
  p.message('b', 'INFORMATIONAL_V1 request 2401837465 [ N(AUTH_FAILED) ]');
  p.say('a', '[IKE] received AUTHENTICATION_FAILED error notify');
  p.life('a', 'b');
  conf(p, 'a', { version: 1, aggressive: true });
  conf(p, 'b', { version: 1, auth: method });
  return p.evidence();
}

const files = aggressive('psk');

describeCause('ike.exchange-mismatch', {
  proves: { files, confidence: 'certain', details: { exchange: 'Aggressive' } },
  unlike: {
    'the method differs, not only the mode': { files: aggressive('pubkey'), is: 'auth.method-mismatch' },
  },
  cannotTell: { files: from('a', files) },
});
