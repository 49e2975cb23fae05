// SPDX-License-Identifier: MIT
// What the browser tests share: a static server for the built site, Chromium, and a sim that has come to rest.
import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';

const project = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');
export const site = path.resolve(process.env.MHA_SITE ?? path.join(project, 'build/site'));
export const shots = path.join(project, 'build/screenshots');
export const simPath = 'sims/multi-head-attention';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.woff2': 'font/woff2', '.png': 'image/png', '.svg': 'image/svg+xml',
};

/** A lesson page with the sim in the middle, and something to focus before and after it. */
export const lesson = (src, { gap = 300, attributes = '' } = {}) => `<!DOCTYPE html><html lang="en"><head><title>lesson</title>
<link rel="icon" href="data:,"></head><body style="margin:0" data-md-color-scheme="default"><h1>A lesson</h1><button id="before">before</button>
<div style="height:${gap}px"></div><iframe id="frame" title="sim" src="${src}" width="100%" height="522" style="border:0" ${attributes}></iframe>
<button id="after">after</button><div style="height:3000px"></div></body></html>`;

/** Serves a folder; `pages` holds further pages by path, `headers` go out with every answer, `mime` replaces types of files. */
export async function serve({ pages = {}, headers = {}, mime = {}, folder = site } = {}) {
  const server = http.createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const page = pages[name];
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': types['.html'], ...headers });
      response.end(page);
      return;
    }
    let file = path.join(folder, path.normalize(name));
    const found = await stat(file).catch(() => null);
    if (found?.isDirectory()) file = path.join(file, 'index.html');
    if (!await stat(file).catch(() => null)) {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': { ...types, ...mime }[path.extname(file)] ?? 'application/octet-stream', ...headers });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();  // a test that fails before it closes its server must not keep the run waiting
  const base = `http://127.0.0.1:${server.address().port}`;
  return {
    base,
    sim: (query = '') => `${base}/${simPath}/main.html${query}`,
    add: (name, page) => { pages[name] = page; return base + name; },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

export const chromiumFlags = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-default-apps'];
export const chromiumPath = process.env.MHA_CHROMIUM ?? '/usr/bin/chromium';

export const launchOptions = { executablePath: chromiumPath, args: chromiumFlags };

export const launch = (more = []) => chromium.launch({ ...launchOptions, args: [...chromiumFlags, ...more] });

/** Collects what the console and the page complain about. */
export function complaints(page) {
  const list = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) list.push(message.text()); });
  page.on('pageerror', (error) => list.push(String(error)));
  page.on('requestfailed', (request) => list.push(`failed: ${request.url()} (${request.failure()?.errorText})`));
  // The driver reads pixels slowly through the software renderer and says so; that is not the sim's.
  return () => list.filter((text) => !/GPU stall due to ReadPixels|GL Driver Message/.test(text));
}

/** Waits until the sim in a page or frame has drawn, has its model, and rests. */
export async function ready(frame) {
  await frame.waitForFunction(() => window.microsim !== undefined && window.microsim.frames > 0, null, { timeout: 60_000 });
  await frame.evaluate(() => window.microsim.idle());
  return frame;
}

/** Asks the page until its answer is true, and answers it; waitForFunction does not wait for a promise's answer. */
export async function until(page, ask, argument) {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const answer = await page.evaluate(ask, argument);
    if (answer) return answer;
    await page.waitForTimeout(20);
  }
  throw new Error(`never came true: ${ask}`);
}

/** What the live region says from now on, and when, in window.heard. */
export const listen = (frame) => frame.evaluate(() => {
  const before = window.heard;
  window.heard = [];
  if (before) return;
  const live = document.getElementById('live');
  new MutationObserver(() => window.heard.push({ at: performance.now(), text: live.textContent })).observe(live, { childList: true, characterData: true, subtree: true });
});

/** Colours of the picture as [red, green, blue], at shares of its width and height. */
export const colours = (page, places) => page.evaluate(async (list) => {
  const image = new Image();
  image.src = window.sim.picture.take();
  await image.decode();
  const { width, height } = image;
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  context.drawImage(image, 0, 0);
  return list.map(([x, y]) => [...context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data.slice(0, 3)]);
}, places);

export const snapshot = (frame) => frame.evaluate(async () => {
  await window.microsim.idle();
  return window.microsim.snapshot();
});

/** The sim has drawn the lesson and has its model. */
export async function isDrawn(frame, slug) {
  const now = await snapshot(frame);
  assert.equal(now.problem, '');
  assert.equal(now.ready, true);
  assert.equal(now.state.lesson, slug);
  const picture = await frame.evaluate(() => window.sim.picture.take().length);
  assert.ok(picture > 10_000, `a picture of ${picture} characters`);
}

/** The first lesson in a page or frame is drawn, and follows its slider. */
export async function works(frame) {
  await ready(frame);
  await isDrawn(frame, 'heads');
  await frame.getByRole('slider', { name: /Heads/ }).fill('7');
  assert.equal((await snapshot(frame)).model.heads, 7);
}

/** A page of its own with the sim at rest in it. `close` ends it, `said` is what it complained about. */
export async function openSim(browser, url, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(url);
  await ready(page);
  return { context, page, said, close: () => context.close() };
}

/** What axe finds in a page or frame, a line each. */
export async function violations(frame) {
  await frame.evaluate(axe);
  const found = await frame.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false,
  }));
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
}

/** The sim's frame inside a lesson page. */
export async function simFrame(page) {
  const handle = await page.waitForSelector('iframe');
  return ready(await handle.contentFrame());
}

/** The middle of a control's rectangle on the canvas. */
export const middle = async (locator) => {
  const box = await locator.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};
