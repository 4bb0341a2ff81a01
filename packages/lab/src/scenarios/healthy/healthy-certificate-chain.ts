import { certificates, plainCertificates } from '../../certificates.ts';
import { bringUp, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-certificate-chain',
  title: 'An intermediate authority that is sent along, RSA keys, revocation lists at hand',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [2],
  async configure(world) {
    await plainCertificates(world);
    await world.keys.authority('sub', { issuer: 'ca' });
    const own = await world.keys.issue('leaf', {
      authority: 'sub',
      type: 'rsa',
      names: [world.initiator.draw.identity],
      intermediates: ['sub.pem'],
    });
    certificates(world, 'initiator', own, ['ca.pem']);
    world.responder.config.revocationLists = [await world.keys.revoke('ca', [])];
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: works,
};

export default scenario;
