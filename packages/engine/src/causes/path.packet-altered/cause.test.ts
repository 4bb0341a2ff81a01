import { describeCause } from '../describe-cause.fixture.ts';
import { from, listSas, spiA, spiB, tunnel, xfrmStat } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** All packets arrive, some with other bytes; b counts failures of the integrity check and what it could deliver. */
function checked(delivered: number, failed: number, altered: number): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.esp('a', spiB, { count: 20, altered });
  p.esp('b', spiA, { count: 10 });
  p.life('a', 'b');
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 10, packetsOut: 20 });
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: delivered, packetsOut: 10 });
  xfrmStat(p, 'b', { XfrmInStateProtoError: failed });
  return p.evidence();
}

const files = checked(12, 8, 8);

describeCause('path.packet-altered', {
  proves: {
    files,
    confidence: 'certain',
    details: { spi: 'cb500002', delivered: 12, failed: 8, compared: { same: 12, changed: 8 } },
  },
  unlike: {
    'no packet ever passed the check': { files: checked(0, 20, 0), is: 'sa.transform-disagreement' },
    'packets that fail the check arrive as they left': { files: checked(12, 8, 0), is: 'host.offload' },
    'all packets pass the check': { files: checked(20, 0, 0), is: null },
  },
  cannotTell: { files: from('b', files) },
});
