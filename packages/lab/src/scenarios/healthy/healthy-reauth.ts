import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-reauth',
  title: 'Reauthentication: a new IKE SA with new children replaces the old one',
  truth: [],
  verdict: 'healthy',
  notes: ['note.rekeyed'],
  breaks: 'none',
  ike: [1, 2],
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
    await world.initiator.daemon.rekey('ike', { reauth: true });
    await world.sleep(1500);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.initiator, /reauthenticating IKE_SA/)],
};

export default scenario;
