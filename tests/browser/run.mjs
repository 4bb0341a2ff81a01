/**
 * Builds everything, diagnoses the shipped example with the browser bundle in headless Chromium, and holds the result against what
 * Node says: the same document, byte for byte, and nothing fetched while reading evidence. Then the HTML report and the offline page,
 * opened from files. CHROMIUM names another executable.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { pageCases } from './page.mjs';
import { reportCases } from './report.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const example = join(root, 'examples/psk-mismatch');

if (!existsSync(executablePath)) {
  console.error(`browser: no Chromium at ${executablePath} (Debian: apt-get install chromium)`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);

const bundle = readFileSync(join(root, 'packages/engine/dist/browser/ipsec-doctor.js'));
const files = readdirSync(example, { recursive: true })
  .map((name) => join(example, String(name)))
  .filter((path) => statSync(path).isFile())
  .map((path) => ({ path: relative(example, path), base64: readFileSync(path).toString('base64') }));

const server = createServer((request, response) => {
  const js = request.url === '/ipsec-doctor.js';
  if (!js && request.url !== '/') {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': js ? 'text/javascript' : 'text/html; charset=utf-8' });
  response.end(js ? bundle : '<!doctype html><title>ipsec-doctor</title>');
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const work = mkdtempSync(join(tmpdir(), 'ipsec-doctor-browser-'));
let passed = 0;
let failed = 0;
/** What `diagnose` prints with these arguments. */
const printed = (args) =>
  spawnSync(process.execPath, [join(root, 'packages/cli/bin/ipsec-doctor.js'), 'diagnose', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  }).stdout;
const check = (name, ok, detail = '') => {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? 'ok' : 'FAILED'}  ${name}${ok ? '' : `: ${detail}`}`);
};

try {
  const page = await browser.newPage();
  const errors = [];
  const requests = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(origin);
  await page.addScriptTag({
    type: 'module',
    content: "import * as engine from '/ipsec-doctor.js'; globalThis.engine = engine;",
  });
  await page.waitForFunction(() => globalThis.engine !== undefined);
  const before = requests.length;
  const diagnosed = (lang) =>
    page.evaluate(
      async ({ files, lang }) => {
        const { bytesInput, diagnose, documentText } = globalThis.engine;
        const inputs = files.map(({ path, base64 }) =>
          bytesInput(
            path,
            Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)),
            'folder',
          ),
        );
        return documentText(await diagnose(inputs, { lang }));
      },
      { files, lang },
    );
  for (const lang of ['en', 'ko']) {
    const node = printed([example, '--format', 'json', '--lang', lang]);
    const inBrowser = await diagnosed(lang);
    check(
      `the same document in the browser and in Node (${lang})`,
      inBrowser === node && node.length > 1000,
      firstDifference(inBrowser, node),
    );
  }
  const drawn = await page.evaluate(
    async ({ files }) => {
      const { bytesInput, diagnose, drawTerminal } = globalThis.engine;
      const inputs = files.map(({ path, base64 }) =>
        bytesInput(
          path,
          Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)),
          'folder',
        ),
      );
      return drawTerminal(await diagnose(inputs), { lang: 'ko', width: 80, color: false, full: false });
    },
    { files },
  );
  check('the terminal face draws in the browser too', drawn.includes('auth.psk-mismatch'));
  check('nothing was fetched while evidence was read', requests.length === before, requests.slice(before).join(', '));
  check('no error on the page', errors.length === 0, errors.join('; '));
  await reportCases(browser, check, printed, work, example);
  await pageCases(browser, check, printed, root, work, example);
} catch (error) {
  check('the suite comes to its end', false, error instanceof Error ? error.message : String(error));
} finally {
  await browser.close();
  server.close();
  rmSync(work, { recursive: true, force: true });
}

function firstDifference(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `at ${at}: ${JSON.stringify(a.slice(at, at + 80))} against ${JSON.stringify(b.slice(at, at + 80))}`;
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
