import { hostRules } from '../../filters.ts';
import { CHILD_UP, bringUp, countEsp, counted, fact, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'host-forwarding-off',
  title: 'The tunnel works between the gateways; the responder does not forward decrypted packets',
  truth: [{ cause: 'host.forwarding-or-filter', at: 'responder' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1, 2],
  tune(draw, rng) {
    draw.fault['manner'] = rng.pick(['sysctl', 'nft']);
  },
  async prepare(world) {
    if (world.draw.fault['manner'] === 'sysctl')
      await world.responder.node.must(['sysctl', '-q', '-w', 'net.ipv4.ip_forward=0']);
    else await hostRules(world.responder.node, 'forward', ['iifname "ipsec0" drop']);
  },
  async act(world) {
    await bringUp(world);
    const target = world.responder.draw.inner.replace(/\.\d+$/, '.100');
    const lan = world.lanOf('initiator');
    const result = await lan.exec(['ping', '-n', '-c', '4', '-i', '0.3', '-W', '1', target]);
    world.note('pings-lan', Number(/(\d+) received/.exec(result.stdout)?.[1] ?? 0));
  },
  prove: (recording) => [
    says(recording.initiator, CHILD_UP),
    fact(recording, 'pings-lan', (n) => n === 0, 'machines behind the responder are not reached'),
    counted('ESP arrives at the responder', countEsp(recording.responder, 'in'), (n) => n > 0),
  ],
};

export default scenario;
