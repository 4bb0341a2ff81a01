import {
  answers,
  bothUp,
  crossing,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  provenByCaptures,
  useAh,
  useTransport,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import { iptables } from '../../xtables.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-ah-blocked',
  title: 'a filter on the way passes IKE and drops AH',
  truth: [{ cause: 'path.ah-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByCaptures(),
  needs: ['ah'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel((draw, rng) => {
    draw.fault['blocked'] = rng.pick(['initiator', 'responder', 'both']);
  }),
  configure: (world) => {
    if (world.draw.seed % 2 === 0) useTransport(world);
    useAh(world);
  },
  prepare: async (world) => {
    const blocked = world.draw.fault['blocked'];
    // For ip6tables AH is an extension header and not a protocol.
    const match = world.draw.family === 6 ? ['-m', 'ah'] : ['-p', 'ah'];
    const rules = (['initiator', 'responder'] as const)
      .filter((role) => blocked === role || blocked === 'both')
      .map((role) => ['-A', 'FORWARD', ...match, '-s', world[role].draw.publicAddress, '-j', 'DROP']);
    await iptables(world.router, world.draw.family, rules);
  },
  act: async (world) => {
    const outer = world.draw.seed % 2 === 0;
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 5, outer });
    await pingFrom(world, 'responder', { count: 5, outer });
    await keepCounters(world);
  },
  prove: (recording) => {
    const blocked = recording.draw.fault['blocked'] === 'responder' ? 'responder' : 'initiator';
    return [
      ...bothUp(recording),
      ...crossing(recording, blocked, 51, 'none'),
      answers(recording, 'initiator', (count) => count === 0, 'no ping was answered'),
    ];
  },
};
export default scenario;
