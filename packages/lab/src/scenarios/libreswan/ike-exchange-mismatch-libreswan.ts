import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-exchange-mismatch-libreswan',
  title: 'IKEv1: the initiator uses aggressive mode, Libreswan is configured for main mode',
  truth: [{ cause: 'ike.exchange-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1],
  allow: {
    dataPlane: ['userland', 'kernel'],
    daemons: [
      ['strongswan', 'libreswan'],
      ['libreswan', 'libreswan'],
    ],
  },
  configure(world) {
    for (const host of world.hosts) {
      host.config.daemon = { strongswan: ['i_dont_care_about_security_and_use_aggressive_mode_psk = yes'] };
    }
    for (const connection of world.initiator.config.connections) connection.exchange = 'aggressive';
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /initial Aggressive Mode message .* no \(wildcard\) connection has been configured/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
