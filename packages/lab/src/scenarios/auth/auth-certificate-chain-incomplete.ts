import { certificates, plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-chain-incomplete',
  title: 'The intermediate authority is neither sent nor known',
  truth: [{ cause: 'auth.certificate-chain-incomplete', at: 'initiator', alsoRight: ['auth.certificate-untrusted'] }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world);
    await world.keys.authority('sub', { issuer: 'ca' });
    const own = await world.keys.issue('leaf', { authority: 'sub', names: [world.initiator.draw.identity] });
    certificates(world, 'initiator', own, ['ca.pem']);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /no issuer certificate found for/),
    silent(recording.responder, /received issuer cert/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
