import { CHILD_UP, bringUp, countEsp, counted, fact, pingBoth, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-transform-disagreement',
  title: 'Both ends agree on SHA-256 and truncate it differently: every packet fails its check',
  truth: [{ cause: 'sa.transform-disagreement', at: 'both' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1, 2],
  tune(draw) {
    draw.algorithms.child.integrity = 'sha256';
  },
  configure(world) {
    world.initiator.config.rewrite = (text) =>
      text.replace(/( *)esp_proposals = /, '$1sha256_96 = yes\n$1esp_proposals = ');
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world, 3);
  },
  prove: (recording) => [
    says(recording.initiator, CHILD_UP),
    says(recording.responder, CHILD_UP),
    fact(recording, 'pings-initiator', (n) => n === 0, 'nothing passes'),
    fact(recording, 'pings-responder', (n) => n === 0, 'nothing passes'),
    counted('ESP arrives', countEsp(recording.responder, 'in'), (n) => n > 0),
  ],
};

export default scenario;
