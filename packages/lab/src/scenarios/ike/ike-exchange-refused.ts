import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-exchange-refused',
  title: 'IKEv1: both are configured for aggressive mode, the responder refuses it by policy',
  truth: [{ cause: 'ike.exchange-mismatch', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'] },
  configure(world) {
    world.initiator.config.daemon = { strongswan: ['i_dont_care_about_security_and_use_aggressive_mode_psk = yes'] };
    for (const host of world.hosts)
      for (const connection of host.config.connections) connection.exchange = 'aggressive';
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /Aggressive Mode PSK disabled for security reasons/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
