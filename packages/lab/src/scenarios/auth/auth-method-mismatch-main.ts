import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-method-mismatch-main',
  title: 'IKEv1: the initiator offers pre-shared key authentication, the responder only certificates',
  truth: [{ cause: 'auth.method-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    const kept = structuredClone({
      secrets: world.initiator.config.secrets,
      connections: world.initiator.config.connections,
    });
    await plainCertificates(world);
    world.initiator.config.connections = kept.connections;
    world.initiator.config.secrets = kept.secrets;
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /none allows pre-shared key authentication|no proposal|NO_PROPOSAL_CHOSEN/i),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
