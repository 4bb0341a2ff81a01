import { CHILD_UP, bringUp, countEsp, counted, fact, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'host-nat-before-ipsec',
  title: 'The initiator translates the addresses of traffic before the tunnel can see it',
  truth: [{ cause: 'host.nat-before-ipsec', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1, 2],
  async prepare(world) {
    const { subnet, address } = world.initiator.draw;
    const translated = address.includes(':') ? '192.0.2.77' : address;
    await world.initiator.node.nft(
      `table ip nat {\n chain post { type nat hook postrouting priority 100;\n  ip saddr ${subnet} snat to ${translated}\n }\n}\n`,
    );
  },
  async act(world) {
    await bringUp(world);
    const target = world.responder.draw.inner;
    const result = await world.lanOf('initiator').exec(['ping', '-n', '-c', '4', '-i', '0.3', '-W', '1', target]);
    world.note('pings-lan', Number(/(\d+) received/.exec(result.stdout)?.[1] ?? 0));
  },
  prove: (recording) => [
    says(recording.initiator, CHILD_UP),
    fact(recording, 'pings-lan', (n) => n === 0, 'nothing passes'),
    counted('no ESP leaves the initiator', countEsp(recording.initiator, 'out'), (n) => n === 0),
  ],
};

export default scenario;
