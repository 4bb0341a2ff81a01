import { says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-mismatch-by-initiator',
  title: 'The responder proves itself under an identity that the initiator does not accept',
  truth: [{ cause: 'auth.identity-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth-by-initiator',
  ike: [2],
  tune(draw, rng) {
    draw.fault['domain'] = `${rng.word(5)}.example.net`;
  },
  configure(world) {
    for (const connection of world.initiator.config.connections)
      connection.remote.id = `*.${String(world.draw.fault['domain'])}`;
    for (const secret of world.initiator.config.secrets) secret.ids = [];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /constraint check failed: identity '.*' required/),
    says(recording.responder, /received AUTHENTICATION_FAILED|received DELETE|parsed INFORMATIONAL request/),
  ],
};

export default scenario;
