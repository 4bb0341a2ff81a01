import { describe, expect, it } from 'vitest';
import { describeCause } from '../describe-cause.fixture.ts';
import { captures, from, kernelStates, listSas, spiA, spiB, tunnel, xfrmStat } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type Play } from '../play.fixture.ts';

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

describe('the last sequence number there is', () => {
  const ending = (then: (p: Play) => void): readonly EvidenceFile[] => {
    const p = play();
    tunnel(p);
    p.esp('a', spiB, { count: 3 });
    p.esp('b', spiA, { count: 3 });
    p.esp('a', spiB, { sequences: [0xffff_fffe] });
    then(p);
    p.wait(2);
    p.life('a', 'b');
    return captures(p.evidence());
  };
  const last = (p: Play): void => p.esp('a', spiB, { sequences: [0xffff_ffff] });

  it('tells of itself in captures alone, and is cited', async () => {
    const { verdict, findings } = await diagnoseFiles(ending(last));
    expect(verdict).toBe('failing');
    expect(findings[0]).toMatchObject({
      id: 'sa.sequence-exhausted',
      confidence: 'likely',
      scope: { direction: 'a->b' },
    });
    expect(findings[0]?.evidence.map(({ quote }) => quote).join('\n')).toContain('sequence number 4294967295');
  });

  it('is no fault before it is reached, nor where another SA took over', async () => {
    const others = [
      (): void => undefined,
      (p: Play): void => {
        last(p);
        p.esp('a', 0xcb50_0099, { count: 3 });
        p.esp('b', spiA, { sequences: [4, 5, 6] });
      },
    ];
    for (const then of others) {
      const { findings } = await diagnoseFiles(ending(then));
      expect(findings.filter(({ id }) => id === 'sa.sequence-exhausted')).toEqual([]);
    }
  });
});
