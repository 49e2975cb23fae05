// SPDX-License-Identifier: MIT
// A pointer that does not wait for frames, never rests, or comes from elsewhere; and what is read, said, linked and
// exported meanwhile.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, listen, middle, openSim, serve, snapshot, until } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

/** The sim, and in it window.mouse(type, x, y, buttons): an event of a mouse on the canvas, before any frame. */
const open = async (query = '') => {
  const use = await openSim(browser, server.sim(query), { viewport: { width: 700, height: 560 } });
  await use.page.evaluate(() => {
    const canvas = document.getElementById('canvas');
    const capture = canvas.setPointerCapture.bind(canvas);
    canvas.setPointerCapture = (id) => { if (id !== 7) capture(id); };  // there is no such pointer
    window.mouse = (type, x, y, buttons = 0) => canvas.dispatchEvent(new PointerEvent(type, {
      bubbles: true, isPrimary: true, pointerId: 7, pointerType: 'mouse', button: type === 'pointermove' ? -1 : 0, buttons, clientX: x, clientY: y,
    }));
  });
  return use;
};

/** Middles of controls, in CSS px. */
const places = async (page, ids) => {
  const nodes = await page.evaluate(() => JSON.parse(window.sim.engine.text('registry')).nodes);
  return ids.map((id) => {
    const [x, y, w, h] = nodes.find((node) => node.id === id).rect;
    return [x + w / 2, y + h / 2];
  });
};

/** Events of the mouse in one task: [type, x, y, buttons] each. */
const inOneTask = (page, events) => page.evaluate((list) => { for (const event of list) window.mouse(...event); }, events);

/** Moves the mouse about, a step each 40 ms, until told to stop. */
const jitter = async (page, x, y) => {
  await page.evaluate(([left, top]) => {
    let n = 0;
    window.jitter = setInterval(() => window.mouse('pointermove', left + ++n % 5, top), 40);
  }, [x, y]);
  return () => page.evaluate(() => clearInterval(window.jitter));
};

test('presses act where they were made, however late the frame', async () => {
  const { page, close } = await open();
  const [mask, concat] = await places(page, ['mask', 'concat']);
  await inOneTask(page, [['pointermove', ...mask], ['pointerdown', ...mask, 1], ['pointerup', ...mask], ['pointermove', ...concat]]);
  let { state } = await snapshot(page);
  assert.deepEqual([state.mask, state.concat], ['1', '0'], 'pressed, released, and away');
  await inOneTask(page, [['pointerdown', ...mask, 1], ['pointermove', ...concat, 1], ['pointerup', ...concat]]);
  ({ state } = await snapshot(page));
  assert.deepEqual([state.mask, state.concat], ['1', '0'], 'released elsewhere is no press of either');
  await inOneTask(page, [['pointerdown', ...mask, 1], ['pointerup', ...mask], ['pointerdown', ...concat, 1], ['pointerup', ...concat]]);
  ({ state } = await snapshot(page));
  assert.deepEqual([state.mask, state.concat], ['0', '1'], 'two presses');
  await close();
});

test('a drag that began elsewhere presses nothing', async () => {
  const { page, close } = await open();
  const [examples, heads] = await places(page, ['examples', 'heads']);
  for (const place of [examples, heads]) {
    await inOneTask(page, [['pointermove', ...place, 1], ['pointerup', ...place]]);
    const now = await snapshot(page);
    assert.equal(now.state.heads, '4');
    assert.equal(await page.getByRole('button', { name: 'Examples' }).getAttribute('aria-expanded'), 'false');
  }
  await close();
});

test('what a press changed can be read although the mouse goes on moving', async () => {
  const { page, close } = await open();
  const box = page.getByRole('checkbox', { name: 'Show Concatenation' });
  await page.mouse.click(...await middle(box));
  const end = await jitter(page, 300, 200);
  await page.mouse.click(...await middle(box));
  assert.equal(await until(page, () => window.microsim.snapshot().state.concat === '0'), true);
  await page.mouse.click(...await middle(box));
  await page.waitForFunction(() => document.querySelector('.node[data-id="concat"] input').checked, null, { timeout: 1000 });
  await end();
  await close();
});

test('a mouse that is never still keeps nobody waiting for good', async () => {
  const { page, close } = await open('?open=2');
  const before = await page.locator('.node[data-id="weights-2"] tbody').textContent();
  const end = await jitter(page, 20, 200);
  await page.waitForTimeout(300);
  // As the page around sets it: nothing is pressed here.
  await page.evaluate(() => { window.sim.engine.call('set_state', 'heads=8'); window.sim.page.requestFrame(); });
  await page.waitForFunction(() => /heads=8/.test(window.location.hash), null, { timeout: 8000 });
  await page.waitForFunction(() => /8/.test(document.querySelector('.node[data-id="heads"] input').getAttribute('aria-valuetext')), null, { timeout: 8000 });
  await page.waitForFunction((old) => document.querySelector('.node[data-id="weights-2"] tbody').textContent !== old, before, { timeout: 8000 });
  await end();
  await close();
});

test('a pull with a rest in it is announced as it ended', async () => {
  const { page, close } = await open();
  const { x, y, width, height } = await page.getByRole('slider', { name: /Heads/ }).boundingBox();
  const middleY = y + height / 2;
  const heads = () => page.evaluate(() => window.microsim.snapshot().state.heads);
  await page.mouse.move(x + width / 2, middleY);
  await page.mouse.down();
  const place = {};  // of each number on the slider
  for (let at = x; at < x + width; at += 8) {
    await page.mouse.move(at, middleY);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    place[await heads()] ??= at + 2;
  }
  await page.mouse.move(place[4], middleY);
  await snapshot(page);
  await page.waitForTimeout(2000);  // all of that has been said
  await listen(page);
  await page.mouse.move(place[5], middleY, { steps: 3 });
  // Long enough to be read, too short to be said; then it moves on while the first is said.
  await until(page, () => document.querySelector('.node[data-id="heads"] input').getAttribute('aria-valuetext').includes('5'));
  for (let i = 1; i <= 40; ++i) {
    await page.mouse.move(place[i < 5 ? 5 : i < 10 ? 6 : 7] + i % 2, middleY);
    await page.waitForTimeout(10);
  }
  await page.mouse.up();
  await page.waitForFunction(() => /^7\b/.test(window.heard.at(-1)?.text ?? ''), null, { timeout: 5000 });
  await close();
});

test('link and export tell the state that is there while the mouse moves', async () => {
  const { page, close } = await open();
  const { x, y, width, height } = await page.getByRole('slider', { name: /Heads/ }).boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  const told = await page.evaluate(async ([left, top]) => {
    await window.sim.extras.load();
    window.mouse('pointermove', left, top, 1);
    return JSON.parse(window.sim.exports.make('json').json);
  }, [x + width - 10, y + height / 2]);
  await page.mouse.up();
  assert.equal(told.state.heads, '8');
  assert.match(told.link, /heads=8/);
  assert.equal(told.controls.find(({ id }) => id === 'heads').value, 8);
  const end = await jitter(page, 300, 200);
  const link = await page.evaluate(async () => {
    window.sim.engine.call('set_state', 'heads=3');
    window.sim.page.requestFrame();
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    return window.sim.link.address();
  });
  await end();
  assert.match(link, /heads=3/);
  await close();
});
