import { bringUp, countEsp, counted, fact, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-stateful-timeout-udp',
  title: 'The NAT in front of the initiator forgets its mapping while the tunnel is idle',
  truth: [{ cause: 'path.stateful-timeout', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [2],
  allow: { nat: ['initiator'], family: [4] },
  configure(world) {
    world.initiator.config.daemon = { strongswan: ['keep_alive = 0'] };
  },
  async prepare(world) {
    const nat = world.natOf('initiator');
    await nat?.must([
      'sysctl',
      '-q',
      '-w',
      'net.netfilter.nf_conntrack_udp_timeout=2',
      'net.netfilter.nf_conntrack_udp_timeout_stream=2',
    ]);
    await nat?.nft(
      'table ip guard {\n chain input { type filter hook input priority 0;\n  iifname "out" udp dport 1024-65535 drop\n }\n}\n',
    );
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 2);
    await world.sleep(5000);
    world.note('late', await world.responder.ping(world.initiator.draw.inner, 3));
  },
  prove: (recording) => [
    ...works(recording),
    fact(recording, 'late', (n) => n === 0, 'after the idle gap the responder gets no answer'),
    counted('its packets left', countEsp(recording.responder, 'out'), (n) => n > 4),
  ],
};

export default scenario;
