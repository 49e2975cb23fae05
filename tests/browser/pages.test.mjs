// SPDX-License-Identifier: MIT
// What is seen of the page itself and not of the canvas: the sim without WebGL, its panels and its failures, on paper and
// in a system's own colours. In every theme texts have a contrast of 4.5, borders and focus rings 3, and targets 24 px.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openSim, serve, simPath, violations } from './support.mjs';
import { lessons, show, widths } from './states.mjs';

const themes = ['light', 'dark', 'contrast', 'contrast-light'];
let server, browser, blind;
before(async () => { [server, browser, blind] = await Promise.all([serve(), launch(), launch(['--disable-3d-apis'])]); });
after(async () => { await Promise.all([browser.close(), blind.close()]); await server.close(); });

const open = (from, query, more) => openSim(from, server.sim(query), { viewport: { width: 700, height: 700 }, reducedMotion: 'reduce', ...more });

/** What is wrong with what can be pressed or typed into: too small, its border or its focus ring too faint. */
const faint = (page) => page.evaluate(() => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].reduce((sum, value, i) => {
    const part = value / 255;
    return sum + [0.2126, 0.7152, 0.0722][i] * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0.05);
  const contrast = (a, b) => { const [x, y] = [light(channels(a)), light(channels(b))]; return Math.max(x, y) / Math.min(x, y); };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((channels(colour)[3] ?? 1) === 1) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const small = (element) => {
    const { width, height } = (element.labels?.[0]?.matches('.node') ? element.labels[0] : element).getBoundingClientRect();
    return width < 24 || height < 24;
  };
  const before = document.activeElement;
  const found = [];
  for (const element of document.querySelectorAll('button, input, a')) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.disabled) continue;
    if (getComputedStyle(element).clipPath !== 'none') continue;  // the other cells of a grid
    if (element.closest('.node:not(.no-picture *)') && !element.closest('.suggestions')) continue;  // the canvas draws these
    const what = element.textContent || element.id;
    // A link in a line of text is as high as the line.
    if (small(element) && !element.matches('a')) found.push(`${what} is small`);
    const style = getComputedStyle(element);
    if (style.borderTopWidth !== '0px' && element.matches('button, input[type=text]') && contrast(style.borderTopColor, ground(element.parentElement)) < 3) {
      found.push(`${what}: border ${style.borderTopColor} on ${ground(element.parentElement)}`);
    }
    element.focus({ focusVisible: true, preventScroll: true });
    const ring = getComputedStyle(element);
    if (ring.outlineStyle === 'none' || parseFloat(ring.outlineWidth) < 2 || contrast(ring.outlineColor, ground(element.parentElement)) < 3) {
      found.push(`${what}: ring ${ring.outline} on ${ground(element.parentElement)}`);
    }
  }
  before?.focus?.({ preventScroll: true });
  return found;
});

const inEachTheme = async (page, what) => {
  for (const theme of themes) {
    await page.evaluate(async (name) => {
      document.documentElement.dataset.theme = name;
      window.sim.theme.tell(name);
    }, theme);
    assert.deepEqual(await violations(page), [], `${what}, ${theme}`);
    assert.deepEqual(await faint(page), [], `${what}, ${theme}`);
  }
};

