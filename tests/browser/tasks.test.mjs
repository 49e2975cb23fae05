// SPDX-License-Identifier: MIT
// Ten questions a teacher asks, answered with the keyboard alone and from what is said in words: names, roles, tables.
// Once with the picture and once in a browser without WebGL.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { complaints, launch, ready, serve, snapshot } from './support.mjs';

let server;
before(async () => { server = await serve(); });
after(() => server.close());

const nameOf = () => {
  const element = document.activeElement;
  if (element === document.body) return '';
  return element.labels?.[0]?.textContent ?? element.textContent;
};

/** A learner at the keyboard: Tab until the thing of that name has the focus. */
function learner(page) {
  const reach = async (name) => {
    for (let presses = 0; presses < 250; ++presses) {
      if (name.test(await page.evaluate(nameOf))) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not reach ${name}`);
  };
  const rest = () => page.evaluate(() => window.microsim.idle());
  const press = async (name, key = 'Enter') => { await reach(name); await page.keyboard.press(key); await rest(); };
  const type = async (name, text) => {
    await reach(name);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
    await rest();
  };
  const table = (name) => page.getByRole('table', { name }).evaluate((element) => [...element.querySelectorAll('tr')]
    .map((row) => [...row.children].map((cell) => cell.textContent)));
  const read = (name) => page.getByText(name).first().textContent();
  return { reach, press, type, table, read, rest, key: (name) => page.keyboard.press(name) };
}

const largest = (numbers) => numbers.indexOf(Math.max(...numbers));
const number = (text) => Number(text.replace('−', '-').replace(/[^-\d.]/g, ''));

/** The question, the lesson it is asked in, and how it is answered. */
const tasks = [
  ['Which word does “sat” look at most in head 2?', '', async (me, page) => {
    await me.press(/^Head 2:/);
    const [[, ...words], ...rows] = await me.table('Attention weights of head 2');
    const answer = words[largest(rows.find(([word]) => word === 'sat').slice(1).map(number))];
    const { heads, words: shown } = await snapshot(page);
    assert.equal(answer, shown[largest(heads[1].weights[shown.findIndex((word) => word.text === 'sat')])].text);
  }],
  ['What does head 8 of eight do?', '', async (me, page) => {
    await me.reach(/^Heads/);
    for (let i = 0; i < 4; ++i) await me.key('ArrowRight');
    await me.rest();
    const label = await page.getByRole('button', { name: /^Head 8:/ }).textContent();
    assert.match(label, /^Head 8: [^,]+, score 0\.\d\d, chance 0\.\d\d/);
    assert.equal((await snapshot(page)).model.heads, 8);
  }],
  ['With a causal mask, how much does the first word look at itself?', '', async (me) => {
    await me.press(/mask/i, 'Space');
    await me.press(/^Head 1:/);
    assert.equal((await me.table('Attention weights of head 1'))[1][1], '1.00');
  }],
  ['What does this model lose without head 1?', '?open=1', async (me, page) => {
    await me.press(/^Head (1 )?on/i, 'Space');
    assert.equal((await snapshot(page)).state.off, '1');
    const { model } = await snapshot(page);
    assert.notEqual(model.sentence_loss, model.sentence_loss_now);
    assert.ok((await page.locator('#semantic').textContent()).includes(model.sentence_loss_now.toFixed(3)), 'the loss is said');
  }],
  ['In Show Concatenation, do the shares add up to the output?', '', async (me, page) => {
    await me.press(/Concat/, 'Space');
    const said = await page.locator('#semantic').textContent();
    const [, shares, bias, sum] = said.match(/shares are ([^;]*), the bias is ([+−]?\d+\.\d+); together ([+−]?\d+\.\d+)/);
    const total = [...shares.split(', '), bias].map(number).reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(total - number(sum)) <= 0.03, `${shares} and ${bias} are not ${sum}`);
  }],
  ['Who looks most at “tokens” in head 4?', '?lesson=words', async (me, page) => {
    await me.press(/^Head 4:/);
    await me.press(/^tokens$/);
    await me.press(/^looked at by/);
    const [, first] = await me.table(/Attention strength/);
    const { heads, words } = await snapshot(page);
    const at = words.findIndex((word) => word.text === 'tokens');
    assert.equal(first[1], words[largest(heads[3].weights.map((row) => row[at]))].text);
  }],
  ['How is the attention of “I” on “like” made in head 1?', '?lesson=steps&step=3&part=3', async (me, page) => {
    await me.reach(/^score for ‘I’/);
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await me.key(key);
    await me.rest();
    assert.match(await page.evaluate(nameOf), /^weight of ‘like’/);
    const [, above, below, result] = (await me.read(/^weight of ‘like’ = .*÷/)).match(/= ([\d.]+) ÷ ([\d.]+) = ([\d.]+)/);
    assert.ok(Math.abs(above / below - result) < 0.002);
  }],
  ['Which letter follows “ann” without head 2?', '?lesson=committee', async (me, page) => {
    await me.type(/^Beginning$/, 'ann');
    await me.press(/^Head 2$/, 'Space');
    const rows = (await me.table('Next letter')).slice(1);
    const answer = rows[largest(rows.map((row) => number(row[1])))][0];
    const said = await page.locator('#semantic').textContent();
    assert.match(said, new RegExp(`without head 2 [^.]*${answer}`));
  }],
  ['What does the network write after BACCAB?', '?lesson=nano-gpt', async (me) => {
    await me.type(/^Letters to sort$/, 'BACCAB');
    await me.reach(/^Next letter/);
    for (let i = 0; i < 6; ++i) await me.key('Enter');
    await me.rest();
    assert.match(await me.read(/^BACCAB →/), /AABBCC/);
  }],
  ['How many of 729 inputs come out right without head 1 of block 3?', '?lesson=nano-gpt&panel=2', async (me, page) => {
    await me.press(/^Block 3$/);
    await me.press(/^On: block 3, head 1$/, 'Space');
    assert.equal((await snapshot(page)).state.off, '3.1');
    const [, right] = (await me.read(/of 729 right/)).match(/(\d+) of 729 right/);
    const [, stored] = (await me.read(/^Block 3, head 1:/)).match(/Without it (\d+) of 729/);
    assert.equal(right, stored);
  }],
];

for (const [name, flags] of [['with the picture', []], ['without WebGL', ['--disable-3d-apis']]]) {
  describe(`ten questions, ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(flags); });
    after(() => browser.close());
    for (const [question, query, answer] of tasks) {
      test(question, async () => {
        const page = await browser.newPage({ viewport: { width: 700, height: 600 } });
        const said = complaints(page);
        await page.goto(server.sim(query));
        await ready(page);
        assert.equal(await page.locator('#no-picture').isVisible(), flags.length > 0);
        await answer(learner(page), page);
        assert.deepEqual(said().filter((text) => flags.length === 0 || !/WebGL/i.test(text)), []);
        await page.close();
      });
    }
  });
}
