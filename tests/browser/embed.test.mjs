// SPDX-License-Identifier: MIT
// <attention-sim> in an author's page, from another origin, and what the messages under it promise.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { complaints, launch, ready, serve, simPath, site, snapshot } from './support.mjs';

// The lesson pages come from one port and the sim from another, so the frame is really of another origin.
let server, lessons, browser;
before(async () => { [server, lessons, browser] = await Promise.all([serve(), serve(), launch()]); });
after(async () => { await browser.close(); await Promise.all([server.close(), lessons.close()]); });

const html = (body, script = '') => `<!DOCTYPE html><html lang="en"><head><title>lesson</title><link rel="icon" href="data:,">${script}</head>
<body data-md-color-scheme="default">${body}</body></html>`;
const withScript = (body) => html(body, `<script defer src="${server.base}/${simPath}/embed.js"></script>`);

async function open(text) {
  const context = await browser.newContext({ viewport: { width: 700, height: 1300 }, colorScheme: 'light' });
  const page = await context.newPage();
  const said = complaints(page);
  await page.addInitScript(() => {
    window.heard = [];
    for (const name of ['ready', 'statechange', 'answer']) {
      document.addEventListener(name, ({ target, detail }) => window.heard.push({ name, id: target.id, ...detail }), true);
    }
  });
  await page.goto(lessons.add('/lesson.html', text));
  return { page, said, close: () => context.close() };
}

const heard = (page, name) => page.evaluate((wanted) => window.heard.filter((event) => event.name === wanted), name);
const isReady = (page, count = 1) =>
  page.waitForFunction((wanted) => window.heard.filter(({ name }) => name === 'ready').length >= wanted, count, { timeout: 60_000 });
/** Calls a method of the first element; an Error becomes {error}. */
const call = (page, method, ...values) => page.evaluate(([name, given]) => document.querySelector('attention-sim')[name](...given)
  .then((value) => ({ value }), (error) => ({ error: error.message })), [method, values]);
const framesOf = (page) => Promise.all(page.frames().slice(1).map((frame) => ready(frame)));

test('the element makes a frame with everything an embedded sim needs', async () => {
  const { page, said, close } = await open(withScript('<attention-sim id="a" lesson="words" open="2" zeal="9"></attention-sim>'));
  await isReady(page);
  const [frame] = await framesOf(page);
  const got = await page.evaluate(() => Object.fromEntries([...document.querySelector('iframe').attributes].map(({ name, value }) => [name, value])));
  const { src, ...rest } = got;
  assert.deepEqual(rest, {
    title: 'Multi-head attention simulator', width: '100%', height: '522', loading: 'lazy', allow: 'clipboard-write', scrolling: 'no',
    frameborder: '0',
  });
  assert.equal(src, server.sim('?lesson=words&open=2'));
  assert.equal((await snapshot(frame)).state.lesson, 'words');
  assert.match((await heard(page, 'ready'))[0].state, /lesson=words/);
  assert.deepEqual(said(), []);
  await close();
});

const inside = () => `<attention-sim id="a" expect="heads=8"><iframe src="${server.sim('?heads=2')}" title="Two heads" width="100%" height="400"
  loading="lazy" allow="clipboard-write"></iframe></attention-sim>`;

test('without the script the frame inside the element is a plain embedded sim', async () => {
  const { page, said, close } = await open(html(inside()));
  const [frame] = await framesOf(page);
  assert.equal((await snapshot(frame)).state.heads, '2');
  assert.deepEqual(said(), []);
  await close();
});

test('with the script the frame inside is taken over and not loaded again', async () => {
  const { page, close } = await open(html(inside()));
  const [frame] = await framesOf(page);
  await frame.evaluate(() => { window.marked = true; });
  // The sim has said long ago that it is ready, and to nobody.
  await page.addScriptTag({ url: `${server.base}/${simPath}/embed.js` });
  await isReady(page);
  assert.equal(await frame.evaluate(() => window.marked), true);
  assert.equal(await page.locator('iframe').count(), 1);
  assert.equal(await page.locator('iframe').getAttribute('title'), 'Two heads');
  assert.match((await call(page, 'getState')).value, /heads=2/);
  await close();
});

