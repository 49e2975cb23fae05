// SPDX-License-Identifier: MIT
// Memory that is not to be had: the n-th allocation of the start, and of going to another lesson, fails. The program
// ends in a sentence, never in a trap, and nothing is called after it. MHA_MEMORY_EVERY=1 lets every one fail.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, launch, ready, serve } from './support.mjs';

const every = Number(process.env.MHA_MEMORY_EVERY ?? 0);
const lessons = ['words', 'steps', 'committee', 'nano-gpt', 'heads'];
let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

/** A page in which every program that is made can be told to run out of memory. */
async function open(failing = 0) {
  const page = await browser.newPage({ viewport: { width: 700, height: 560 } });
  await page.addInitScript((nth) => {
    let make;
    let take;
    Object.defineProperty(window, 'mhaBinary', {
      configurable: true,
      set: (given) => { take = given; },
      get: () => (last, text) => {
        window.binary = (window.binary ?? '') + text;
        take(last, text);
      },
    });
    Object.defineProperty(window, 'createMha', {
      set: (given) => { make = given; },
      get: () => async (options) => {
        window.program = await make(options);
        window.program._sim_fail_allocation(nth);
        return window.program;
      },
    });
  }, failing);
  await page.goto(server.sim());
  return page;
}

/** The first ones, then ever fewer; or each `every`-th. */
function sample(total) {
  const out = [];
  for (let nth = 1; nth <= total; nth += every || Math.max(1, Math.floor(nth / 4))) out.push(nth);
  return out;
}

async function saysSo(page) {
  await page.locator('#fault').waitFor({ state: 'visible' });
  assert.match(await page.locator('#fault').innerText(), /ran out of memory\.[\s\S]*reload the page[\s\S]*\(memory\)/);
  assert.equal(await page.getByRole('button', { name: 'Reload' }).isVisible(), true);
  assert.equal(await page.locator('#loading').isVisible(), false);
}

/** The one error that is told, with nothing after it that is not a consequence of no memory. */
const onlyMemory = (said) => assert.deepEqual(said.filter((text) => !/out of memory/.test(text)), []);

test('in the page: the start without memory is a sentence and Reload', async () => {
  for (const nth of [1, 10, 300, 5000]) {
    const page = await open(nth);
    const said = complaints(page);
    await saysSo(page);
    await page.setViewportSize({ width: 500, height: 500 });
    await page.mouse.move(100, 300);
    await page.evaluate(() => window.microsim.idle());
    onlyMemory(said());
    await page.close();
  }
});

test('in the page: another lesson without memory is a sentence, and Reload brings the lesson', async () => {
  for (const nth of [1, 400]) {
    const page = await open();
    const said = complaints(page);
    await ready(page);
    await page.evaluate((count) => window.program._sim_fail_allocation(count), nth);
    await page.evaluate(() => { window.sim.engine.call('set_state', 'lesson=words'); window.sim.page.requestFrame(); });
    await saysSo(page);
    onlyMemory(said());
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.waitForFunction(() => window.microsim?.frames > 0);
    assert.equal(await page.locator('#fault').isVisible(), false);
    await page.close();
  }
});

/** Prepares a page to make the program over and over: the engine's own, its faults caught, its models at hand. */
async function workshop() {
  const page = await open();
  await ready(page);
  await page.evaluate(async (slugs) => {
    const { engine } = window.sim;
    const models = new Map();
    const call = engine.call;
    engine.call = (name, ...values) => {
      if (name === 'model_arrived') models.set(values[0], values[1].slice());
      return call(name, ...values);
    };
    for (const slug of slugs) {
      call('set_state', `lesson=${slug}&heads=5`);
      window.sim.page.requestFrame();
      await window.microsim.idle();
    }
    document.fonts.add = () => document.fonts;
    window.sim.faults = { shown: false, crashed(error) { this.shown = true; this.caught = error; } };
    const compiled = new WebAssembly.Module(await engine.inflate(window.binary));
    WebAssembly.compileStreaming = async () => compiled;
    WebAssembly.instantiate = async (_, imports) => new WebAssembly.Instance(compiled, imports);

    const show = () => {
      for (let frame = 0; frame < 3 && !window.sim.faults.shown; ++frame) {
        call('frame', 700, 522, 1, 0.02);
        engine.text('registry');
        const wanted = engine.text('wanted_model');
        if (models.has(wanted)) call('model_arrived', wanted, models.get(wanted));
      }
      for (const what of ['snapshot', 'transcript', 'description', 'svg']) engine.text(what);
    };
    /** Starts, goes to the lesson if one is named, and answers how it ended. */
    window.attempt = async (nth, lesson) => {
      Object.assign(window.sim.faults, { shown: false, caught: null });
      await engine.load();
      const { program } = window;
      if (!lesson) program._sim_fail_allocation(nth);
      try {
        engine.open();
        call('open_link', '', '');
        show();
        if (lesson) {
          const before = program._sim_fail_allocation(nth);
          call('set_state', `lesson=${lesson}&heads=5`);
          show();
          return { total: program._sim_fail_allocation(0) - before, said: String(window.sim.faults.caught) };
        }
      } catch (error) {
        window.sim.faults.crashed(error);
      }
      return { total: program._sim_fail_allocation(0), said: String(window.sim.faults.caught) };
    };
  }, lessons);
  return page;
}

test('each allocation of the start and of each lesson, one by one', { timeout: 3_600_000 }, async (t) => {
  const page = await workshop();
  let tried = 0;
  for (const lesson of ['', ...lessons.slice(0, 4)]) {
    await t.test(lesson || 'the start', async () => {
      const { total, said } = await page.evaluate((slug) => window.attempt(0, slug), lesson);
      assert.equal(said, 'null');
      assert.ok(total > 1000, `${total} allocations`);
      for (const nth of sample(total)) {
        const end = await page.evaluate(([count, slug]) => window.attempt(count, slug), [nth, lesson]);
        assert.equal(end.said, 'Error: out of memory', `allocation ${nth} of ${total}`);
        ++tried;
      }
    });
  }
  console.log(`${tried} failing allocations`);
  await page.close();
});
