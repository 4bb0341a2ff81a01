import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-psk-mismatch-main',
  title: 'Pre-shared keys differ, IKEv1 main mode: the fifth message cannot be decrypted',
  truth: [{ cause: 'auth.psk-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'undecryptable',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  tune(draw, rng) {
    draw.fault['secret'] = `${rng.word(9)}-${rng.word(11)}`;
  },
  configure(world) {
    for (const secret of world.responder.config.secrets) secret.secret = String(world.draw.fault['secret']);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /decryption failed|could not decrypt payloads|invalid .* payload length/,
      libreswan: /malformed payload|probable authentication failure|mismatch of preshared secrets/,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
