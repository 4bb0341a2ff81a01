import { bringUp, counted, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-children',
  title: 'One IKE SA, three children for three pairs of networks',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [1, 2],
  configure(world) {
    for (const host of world.hosts) {
      for (const connection of host.config.connections) {
        const [first] = connection.children;
        if (first === undefined) continue;
        for (const [index, net] of ['10.251.1.0/24', '10.251.2.0/24'].entries()) {
          const mine = host.role === 'responder' ? { localSubnets: [net] } : { remoteSubnets: [net] };
          connection.children.push({ ...first, name: `${first.name}${index + 2}`, ...mine });
        }
      }
    }
  },
  async prepare(world) {
    for (const address of ['10.251.1.1/24', '10.251.2.1/24']) {
      await world.responder.node.must(['ip', 'addr', 'add', address, 'dev', 'eth1']);
    }
  },
  async act(world) {
    await bringUp(world);
    await world.initiator.daemon.initiate({ child: `${world.draw.child}2` });
    await world.initiator.daemon.initiate({ child: `${world.draw.child}3` });
    await pingBoth(world);
  },
  prove: (recording) => [
    ...works(recording),
    counted(
      'children made',
      recording.initiator.log.split(/CHILD_SA \S+ established with SPIs/).length - 1,
      (n) => n === 3,
    ),
  ],
};

export default scenario;
