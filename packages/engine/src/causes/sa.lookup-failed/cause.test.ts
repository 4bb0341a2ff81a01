import { describeCause } from '../describe-cause.fixture.ts';
import { arriving, from, kernelStates, xfrmStat } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** Packets arrive, b has the SA, and its kernel counts what it did not find. */
function marked(counter: string | null): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: counter === null ? 12 : 0, answers: counter === null ? 12 : 0 });
  kernelStates(p, 'b', [
    { spi: 'cb500002', from: 'a', ...(counter === null ? {} : { extra: 'mark 0x2a/0xffffffff' }) },
  ]);
  xfrmStat(p, 'b', counter === null ? {} : { [counter]: 12 });
  return p.evidence();
}

const files = marked('XfrmInNoStates');

describeCause('sa.lookup-failed', {
  proves: {
    files,
    confidence: 'certain',
    details: { counter: 'XfrmInNoStates', value: 12, spi: 'cb500002', mark: '0x2a/0xffffffff' },
  },
  unlike: {
    'the check value is wrong': { files: marked('XfrmInStateProtoError'), is: 'sa.transform-disagreement' },
    'the packets are taken in': { files: marked(null), is: null },
  },
  cannotTell: { files: from('a', files) },
  instead: ['path.esp-blocked'],
});
