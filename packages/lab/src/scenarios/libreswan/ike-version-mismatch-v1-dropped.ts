import { ESTABLISHED, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-version-mismatch-v1-dropped',
  title: 'The initiator speaks IKEv1 and Libreswan drops it without a word',
  truth: [{ cause: 'ike.version-mismatch', at: 'responder' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1],
  allow: {
    dataPlane: ['userland', 'kernel'],
    daemons: [
      ['strongswan', 'libreswan'],
      ['libreswan', 'libreswan'],
    ],
  },
  configure(world) {
    for (const connection of world.responder.config.connections) {
      connection.ike = 2;
      delete connection.exchange;
    }
    world.responder.config.daemon = { libreswan: ['ikev1-policy=drop'] };
  },
  act: tryOnce,
  prove: (recording) => [
    {
      what: 'the responder got the request and sent nothing',
      ok:
        recording.responder.packets.some((packet) => packet.destinationPort === 500) &&
        !recording.responder.packets.some(
          (packet) => packet.sourcePort === 500 && packet.from === recording.responder.draw.address,
        ),
      by: `${recording.responder.packets.length} packets`,
    },
    {
      what: 'the responder drops IKEv1',
      ok: /ikev1-policy=drop/.test(recording.responder.file('status.txt')),
      by: 'status.txt',
    },
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
