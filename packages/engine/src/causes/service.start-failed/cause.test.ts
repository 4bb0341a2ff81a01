import { expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { from, healthy, unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';

const files = unanswered({
  message: { lost: 'in' },
  daemons: ['a'],
  before: (p) =>
    p.say(
      'b',
      '[DMN] Starting IKE charon daemon (strongSwan 5.9.14, Linux 6.1.0-18-amd64, x86_64)',
      "[LIB] feature CUSTOM:libcharon in critical plugin 'charon' has unmet dependency: NONCE_GEN",
      "[LIB] feature CUSTOM:libcharon in critical plugin 'charon' failed to load",
      '[LIB] failed to load 1 critical plugin feature',
      '[DMN] initialization failed, aborting charon',
    ),
  reply: (p) => p.unreachable(p.b, 'a', 3),
});

describeCause('service.start-failed', {
  proves: { files, confidence: 'certain', details: { host: 'b' } },
  unlike: {
    'no daemon was ever started there': {
      files: unanswered({ message: { lost: 'in' }, daemons: ['a'], reply: (p) => p.unreachable(p.b, 'a', 3) }),
      is: 'service.not-listening',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
  orCertain: ['service.not-listening', 'path.ike-blocked'],
});

it('is the one story of both ends where there are nothing but two logs, and this one tells no address', async () => {
  const diagnosis = await diagnoseFiles(files.filter((file) => 'lines' in file));
  expect(causesOf(diagnosis).map(({ id, confidence }) => `${id} ${confidence}`)).toEqual([
    'service.start-failed certain',
  ]);
  expect(diagnosis.rivals).toEqual([]);
});
