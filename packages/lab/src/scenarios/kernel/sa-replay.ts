import {
  answers,
  bothUp,
  counter,
  crossing,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  provenByHost,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-replay',
  title: 'a path that holds some packets back for longer than the replay window lasts',
  truth: [{ cause: 'sa.replay', at: 'path' }],
  verdict: 'degraded',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp', 'netem'],
  ike: [1, 2],
  allow: kernelDraw({
    daemons: [
      ['strongswan', 'strongswan'],
      ['strongswan', 'libreswan'],
    ],
  }),
  tune: inKernel(),
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { key: 'before' });
    const device = world.routerInterface('responder');
    await world.router.must([
      'tc',
      'qdisc',
      'add',
      'dev',
      device,
      'root',
      'netem',
      'limit',
      '5000',
      'delay',
      '900ms',
      'reorder',
      '70%',
    ]);
    await pingFrom(world, 'initiator', { count: 500, intervalMs: 2, key: 'during' });
    await world.sleep(1500);
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    ...crossing(recording, 'initiator', 50, 'all'),
    answers(recording, 'before', (count) => count > 0, 'pings were answered before'),
    answers(recording, 'during', (count) => count > 0 && count < 490, 'only some were while packets were held back'),
    counter(recording, 'responder', 'XfrmInStateSeqError'),
  ],
};
export default scenario;
