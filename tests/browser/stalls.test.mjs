// SPDX-License-Identifier: MIT
// Whatever file of the sim stalls, a sentence says so within 15 seconds, and what comes late is used. The page's clock
// is put on, so that nobody waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers, brokenSims, pageSays, says } from './broken.mjs';
import { ready, snapshot } from './support.mjs';

const stall = 15_000;

const sims = brokenSims();
const { open } = sims;

for (const file of ['mha.js', 'multi-head-attention.js', 'mha-wasm-2.js']) {
  test(`${file} stalls`, async () => {
    const page = await open(async (it) => {
      await it.clock.install();
      await it.route(`**/${file}`, () => {});
    });
    await page.waitForFunction(() => window.sim?.faults !== undefined);
    await page.clock.fastForward(stall / 2);
    assert.equal(await page.locator('#fault').isVisible(), false);
    await page.clock.fastForward(stall);
    await says(page, /too long to load/, /Check the connection/);
    await page.close();
  });
}

test('the script that speaks stalls; then the page itself speaks', async () => {
  const page = await open((it) => it.route('**/faults.js', () => {}));
  await pageSays(page, /not started/);
  await page.close();
});

test('the style sheet stalls, and no longer keeps the words from the page than 15 seconds', async () => {
  const page = await open(async (it) => {
    await it.clock.install();
    await it.route('**/page.css', () => {});
  });
  // Nothing of the page tells when the one script that does not wait has begun to.
  for (let tries = 0; tries < 50 && !await page.locator('#fault').isVisible(); ++tries) await page.clock.fastForward(stall);
  await says(page, /could not be loaded: page\.css/);
  await page.close();
});

test('a model stalls, or is something else: named, the sim lives on, and a late one is welcome', async () => {
  let late;
  const page = await open(async (it) => {
    await it.clock.install();
    await it.route('**/models/heads-5.js', (route) => { late = () => route.continue(); });
    await it.route('**/models/heads-6.js', (route) => route.fulfill(answers['a login page in its place']));
    await it.route('**/models/heads-7.js', async (route) => route.fulfill(await answers['cut off'](route)));
  }, sims.server.sim('?heads=5'));
  await page.locator('#loading').waitFor({ state: 'detached' });
  await page.clock.fastForward(stall);
  await page.clock.resume();
  await ready(page);
  assert.match((await snapshot(page)).problem, /did not arrive in 15 seconds/);
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 1);
  late();
  await page.waitForFunction(() => window.microsim.snapshot().model?.heads === 5);
  assert.equal((await snapshot(page)).problem, '');
  for (const heads of [6, 7]) {
    await page.getByRole('slider', { name: /Heads/ }).fill(String(heads));
    assert.match((await snapshot(page)).problem, /damaged/);
    assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 1);
  }
  await page.getByRole('slider', { name: /Heads/ }).fill('4');
  assert.equal((await snapshot(page)).problem, '');
  assert.equal(await page.locator('#fault').isVisible(), false);
  await page.close();
});
