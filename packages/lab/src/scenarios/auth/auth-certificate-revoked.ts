import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-revoked',
  title: "The initiator's certificate is on the responder's revocation list",
  truth: [{ cause: 'auth.certificate-revoked', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    const own = await plainCertificates(world);
    world.responder.config.revocationLists = [await world.keys.revoke('ca', [own.initiator.certificate])];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /certificate was revoked on/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
