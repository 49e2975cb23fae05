// SPDX-License-Identifier: MIT
// Twenty-four sims on one page, where browsers leave a page 16 WebGL contexts: each is there when it is looked at, and
// those out of sight have given their context back and show a still picture.
// Runs alone: it measures what the sims take of a core.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, launch, ready, serve, simPath, snapshot } from './support.mjs';

const count = 24;
const lessons = ['heads', 'words', 'steps', 'committee', 'nano-gpt'];
let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

const many = (attributes, howMany = count) => {
  const frames = Array.from({ length: howMany }, (_, i) => `<h2>${i}</h2><iframe id="sim-${i}" title="sim ${i}" ${attributes}
    src="${simPath}/main.html?lesson=${lessons[i % lessons.length]}" width="100%" height="522"></iframe>`);
  return `<!DOCTYPE html><html lang="en"><head><title>many</title><link rel="icon" href="data:,"></head><body>${frames.join('')}</body></html>`;
};

async function open(attributes) {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(server.add('/many.html', many(attributes)));
  const scrollTo = async (i) => {
    const place = page.locator(`#sim-${i}`);
    await place.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    return (await place.elementHandle()).contentFrame();
  };
  return { page, said, scrollTo, close: () => context.close() };
}

/** What a sim shows now; null before it was first in sight. */
const shows = (frame) => frame.evaluate(() => (window.microsim && window.microsim.frames > 0 ? {
  drawing: !window.sim.picture.lost,
  still: document.getElementById('still').naturalWidth > 0 && !document.getElementById('still').hidden,
  broken: window.sim.faults.shown || document.documentElement.classList.contains('no-picture'),
} : null));

async function isThere(frame, i) {
  await ready(frame);
  await frame.waitForFunction(() => !window.sim.picture.lost && document.getElementById('still').hidden);
  const now = await snapshot(frame);
  assert.deepEqual([now.state.lesson, now.ready, now.problem], [lessons[i % lessons.length], true, '']);
}

for (const attributes of ['loading="lazy"', 'sandbox="allow-scripts"']) {
  test(`24 embeds with ${attributes}`, async () => {
    const { page, said, scrollTo, close } = await open(attributes);
    // Past all of them quickly, then from one to the next, then back.
    const frames = [];
    for (let i = 0; i < count; ++i) {
      frames.push(await scrollTo(i));
      await page.waitForTimeout(60);
    }
    for (let i = 0; i < count; ++i) await isThere(await scrollTo(i), i);
    for (const i of [12, 0]) await isThere(await scrollTo(i), i);
    await page.waitForTimeout(1500);
    const seen = await Promise.all(frames.map(shows));
    assert.deepEqual(seen.map((now) => now?.broken), Array(count).fill(false));
    assert.deepEqual(seen.map((now) => now.drawing !== now.still), Array(count).fill(true), 'either draws or shows a still picture');
    assert.ok(seen.filter((now) => now.drawing).length <= 3, 'only those in sight keep a context');
    await frames[0].getByRole('slider', { name: /Heads/ }).fill('7');
    assert.equal((await snapshot(frames[0])).model.heads, 7);
    assert.deepEqual(said(), []);
    await close();
  });
}

/** Seconds of work of a page's process, as the browser counts them. */
const work = async (session) => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;

test('ten sims that are all in sight and at rest take less than 1 % of a core', async (report) => {
  const context = await browser.newContext({ viewport: { width: 900, height: 6200 } });
  const page = await context.newPage();
  await page.goto(server.add('/ten.html', many('', 10)));
  const frames = await Promise.all(Array.from({ length: 10 }, async (_, i) => (await page.locator(`#sim-${i}`).elementHandle()).contentFrame()));
  for (const frame of frames) await ready(frame);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const drawn = () => Promise.all(frames.map((frame) => frame.evaluate(() => window.microsim.frames)));
  await page.waitForTimeout(1000);
  const seconds = Number(process.env.MHA_REST_SECONDS ?? 8);
  const [framesBefore, workBefore] = [await drawn(), await work(session)];
  await page.waitForTimeout(seconds * 1000);
  const worked = await work(session) - workBefore;
  report.diagnostic(`${(worked * 1000).toFixed(1)} ms of work in ${seconds} s`);
  assert.deepEqual(await drawn(), framesBefore, 'a frame at rest');
  assert.ok(worked < 0.01 * seconds, `${worked} s of work in ${seconds} s`);
  await context.close();
});

test('a context that the browser took is asked back on coming into sight again', async () => {
  const { page, scrollTo, close } = await open('loading="lazy"');
  const frame = await scrollTo(0);
  await isThere(frame, 0);
  await page.evaluate(() => {
    window.others = Array.from({ length: 16 }, () => document.createElement('canvas').getContext('webgl2'));
  });
  await frame.waitForFunction(() => window.sim.picture.lost);
  await scrollTo(12);
  await page.waitForTimeout(500);
  await isThere(await scrollTo(0), 0);
  assert.equal((await shows(frame)).broken, false);
  await close();
});
