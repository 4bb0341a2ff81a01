import { describeCause } from '../describe-cause.fixture.ts';
import { from, listSas, spiA, spiB, tunnel, xfrmStat } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** Something on the way sends packets of a again. */
function doubled(twice: boolean, dropped: number): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.esp('a', spiB, { sequences: twice ? [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6, 7, 8, 6, 7] : [1, 2, 3, 4, 5, 6, 7, 8] });
  p.esp('b', spiA, { count: 8 });
  p.life('a', 'b');
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 8, packetsOut: 8 });
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: 8, packetsOut: 8 });
  xfrmStat(p, 'b', { XfrmInStateSeqError: dropped });
  return p.evidence();
}

const files = doubled(true, 7);

describeCause('sa.replay', {
  proves: { files, confidence: 'certain', details: { spi: 'cb500002', dropped: 7, delivered: 8 } },
  unlike: { 'each packet comes once': { files: doubled(false, 0), is: null } },
  cannotTell: { files: from('a', files), unseen: true },
  // A capture that lost all packets of one direction looks like a path that does.
  orCertain: ['path.esp-blocked'],
});
