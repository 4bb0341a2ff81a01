import { expect, it } from 'vitest';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import { from, healthy, lacking, unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';

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

const sockets = (port: number): string => `State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
UNCONN 0      0            0.0.0.0:${port}       0.0.0.0:*    users:(("charon",pid=7,fd=9))
`;

it('a listing of the sockets without those of IKE speaks for it, whenever it was made, and never alone makes it certain', async () => {
  const silent = (port: number) =>
    diagnoseFiles(
      unanswered({ message: { lost: 'in' }, daemons: ['a'], before: (p) => p.file('b', 'ss.txt', sockets(port)) }),
    );
  const without = await silent(68);
  expect(causesOf(without)[0]).toMatchObject({ id: 'service.not-listening' });
  expect(causesOf(without)[0]?.confidence).not.toBe('certain');
  const [cause] = causesOf(await silent(500));
  expect(`${cause?.id} ${cause?.confidence}`).not.toBe('service.not-listening likely');
  expect(candidates(without).length).toBeGreaterThan(1);
});
