import { CHILD_UP, bringUp, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-quiet',
  title: 'The tunnel comes up and nobody uses it',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [1, 2],
  async act(world) {
    await bringUp(world);
    await world.sleep(1000);
  },
  prove: (recording) => [says(recording.initiator, CHILD_UP), says(recording.responder, CHILD_UP)],
};

export default scenario;
