import { describeCause } from '../describe-cause.fixture.ts';
import { from, healthy, unanswered } from '../exchanges.fixture.ts';

const files = unanswered({
  message: { lost: 'in' },
  before: (p) =>
    p.say(
      'b',
      '[NET] unable to bind socket: Address already in use',
      '[NET] could not open IPv4 socket, IPv4 disabled',
    ),
  reply: (p) => p.unreachable(p.b, 'a', 3),
});

describeCause('service.port-conflict', {
  proves: { files, confidence: 'certain', details: { host: 'b', errno: 'Address already in use' } },
  unlike: {
    'nobody listens, and no daemon says why': {
      files: unanswered({ message: { lost: 'in' }, daemons: ['a'], reply: (p) => p.unreachable(p.b, 'a', 3) }),
      is: 'service.not-listening',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
  orCertain: ['service.not-listening', 'path.ike-blocked'],
});
