import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-psk-mismatch-aggressive',
  title: 'Pre-shared keys differ, IKEv1 aggressive mode: the initiator rejects the hash',
  truth: [{ cause: 'auth.psk-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth-by-initiator',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['secret'] = `${rng.word(9)}-${rng.word(11)}`;
  },
  configure(world) {
    for (const host of world.hosts) {
      host.config.daemon = { strongswan: ['i_dont_care_about_security_and_use_aggressive_mode_psk = yes'] };
      for (const connection of host.config.connections) connection.exchange = 'aggressive';
    }
    for (const secret of world.responder.config.secrets) secret.secret = String(world.draw.fault['secret']);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /calculated HASH does not match HASH payload/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
