import { pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-on-demand',
  title: 'The first packet of an application brings the tunnel up',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [1, 2],
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      for (const child of connection.children) child.start = 'start';
    }
  },
  async act(world) {
    await world.sleep(1500);
    await pingBoth(world);
  },
  prove: works,
};

export default scenario;
