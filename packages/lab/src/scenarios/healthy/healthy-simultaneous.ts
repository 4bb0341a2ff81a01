import { pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-simultaneous',
  title: 'Both ends initiate at the same moment',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [2],
  allow: { nat: ['none'] },
  async act(world) {
    await Promise.all([world.initiator.daemon.initiate(), world.responder.daemon.initiate()]);
    await world.sleep(500);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.responder, /vici initiate CHILD_SA/)],
};

export default scenario;
