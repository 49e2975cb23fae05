// SPDX-License-Identifier: MIT
// What assistive technology gets: axe finds nothing, and every control of the program is there with its name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, ready, serve, simFrame, simPath, site, snapshot, violations } from './support.mjs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

for (const query of ['', '?heads=1', '?heads=8', '?open=2', '?concat=1', '?compare=1', '?mask=1', '?theme=dark', '?heads=ninety', '?text=The+zyx+sat']) {
  test(`axe on ${query || 'the start'}`, async () => {
    const context = await browser.newContext({ viewport: { width: 700, height: 600 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(server.sim(query));
    await ready(page);
    assert.deepEqual(await violations(page), []);
    await context.close();
  });
}

/** Further states of every lesson, one after another in one page. */
const furtherStates = {
  heads: ['heads=5&open=3&off=3', 'mask=1&heads=6&concat=1', 'compare=1&left=2&right=4', 'text=&open=0'],
  words: ['word=4&also=6&several=1', 'lookedat=1&strongest=1', 'gold=1&page=2', 'panel=3'],
  steps: ['step=2', 'step=3&part=1', 'step=3&part=3&mask=1', 'step=4', 'step=5&pick=9', 'step=6&panel=2'],
  committee: ['panel=2', 'panel=3&step=3&off=2', 'panel=4', 'panel=5&seed=7&mean=1', 'panel=6', 'early=1&panel=1'],
  'nano-gpt': ['panel=2&off=mlp1,2.1', 'panel=3', 'zoom=5&x=170&y=300&panel=1', 'zoom=3&step=12', 'word=12&pick=300&zoom=5'],
};
for (const [lesson, states] of Object.entries(furtherStates)) {
  test(`axe on further states of the lesson ${lesson}`, async () => {
    const context = await browser.newContext({ viewport: { width: 700, height: 600 }, reducedMotion: 'reduce', forcedColors: lesson === 'words' ? 'active' : 'none' });
    const page = await context.newPage();
    await page.goto(server.sim(`?lesson=${lesson}`));
    await ready(page);
    for (const state of states) {
      await page.evaluate(async (fields) => {
        window.sim.engine.call('set_state', fields);
        window.sim.page.requestFrame();
        await window.microsim.idle();
      }, state);
      assert.deepEqual(await violations(page), [], state);
    }
    await context.close();
  });
}

test('axe on the lesson page', async (t) => {
  if (!await stat(path.join(site, simPath, 'index.html')).catch(() => null)) return t.skip('the lesson page is not built');
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${server.base}/${simPath}/index.html`);
  await simFrame(page);
  assert.deepEqual(await violations(page), []);
  await context.close();
});

const roles = {
  button: 'button', toggle: 'button', menu_button: 'button', menu_item: 'button', cell: 'button', slider: 'slider', checkbox: 'checkbox',
  switcher: 'switch', text_field: 'textbox', heading: 'heading', table: 'table',
};

for (const [query, width] of [['', 700], ['?heads=8', 320], ['?open=2', 1200]]) {
  test(`every control is found by role and name at ${width} px ${query}`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 600 } });
    const page = await context.newPage();
    await page.goto(server.sim(query));
    await ready(page);
    const nodes = await page.evaluate(() => JSON.parse(window.sim.engine.text('registry')).nodes);
    assert.equal(nodes.filter((node) => node.label !== undefined).length, (await snapshot(page)).controls);
    for (const node of nodes) {
      if (!roles[node.role] || node.role === 'table') continue;
      const name = node.label ?? node.text;
      assert.ok(await page.getByRole(roles[node.role], { name, exact: true, disabled: node.enabled === false ? true : undefined }).count() >= 1,
        `${node.role} "${name}"`);
    }
    assert.equal(await page.getByRole('table').count(), nodes.filter((node) => node.role === 'table').length);
    await context.close();
  });
}

test('what changes is announced, briefly', async () => {
  const context = await browser.newContext({ viewport: { width: 700, height: 600 } });
  const page = await context.newPage();
  await page.goto(server.sim());
  await ready(page);
  await page.getByRole('slider', { name: /Heads/ }).fill('6');
  await page.waitForFunction(() => document.getElementById('live').textContent !== '', null, { timeout: 5000 });
  assert.match(await page.locator('#live').textContent(), /6/);
  await context.close();
});
