import { describeCause } from '../describe-cause.fixture.ts';
import {
  acceptAuth,
  authRequest,
  boot,
  findPeer,
  initRequest,
  lacking,
  spiA,
  spiB,
  tunnel,
} from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** Through a NAT: b knows nothing of NAT traversal, or does and ESP goes in UDP. */
function behindNat(udp: boolean): readonly EvidenceFile[] {
  const p = play({ nat: '203.0.113.9' });
  if (udp) tunnel(p);
  else {
    boot(p, 'a', 'b');
    p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
    p.message('a', initRequest);
    p.say('b', '[IKE] 203.0.113.9 is initiating an IKE_SA');
    p.message('b', 'IKE_SA_INIT response 0 [ SA KE No ]');
    p.message('a', authRequest, { bytes: 300 });
    findPeer(p);
    acceptAuth(p);
  }
  p.life('a', 'b');
  p.wait(2);
  p.esp('a', spiB, { count: 8, udp, ...(udp ? {} : { lost: 'path' }) });
  p.esp('b', spiA, { count: 8, udp });
  p.wait(2);
  p.life('a', 'b');
  return p.evidence();
}

const files = behindNat(false);

describeCause('path.nat-without-nat-t', {
  proves: { files, confidence: 'certain', details: { encapsulation: 'none' } },
  unlike: { 'ESP goes in UDP': { files: behindNat(true), is: null } },
  cannotTell: { files: lacking(files, 'b/capture.pcap') },
  orCertain: ['path.esp-blocked'],
});
