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
  id: 'path-stateful-timeout-plain',
  title: 'a stateful filter forgets the flow while it is idle',
  truth: [{ cause: 'path.stateful-timeout', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByCaptures(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw({ family: [4] }),
  tune: inKernel(),
  prepare: async (world) => {
    const accept = ['-j', 'ACCEPT'];
    await iptables(world.router, 4, [
      ['-A', 'FORWARD', '-p', 'udp', '-m', 'multiport', '--dports', '500,4500', ...accept],
      ['-A', 'FORWARD', '-i', world.routerInterface('initiator'), ...accept],
      ['-A', 'FORWARD', '-m', 'conntrack', '--ctstate', 'ESTABLISHED,RELATED', ...accept],
      ['-A', 'FORWARD', '-j', 'DROP'],
    ]);
    await world.router.must(['sysctl', '-q', '-w', 'net.netfilter.nf_conntrack_generic_timeout=6']);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { key: 'before' });
    await pingFrom(world, 'responder', { key: 'before-back' });
    await world.sleep(15_000);
    await pingFrom(world, 'responder', { count: 6 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    ...crossing(recording, 'responder', 50, 'some'),
    answers(recording, 'before', (count) => count > 0, 'pings of the initiator were answered at first'),
    answers(recording, 'before-back', (count) => count > 0, 'pings of the responder were answered at first'),
    answers(recording, 'responder', (count) => count === 0, 'and no longer after fifteen idle seconds'),
  ],
};
export default scenario;
