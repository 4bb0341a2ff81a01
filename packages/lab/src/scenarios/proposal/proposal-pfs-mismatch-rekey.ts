import { CHILD_UP, bringUp, pingBoth, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'proposal-pfs-mismatch-rekey',
  title: 'IKEv2: the child comes up, its first rekey fails because the groups for PFS differ',
  truth: [{ cause: 'proposal.pfs-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'rekey',
  ike: [2],
  configure(world) {
    for (const host of world.hosts) {
      for (const connection of host.config.connections) {
        for (const child of connection.children) {
          const group = host.role === 'initiator' ? 'ecp384' : 'modp2048';
          child.proposals = child.proposals.map((one) => ({ ...one, group }));
        }
      }
    }
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 2);
    await world.initiator.daemon.rekey('child');
    await world.sleep(1500);
    await world.initiator.daemon.rekey('child');
    await world.sleep(1000);
  },
  prove: (recording) => [
    says(recording.responder, CHILD_UP),
    says(recording.responder, /no (matching|acceptable) proposal found/),
    says(recording.initiator, /received NO_PROPOSAL_CHOSEN/),
  ],
  honest: { all: { verdicts: ['failing', 'degraded'] } },
};

export default scenario;
