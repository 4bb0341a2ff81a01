/**
 * Builds what is published: the command as one bundle with parts loaded on demand (packages/cli/dist), the library for browsers
 * (packages/engine/dist/browser), and the library for Node with its declarations (packages/engine/dist, one file per module so
 * that deep imports work). `--bundles` leaves the last, slower part out.
 */
import { rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const at = (path) => `${root}${path}`;
const common = { logLevel: 'warning', format: 'esm', target: 'node20', conditions: ['source'], legalComments: 'none' };

rmSync(at('packages/cli/dist'), { recursive: true, force: true });

const cli = await build({
  ...common,
  entryPoints: [at('packages/cli/src/start.ts'), at('packages/cli/src/thread.ts')],
  outdir: at('packages/cli/dist'),
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  chunkNames: 'parts/[name]-[hash]',
  // commander is CommonJS and asks for Node's own modules by `require`.
  banner: { js: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);" },
  metafile: true,
});

const browser = await build({
  ...common,
  target: 'es2022',
  entryPoints: [at('packages/engine/src/index.ts')],
  outfile: at('packages/engine/dist/browser/ipsec-doctor.js'),
  bundle: true,
  minify: true,
  platform: 'browser',
  metafile: true,
});

if (!process.argv.includes('--bundles')) {
  const tsc = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-b', '--force', 'packages/engine'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
}

const size = (result) => Object.values(result.metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
console.log(
  `built: command ${(size(cli) / 1024).toFixed(0)} KiB, browser bundle ${(size(browser) / 1024).toFixed(0)} KiB`,
);
