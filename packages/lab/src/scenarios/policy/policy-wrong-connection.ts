import { CHILD_UP, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-wrong-connection',
  title: 'Another connection of the responder with a better match for the address catches the negotiation',
  truth: [{ cause: 'policy.wrong-connection', at: 'responder', alsoRight: ['policy.selector-mismatch'] }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [1, 2],
  allow: { nat: ['none'], level: [2, 1] },
  configure(world) {
    const { config } = world.responder;
    const right = config.connections[0];
    if (right === undefined) return;
    const general = structuredClone(right);
    general.name = 'old-peer';
    for (const child of general.children) {
      child.name = 'old-net';
      child.localSubnets = ['10.254.7.0/24'];
    }
    right.remote.addresses = ['%any'];
    delete right.remote.id;
    config.connections = [general, right];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /selected peer config .?'?"?old-peer/),
    silent(recording.responder, CHILD_UP),
  ],
};

export default scenario;
