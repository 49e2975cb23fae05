// SPDX-License-Identifier: MIT
// The sim by itself: it loads cleanly, and what is done to its native elements and its canvas arrives in the engine.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { complaints, launch, middle, openSim, ready, serve, simPath, site, snapshot } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

const open = (query = '', options = {}) =>
  openSim(browser, server.sim(query), { viewport: { width: 700, height: 600 }, ...options });

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

test('share copies the link or the embed code, or shows it where copying is forbidden', async () => {
  const { page, close } = await open('?heads=5', { permissions: ['clipboard-read', 'clipboard-write'] });
  const choose = async (name) => {
    await page.getByRole('button', { name: 'Share and save' }).press('Enter');
    await page.getByRole('button', { name, exact: true }).press('Enter');
  };
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await choose('Copy link');
  await page.getByText('Link copied').first().waitFor();
  assert.match(await copied(), /main\.html\?heads=5$/);
  await page.getByRole('switch', { name: /mask/ }).press('Space');
  await choose('Copy embed code');
  await page.getByText('Embed code copied').first().waitFor();
  const code = await copied();
  const frame = await page.evaluate((html) => {
    const host = document.createElement('div');
    host.innerHTML = html;
    const made = host.firstElementChild;
    return { src: made.src, title: made.title, loading: made.loading, allow: made.allow, height: made.height };
  }, code);
  assert.match(frame.src, /main\.html\?heads=5#mask=1$/);
  assert.deepEqual({ ...frame, src: '' }, { src: '', title: 'Multi-head attention simulator', loading: 'lazy', allow: 'clipboard-write', height: '522' });
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); });
  await page.mouse.click(...await middle(page.getByRole('button', { name: 'Share and save' })));
  await page.evaluate(() => window.microsim.idle());
  await page.getByRole('button', { name: 'Copy link', exact: true }).waitFor({ state: 'attached' });
  await page.mouse.click(...await middle(page.getByRole('button', { name: 'Copy link', exact: true })));
  const field = page.getByRole('textbox', { name: /Press Ctrl\+C/ });
  assert.match(await field.inputValue(), /main\.html/);
  assert.equal(await field.evaluate((input) => input.selectionEnd - input.selectionStart), (await field.inputValue()).length);
  await page.keyboard.press('Escape');
  assert.equal(await field.isVisible(), false);
  // What the pointer asked for was answered in its press: the next key press copies nothing again.
  await page.getByRole('switch', { name: /mask/ }).press('Space');
  assert.equal(await field.isVisible(), false);
  await close();
});

test('picture, drawing and numbers are saved as they are shown', async () => {
  const { page, close } = await open('?heads=3&word=2');
  const save = async (name) => {
    await page.getByRole('button', { name: 'Share and save' }).press('Enter');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name }).press('Enter');
    const download = await coming;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const png = await save('Save picture (PNG)');
  assert.equal(png.name, 'multi-head-attention-heads.png');
  assert.equal(png.bytes.readUInt32BE(16), 1400);  // twice the 700 px shown
  assert.equal(png.bytes.readUInt32BE(20), 1040);
  const csv = await save('Save numbers (CSV)');
  assert.match(csv.bytes.toString(), /Attention weights of head 3/);
  const svg = await save('Save drawing (SVG)');
  assert.equal(svg.name, 'multi-head-attention-heads.svg');
  // The drawing, painted by the browser, is the picture: as light in every part of 50 x 52 px, whatever typeface
  // the letters are in.
  const far = await page.evaluate(async ([drawing, picture]) => {
    const tiles = async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const small = Object.assign(document.createElement('canvas'), { width: 14, height: 10 });
      const context = small.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, 14, 10);
      return context.getImageData(0, 0, 14, 10).data;
    };
    const [a, b] = [await tiles(drawing), await tiles(picture)];
    return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
  }, [`data:image/svg+xml;base64,${svg.bytes.toString('base64')}`, `data:image/png;base64,${png.bytes.toString('base64')}`]);
  assert.ok(far < 72, `a tile differs by ${far} of 255`);
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
