// SPDX-License-Identifier: MIT
// hide= in every lesson: each control goes with a documented name, from the program's list, the elements, the order of
// Tab and the picture; what is not a name is said.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, lesson, openSim, serve, simFrame, simPath } from './support.mjs';

/** The names as the guide gives them: the keys of its table, and those that its row on `hide` adds. */
function names() {
  const table = readFileSync(new URL('../../docs/embed.md', import.meta.url), 'utf8').split('<!-- begin: parameters -->')[1].split('<!-- end')[0];
  const keys = [...table.matchAll(/^\| `(\w+)` /gm)].map((found) => found[1]);
  const more = /or as ([a-z, ]+); for/.exec(table)[1].split(', ');
  return [...keys, ...more];
}

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

const lessons = ['heads', 'words', 'steps', 'committee', 'nano-gpt'];
// Views in which further controls stand.
const views = {
  heads: ['', '&open=2', '&concat=1', '&compare=1'], 'nano-gpt': ['', '&zoom=5&pick=200'], steps: ['', '&panel=2', '&step=3&part=2'],
  committee: ['', '&panel=3', '&panel=4', '&panel=5'],
};

/** With each of the lists of names hidden: the controls that are left. */
const left = (page, link, lists) => page.evaluate(([query, all]) => all.map((hide) => {
  const { engine } = window.sim;
  engine.call('open_link', `${query}&hide=${hide}`, '');
  engine.call('frame', 700, 520, 1, 0);
  return JSON.parse(engine.text('registry')).nodes.filter(({ label }) => label !== undefined).map(({ id }) => id);
}), [link, lists]);

for (const slug of lessons) {
  test(`${slug}: every control can be hidden, by one name and by all together`, async () => {
    const { page, close } = await openSim(browser, server.sim(`?lesson=${slug}`), { viewport: { width: 700, height: 560 } });
    for (const view of views[slug] ?? ['']) {
      const [shown, ...hidden] = await left(page, `lesson=${slug}${view}`, ['', ...names()]);
      assert.ok(shown.length > 5, shown.join(' '));
      const gone = new Set(hidden.flatMap((ids) => shown.filter((id) => !ids.includes(id))));
      assert.deepEqual(shown.filter((id) => !gone.has(id)), [], `no name hides these of ${slug}${view}`);
      for (const ids of hidden) assert.deepEqual(ids.filter((id) => !shown.includes(id)), [], 'hiding brings nothing');
      assert.deepEqual((await left(page, `lesson=${slug}${view}`, [names().join(',')]))[0], []);
    }
    await close();
  });
}

test('what is hidden is no element, no stop of Tab, and not painted', async () => {
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } });
  const page = await context.newPage();
  const src = `/${simPath}/main.html?hide=`;
  const look = async (hide) => {
    await page.goto(server.add('/lesson.html', lesson(src + hide, { gap: 10 })));
    const sim = await simFrame(page);
    const ids = await sim.locator('#semantic .node').evaluateAll((all) => all.map((node) => node.dataset.id));
    return { sim, ids, picture: await sim.evaluate(() => window.sim.picture.take()) };
  };
  const all = await look('');
  const one = await look('mask');
  assert.deepEqual(all.ids.filter((id) => !one.ids.includes(id)), ['mask']);
  assert.notEqual(one.picture, all.picture);
  assert.equal(await one.sim.getByRole('switch', { name: /mask/ }).count(), 0);
  const none = await look(names().join(','));
  assert.notEqual(none.picture, one.picture);
  assert.equal(await none.sim.locator('#semantic :is(button, input, select, textarea, [tabindex])').count(), 0);
  await page.focus('#before');
  await page.keyboard.press('Tab');
  const stop = await page.evaluate(() => document.activeElement.id);
  if (stop !== 'after') {
    assert.equal(await page.evaluate(() => document.getElementById('frame').contentDocument.activeElement.closest('.node')), null);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
  }
  await context.close();
});

test('what is no name is said, and nothing is hidden', async () => {
  const { page, close } = await openSim(browser, server.sim('?hide=mask,everything'), {});
  const now = await page.evaluate(() => window.microsim.snapshot());
  assert.match(now.link_notice, /hidden controls ‘mask,everything’/);
  assert.equal(now.state.hide, '');
  assert.equal(await page.getByRole('switch', { name: /mask/ }).count(), 1);
  await close();
});
