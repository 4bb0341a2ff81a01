/** The bundle the worker threads run: the engine with counters in it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { countersName } from './counters.ts';
import { instrumented } from './instrument.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Built {
  readonly script: string;
  /** How many places are counted. */
  readonly places: number;
}

/** Builds it below node_modules/.cache. */
export async function buildWorker(): Promise<Built> {
  const folder = join(root, 'node_modules/.cache/ipsec-doctor/fuzz');
  mkdirSync(folder, { recursive: true });
  let places = 0;
  const script = join(folder, 'worker.mjs');
  await build({
    entryPoints: [join(root, 'packages/fuzz/src/worker.ts')],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    logLevel: 'warning',
    // yaml is CommonJS in Node and asks for Node's own modules by `require`.
    banner: {
      js: `import{createRequire as __r}from'node:module';const require=__r(import.meta.url);globalThis.${countersName} = new Uint8Array(1 << 20);`,
    },
    plugins: [instrumented(join(root, 'packages/engine/src'), () => places++)],
  });
  return { script, places };
}
