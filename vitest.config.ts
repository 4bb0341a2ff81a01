import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
    // Vitest would leave one processor to its main thread, which has little to do.
    maxWorkers: availableParallelism(),
    minWorkers: 1,
    // A busy machine is slow and not wrong.
    testTimeout: 120_000,
  },
});
