// SPDX-License-Identifier: MIT
// The lessons used as a student uses them, through names and roles, keys, mouse and fingers; what the screen then says
// is checked against its own sums.
// Runs alone: it measures how soon an answer is there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, middle, openSim, serve, snapshot, until } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

const open = (query, { width = 700, ...more } = {}) =>
  openSim(browser, server.sim(query), { viewport: { width, height: 560 }, ...more });

const done = async ({ context, said }) => {
  assert.deepEqual(said(), []);
  await context.close();
};

const number = (text) => Number(text.replace('−', '-').replace(/[^-\d.]/g, ''));
const shown = (page, id) => page.evaluate(async (wanted) => {
  await window.microsim.idle();
  const nodes = JSON.parse(window.sim.engine.text('registry')).nodes;
  const found = nodes.find((node) => node.id === wanted);
  return found && (found.text ?? found.label);
}, id);
const cells = (page, name) => page.getByRole('table', { name }).evaluate((table) => [...table.querySelectorAll('tr')]
  .slice(1).map((row) => [...row.children].map((cell) => cell.textContent)));

test('steps: the keyboard alone goes through the whole calculation, and every line of it adds up', async () => {
  const use = await open('?lesson=steps');
  const { page } = use;
  await page.getByRole('button', { name: 'like', exact: true }).press('Enter');
  assert.equal((await snapshot(page)).state.word, '2');
  const next = page.getByRole('button', { name: /^Next/ });
  const visited = [];
  for (let stop = 0; stop < 40; ++stop) {
    const { state } = await snapshot(page);
    if (state.step === '6') break;
    visited.push(`${state.step}.${state.part}`);
    const cell = page.locator('.node[data-id^="cell-n-"]').last();
    if (await cell.count()) {
      await cell.focus();
      const sum = await shown(page, 'arithmetic');
      assert.match(sum, / = .*\d/, `${visited.at(-1)}: ${sum}`);
    }
    await next.focus();
    await page.keyboard.press('Enter');
  }
  assert.deepEqual(visited, ['1.1', '2.1', '3.1', '3.2', '3.3', '3.4', '3.5', '4.1', '5.1']);
  await page.getByRole('slider', { name: 'Step' }).press('ArrowLeft');
  assert.equal((await snapshot(page)).state.step, '5');
  await done(use);
});

test('steps: a pointed number shows its sum, and the sum is right within its rounding', async () => {
  const use = await open('?lesson=steps&step=3&part=1');
  const { page } = use;
  for (const head of ['1', '2']) {
    await page.getByRole('button', { name: new RegExp(`^Head ${head}:`) }).press('Enter');
    await page.locator('.node[data-id="cell-n-0-0"]').waitFor({ state: 'attached' });
    const box = await page.locator('[data-id^="cell-n-"]').last().boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const said = (await shown(page, 'arithmetic')).split('; ').at(-1);
    const [, sum, result] = said.match(/= (.* \+ .*?) = ([−\d.]+)$/) ?? [];
    assert.ok(sum, said);
    const terms = sum.split(' + ').map((term) => term.split('·').map(number).reduce((a, b) => a * b, 1));
    const total = terms.reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(total - number(result)) <= 0.01 * terms.length, `${said}: ${total}`);
  }
  await done(use);
});

test('steps: an own sentence and the question replace the example', async () => {
  const use = await open('?lesson=steps');
  const { page } = use;
  await page.getByRole('button', { name: /^Question/ }).press('Enter');
  assert.equal((await snapshot(page)).state.text, 'What does she read?');
  await page.getByRole('textbox', { name: 'Sentence' }).fill('The cat sat down');
  assert.deepEqual((await snapshot(page)).words.map((word) => word.text), ['The', 'cat', 'sat', 'down']);
  await page.getByRole('button', { name: 'Reset' }).press('Enter');
  assert.equal((await snapshot(page)).state.text, 'I like machine learning');
  await done(use);
});

test('whatever is pasted into the sentence is answered within 100 ms, and what was cut is said', async () => {
  const use = await open('');
  const { page } = use;
  const pasted = ['the cat '.repeat(131_072), 'x'.repeat(1_000_000), 'the \ud800 cat', 'a\u0000b cat', '\u202eabc \u05d0\u05d1 cat', 'c\u0301a\u0300t'.repeat(2000)];
  for (const text of pasted) {
    const answers = [];
    for (let round = 0; round < 3; ++round) {
      answers.push(await page.evaluate(async (value) => {
        const input = document.querySelector('#semantic input[type=text]');
        input.focus();
        input.value = '';
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await window.microsim.idle();
        const start = performance.now();
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        return performance.now() - start;
      }, text));
    }
    const now = await snapshot(page);
    const what = JSON.stringify(text.slice(0, 20));
    assert.ok(Math.min(...answers) < 100, `${what}: ${answers.map(Math.round)} ms`);
    assert.ok(now.words.length >= 1 && now.words.length <= 16, what);
    assert.match(now.text_notice, /\.$/, what);
    assert.ok(now.text_notice.length < 250, now.text_notice);
  }
  await done(use);
});

