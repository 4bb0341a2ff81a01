import { says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'multi-two-pairs-two-faults',
  title: 'Three hosts: one pair has no common IKE proposal, the other no common networks',
  truth: [
    { cause: 'policy.selector-mismatch', at: 'initiator' },
    { cause: 'proposal.ike-mismatch', at: 'third' },
  ],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [2],
  hosts: 3,
  allow: { nat: ['none', 'initiator'] },
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      for (const child of connection.children) child.remoteSubnets = ['10.254.9.0/24'];
    }
    for (const connection of world.third?.config.connections ?? []) {
      connection.proposals = connection.proposals.map((one) => ({
        ...one,
        encryption: one.encryption === 'aes256' ? 'aes128' : 'aes256',
      }));
    }
  },
  async act(world) {
    await tryOnce(world);
    await world.third?.daemon.initiate();
  },
  prove: (recording) => [
    says(recording.responder, /traffic selectors .* unacceptable/),
    says(recording.responder, /received proposals unacceptable/),
  ],
  honest: {
    'log-initiator': { acceptable: ['policy.selector-mismatch', 'policy.wrong-connection', 'sa.install-failed'] },
  },
};

export default scenario;
