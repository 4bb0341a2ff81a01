import { ESP_IN_UDP, forwardRules, from, to } from '../../filters.ts';
import { CHILD_UP, bringUp, countEsp, counted, fact, pingBoth, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-esp-blocked',
  title: 'IKE succeeds, ESP in UDP never arrives',
  truth: [{ cause: 'path.esp-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1, 2],
  tune(draw, rng) {
    draw.fault['direction'] = rng.pick(['both', 'request', 'reply']);
  },
  async prepare(world) {
    const rule =
      { both: '', request: to(world, 'responder'), reply: from(world, 'responder') }[
        String(world.draw.fault['direction'])
      ] ?? '';
    await forwardRules(world.router, [
      `${rule} ${ESP_IN_UDP} drop`,
      ...(rule === '' ? ['udp sport 4500 @th,64,32 != 0 drop'] : [`${rule} udp sport 4500 @th,64,32 != 0 drop`]),
    ]);
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [
    says(recording.initiator, CHILD_UP),
    says(recording.responder, CHILD_UP),
    fact(recording, 'pings-initiator', (n) => n === 0, 'no ping was answered'),
    fact(recording, 'pings-responder', (n) => n === 0, 'no ping was answered'),
    counted('ESP left', countEsp(recording.initiator, 'out') + countEsp(recording.responder, 'out'), (n) => n > 0),
  ],
};

export default scenario;
