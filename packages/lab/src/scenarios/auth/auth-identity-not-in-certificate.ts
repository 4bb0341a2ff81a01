import { plainCertificates } from '../../certificates.ts';
import { says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-not-in-certificate',
  title: "The initiator's configured name is not in its certificate, so the responder finds no key for that name",
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
    says(recording.responder, /received end entity cert/),
    says(recording.responder, /no trusted .*public key found for/),
  ],
};

export default scenario;
