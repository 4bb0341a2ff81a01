import { describeCause } from '../describe-cause.fixture.ts';
import { arriving, from, kernelStates, xfrmStat } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** b expects a check value of another length than a sends. */
function truncated(bits: number, delivered: number): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered, answers: delivered });
  kernelStates(p, 'a', [{ spi: 'cb500002', from: 'a' }]);
  kernelStates(p, 'b', [{ spi: 'cb500002', from: 'a', truncation: bits }]);
  xfrmStat(p, 'b', { XfrmInStateProtoError: 12 - delivered });
  return p.evidence();
}

/** The kernels agree and some packets fail all the same. */
function altered(): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: 8, answers: 8 });
  kernelStates(p, 'a', [{ spi: 'cb500002', from: 'a' }]);
  kernelStates(p, 'b', [{ spi: 'cb500002', from: 'a' }]);
  xfrmStat(p, 'b', { XfrmInStateProtoError: 4 });
  return p.evidence();
}

const files = truncated(96, 0);

describeCause('sa.transform-disagreement', {
  proves: { files, confidence: 'certain', details: { spi: 'cb500002', keysDiffer: false, arrived: 12 } },
  unlike: {
    'some packets pass the check with these keys': { files: altered(), is: 'host.offload' },
    'both ends do the same': { files: truncated(128, 12), is: null },
  },
  cannotTell: { files: from('b', files) },
  instead: ['path.esp-blocked'],
});
