import { bringUp, counted, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-rekey-child',
  title: 'The child is rekeyed twice under traffic',
  truth: [],
  verdict: 'healthy',
  notes: ['note.rekeyed'],
  breaks: 'none',
  ike: [1, 2],
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
    await world.initiator.daemon.rekey('child');
    await world.sleep(500);
    await pingBoth(world);
    await world.responder.daemon.rekey('child');
    await world.sleep(500);
    await pingBoth(world);
  },
  prove: (recording) => [
    ...works(recording),
    counted(
      'children made',
      recording.initiator.log.split(/CHILD_SA \S+ established with SPIs/).length - 1,
      (n) => n >= 3,
    ),
  ],
};

export default scenario;
