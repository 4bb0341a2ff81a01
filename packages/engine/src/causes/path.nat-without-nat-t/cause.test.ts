import { describeCause } from '../describe-cause.fixture.ts';
import { from, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** Through a NAT, in UDP or not. */
function behindNat(udp: boolean): readonly EvidenceFile[] {
  const p = play({ nat: '203.0.113.9' });
  tunnel(p);
  p.life('a', 'b');
  p.wait(2);
  p.esp('a', spiB, { count: 8, udp, ...(udp ? {} : { lost: 'path' }) });
  if (udp) p.esp('b', spiA, { count: 8, udp });
  p.wait(2);
  p.life('a', 'b');
  return p.evidence();
}

const files = behindNat(false);

describeCause('path.nat-without-nat-t', {
  proves: { files, confidence: 'likely', details: { encapsulation: 'none' } },
  unlike: { 'ESP goes in UDP': { files: behindNat(true), is: null } },
  cannotTell: { files: from('a', files) },
});
