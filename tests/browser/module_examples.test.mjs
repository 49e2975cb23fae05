// SPDX-License-Identifier: MIT
// The example pages of the engine module: they work by http, ask no other host, can be read and operated, and say what
// to do where they were opened as a file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { complaints, launch, serve, site, violations } from './support.mjs';

const model = (name) => new URL(`../../web/models/${name}.safetensors`, import.meta.url).pathname;

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(url) {
  const page = await browser.newPage();
  const said = complaints(page);
  const hosts = new Set();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(url);
  return { page, said, hosts: () => [...hosts].filter((host) => host !== new URL(url).host && host !== '') };
}

const message = (page, words) => page.waitForFunction((text) => new RegExp(text).test(document.getElementById('message').textContent), words, { timeout: 60_000 });

test('the p5.js sketch trains in the page, and again with another seed', async () => {
  const { page, said, hosts } = await open(`${server.base}/examples/p5-sketch.html`);
  await message(page, '^Step 300 of 300');
  const text = await page.locator('#message').textContent();
  assert.ok(Number(/loss ([\d.]+)/.exec(text)[1]) < 0.2, text);
  const dark = await page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] < 60 && data[i + 2] > 150) count += 1;
    return count;
  });
  assert.ok(dark > 500, `${dark} pixels of strong weights`);
  await page.getByRole('button', { name: /Start again/ }).press('Enter');
  await message(page, '^Step [1-9]?\\d of 300');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual([said(), hosts()], [[], []]);
  await page.close();
});

test('the plain page computes a table, reads a model file, and says what is wrong', async () => {
  const { page, said, hosts } = await open(`${server.base}/examples/plain.html`);
  await message(page, '^Ready');
  const cells = () => page.locator('#weights td').allTextContents();
  const sums = (values) => [0, 1, 2, 3].map((row) => values.slice(4 * row, 4 * row + 4).reduce((sum, text) => sum + Number(text), 0));
  for (const sum of sums(await cells())) assert.ok(Math.abs(sum - 1) < 0.003, `${sum}`);
  await page.getByRole('checkbox', { name: /Later tokens/ }).check();
  const hidden = await cells();
  assert.deepEqual([hidden[0], hidden[1], hidden[2], hidden[7]], ['1.000', '0.000', '0.000', '0.000']);
  await page.getByRole('spinbutton', { name: 'Head', exact: true }).fill('2');
  assert.notDeepEqual(await cells(), hidden);
  await page.locator('#file').setInputFiles(model('sort'));
  await message(page, '^sort.safetensors: 3 blocks, 3 heads, width 48, 3 tokens');
  assert.equal(await page.locator('#next td').count(), 3);
  await page.getByRole('textbox', { name: 'Tokens' }).fill('0, 7');
  await message(page, '^token is 7; expected 0 to 2.$');
  await page.locator('#file').setInputFiles({ name: 'cut.safetensors', mimeType: '', buffer: readFileSync(model('sort')).subarray(0, 999) });
  await message(page, 'byte .* of the file');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual([said(), hosts()], [[], []]);
  await page.close();
});

test('opened as a file, both say what to do', async () => {
  for (const name of ['p5-sketch', 'plain']) {
    const { page } = await open(pathToFileURL(path.join(site, `examples/${name}.html`)).href);
    await message(page, 'serve this folder \\(python3 -m http.server\\)');
    await page.close();
  }
});

test('the guide shows the code that runs', () => {
  const guide = readFileSync(path.join(site, 'engine.html'), 'utf8').replaceAll(/<[^>]*>/g, '').replaceAll('&gt;', '>').replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
  for (const name of ['p5-sketch', 'plain']) {
    const code = readFileSync(path.join(site, `examples/${name}.js`), 'utf8').trim();
    assert.ok(guide.includes(code), `examples/${name}.js, word for word`);
  }
});
