import { describeCause } from '../describe-cause.fixture.ts';
import { from, healthy, unanswered } from '../exchanges.fixture.ts';

const files = unanswered({ before: (p) => p.ping('a') });

describeCause('path.ike-blocked', {
  proves: { files, confidence: 'certain', details: { direction: 'a->b', where: 'path' } },
  unlike: {
    'the peer answers that nobody listens on the port': {
      files: unanswered({ message: { lost: 'in' }, daemons: ['a'], reply: (p) => p.unreachable(p.b, 'a', 3) }),
      is: 'service.not-listening',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', unanswered()) },
});
