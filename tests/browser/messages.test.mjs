// SPDX-License-Identifier: MIT
// The embed API as a page of another origin uses it: events after subscribing, and exports of what is shown.
// Runs alone: it measures how often events come.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, launch, ready, serve, snapshot } from './support.mjs';

// The lesson page comes from one port and the sim from another, so the frame is really of another origin.
let server, lessons, browser;
before(async () => { [server, lessons, browser] = await Promise.all([serve(), serve(), launch()]); });
after(async () => { await browser.close(); await Promise.all([server.close(), lessons.close()]); });

/** A page with the sim and `ask`, which posts a message and gives the answer. */
async function open(query = '', prepare = () => {}) {
  const context = await browser.newContext({ viewport: { width: 700, height: 700 } });
  const page = await context.newPage();
  await prepare(page);
  await page.goto(lessons.add('/lesson.html', `<!DOCTYPE html><html lang="en"><title>lesson</title><link rel="icon" href="data:,">
    <iframe src="${server.sim(query).replaceAll('"', '&quot;')}" title="sim" width="100%" height="522"></iframe>
    <script>
      window.heard = [];
      window.addEventListener('message', ({ data }) => window.heard.push({ ...data, at: performance.now() }));
      window.ask = (message) => new Promise((resolve) => {
        window.addEventListener('message', ({ data }) => { if (data.id === message.id) resolve(data); });
        window.frames[0].postMessage({ microsim: 1, ...message }, '*');
      });
    </script>`));
  await page.waitForFunction(() => window.heard.some(({ type }) => type === 'microsim-ready'), null, { timeout: 60_000 });
  const frame = await ready(page.frames()[1]);
  return { page, frame, ask: (message) => page.evaluate((text) => window.ask(text), message), close: () => context.close() };
}

test('"interacted" comes at most once a second, and only after subscribing', async () => {
  const { page, frame, ask, close } = await open();
  const interacted = () => page.evaluate(() => window.heard.filter(({ type }) => type === 'interacted'));
  const slider = frame.getByRole('slider', { name: /Heads/ });
  await slider.fill('5');
  await page.waitForTimeout(500);
  assert.deepEqual(await interacted(), []);
  let id = 0;
  for (const wrong of [{}, { events: 'answer' }, { events: ['answered'] }, { events: ['__proto__'] }, { events: [['answer']] },
    { events: ['answer'] }, { events: ['answer'], expect: 8 }, { events: ['answer'], expect: '' }, { events: ['answer'], expect: 'constructor=1' },
    { events: ['interacted'], expect: 'heads=8' }]) {
    assert.match((await ask({ id: ++id, type: 'subscribe', ...wrong })).error, /^(events must|"answer" and expect|expect (must|names))/);
  }
  const told = await ask({ id: 'on', type: 'subscribe', events: ['answer', 'interacted'], expect: 'heads=5' });
  assert.equal(told.matches, true);
  assert.equal(told.state, 'heads=5');
  const from = Date.now();
  for (let heads = 1; heads <= 8; ++heads) {
    await slider.fill(String(heads));
    await page.waitForTimeout(150);
  }
  await page.waitForTimeout(1200);
  const said = await interacted();
  const seconds = (Date.now() - from) / 1000;
  assert.ok(said.length >= 2 && said.length <= seconds + 1, `${said.length} events in ${seconds} s`);
  said.slice(1).forEach((event, i) => assert.ok(event.at - said[i].at > 900, `${event.at - said[i].at} ms apart`));
  assert.deepEqual([said.at(-1).count, said.at(-1).state], [8, 'heads=8']);
  await ask({ id: 'off', type: 'subscribe', events: [] });
  await slider.fill('2');
  await page.waitForTimeout(1300);
  assert.equal((await interacted()).length, said.length);
  await close();
});

/** RFC 4180, by the book: quotes, commas and line ends inside quotes. */
function records(csv) {
  const all = [[]];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    all.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') all.push([]);
    if (end === '') break;
  }
  return all;
}

for (const query of ['?text=The+"black",+cat&concat=1', '?lesson=words&open=1', '?lesson=nano-gpt']) {
  test(`csv and json hold the tables of the page, cell by cell: ${query}`, async () => {
    const { frame, ask, close } = await open(query);
    const tables = await frame.evaluate(() => [...document.querySelectorAll('#semantic table')].map((table) =>
      [[table.caption.textContent], ...[...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))]));
    assert.ok(tables.length > 0);
    const [[, link], ...rest] = records((await ask({ id: 1, type: 'export', format: 'csv' })).csv);
    assert.deepEqual(rest, [...tables.flatMap((table) => [[''], ...table]), ['']]);
    const json = JSON.parse((await ask({ id: 2, type: 'export', format: 'json' })).json);
    assert.equal(json.link, link);
    assert.deepEqual(json.tables.map(({ cells }) => cells), tables.map((table) => table.slice(2).map((row) => row.slice(1))));
    assert.deepEqual(json.state, (await snapshot(frame)).state);
    const words = await frame.evaluate(() => [...document.querySelectorAll('#semantic :is(h1, h2, p)')].map((node) => node.textContent));
    assert.deepEqual(json.texts.map(({ text }) => text), words);
    await close();
  });
}

test('an exported picture has two pixels for each CSS pixel, and the canvas keeps its own size', async () => {
  const { frame, ask, close } = await open();
  const size = () => frame.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
  const [width, height] = await size();
  const png = Buffer.from((await ask({ id: 1, type: 'export' })).png.split(',')[1], 'base64');
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * width, 2 * height]);
  assert.deepEqual(await size(), [width, height]);
  await close();
});

test('without WebGL the tables can be exported, and for the picture there is a sentence', async () => {
  const { ask, close } = await open('', (page) => page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : real.call(this, kind, ...rest);
    };
  }));
  assert.match((await ask({ id: 1, type: 'export' })).error, /^there is no picture now/);
  assert.ok(records((await ask({ id: 2, type: 'export', format: 'csv' })).csv).length > 10);
  await close();
});

test('a sim whose messages.js is missing works, unheard', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said = complaints(page);
  await page.route('**/messages.js', (route) => route.fulfill({ status: 404 }));
  await page.goto(lessons.add('/lesson.html', `<link rel="icon" href="data:,"><iframe src="${server.sim()}" title="sim" width="700" height="522"></iframe>`));
  const frame = await ready(page.frames()[1]);
  await frame.getByRole('slider', { name: /Heads/ }).fill('2');
  assert.equal((await snapshot(frame)).model.heads, 2);
  assert.equal(await frame.locator('#fault').isVisible(), false);
  assert.ok(said().some((text) => /the page around the simulator gets no answers/.test(text)), said().join());
  await context.close();
});

test('csv keeps every character, and lets no word act as a formula', async () => {
  const { frame, ask, close } = await open();
  await frame.evaluate(() => {
    const { text } = window.sim.engine;
    const table = {
      id: 'made', role: 'table', caption: 'Two "words", here', columns: ['a,b', 'c'], row_headers: ['=HYPERLINK("x")', '-'],
      cells: [['-0.12', '@now'], ['line\nend', '+']],
    };
    window.sim.engine.text = (name) => name === 'registry' ? JSON.stringify({ nodes: [table] }) : text(name);
  });
  const { csv } = await ask({ id: 1, type: 'export', format: 'csv' });
  assert.equal(csv.split('\r\n').slice(1).join('|'),
    '|"Two ""words"", here"|,"a,b",c|"\'=HYPERLINK(""x"")",-0.12,\'@now|-,"line\nend",+|');
  await close();
});
