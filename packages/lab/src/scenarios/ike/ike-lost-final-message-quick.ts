import { exchange, forwardRules, from } from '../../filters.ts';
import { CHILD_UP, bringUp, fact, says, silent } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-lost-final-message-quick',
  title: 'IKEv1: the third message of quick mode is lost and one end holds SAs that the other never made',
  truth: [{ cause: 'ike.lost-final-message', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1],
  allow: { nat: ['none', 'initiator'] },
  async prepare(world) {
    await forwardRules(world.router, [
      `${from(world, 'initiator')} udp dport 4500 ${exchange(4500, 32)} udp length < 150 drop`,
    ]);
  },
  async act(world) {
    await bringUp(world);
    world.note('pings-initiator', await world.initiator.ping(world.responder.draw.inner, 3));
    await world.sleep(2500);
  },
  prove: (recording) => [
    says(recording.initiator, CHILD_UP),
    silent(recording.responder, CHILD_UP),
    fact(recording, 'pings-initiator', (n) => n === 0, 'nothing passes'),
  ],
};

export default scenario;
