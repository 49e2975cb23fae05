// SPDX-License-Identifier: MIT
// The page around the picture - its ground, the native field of text, panels - has the theme of the picture.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { colours, launch, openSim, ready, serve, snapshot } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

/** The theme of the page, and whether page and picture have one ground: the page's, and the picture's upper left. */
const looks = async (page) => {
  await snapshot(page);
  const [upperLeft] = await colours(page, [[0.006, 0.008]]);
  const [theme, ground] = await page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor]);
  return { theme, same: ground === `rgb(${upperLeft.join(', ')})` || `${ground} and ${upperLeft}` };
};

for (const [colorScheme, contrast, query, wanted] of [
  ['light', 'no-preference', '', 'light'],
  ['light', 'no-preference', '#theme=dark', 'dark'],
  ['dark', 'no-preference', '#theme=light', 'light'],
  ['dark', 'no-preference', '?theme=light#theme=dark', 'dark'],
  ['light', 'no-preference', '?theme=contrast', 'contrast-light'],
  ['dark', 'no-preference', '#theme=contrast', 'contrast'],
  ['light', 'more', '#theme=dark', 'dark'],
  ['light', 'more', '#theme=contrast', 'contrast-light'],
  ['light', 'no-preference', '?theme=contrast-light', 'light'],
]) {
  test(`${query || 'no theme'} on a ${colorScheme} system, contrast ${contrast}`, async () => {
    const { page, close } = await openSim(browser, server.sim(query), { colorScheme, contrast, viewport: { width: 700, height: 600 } });
    assert.deepEqual(await looks(page), { theme: wanted, same: true });
    await page.reload();
    await ready(page);
    assert.deepEqual(await looks(page), { theme: wanted, same: true }, 'loaded again');
    await close();
  });
}

test('a theme that comes with another fragment', async () => {
  const { page, close } = await openSim(browser, server.sim(), { colorScheme: 'light', viewport: { width: 700, height: 600 } });
  for (const theme of ['dark', 'light', 'dark']) {
    await page.evaluate((name) => { window.location.hash = `theme=${name}`; }, theme);
    await page.waitForFunction((name) => document.documentElement.dataset.theme === name, theme);
    assert.deepEqual(await looks(page), { theme, same: true });
  }
  await page.evaluate(() => { window.location.hash = ''; });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  assert.deepEqual(await looks(page), { theme: 'light', same: true });
  await close();
});
