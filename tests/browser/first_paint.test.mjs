// SPDX-License-Identifier: MIT
// What stands on the page before the program is there: words, where the heads will be, and how far its files have come.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, ready, serve, shots, violations } from './support.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  await mkdir(shots, { recursive: true });
});
after(async () => { await browser.close(); await server.close(); });

/** A page on which the last file of the program never comes. */
async function waiting(colorScheme) {
  const context = await browser.newContext({ viewport: { width: 700, height: 560 }, colorScheme });
  const page = await context.newPage();
  await page.route('**/mha-wasm-4.js', () => {});
  await page.goto(server.sim(), { waitUntil: 'commit' });
  await page.waitForFunction(() => window.sim?.page !== undefined && performance.getEntriesByName('first-contentful-paint').length > 0);
  return { page, close: () => context.close() };
}

for (const [scheme, ground] of [['light', 'rgb(240, 248, 255)'], ['dark', 'rgb(19, 32, 48)']]) {
  test(`words, picture and progress while the program is on its way, ${scheme}`, async () => {
    const { page, close } = await waiting(scheme);
    for (const width of [320, 700, 1200]) {
      await page.setViewportSize({ width, height: 560 });
      const frames = await page.locator('#sketch i').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
      assert.equal(frames.length, 4);
      for (const frame of frames) {
        assert.ok(frame.width > 50 && Math.abs(frame.width - frame.height) < 1, JSON.stringify(frame));
        assert.ok(frame.left >= 16 && frame.right <= width - 16 && frame.bottom < 520, JSON.stringify(frame));
      }
      assert.match(await page.locator('#loading').innerText(), /Type a sentence .*\s+Loading…$/s);
      assert.equal(await page.getByRole('progressbar', { name: 'Loading' }).isVisible(), true);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      assert.equal(await page.evaluate(() => getComputedStyle(document.getElementById('loading')).backgroundColor), ground);
      await page.screenshot({ path: path.join(shots, `first-paint-${scheme}-${width}.png`) });
    }
    assert.deepEqual(await violations(page), []);
    await close();
  });
}

test('the system\'s dark is there before any script', async () => {
  const context = await browser.newContext({ colorScheme: 'dark' });
  const page = await context.newPage();
  await page.route('**/*.js', () => {});
  await page.goto(server.sim(), { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(19, 32, 48)');
  assert.equal(await page.locator('#sketch').isVisible(), true);
  await context.close();
});

test('the progress grows with every file, and makes way for the sim', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const held = new Map();
  await page.route('**/mha-wasm-*.js', (route) => held.set(Number(/(\d)\.js/.exec(route.request().url())[1]), route));
  await page.goto(server.sim(), { waitUntil: 'commit' });
  const share = () => page.evaluate(() => document.getElementById('arrived').position);
  // Three scripts are here: what tells of faults, the loader and our own.
  await page.waitForFunction(() => document.getElementById('arrived')?.value === 3);
  const shares = [await share()];
  for (const file of [1, 2, 3]) {
    await held.get(file).continue();
    await page.waitForFunction((value) => document.getElementById('arrived').value === value, 3 + file);
    shares.push(await share());
  }
  for (let i = 1; i < shares.length; ++i) assert.ok(shares[i] > shares[i - 1] && shares[i] < 1, shares.join(' '));
  await held.get(4).continue();
  await ready(page);
  await page.locator('#loading').waitFor({ state: 'detached' });
  await context.close();
});
