import {
  answers,
  bothUp,
  crossing,
  inKernel,
  keepCounters,
  kernelDraw,
  natAddress,
  pingFrom,
  provenByCaptures,
  translate,
  withoutNatTraversal,
} from '../../kernel-plane.ts';
import { bringUp, counted } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-nat-without-nat-t',
  title: 'the initiator sits behind a NAT that maps UDP and TCP only, and neither end does NAT traversal',
  truth: [{ cause: 'path.nat-without-nat-t', at: 'both', alsoRight: ['path.esp-blocked'] }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByCaptures(),
  needs: ['esp'],
  ike: [1],
  allow: kernelDraw({ daemons: [['libreswan', 'libreswan']], family: [4] }),
  tune: inKernel(),
  configure: withoutNatTraversal,
  prepare: (world) => translate(world, ['-A', 'FORWARD', '-p', 'esp', '-j', 'DROP']),
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 6 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    ...crossing(recording, 'initiator', 50, 'none'),
    counted(
      'IKE arrives from another address than it was sent from',
      recording.responder.packets.filter(
        (packet) => packet.destinationPort === 500 && packet.from === natAddress(recording.draw),
      ).length,
      (n) => n > 0,
    ),
    counted(
      'nothing floats to UDP 4500',
      recording.initiator.packets.filter((packet) => packet.destinationPort === 4500).length,
      (n) => n === 0,
    ),
    answers(recording, 'initiator', (count) => count === 0, 'no ping was answered'),
  ],
};
export default scenario;
