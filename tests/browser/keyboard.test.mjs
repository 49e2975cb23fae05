// SPDX-License-Identifier: MIT
// Real Tab presses: every stop of every lesson once, in the order of the page, with a ring that can be seen, and out.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openSim, serve } from './support.mjs';
import { lessons, resize, show } from './states.mjs';

let server, browser, use;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  use = await openSim(browser, server.sim(), { viewport: { width: 700, height: 560 }, reducedMotion: 'reduce' });
});
after(async () => { await browser.close(); await server.close(); });

const themes = ['light', 'dark', 'contrast', 'contrast-light'];
const around = 6;   // px about a control where its ring may be
const visible = 3;  // contrast of the ring with what was there, WCAG 1.4.11
const enough = 100;  // px that change so: a line of 1 px about a box of 24 px has 96

/** The stops in reading order, which is the order of the elements. */
const stops = (page) => page.evaluate(() => [...document.querySelectorAll('#semantic :is(button, input)')]
  .filter((element) => element.tabIndex === 0 && !element.disabled && element.checkVisibility())
  .map((element) => element.closest('.node').dataset.id));

/** The focused control's id, and how many pixels on it and close around it show the focus: differ visibly from the picture without. */
const ring = (page) => page.evaluate(([near, least]) => {
  const root = document.activeElement.closest('.node');
  if (!root) return { id: '', shown: 0 };
  const { engine, page: sim } = window.sim;
  const canvas = document.getElementById('canvas');
  const gl = canvas.getContext('webgl2');
  const edge = root.getBoundingClientRect();
  const [left, top] = [Math.max(0, Math.floor(edge.left - near)), Math.max(0, Math.floor(edge.top - near))];
  const [width, height] = [Math.min(canvas.width, Math.ceil(edge.right + near)) - left, Math.min(canvas.height, Math.ceil(edge.bottom + near)) - top];
  const pixels = () => {
    sim.drawNow();  // takes the focus in
    sim.drawNow();
    const data = new Uint8Array(width * height * 4);
    gl.readPixels(left, canvas.height - top - height, width, height, gl.RGBA, gl.UNSIGNED_BYTE, data);
    return data;
  };
  const focused = pixels();
  engine.call('focus', '', 1);
  const bare = pixels();
  engine.call('focus', root.dataset.id, 1);
  const light = (data, at) => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
    const value = data[at + i] / 255;
    return sum + share * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  }, 0.05);
  let shown = 0;
  for (let at = 0; at < focused.length; at += 4) {
    if (focused[at] === bare[at] && focused[at + 1] === bare[at + 1] && focused[at + 2] === bare[at + 2]) continue;
    const [a, b] = [light(focused, at), light(bare, at)];
    if (Math.max(a, b) / Math.min(a, b) >= least) ++shown;
  }
  return { id: root.dataset.id, shown };
}, [around, visible]);

lessons.forEach((lesson, index) => [320, 1200].forEach((width, second) => {
  const theme = themes[(index + second) % themes.length];
  test(`Tab goes through the lesson ${lesson} at ${width} px, ${theme}, and leaves`, async () => {
    const { page } = use;
    await resize(page, width);
    await page.evaluate((name) => window.sim.theme.tell(name), theme);
    await show(page, lesson);
    const wanted = await stops(page);
    assert.ok(wanted.length >= 10, `${wanted.length} stops`);
    await page.evaluate(() => {
      const start = document.getElementById('start') ?? document.body.insertBefore(document.createElement('button'), document.body.firstChild);
      start.id = 'start';
      start.style.position = 'fixed';
      start.focus();
    });
    const seen = [];
    const faint = [];
    for (let press = 0; press <= wanted.length; ++press) {
      await page.keyboard.press('Tab');
      const { id, shown } = await ring(page);
      seen.push(id);
      if (id && shown < enough) faint.push(`${id} ${shown} px`);
    }
    assert.deepEqual(seen, [...wanted, '']);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Back to the lesson');
    await page.keyboard.press('Shift+Tab');
    assert.equal((await ring(page)).id, wanted.at(-1));
    assert.deepEqual(faint, []);
  });
}));

test('an open menu follows its button, and Escape gives the focus back to it', async () => {
  const { page } = use;
  for (const [width, menus] of [[700, ['menu', 'share', 'examples']], [320, ['more']]]) {
    await resize(page, width);
    await show(page, 'heads');
    for (const menu of menus) {
      await page.locator(`.node[data-id="${menu}"]`).focus();
      await page.keyboard.press('Enter');
      await page.evaluate(() => window.microsim.idle());
      await page.keyboard.press('Tab');
      const { role, top } = await page.evaluate(() => {
        const { id } = document.activeElement.closest('.node').dataset;
        const node = JSON.parse(window.sim.engine.text('registry')).nodes.find((one) => one.id === id);
        return { role: node.role, top: node.rect[1] };
      });
      assert.equal(role, 'menu_item', menu);
      assert.ok(top < 90, `the first of ${menu} lies at ${top}`);
      await page.keyboard.press('Escape');
      await page.evaluate(() => window.microsim.idle());
      assert.equal(await page.evaluate(() => document.activeElement.dataset.id), menu);
    }
  }
});
