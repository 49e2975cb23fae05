// SPDX-License-Identifier: MIT
// What a browser lacks or has switched off is said in words, with a way on; without WebGL the native elements are the sim.
// What goes wrong on the way is in loading.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenSims, says } from './broken.mjs';
import { ready, snapshot } from './support.mjs';

const sims = brokenSims();
const { open } = sims;

test('no WebAssembly', async () => {
  const page = await open((it) => it.addInitScript(() => { delete globalThis.WebAssembly; }));
  await says(page, /WebAssembly/);
  await page.close();
});

test('a missing model is named and the sim lives on', async () => {
  const page = await open((it) => it.route('**/models/heads-5.js', (route) => route.fulfill({ status: 404 })), sims.server.sim('?heads=5'));
  await ready(page);
  const now = await snapshot(page);
  assert.notEqual(now.problem, '');
  await page.getByRole('slider', { name: /Heads/ }).fill('4');
  assert.equal((await snapshot(page)).model.heads, 4);
  assert.equal(await page.locator('#fault').isVisible(), false);
  await page.close();
});

test('without WebGL the native elements are visible and work', async () => {
  const page = await open((it) => it.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : real.call(this, kind, ...rest);
    };
  }));
  await ready(page);
  assert.equal(await page.locator('#no-picture').isVisible(), true);
  await page.getByRole('checkbox', { name: 'Show Concatenation' }).click();
  assert.equal((await snapshot(page)).state.concat, '1');
  await page.getByRole('slider', { name: /Heads/ }).fill('2');
  assert.equal((await snapshot(page)).model.heads, 2);
  await page.close();
});

test('without JavaScript there are words', async () => {
  const context = await sims.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(sims.server.sim());
  assert.match(await page.locator('main').innerText(), /needs JavaScript/);
  await context.close();
});

test('a model that failed once is had on trying again, and when the network is back', async () => {
  let there = false;
  const page = await open((it) => it.route('**/models/heads-5.js', (route) => (
    there ? route.continue() : route.fulfill({ status: 503 }))), sims.server.sim('?heads=5'));
  await ready(page);
  assert.notEqual((await snapshot(page)).problem, '');
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  assert.notEqual((await snapshot(page)).problem, '');
  there = true;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  const now = await snapshot(page);
  assert.equal(now.problem, '');
  assert.equal(now.model.heads, 5);
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
  await page.close();
});
