import { forwardRules, from, to } from '../../filters.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-nat-t-blocked',
  title: 'UDP 500 passes, UDP 4500 is filtered',
  truth: [{ cause: 'path.nat-t-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'silent-auth',
  ike: [1, 2],
  allow: { daemons: [['strongswan', 'strongswan']] },
  tune(draw, rng) {
    draw.fault['direction'] = rng.pick(['both', 'request', 'reply']);
  },
  async prepare(world) {
    const direction = world.draw.fault['direction'];
    const rules = [];
    if (direction !== 'reply') rules.push(`${to(world, 'responder')} udp dport 4500 drop`);
    if (direction !== 'request') rules.push(`${from(world, 'responder')} udp sport 4500 drop`);
    await forwardRules(world.router, rules);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /sending packet: from .*\[4500\]/),
    silent(recording.initiator, /received packet: from .*\[4500\] to/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
