// SPDX-License-Identifier: MIT
// Every lesson of the catalog in a real browser: it opens by its link and from the menu, has its names and roles, axe
// finds nothing, and its page in the site shows it.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { complaints, launch, openSim, ready, serve, shots, simFrame, simPath, snapshot, violations, until } from './support.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  await mkdir(shots, { recursive: true });
});
after(async () => { await browser.close(); await server.close(); });

const registry = (page) => page.evaluate(async () => {
  await window.microsim.idle();
  return JSON.parse(window.sim.engine.text('registry')).nodes;
});

const open = (query, width, more = {}) => openSim(browser, server.sim(query), { viewport: { width, height: 560 }, ...more });

/** What the menu offers: the catalog itself. */
async function catalog() {
  const { context, page } = await open('', 700);
  await page.getByRole('button', { name: /^Lessons/ }).press('Enter');
  const lessons = (await registry(page)).filter((node) => node.id.startsWith('lesson-'));
  await context.close();
  return lessons.map((node) => ({ slug: node.id.slice('lesson-'.length), title: node.label }));
}

test('every lesson opens by its link at every width, quietly, with its names and without a finding of axe', async (t) => {
  for (const { slug } of await catalog()) {
    for (const width of [320, 700, 1200]) {
      await t.test(`${slug} at ${width} px`, async () => {
        const { context, page, said } = await open(`?lesson=${slug}`, width, { reducedMotion: 'reduce' });
        const state = await snapshot(page);
        assert.equal(state.state.lesson, slug);
        assert.equal(state.ready, true, state.problem);
        assert.equal(state.link_notice, '');
        const nodes = await registry(page);
        const controls = nodes.filter((node) => node.label !== undefined);
        assert.equal(controls.length, state.controls);
        assert.ok(nodes.length <= 300, `${nodes.length} nodes`);
        for (const node of controls) assert.notEqual(node.label, '');
        assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
        assert.equal(await page.getByRole('table').count(), nodes.filter((node) => node.role === 'table').length);
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(said(), []);
        const frames = await page.evaluate(() => window.microsim.frames);
        await page.waitForTimeout(300);
        assert.equal(await page.evaluate(() => window.microsim.frames), frames, 'a frame at rest');
        await page.screenshot({ path: path.join(shots, `lesson-${slug}-${width}.png`) });
        await context.close();
      });
    }
  }
});

test('the menu leads from lesson to lesson, and the link says where one is', async () => {
  const lessons = await catalog();
  const { context, page, said } = await open('', 700);
  for (const { slug, title } of [...lessons.slice(1), lessons[0]]) {
    await page.getByRole('button', { name: /^Lessons/ }).press('Enter');
    await page.getByRole('button', { name: title, exact: true }).press('Enter');
    await ready(page);
    await until(page, async (wanted) => {
      await window.microsim.idle();
      const now = JSON.parse(window.sim.engine.text('snapshot'));
      return now.ready && now.state.lesson === wanted;
    }, slug);
    await page.waitForURL((url) => (slug === lessons[0].slug ? url.hash === '' : url.hash.startsWith(`#lesson=${slug}`)));
  }
  // Previous and Next lead through the same order, all the way round.
  for (const [way, order] of [['Next lesson', [...lessons.slice(1), lessons[0]]], ['Previous lesson', lessons.toReversed()]]) {
    for (const { slug, title } of order) {
      await page.getByRole('button', { name: /^Lessons/ }).press('Enter');
      // Under the picture is a control of the same name.
      await page.locator(`[data-id=menu-${way.startsWith('Next') ? 'next' : 'previous'}]`, { hasText: `${way}: ${title}` }).press('Enter');
      await until(page, async (wanted) => {
        await window.microsim.idle();
        const now = JSON.parse(window.sim.engine.text('snapshot'));
        return now.ready && now.state.lesson === wanted;
      }, slug);
    }
  }
  assert.deepEqual(said(), []);
  await context.close();
});

test('every lesson has a page in the site that shows it, and axe finds nothing there', async (t) => {
  for (const { slug } of await catalog()) {
    await t.test(slug, async () => {
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
      const page = await context.newPage();
      const said = complaints(page);
      await page.goto(slug === 'heads' ? `${server.base}/${simPath}/index.html` : `${server.base}/lessons/${slug}.html`);
      const frame = await simFrame(page);
      assert.equal((await snapshot(frame)).state.lesson, slug);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(said(), []);
      await context.close();
    });
  }
});

test('words: choosing a word and a head changes what the table says, and it is what the engine computed', async () => {
  const { context, page } = await open('?lesson=words', 700);
  await page.getByRole('button', { name: 'tokens', exact: true }).press('Enter');
  await page.getByRole('button', { name: /^Head 2:/ }).first().press('Enter');
  const { heads, words } = await snapshot(page);
  const row = heads[1].weights[words.findIndex((word) => word.text === 'tokens')];
  const best = row.indexOf(Math.max(...row));
  const cells = page.getByRole('table', { name: /Attention strength/ }).getByRole('row').nth(1).getByRole('cell');
  assert.deepEqual(await cells.allTextContents(), ['tokens', words[best].text, `${(100 * row[best]).toFixed(1)} %`]);
  await context.close();
});
