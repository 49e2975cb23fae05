// SPDX-License-Identifier: MIT
// What a frame of the busiest lesson costs (eight heads, twelve words), and whether a pull at the slider and a letter in
// the sentence keep up. It has no options of its own.
//
// Times are processor time of the page's main thread, all of it: the program, WebGL's commands, the native elements,
// layout, painting. What a graphics card would do is here done by other threads in software; it counts in the frames a
// second, and in the time until a new picture is on the canvas.
import { launch, ready, serve } from '../browser/support.mjs';
import { machine, options, table, write } from './lib/report.mjs';

const chosen = options({});

const busiest = '?lesson=heads&heads=8&text=The+small+dog+that+chased+the+cats+sees+the+old+bird+now';
const percentile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const rows = [];
const row = (what, value, bar = '') => rows.push([what, value, bar]);

/** Milliseconds of the main thread that `act` takes for each frame. @param {() => Promise<void>} act n frames of it */
async function mainThread(session, frames, act) {
  const total = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  const before = await total();
  await act();
  return (await total() - before) * 1000 / frames;
}

/** The median of several measurements, without what frames of an empty page cost. */
async function perFrame(session, page, act, frames = 60) {
  const times = [];
  for (let round = 0; round < 5; ++round) {
    const empty = await mainThread(session, frames, () => page.evaluate(frameLoop, [frames, 'nothing']));
    times.push(await mainThread(session, frames, () => page.evaluate(frameLoop, [frames, act])) - empty);
  }
  return percentile(times, 0.5);
}

/** Runs in the page: does something before each of n frames. */
async function frameLoop([frames, act]) {
  const canvas = document.getElementById('canvas');
  const { left, top } = canvas.getBoundingClientRect();
  for (let i = 0; i < frames; ++i) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (act === 'draw') window.sim.page.drawNow();
    if (act === 'point') {
      const place = { clientX: left + 150 + (i % 40) * 4, clientY: top + 180 + (i % 7) * 9 };
      canvas.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, isPrimary: true, pointerType: 'mouse', ...place }));
    }
  }
}

/** Allocations of the program in one frame, the most of ten. */
const allocations = (page, act) => page.evaluate(async ([act]) => {
  const count = () => window.program._sim_fail_allocation(0);
  const canvas = document.getElementById('canvas');
  const { left, top } = canvas.getBoundingClientRect();
  const each = [];
  for (let i = 0; i < 10; ++i) {
    if (act === 'point') {
      const place = { clientX: left + 150 + i * 3, clientY: top + 200 };
      canvas.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, isPrimary: true, pointerType: 'mouse', ...place }));
      await window.microsim.idle();
    }
    const before = count();
    window.sim.page.drawNow();
    each.push(count() - before);
  }
  return Math.max(...each);
}, [act]);

/** Takes the slider's thumb; the answer moves the pointer to the pull's i-th step. */
async function grasp(page, session) {
  const box = await page.locator('[data-id="heads"]').boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 200, y);
  await page.mouse.down();
  return (i) => session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', button: 'left', buttons: 1, x: box.x + 200 + (i % 45) * 8, y });
}

/** A pull at the slider with real input, a step of the pointer in each frame: how long each frame keeps the main thread. */
async function drag(page, session) {
  const pull = await grasp(page, session);
  const times = [];
  for (let i = 0; i < 90; ++i) {
    times.push(await mainThread(session, 1, async () => {
      await pull(i);
      await session.send('Runtime.evaluate', { awaitPromise: true, expression: 'new Promise((done) => requestAnimationFrame(() => setTimeout(done)))' });
    }));
  }
  await page.mouse.up();
  return times;
}

/** Frames a second while `move(i)` moves the pointer sixty times a second. */
async function pace(page, move, seconds = 6) {
  await page.evaluate(() => {
    window.ticks = [];
    const tick = (now) => { window.ticks.push(now); window.ticking = requestAnimationFrame(tick); };
    window.ticking = requestAnimationFrame(tick);
  });
  for (let i = 0; i < 60 * seconds; ++i) {
    // Nobody waits for the page: a hand does not either.
    move(i).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 1000 / 60));
  }
  const ticks = await page.evaluate(() => { cancelAnimationFrame(window.ticking); return window.ticks; });
  return 1000 * (ticks.length - 1) / (ticks.at(-1) - ticks[0]);
}

