import { bringUp, fact, pingBoth, says, tryOnce, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'service-not-listening-stopped',
  title: "The responder's daemon was stopped; later the initiator tries again",
  truth: [{ cause: 'service.not-listening', at: 'responder' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { daemons: [['strongswan', 'strongswan']] },
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 2);
    await world.responder.daemon.stop();
    await world.sleep(500);
    await tryOnce(world);
  },
  prove: (recording) => [
    ...works(recording),
    says(recording.responder, /SIGTERM received, shutting down/),
    fact(recording, 'initiate', (code) => code !== 0, 'the second attempt failed'),
  ],
};

export default scenario;
