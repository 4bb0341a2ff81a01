import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-other-name-for-secret',
  title: 'The responder stores the right secret under another identity of the peer',
  truth: [{ cause: 'auth.identity-mismatch', at: 'responder', alsoRight: ['auth.secret-missing'] }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['other'] = `${rng.word(6)}.example.com`;
  },
  configure(world) {
    for (const secret of world.responder.config.secrets) secret.ids = [String(world.draw.fault['other'])];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /no shared key found/),
    says(recording.responder, /loaded IKE shared key with id/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
