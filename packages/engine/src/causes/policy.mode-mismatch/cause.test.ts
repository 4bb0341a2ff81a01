import { describeCause } from '../describe-cause.fixture.ts';
import { boot, bothProve, childRefused, espTalk, conf, from, healthy, tunnel } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

const hears = ['[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built'];

/** The responder answers in tunnel mode, which the initiator does not take: it closes the child again. */
function refused(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  bothProve(p, { payloads: 'IKE_AUTH request 1 [ IDi N(INIT_CONTACT) IDr AUTH N(USE_TRANSP) SA TSi TSr ]' });
  p.say(
    'b',
    '[IKE] CHILD_SA lan{1} established with SPIs cb500002_i c1a00001_o and TS 198.51.100.20/32 === 192.0.2.10/32',
  );
  p.message('b', 'IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]', { bytes: 220 });
  p.say(
    'a',
    "[IKE] authentication of 'b.example' with pre-shared key successful",
    '[IKE] IKE_SA net[1] established between 192.0.2.10[a.example]...198.51.100.20[b.example]',
    '[IKE] TUNNEL mode requested by responder is unacceptable',
    '[IKE] failed to establish CHILD_SA, keeping IKE_SA',
    '[IKE] sending DELETE for ESP CHILD_SA with SPI c1a00001',
  );
  p.message('a', 'INFORMATIONAL request 2 [ D ]', { bytes: 76 });
  p.say(
    'b',
    '[IKE] received DELETE for ESP CHILD_SA with SPI c1a00001',
    '[IKE] closing CHILD_SA lan{1} with SPIs cb500002_i (0 bytes) c1a00001_o (0 bytes) and TS 198.51.100.20/32 === 192.0.2.10/32',
  );
  p.message('b', 'INFORMATIONAL response 2 [ D ]', { bytes: 76 });
  p.life('a', 'b');
  return p.evidence();
}

const files = refused();

/** Transport was asked for, tunnel is used, and both are content. */
function declined(): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.say('a', "[IKE] peer didn't accept transport mode, using tunnel mode");
  p.life('a', 'b');
  conf(p, 'a', { mode: 'transport' });
  conf(p, 'b');
  return p.evidence();
}

describeCause('policy.mode-mismatch', {
  proves: { files, confidence: 'certain', details: { offered: 'TUNNEL' } },
  unlike: {
    'transport mode is declined and tunnel mode used': { files: declined(), is: null },
    'the proposals have nothing in common': {
      files: childRefused({
        says: espTalk('AES_CBC_256/HMAC_SHA2_256_128', 'AES_GCM_16_256'),
        notify: 'NO_PROP',
        hears,
      }),
      is: 'proposal.esp-mismatch',
    },
    'the child stands': { files: healthy(), is: null },
  },
  cannotTell: {
    files: from('a', childRefused({ says: [], notify: 'NO_PROP', hears })),
  },
});
