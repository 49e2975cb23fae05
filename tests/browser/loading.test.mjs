// SPDX-License-Identifier: MIT
// Whatever stops the program on its way, a sentence says what is wrong and what to do within two seconds of it, or of
// 15 without a sign of life. The time is taken in the page: from the end of the file's arrival, or from the error made.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, ready, serve, snapshot } from './support.mjs';

const bar = 2000;
const stall = 15_000;
const portal = '<!DOCTYPE html><html><title>Log in</title><form><input name="user"></form></html>';

let server, browser, context;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  context = await browser.newContext({ viewport: { width: 700, height: 600 } });
  await context.addInitScript(() => {
    window.said = 0;
    window.broke = 0;
    const look = () => {
      const fault = document.getElementById('fault');
      if (fault && !fault.hidden) window.said ||= performance.now();
    };
    new MutationObserver(look).observe(document, { attributes: true, subtree: true });
    document.addEventListener('animationend', ({ animationName }) => { if (animationName === 'late') window.said ||= performance.now(); });
  });
});
after(async () => { await browser.close(); await server.close(); });

/** Opens the sim with something broken first. A load that stalls never ends, so only its beginning is waited for. */
async function broken(breakIt, url = server.sim()) {
  const page = await context.newPage();
  page.on('dialog', () => assert.fail('a dialog'));
  await breakIt(page);
  await page.goto(url, { waitUntil: 'commit' });
  return page;
}

async function says(page, words, doing = /reload/i) {
  const alert = page.locator('#fault');
  await alert.waitFor({ state: 'visible', timeout: 20_000 });
  assert.equal(await alert.getAttribute('role'), 'alert');
  const text = await alert.innerText();
  assert.match(text, words);
  assert.match(text, doing);
  assert.equal(await page.getByRole('button', { name: 'Reload' }).isVisible(), true);
}

/** The sentence of the page itself, where no script of ours runs. Before its style sheet is there, it is not hidden yet. */
async function pageSays(page, words, { styled = true } = {}) {
  if (styled) await page.waitForFunction(() => window.said > 0);
  const alert = page.locator('.late');
  await alert.waitFor({ state: 'visible' });
  assert.equal(await alert.getAttribute('role'), 'alert');
  assert.match(await alert.innerText(), words);
  assert.match(await alert.innerText(), /Check the connection, then\s+reload/);
  assert.equal(await alert.getByRole('link', { name: 'reload' }).isVisible(), true);
}

/** @param {string} [file] whose arrival broke it; without one the page has noted the time itself */
async function inTime(page, file) {
  const [said, broke] = await page.evaluate((name) => [window.said, window.broke || performance.getEntriesByType('resource')
    .filter((entry) => entry.name.endsWith(`/${name}`)).at(-1)?.responseEnd], file);
  assert.ok(broke > 0, `no time of ${file}`);
  assert.ok(said - broke < bar, `said after ${Math.round(said - broke)} ms`);
}

const answers = {
  'not found': { status: 404, contentType: 'text/html', body: portal },
  'an error of the server': { status: 500, body: '' },
  'a login page in its place': { status: 200, contentType: 'text/html', body: portal },
  'cut off': async (route) => {
    const whole = await (await route.fetch()).text();
    return { contentType: 'text/javascript', body: whole.slice(0, whole.length - 400) };
  },
};
for (const [what, answer] of Object.entries(answers)) {
  for (const file of ['mha.js', 'mha-wasm-3.js']) {
    test(`${file}: ${what}`, async () => {
      const page = await broken((it) => it.route(`**/${file}`, async (route) =>
        route.fulfill(typeof answer === 'function' ? await answer(route) : answer)));
      const name = file.replaceAll('.', '\\.');
      await says(page, new RegExp(answer.status >= 400 ? `could not be loaded: ${name}` : `damaged, or .* login page: ${name}`));
      await inTime(page, file);
      await page.close();
    });
  }
}

test('the style sheet: not found, or a login page', async () => {
  for (const what of ['not found', 'a login page in its place']) {
    const page = await broken((it) => it.route('**/page.css', (route) => route.fulfill(answers[what])));
    await says(page, /could not be loaded: page\.css/);
    await inTime(page, 'page.css');
    await page.close();
  }
});

