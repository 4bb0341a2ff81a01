import { silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-config-rejected-syntax',
  title: "A syntax error keeps the responder's configuration from being loaded",
  truth: [{ cause: 'policy.config-rejected', at: 'responder' }],
  verdict: 'failing',
  breaks: 'start',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'] },
  configure(world) {
    world.responder.config.rewrite = (text) => text.replace('proposals = ', 'proposals ');
  },
  act: tryOnce,
  prove: (recording) => [silent(recording.responder, /added vici connection/)],
};

export default scenario;
