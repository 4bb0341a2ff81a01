import { bringUp, fact, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-two-behind-nat',
  title: 'Two peers of one gateway behind one NAT, both work',
  truth: [],
  verdict: 'healthy',
  notes: ['note.nat-detected'],
  breaks: 'none',
  ike: [1, 2],
  hosts: 3,
  sharedNat: true,
  allow: { nat: ['initiator'], family: [4] },
  async act(world) {
    await bringUp(world);
    await world.third?.daemon.initiate();
    await pingBoth(world);
    world.note('pings-third', (await world.third?.ping(world.responder.draw.inner)) ?? 0);
  },
  prove: (recording) => [
    ...works(recording),
    fact(recording, 'pings-third', (n) => n > 0, 'the third host reaches the gateway'),
  ],
};

export default scenario;
