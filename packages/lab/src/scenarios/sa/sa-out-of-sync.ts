import { bringUp, countEsp, counted, fact, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-out-of-sync',
  title: 'The responder crashed and came back without its SAs; the initiator keeps using them',
  truth: [{ cause: 'sa.out-of-sync', at: 'both' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1, 2],
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 2);
    await world.responder.daemon.kill();
    await world.sleep(300);
    await world.responder.daemon.start();
    await world.responder.daemon.load();
    world.note('after', await world.initiator.ping(world.responder.draw.inner, 4));
  },
  prove: (recording) => [
    ...works(recording),
    fact(recording, 'after', (n) => n === 0, 'after the restart nothing passes'),
    counted('ESP still arrives at the responder', countEsp(recording.responder, 'in'), (n) => n > 5),
    {
      what: 'the responder started twice',
      ok: recording.responder.log.split('spawning 16 worker threads').length === 3,
      by: 'its log',
    },
  ],
};

export default scenario;
