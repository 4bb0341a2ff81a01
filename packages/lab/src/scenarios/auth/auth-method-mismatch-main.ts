import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-method-mismatch-main',
  title: 'IKEv1: the initiator offers pre-shared key authentication, the responder only certificates',
  truth: [{ cause: 'auth.method-mismatch', at: 'both', alsoRight: ['auth.secret-missing'] }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    const kept = structuredClone({
      secrets: world.initiator.config.secrets,
      connections: world.initiator.config.connections,
    });
    await plainCertificates(world);
    world.initiator.config.connections = kept.connections;
    world.initiator.config.secrets = kept.secrets;
  },
  act: tryOnce,
  honest: Object.fromEntries(
    (
      [
        'logs',
        'log-initiator',
        'log-responder',
        'initiator',
        'captures',
        'capture-initiator',
        'capture-responder',
      ] as const
    ).map((subset) => [subset, { acceptable: ['auth.method-mismatch', 'auth.secret-missing', 'auth.psk-mismatch'] }]),
  ),
  prove: (recording) => [
    says(recording.responder, /no shared key found for/),
    {
      what: 'the responder is configured for certificates',
      ok: recording.responder.file('swanctl.conf').includes('auth = pubkey'),
      by: 'swanctl.conf',
    },
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
