import { fact, silent, tryOnce } from '../../steps.ts';
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
    world.responder.config.rewrite = (text) => text.replace(/\n {4}children \{/, '\n    children');
  },
  act: tryOnce,
  prove: (recording) => [
    fact(recording, 'load-responder', (code) => code !== 0, 'nothing was loaded'),
    silent(recording.responder, /added vici connection/),
  ],
};

export default scenario;
