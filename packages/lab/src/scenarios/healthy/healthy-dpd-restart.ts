import { bringUp, counted, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-dpd-restart',
  title: 'The responder crashes and comes back; liveness checks notice it and the tunnel is made again',
  truth: [],
  verdict: 'healthy',
  history: ['sa.out-of-sync', 'ike.peer-failed'],
  breaks: 'none',
  ike: [2],
  allow: { nat: ['none', 'initiator'] },
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      connection.dpdDelay = 1;
      connection.keyingTries = 0;
      for (const child of connection.children) child.dpdAction = 'restart';
    }
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 2);
    await world.responder.daemon.kill();
    await world.sleep(1500);
    await world.responder.daemon.start();
    await world.responder.daemon.load();
    await world.until(async () => (await world.responder.daemon.sas()).includes('INSTALLED'), 20_000);
    await world.sleep(300);
    await pingBoth(world);
  },
  prove: (recording) => [
    ...works(recording),
    counted(
      'IKE SAs made by the initiator',
      recording.initiator.log.split(/IKE_SA \S+ established between/).length - 1,
      (n) => n >= 2,
    ),
  ],
};

export default scenario;
