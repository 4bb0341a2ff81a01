import {
  answers,
  bothUp,
  counter,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  provenByHost,
  readStates,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

/** Algorithm names with parentheses stay one word; the `(256 bits)` that newer tools add is left out. */
function words(list: string[]): string[] {
  return list.filter((word) => !/^\(?\d+ ?bits\)?$|^\(\d+$|^bits\)$/.test(word));
}

const scenario: Scenario = {
  id: 'sa-sequence-exhausted',
  title: 'the sequence numbers of an SA are used up and nothing replaces it',
  truth: [{ cause: 'sa.sequence-exhausted', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw({
    daemons: [
      ['strongswan', 'strongswan'],
      ['strongswan', 'libreswan'],
    ],
    family: [4],
  }),
  tune: inKernel(),
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { key: 'before' });
    const { node, draw } = world.initiator;
    const states = readStates((await node.exec(['ip', 'xfrm', 'state'])).stdout);
    const out = states.find((state) => state.src === draw.address);
    if (out === undefined) throw new Error('no outgoing state');
    // The SA as it is after four thousand million packets, which the lab cannot wait for.
    const ends = ['src', out.src, 'dst', out.dst];
    await node.must(['ip', 'xfrm', 'state', 'delete', ...ends, 'proto', 'esp', 'spi', out.spi]);
    await node.must([
      'ip',
      'xfrm',
      'state',
      'add',
      ...ends,
      ...words(out.words),
      'replay-window',
      '32',
      'replay-oseq',
      '0xfffffffa',
    ]);
    await pingFrom(world, 'initiator', { count: 12 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    answers(recording, 'before', (count) => count > 0, 'pings were answered before'),
    answers(recording, 'initiator', (count) => count < 12, 'and stopped being answered'),
    counter(recording, 'initiator', 'XfrmOutStateSeqError'),
  ],
};
export default scenario;
