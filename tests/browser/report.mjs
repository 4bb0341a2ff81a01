/** The HTML report, opened from a file as a person opens it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page on which every error, message and request is noted. */
export async function watched(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => errors.push(`${message.type()}: ${message.text()}`));
  page.on('request', (request) => requests.push(request.url()));
  return { page, errors, requests, close: () => context.close() };
}

/** What axe finds wrong, as one line each. */
export async function accessibility(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.length} (${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary})`,
  );
}

const screens = [
  { name: 'a screen', options: { viewport: { width: 1200, height: 900 } } },
  { name: 'a phone in the dark', options: { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } },
];

/** Runs the cases; `diagnosed(arguments)` gives what the command prints. */
export async function reportCases(browser, check, diagnosed, work, example) {
  for (const lang of ['en', 'ko']) {
    const file = join(work, `report-${lang}.html`);
    writeFileSync(file, diagnosed([example, '--format', 'html', '--lang', lang]));
    for (const { name, options } of screens) {
      const { page, errors, requests, close } = await watched(browser, options);
      await page.goto(pathToFileURL(file).href);
      await page.click('[data-act=open]');
      const open = await page.evaluate(() => document.querySelectorAll('main details:not([open])').length);
      check(`report on ${name} (${lang}): everything opens`, open === 0, `${open} stay closed`);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      check(`report on ${name} (${lang}): nothing is wider than the screen`, wide <= 0, `${wide} px`);
      const problems = await accessibility(page);
      check(`report on ${name} (${lang}): axe finds nothing`, problems.length === 0, problems.join('; '));
      check(`report on ${name} (${lang}): no message of the browser`, errors.length === 0, errors.join('; '));
      check(`report on ${name} (${lang}): the file alone was loaded`, requests.length === 1, requests.join(', '));
      await close();
    }
  }
  await evidence(browser, check, join(work, 'report-en.html'));
  await paper(browser, check, join(work, 'report-en.html'));
  await withoutScripts(browser, check, join(work, 'report-en.html'));
  await many(browser, check, diagnosed, work, example);
}

async function evidence(browser, check, file) {
  const { page, close } = await watched(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(pathToFileURL(file).href);
  const proof = page.locator('#f1 .evidence details').first();
  const line = proof.locator('.lines .cited td');
  check('a piece of evidence is closed at first', !(await line.isVisible()));
  // By the keyboard alone.
  await proof.locator('summary').focus();
  const ring = await proof.locator('summary').evaluate((at) => {
    at.blur();
    at.focus({ focusVisible: true });
    return getComputedStyle(at).outlineStyle;
  });
  check('what has the focus shows it', ring === 'solid', ring);
  await page.keyboard.press('Enter');
  check('and opens its line with the neighbours', (await line.innerText()).includes('MAC mismatched'));
  check('with two neighbours on each side', (await proof.locator('.lines tr').count()) === 5);
  const message = page.locator('.ladder .more details').last();
  await message.locator('summary').click();
  const bytes = await message.locator('.bytes').first().innerText();
  check('a message of the exchange opens the bytes of its packet', /^0000 {2}(?:[0-9a-f]{2} ){8}/.test(bytes), bytes);
  const button = proof.locator('.filters button').first();
  await button.click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  check('a display filter is copied', /^isakmp\.ispi == [0-9a-f]{16}$/.test(copied), copied);
  check('and the button says so', (await button.innerText()) === 'Copied');
  // A link leads to what is closed.
  await page.click('#f1 a[href="#f2"]');
  check('a link opens what it leads to', await page.locator('#f2 details').first().isVisible());
  await close();
}

async function paper(browser, check, file) {
  const { page, close } = await watched(browser);
  await page.goto(pathToFileURL(file).href);
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(
    () =>
      [...document.querySelectorAll('.evidence .cited td')].filter((cell) => cell.getBoundingClientRect().height === 0)
        .length,
  );
  check('on paper everything is open', seen === 0, `${seen} cited lines are hidden`);
  check('on paper there are no buttons', !(await page.locator('button').first().isVisible()));
  const pdf = await page.pdf({ format: 'A4' });
  check('it prints', pdf.length > 10_000, `${pdf.length} bytes`);
  await close();
}

async function withoutScripts(browser, check, file) {
  const { page, errors, close } = await watched(browser, { javaScriptEnabled: false });
  await page.goto(pathToFileURL(file).href);
  await page.locator('#f1 .evidence summary').first().click();
  check('without scripts evidence opens too', await page.locator('#f1 .evidence .cited').first().isVisible());
  check('and no button is there that does nothing', !(await page.locator('button').first().isVisible()));
  check('and nothing is complained of', errors.length === 0, errors.join('; '));
  await close();
}

/** A thousand findings, each with text that means ill. */
async function many(browser, check, diagnosed, work, example) {
  const doc = JSON.parse(diagnosed([example, '--format', 'json']));
  const evil = '<img src=x onerror="document.title=1"></script><script>document.title=2</script>\u202e\u001b[31m';
  const [first] = doc.findings;
  doc.findings = Array.from({ length: 1000 }, (_, i) => ({
    ...first,
    ref: `f${i + 1}`,
    explains: [],
    title: `${first.title} ${i + 1} ${evil}`,
    evidence: first.evidence.map((item) => ({ ...item, quote: `${item.quote}${evil}` })),
    details: { ...first.details, localId: evil },
  }));
  doc.message = { id: 'unknown', args: {} };
  const saved = join(work, 'many.json');
  writeFileSync(saved, JSON.stringify(doc, null, 2));
  const file = join(work, 'many.html');
  writeFileSync(file, diagnosed([saved, '--format', 'html']));
  const { page, errors, requests, close } = await watched(browser);
  await page.goto(pathToFileURL(file).href);
  check('a thousand findings are all there', (await page.locator('article.finding').count()) === 1000);
  const last = page.locator('#f1000 .evidence details').first();
  await last.scrollIntoViewIfNeeded();
  await last.locator('summary').click();
  check('and the last one opens', (await last.getAttribute('open')) !== null);
  check('the title is what it was', !/^[12]$/.test(await page.title()), await page.title());
  check('what means ill made no element', (await page.locator('main img, main script').count()) === 0);
  check(
    'and no request, and no message',
    requests.length === 1 && errors.length === 0,
    [...requests, ...errors].join('; '),
  );
  await close();
}
