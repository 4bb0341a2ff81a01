import {
  answers,
  bothUp,
  counter,
  crossing,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  provenByCaptures,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import { spoilEsp } from '../../xtables.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-packet-altered-plain',
  title: 'a box on the way changes bytes inside some ESP packets',
  truth: [{ cause: 'path.packet-altered', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByCaptures(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel((draw, rng) => {
    draw.fault['direction'] = rng.pick(['initiator', 'responder']);
  }),
  prepare: async (world) => {
    const role = world.draw.fault['direction'] === 'responder' ? 'responder' : 'initiator';
    const receiver = role === 'initiator' ? 'responder' : 'initiator';
    await spoilEsp(world.router, world.routerInterface(receiver), world.draw.family);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 12 });
    await pingFrom(world, 'responder', { count: 12 });
    await keepCounters(world);
  },
  prove: (recording) => {
    const sender = recording.draw.fault['direction'] === 'responder' ? 'responder' : 'initiator';
    const receiver = sender === 'initiator' ? 'responder' : 'initiator';
    return [
      ...bothUp(recording),
      ...crossing(recording, sender, 50, 'all'),
      counter(recording, receiver, 'XfrmInStateProtoError'),
      answers(recording, 'initiator', (count) => count > 0 && count < 12, 'some pings were answered and some not'),
    ];
  },
};
export default scenario;
