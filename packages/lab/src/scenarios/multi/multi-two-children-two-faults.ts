import { says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'multi-two-children-two-faults',
  title: 'One IKE SA, two children: one without common proposal, one without common networks',
  truth: [
    { cause: 'proposal.esp-mismatch', at: 'both' },
    { cause: 'policy.selector-mismatch', at: 'both' },
  ],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [2],
  configure(world) {
    for (const host of world.hosts) {
      for (const connection of host.config.connections) {
        const [first] = connection.children;
        if (first === undefined) continue;
        const second = structuredClone(first);
        second.name = `${first.name}2`;
        if (host.role === 'responder') {
          first.proposals = first.proposals.map((one) => ({
            ...one,
            encryption: one.encryption === 'aes128' ? 'aes256' : 'aes128',
          }));
          second.localSubnets = ['10.253.1.0/24'];
        } else {
          second.remoteSubnets = ['10.253.2.0/24'];
          second.localSubnets = ['10.252.2.0/24'];
        }
        connection.children.push(second);
      }
    }
  },
  async act(world) {
    await tryOnce(world);
    await world.initiator.daemon.initiate({ child: `${world.draw.child}2` });
  },
  prove: (recording) => [
    says(recording.responder, /no acceptable proposal found|no matching proposal found/),
    says(recording.responder, /traffic selectors .* unacceptable/),
  ],
};

export default scenario;
