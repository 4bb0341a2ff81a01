import { ESP_IN_UDP, forwardRules, to } from '../../filters.ts';
import { bringUp, countEsp, countEsp, counted, counted, fact, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-packet-altered-udp',
title: 'A device on the way alters bytes inside ESP',
truth: [{ cause: 'path.packet-altered', at: 'path' }],
verdict: 'failing',
breaks: 'established-no-traffic',
ike: [2],
allow: { nat: ['none'], family: [4] },
async act(world) {
  await bringUp(world);
  await pingBoth(world, 2);
  await forwardRules(world.router, [`${to(world, 'responder')} ${ESP_IN_UDP} @th,320,32 set 0x6a756e6b`]);
  world.note('after', await world.initiator.ping(world.responder.draw.inner, 3));
},
prove: (recording) => [
  ...works(recording),
  fact(recording, 'after', (n) => n === 0, 'altered packets were not answered'),
  counted('altered packets arrived', countEsp(recording.responder, 'in'), (n) => n > 2),
  says(recording.responder, /ICV|integrity|verif/i),
],
};

export default scenario;
