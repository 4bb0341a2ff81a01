import { ESTABLISHED, fact, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-config-rejected-algorithm',
  title: 'One end names an algorithm that does not exist and its connection is not loaded',
  truth: [{ cause: 'policy.config-rejected', at: 'both' }],
  verdict: 'failing',
  breaks: 'start',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['at'] = rng.pick(['initiator', 'responder']);
  },
  configure(world) {
    const host = world.draw.fault['at'] === 'initiator' ? world.initiator : world.responder;
    for (const connection of host.config.connections) {
      connection.proposals = connection.proposals.map((one) => ({ ...one, encryption: 'aes512' }));
    }
  },
  act: tryOnce,
  prove: (recording) => [
    fact(
      recording,
      `load-${String(recording.draw.fault['at'])}`,
      (code) => code !== 0,
      'the connection was not loaded',
    ),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
