import { bothUp, inKernel, keepCounters, kernelDraw, pingFrom, provenByCaptures, sentBy } from '../../kernel-plane.ts';
import { bringUp, fact } from '../../steps.ts';
import { iptables } from '../../xtables.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-pmtu-blackhole-plain',
  title: 'a link with a smaller MTU whose ICMP errors are filtered',
  truth: [{ cause: 'path.pmtu-blackhole', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByCaptures(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw({ family: [4] }),
  tune: inKernel((draw, rng) => {
    draw.fault['mtu'] = rng.pick([1280, 1320, 1380]);
  }),
  prepare: async (world) => {
    const mtu = String(world.draw.fault['mtu']);
    await world.router.must(['ip', 'link', 'set', world.routerInterface('responder'), 'mtu', mtu]);
    await iptables(world.router, 4, [
      ['-A', 'OUTPUT', '-p', 'icmp', '--icmp-type', 'destination-unreachable', '-j', 'DROP'],
    ]);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { key: 'small' });
    const { initiator, responder } = world;
    const large = await initiator.node.exec(
      [
        'ping',
        '-n',
        '-c',
        '6',
        '-i',
        '0.3',
        '-W',
        '1',
        '-M',
        'do',
        '-s',
        '1360',
        '-I',
        initiator.draw.inner,
        responder.draw.inner,
      ],
      { timeoutMs: 15_000 },
    );
    world.note('large', Number(/(\d+) received/.exec(large.stdout)?.[1] ?? 0));
    await pingFrom(world, 'initiator', { key: 'small-again' });
    await keepCounters(world);
  },
  prove: (recording) => {
    const limit = Number(recording.draw.fault['mtu']);
    const sent = recording.initiator.packets.filter((packet) => packet.protocol === 50 && packet.length + 20 > limit);
    const arrived = recording.responder.packets.filter(
      (packet) => packet.protocol === 50 && packet.length > 1000 && sentBy(packet, recording.initiator),
    );
    return [
      ...bothUp(recording),
      fact(recording, 'small', (count) => count > 0, 'small packets pass'),
      fact(recording, 'small-again', (count) => count > 0, 'and still do afterwards'),
      fact(recording, 'large', (count) => count === 0, 'large ones are not answered'),
      { what: 'large ESP left the initiator', ok: sent.length > 0, by: `${sent.length} packets` },
      { what: 'none of it arrived', ok: arrived.length === 0, by: `${arrived.length} packets` },
    ];
  },
};
export default scenario;
