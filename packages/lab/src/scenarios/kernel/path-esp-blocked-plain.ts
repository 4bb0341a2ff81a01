import {
  answers,
  bothUp,
  crossing,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  provenByCaptures,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import { iptables } from '../../xtables.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-esp-blocked-plain',
  title: 'a filter on the way passes IKE and drops plain ESP',
  truth: [{ cause: 'path.esp-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByCaptures(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel((draw, rng) => {
    draw.fault['blocked'] = rng.pick(['initiator', 'responder', 'both']);
  }),
  prepare: async (world) => {
    const blocked = world.draw.fault['blocked'];
    const rules = (['initiator', 'responder'] as const)
      .filter((role) => blocked === role || blocked === 'both')
      .map((role) => ['-A', 'FORWARD', '-p', 'esp', '-s', world[role].draw.publicAddress, '-j', 'DROP']);
    await iptables(world.router, world.draw.family, rules);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 5 });
    await pingFrom(world, 'responder', { count: 5 });
    await keepCounters(world);
  },
  prove: (recording) => {
    const blocked = recording.draw.fault['blocked'] === 'responder' ? 'responder' : 'initiator';
    return [
      ...bothUp(recording),
      ...crossing(recording, blocked, 50, 'none'),
      answers(recording, 'initiator', (count) => count === 0, 'no ping was answered'),
    ];
  },
};
export default scenario;
