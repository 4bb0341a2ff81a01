import { forwardRules } from '../../filters.ts';
import { ESTABLISHED, countIke, counted, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'load-overload',
  title: 'Clients that authenticate slowly fill the half-open limit of the responder',
  truth: [{ cause: 'load.overload', at: 'responder' }],
  verdict: 'failing',
  breaks: 'load',
  ike: [2],
  hosts: 3,
  hidden: ['third'],
  allow: { nat: ['none'], family: [4], dataPlane: ['userland', 'kernel'], logTime: ['clock', 'iso', 'dash'] },
  configure(world) {
    const { responder, third } = world;
    responder.config.daemon = {
      strongswan: [
        'init_limit_half_open = 6',
        'cookie_threshold = 0',
        'cookie_threshold_ip = 0',
        'block_threshold = 1000',
        'half_open_timeout = 60',
      ],
    };
    const [first] = third?.config.connections ?? [];
    const accepts = responder.config.connections[1];
    if (third === null || first === undefined || accepts === undefined) return;
    accepts.remote = { addresses: accepts.remote.addresses, auth: 'eap-md5', eapIdentity: '%any' };
    third.config.connections = Array.from({ length: 8 }, (_, index) => {
      const connection = structuredClone(first);
      connection.name = `client-${index}`;
      connection.local = {
        addresses: first.local.addresses,
        id: `client${index}@example.com`,
        auth: 'eap-md5',
        user: 'carol',
      };
      return connection;
    });
    for (const secret of third.config.secrets) secret.ids = [];
    third.config.secrets.push({ kind: 'eap', ids: ['carol'], secret: world.draw.secret });
    responder.config.secrets.push({ kind: 'eap', ids: ['carol'], secret: world.draw.secret });
  },
  async prepare(world) {
    await forwardRules(world.router, [`oifname "${world.routerInterface('third')}" udp sport 4500 drop`]);
  },
  async act(world) {
    const { third, draw } = world;
    await Promise.all(
      Array.from({ length: 8 }, async (_, index) =>
        third?.daemon.initiate({ connection: `client-${index}`, child: draw.child, background: true }),
      ),
    );
    await world.sleep(500);
    await tryOnce(world);
  },
  prove: (recording) => [
    says(recording.responder, /ignoring IKE_SA setup from .*half-open IKE_SA limit of \d+ reached/),
    counted('clients answered', countIke(recording.responder, 'in', 35), (n) => n >= 6),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
