import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-revocation-unreachable',
  title: 'The responder demands revocation information and cannot get it',
  truth: [{ cause: 'auth.revocation-unreachable', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world, { role: 'initiator', issue: { crl: 'http://192.0.2.250/ca.crl' } });
    for (const { remote } of world.responder.config.connections) remote.revocation = 'strict';
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /constraint check failed: .*validation|unable to fetch|crl fetching failed/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
