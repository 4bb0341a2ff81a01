import { CHILD_UP, ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-selector-mismatch-prefix',
  title: 'IKEv1: one end protects a wider network than the other',
  truth: [{ cause: 'policy.selector-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [1],
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      for (const child of connection.children) {
        child.remoteSubnets = child.remoteSubnets.map((subnet) => subnet.replace(/\.\d+\.\d+\/24$/, '.0.0/16'));
      }
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, ESTABLISHED),
    says(recording.responder, /no matching CHILD_SA config found/),
    silent(recording.responder, CHILD_UP),
  ],
};

export default scenario;
