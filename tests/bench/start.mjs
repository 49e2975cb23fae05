// SPDX-License-Identifier: MIT
// Time from navigation to the first frame that can be used, of the sim and of a p5.js sketch of eight heat maps, in one
// run, one after the other: cold (nothing kept by the browser), warm (its files and compiled code kept), and both with
// the processor slowed to a quarter.
//
//   --runs=15   of each page in each state
import { launch, serve } from '../browser/support.mjs';
import { project } from './lib/places.mjs';
import { machine, options, table, write } from './lib/report.mjs';
import { median } from './lib/rounds.mjs';

const chosen = options({ runs: 15 });

/** What a page tells of itself, looked for before every frame: the time from its navigation, in ms. */
const watch = () => {
  window.seen = {};
  const note = (what, is) => { if (is) window.seen[what] ??= performance.now(); };
  const look = () => {
    note('controls', window.microsim?.frames > 0 || window.frameCount > 0);
    note('picture', document.querySelector('[data-id="weights-1"]') || window.frameCount > 0);
    if (window.seen.picture === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** Opens a page in a context and answers its times; what it keeps stays for the next time. */
async function open(context, url, slower) {
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.seen.picture !== undefined, null, { timeout: 120_000 });
  const seen = await page.evaluate(() => window.seen);
  await page.close();
  return seen;
}

/** The times of both pages for one number of times slower. */
async function measure(browser, pages, slower) {
  const times = new Map();
  const keep = (name, state, seen) => {
    for (const [what, ms] of Object.entries(seen)) {
      const key = `${name} ${state} ${what}`;
      times.set(key, [...times.get(key) ?? [], ms]);
    }
  };
  for (let run = 0; run < chosen.runs; ++run) {
    for (const [name, url] of Object.entries(pages)) {
      const context = await browser.newContext({ viewport: { width: 700, height: 560 } });
      keep(name, 'cold', await open(context, url, slower));
      // The browser keeps compiled code from the second time on.
      await open(context, url, slower);
      keep(name, 'warm', await open(context, url, slower));
      await context.close();
    }
  }
  return (name, state, what) => median(times.get(`${name} ${state} ${what}`));
}

const headers = { 'cache-control': 'max-age=600' };
const site = await serve({ headers });
const peers = await serve({ headers, folder: project });
const browser = await launch();
const rows = [];
for (const slower of [1, 4]) {
  const ms = await measure(browser, { sim: site.sim('?heads=8'), p5: `${peers.base}/tests/bench/p5/index.html` }, slower);
  for (const state of ['cold', 'warm']) {
    const times = [ms('sim', state, 'controls'), ms('sim', state, 'picture'), ms('p5', state, 'picture')];
    const cells = times.map((time) => `${time.toFixed(0)} ms`);
    const ratios = [times[0] / times[2], times[1] / times[2]].map((ratio) => ratio.toFixed(2));
    rows.push([`${state}${slower > 1 ? `, ${slower} times slower` : ''}`, ...cells, ...ratios]);
  }
}
write('start', [machine([`Chromium ${browser.version()}`, 'p5.js 1.11.10', `runs: ${chosen.runs}`]),
  table(['', 'sim: first frame', 'sim: heads drawn', 'p5.js sketch', 'first frame / p5.js', 'heads drawn / p5.js'], rows)].join('\n\n'), chosen);
await browser.close();
await Promise.all([site.close(), peers.close()]);
