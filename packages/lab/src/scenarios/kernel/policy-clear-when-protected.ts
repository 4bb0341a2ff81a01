import {
  answers,
  bothUp,
  counter,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  protocolPackets,
  provenByHost,
  sentBy,
  useTransport,
} from '../../kernel-plane.ts';
import { bringUp, counted } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-clear-when-protected',
  title: 'a rule of the initiator lets ICMP pass in clear that the responder expects inside the SA',
  truth: [{ cause: 'policy.clear-when-protected', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw({ family: [4] }),
  tune: inKernel(),
  configure: (world) => {
    useTransport(world);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { outer: true, key: 'before' });
    const { node, draw } = world.initiator;
    const ends = ['src', `${draw.address}/32`, 'dst', `${world.responder.draw.publicAddress}/32`];
    await node.must(['ip', 'xfrm', 'policy', 'add', ...ends, 'proto', 'icmp', 'dir', 'out', 'priority', '100']);
    await pingFrom(world, 'initiator', { outer: true, count: 6 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    answers(recording, 'before', (count) => count > 0, 'pings were answered before'),
    answers(recording, 'initiator', (count) => count === 0, 'and not afterwards'),
    counted(
      'pings leave the initiator in clear',
      recording.initiator.packets.filter((packet) => packet.protocol === 1 && sentBy(packet, recording.initiator))
        .length,
      (n) => n >= 4,
    ),
    counted('the SA carried what came before', protocolPackets(recording.initiator, 50, 'out'), (n) => n > 0),
    counter(recording, 'responder', 'XfrmInTmplMismatch'),
  ],
};
export default scenario;
