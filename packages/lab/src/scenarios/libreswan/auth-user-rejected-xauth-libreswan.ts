import { CHILD_UP, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-user-rejected-xauth-libreswan',
  title: "IKEv1: Libreswan refuses the user's password",
  truth: [{ cause: 'auth.user-rejected', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'], daemons: [['libreswan', 'libreswan']] },
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      connection.local = { ...connection.local, auth: 'xauth-psk', user: 'minji' };
    }
    for (const connection of world.responder.config.connections) {
      connection.remote = { ...connection.remote, auth: 'xauth-psk' };
    }
    world.initiator.config.secrets.push({ kind: 'xauth', ids: ['minji'], secret: 'winter-2024' });
    world.responder.config.secrets.push({ kind: 'xauth', ids: ['minji'], secret: 'summer-2024' });
  },
  act: tryOnce,
  prove: (recording) => [says(recording.responder, /XAUTH: failure user/), silent(recording.initiator, CHILD_UP)],
};

export default scenario;
