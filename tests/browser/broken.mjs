// SPDX-License-Identifier: MIT
// A sim with something broken on its way, and what it must say: wrong files, a page that notes when words stand.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch, serve } from './support.mjs';

/** Milliseconds until a sentence must stand. */
export const bar = 2000;
const portal = '<!DOCTYPE html><html><title>Log in</title><form><input name="user"></form></html>';

/** What comes in place of a file. */
export const answers = {
  'not found': { status: 404, contentType: 'text/html', body: portal },
  'an error of the server': { status: 500, body: '' },
  'a login page in its place': { status: 200, contentType: 'text/html', body: portal },
  'cut off': async (route) => {
    const whole = await (await route.fetch()).text();
    return { contentType: 'text/javascript', body: whole.slice(0, whole.length - 400) };
  },
};

/** A context whose pages note when their words stand: `said`. A test notes in `broke` what it breaks itself. */
async function watched(browser) {
  const context = await browser.newContext({ viewport: { width: 700, height: 600 } });
  await context.addInitScript(() => {
    window.said = 0;
    window.broke = 0;
    new MutationObserver(() => {
      const fault = document.getElementById('fault');
      if (fault && !fault.hidden) window.said ||= performance.now();
    }).observe(document, { attributes: true, subtree: true });
    document.addEventListener('animationend', ({ animationName }) => { if (animationName === 'late') window.said ||= performance.now(); });
  });
  return context;
}

/** A server and a browser for the tests of a file, and `open`: the sim with something broken first. */
export function brokenSims() {
  const sims = {};
  before(async () => {
    [sims.server, sims.browser] = await Promise.all([serve(), launch()]);
    sims.context = await watched(sims.browser);
  });
  after(async () => { await sims.browser.close(); await sims.server.close(); });
  sims.open = async (breakIt, url = sims.server.sim()) => {
    const page = await sims.context.newPage();
    page.on('dialog', () => assert.fail('a dialog'));
    await breakIt(page);
    await page.goto(url, { waitUntil: 'commit' });  // a load that stalls never ends
    return page;
  };
  return sims;
}

/** The fault on the page says so, what to do, and has a button for it. */
export async function says(page, words, doing = /reload/i) {
  const alert = page.locator('#fault');
  await alert.waitFor({ state: 'visible', timeout: 20_000 });
  assert.equal(await alert.getAttribute('role'), 'alert');
  const text = await alert.innerText();
  assert.match(text, words);
  assert.match(text, doing);
  assert.equal(await page.getByRole('button', { name: 'Reload' }).isVisible(), true);
}

/** The sentence of the page itself, where no script of ours runs. Before its style sheet is there, it is not hidden yet. */
export async function pageSays(page, words, { styled = true } = {}) {
  if (styled) await page.waitForFunction(() => window.said > 0);
  const alert = page.locator('.late');
  await alert.waitFor({ state: 'visible' });
  assert.equal(await alert.getAttribute('role'), 'alert');
  assert.match(await alert.innerText(), words);
  assert.match(await alert.innerText(), /Check the connection, then\s+reload/);
  assert.equal(await alert.getByRole('link', { name: 'reload' }).isVisible(), true);
}

/** @param {string} [file] whose arrival broke it; without one the page has noted the time itself */
export async function inTime(page, file) {
  const [said, broke] = await page.evaluate((name) => [window.said, window.broke || performance.getEntriesByType('resource')
    .filter((entry) => entry.name.endsWith(`/${name}`)).at(-1)?.responseEnd], file);
  assert.ok(broke > 0, `no time of ${file}`);
  assert.ok(said - broke < bar, `said after ${Math.round(said - broke)} ms`);
}
