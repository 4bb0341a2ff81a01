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
  sentBy,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import { spoilEsp } from '../../xtables.ts';
import type { Recording, Scenario } from '../../types.ts';

function unchanged(recording: Recording): boolean {
  const text = (role: 'initiator' | 'responder'): Set<string> =>
    new Set(
      recording[role].packets
        .filter((packet) => packet.protocol === 50 && sentBy(packet, recording.initiator))
        .map((packet) => [...packet.payload].join(' ')),
    );
  const arrived = text('responder');
  return [...text('initiator')].every((packet) => arrived.has(packet));
}

const scenario: Scenario = {
  id: 'host-offload-spoils-esp',
  title: 'what protects packets in the network card of one host spoils some of them',
  truth: [{ cause: 'host.offload', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel(),
  prepare: async (world) => {
    // Below the place where the kernel protects packets and above the capture: as a faulty offload engine does.
    await spoilEsp(world.initiator.node, 'eth0', world.draw.family);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 12 });
    await pingFrom(world, 'responder', { count: 12 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    ...crossing(recording, 'initiator', 50, 'all'),
    {
      what: 'every ESP packet arrives as it is in the capture of its sender',
      ok: unchanged(recording),
      by: 'first bytes of all packets compared',
    },
    counter(recording, 'responder', 'XfrmInStateProtoError'),
    answers(recording, 'initiator', (count) => count > 0 && count < 12, 'some pings were answered and some not'),
  ],
};
export default scenario;
