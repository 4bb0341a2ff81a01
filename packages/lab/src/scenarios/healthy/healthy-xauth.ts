import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-xauth',
  title: 'IKEv1 with a pre-shared key and XAUTH',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [1],
  configure(world) {
    for (const { local } of world.initiator.config.connections) {
      local.auth = 'xauth-psk';
      local.user = 'carol';
    }
    for (const { remote } of world.responder.config.connections) remote.auth = 'xauth-psk';
    for (const host of world.hosts)
      host.config.secrets.push({ kind: 'xauth', ids: ['carol'], secret: world.draw.secret });
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.responder, /XAuth authentication of 'carol' successful/)],
};

export default scenario;
