import { forwardRules } from '../../filters.ts';
import { bringUp, fact, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-pmtu-blackhole-udp',
  title: 'Small packets pass through the tunnel, large ones vanish without ICMP',
  truth: [{ cause: 'path.pmtu-blackhole', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1, 2],
  tune(draw, rng) {
    draw.fault['size'] = 1000 + rng.int(280);
  },
  async prepare(world) {
    await forwardRules(world.router, [
      `udp dport 4500 meta length > ${Number(world.draw.fault['size'])} drop`,
      `udp sport 4500 meta length > ${Number(world.draw.fault['size'])} drop`,
    ]);
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
    world.note('large', await world.initiator.ping(world.responder.draw.inner, 4, { size: 1300 }));
    world.note('small', await world.initiator.ping(world.responder.draw.inner, 2));
  },
  prove: (recording) => [
    ...works(recording),
    fact(recording, 'large', (n) => n === 0, 'large pings were lost'),
    fact(recording, 'small', (n) => n > 0, 'small pings still pass'),
  ],
  honest: { all: { verdicts: ['failing', 'degraded'] } },
};

export default scenario;
