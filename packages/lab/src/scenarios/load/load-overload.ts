import { exchange, forwardRules } from '../../filters.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'load-overload',
  title: 'Too many honest clients at once: the responder ignores more than its half-open limit',
  truth: [{ cause: 'load.overload', at: 'responder' }],
  verdict: 'failing',
  breaks: 'load',
  ike: [2],
  hosts: 3,
  allow: { nat: ['none'], family: [4], dataPlane: ['userland', 'kernel'], logTime: ['clock', 'iso', 'dash'] },
  configure(world) {
    const { responder, third, initiator } = world;
    responder.config.daemon = {
      strongswan: [
        'init_limit_half_open = 4',
        'cookie_threshold = 0',
        'cookie_threshold_ip = 0',
        'block_threshold = 0',
      ],
    };
    if (third === null) return;
    const [first] = third.config.connections;
    if (first === undefined) return;
    third.config.connections = Array.from({ length: 8 }, (_, index) => ({
      ...structuredClone(first),
      name: `client-${index}`,
    }));
    for (const connection of third.config.connections) {
      connection.local.auth = 'eap-md5';
      connection.local.user = 'carol';
    }
    third.config.secrets.push({ kind: 'eap', ids: ['carol'], secret: world.draw.secret });
    responder.config.secrets.push({ kind: 'eap', ids: ['carol'], secret: world.draw.secret });
    initiator.config.daemon = {};
  },
  async prepare(world) {
    await forwardRules(world.router, [
      `iifname "${world.routerInterface('third')}" udp dport { 500, 4500 } ${exchange(500, 35)} drop`,
      `iifname "${world.routerInterface('third')}" udp dport 4500 ${exchange(4500, 35)} numgen random mod 10 < 9 drop`,
    ]);
  },
  async act(world) {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        world.third?.daemon.initiate({ connection: `client-${index}`, child: world.draw.child, background: true }),
      ),
    );
    await world.sleep(400);
    await tryOnce(world);
  },
  prove: (recording) => [
    says(recording.responder, /ignoring IKE_SA setup from .*half open IKE_SA count of \d+ exceeds limit/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
