import { describeCause } from '../describe-cause.fixture.ts';
import { from, kernelStates, listSas, spiA, spiB, tunnel, xfrmStat } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** The counter of the SA from a stands at its end, or not. */
function counted(oseq: string, refused: number): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.esp('a', spiB, { count: 3 });
  p.esp('b', spiA, { count: 9 });
  p.life('a', 'b');
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 9, packetsOut: 3 });
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: 3, packetsOut: 9 });
  kernelStates(p, 'a', [{ spi: 'cb500002', from: 'a', sent: oseq }]);
  xfrmStat(p, 'a', { XfrmOutStateSeqError: refused });
  return p.evidence();
}

const files = counted('ffffffff', 6);

describeCause('sa.sequence-exhausted', {
  proves: { files, confidence: 'certain', details: { spi: 'cb500002', counter: 6 } },
  unlike: { 'the counter is low': { files: counted('9', 0), is: null } },
  cannotTell: { files: from('b', files), unseen: true },
  instead: ['path.esp-blocked'],
});
