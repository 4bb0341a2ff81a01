import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-config-rejected-libreswan-syntax',
  title: 'A slip of the pen in ipsec.conf keeps Libreswan from starting',
  truth: [{ cause: 'policy.config-rejected', at: 'responder', alsoRight: ['service.start-failed'] }],
  verdict: 'failing',
  breaks: 'start',
  ike: [2],
  allow: {
    dataPlane: ['userland', 'kernel'],
    daemons: [
      ['strongswan', 'libreswan'],
      ['libreswan', 'libreswan'],
    ],
  },
  tune(draw, rng) {
    draw.fault['word'] = rng.pick(['type=tunel', 'ikev2=perhaps', 'dpdaction=maybe']);
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
    {
      what: 'the daemon of the responder did not start',
      ok: recording.facts['started-responder'] === false,
      by: `started-responder = ${String(recording.facts['started-responder'])}`,
    },
    says(
      recording.responder,
      /ipsec.conf.*(syntax error|unknown|bad|invalid|keyword)|keyword .* invalid|cannot load config/i,
    ),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