test('a script at the top of the page waits for the frame inside, and the frame\'s height follows the sim', async () => {
  const { page, close } = await open(html(inside(), `<script src="${server.base}/${simPath}/embed.js"></script>`));
  await isReady(page);
  assert.equal(await page.locator('iframe').count(), 1);
  assert.equal(await page.locator('iframe').getAttribute('height'), '522');
  await close();
});

test('two elements on a page do not hear each other', async () => {
  const { page, close } = await open(withScript('<attention-sim id="a" heads="2"></attention-sim><attention-sim id="b" heads="3"></attention-sim>'));
  await isReady(page, 2);
  const answers = await page.evaluate(async () => {
    const [a, b] = document.querySelectorAll('attention-sim');
    const both = await Promise.all([a.setState('heads=8'), b.getState()]);
    return { a: both[0].state, b: both[1], known: [a.state, b.state] };
  });
  assert.deepEqual(answers, { a: 'heads=8', b: 'heads=3', known: ['heads=8', 'heads=3'] });
  assert.deepEqual((await heard(page, 'statechange')).filter(({ id }) => id === 'b').map(({ state }) => state), ['heads=3']);
  await close();
});

test('the state goes out and comes back, and what is refused is said in a sentence', async () => {
  const { page, close } = await open(withScript('<attention-sim id="a" heads="3"></attention-sim>'));
  await isReady(page);
  const [frame] = await framesOf(page);
  const asked = 'heads=8&open=3&text=The+girl+sees+herself';
  const first = (await call(page, 'setState', `?${asked}`)).value;
  assert.deepEqual(new URLSearchParams(first.state).get('text'), 'The girl sees herself');
  assert.equal(first.notice, '');
  assert.equal((await call(page, 'reset')).value, 'heads=3');
  assert.equal((await call(page, 'setState', first.state)).value.state, first.state);
  assert.equal((await snapshot(frame)).state.open, '3');
  assert.match((await call(page, 'setState', 'heads=99')).value.notice, /heads/);
  assert.match((await call(page, 'setState', 'x'.repeat(9000))).error, /refused "setState": state must be text of at most 8192 characters/);
  assert.match((await call(page, 'exportAs', 'docx')).error, /format must be one of "png", "svg", "csv", "json"/);
  await page.evaluate(() => document.querySelector('attention-sim').setAttribute('heads', '5'));
  await frame.waitForFunction(() => window.microsim.snapshot().state.heads === '5');
  await page.evaluate(() => { document.querySelector('attention-sim').state = 'mask=1'; });
  await frame.waitForFunction(() => window.microsim.snapshot().state.mask === '1');
  await close();
});

test('theme and palette of a page of another origin arrive while it is open', async () => {
  const { page, said, close } = await open(withScript('<attention-sim id="a" follow-palette></attention-sim>'));
  await isReady(page);
  const [frame] = await framesOf(page);
  const becomes = (theme) => frame.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme, { timeout: 2000 });
  await becomes('light');
  await page.evaluate(() => { document.body.dataset.mdColorScheme = 'slate'; });
  await becomes('dark');
  await page.evaluate(() => { document.querySelector('attention-sim').theme = 'contrast'; });
  await becomes('contrast');
  await page.evaluate(() => { document.querySelector('attention-sim').removeAttribute('theme'); });
  await becomes('dark');
  await page.evaluate(() => { document.querySelector('attention-sim').followPalette = false; });
  await becomes('light');
  assert.deepEqual(said(), []);
  await close();
});

test('a frame that never answers is a sentence, and so is an element taken away', async () => {
  const silent = lessons.add('/silent.html', html('nobody here'));
  const { page, close } = await open(withScript(`<attention-sim id="a" src="${silent}"></attention-sim>`));
  await page.waitForFunction(() => document.querySelector('attention-sim iframe'));
  await page.evaluate(() => { document.querySelector('attention-sim').timeout = 300; });
  assert.match((await call(page, 'getState')).error, /has not answered "getState" within 0.3 seconds\. .*silent\.html/);
  const gone = page.evaluate(() => {
    const element = document.querySelector('attention-sim');
    const waiting = element.getState().catch((error) => error.message);
    element.remove();
    return waiting;
  });
  assert.match(await gone, /taken out of the page before it answered/);
  await close();
});

