import { forwardRules, repair, to } from '../../filters.ts';
import { bringUp, outerPing, pingBoth, says, tryOnce, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-healed-block',
  title: 'UDP 500 was filtered at first and is opened later',
  truth: [],
  verdict: 'healthy',
  history: ['path.ike-blocked'],
  breaks: 'none',
  ike: [1, 2],
  async prepare(world) {
    await forwardRules(world.router, [`${to(world, 'responder')} udp dport 500 drop`]);
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
    await outerPing(world);
    await repair(world.router);
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.initiator, /giving up after 3 retransmits/)],
};

export default scenario;
