import { describeCause } from '../describe-cause.fixture.ts';
import { from, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** Small packets pass both ways; the large ones of a arrive or not. */
function sizes(lost: 'large' | 'none'): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.esp('a', spiB, { count: 5, length: 120 });
  p.esp('b', spiA, { count: 5, length: 120 });
  p.life('a', 'b');
  p.esp('a', spiB, { count: 6, first: 6, length: 1420, ...(lost === 'large' ? { lost: 'path' } : {}) });
  p.esp('b', spiA, { count: 2, first: 6, length: 120 });
  p.esp('a', spiB, { count: 2, first: 12, length: 120 });
  p.life('a', 'b');
  return p.evidence();
}

const files = sizes('large');

describeCause('path.pmtu-blackhole', {
  proves: { files, confidence: 'certain', details: { spi: 'cb500002', sent: 13, arrived: 7 } },
  unlike: { 'packets of all sizes pass': { files: sizes('none'), is: null } },
  cannotTell: { files: from('a', files), unseen: true },
  instead: ['path.esp-blocked'],
});
