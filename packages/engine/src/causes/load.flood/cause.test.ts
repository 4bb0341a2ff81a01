import { expect, it } from 'vitest';
import { describeCause } from '../describe-cause.fixture.ts';
import { boot, from, giveUp, healthy, initRequest } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

/** Strangers by the dozen ask b, and a is turned away. `comesBack`: they are real peers, only many. */
function crowd(comesBack: boolean): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  for (let i = 1; i <= 30; i += 1) p.stranger(i, { comesBack });
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest, { lost: 'in' });
  p.say('b', '[NET] ignoring IKE_SA setup from 192.0.2.10, half-open IKE_SA limit of 20 reached');
  giveUp(p, { lost: 'in' }, 2);
  return p.evidence();
}

const files = crowd(false);

describeCause('load.flood', {
  proves: { files, confidence: 'certain' },
  unlike: {
    'those who ask go on with the exchange': { files: crowd(true), is: 'load.overload' },
    'nobody else asks': { files: healthy(), is: null },
  },
  cannotTell: { files: files.filter((file) => file.path === 'b/capture.pcap') },
  instead: ['path.ike-blocked', 'ike.peer-failed'],
});

it.each([
  ['eight strangers while nobody gets through', 0, true],
  ['eight strangers while an honest peer got through', 1, false],
])('%s', async (_, honest, told) => {
  const p = play();
  boot(p, 'a', 'b');
  for (let i = 1; i <= 8; i += 1) p.stranger(i);
  for (let i = 1; i <= honest; i += 1) p.stranger(100 + i, { comesBack: true });
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest, { lost: 'in' });
  giveUp(p, { lost: 'in' }, 2);
  const found = (await diagnoseFiles(from('b', p.evidence()))).findings.filter(({ id }) => id === 'load.flood');
  expect(found.some(({ confidence }) => confidence === 'likely' || confidence === 'certain')).toBe(false);
  if (!told) expect(found.filter(({ evidence }) => evidence.length > 0 && honest > 0)).toEqual([]);
});
