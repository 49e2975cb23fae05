// SPDX-License-Identifier: MIT
// What the sim owes the page and the reader around it: few words at a time, the last of them true, and the Back button
// of the lesson left alone.
// Runs alone: it measures how often the sim speaks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, lesson as lessonPage, listen, openSim, serve, simFrame, simPath, snapshot } from './support.mjs';
import { lessons, show } from './states.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

const atMostEvery = 500;  // ms

const last = (frame, words) => frame.waitForFunction((wanted) => new RegExp(wanted).test(window.heard.at(-1)?.text ?? ''), words.source, { timeout: 20_000 });
const gaps = (heard) => heard.slice(1).map(({ at }, i) => at - heard[i].at);

/** A slider pulled about: 30 values, 30 ms apart, the last one given. */
const pull = (page, id, end) => page.evaluate(async ([name, final]) => {
  const input = document.querySelector(`.node[data-id="${name}"] input`);
  for (let i = 1; i <= 30; ++i) {
    const values = Number(input.max) - Number(input.min) + 1;
    input.value = i === 30 ? final : String(Number(input.min) + i * 3 % values);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}, [id, end]);

test('a slider that is pulled about is announced at most twice a second, and at the end as it stands', async () => {
  const use = await openSim(browser, server.sim(), { viewport: { width: 700, height: 560 } });
  const { page } = use;
  for (const [lesson, slider, end, words] of [['heads', 'heads', '6', /6/], ['steps', 'step', '4', /4/], ['nano-gpt', 'tour', '7', /./]]) {
    await show(page, lesson);
    await listen(page);
    await pull(page, slider, end);
    await last(page, words);
    await page.waitForTimeout(2 * atMostEvery);  // nothing but what is due may follow
    const heard = await page.evaluate(() => window.heard);
    assert.ok(gaps(heard).every((gap) => gap >= atMostEvery - 1), `${lesson}: ${gaps(heard).map(Math.round)} ms`);
    assert.match(heard.at(-1).text, words, lesson);
    assert.ok(heard.length < 10, `${lesson}: ${heard.length} announcements for one pull`);
  }
  assert.deepEqual(use.said(), []);
  await use.close();
});

test('what was copied is said, but not within half a second of something else', async () => {
  const use = await openSim(browser, server.sim(), { viewport: { width: 700, height: 560 }, permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = use;
  await listen(page);
  for (const item of ['share-link', 'share-embed', 'share-link']) {
    await page.locator('.node[data-id="share"]').press('Enter');
    await page.locator(`.node[data-id="${item}"]`).press('Enter');
  }
  await last(page, /^Link copied/);
  const heard = await page.evaluate(() => window.heard);
  assert.ok(gaps(heard).every((gap) => gap >= atMostEvery - 1), `${gaps(heard).map(Math.round)} ms`);
  await use.close();
});

test('nothing that is done in an embedded sim leaves an entry in the history', async () => {
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } });
  const page = await context.newPage();
  await page.goto(server.add('/around.html', lessonPage(`/${simPath}/main.html`)));
  const frame = await simFrame(page);
  const length = () => page.evaluate(() => history.length);
  const start = await length();
  for (const lesson of lessons) {
    await show(frame, lesson);
    await frame.locator('.node[data-id="menu"]').press('Enter');
    await frame.locator('.node[data-id="menu-next"]').press('Enter');
    await frame.evaluate(() => window.microsim.idle());
    assert.equal(await length(), start, lesson);
  }
  await show(frame, 'heads');
  await frame.getByRole('slider', { name: /Heads/ }).fill('8');
  await frame.getByRole('textbox').fill('the dog sat');
  await frame.waitForFunction(() => /heads=8/.test(location.hash));
  await page.evaluate(() => new Promise((resolve) => {
    addEventListener('message', ({ data }) => { if (data.id === 1) resolve(); });
    frames[0].postMessage({ microsim: 1, id: 1, type: 'setState', state: 'lesson=words&word=2' }, '*');
  }));
  for (const item of ['share-link', 'save-svg']) {
    await frame.locator('.node[data-id="share"]').press('Enter');
    await frame.locator(`.node[data-id="${item}"]`).press('Enter');
    await frame.evaluate(() => window.microsim.idle());
  }
  assert.equal((await snapshot(frame)).state.lesson, 'words');
  assert.equal(await length(), start);
  await context.close();
});

test('nor does the page of the sim itself', async () => {
  const use = await openSim(browser, server.sim(), { viewport: { width: 700, height: 560 } });
  const { page } = use;
  const start = await page.evaluate(() => history.length);
  for (const lesson of lessons) await show(page, lesson);
  await page.evaluate(() => { location.hash = 'lesson=steps&step=3'; });  // a link in the page around: the reader's own step
  await page.evaluate(() => window.microsim.idle());
  assert.equal((await snapshot(page)).state.step, '3');
  assert.ok(await page.evaluate(() => history.length) <= start + 1);
  await use.close();
});
