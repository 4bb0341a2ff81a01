import { ESP_IN_UDP, forwardRules } from '../../filters.ts';
import { CHILD_UP, bringUp, countEsp, counted, fact, pingBoth, says, works } from '../../steps.ts';
import type { Honest, Scenario } from '../../types.ts';

/** One of the two peers works: who has no file of the other may say so. */
const OTHER_PEER: Partial<Honest> = {
  best: null,
  truthInSet: false,
  verdicts: ['healthy', 'degraded', 'inconclusive'],
  missing: [],
};

const scenario: Scenario = {
  id: 'multi-one-behind-nat-blocked',
  title: 'Two peers of one gateway behind one NAT: one works, of the other nothing in ESP passes the NAT box',
  truth: [{ cause: 'path.esp-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  ike: [1, 2],
  hosts: 3,
  sharedNat: true,
  allow: { nat: ['initiator'], family: [4] },
  async prepare(world) {
    const nat = world.natOf('third');
    const inside = world.routerInterface('third');
    if (nat !== null)
      await forwardRules(nat, [
        `iifname "${inside}" ${ESP_IN_UDP} drop`,
        `oifname "${inside}" udp sport 4500 @th,64,32 != 0 drop`,
      ]);
  },
  async act(world) {
    await bringUp(world);
    await world.third?.daemon.initiate();
    await pingBoth(world);
    world.note('pings-third', (await world.third?.ping(world.responder.draw.inner, 4)) ?? 0);
    world.note('pings-to-third', world.third === null ? 0 : await world.responder.ping(world.third.draw.inner, 4));
  },
  prove: (recording) => [
    ...works(recording),
    ...(recording.third === null
      ? []
      : [says(recording.third, CHILD_UP), counted('ESP left', countEsp(recording.third, 'out'), (n) => n > 0)]),
    fact(recording, 'pings-third', (n) => n === 0, 'no ping of the third host was answered'),
    fact(recording, 'pings-to-third', (n) => n === 0, 'no ping to the third host was answered'),
  ],
  honest: {
    initiator: OTHER_PEER,
    responder: { missing: [] },
    'log-responder': { missing: [] },
    'log-initiator': OTHER_PEER,
    'capture-initiator': OTHER_PEER,
  },
};

export default scenario;
