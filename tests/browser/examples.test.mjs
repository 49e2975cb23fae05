// SPDX-License-Identifier: MIT
// What docs/embed.md tells authors to paste, pasted: every piece of HTML of that page, with the address of the test's
// server in place of YOUR-SITE, in the surroundings it is meant for; and the code that the sim itself copies.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { complaints, launch, openSim, ready, serve, site, snapshot } from './support.mjs';

const guide = readFileSync(new URL('../../docs/embed.md', import.meta.url), 'utf8');

/** The first block of code after a text of the page, whole. @param {string} mark @param {string} [language] */
function codeAfter(mark, language = 'html') {
  const at = guide.indexOf(mark);
  assert.ok(at >= 0, `docs/embed.md has no ${mark}`);
  const [, code] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(guide.slice(at)) ?? [];
  return code;
}

// The pages come from one port and the sim from another, as an author's page and the simulator's site do.
let server, pages, browser, context;
before(async () => {
  [server, pages, browser] = await Promise.all([serve(), serve(), launch()]);
  context = await browser.newContext({ viewport: { width: 800, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
});
after(async () => { await browser.close(); await Promise.all([server.close(), pages.close()]); });

async function pasted(code, wrap = (html) => html) {
  assert.match(code, /https:\/\/YOUR-SITE\/sims\/|<attention-sim id="task"/);
  const body = wrap(code.replaceAll('https://YOUR-SITE', server.base));
  return opened(`<!DOCTYPE html><html lang="en"><head><title>Course</title><link rel="icon" href="data:,"></head>
    <body data-md-color-scheme="slate"><h1>Course</h1>${body}</body></html>`);
}

async function opened(html) {
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(pages.add('/course.html', html));
  const find = () => page.frames().find((frame) => frame.url().includes('main.html'));
  while (!find()) await page.waitForEvent('framenavigated');
  const sim = await ready(find());
  return { page, sim, now: await snapshot(sim), close: async () => { assert.deepEqual(said(), []); await page.close(); } };
}

/** What an embedded sim of the guide has besides its address. */
async function isFramed(page) {
  const frame = page.locator('iframe').last();
  const named = await frame.evaluate((one) => ({ title: one.title !== '', height: one.getAttribute('height'), loading: one.loading }));
  assert.deepEqual(named, { title: true, height: '522', loading: 'lazy' });
}

test('the frame to paste, and the messages to it', async () => {
  const { page, now, close } = await pasted(codeAfter('## Paste this'));
  assert.equal(now.state.lesson, 'heads');
  await isFramed(page);
  const answer = page.waitForEvent('console', (message) => /microsim/.test(message.text()));
  await page.evaluate(codeAfter('## Messages', 'js'));
  assert.match((await answer).text(), /heads=8/);
  await close();
});

test('MkDocs: the sim follows the palette of the page', async () => {
  const { page, sim, now, close } = await pasted(codeAfter('**MkDocs'));
  assert.deepEqual([now.state.lesson, now.state.open], ['words', '2']);
  await isFramed(page);
  const theme = (wanted) => sim.waitForFunction((name) => document.documentElement.dataset.theme === name, wanted);
  await theme('dark');
  await page.evaluate(() => { document.body.dataset.mdColorScheme = 'default'; });
  await theme('light');
  await close();
});

test('plain HTML: the script makes the frame', async () => {
  const { page, now, close } = await pasted(codeAfter('**Plain HTML.**'));
  assert.equal(now.state.heads, '8');
  await isFramed(page);
  await close();
});

test('Moodle and Canvas: the frame alone, where scripts and unknown elements are taken out', async () => {
  const code = codeAfter('**Moodle.**');
  assert.deepEqual([...code.matchAll(/<(\w[\w-]*)/g)].map((found) => found[1]), ['iframe']);
  assert.match(guide, /\*\*Canvas\.\*\*[^\n]*paste the frame above/);
  const { page, now, close } = await pasted(code);
  assert.equal(now.state.lesson, 'words');
  await isFramed(page);
  await close();
});

test('Google Sites: the lines of plain HTML in a frame of its own text', async () => {
  assert.match(guide, /\*\*Google Sites\.\*\* [^]*? paste the\s+two lines of \*Plain HTML\*/);
  const { now, close } = await pasted(codeAfter('**Plain HTML.**'), (html) => `<iframe title="box" width="100%" height="560"
    sandbox="allow-scripts allow-popups allow-forms" srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`);
  assert.equal(now.state.heads, '8');
  await close();
});

test('the element that waits for an answer', async () => {
  const script = `<script src="${server.base}/sims/multi-head-attention/embed.js" defer></script>`;
  const { page, sim, close } = await pasted(codeAfter('## The element'), (html) => script + html);
  assert.equal(await page.locator('#praise').isVisible(), false);
  await sim.getByRole('slider', { name: /Heads/ }).fill('8');
  await sim.evaluate(() => window.microsim.idle());
  await sim.getByRole('button', { name: /^Head 3\b/ }).first().press('Enter');
  await page.getByText('Found it.').waitFor();
  await close();
});

test('the embed code that the sim copies shows what was shown', async () => {
  const { page, close } = await openSim(browser, server.sim('?lesson=words&text=The+girl+%22sees%22+A%26B'), { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: /^Head 2:/ }).first().press('Enter');
  const { state } = await snapshot(page);
  await page.getByRole('button', { name: 'Share and save' }).press('Enter');
  await page.getByRole('button', { name: 'Copy embed code', exact: true }).press('Enter');
  await page.getByText('Embed code copied').first().waitFor();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  await close();
  const again = await opened(`<!DOCTYPE html><html lang="en"><head><title>Course</title><link rel="icon" href="data:,"></head><body>${code}</body></html>`);
  assert.deepEqual(again.now.state, state);
  assert.equal(again.now.link_notice, '');
  await isFramed(again.page);
  await again.close();
});

test('the line on the page of each lesson has the site\'s own address, and shows that lesson', async () => {
  for (const [file, lesson] of [['sims/multi-head-attention/index.html', 'heads'],
    ...['words', 'steps', 'committee', 'nano-gpt'].map((slug) => [`lessons/${slug}.html`, slug])]) {
    const page = await context.newPage();
    await page.goto(`${server.base}/${file}`);
    await page.getByRole('link', { name: 'Copy embed code' }).click();
    await page.getByText('Copied').first().waitFor();
    const code = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(code, new RegExp(`^<iframe src="${server.base}/sims/multi-head-attention/main.html`), file);
    await page.close();
    const shown = await opened(`<!DOCTYPE html><html lang="en"><head><title>Course</title><link rel="icon" href="data:,"></head><body>${code}</body></html>`);
    assert.equal(shown.now.state.lesson, lesson);
    await shown.close();
  }
  const offline = await context.newPage();
  await offline.goto(`file://${site}/lessons/words.html`);
  assert.match(await offline.locator('#embed-code').textContent(), /https:\/\/YOUR-SITE\/sims\/multi-head-attention\/main\.html\?lesson=words/);
  await offline.close();
});
