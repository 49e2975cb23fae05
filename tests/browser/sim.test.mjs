// SPDX-License-Identifier: MIT
// The sim by itself: it loads cleanly, and what is done to its native elements and its canvas arrives in the engine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, launch, middle, ready, serve, simPath, site, snapshot } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

async function open(query = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 700, height: 600 }, ...options });
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(server.sim(query));
  await ready(page);
  return { page, said, close: () => context.close() };
}

test('loads without a complaint and asks only its own folder', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said = complaints(page);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(server.sim());
  await ready(page);
  const now = await snapshot(page);
  assert.equal(now.problem, '');
  assert.equal(now.ready, true);
  assert.equal(now.state.heads, '4');
  assert.equal(now.heads.length, 4);
  assert.deepEqual(said(), []);
  for (const url of asked) assert.match(url, new RegExp(`^(data:|blob:|${server.base}/${simPath}/)`));
  assert.deepEqual(await context.cookies(), []);
  await context.close();
});

test('slider, checkbox, switch and sentence change what the engine reports', async () => {
  const { page, said, close } = await open();
  const weights = (await snapshot(page)).heads[0].weights;
  await page.getByRole('slider', { name: /Heads/ }).fill('8');
  let now = await snapshot(page);
  assert.equal(now.model.heads, 8);
  assert.equal(now.heads.length, 8);
  assert.notDeepEqual(now.heads[0].weights, weights);

  await page.getByRole('checkbox', { name: 'Show Concatenation' }).press('Space');
  assert.equal((await snapshot(page)).state.concat, '1');
  await page.getByRole('checkbox', { name: 'Show Concatenation' }).press('Space');
  await page.getByRole('switch', { name: /ausal/ }).press('Space');
  now = await snapshot(page);
  assert.equal(now.state.mask, '1');
  for (const [row, values] of now.heads[0].weights.entries()) {
    assert.ok(values.slice(row + 1).every((value) => value === 0), 'later words are masked');
    assert.ok(Math.abs(values.reduce((sum, value) => sum + value, 0) - 1) < 1e-5, 'rows sum to 1');
  }

  await page.getByRole('textbox', { name: 'Sentence' }).fill('I like machine learning');
  now = await snapshot(page);
  assert.deepEqual(now.words.map((word) => word.text), ['I', 'like', 'machine', 'learning']);
  assert.equal(now.heads[0].weights.length, 4);
  assert.deepEqual(said(), []);
  await close();
});

test('a word the model does not know is named, with suggestions while typing', async () => {
  const { page, close } = await open();
  const field = page.getByRole('textbox', { name: 'Sentence' });
  await field.fill('The zyx sat');
  const now = await snapshot(page);
  assert.equal(now.words[1].known, false);
  assert.match(now.text_notice, /zyx/);
  await field.fill('The ca');
  await snapshot(page);
  const suggestion = page.getByRole('group', { name: 'Suggestions' }).getByRole('button').first();
  const line = await suggestion.textContent();
  assert.match(line, /^The ca[a-z]+$/);
  await suggestion.click();
  assert.equal((await snapshot(page)).words[1].text, line.split(' ')[1]);
  assert.equal(await field.inputValue(), `${line} `);
  await close();
});

test('pointer and touch on the canvas reach the same controls', async () => {
  const { page, close } = await open('', { hasTouch: true });
  await page.mouse.click(...await middle(page.getByRole('checkbox', { name: 'Show Concatenation' })));
  assert.equal((await snapshot(page)).state.concat, '1');
  assert.equal(await page.getByRole('checkbox', { name: 'Show Concatenation' }).isChecked(), true);
  await page.touchscreen.tap(...await middle(page.getByRole('checkbox', { name: 'Show Concatenation' })));
  assert.equal((await snapshot(page)).state.concat, '0');

  const box = await page.getByRole('slider', { name: /Heads/ }).boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 60, y + 80, { steps: 5 });
  await page.mouse.up();
  assert.equal((await snapshot(page)).state.heads, '8', 'a drag goes on outside the canvas');
  await close();
});

test('hovering computes nothing', async () => {
  const { page, close } = await open();
  const before = (await snapshot(page)).generation;
  for (let x = 40; x < 660; x += 30) await page.mouse.move(x, 220);
  const now = await snapshot(page);
  assert.equal(now.generation, before);
  await close();
});

test('the link carries the state, without a history entry', async () => {
  const { page, close } = await open('?heads=6#heads=7&mask=1');
  assert.equal((await snapshot(page)).state.heads, '7');
  const entries = await page.evaluate(() => history.length);
  await page.getByRole('slider', { name: /Heads/ }).fill('3');
  await snapshot(page);
  await page.waitForFunction(() => /heads=3/.test(location.hash));
  assert.equal(await page.evaluate(() => history.length), entries);
  await page.reload();
  await ready(page);
  const now = await snapshot(page);
  assert.equal(now.state.heads, '3');
  assert.equal(now.state.mask, '1');
  await close();
});

test('a bad link gives the default and says so', async () => {
  const { page, close } = await open('?heads=ninety&nonsense=1');
  const now = await snapshot(page);
  assert.equal(now.state.heads, '4');
  assert.notEqual(now.link_notice, '');
  await close();
});

test('share copies the link, or shows it where copying is forbidden', async () => {
  const { page, close } = await open('?heads=5', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: /Share/ }).press('Enter');
  await page.getByText('Link copied').first().waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /main\.html\?heads=5/);
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); });
  await page.mouse.click(...await middle(page.getByRole('button', { name: /Share/ })));
  const field = page.getByRole('textbox', { name: /Press Ctrl\+C/ });
  assert.match(await field.inputValue(), /main\.html/);
  assert.equal(await field.evaluate((input) => input.selectionEnd - input.selectionStart), (await field.inputValue()).length);
  await page.keyboard.press('Escape');
  assert.equal(await field.isVisible(), false);
  await close();
});

test('works from file://', async () => {
  const context = await browser.newContext({ viewport: { width: 700, height: 600 } });
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(`file://${site}/${simPath}/main.html?heads=2`);
  await ready(page);
  assert.equal((await snapshot(page)).model.heads, 2);
  await page.getByRole('slider', { name: /Heads/ }).fill('5');
  assert.equal((await snapshot(page)).model.heads, 5);
  assert.deepEqual(said(), []);
  await context.close();
});
