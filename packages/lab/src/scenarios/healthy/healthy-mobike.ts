import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-mobike',
  title: "The initiator's address changes and MOBIKE moves the SAs",
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [2],
  unseen: ['initiator'],
  allow: { nat: ['none'], family: [4] },
  configure(world) {
    for (const connection of world.initiator.config.connections) connection.local.addresses = ['%any'];
    for (const connection of world.responder.config.connections) connection.remote.addresses = ['%any'];
  },
  async act(world) {
    const { initiator } = world;
    await bringUp(world);
    await pingBoth(world);
    const next = initiator.draw.address.replace(/\d+$/, '240');
    await initiator.node.must(['sysctl', '-q', '-w', 'net.ipv4.conf.all.promote_secondaries=1']);
    await initiator.node.must(['ip', 'addr', 'add', `${next}/24`, 'dev', 'eth0']);
    await world.sleep(500);
    await initiator.node.must(['ip', 'addr', 'del', `${initiator.draw.address}/24`, 'dev', 'eth0']);
    await initiator.node.exec(['ip', 'route', 'add', 'default', 'via', initiator.draw.gateway]);
    await world.sleep(3000);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.responder, /N\(UPD_SA_ADDR\)/)],
};

export default scenario;
