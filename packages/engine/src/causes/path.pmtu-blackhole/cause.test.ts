import { expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { from, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

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

it('is not proven by large packets after which no small one came, nor by one alone', async () => {
  /** Eight small packets pass; then these sizes are lost, and so many small ones pass again. */
  const after = async (lost: readonly number[], small: number): Promise<string | undefined> => {
    const p = play();
    tunnel(p);
    p.esp('a', spiB, { count: 8, length: 120 });
    p.esp('b', spiA, { count: 8, length: 120 });
    lost.forEach((length, i) => p.esp('a', spiB, { sequences: [9 + i], length, lost: 'path' }));
    if (small > 0) p.esp('a', spiB, { count: small, first: 9 + lost.length, length: 120 });
    p.wait(1);
    p.life('a', 'b');
    const [cause] = causesOf(await diagnoseFiles(p.evidence()));
    return cause === undefined ? undefined : `${cause.id} ${cause.confidence}`;
  };
  expect(await after([1420, 1420, 1420], 3)).toBe('path.pmtu-blackhole certain');
  expect(await after([1420, 1420, 1420], 0)).toBe('path.pmtu-blackhole likely');
  expect(await after([1420, 120, 1420, 120, 120], 0)).toBe('path.esp-blocked possible');
  expect(await after([1420], 8)).toBeUndefined();
});
