import { describeCause } from '../describe-cause.fixture.ts';
import { arriving, from, kernelStates, xfrmStat } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** The card of a encrypts, and b cannot use any of it. */
function offloaded(works: boolean): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: works ? 12 : 0, answers: works ? 12 : 0 });
  kernelStates(p, 'a', [
    { spi: 'cb500002', from: 'a', extra: 'crypto offload parameters: dev eth0 dir out mode crypto' },
  ]);
  return p.evidence();
}

const files = offloaded(false);

/** No card in it: the ends use different check values. */
function disagreeing(): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: 0 });
  kernelStates(p, 'a', [{ spi: 'cb500002', from: 'a' }]);
  kernelStates(p, 'b', [{ spi: 'cb500002', from: 'a', truncation: 96 }]);
  xfrmStat(p, 'b', { XfrmInStateProtoError: 12 });
  return p.evidence();
}

describeCause('host.offload', {
  proves: { files, confidence: 'likely', details: { host: 'a' } },
  unlike: {
    'the ends use different transforms': { files: disagreeing(), is: 'sa.transform-disagreement' },
    'the card does its work': { files: offloaded(true), is: null },
  },
  cannotTell: { files: from('a', files) },
  instead: ['path.esp-blocked'],
});
