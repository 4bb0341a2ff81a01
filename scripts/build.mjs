/**
 * Builds what is published: the command as one bundle with parts loaded on demand (packages/cli/dist), the library for browsers
 * (packages/engine/dist/browser), and the library for Node with its declarations (packages/engine/dist, one file per module so
 * that deep imports work), and the offline page, engine and report in one file (dist/ipsec-doctor.html, and in the command). `--bundles`
 * leaves the library for Node, the slowest part, out.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  charset: 'utf8',
  platform: 'node',
  chunkNames: 'parts/[name]-[hash]',
  // commander and yaml are CommonJS and ask for Node's own modules by `require`.
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

const page = await buildPage();

if (!process.argv.includes('--bundles')) {
  const tsc = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-b', '--force', 'packages/engine'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
}

/** The offline page: its policy names each script and style by digest, lets it make a worker of itself, and forbids every request. */
async function buildPage() {
  const bundle = async (contents, format) => {
    const { outputFiles } = await build({
      ...common,
      format,
      target: 'es2022',
      stdin: { contents, resolveDir: at('packages/page/src'), loader: 'ts' },
      bundle: true,
      minify: true,
      charset: 'utf8',
      platform: 'browser',
      write: false,
    });
    return outputFiles[0].text.trim();
  };
  const texts = await import(
    `data:text/javascript,${encodeURIComponent(
      await bundle("export { reportScript, reportStyle } from '@ipsec-doctor/engine/report/html/index';", 'esm'),
    )}`
  );
  const parts = {
    'report-style': texts.reportStyle,
    'page-style': readFileSync(at('packages/page/src/page.css'), 'utf8'),
    'report-script': texts.reportScript,
    app: await bundle("import './start.ts';", 'iife'),
  };
  for (const [name, text] of Object.entries(parts))
    if ((name.endsWith('style') ? /<\/style/i : /<\/script|<!--/i).test(text))
      throw new Error(`${name} holds what would end its element`);
  const hash = (name) => `'sha256-${createHash('sha256').update(parts[name]).digest('base64')}'`;
  const policy = [
    "default-src 'none'",
    `style-src ${hash('report-style')} ${hash('page-style')}`,
    // WebAssembly: what xz packed is unpacked so.
    `script-src ${hash('report-script')} ${hash('app')} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = readFileSync(at('packages/page/src/page.html'), 'utf8').replace(/@([a-z-]+)@/g, (whole, name) =>
    name === 'policy' ? policy : (parts[name] ?? whole),
  );
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(at('dist/ipsec-doctor.html'), page);
  writeFileSync(at('packages/cli/dist/ipsec-doctor.html'), page);
  return page;
}

const size = (result) => Object.values(result.metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
console.log(
  `built: command ${(size(cli) / 1024).toFixed(0)} KiB, browser bundle ${(size(browser) / 1024).toFixed(0)} KiB, page ${(page.length / 1024).toFixed(0)} KiB`,
);
