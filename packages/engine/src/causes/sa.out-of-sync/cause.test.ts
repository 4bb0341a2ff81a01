import { expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { boot, from, lacking, listSas, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

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

it('events of the kernel that took the SA away speak for it, and never make it certain', async () => {
  const gone = `[2025-11-03T10:00:15.000000] Deleted src 192.0.2.10 dst 198.51.100.20
	proto esp spi 0xcb500002 reqid 1 mode tunnel
	replay-window 32 flag af-unspec
`;
  const told = async (text: string): Promise<string> => {
    const evidence = [
      // Of b nothing is known but its capture and what its kernel told.
      ...lacking(restarted(true, false), 'b/charon.log'),
      { path: 'b/ip-xfrm-monitor.txt', lines: text.trimEnd().split('\n') },
    ];
    const [cause] = causesOf(await diagnoseFiles(evidence));
    return `${cause?.id ?? 'none'} ${cause?.confidence ?? ''}`;
  };
  expect(await told(gone)).toMatch(/^sa.out-of-sync (likely|possible)$/);
  // Of another SA, after the last packet, or before its time is known.
  const others = [
    gone.replace('cb500002', 'cb500009'),
    gone.replace('10:00:15', '10:09:15'),
    gone.replace(/^\[.*?\] /, ''),
  ];
  for (const other of others) expect(await told(other)).not.toMatch(/^sa.out-of-sync (likely|certain)/);
});
