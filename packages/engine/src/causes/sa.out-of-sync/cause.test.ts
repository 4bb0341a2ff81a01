import { describeCause } from '../describe-cause.fixture.ts';
import { boot, from, listSas, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** The tunnel worked; b's daemon starts anew or not, and a goes on sending. */
function restarted(restart: boolean, lost: boolean): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.esp('a', spiB, { count: 5 });
  p.esp('b', spiA, { count: 5 });
  p.life('a', 'b');
  p.wait(20);
  if (restart) boot(p, 'b');
  p.wait(5);
  p.esp('a', spiB, { count: 8, first: 6, ...(lost ? { lost: 'path' } : {}) });
  if (!restart && !lost) p.esp('b', spiA, { count: 8, first: 6 });
  p.wait(1);
  p.life('a', 'b');
  listSas(p, 'a', {
    spiIn: 'c1a00001',
    spiOut: 'cb500002',
    packetsIn: restart || lost ? 5 : 13,
    packetsOut: 13,
  });
  return p.evidence();
}

const files = restarted(true, false);

describeCause('sa.out-of-sync', {
  proves: { files, confidence: 'certain', details: { spi: 'cb500002', lostBy: 'daemon.started' } },
  unlike: {
    'packets do not arrive any more': { files: restarted(false, true), is: 'path.stateful-timeout' },
    'nobody lost anything': { files: restarted(false, false), is: null },
  },
  cannotTell: { files: from('a', files), unseen: true },
});
