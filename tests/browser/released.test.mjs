// SPDX-License-Identifier: MIT
// A sim out of sight gives its drawing context back and leaves a still image, on the screen and on paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openSim, serve } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

const open = () => openSim(browser, server.sim(), { viewport: { width: 700, height: 600 } });
const lost = (page, wanted) => page.waitForFunction((now) => window.sim.picture.lost === now, wanted);
const still = (page) => page.locator('#still').isVisible();

test('released out of sight, a still image stays, and it comes back', async () => {
  const { page, close } = await open();
  await page.evaluate(() => window.sim.picture.inSight(false));
  await lost(page, true);
  assert.equal(await still(page), true);
  await page.evaluate(() => window.sim.picture.inSight(true));
  await lost(page, false);
  assert.equal(await still(page), false);
  await close();
});

test('what is printed while it is released is the still image', async () => {
  const { page, close } = await open();
  await page.evaluate(() => window.sim.picture.inSight(false));
  await lost(page, true);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  assert.equal(await still(page), true);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.equal(await still(page), true, 'and it stays while nothing else can be shown');
  await close();
});

test('out of sight again before the context came back, it is given back all the same', async () => {
  const { page, close } = await open();
  await page.evaluate(() => window.sim.picture.inSight(false));
  await lost(page, true);
  await page.evaluate(() => {
    window.restored = 0;
    document.getElementById('canvas').addEventListener('webglcontextrestored', () => ++window.restored);
    window.sim.picture.inSight(true);
    window.sim.picture.inSight(false);
  });
  await page.waitForFunction(() => window.restored === 1);
  await lost(page, true);
  await close();
});
