import { bringUp, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'esp-healthy-tunnel',
  title: 'a working tunnel with plain ESP in the kernel',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  needs: ['esp'],
  ike: [1, 2],
  allow: {
    daemons: [
      ['strongswan', 'strongswan'],
      ['strongswan', 'libreswan'],
      ['libreswan', 'strongswan'],
      ['libreswan', 'libreswan'],
    ],
    nat: ['none'],
  },
  tune: (draw) => {
    draw.dataPlane = 'kernel';
  },
  act: async (world) => {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => works(recording),
};
export default scenario;
