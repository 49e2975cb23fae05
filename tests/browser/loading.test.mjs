// SPDX-License-Identifier: MIT
// Whatever breaks the program on its way, a sentence says what is wrong and what to do within two seconds. The time is
// taken in the page: from the end of the file's arrival, or from the error made. Stalls are in stalls.test.mjs.
// Runs alone: it measures how soon a sentence comes.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, truncate } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { answers, bar, brokenSims, inTime, pageSays, says } from './broken.mjs';
import { lesson, ready, serve, simFrame, simPath, site } from './support.mjs';

const sims = brokenSims();
const { open } = sims;

for (const [what, answer] of Object.entries(answers)) {
  for (const file of ['mha.js', 'mha-wasm-3.js']) {
    test(`${file}: ${what}`, async () => {
      const page = await open((it) => it.route(`**/${file}`, async (route) =>
        route.fulfill(typeof answer === 'function' ? await answer(route) : answer)));
      const name = file.replaceAll('.', '\\.');
      await says(page, new RegExp(answer.status >= 400 ? `could not be loaded: ${name}` : `damaged, or .* login page: ${name}`));
      await inTime(page, file);
      await page.close();
    });
  }
}

/** Damaged without being cut: the script runs, and finds what is no base64. */
for (const has of [true, false]) {
  test(`a part of the program that is no base64, in a browser ${has ? 'with' : 'without'} Uint8Array.fromBase64`, async () => {
    const page = await open(async (it) => {
      if (!has) await it.addInitScript(() => { delete Uint8Array.fromBase64; });
      await it.route('**/mha-wasm-3.js', async (route) => {
        const whole = await (await route.fetch()).text();
        await route.fulfill({ contentType: 'text/javascript', body: `${whole.slice(0, 1000)}!!!!${whole.slice(1004)}` });
      });
    });
    await says(page, /files of the simulator are damaged/);
    await inTime(page, 'mha-wasm-3.js');
    await page.close();
  });
}

test('in a folder: a file that is missing, and one that is cut off, whose name the browser keeps to itself', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mha-loading-'));
  await cp(path.join(site, simPath), folder, { recursive: true });
  const file = path.join(folder, 'mha.js');
  await truncate(file, 20_000);
  for (const words of [/damaged, or something else/, /could not be loaded: mha\.js/]) {
    const page = await open(() => {}, pathToFileURL(path.join(folder, 'main.html')).href);
    await says(page, words);
    // Folders have no times of arrival; the whole page is quicker than the bar.
    assert.ok(await page.evaluate(() => window.said) < bar);
    await page.close();
    await rm(file, { force: true });
  }
  await rm(folder, { recursive: true });
});

test('the style sheet: not found, or a login page', async () => {
  for (const what of ['not found', 'a login page in its place']) {
    const page = await open((it) => it.route('**/page.css', (route) => route.fulfill(answers[what])));
    await says(page, /could not be loaded: page\.css/);
    await inTime(page, 'page.css');
    await page.close();
  }
});

test('the script that speaks: not found, or a login page; then the page itself speaks', async () => {
  for (const what of ['not found', 'a login page in its place']) {
    const page = await open((it) => it.route('**/faults.js', (route) => route.fulfill(answers[what])));
    await pageSays(page, /not started .* files are missing or blocked/s);
    await inTime(page, 'faults.js');
    await page.close();
  }
});

test('a server that insists on types and has wrong ones', async () => {
  const nosniff = { 'x-content-type-options': 'nosniff' };
  // With the style sheet's type right the sentence comes after a moment; with that wrong too it stands there at once.
  for (const mime of [{ '.js': 'text/plain' }, { '.js': 'text/plain', '.css': 'text/plain' }]) {
    const odd = await serve({ headers: nosniff, mime });
    const page = await open(() => {}, odd.sim());
    const styled = !mime['.css'];
    await pageSays(page, /come as something else from this server/, { styled });
    if (styled) await inTime(page, 'faults.js');
    // The way on works without any script.
    await Promise.all([page.waitForEvent('framenavigated'), page.getByRole('link', { name: 'reload' }).click()]);
    await page.close();
    await odd.close();
  }
});

test('a policy that forbids WebAssembly is named', async () => {
  const guarded = await serve({ headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:" } });
  const page = await open(() => {}, guarded.sim());
  await says(page, /security policy .* forbids WebAssembly/, /wasm-unsafe-eval/);
  await inTime(page, 'mha-wasm-4.js');
  await page.close();
  await guarded.close();
});

/** Opens the sim whose program has one function that traps. */
const withTrap = (name) => open((page) => page.addInitScript((called) => {
  let real;
  Object.defineProperty(window, 'createMha', {
    set: (made) => { real = made; },
    get: () => async (options) => {
      const trap = () => {
        window.broke = performance.now();
        throw new WebAssembly.RuntimeError('unreachable');
      };
      // Emscripten's functions put their shorter selves in their places when they are first called.
      return Object.defineProperty(await real(options), called, { get: () => trap, set: () => {} });
    },
  });
}, name));

test('no memory for the program (memory.test.mjs has the rest)', async () => {
  for (const text of ['WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory', 'Array buffer allocation failed']) {
    const page = await open((it) => it.addInitScript((words) => {
      WebAssembly.instantiate = async () => { window.broke = performance.now(); throw new RangeError(words); };
    }, text));
    await says(page, /out of memory/, /Close other tabs/);
    await inTime(page);
    await page.close();
  }
});

test('a trap at the start, at the first picture, and while it runs', async () => {
  for (const name of ['_sim_open', '_sim_frame', '_sim_set_value']) {
    const page = await withTrap(name);
    if (name === '_sim_set_value') {
      await ready(page);
      await page.getByRole('slider', { name: /Heads/ }).fill('6');
    }
    await says(page, /stopped because of an error/);
    await inTime(page);
    await page.close();
  }
});

test('the part that comes later is a login page: the sim lives on and says so when it is needed', async () => {
  let portals = 2;
  const page = await open((it) => it.route('**/messages.js', (route) => (
    portals-- > 0 ? route.fulfill(answers['a login page in its place']) : route.continue())), sims.server.add('/lesson.html', lesson(sims.server.sim(), { gap: 10 })));
  const sim = await simFrame(page);
  const save = async () => {
    await sim.getByRole('button', { name: 'Share and save' }).press('Enter');
    await sim.getByRole('button', { name: 'Save numbers (CSV)' }).press('Enter');
  };
  await save();
  await sim.getByText('The part that saves files could not be loaded.').waitFor();
  const download = page.waitForEvent('download');
  await save();
  await download;
  assert.equal(await sim.locator('#fault').isVisible(), false);
  await page.close();
});