for (const [i, lesson] of lessons.entries()) {
  test(`without WebGL the lesson ${lesson} is a page that fits and can be used`, async () => {
    const { page, close } = await open(blind, `?lesson=${lesson}`);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 700 });
      await show(page, lesson);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${width} px`);
      const cells = await page.evaluate(() => [...document.querySelectorAll('.node[tabindex]')]
        .map((cell) => [cell.dataset.id.replace(/-\d+-\d+$/, ''), cell.getBoundingClientRect().width > 8]));
      const seen = cells.filter(([, wide]) => wide).map(([grid]) => grid);
      assert.equal(seen.length, new Set(cells.map(([grid]) => grid)).size, 'of each grid one cell shows');
      assert.deepEqual(await faint(page), [], `${width} px`);
    }
    const theme = themes[i % themes.length];
    await page.evaluate((name) => window.sim.theme.tell(name), theme);
    assert.deepEqual(await violations(page), [], theme);
    assert.deepEqual(await faint(page), [], theme);
    await close();
  });
}

test('without WebGL arrows walk through a grid, and the cell they reach shows', async () => {
  const { page, close } = await open(blind, '?lesson=steps');
  const cell = page.locator('.node[tabindex="0"]').first();
  const first = await cell.textContent();
  await cell.focus();
  await page.keyboard.press('ArrowRight');
  const [text, width] = await page.evaluate(() => [document.activeElement.textContent, document.activeElement.getBoundingClientRect().width]);
  assert.notEqual(text, first);
  assert.ok(width > 24, `${width} px wide`);
  await close();
});

test('suggestions, the share panel and a notice', async () => {
  const { page, close } = await open(browser, '');
  await page.getByRole('textbox').fill('The black cat sat down th');
  await page.locator('.suggestions button').first().waitFor();
  await inEachTheme(page, 'suggestions');
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); });
  await page.locator('.node[data-id="share"]').press('Enter');
  await page.locator('.node[data-id="share-embed"]').press('Enter');
  await page.locator('#share-close').waitFor();
  await inEachTheme(page, 'share panel');
  await page.keyboard.press('Escape');
  await show(page, 'heads', 'heads=ninety');
  await inEachTheme(page, 'notice');
  await close();
});

test('a failure', async () => {
  const { page, close } = await open(browser, '');
  await page.evaluate(() => window.sim.faults.crashed(new Error('no memory')));
  await page.locator('#reload').waitFor();
  await inEachTheme(page, 'fault');
  await close();
});

test('in a system with its own colours the sim takes the high contrast, and the field and panels keep their borders', async () => {
  const { page, close } = await open(browser, '', { forcedColors: 'active' });
  for (const lesson of lessons) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, forcedColors: 'active' });
      await show(page, lesson);
      // The browser tells its pages of the change in its own time.
      const wanted = colorScheme === 'dark' ? 'contrast' : 'contrast-light';
      await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, wanted, { timeout: 5000 });
    }
    const field = page.getByRole('textbox');
    await field.focus();
    const style = await field.evaluate((input) => { const { borderTopStyle, borderTopWidth } = getComputedStyle(input); return borderTopStyle + borderTopWidth; });
    assert.equal(style, 'solid1px', lesson);
    assert.deepEqual(await faint(page), [], lesson);
  }
  await close();
});

for (const lesson of lessons) {
  test(`on paper the lesson ${lesson} is its picture and its tables, without buttons`, async () => {
    const { page, close } = await open(browser, `?lesson=${lesson}&theme=dark`);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.locator('#still').waitFor();
    const paper = await page.evaluate(() => {
      const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const rect = (element) => element.getBoundingClientRect();
      const tables = [...document.querySelectorAll('table')];
      return {
        pressable: [...document.querySelectorAll('button, input, a')].filter(visible).map((element) => element.outerHTML.slice(0, 80)),
        tables: tables.length, shown: tables.filter(visible).length,
        apart: tables.every((table, i) => rect(table).top >= rect(i ? tables[i - 1] : document.getElementById('still')).bottom - 1),
        ink: getComputedStyle(document.querySelector('td')).color, ground: getComputedStyle(document.body).backgroundColor,
      };
    });
    assert.deepEqual(paper.pressable, []);
    assert.ok(paper.tables > 0 && paper.shown === paper.tables && paper.apart, JSON.stringify(paper));
    assert.deepEqual([paper.ink, paper.ground], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    assert.ok((await page.pdf()).length > 10_000);
    await close();
  });
}

test('the lesson pages: targets are large enough, and on paper there is nothing to press', async () => {
  const page = await browser.newPage();
  for (const file of [`${simPath}/index.html`, ...lessons.slice(1).map((lesson) => `lessons/${lesson}.html`)]) {
    await page.goto(`${server.base}/${file}`);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 700 });
      // Links in a line of text are as high as the line; so is Material's link from a heading to itself.
      const small = await page.evaluate(() => [...document.querySelectorAll('button, .md-button, summary, input:not([type=checkbox])')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
        .filter(([, { width: w, height: h }]) => w > 0 && (w < 24 || h < 24)).map(([what, { width: w, height: h }]) => `${what} ${w} × ${h}`));
      assert.deepEqual(small, [], `${file} at ${width} px`);
    }
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.md-content .md-button').first().isVisible(), false, file);
    assert.equal(await page.locator('iframe').first().isVisible(), true, file);
    await page.emulateMedia({ media: null });
  }
  await page.close();
});
