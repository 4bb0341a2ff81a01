import { pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-started-by-daemon',
  title: 'The connection is started by the daemon itself when it is loaded',
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
