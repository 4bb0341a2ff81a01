import { largeNames, plainCertificates } from '../../certificates.ts';
import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-fragmentation',
  title: 'Large certificates in IKE fragments',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [2],
  async configure(world) {
    const names = largeNames(world.initiator.draw.identity);
    await plainCertificates(world, { role: 'initiator', issue: { type: 'rsa', bits: 3072, names } });
    for (const host of world.hosts) for (const connection of host.config.connections) connection.fragmentation = 'yes';
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [
    ...works(recording),
    says(recording.responder, /received fragment #|reassembled fragmented IKE message/),
  ],
};

export default scenario;
