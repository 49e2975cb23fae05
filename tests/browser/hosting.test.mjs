// SPDX-License-Identifier: MIT
// The same build wherever a class is: each place loads, draws, has its model, follows its slider, complains of nothing
// and asks nobody else for anything.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { makePackages } from './packages.mjs';
import { complaints, isDrawn, launch, launchOptions, lesson, ready, serve, simFrame, simPath, snapshot, works } from './support.mjs';

const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:";
const lessons = ['heads', 'words', 'steps', 'committee', 'nano-gpt'];

let server, browser, packages;
before(async () => { [server, browser, packages] = await Promise.all([serve(), launch(), makePackages()]); });
after(async () => { await Promise.all([browser.close(), server.close(), packages.remove()]); });

/** Opens a page and keeps what it asks for and complains of. */
async function open(url, { context: given } = {}) {
  const context = given ?? await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  const said = complaints(page);
  const asked = [];
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url())) asked.push(request.url()); });
  await page.goto(url);
  return { page, said, asked, close: () => context.close() };
}

/** Nothing was said, and everything came from below `home`. */
function isQuiet({ said, asked }, home) {
  assert.deepEqual(said(), []);
  assert.deepEqual(asked.filter((url) => !url.startsWith(home)), []);
}

test('http: the sim, and a lesson page with it', async () => {
  const sim = await open(server.sim());
  await works(sim.page);
  isQuiet(sim, server.base);
  await sim.close();
  const page = await open(`${server.base}/${simPath}/index.html`);
  await works(await simFrame(page.page));
  isQuiet(page, server.base);
  await page.close();
});

test('file: the unzipped site, the sim and a lesson page with it', async () => {
  for (const [name, find] of [['main.html', (page) => page], ['index.html', simFrame]]) {
    const at = await open(packages.page(`${simPath}/${name}`));
    await works(await find(at.page));
    isQuiet(at, packages.page(''));
    await at.close();
  }
});

test('file: every page of the unzipped site is quiet, and its links lead to files', async () => {
  const at = await open(packages.page('index.html'));
  const pages = await at.page.evaluate(() => [...document.querySelectorAll('nav a[href]')].map((link) => link.href.split('#')[0]));
  assert.ok(pages.length >= 10);
  for (const url of new Set(pages)) {
    assert.match(url, /\.html$/);
    await at.page.goto(url);
  }
  // The next page is opened before the browser may have had everything of the last (its icon, the frame further down),
  // however long one waits; a file that is not there has another reason than having been cut off.
  const cutOff = /^failed: \S+ \(net::ERR_ABORTED\)$/;
  isQuiet({ ...at, said: () => at.said().filter((text) => !cutOff.test(text)) }, packages.page(''));
  await at.close();
});

test('file: every lesson in the single file, which asks for nothing else', async (t) => {
  for (const slug of lessons) {
    await t.test(slug, async () => {
      const url = `${packages.single}?lesson=${slug}`;
      const at = await open(url);
      await ready(at.page);
      await isDrawn(at.page, slug);
      if (slug === 'heads') await works(at.page);
      assert.deepEqual(at.said(), []);
      assert.deepEqual(at.asked, [url]);
      await at.close();
    });
  }
});

test('the single file: all eight models of the first lesson, no dead link, its licences', async () => {
  const at = await open(packages.single);
  await ready(at.page);
  for (const heads of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await at.page.getByRole('slider', { name: /Heads/ }).fill(String(heads));
    const now = await snapshot(at.page);
    assert.deepEqual([now.problem, now.model.heads], ['', heads]);
  }
  assert.equal(await at.page.locator('a[href]').count(), 0);
  await at.page.getByText('Licences', { exact: true }).click();
  assert.match(await at.page.locator('footer pre').innerText(), /MIT License[\s\S]*SIL OPEN FONT LICENSE/i);
  await at.page.setViewportSize({ width: 320, height: 600 });
  assert.equal(await at.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false);
  assert.deepEqual(at.said(), []);
  assert.equal(at.asked.length, 1);
  await at.close();
});

test('http: the single file in a sandboxed iframe', async () => {
  const name = '/multi-head-attention.html';
  const upload = await serve({ folder: packages.folder, pages: { '/page.html': lesson(name, { gap: 10, attributes: 'sandbox="allow-scripts"' }) } });
  const at = await open(`${upload.base}/page.html`);
  await works(await simFrame(at.page));
  assert.deepEqual(at.said(), []);
  assert.deepEqual(at.asked, [`${upload.base}/page.html`, upload.base + name]);
  await at.close();
  await upload.close();
});

test('the single file, cut off in a model or in the program, says so', async () => {
  const whole = await readFile(new URL(packages.single), 'utf8');
  const file = path.join(packages.folder, 'cut.html');
  const context = await browser.newContext();
  await context.clock.install();
  await writeFile(file, whole.slice(0, whole.indexOf('data-model="heads-4"') + 5000));
  const { page } = await open(pathToFileURL(file).href, { context });
  await page.clock.resume();
  await ready(page);
  assert.match((await snapshot(page)).problem, /damaged/);
  await writeFile(file, whole.slice(0, whole.indexOf('mhaBinary(false,"') + 5000));
  await page.reload();
  await page.waitForFunction(() => window.sim?.faults !== undefined);
  await page.clock.fastForward(16_000);
  assert.match(await page.locator('#fault').innerText(), /too long/);
  await context.close();
});

test('an iframe in a sandbox', async () => {
  const url = server.add('/sandbox.html', lesson(`${simPath}/main.html`, { gap: 10, attributes: 'sandbox="allow-scripts"' }));
  const at = await open(url);
  await works(await simFrame(at.page));
  isQuiet(at, server.base);
  await at.close();
});

test('a strict content security policy', async () => {
  const guarded = await serve({ headers: { 'content-security-policy': strict } });
  const at = await open(guarded.sim());
  await works(at.page);
  // Typing puts the one visible native element into its place, and suggestions under it.
  await at.page.getByRole('textbox').first().fill('The black ca');
  await snapshot(at.page);
  const box = await at.page.getByRole('textbox').first().boundingBox();
  assert.ok(box.width > 50 && box.y > 0, JSON.stringify(box));
  isQuiet(at, guarded.base);
  await at.close();
  await guarded.close();
});

test('cookies and storage blocked by the browser', async () => {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'mha-profile-'));
  await mkdir(path.join(profile, 'Default'));
  await writeFile(path.join(profile, 'Default/Preferences'),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  const context = await chromium.launchPersistentContext(profile, launchOptions);
  const at = await open(server.sim(), { context });
  const storage = await at.page.evaluate(() => { try { return typeof window.localStorage; } catch (error) { return error.name; } });
  assert.equal(storage, 'SecurityError');
  await works(at.page);
  isQuiet(at, server.base);
  await at.close();
  await rm(profile, { recursive: true });
});

for (const type of ['text/plain', 'application/octet-stream', '']) {
  test(`a server that calls scripts "${type}"`, async () => {
    const odd = await serve({ mime: { '.js': type } });
    const at = await open(odd.sim());
    await works(at.page);
    isQuiet(at, odd.base);
    await at.close();
    await odd.close();
  });
}
