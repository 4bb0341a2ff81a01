import { ip, tcp } from '../../protocol/ip/build.ts';
import { describeCause } from '../describe-cause.fixture.ts';
import { from, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

function through(lost: boolean, ah: boolean): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  p.wait(2);
  p.esp('a', spiB, { count: 8, ah, ...(lost ? { lost: 'path' } : {}) });
  // Something else than UDP tells that the capture of b is not confined to the ports of IKE.
  p.packet(['b'], ip(p.b, '203.0.113.7', 6, tcp(40_000, 443, 2)));
  if (!lost) p.esp('b', spiA, { count: 8, ah });
  p.wait(2);
  p.life('a', 'b');
  return p.evidence();
}

const files = through(true, true);

describeCause('path.ah-blocked', {
  proves: { files, confidence: 'certain', details: { direction: 'a->b', spis: ['cb500002'] } },
  unlike: {
    'it is ESP that does not arrive': { files: through(true, false), is: 'path.esp-blocked' },
    'packets pass both ways': { files: through(false, true), is: null },
  },
  cannotTell: { files: from('a', files) },
});
