import { plainCertificates } from '../../certificates.ts';
import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-eap',
  title: 'A client with EAP against a gateway with a certificate',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [2],
  tune(draw, rng) {
    draw.fault['method'] = rng.pick(['eap-md5', 'eap-mschapv2']);
  },
  async configure(world) {
    const method = world.draw.fault['method'] === 'eap-md5' ? ('eap-md5' as const) : ('eap-mschapv2' as const);
    await plainCertificates(world);
    for (const { local } of world.initiator.config.connections) {
      local.auth = method;
      local.user = 'carol';
      delete local.certificate;
    }
    for (const { remote } of world.responder.config.connections) {
      remote.auth = method;
      remote.eapIdentity = '%any';
    }
    for (const host of world.hosts)
      host.config.secrets.push({ kind: 'eap', ids: ['carol'], secret: world.draw.secret });
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.responder, /EAP method .* succeeded/)],
};

export default scenario;
