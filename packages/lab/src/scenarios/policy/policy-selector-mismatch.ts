import { CHILD_UP, ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-selector-mismatch',
  title: 'The protected networks of both ends do not agree',
  truth: [{ cause: 'policy.selector-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [1, 2],
  allow: {
    daemons: [
      ['strongswan', 'strongswan'],
      ['libreswan', 'strongswan'],
    ],
  },
  tune(draw, rng) {
    draw.fault['which'] = rng.pick(['local', 'remote']);
    draw.fault['subnet'] = `10.${200 + rng.int(50)}.${rng.int(250)}.0/24`;
  },
  configure(world) {
    const subnet = String(world.draw.fault['subnet']);
    for (const connection of world.responder.config.connections) {
      for (const child of connection.children) {
        if (world.draw.fault['which'] === 'local') child.localSubnets = [subnet];
        else child.remoteSubnets = [subnet];
      }
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, ESTABLISHED),
    says(recording.responder, {
      strongswan: /traffic selectors .* unacceptable|no matching CHILD_SA config found/,
      libreswan: /TS_UNACCEPTABLE|INVALID_ID_INFORMATION|cannot respond to IPsec SA request/,
    }),
    silent(recording.responder, CHILD_UP),
  ],
};

export default scenario;
