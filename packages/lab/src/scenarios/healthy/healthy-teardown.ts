import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-teardown',
  title: 'The tunnel works and is then closed by the operator',
  truth: [],
  verdict: 'healthy',
  notes: ['note.teardown'],
  breaks: 'none',
  ike: [1, 2],
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
    await world.initiator.daemon.terminate({ connection: world.draw.connection });
    await world.sleep(300);
  },
  prove: (recording) => [...works(recording), says(recording.initiator, /vici terminate IKE_SA|deleting IKE_SA/)],
};

export default scenario;
