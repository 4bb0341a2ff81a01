import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-invalid-ke',
  title: 'The responder prefers another group, the initiator tries again with it',
  truth: [],
  verdict: 'healthy',
  notes: ['note.invalid-ke-retry'],
  breaks: 'none',
  ike: [2],
  configure(world) {
    const base = world.draw.algorithms.ike;
    for (const connection of world.initiator.config.connections) {
      connection.proposals = [
        { ...base, group: 'modp3072' },
        { ...base, group: 'ecp521' },
      ];
    }
    for (const connection of world.responder.config.connections) connection.proposals = [{ ...base, group: 'ecp521' }];
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [
    ...works(recording),
    says(recording.initiator, /peer didn't accept DH group MODP_3072, it requested ECP_521/),
  ],
};

export default scenario;
