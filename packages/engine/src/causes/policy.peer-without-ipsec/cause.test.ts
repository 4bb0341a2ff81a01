import { describeCause } from '../describe-cause.fixture.ts';
import { healthy, lacking, unanswered } from '../exchanges.fixture.ts';

/** b has the package and no connection, and nothing runs there. */
const none = 'connections {\n}\nsecrets {\n}\n';
const files = unanswered({
  message: { lost: 'in' },
  daemons: ['a'],
  reply: (p) => p.unreachable(p.b, 'a', 3),
  after: (p) => p.file('b', 'swanctl.conf', none),
});

describeCause('policy.peer-without-ipsec', {
  proves: { files, confidence: 'likely', details: { peer: 'b' } },
  unlike: {
    'the daemon of the peer was stopped': {
      files: unanswered({
        message: { lost: 'in' },
        before: (p) => p.say('b', '[DMN] SIGTERM received, shutting down'),
        reply: (p) => p.unreachable(p.b, 'a', 3),
      }),
      is: 'service.not-listening',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: lacking(files, '.log') },
  // Without its own word nobody knows why nothing listens there.
  orCertain: ['service.not-listening'],
  instead: ['path.ike-blocked'],
});
