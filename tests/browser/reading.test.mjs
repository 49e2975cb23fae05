// SPDX-License-Identifier: MIT
// What is painted can be read: every number in the picture is in the words of the native elements, and every heat map
// is a table with headers and a sentence that sums it up. The picture's numbers are those of its SVG, which holds each
// painted text.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openSim, serve } from './support.mjs';
import { everywhere, lessons } from './states.mjs';

let server, browser, use;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  use = await openSim(browser, server.sim(), { viewport: { width: 700, height: 560 }, reducedMotion: 'reduce' });
});
after(async () => { await browser.close(); await server.close(); });

/** Painted texts, and all that assistive technology gets: text, names, descriptions, values. */
const texts = (page) => page.evaluate(() => {
  const picture = new DOMParser().parseFromString(window.sim.engine.text('svg'), 'image/svg+xml');
  const host = document.getElementById('semantic');
  // Cells stand apart, so that two of them do not read as one number.
  const words = [...host.querySelectorAll('*')].flatMap((element) => [
    ...[...element.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE).map((child) => child.textContent),
    element.getAttribute('aria-description') ?? '', element.getAttribute('aria-valuetext') ?? '', element.value ?? '',
  ]);
  return { painted: [...picture.querySelectorAll('text')].map((text) => text.textContent), said: words.join('\n') };
});

/** The numbers of a text: "−.41" is -0.41, "4,192" is 4192, "12.5 %" is that and 0.125; with their digits after the point. */
const numbers = (text) => [...text.matchAll(/([+−-]?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d+)?( ?%)?/g)]
  .filter(([, , whole, part]) => whole || part)
  .flatMap(([, sign, whole, part = '', percent]) => {
    const [size, minus, digits] = [Number(`${whole.replaceAll(',', '') || 0}${part}`), sign === '−' || sign === '-', Math.max(part.length - 1, 0)];
    return [{ size, minus, digits }, ...(percent ? [{ size: size / 100, minus, digits: digits + 2 }] : [])];
  });

/** Numbers that no number of the words is, nor rounds to. */
function unread({ painted, said }) {
  const known = numbers(said);
  const isSaid = ({ size, minus, digits }) => known.some((other) => (
    other.minus === minus || size === 0) && other.digits >= digits && Math.abs(other.size - size) <= (other.digits > digits ? 0.5001 * 10 ** -digits : 1e-9));
  return painted.filter((text) => numbers(text).some((number) => !isSaid(number)));
}

for (const lesson of lessons) {
  test(`every number painted in the lesson ${lesson} can be read as text`, async () => {
    const missing = {};
    let looked = 0;
    await everywhere(use.page, async (nodes, what) => {
      const both = await texts(use.page);
      looked += both.painted.flatMap(numbers).length;
      const left = unread(both);
      if (left.length) missing[what] = [...new Set(left)].join(' | ');
    }, { among: [lesson] });
    assert.ok(looked > 300, `${looked} numbers are painted`);
    assert.deepEqual(missing, {});
  });
}
