/** The offline page, opened from a file: evidence in, report out, and nothing else. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { accessibility, watched } from './report.mjs';

const patient = { timeout: 120_000 };

export async function pageCases(browser, check, diagnosed, root, work, example) {
  const url = pathToFileURL(join(root, 'dist/ipsec-doctor.html')).href;
  await folder(browser, check, diagnosed, url, work, example);
  await looseFiles(browser, check, url, example);
  await dropped(browser, check, url);
  await withoutWorker(browser, check, url, example);
  await closedDoors(browser, check, url);
}

async function folder(browser, check, diagnosed, url, work, example) {
  const { page, errors, requests, close } = await watched(browser, { locale: 'en-US', acceptDownloads: true });
  const workers = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  await page.goto(url);
  const empty = await accessibility(page);
  check('page: axe finds nothing before', empty.length === 0, empty.join('; '));
  await page.setInputFiles('#folder', example);
  const given = await accessibility(page);
  check('page: axe finds nothing with evidence given', given.length === 0, given.join('; '));
  await page.click('#diagnose');
  await page.waitForSelector('#report article', patient);
  const told = await page.locator('#report article').first().innerText();
  check('page: the folder is diagnosed and the cause is named', told.includes('auth.psk-mismatch'), told.slice(0, 200));
  check(
    'page: a worker made of the page did it',
    workers.length === 1 && workers[0].startsWith('blob:'),
    workers.join(),
  );
  await page.locator('#report .evidence summary').first().click();
  check('page: evidence opens in the report', await page.locator('#report .lines .cited').first().isVisible());
  const shown = await accessibility(page);
  check('page: axe finds nothing in the report', shown.length === 0, shown.join('; '));
  await page.click('[data-lang=ko]');
  await page.waitForFunction(
    () => document.querySelector('#report h1')?.textContent?.includes('사전 공유 키'),
    null,
    patient,
  );
  check('page: it speaks Korean', (await page.getAttribute('html', 'lang')) === 'ko');
  for (const [button, format] of [
    ['#save-html', 'html'],
    ['#save-markdown', 'markdown'],
    ['#save-json', 'json'],
  ]) {
    const [download] = await Promise.all([page.waitForEvent('download', patient), page.click(button)]);
    const file = join(work, `saved.${format}`);
    await download.saveAs(file);
    const same = readFileSync(file, 'utf8') === diagnosed([example, '--format', format, '--lang', 'ko']);
    check(`page: the saved ${format} is what the command writes`, same);
  }
  const foreign = requests.filter((address) => address !== url && !address.startsWith('blob:'));
  check('page: nothing was fetched', foreign.length === 0, foreign.join(', '));
  check('page: no message of the browser', errors.length === 0, errors.join('; '));
  await page.click('#again');
  check('page: it begins anew', (await page.locator('#report article').count()) === 0);
  await close();
}

async function looseFiles(browser, check, url, example) {
  const { page, errors, close } = await watched(browser, { locale: 'ko-KR', viewport: { width: 360, height: 740 } });
  await page.goto(url);
  check('page: it takes the language of the browser', (await page.locator('#start h1').innerText()).includes('원인'));
  // As a support archive brings it.
  const packed = execFileSync('xz', ['-c', join(example, 'b/charon.log')]);
  await page.setInputFiles('#files', [
    { name: 'capture.pcap', mimeType: '', buffer: readFileSync(join(example, 'a/capture.pcap')) },
    { name: 'charon.log.xz', mimeType: '', buffer: packed },
  ]);
  await page.locator('#items input').nth(0).fill('east');
  await page.locator('#items input').nth(1).fill('west');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check('page: nothing is wider than a phone', wide <= 0, `${wide} px`);
  await page.click('#diagnose');
  await page.waitForSelector('#report article', patient);
  const files = await page.locator('#report code').allInnerTexts();
  check(
    'page: hosts as they were named',
    files.includes('east/capture.pcap') && files.some((file) => file.startsWith('west/charon.log')),
    files.join(),
  );
  check('page: the cause of loose files', files.includes('auth.psk-mismatch'));
  check('page: no message of the browser (files)', errors.length === 0, errors.join('; '));
  await close();
}

/** Files that are dropped rather than chosen. */
async function dropped(browser, check, url) {
  const { page, close } = await watched(browser, { locale: 'en-US' });
  await page.goto(url);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['it does not work\n'], '<img src=x>.txt'));
    document
      .getElementById('drop')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.waitForSelector('#items li', patient);
  check(
    'page: what is dropped is listed, as text',
    (await page.locator('#items code').innerText()) === '<img src=x>.txt',
  );
  await page.click('#diagnose');
  await page.waitForSelector('#report h1', patient);
  check('page: what holds no IPsec is said to', (await page.locator('#report .badge').innerText()) === 'NO IPSEC');
  check('page: a file name is no markup', (await page.locator('#report img').count()) === 0);
  await close();
}

async function withoutWorker(browser, check, url, example) {
  const { page, close } = await watched(browser, { locale: 'en-US' });
  await page.addInitScript(() => {
    const refuse = () => {
      throw new Error('refused');
    };
    globalThis.Worker = new Proxy(Worker, { construct: refuse });
  });
  await page.goto(url);
  await page.setInputFiles('#folder', example);
  await page.click('#diagnose');
  await page.waitForSelector('#report article', patient);
  check(
    'page: where a worker is refused it works by itself',
    (await page.locator('#report').innerText()).includes('auth.psk-mismatch'),
  );
  await close();
}

/** The policy holds: nothing on the page can ask for anything, whatever it tries. */
async function closedDoors(browser, check, url) {
  let asked = 0;
  const server = createServer(() => {
    asked += 1;
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const { page, close } = await watched(browser);
  await page.goto(url);
  const outcome = await page.evaluate(
    async (host) => {
      const image = new Image();
      const loaded = new Promise((done) => {
        image.addEventListener('load', () => done('loaded'));
        image.addEventListener('error', () => done('refused'));
      });
      image.src = `http://${host}/x.png`;
      // A socket that is refused may say so by throwing, by an event, or not at all: the connections are counted.
      try {
        new WebSocket(`ws://${host}/`).addEventListener('error', () => {});
      } catch {}
      const fetched = await fetch(`http://${host}/x`, { mode: 'no-cors' }).then(
        () => 'fetched',
        () => 'refused',
      );
      return [await loaded, fetched];
    },
    `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
  );
  check(
    'page: its policy refuses every request',
    outcome.every((one) => one === 'refused'),
    outcome.join(),
  );
  check('page: none of them leaves the browser', asked === 0, `${asked} connections`);
  await close();
  server.close();
}
