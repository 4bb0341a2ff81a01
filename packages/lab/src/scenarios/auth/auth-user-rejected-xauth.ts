import { says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-user-rejected-xauth',
  title: 'XAUTH: the user gives the wrong password',
  truth: [{ cause: 'auth.user-rejected', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['secret'] = rng.word(11);
  },
  configure(world) {
    for (const { local } of world.initiator.config.connections) {
      local.auth = 'xauth-psk';
      local.user = 'carol';
    }
    for (const { remote } of world.responder.config.connections) remote.auth = 'xauth-psk';
    world.initiator.config.secrets.push({ kind: 'xauth', ids: ['carol'], secret: String(world.draw.fault['secret']) });
    world.responder.config.secrets.push({ kind: 'xauth', ids: ['carol'], secret: world.draw.secret });
  },
  act: tryOnce,
  prove: (recording) => [says(recording.responder, /XAuth authentication of 'carol' failed/)],
};

export default scenario;
