import { forwardRules, from, repair, to } from '../../filters.ts';
import { pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-retransmissions',
  title: 'The first copies of a request and of an answer are lost, retransmission brings the tunnel up',
  truth: [],
  verdict: 'healthy',
  notes: ['note.retransmissions'],
  breaks: 'none',
  ike: [2],
  async prepare(world) {
    await forwardRules(world.router, [`${to(world, 'responder')} udp dport 500 drop`]);
  },
  async act(world) {
    await world.initiator.daemon.initiate({ background: true });
    await world.sleep(1400);
    await repair(world.router);
    await forwardRules(world.router, [`${from(world, 'responder')} udp sport 4500 drop`]);
    await world.sleep(1800);
    await repair(world.router);
    await world.sleep(2500);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.initiator, /retransmit 1 of request with message ID 0/)],
};

export default scenario;