test('what other frames say is not the sim\'s word', async () => {
  const { page, close } = await open(withScript('<attention-sim id="a"></attention-sim><iframe id="liar" title="other"></iframe>'));
  await isReady(page);
  await page.evaluate(() => {
    const script = document.getElementById('liar').contentDocument.createElement('script');
    script.text = `for (const more of [{ type: 'microsim-resize', height: 900 }, { type: 'interacted', count: 1, state: 'heads=1' }, { type: 'microsim-ready' }]) {
      parent.postMessage({ microsim: 1, ...more }, '*'); }`;
    document.getElementById('liar').contentDocument.head.append(script);
  });
  await page.waitForTimeout(300);
  assert.equal(await page.locator('attention-sim iframe').getAttribute('height'), '522');
  assert.equal((await heard(page, 'ready')).length, 1);
  assert.equal(await page.evaluate(() => document.querySelector('attention-sim').state), '');
  await close();
});

test('a grader hears what the learner did and when the state it waits for is there, and not what it set itself', async () => {
  const { page, close } = await open(withScript('<attention-sim id="a" expect="heads=8&amp;mask=1"></attention-sim>'));
  await isReady(page);
  const [frame] = await framesOf(page);
  await call(page, 'setState', 'heads=8&mask=1');
  await call(page, 'setState', 'heads=3&mask=0');
  await snapshot(frame);
  await page.waitForTimeout(400);
  assert.deepEqual(await heard(page, 'answer'), []);
  assert.deepEqual((await heard(page, 'statechange')).filter(({ count }) => count), []);
  await frame.getByRole('slider', { name: /Heads/ }).fill('8');
  await frame.getByRole('switch', { name: /ausal/ }).press('Space');
  await page.waitForFunction(() => window.heard.some(({ name }) => name === 'answer'));
  assert.equal((await heard(page, 'answer'))[0].expect, 'heads=8&mask=1');
  // Away and back again: it has been said.
  await frame.getByRole('switch', { name: /ausal/ }).press('Space');
  await snapshot(frame);
  await frame.getByRole('switch', { name: /ausal/ }).press('Space');
  await page.waitForFunction(() => window.heard.some(({ count, state }) => count === 4 && /mask=1/.test(state)), null, { timeout: 5000 });
  assert.equal((await heard(page, 'answer')).length, 1);
  await close();
});

test('the element works in a page opened from a folder', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'attention-sim-'));
  const script = pathToFileURL(path.join(site, simPath, 'embed.js'));
  await writeFile(path.join(folder, 'lesson.html'), html('<attention-sim heads="2"></attention-sim>', `<script src="${script}"></script>`));
  const { page, close } = await open(html(''));
  await page.goto(pathToFileURL(path.join(folder, 'lesson.html')).href);
  await isReady(page);
  assert.equal((await call(page, 'getState')).value, 'heads=2');
  await close();
  await rm(folder, { recursive: true });
});

test('the element knows every key of a link but the language, which is an attribute of HTML', async () => {
  const table = await readFile(new URL('../../docs/embed.md', import.meta.url), 'utf8');
  const keys = [...table.split('<!-- begin: parameters -->')[1].split('<!-- end')[0].matchAll(/^\| `(\w+)` /gm)].map((found) => found[1]);
  const { page, close } = await open(withScript('<attention-sim id="a"></attention-sim>'));
  const observed = await page.evaluate(() => customElements.whenDefined('attention-sim').then((made) => made.observedAttributes));
  assert.deepEqual(observed.filter((name) => !['src', 'title', 'follow-palette', 'expect'].includes(name)).sort(),
    keys.filter((key) => key !== 'lang').sort());
  await close();
});
