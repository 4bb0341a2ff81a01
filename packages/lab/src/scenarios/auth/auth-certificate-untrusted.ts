import { certificates, plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-untrusted',
  title: "The initiator's certificate comes from an authority that the responder does not trust",
  truth: [{ cause: 'auth.certificate-untrusted', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world);
    const other = await world.keys.authority('otherca');
    const own = await world.keys.issue('stranger', { authority: 'otherca', names: [world.initiator.draw.identity] });
    certificates(world, 'initiator', own, ['ca.pem', other]);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /no issuer certificate found for|issuer is/),
    says(recording.responder, /no trusted .*public key found/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
