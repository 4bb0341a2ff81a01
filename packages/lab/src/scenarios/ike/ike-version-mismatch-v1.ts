import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-version-mismatch-v1',
  title: 'The initiator speaks IKEv1, the responder is configured for IKEv2 only',
  truth: [{ cause: 'ike.version-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  configure(world) {
    for (const connection of world.responder.config.connections) {
      connection.ike = 2;
      delete connection.exchange;
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /no IKE config found|no IKEv1 config found/,
      libreswan:
        /no connection (has been )?authorized|no suitable connection|NO_PROPOSAL_CHOSEN|not authorized|silently drop/i,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
