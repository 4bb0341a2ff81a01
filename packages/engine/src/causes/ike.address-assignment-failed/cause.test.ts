import { describeCause } from '../describe-cause.fixture.ts';
import { askAuth, boot, childRefused, findPeer, from, healthy, saInit } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

function noAddress(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p, { payloads: 'IKE_AUTH request 1 [ IDi N(INIT_CONTACT) IDr AUTH CPRQ(ADDR) SA TSi TSr ]' });
  findPeer(p);
  p.say(
    'b',
    "[IKE] authentication of 'a.example' with pre-shared key successful",
    "[IKE] authentication of 'b.example' (myself) with pre-shared key",
    '[IKE] peer requested virtual IP %any',
    "[IKE] no virtual IP found for %any requested by 'a.example'",
    '[IKE] no virtual IP found, sending INTERNAL_ADDRESS_FAILURE',
    '[IKE] IKE_SA net[1] established between 198.51.100.20[b.example]...192.0.2.10[a.example]',
    '[IKE] configuration payload negotiation failed, no CHILD_SA built',
    '[IKE] failed to establish CHILD_SA, keeping IKE_SA',
  );
  p.message('b', 'IKE_AUTH response 1 [ IDr AUTH N(INT_ADDR_FAIL) ]', { bytes: 140 });
  p.say(
    'a',
    "[IKE] authentication of 'b.example' with pre-shared key successful",
    '[IKE] IKE_SA net[1] established between 192.0.2.10[a.example]...198.51.100.20[b.example]',
    '[IKE] received INTERNAL_ADDRESS_FAILURE notify, no CHILD_SA built',
    '[IKE] failed to establish CHILD_SA, keeping IKE_SA',
  );
  p.life('a', 'b');
  return p.evidence();
}

const files = noAddress();

describeCause('ike.address-assignment-failed', {
  proves: { files, confidence: 'certain' },
  unlike: {
    'the selectors do not fit': {
      files: childRefused({
        says: ['[IKE] traffic selectors 10.9.0.0/24 === 10.1.0.0/24 unacceptable'],
        notify: 'TS_UNACCEPT',
        hears: ['[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built'],
      }),
      is: 'policy.selector-mismatch',
    },
    'the child stands': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
