import { attempt, counted } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'multi-many-attempts',
  title: 'The same wrong key, tried five times',
  truth: [{ cause: 'auth.psk-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  configure(world) {
    for (const secret of world.initiator.config.secrets) secret.secret = 'typed-with-a-typo';
  },
  async act(world) {
    await attempt(world, 5);
  },
  prove: (recording) => [
    counted('refusals', recording.responder.log.split('MAC mismatched').length - 1, (n) => n === 5),
  ],
};

export default scenario;
