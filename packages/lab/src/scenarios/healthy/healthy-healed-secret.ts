import { attempt, bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-healed-secret',
  title: 'Two attempts with a wrong key, then the key is repaired',
  truth: [],
  verdict: 'healthy',
  history: ['auth.psk-mismatch'],
  breaks: 'none',
  ike: [2],
  configure(world) {
    for (const secret of world.initiator.config.secrets) secret.secret = 'not-the-right-one';
  },
  async act(world) {
    await attempt(world, 2);
    for (const secret of world.initiator.config.secrets) secret.secret = world.draw.secret;
    await world.initiator.daemon.configure(world.initiator.config);
    await world.initiator.daemon.load();
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.responder, /MAC mismatched/)],
};

export default scenario;
