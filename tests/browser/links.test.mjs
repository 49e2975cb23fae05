// SPDX-License-Identifier: MIT
// Every link of tests/sim/links.txt in the real sim: it gives its state, its notice where something could not be had,
// and the link that the sim then gives opens the same again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, openSim, ready, serve, snapshot } from './support.mjs';

const project = new URL('../../', import.meta.url);

/** The corpus: link, the state as a link, whether a notice must stand. */
function corpus() {
  const links = [];
  let noticed = false;
  for (const line of readFileSync(new URL('tests/sim/links.txt', project), 'utf8').split('\n')) {
    if (line.startsWith('# Understood')) noticed = false;
    else if (line.startsWith('# Kept as far')) noticed = true;
    if (line === '' || line.startsWith('# ')) continue;
    const bar = line.indexOf(' | ');
    links.push({ link: line.slice(0, bar), state: line.slice(bar + 3), noticed });
  }
  return links;
}
const links = corpus();
const lessons = ['heads', 'words', 'steps', 'committee', 'nano-gpt'];

let server, browser, sim;
const starts = {};
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  sim = await openSim(browser, server.sim(), { viewport: { width: 700, height: 600 } });
  for (const lesson of lessons) starts[lesson] = (await opened([[`lesson=${lesson}`, '']]))[0].state;
});
after(async () => { await browser.close(); await server.close(); });

/** Opens each pair of query and fragment in the program; what it then shows and says, and the link to it. */
const opened = (pairs) => sim.page.evaluate((all) => all.map(([query, fragment]) => {
  const { engine } = window.sim;
  engine.call('open_link', query, fragment);
  const { state, link_notice: notice } = JSON.parse(engine.text('snapshot'));
  return { state, notice, fields: engine.text('state_fields') };
}), pairs);

/** The whole state that a line of the corpus promises: what it names, and the start of its lesson for the rest. */
function promised(state) {
  const named = Object.fromEntries(new URLSearchParams(state));
  return { ...starts[named.lesson ?? 'heads'], ...named };
}

test('the corpus covers every key of a link and every lesson', () => {
  const table = readFileSync(new URL('docs/embed.md', project), 'utf8').split('<!-- begin: parameters -->')[1].split('<!-- end')[0];
  const keys = [...table.matchAll(/^\| `(\w+)` /gm)].map((found) => found[1]);
  const named = new Set(links.flatMap(({ link }) => [...new URLSearchParams(link.replace(/^[?#]/, '')).keys()]));
  assert.deepEqual(keys.filter((key) => !named.has(key)), []);
  for (const lesson of lessons) assert.ok(links.some(({ link }) => link.includes(`lesson=${lesson}`)), lesson);
  assert.ok(links.length >= 150, `${links.length} links`);
});

test('every link gives its state, as query and as fragment, and says what it cannot', async () => {
  for (const where of ['query', 'fragment']) {
    const got = await opened(links.map(({ link }) => (where === 'query' ? [link, ''] : ['', link])));
    for (const [i, { link, state, noticed }] of links.entries()) {
      assert.deepEqual(got[i].state, promised(state), `${link} as ${where}`);
      assert.equal(got[i].notice !== '', noticed, `${link} as ${where}: "${got[i].notice}"`);
    }
  }
});

test('the link of what a link shows opens the same, quietly, and gives itself again', async () => {
  const first = await opened(links.map(({ link }) => [link, '']));
  for (const where of ['query', 'fragment']) {
    const again = await opened(first.map(({ fields }) => (where === 'query' ? [fields, ''] : ['', fields])));
    for (const [i, { link }] of links.entries()) assert.deepEqual(again[i], { ...first[i], notice: '' }, `${link} as ${where}`);
  }
});

test('a sample opened as addresses: what Copy link gives leads to the same', async () => {
  const page = await sim.context.newPage();
  for (let i = 3; i < links.length; i += 40) {
    const { link, state, noticed } = links[i];
    const bare = link.replace(/^[?#]/, '');
    await page.goto('about:blank');
    await page.goto(server.sim(i % 2 === 0 || link.startsWith('#') ? `#${bare}` : `?${bare}`));
    await ready(page);
    const now = await snapshot(page);
    assert.deepEqual(now.state, promised(state), link);
    assert.equal(now.link_notice !== '', noticed, link);
    const address = await page.evaluate(() => window.sim.link.address());
    await page.goto('about:blank');
    await page.goto(address);
    await ready(page);
    assert.deepEqual((await snapshot(page)).state, now.state, address);
    assert.equal(await page.evaluate(() => window.sim.link.address()), address);
  }
  await page.close();
});
