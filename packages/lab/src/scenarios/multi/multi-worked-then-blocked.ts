import { ESP_IN_UDP, forwardRules } from '../../filters.ts';
import { bringUp, fact, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'multi-worked-then-blocked',
  title: 'The tunnel worked; later a device starts to drop ESP',
  truth: [{ cause: 'path.esp-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1, 2],
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
    await forwardRules(world.router, [`${ESP_IN_UDP} drop`, 'udp sport 4500 @th,64,32 != 0 drop']);
    world.note('late-initiator', await world.initiator.ping(world.responder.draw.inner, 4));
    world.note('late-responder', await world.responder.ping(world.initiator.draw.inner, 4));
  },
  prove: (recording) => [
    ...works(recording),
    fact(recording, 'late-initiator', (n) => n === 0, 'nothing passes at the end'),
    fact(recording, 'late-responder', (n) => n === 0, 'nothing passes at the end'),
  ],
};

export default scenario;