test('committee: a beginning, a head off, and the shares add up to the logit', async () => {
  const use = await open('?lesson=committee');
  const { page } = use;
  await page.getByRole('textbox', { name: 'Beginning' }).fill('ann');
  assert.match(await shown(page, 'described'), /After ‘ann’/);
  const before = await cells(page, 'Next letter');
  const columns = before.map((row) => row.slice(1).map(number));
  for (const column of [0, 1]) {
    const total = columns.reduce((sum, row) => sum + row[column], 0);
    assert.ok(Math.abs(total - 100) < 1.5, `${total} %`);
  }
  assert.ok(columns.every(([chosen, all]) => chosen === all), 'all heads are on');
  await page.getByRole('switch', { name: 'Head 2' }).press('Space');
  assert.equal((await snapshot(page)).state.off, '2');
  const changed = (await cells(page, 'Next letter')).map((row) => row.slice(1).map(number));
  assert.ok(changed.some(([chosen, all]) => chosen !== all), 'nothing changed without head 2');
  await page.getByRole('button', { name: /^Solo: head 1/ }).press('Enter');
  assert.equal((await snapshot(page)).state.off, '2,3,4');
  await page.getByRole('button', { name: 'All heads on' }).press('Enter');
  assert.equal((await snapshot(page)).state.off, '');
  await done(use);
});

test('committee: another list of names is measured in the page, and a wrong one is refused in a sentence', async () => {
  const use = await open('?lesson=committee&panel=4');
  const { page } = use;
  const names = Array.from({ length: 40 }, (_, i) => `${'bcdfglmnrst'[i % 11]}${'aeiou'[i % 5]}${'lmnr'[i % 4]}${'aeio'[i % 4]}`);
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: 'class.txt', mimeType: 'text/plain', buffer: Buffer.from(names.join('\n')) });
  await until(page, async () => {
    await window.microsim.idle();
    const nodes = JSON.parse(window.sim.engine.text('registry')).nodes;
    return / on your list /.test(nodes.find((node) => node.id === 'row-1').label);
  });
  await file.setInputFiles({ name: 'bad.txt', mimeType: 'text/plain', buffer: Buffer.from('1 2 3\n\u0000\xFF') });
  await until(page, async () => {
    await window.microsim.idle();
    const nodes = JSON.parse(window.sim.engine.text('registry')).nodes;
    return !/ on your list /.test(nodes.find((node) => node.id === 'row-1').label);
  });
  assert.match(await shown(page, 'own-names-said'), /[a-z].*\./);
  await done(use);
});

test('nano-gpt: letters are sorted one by one, and without an MLP they are not', async () => {
  const use = await open('?lesson=nano-gpt&panel=2', { width: 1200 });
  const { page } = use;
  await page.getByRole('textbox', { name: 'Letters to sort' }).fill('BACCAB');
  for (let i = 0; i < 6; ++i) await page.getByRole('button', { name: /^Next letter/ }).press('Enter');
  assert.match(await shown(page, 'line'), /BACCAB → AABBCC/);
  const mlp = page.getByRole('checkbox', { name: /^MLP on/ });
  await mlp.press('Space');
  assert.equal((await snapshot(page)).state.off, 'mlp1');
  const right = () => until(page, async () => {
    await window.microsim.idle();
    const node = JSON.parse(window.sim.engine.text('registry')).nodes.find(({ id }) => id === 'accuracy');
    return /(\d+) of 729 right/.exec(node.text)?.[1];
  });
  assert.ok(Number(await right()) < 729);
  await page.getByRole('button', { name: /^All off/ }).press('Enter');
  assert.equal((await snapshot(page)).state.off, '1,2,3,mlp1');
  await page.getByRole('button', { name: /^All on/ }).press('Enter');
  assert.equal(await right(), '729');
  await done(use);
});

test('nano-gpt: keys, mouse and two fingers move the map; one finger and the wheel leave the page its own', async () => {
  const use = await open('?lesson=nano-gpt', { hasTouch: true });
  const { page, context } = use;
  const state = async () => (await snapshot(page)).state;
  const map = page.getByRole('button', { name: 'Map of the network' });
  await map.focus();
  for (const key of ['+', '+', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  const byKeys = await state();
  assert.equal(byKeys.zoom, '2');
  assert.ok(Number(byKeys.x) > 500);
  const [x, y] = await middle(map);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 300);
  assert.equal((await state()).zoom, '2');
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.move(x + 80, y, { steps: 4 });
  await page.mouse.up();
  assert.ok(Number((await state()).x) < Number(byKeys.x));
  const touch = await context.newCDPSession(page);
  const fingers = (type, ...points) => touch.send('Input.dispatchTouchEvent', {
    type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
  });
  await fingers('touchStart', [x - 20, y], [x + 20, y]);
  for (const apart of [30, 50, 80, 120]) await fingers('touchMove', [x - apart, y], [x + apart, y]);
  await fingers('touchEnd');
  const pinched = await state();
  assert.ok(Number(pinched.zoom) > 2, `zoom ${pinched.zoom}`);
  assert.equal(pinched.pick, '0');
  assert.equal(await page.evaluate(() => window.visualViewport.scale), 1, 'the page itself zoomed');
  await done(use);
});

test('nano-gpt: the tour is walked with one key, and every stop says what it shows', async () => {
  const use = await open('?lesson=nano-gpt', { reducedMotion: 'reduce' });
  const { page } = use;
  const next = page.getByRole('button', { name: 'Next stop of the tour' });
  const titles = new Set();
  await next.focus();
  for (let stop = 1; stop <= 18; ++stop) {
    assert.equal((await snapshot(page)).state.step, String(stop));
    titles.add(await shown(page, 'card-title'));
    const rows = await cells(page, /./).catch(() => []);
    assert.ok(rows.length > 0 || await page.getByRole('table').count() > 0, `stop ${stop} has no numbers`);
    if (await next.isEnabled()) await page.keyboard.press('Space');
  }
  assert.equal(titles.size, 18);
  await done(use);
});
