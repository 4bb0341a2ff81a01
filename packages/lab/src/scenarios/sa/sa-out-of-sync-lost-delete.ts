import { forwardRules, from, repair } from '../../filters.ts';
import { bringUp, fact, pingBoth, says, silent, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-out-of-sync-lost-delete',
  title: 'The responder deletes the SA, its delete is lost, the initiator keeps sending',
  truth: [{ cause: 'sa.out-of-sync', at: 'both', alsoRight: ['ike.lost-final-message'] }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1],
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 2);
    await forwardRules(world.router, [`${from(world, 'responder')} udp sport 4500 @th,64,32 0 drop`]);
    await world.responder.daemon.terminate({ connection: world.draw.connection });
    await world.sleep(600);
    await repair(world.router);
    world.note('after', await world.initiator.ping(world.responder.draw.inner, 4));
  },
  prove: (recording) => [
    ...works(recording),
    says(recording.responder, /sending DELETE for/),
    silent(recording.initiator, /received DELETE for/),
    fact(recording, 'after', (n) => n === 0, 'nothing passes any more'),
  ],
};

export default scenario;
