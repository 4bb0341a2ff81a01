import { expect, it } from 'vitest';
import { candidates, describeCause } from '../describe-cause.fixture.ts';
import { from, healthy, lacking, unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';

/** A router on the way says that it has no way to the host. */
const files = from('a', unanswered({ reply: (p) => p.unreachable('192.0.2.1', 'a', 1, ['a']) }));

it('stays possible where pings are answered and no capture of the peer tells who answered', async () => {
  const pinged = unanswered({ before: (p) => p.ping('a') });
  expect(candidates(await diagnoseFiles(pinged))).not.toContain('path.peer-unreachable');
  expect(candidates(await diagnoseFiles(from('a', pinged)))).toContain('path.peer-unreachable');
});

describeCause('path.peer-unreachable', {
  proves: { files, confidence: 'likely' },
  unlike: {
    'the peer answers pings': {
      files: unanswered({ before: (p) => p.ping('a') }),
      is: 'path.ike-blocked',
    },
    'the peer itself answers that nobody listens': {
      files: from('a', unanswered({ daemons: ['a'], reply: (p) => p.unreachable(p.b, 'a', 3, ['a']) })),
      is: 'service.not-listening',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: lacking(from('a', unanswered()), '.log') },
});
