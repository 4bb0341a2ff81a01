import { childOf, crossing, inKernel, keepCounters, kernelDraw, pingFrom, sentBy } from '../../kernel-plane.ts';
import { bringUp, works } from '../../steps.ts';
import type { Recording, Scenario } from '../../types.ts';

function spis(recording: Recording): Set<string> {
  const sent = recording.initiator.packets.filter(
    (packet) => packet.protocol === 50 && sentBy(packet, recording.initiator),
  );
  return new Set(
    sent.map((packet) => [...packet.payload.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')),
  );
}

const scenario: Scenario = {
  id: 'esp-healthy-rekey',
  title: 'a child that is rekeyed in time while traffic goes on',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  needs: ['esp'],
  ike: [2],
  allow: kernelDraw(),
  tune: inKernel(),
  notes: ['note.rekeyed'],
  configure: (world) => {
    childOf(world.initiator).rekeyAfter = 12;
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator');
    await world.initiator.ping(world.responder.draw.inner, 40, { intervalMs: 500 });
    await pingFrom(world, 'responder');
    await keepCounters(world);
  },
  prove: (recording) => [
    ...works(recording),
    ...crossing(recording, 'initiator', 50, 'all'),
    {
      what: 'the SPIs of the initiator changed on the wire',
      ok: spis(recording).size > 1,
      by: [...spis(recording)].join(' '),
    },
  ],
};
export default scenario;
