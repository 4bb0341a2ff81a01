import { plainCertificates } from '../../certificates.ts';
import { configured, says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-not-in-certificate',
  title: "The initiator's configured name is not in its certificate, so another identity is sent",
  truth: [{ cause: 'auth.identity-mismatch', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['name'] = `${rng.word(6)}.example.com`;
  },
  async configure(world) {
    await plainCertificates(world, { role: 'initiator', issue: { names: [String(world.draw.fault['name'])] } });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /not confirmed by certificate/),
    says(recording.responder, /no matching peer config found|constraint check failed/),
  ],
};

export default scenario;
