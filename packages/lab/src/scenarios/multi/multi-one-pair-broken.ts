import { bringUp, pingBoth, says, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'multi-one-pair-broken',
  title: 'Three hosts: one pair works, the other has different keys',
  truth: [{ cause: 'auth.psk-mismatch', at: 'third' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  hosts: 3,
  allow: { nat: ['none', 'initiator'] },
  configure(world) {
    for (const secret of world.third?.config.secrets ?? []) secret.secret = 'an-older-secret';
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
    await world.third?.daemon.initiate();
    await world.third?.daemon.initiate();
    await pingBoth(world);
  },
  prove: (recording) => [...works(recording), says(recording.responder, /MAC mismatched/)],
  honest: {
    initiator: { best: null, truthInSet: false, verdicts: ['healthy', 'degraded', 'inconclusive'], missing: [] },
    'log-initiator': { best: null, truthInSet: false, verdicts: ['healthy', 'degraded', 'inconclusive'], missing: [] },
    'capture-initiator': {
      best: null,
      truthInSet: false,
      verdicts: ['healthy', 'degraded', 'inconclusive'],
      missing: [],
    },
  },
};

export default scenario;
