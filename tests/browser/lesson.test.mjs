// SPDX-License-Identifier: MIT
// The sim inside a lesson page: it takes nothing from the page around it, and answers it.
import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { complaints, launch, lesson, ready, serve, simFrame, simPath, site, snapshot } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

const src = `/${simPath}/main.html`;

async function open(html, viewport = { width: 700, height: 900 }) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(server.add('/lesson.html', html));
  return { page, said, close: () => context.close() };
}

test('the published lesson page shows the sim without a complaint', async (t) => {
  const page_file = path.join(site, simPath, 'index.html');
  if (!await stat(page_file).catch(() => null)) return t.skip('the lesson page is not built');
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  const said = complaints(page);
  const outside = [];
  page.on('request', (request) => { if (!request.url().startsWith(server.base)) outside.push(request.url()); });
  await page.goto(`${server.base}/${simPath}/index.html`);
  const frame = await simFrame(page);
  await frame.getByRole('slider', { name: /Heads/ }).fill('8');
  assert.equal((await snapshot(frame)).model.heads, 8);
  assert.deepEqual(said(), []);
  assert.deepEqual(outside.filter((url) => !/^(data|blob):/.test(url)), []);
  await context.close();
});

test('takes neither focus nor scroll while loading', async () => {
  const { page, close } = await open(lesson(src, { gap: 2000, attributes: '' }), { width: 700, height: 2700 });
  await page.evaluate(() => document.getElementById('before').focus());
  await simFrame(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'before');
  assert.equal(await page.evaluate(() => scrollY), 0);
  await close();
});

test('the keyboard reaches every control once and leaves', async () => {
  const { page, close } = await open(lesson(src));
  const frame = await simFrame(page);
  const name = () => page.evaluate(() => {
    const outer = document.activeElement;
    if (outer.tagName !== 'IFRAME') return outer.id || outer.tagName;
    const node = outer.contentDocument.activeElement.closest('.node');
    return node ? `sim:${node.dataset.id}` : `sim:${outer.contentDocument.activeElement.tagName}`;
  });
  const stops = await frame.evaluate(() => [...document.querySelectorAll('#semantic .node')]
    .filter((node) => [node, ...node.querySelectorAll('input')].some((el) => el.matches('button, input') && !el.disabled && el.tabIndex === 0))
    .map((node) => `sim:${node.dataset.id}`));
  assert.ok(stops.length >= 8, `${stops.length} stops`);
  await page.focus('#before');
  const seen = [];
  for (let i = 0; i <= stops.length; ++i) {
    await page.keyboard.press('Tab');
    seen.push(await name());
  }
  assert.deepEqual(seen, [...stops, 'after']);
  await page.keyboard.press('Shift+Tab');
  assert.equal(await name(), stops.at(-1));
  const focus = (await snapshot(frame)).focus;
  assert.equal(`sim:${focus}`, stops.at(-1));
  await close();
});

test('the wheel scrolls the page, and no shortcut is prevented', async () => {
  const { page, close } = await open(lesson(src));
  const frame = await simFrame(page);
  await page.mouse.move(350, 650);
  await page.mouse.wheel(0, 400);
  await page.waitForFunction(() => scrollY >= 380, null, { timeout: 5000 });
  const prevented = await frame.evaluate(() => {
    const target = document.querySelector('#semantic button');
    target.focus({ preventScroll: true });
    return [['f', true], ['p', true], ['r', true], ['l', true], ['+', true], ['-', true], ['0', true], ['Tab', false], ['F5', false]]
      .filter(([key, ctrlKey]) => !target.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true })))
      .map(([key]) => key);
  });
  assert.deepEqual(prevented, []);
  await close();
});

test('no frame at rest, out of sight or folded away', async () => {
  const { page, close } = await open(lesson(src));
  const frame = await simFrame(page);
  await frame.evaluate(() => {
    window.asked = 0;
    const real = window.requestAnimationFrame;
    window.requestAnimationFrame = (call) => { ++window.asked; return real(call); };
  });
  const before = await frame.evaluate(() => window.microsim.frames);
  await page.waitForTimeout(1000);
  assert.equal(await frame.evaluate(() => window.microsim.frames), before);
  assert.equal(await frame.evaluate(() => window.asked), 0);
  await page.evaluate(() => scrollTo(0, 3000));
  // The browser says so in its own time, to the sim's observer before this one.
  await frame.evaluate(() => new Promise((resolve) => new IntersectionObserver((entries, observer) => {
    if (entries.at(-1).isIntersecting) return;
    observer.disconnect();
    resolve();
  }).observe(document.getElementById('stage'))));
  await frame.evaluate(() => window.sim.page.requestFrame());
  await page.waitForTimeout(300);
  assert.equal(await frame.evaluate(() => window.asked), 0);
  await page.evaluate(() => scrollTo(0, 0));
  await frame.waitForFunction((count) => window.microsim.frames > count, before);
  await close();
});

