import { expect, it } from 'vitest';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import { from, healthy, lacking, unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';

/** A router on the way says that it has no way to the host. */
const files = from('a', unanswered({ reply: (p) => p.unreachable('192.0.2.1', 'a', 1, ['a']) }));

it('stays possible where pings are answered and no capture of the peer tells who answered', async () => {
  const pinged = unanswered({ before: (p) => p.ping('a') });
  expect(candidates(await diagnoseFiles(pinged))).not.toContain('path.peer-unreachable');
  expect(candidates(await diagnoseFiles(from('a', pinged)))).toContain('path.peer-unreachable');
});

it('is no surer to be filtered where the log tells of the error that was filtered out of the captures', async () => {
  const files = unanswered({
    reply: (p) => {
      p.unreachable('192.0.2.1', 'a', 1, ['a']);
      p.say('a', '[NET] error writing to socket: No route to host');
    },
  });
  const filtered = files.map((file) =>
    'packets' in file ? { ...file, packets: file.packets.filter(({ frame }) => frame[23] !== 1) } : file,
  );
  for (const evidence of [files, filtered]) {
    const diagnosis = await diagnoseFiles(evidence);
    expect(causesOf(diagnosis)).toMatchObject([{ id: 'path.peer-unreachable', confidence: 'likely' }]);
    expect(candidates(diagnosis)).toContain('path.ike-blocked');
  }
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
