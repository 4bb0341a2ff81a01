import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'host-ip-configuration',
  title: "The initiator's configuration names a local address that the host no longer has",
  truth: [{ cause: 'host.ip-configuration', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  unseen: ['initiator'],
  allow: { dataPlane: ['userland', 'kernel'] },
  configure(world) {
    const other = world.initiator.draw.address.replace(/[^.:]+$/, '251');
    world.draw.fault['configured'] = other;
    for (const connection of world.initiator.config.connections) connection.local.addresses = [other];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /error writing to socket|unable to|Cannot assign|Invalid argument/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
