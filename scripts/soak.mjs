// SPDX-License-Identifier: MIT
// node scripts/soak.mjs MINUTES SEED (see scripts/soak): one page, round after round of the seeded hand in each lesson.
// After every round the sim is brought back to the same state, and what its heap then holds is noted.
import { launch, ready, serve } from '../tests/browser/support.mjs';

const [minutes, firstSeed] = process.argv.slice(2).map(Number);
const lessons = ['heads', 'words', 'steps', 'committee', 'nano-gpt'];
const stepsEach = 60;

/** Bytes a minute, by least squares. @param {[number, number][]} points minutes and bytes */
function slope(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const [above, below] = points.reduce(([a, b], [px, py]) => [a + (px - x) * (py - y), b + (px - x) ** 2], [0, 0]);
  return below > 0 ? above / below : 0;
}

const server = await serve();
const browser = await launch(['--js-flags=--expose-gc']);
const page = await browser.newPage({ viewport: { width: 1200, height: 600 } });
await page.goto(server.sim('?fuzz=1&steps=1'));
await ready(page);
await page.locator('#fuzz-report').waitFor({ state: 'attached' });

// Every model is kept once it is here, and every list that is drawn keeps the room of its longest: all models first, and
// the largest pictures, so that they are not taken for growth.
const longest = `text=${Array(40).fill('the').join('+')}`;
for (const width of [320, 358, 480, 640, 700, 1000, 1200]) {
  for (const state of [...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((heads) => [`heads=${heads}`, `heads=${heads}&open=1&layer=2`, `heads=${heads}&concat=1`,
    `heads=${heads}&compare=1`].map((view) => `lesson=heads&${longest}&${view}`)), `lesson=words&${longest}`,
  ...lessons.map((slug) => `lesson=${slug}`), 'lesson=committee&early=1', 'lesson=nano-gpt&zoom=5', 'lesson=nano-gpt&zoom=9']) {
    await page.evaluate(async ([fields, pixels]) => {
      document.getElementById('stage').style.width = `${pixels}px`;
      window.sim.engine.call('set_state', fields);
      window.sim.page.requestFrame();
      await window.microsim.idle();
    }, [state, width]);
  }
}

const start = Date.now();
const passed = () => (Date.now() - start) / 60_000;
const points = [];
let done = 0;
let report = { fault: '' };
for (let round = 0; passed() < minutes && report.fault === ''; ++round) {
  for (const lesson of lessons) {
    report = await page.evaluate(async ([slug, seed, steps]) => {
      window.sim.engine.call('set_state', `lesson=${slug}`);
      return window.sim.fuzz.run(seed, steps);
    }, [lesson, firstSeed + done, stepsEach]);
    done += report.step;
    if (report.fault) break;
  }
  const bytes = await page.evaluate(async () => {
    document.getElementById('stage').style.width = '700px';
    window.sim.theme.tell('light');
    window.sim.engine.call('set_state', 'lesson=heads');
    window.sim.engine.call('reset');
    await window.microsim.idle();
    globalThis.gc?.();
    return window.sim.engine.call('live_bytes');
  });
  // What else is made once and then kept is made in the first rounds.
  if (round >= 3) points.push([passed(), bytes]);
}
await browser.close();
await server.close();

console.log(`${done} things done in ${passed().toFixed(1)} min`);
if (report.fault) {
  console.log(`broken: ${JSON.stringify(report)}`);
  process.exitCode = 1;
} else if (points.length > 1) {
  const sizes = points.map(([, bytes]) => bytes);
  console.log(`kB after each round: ${sizes.map((size) => Math.round(size / 1000)).join(' ')}`);
  // A list that meets its largest picture late takes more room once and keeps it: growth is what goes on in the second half.
  const late = slope(points.slice(points.length >> 1));
  console.log(`heap in use after a round: ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes; in the second half ${late.toFixed(0)} bytes a minute`);
}