test('starts folded away at 0 x 0 and comes to life when opened', async () => {
  const { page, said, close } = await open(
    `<!DOCTYPE html><html lang="en"><title>x</title><link rel="icon" href="data:,"><details><summary>more</summary><iframe src="${src}" width="100%" height="522"></iframe></details>`);
  await page.waitForTimeout(1500);
  const frame = page.frames()[1];
  assert.equal(await frame.evaluate(() => window.microsim.frames), 0);
  await page.click('summary');
  await simFrame(page);
  await page.click('summary');
  await page.waitForTimeout(200);
  await page.click('summary');
  assert.equal((await snapshot(frame)).ready, true);
  assert.deepEqual(said(), []);
  await close();
});

test('answers the page around it, and nobody else', async () => {
  const { page, close } = await open('<!DOCTYPE html><html lang="en"><title>x</title><link rel="icon" href="data:,"><script>' +
    'window.heard = []; addEventListener("message", (event) => heard.push(event.data));' +
    'window.ask = (message) => new Promise((resolve) => { const on = ({data}) => { if (data.id === message.id && data.microsim) { removeEventListener("message", on); resolve(data); } };' +
    `addEventListener("message", on); frames[0].postMessage({microsim: 1, ...message}, "*"); });</script><iframe src="${src}" width="100%" height="522"></iframe>`);
  const frame = await simFrame(page);
  await page.waitForFunction(() => window.heard.some((data) => data.type === 'microsim-ready'));
  assert.ok(await page.evaluate(() => window.heard.some((data) => data.type === 'microsim-resize' && data.height === 522)));
  const ask = (message) => page.evaluate((text) => window.ask(text), message);
  assert.match((await ask({ id: 'a', type: 'setState', state: 'heads=8&mask=1' })).state, /heads=8/);
  assert.equal((await snapshot(frame)).model.heads, 8);
  assert.match((await ask({ id: 'b', type: 'getState' })).state, /mask=1/);
  assert.ok((await ask({ id: 'c', type: 'setState', state: 'heads=99' })).state);
  assert.ok((await ask({ id: 'd', type: 'setState', state: { heads: 8 } })).error);
  assert.ok((await ask({ id: 'e', type: 'toString' })).error);
  assert.equal((await ask({ id: 'f', type: 'theme', theme: 'dark' })).theme, 'dark');
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.match((await ask({ id: 'g', type: 'export', format: 'png' })).png, /^data:image\/png;base64,.{1000}/);
  await ask({ id: 'h', type: 'reset' });
  assert.equal((await snapshot(frame)).state.heads, '4');
  const unanswered = await frame.evaluate(() => new Promise((resolve) => {
    window.postMessage({ microsim: 1, id: 'i', type: 'setState', state: 'heads=2' }, '*');
    setTimeout(() => resolve(window.microsim.snapshot().state.heads), 300);
  }));
  assert.equal(unanswered, '4', 'a message that is not from the parent is ignored');
  await close();
});

test('follows the palette of the lesson page', async () => {
  const { page, close } = await open(lesson(src));
  const frame = await simFrame(page);
  const theme = () => frame.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), 'light');
  await page.evaluate(() => { document.body.dataset.mdColorScheme = 'slate'; });
  await frame.waitForFunction(() => document.documentElement.dataset.theme === 'dark', null, { timeout: 1000 });
  await close();
});

test('works in a sandbox and behind a strict content policy', async () => {
  const strict = await serve({ headers: { 'content-security-policy': "default-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'" } });
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } });
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(strict.add('/lesson.html', lesson(src, { attributes: 'sandbox="allow-scripts"' })));
  const frame = page.frames()[1];
  await ready(frame);
  await frame.getByRole('slider', { name: /Heads/ }).fill('2');
  assert.equal((await snapshot(frame)).model.heads, 2);
  assert.deepEqual(said(), []);
  await context.close();
  await strict.close();
});
