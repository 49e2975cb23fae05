// SPDX-License-Identifier: MIT
// Odd places a page gives the sim: frames in frames, frames without credentials, isolated pages, tabs that are shown
// later, a base address, folders with blanks, brackets and letters that are not ASCII.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { complaints, isDrawn, launch, lesson, ready, serve, simPath, site, works } from './support.mjs';

let server, browser, context;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  context = await browser.newContext({ viewport: { width: 800, height: 700 } });
});
after(async () => { await browser.close(); await server.close(); });

const src = `/${simPath}/main.html`;
const html = (body, head = '') => `<!DOCTYPE html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">${head}</head>
<body>${body}</body></html>`;
const frame = (address, more = '') => `<iframe src="${address}" title="sim" width="100%" height="522" ${more}></iframe>`;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

async function open(url) {
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(url);
  return { page, said, close: async () => { assert.deepEqual(said(), []); await page.close(); } };
}

/** The frames of a page that hold a sim, once there are so many. */
async function sims(page, count = 1) {
  const found = () => page.frames().filter((one) => one.url().includes('main.html'));
  while (found().length < count) await page.waitForEvent('framenavigated');
  return found();
}

test('a frame in a sandboxed page of its own text, as site builders make them', async () => {
  const inner = html(frame(server.base + src, 'sandbox="allow-scripts"'));
  const { page, close } = await open(server.add('/srcdoc.html', html(`<iframe title="outer" width="100%" height="560"
    sandbox="allow-scripts" srcdoc="${escaped(inner)}"></iframe>`)));
  await works((await sims(page))[0]);
  await close();
});

test('a frame without credentials, also in a page that is isolated', async () => {
  const isolated = await serve({
    headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
    pages: { '/other.html': html(frame(server.base + src, 'credentialless')), '/own.html': html(frame(src)) },
  });
  const plain = await open(server.add('/credentialless.html', html(frame(src, 'credentialless'))));
  await works((await sims(plain.page))[0]);
  await plain.close();
  // On another site that sends no headers for it, and on one that sends them with everything.
  for (const name of ['/other.html', '/own.html']) {
    const { page, close } = await open(isolated.base + name);
    assert.equal(await page.evaluate(() => window.crossOriginIsolated), true);
    await works((await sims(page))[0]);
    await close();
  }
  await isolated.close();
});

test('a lazy frame in a tab that is shown later', async () => {
  const { page, close } = await open(server.add('/tabs.html', html(`<div id="tab" hidden>${frame(src, 'loading="lazy"')}</div>`)));
  assert.equal(page.frames().filter((one) => one.url().includes('main.html')).length, 0);
  await page.evaluate(() => { document.getElementById('tab').hidden = false; });
  const [sim] = await sims(page);
  await works(sim);
  // Hidden again and shown again, it is as it was.
  await page.evaluate(() => { document.getElementById('tab').hidden = true; });
  await page.evaluate(() => { document.getElementById('tab').hidden = false; });
  await isDrawn(sim, 'heads');
  await close();
});

test('two lessons on one page keep to themselves', async () => {
  const { page, close } = await open(server.add('/two.html', html(frame(`${src}?lesson=words`) + frame(`${src}?lesson=committee#off=2`))));
  await page.setViewportSize({ width: 800, height: 1150 });
  const [words, committee] = await sims(page, 2);
  await Promise.all([ready(words), ready(committee)]);
  await words.getByRole('button', { name: /^Head 2:/ }).first().press('Enter');
  await isDrawn(words, 'words');
  await isDrawn(committee, 'committee');
  const [one, two] = await Promise.all([words, committee].map((sim) => sim.evaluate(() => window.microsim.snapshot().state)));
  assert.deepEqual([one.open, one.off, two.open, two.off], ['2', '', '0', '2']);
  await page.setViewportSize({ width: 800, height: 700 });
  await close();
});

test('a page with a base address of its own', async () => {
  const element = `<script defer src="${server.base}/${simPath}/embed.js"></script><attention-sim heads="4"></attention-sim>`;
  for (const body of [frame(src), frame('multi-head-attention/main.html'), element]) {
    const { page, close } = await open(server.add('/deep/down/based.html', html(body, '<base href="/sims/" target="_blank">')));
    await works((await sims(page))[0]);
    await close();
  }
});

test('a folder with blanks, brackets and other letters, over http and from a folder', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mha places '));
  const deep = 'Kurs Übung (1)/数学 & more/a+b #2/100%';
  await cp(path.join(site, simPath), path.join(folder, deep), { recursive: true });
  const odd = await serve({ folder, pages: { '/page.html': lesson(`/${deep.split('/').map(encodeURIComponent).join('/')}/main.html?text=The+cat+sat`) } });
  const over = await open(`${odd.base}/page.html`);
  await works((await sims(over.page))[0]);
  await over.close();
  const from = await open(`${pathToFileURL(path.join(folder, deep, 'main.html')).href}?text=The+cat+sat`);
  await works(from.page);
  await from.close();
  await odd.close();
  await rm(folder, { recursive: true });
});
