import { hostOf } from '../../draw.ts';
import { bringUp, counted, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-churn',
  title: 'Two hosts use one identity; each new SA makes the responder delete the other one, and both come back',
  truth: [{ cause: 'sa.churn', at: 'both' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [2],
  hosts: 3,
  allow: { nat: ['none', 'initiator'] },
  tune(draw) {
    const original = hostOf(draw, 'initiator');
    const clone = hostOf(draw, 'third');
    clone.identity = original.identity;
    clone.subnet = original.subnet;
    clone.inner = original.inner;
  },
  configure(world) {
    const { initiator, responder, third } = world;
    if (third === null) return;
    for (const host of [initiator, third]) {
      for (const connection of host.config.connections) {
        connection.keyingTries = 0;
        connection.unique = 'never';
        for (const child of connection.children) child.closeAction = 'start';
      }
    }
    const [first] = responder.config.connections;
    if (first === undefined) return;
    first.remote.addresses = ['%any'];
    first.unique = 'replace';
    responder.config.connections = [first];
  },
  async act(world) {
    await bringUp(world);
    await world.third?.daemon.initiate({ background: true });
    await world.sleep(7000);
  },
  prove: (recording) => [
    counted(
      'IKE SAs established at the responder',
      recording.responder.log.split(/IKE_SA \S+ established between/).length - 1,
      (n) => n >= 5,
    ),
    says(recording.responder, /deleting duplicate IKE_SA/),
  ],
  honest: { all: { verdicts: ['failing', 'degraded'] } },
};

export default scenario;
