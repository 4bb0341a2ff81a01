import { ESTABLISHED, PAIRS, counted, fact, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-not-assigned',
  title: 'The daemon of the responder was started again and nobody loaded its connections',
  truth: [
    { cause: 'policy.not-assigned', at: 'responder', alsoRight: ['policy.no-ike-config', 'policy.config-rejected'] },
  ],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  tune(draw) {
    draw.ending = 'snapshot';
  },
  async act(world) {
    await world.responder.daemon.stop();
    world.note('again', (await world.responder.daemon.start()) ? 1 : 0);
    await tryOnce(world);
  },
  prove: (recording) => [
    fact(recording, 'again', (n) => n === 1, 'the daemon of the responder runs again'),
    says(recording.responder, {
      strongswan: /no IKE config found for/,
      libreswan: /no connection (has been )?authorized|no suitable connection|NO_PROPOSAL_CHOSEN|not authorized/i,
    }),
    counted(
      'the responder lists no connection',
      recording.responder.file('list-conns.txt').length +
        (/Total IPsec connections: loaded [1-9]/.test(recording.responder.file('status.txt')) ? 1 : 0),
      (n) => n === 0,
    ),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
