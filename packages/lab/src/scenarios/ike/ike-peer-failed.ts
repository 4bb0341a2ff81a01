import { bringUp, countIke, counted, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-peer-failed',
  title: 'The responder hangs: messages arrive at its host and are never answered again',
  truth: [{ cause: 'ike.peer-failed', at: 'responder' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [2],
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 2);
    await world.responder.daemon.freeze(true);
    await world.initiator.daemon.rekey('ike');
    await world.sleep(8000);
    await world.responder.daemon.freeze(false);
  },
  prove: (recording) => [
    ...works(recording),
    says(recording.initiator, /giving up after \d+ retransmits/),
    counted('copies arrived at the responder', countIke(recording.responder, 'in', 36), (n) => n >= 3),
  ],
  honest: { all: { verdicts: ['failing', 'degraded'] } },
};

export default scenario;
