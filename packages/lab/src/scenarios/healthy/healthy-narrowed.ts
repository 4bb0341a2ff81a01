import { bringUp, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-narrowed',
  title: 'The responder narrows the traffic selectors to what both ends have',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [2],
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      for (const child of connection.children) {
        child.remoteSubnets = child.remoteSubnets.map((subnet) => subnet.replace(/\.\d+\.\d+\/24$/, '.0.0/16'));
      }
    }
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: works,
};

export default scenario;
