import { answers, bothUp, inKernel, keepCounters, kernelDraw, pingFrom, provenByHost } from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-lookup-failed-template',
  title: 'another program has replaced the policy by one whose template names no existing SA',
  truth: [{ cause: 'sa.lookup-failed', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw({ family: [4] }),
  tune: inKernel(),
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { key: 'before' });
    const { node, draw } = world.initiator;
    const peer = world.responder.draw;
    const text = (await node.exec(['ip', 'xfrm', 'policy'])).stdout;
    const own = text.slice(text.indexOf(`src ${draw.subnet} dst ${peer.subnet}`));
    const priority = /dir out priority (\d+)/.exec(own)?.[1] ?? '1000';
    const template = [
      'tmpl',
      'src',
      draw.address,
      'dst',
      peer.address,
      'proto',
      'esp',
      'reqid',
      '4711',
      'mode',
      'tunnel',
    ];
    await node.must([
      'ip',
      'xfrm',
      'policy',
      'update',
      'src',
      draw.subnet,
      'dst',
      peer.subnet,
      'dir',
      'out',
      'priority',
      priority,
      ...template,
    ]);
    await pingFrom(world, 'initiator', { count: 6 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    answers(recording, 'before', (count) => count > 0, 'pings were answered before'),
    answers(recording, 'initiator', (count) => count === 0, 'and not afterwards'),
    {
      what: 'the policy of the initiator asks for another SA than it holds',
      ok:
        /reqid 4711/.test(recording.initiator.file('ip-xfrm-policy.txt')) &&
        !/spi 0x0*[1-9a-f][0-9a-f]*\(\d+\) reqid 4711/.test(recording.initiator.file('ip-xfrm-state.txt')),
      by: 'reqid 4711 in the policy only',
    },
  ],
};
export default scenario;
