import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-nat-both',
  title: 'A NAT in front of each end',
  truth: [],
  verdict: 'healthy',
  notes: ['note.nat-detected'],
  breaks: 'none',
  ike: [1, 2],
  allow: { nat: ['both'], family: [4] },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.initiator, /host is behind NAT/)],
};

export default scenario;
