/** Readers that do harm, to prove that the fuzzer notices; they are never part of a run. */
import type { Target } from '../target.ts';

const common = { text: false, seeds: () => [new Uint8Array(4)], words: () => ['!'], maxLength: 16 } as const;

export const selfTestTargets: readonly Target[] = [
  {
    ...common,
    name: 'self-test-hang',
    run(input) {
      while (input.includes(0x21));
      return input.length;
    },
  },
  {
    ...common,
    name: 'self-test-memory',
    run(input) {
      const kept: number[][] = [];
      while (input.includes(0x21)) kept.push(new Array<number>(200_000).fill(0.5));
      return kept.length;
    },
  },
];
