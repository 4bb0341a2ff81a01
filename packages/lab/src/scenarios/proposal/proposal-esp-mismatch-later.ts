import { bringUp, fact, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'proposal-esp-mismatch-later',
  title: "The child works until the responder's proposals are changed; it cannot be made again",
  truth: [{ cause: 'proposal.esp-mismatch', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [2],
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 2);
    for (const connection of world.responder.config.connections) {
      for (const child of connection.children)
        child.proposals = child.proposals.map((one) => ({
          ...one,
          encryption: one.encryption === 'aes128' ? 'aes256' : 'aes128',
        }));
    }
    await world.responder.daemon.configure(world.responder.config);
    await world.responder.daemon.load();
    await world.initiator.daemon.terminate({ child: world.draw.child });
    await world.sleep(300);
    world.note('initiate', (await world.initiator.daemon.initiate()).code);
  },
  prove: (recording) => [
    ...works(recording),
    fact(recording, 'initiate', (code) => code !== 0, 'the child cannot be made again'),
  ],
};

export default scenario;
