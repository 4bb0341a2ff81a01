import { exchange, forwardRules, from, repair } from '../../filters.ts';
import { CHILD_UP, ESTABLISHED, countEsp, counted, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-lost-final-message',
  title: 'The last message of IKE_AUTH is lost: the responder is established, the initiator is not',
  truth: [{ cause: 'ike.lost-final-message', at: 'path' }],
  verdict: 'failing',
  breaks: 'silent-auth',
  ike: [2],
  allow: { nat: ['none', 'initiator'] },
  configure(world) {
    world.initiator.config.daemon = { strongswan: ['retransmit_tries = 1'] };
    for (const host of world.hosts) for (const connection of host.config.connections) connection.mobike = false;
  },
  async prepare(world) {
    await forwardRules(world.router, [`${from(world, 'responder')} udp sport 4500 ${exchange(4500, 35)} drop`]);
  },
  async act(world) {
    await tryOnce(world);
    await repair(world.router);
    world.note('pings-responder', await world.responder.ping(world.initiator.draw.inner, 3));
    await world.sleep(300);
  },
  prove: (recording) => [
    says(recording.responder, CHILD_UP),
    silent(recording.initiator, ESTABLISHED),
    counted('ESP of the responder arrived later', countEsp(recording.initiator, 'in'), (n) => n > 0),
  ],
  honest: { all: { acceptable: ['ike.lost-final-message', 'path.nat-t-blocked', 'path.ike-blocked'] } },
};

export default scenario;
