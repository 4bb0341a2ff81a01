import { ESTABLISHED, fact, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-config-rejected-libreswan',
  title: 'Libreswan refuses to load a connection because of a word it does not know',
  truth: [{ cause: 'policy.config-rejected', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [2],
  allow: {
    dataPlane: ['userland', 'kernel'],
    daemons: [
      ['strongswan', 'libreswan'],
      ['libreswan', 'libreswan'],
    ],
  },
  tune(draw, rng) {
    draw.fault['word'] = rng.pick([
      'ike=aes512-sha2_256-modp2048',
      'ike=aes256-sha2_256-modp1024',
      'phase2alg=blowfish-sha1',
    ]);
  },
  configure(world) {
    const word = String(world.draw.fault['word']);
    const key = word.slice(0, word.indexOf('=') + 1);
    world.responder.config.rewrite = (text) => {
      const kept = text.split('\n').filter((line) => !line.trim().startsWith(key));
      return `${kept.join('\n').trimEnd()}\n\t${word}\n`;
    };
  },
  act: tryOnce,
  prove: (recording) => [
    fact(recording, 'load-responder', (code) => code !== 0, 'the connection was not loaded'),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
