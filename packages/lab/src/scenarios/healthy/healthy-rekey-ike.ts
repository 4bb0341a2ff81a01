import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-rekey-ike',
  title: 'The IKE SA is rekeyed, the child moves over',
  truth: [],
  verdict: 'healthy',
  notes: ['note.rekeyed'],
  breaks: 'none',
  ike: [2],
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
    await world.initiator.daemon.rekey('ike');
    await world.sleep(700);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.initiator, /IKE_SA \S+ rekeyed between/)],
};

export default scenario;
