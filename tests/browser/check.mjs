// Opens pages in Chromium and prints what is wrong with them, a line each. The request is JSON on standard input:
// the folder of node modules, the browser, and the pages with their widths, their themes and the PDF that each is to be printed to.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { modules, browser: executablePath, pages } = JSON.parse(readFileSync(0, 'utf8'));
const require = createRequire(`${modules}/check.js`);
const puppeteer = require('puppeteer-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const problem = (page, what) => console.log(`${page}: ${what}`);

// The browser may still be drawing when it says that it is done.
const picture = async (tab) => Buffer.from(await tab.screenshot());

const browser = await puppeteer.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
async function check({ file, pdf, widths, themes }, name) {
  const tab = await browser.newPage();
  const url = pathToFileURL(file).href;
  // Messages of scripts, and those of the browser itself, such as that its policy forbids something.
  tab.on('console', (message) => problem(name, `console: ${message.text()}`));
  tab.on('pageerror', (error) => problem(name, `error: ${error}`));
  tab.on('dialog', (dialog) => (problem(name, `dialog: ${dialog.message()}`), dialog.dismiss()));
  tab.on('request', (request) => request.url() === url || problem(name, `request: ${request.url()}`));
  const session = await tab.createCDPSession();
  session.on('Log.entryAdded', ({ entry }) => problem(name, `log: ${entry.text}`));
  await session.send('Log.enable');
  await session.send('Audits.enable');
  session.on('Audits.issueAdded', ({ issue }) => problem(name, `issue: ${JSON.stringify(issue)}`));

  for (const theme of themes) {
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    for (const width of widths) {
      await tab.setViewport({ width, height: 800 });
      await tab.goto(url);
      await tab.waitForSelector('footer');
      // Folded and unfolded.
      for (const open of [false, true]) {
        const { scroll, client } = await tab.evaluate((open) => {
          for (const details of document.querySelectorAll('details')) details.open = open;
          const { scrollWidth: scroll, clientWidth: client } = document.documentElement;
          return { scroll, client };
        }, open);
        if (scroll > client) problem(name, `${width} px, ${theme}: ${scroll} px wide`);
      }
      if (width === 360) {
        await tab.evaluate(axe);
        const { violations, passes } = await tab.evaluate(() => axe.run());
        if (passes.length < 10) problem(name, `axe looked at ${passes.length} rules only`);
        for (const { id, nodes } of violations) {
          problem(name, `${width} px, ${theme}: axe ${id}: ${nodes.slice(0, 3).map((node) => node.html).join(' ')}`);
        }
      }
    }
  }
  // What an export says is text and nothing else.
  await tab.setViewport({ width: 1280, height: 800 });
  await tab.goto(url);
  await tab.waitForSelector('footer');
  const found = await tab.evaluate(() => ({
    scripts: document.querySelectorAll('script').length,
    others: document.querySelectorAll('img, iframe, object, embed, link, form, input, a, base, [onclick], [onerror]').length,
    turned: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText),
    styled: document.querySelectorAll('[style]').length,
    sheet: getComputedStyle(document.querySelector('main')).display,
  }));
  if (found.scripts !== 1 || found.others || found.turned || found.styled) problem(name, JSON.stringify(found));
  if (found.sheet !== 'grid') problem(name, 'the style sheet does not apply');
  const plain = await browser.newPage();
  await plain.setJavaScriptEnabled(false);
  await plain.setViewport({ width: 1280, height: 800 });
  await plain.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: themes.at(-1) }]);
  await plain.goto(url);
  let alike = false;
  for (let tries = 0; tries < 5 && !alike; tries++) {
    await tab.bringToFront();
    const shown = await picture(tab);
    await plain.bringToFront();
    alike = shown.equals(await picture(plain));
  }
  if (!alike) problem(name, 'looks otherwise without scripts');
  await plain.close();
  if (pdf) {
    await tab.emulateMediaFeatures([]);
    await tab.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  }
  await tab.close();
}

for (const page of pages) {
  const name = page.file.split('/').pop();
  await check(page, name).catch((error) => problem(name, error.stack));
}
await browser.close();
