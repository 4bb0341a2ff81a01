import { countIke, counted, says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'name-resolution-failed',
  title: "The initiator's configuration names the peer by a name that does not resolve",
  truth: [{ cause: 'name.resolution-failed', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['name'] = `${rng.word(8)}.invalid`;
  },
  configure(world) {
    for (const connection of world.initiator.config.connections)
      connection.remote.addresses = [String(world.draw.fault['name'])];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /unable to resolve .*, initiate aborted|resolving '.*' failed/),
    counted('nothing was sent', countIke(recording.initiator, 'out'), (n) => n === 0),
  ],
};

export default scenario;
