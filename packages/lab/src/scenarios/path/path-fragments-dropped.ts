import { largeNames, plainCertificates } from '../../certificates.ts';
import { forwardRules } from '../../filters.ts';
import { counted, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-fragments-dropped',
  title: 'Certificates make IKE_AUTH larger than the path, IP fragments of it are dropped',
  truth: [{ cause: 'path.fragments-dropped', at: 'path' }],
  verdict: 'failing',
  breaks: 'silent-auth',
  ike: [2],
  allow: { nat: ['none'], dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['which'] = draw.family === 6 ? 'all' : rng.pick(['all', 'later']);
  },
  async configure(world) {
    await plainCertificates(world, {
      role: 'initiator',
      issue: { type: 'rsa', bits: 4096, names: largeNames(world.initiator.draw.identity) },
    });
    for (const host of world.hosts) for (const connection of host.config.connections) connection.fragmentation = 'no';
  },
  async prepare(world) {
    const later = world.draw.fault['which'] === 'later' ? '0x1fff' : '0x3fff';
    await forwardRules(world.router, [
      world.draw.family === 6 ? 'exthdr frag exists drop' : `ip frag-off & ${later} != 0 drop`,
    ]);
  },
  act: tryOnce,
  prove: (recording) => [
    counted('fragments left', recording.initiator.packets.filter((one) => one.fragment).length, (n) => n > 1),
    says(recording.initiator, /retransmit \d of request with message ID 1/),
    silent(recording.responder, /parsed IKE_AUTH request/),
  ],
};

export default scenario;
