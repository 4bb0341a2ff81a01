import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-signature-rejected',
  title: "The responder's policy refuses the signature scheme of the initiator",
  truth: [{ cause: 'auth.signature-rejected', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world);
    for (const { remote } of world.responder.config.connections) remote.signatures = ['ecdsa-sha512'];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /signature scheme|scheme .* not acceptable|constraint check failed/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
