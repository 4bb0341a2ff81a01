import { outerPing, says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'service-start-failed',
  title: "The responder's daemon cannot load a critical plugin and ends",
  truth: [{ cause: 'service.start-failed', at: 'responder' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'] },
  configure(world) {
    world.responder.config.daemon = {
      strongswan: [
        'load = nonexistent-hsm! random nonce kdf gmp curve25519 aes sha1 sha2 hmac kernel-netlink socket-default vici',
      ],
    };
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
  },
  prove: (recording) => [
    {
      what: 'the daemon did not come up',
      ok: recording.facts['started-responder'] === false,
      by: String(recording.facts['started-responder']),
    },
    says(recording.responder, /loading critical plugins? .*failed|plugins failed|initialization .*failed|critical/),
  ],
};

export default scenario;
