import { countIke, counted, says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'host-route-missing',
  title: 'The initiator itself has no route to its peer',
  truth: [{ cause: 'host.route-missing', at: 'initiator', alsoRight: ['path.peer-unreachable'] }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  unseen: ['initiator'],
  allow: { dataPlane: ['userland', 'kernel'] },
  async prepare(world) {
    await world.initiator.node.must(['ip', ...(world.draw.family === 6 ? ['-6'] : []), 'route', 'del', 'default']);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /Network is unreachable|no route|unable to determine|unreachable/i),
    counted('nothing was sent', countIke(recording.initiator, 'out'), (n) => n === 0),
  ],
};

export default scenario;
