// SPDX-License-Identifier: MIT
// Painted text against what is painted under it, in every theme: the picture's SVG holds both, in the order of painting.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openSim, serve } from './support.mjs';
import { lessons, show, states } from './states.mjs';

let server, browser, use;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  use = await openSim(browser, server.sim(), { viewport: { width: 700, height: 560 }, reducedMotion: 'reduce' });
});
after(async () => { await browser.close(); await server.close(); });

/** In the page: texts with less contrast than 4.5 to the topmost opaque shape under their middle; what is switched off may. */
const faint = (off) => {
  const picture = new DOMParser().parseFromString(window.sim.engine.text('svg'), 'image/svg+xml');
  const light = (colour) => [1, 3, 5].reduce((sum, at, i) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return sum + [0.2126, 0.7152, 0.0722][i] * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  }, 0.05);
  const number = (element, name) => Number(element.getAttribute(name) ?? 0);
  const holds = (shape, x, y) => (shape.tagName === 'circle'
    ? Math.hypot(x - number(shape, 'cx'), y - number(shape, 'cy')) <= number(shape, 'r')
    : x >= number(shape, 'x') && y >= number(shape, 'y') && x < number(shape, 'x') + number(shape, 'width') && y < number(shape, 'y') + number(shape, 'height'));
  const grounds = [];
  const found = [];
  let looked = 0;
  for (const element of picture.querySelectorAll('rect, circle, text')) {
    const fill = element.getAttribute('fill') ?? '';
    const solid = /^#[0-9a-f]{6}$/.test(fill) && !element.hasAttribute('fill-opacity') && !element.hasAttribute('opacity');
    if (element.tagName !== 'text') {
      if (solid && !element.closest('clipPath')) grounds.push(element);
      continue;
    }
    if (!solid || element.hasAttribute('transform')) continue;
    const [x, y] = [number(element, 'x') + number(element, 'textLength') / 2, number(element, 'y') - number(element, 'font-size') * 0.36];
    if (off.some(([left, top, w, h]) => x >= left && y >= top && x < left + w && y < top + h)) continue;
    const ground = grounds.findLast((shape) => holds(shape, x, y))?.getAttribute('fill');
    if (!ground) continue;
    ++looked;
    const [a, b] = [light(fill), light(ground)];
    const contrast = Math.max(a, b) / Math.min(a, b);
    if (contrast < 4.5) found.push(`${element.textContent}: ${fill} on ${ground}, ${contrast.toFixed(2)}`);
  }
  return { found, looked };
};

for (const theme of ['light', 'dark', 'contrast', 'contrast-light']) {
  test(`every painted text has a contrast of 4.5 in the theme ${theme}`, async () => {
    await use.page.evaluate((name) => window.sim.theme.tell(name), theme);
    const faults = {};
    let looked = 0;
    for (const lesson of lessons) {
      for (const fields of states[lesson]) {
        const nodes = await show(use.page, lesson, fields);
        const off = nodes.filter((node) => node.enabled === false).map((node) => node.rect);
        const answer = await use.page.evaluate(faint, off);
        looked += answer.looked;
        for (const fault of answer.found) faults[fault] ??= `${lesson} ${fields}`;
      }
    }
    assert.ok(looked > 2000, `${looked} texts`);
    assert.deepEqual(faults, {});
  });
}
