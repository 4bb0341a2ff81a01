import {
  answers,
  bothUp,
  counter,
  inKernel,
  keepCounters,
  kernelDraw,
  natAddress,
  pingFrom,
  provenByCaptures,
  translate,
  useAh,
  withoutNatTraversal,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-ah-through-nat',
  title: 'a one-to-one NAT on the way rewrites the addresses that AH protects',
  truth: [{ cause: 'path.ah-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByCaptures(),
  needs: ['ah'],
  ike: [1],
  allow: kernelDraw({ daemons: [['libreswan', 'libreswan']], family: [4] }),
  tune: inKernel(),
  configure: (world) => {
    useAh(world);
    withoutNatTraversal(world);
  },
  prepare: (world) => translate(world),
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 5 });
    await pingFrom(world, 'responder', { count: 5 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    {
      what: 'AH arrives from another address than it was sent from',
      ok: recording.responder.packets.some(
        (packet) => packet.protocol === 51 && packet.from === natAddress(recording.draw),
      ),
      by: natAddress(recording.draw),
    },
    counter(recording, 'responder', 'XfrmInStateProtoError'),
    answers(recording, 'initiator', (count) => count === 0, 'no ping was answered'),
  ],
};
export default scenario;
