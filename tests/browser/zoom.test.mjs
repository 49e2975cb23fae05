// SPDX-License-Identifier: MIT
// The browser's own page zoom, 80 to 400 %, and every width: the canvas has exactly the pixels that the screen gives it,
// nothing is cut and nothing scrolls sideways.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';
import { folder } from './display.mjs';
import { chromiumFlags, colours, launchOptions, ready, serve, simPath } from './support.mjs';
import { lessons, show } from './states.mjs';

const [across, high] = [1280, 900];  // device px of the window
let server, context, page, settings;
before(async () => {
  server = await serve();
  // A window of its own and no emulated size: emulation hides what zoom does.
  context = await chromium.launchPersistentContext(folder(), {
    ...launchOptions, viewport: null, reducedMotion: 'reduce', args: [...chromiumFlags, `--window-size=${across},${high}`],
  });
  [page] = context.pages();
  settings = await context.newPage();
  await settings.goto('chrome://settings/appearance');
  await page.bringToFront();
});
beforeEach(async () => {
  await zoom(1);
  await page.goto(server.sim());
  await ready(page);
});
after(async () => { await context.close(); await server.close(); });

/** The level that View > Zoom sets, for every page. */
async function zoom(factor) {
  await settings.evaluate((level) => new Promise((done) => { window.chrome.settingsPrivate.setDefaultZoom(level, done); }), factor);
  await page.waitForFunction((level) => Math.abs(devicePixelRatio - level) < 0.01, factor);
}

/** The canvas in pixels of the screen, as the browser counts them, once its own are the same. */
const exact = () => page.evaluate(async () => {
  const canvas = document.getElementById('canvas');
  const counted = () => new Promise((resolve) => {
    new ResizeObserver(([entry], observer) => {
      observer.disconnect();
      const { inlineSize, blockSize } = entry.devicePixelContentBoxSize[0];
      resolve({ width: inlineSize, height: blockSize });
    }).observe(canvas, { box: 'device-pixel-content-box' });
  });
  for (let tries = 0; tries < 200; ++tries) {
    const size = await counted();
    if (canvas.width === size.width && canvas.height === size.height) return size;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the canvas has other pixels than the screen');
});

const sideways = (where = page) => where.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Controls that reach out of the frame, and painted texts that the frame cuts. */
const cut = () => page.evaluate(() => {
  const { width, height } = document.getElementById('stage').getBoundingClientRect();
  const out = (left, top, right, bottom) => left < -0.5 || top < -0.5 || right > width + 0.5 || bottom > height + 0.5;
  const controls = JSON.parse(window.sim.engine.text('registry')).nodes
    .filter(({ label, rect: [x, y, w, h] }) => label !== undefined && out(x, y, x + w, y + h)).map(({ id }) => id);
  const picture = new DOMParser().parseFromString(window.sim.engine.text('svg'), 'image/svg+xml');
  const texts = [...picture.querySelectorAll('text:not([transform])')].filter((text) => !text.closest('[clip-path]')).filter((text) => {
    const [x, y, length] = ['x', 'y', 'textLength'].map((name) => Number(text.getAttribute(name)));
    return out(x, y - 8, x + length, y);
  });
  return [...controls, ...texts.map((text) => text.textContent)];
});

test('at each level of zoom the canvas has the pixels of the screen, in every lesson', async () => {
  const first = await page.evaluate(() => window.sim.picture.take());
  for (const [i, factor] of [0.8, 0.9, 1.1, 1.25, 1.5, 1.75, 2, 3, 4].entries()) {
    await zoom(factor);
    for (const lesson of [lessons[i % 5], lessons[(i + 2) % 5]]) {
      await show(page, lesson);
      const { width } = await exact();
      const what = `${lesson} at ${factor * 100} %`;
      assert.equal(width, across, what);
      assert.equal(await page.evaluate(() => window.sim.picture.box.width), across, what);
      assert.equal(await sideways(), 0, what);
      assert.deepEqual(await cut(), [], what);
    }
  }
  await zoom(1);
  await show(page, 'heads');
  await exact();
  assert.equal(await page.evaluate(() => window.sim.picture.take()) === first, true, 'back at 100 % the picture is the same to the pixel');
});

test('smaller than half size the whole picture is there, made smaller by the browser', async () => {
  const grounds = () => colours(page, [[0.002, 0.5], [0.002, 0.99]]);
  const whole = await grounds();
  assert.notDeepEqual(whole[0], whole[1], 'the band of the controls has a ground of its own');
  for (const factor of [0.5, 0.33, 0.25]) {
    await zoom(factor);
    await show(page, 'heads');
    assert.deepEqual(await grounds(), whole, `${factor * 100} %`);
  }
});

test('zooming on from the level that the page was opened at fits the memory', async () => {
  for (const [first, ...then] of [[4, 1, 4], [3, 4], [1.5, 1.75, 2, 3, 4]]) {
    await zoom(first);
    await page.goto(server.sim());
    await ready(page);
    for (const factor of [first, ...then]) {
      await zoom(factor);
      for (const lesson of ['heads', 'nano-gpt', 'committee']) {
        await show(page, lesson);
        await exact();
      }
    }
  }
});

test('at every width from 320 to 1920 px the canvas fills the page, and nothing is cut', async () => {
  for (let width = 320; width <= 1920; width += 160) {
    await page.evaluate((px) => { document.documentElement.style.width = `${px}px`; }, width);
    await page.evaluate(() => window.microsim.idle());
    for (const lesson of lessons) {
      await show(page, lesson);
      assert.deepEqual(await exact(), { width, height: 520 });
      assert.deepEqual(await cut(), [], `${lesson} at ${width} px`);
    }
  }
});

test('letters of twice the size, by zoom or by the setting for text, lose nothing', async () => {
  const names = () => page.evaluate(() => JSON.parse(window.sim.engine.text('registry')).nodes
    .filter((node) => node.label !== undefined && node.role !== 'cell').map((node) => node.id));
  await page.evaluate(() => { document.documentElement.style.width = '320px'; });
  await page.waitForFunction(() => window.sim.picture.box.width === 320);
  await page.evaluate(() => window.microsim.idle());
  const narrow = {};
  for (const lesson of lessons) { await show(page, lesson); narrow[lesson] = await names(); }
  await zoom(4);  // of a window of 1280: 320 px across
  await page.evaluate(() => { document.documentElement.style.width = ''; document.documentElement.style.fontSize = '200%'; });
  for (const lesson of lessons) {
    await show(page, lesson);
    await exact();
    assert.deepEqual(await names(), narrow[lesson], `${lesson} has all its controls`);
    assert.deepEqual(await cut(), [], lesson);
    assert.equal(await sideways(), 0, lesson);
  }
  const reading = await context.newPage();
  for (const file of [`${simPath}/index.html`, ...lessons.map((lesson) => `lessons/${lesson}.html`)]) {
    const answer = await reading.goto(`${server.base}/${file}`);
    if (answer.ok()) assert.equal(await sideways(reading), 0, file);
  }
  await reading.close();
});
