import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-exchange-mismatch',
  title: 'IKEv1: the initiator uses aggressive mode, the responder is configured for main mode',
  truth: [{ cause: 'ike.exchange-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'] },
  configure(world) {
    for (const host of world.hosts) {
      host.config.daemon = { strongswan: ['i_dont_care_about_security_and_use_aggressive_mode_psk = yes'] };
    }
    for (const connection of world.initiator.config.connections) connection.exchange = 'aggressive';
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /none allows pre-shared key authentication using Aggressive Mode/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