/** Milliseconds from a frame's start until its picture, in another theme than the last, is there: the median of forty. */
const untilDrawn = (page) => page.evaluate(async () => {
  const gl = document.getElementById('canvas').getContext('webgl2');
  const there = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  const times = [];
  for (let i = 0; i < 40; ++i) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    there();
    const start = performance.now();
    window.sim.engine.call('theme', i % 2 ? 'light' : 'dark', true);
    window.sim.page.drawNow();
    there();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[20];
});

/** Letters typed: how many of them show in the elements and in the program's frame when the next frame is over. */
const typing = (page) => page.evaluate(async () => {
  const field = document.querySelector('[data-id="sentence"] input');
  let prompt = 0, letters = 0;
  for (const letter of ' today again') {
    const frames = window.microsim.frames;
    field.value += letter;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const shown = window.microsim.snapshot().state.text === field.value && window.microsim.frames > frames;
    const words = document.querySelectorAll('[data-id="weights-1"] tbody tr').length;
    prompt += shown && words === Math.min(field.value.trim().split(/\s+/).length, 16) ? 1 : 0;
    ++letters;
  }
  return `${prompt} of ${letters}`;
});

/** The pointer goes about over eight heads. */
const walk = (session) => (i) => session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', button: 'none', x: 150 + (i % 90) * 8, y: 180 + (i % 7) * 9 });

/** What no page can beat on this machine: a canvas of the same size that is cleared in each frame, with the same input. */
const emptyCanvas = `<!DOCTYPE html><body style="margin:0"><canvas id="canvas" width="1200" height="520"></canvas><script>
const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
let due = 0, red = 0;
canvas.onpointermove = () => { due ||= requestAnimationFrame(() => { due = 0; gl.clearColor(++red % 256 / 255, 0, 0, 1); gl.clear(gl.COLOR_BUFFER_BIT); }); };
</script>`;

const server = await serve({ pages: { '/empty': emptyCanvas } });
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 600 } });
// The program counts its allocations; this keeps it where they can be asked for.
await page.addInitScript(() => {
  let make;
  Object.defineProperty(window, 'createMha', {
    set: (given) => { make = given; },
    get: () => async (options) => { window.program = await make(options); return window.program; },
  });
});
await page.goto(server.sim(busiest));
await ready(page);
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable', { timeDomain: 'threadTicks' });
const ms = (value) => `${value.toFixed(2)} ms`;

row('redraw, nothing changed', ms(await perFrame(session, page, 'draw')), '2 ms');
row('redraw, the pointer went to another cell', ms(await perFrame(session, page, 'point')), '2 ms');
row('a picture that is new all over, until software has drawn it', ms(await untilDrawn(page)));
row('allocations in a redraw, nothing changed', await allocations(page, 'draw'));
row('allocations in a redraw after the pointer moved', await allocations(page, 'point'));
for (const slower of [1, 4]) {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await drag(page, session);  // fetches the models of all head counts
  const times = await drag(page, session);
  const when = slower > 1 ? `, ${slower} times slower` : '';
  row(`a frame of a pull at the slider${when}: median`, ms(percentile(times, 0.5)), '16.7 ms');
  row(`a frame of a pull at the slider${when}: 95 of 100`, ms(percentile(times, 0.95)), '16.7 ms');
  const pull = await grasp(page, session);
  row(`frames a second in a pull${when}, drawn in software`, (await pace(page, pull)).toFixed(0), 60);
  await page.mouse.up();
  row(`frames a second on a walk over the heads${when}, drawn in software`, (await pace(page, walk(session))).toFixed(0), 60);
  await page.goto(`${server.base}/empty`);
  row(`frames a second, an empty canvas that is cleared${when}`, (await pace(page, walk(session))).toFixed(0));
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.goto(server.sim(busiest));
  await ready(page);
}
row('letters that show in the next frame', await typing(page), 'all');
write('frame', [machine([`Chromium ${browser.version()}`]), table(['the busiest lesson', 'measured', 'bar'], rows)].join('\n\n'), chosen);
await browser.close();
await server.close();
