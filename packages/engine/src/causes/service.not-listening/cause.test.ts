import { describeCause } from '../describe-cause.fixture.ts';
import { from, healthy, lacking, unanswered } from '../exchanges.fixture.ts';

const files = unanswered({
  message: { lost: 'in' },
  before: (p) => p.say('b', '[DMN] SIGTERM received, shutting down'),
  reply: (p) => p.unreachable(p.b, 'a', 3),
});

describeCause('service.not-listening', {
  proves: { files, confidence: 'certain', details: { peer: 'b', seenLeavingPeer: true } },
  unlike: {
    'another program holds the port, and the daemon says so': {
      files: unanswered({
        message: { lost: 'in' },
        before: (p) => p.say('b', '[NET] unable to bind socket: Address already in use'),
        reply: (p) => p.unreachable(p.b, 'a', 3),
      }),
      is: 'service.port-conflict',
    },
    'the request is lost on the way': { files: unanswered({ before: (p) => p.ping('a') }), is: 'path.ike-blocked' },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: lacking(from('a', unanswered({ daemons: ['a'] })), '.log') },
  orCertain: ['path.ike-blocked'],
});
