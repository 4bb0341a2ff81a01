import { occupy } from '../../occupy.ts';
import { ESTABLISHED, outerPing, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'service-port-conflict',
  title: 'Another program on the responder owns UDP 500',
  truth: [{ cause: 'service.port-conflict', at: 'responder' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async prepare(world) {
    await occupy(world.responder.node, 500);
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
  },
  prove: (recording) => [
    says(recording.responder, /unable to bind socket: Address already in use/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
