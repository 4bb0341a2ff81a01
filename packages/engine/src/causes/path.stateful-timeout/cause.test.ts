import { describeCause } from '../describe-cause.fixture.ts';
import { from, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

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
  proves: { files, confidence: 'certain', details: { spi: 'cb500002', sent: 14, arrived: 6 } },
  unlike: {
    'it stops in the middle of the traffic': { files: again(0, true), is: 'path.esp-blocked' },
    'the silence does no harm': { files: again(300, false), is: null },
  },
  cannotTell: { files: from('a', files), unseen: true },
  orCertain: ['path.esp-blocked'],
});
