import { hostOf } from '../../draw.ts';
import {
  answers,
  bothUp,
  connectionOf,
  counter,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  provenByCaptures,
  useAh,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import { iptables } from '../../xtables.ts';
import type { Draw, Scenario } from '../../types.ts';

/** Address that stands for the initiator outside: another one of the same network. */
function natAddress(draw: Draw): string {
  return hostOf(draw, 'initiator').address.replace(/\d+$/, '240');
}

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
    const outside = natAddress(world.draw);
    useAh(world);
    for (const host of [world.initiator, world.responder]) {
      connectionOf(host).extra = { libreswan: ['nat-ikev1-method=none'] };
    }
    connectionOf(world.responder).remote.addresses = [outside];
  },
  prepare: async (world) => {
    const outside = natAddress(world.draw);
    const inside = world.initiator.draw.address;
    await iptables(world.router, 4, [
      ['-t', 'nat', '-A', 'PREROUTING', '-d', outside, '-j', 'DNAT', '--to-destination', inside],
      ['-t', 'nat', '-A', 'POSTROUTING', '-s', inside, '-j', 'SNAT', '--to-source', outside],
    ]);
  },
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