test('the script that speaks: not found, or a login page; then the page itself speaks', async () => {
  for (const what of ['not found', 'a login page in its place']) {
    const page = await broken((it) => it.route('**/faults.js', (route) => route.fulfill(answers[what])));
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
    const page = await broken(() => {}, odd.sim());
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
  const page = await broken(() => {}, guarded.sim());
  await says(page, /security policy .* forbids WebAssembly/, /wasm-unsafe-eval/);
  await inTime(page, 'mha-wasm-4.js');
  await page.close();
  await guarded.close();
});

/** Opens the sim whose program has one function replaced: it answers 0 like one without memory, or traps. */
const withFunction = (name, traps) => broken((page) => page.addInitScript(([called, isTrap]) => {
  let real;
  Object.defineProperty(window, 'createMha', {
    set: (made) => { real = made; },
    get: () => async (options) => {
      const program = await real(options);
      const before = program[called];
      const instead = (...given) => {
        if (!isTrap && called === '_malloc' && !window.short) return before(...given);
        window.broke = performance.now();
        if (isTrap) throw new WebAssembly.RuntimeError('unreachable');
        return 0;
      };
      // Emscripten's functions put their shorter selves in their places when they are first called.
      return Object.defineProperty(program, called, { get: () => instead, set: () => {} });
    },
  });
}, [name, traps]));

test('no memory for the program, for its start, or later', async () => {
  for (const text of ['WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory', 'Array buffer allocation failed']) {
    const page = await broken((it) => it.addInitScript((words) => {
      WebAssembly.instantiate = async () => { window.broke = performance.now(); throw new RangeError(words); };
    }, text));
    await says(page, /out of memory/, /Close other tabs/);
    await inTime(page);
    await page.close();
  }
  for (const name of ['_sim_open', '_malloc']) {
    const page = await withFunction(name, false);
    if (name === '_malloc') {
      await ready(page);
      await page.evaluate(() => { window.short = true; });
      await page.getByRole('slider', { name: /Heads/ }).fill('6');
    }
    await says(page, /out of memory/, /your choices are in its address/);
    await inTime(page);
    await page.close();
  }
});

test('a trap at the start, at the first picture, and while it runs', async () => {
  for (const name of ['_sim_open', '_sim_frame', '_sim_set_value']) {
    const page = await withFunction(name, true);
    if (name === '_sim_set_value') {
      await ready(page);
      await page.getByRole('slider', { name: /Heads/ }).fill('6');
    }
    await says(page, /stopped because of an error/);
    await inTime(page);
    await page.close();
  }
});

for (const file of ['mha.js', 'multi-head-attention.js', 'mha-wasm-2.js']) {
  test(`${file} stalls`, async () => {
    const page = await broken(async (it) => {
      await it.clock.install();
      await it.route(`**/${file}`, () => {});
    });
    await page.waitForFunction(() => window.sim?.faults !== undefined);
    await page.clock.fastForward(stall / 2);
    assert.equal(await page.locator('#fault').isVisible(), false);
    await page.clock.fastForward(stall);
    await says(page, /too long to load/, /Check the connection/);
    await page.close();
  });
}

test('the script that speaks stalls; then the page itself speaks', async () => {
  const page = await broken((it) => it.route('**/faults.js', () => {}));
  await pageSays(page, /not started/);
  await page.close();
});

test('the style sheet stalls, and no longer keeps the words from the page than 15 seconds', async () => {
  const page = await broken(async (it) => {
    await it.clock.install();
    await it.route('**/page.css', () => {});
  });
  // Nothing of the page tells when the one script that does not wait has begun to.
  for (let tries = 0; tries < 50 && !await page.locator('#fault').isVisible(); ++tries) await page.clock.fastForward(stall);
  await says(page, /could not be loaded: page\.css/);
  await page.close();
});

test('a model stalls, or is something else: named, the sim lives on, and a late one is welcome', async () => {
  let late;
  const page = await broken(async (it) => {
    await it.clock.install();
    await it.route('**/models/heads-5.js', (route) => { late = () => route.continue(); });
    await it.route('**/models/heads-6.js', (route) => route.fulfill(answers['a login page in its place']));
    await it.route('**/models/heads-7.js', async (route) => route.fulfill(await answers['cut off'](route)));
  }, server.sim('?heads=5'));
  await page.locator('#loading').waitFor({ state: 'detached' });
  await page.clock.fastForward(stall);
  await page.clock.resume();
  await ready(page);
  assert.match((await snapshot(page)).problem, /did not arrive in 15 seconds/);
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 1);
  late();
  await page.waitForFunction(() => window.microsim.snapshot().model?.heads === 5);
  assert.equal((await snapshot(page)).problem, '');
  for (const heads of [6, 7]) {
    await page.getByRole('slider', { name: /Heads/ }).fill(String(heads));
    assert.match((await snapshot(page)).problem, /damaged/);
    assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 1);
  }
  await page.getByRole('slider', { name: /Heads/ }).fill('4');
  assert.equal((await snapshot(page)).problem, '');
  assert.equal(await page.locator('#fault').isVisible(), false);
  await page.close();
});
