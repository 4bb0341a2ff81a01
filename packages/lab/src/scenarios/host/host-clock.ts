import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'host-clock',
  title: "The responder's clock is years ahead, so a valid certificate looks expired to it",
  truth: [{ cause: 'host.clock', at: 'responder', alsoRight: ['auth.certificate-expired'] }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'], logTime: ['dash', 'iso'] },
  tune(draw, rng) {
    const days = 900 + rng.int(300);
    draw.fault['clock-responder'] = `+${days}d`;
    draw.fault['clock-days'] = days;
  },
  async configure(world) {
    await plainCertificates(world);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /subject certificate invalid \(valid from/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
