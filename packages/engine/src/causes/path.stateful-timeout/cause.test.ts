import { expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { from, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

/** Traffic both ways, a silence, and traffic again that arrives or not. */
function again(seconds: number, lost: boolean): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.esp('a', spiB, { count: 6, udp: true });
  p.esp('b', spiA, { count: 6, udp: true });
  for (let i = 0; i < 5; i += 1) {
    p.life('a', 'b');
    p.wait(seconds / 5);
  }
  p.life('a', 'b');
  p.esp('a', spiB, { count: 8, first: 7, udp: true, ...(lost ? { lost: 'path' } : {}) });
  if (!lost) p.esp('b', spiA, { count: 8, first: 7, udp: true });
  p.life('a', 'b');
  return p.evidence();
}

const files = again(300, true);

describeCause('path.stateful-timeout', {
  proves: { files, confidence: 'likely', details: { spi: 'cb500002', sent: 14, arrived: 6 } },
  unlike: {
    'it stops in the middle of the traffic': { files: again(0, true), is: 'path.esp-blocked' },
    'the silence does no harm': { files: again(300, false), is: null },
  },
  cannotTell: { files: from('a', files), unseen: true },
  orCertain: ['path.esp-blocked'],
});

/** Pauses of so many seconds in the traffic of a, what follows the last of which is lost; b may go on meanwhile. */
async function afterPauses(pauses: readonly number[], goesOn = false): Promise<readonly (string | undefined)[]> {
  const p = play();
  tunnel(p);
  p.esp('a', spiB, { count: 6, udp: true });
  p.esp('b', spiA, { count: 6, udp: true });
  pauses.forEach((seconds, i) => {
    for (let step = 0; step < 5; step++) {
      p.life('a', 'b');
      p.wait(seconds / 5);
      if (goesOn) p.esp('b', spiA, { sequences: [7 + i * 5 + step], udp: true });
    }
    const last = i === pauses.length - 1;
    p.esp('a', spiB, { count: 4, first: 7 + 4 * i, udp: true, ...(last ? { lost: 'path' as const } : {}) });
  });
  p.wait(1);
  p.life('a', 'b');
  return causesOf(await diagnoseFiles(p.evidence())).map(({ id }) => id);
}

it('is not what ends traffic after a pause that is no longer than one before it', async () => {
  expect(await afterPauses([300])).toEqual(['path.stateful-timeout']);
  expect(await afterPauses([60, 300])).toEqual(['path.stateful-timeout']);
  expect(await afterPauses([300, 60])).toEqual(['path.esp-blocked']);
  expect(await afterPauses([30, 30])).toEqual(['path.esp-blocked']);
});

it('is not what ends traffic while the other end goes on to use the way', async () => {
  expect(await afterPauses([300], true)).not.toContain('path.stateful-timeout');
});
