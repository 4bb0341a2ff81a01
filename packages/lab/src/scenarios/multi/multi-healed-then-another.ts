import { ESTABLISHED, attempt, says, silent } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'multi-healed-then-another',
  title: 'First no common proposal; when that is repaired, the keys turn out to differ',
  truth: [{ cause: 'auth.psk-mismatch', at: 'both' }],
  verdict: 'failing',
  history: ['proposal.ike-mismatch'],
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      connection.proposals = connection.proposals.map((one) => ({
        ...one,
        encryption: one.encryption === 'aes256' ? 'aes128' : 'aes256',
      }));
    }
    for (const secret of world.initiator.config.secrets) secret.secret = 'from-the-old-ticket';
  },
  async act(world) {
    await attempt(world, 2);
    for (const connection of world.initiator.config.connections)
      connection.proposals = [{ ...world.draw.algorithms.ike }];
    await world.initiator.daemon.configure(world.initiator.config);
    await world.initiator.daemon.load();
    await attempt(world, 2);
  },
  prove: (recording) => [
    says(recording.responder, /received proposals unacceptable/),
    says(recording.responder, /MAC mismatched/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
